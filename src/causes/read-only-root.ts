import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { listOf } from '../fixes/spec.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { Fact } from '../logs/fact.ts';
import { decisiveFact, type LogReading } from '../logs/reading.ts';
import type { Fix } from '../report.ts';
import { mountedFile } from '../trace/files/mounted-file.ts';
import { foldersFor, volumeNameOf } from '../trace/files/writable.ts';
import { identityOf } from '../trace/objects/identity.ts';
import { redisFile } from '../trace/servers/redis-folder.ts';
import { type Cause, RUNG } from './cause.ts';

export const readOnlyRoot: Cause = {
  id: 'read-only-root',
  title: 'it writes to its root file system, which is read-only',
  tier: 'kubernetes',
  covers: ['perm.readonly-rootfs'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    if (!identityOf(subject).readOnlyRoot) return undefined;
    const log = valueOf(subject.log());
    const fact = refusedIn(log);
    if (!fact || fact.fields.busy) return undefined;
    const told = fact.fields.path ?? redisFile(fact, subject, evidence);
    const path = told ?? temporaryIn(log, subject);
    // What lies in a volume is not of the root file system.
    if (path !== undefined && (mountedFile(path, subject) || KERNEL.test(path))) return undefined;
    const { container } = subject;
    const fix = new WorkloadFix(subject, evidence);
    const folders =
      path === undefined ? undefined : foldersFor(path, fact.quote, subject)?.filter((folder) => !mountedFile(folder, subject));
    const off = fix.patchContainer(
      `${folders ? 'or ' : ''}let it write to its root file system, if it needs more places than can be told from its log`,
      { securityContext: { readOnlyRootFilesystem: false } },
    );
    return {
      summary: `container ${container.name} wants to write ${path ?? 'to its root file system'}, and readOnlyRootFilesystem makes it read-only${folders ? `; no volume is mounted at ${folders[0]}` : ''}`,
      confidence: told === undefined || CORECLR.test(fact.quote) ? 'likely' : 'certain',
      object: fix.containerObject('securityContext.readOnlyRootFilesystem'),
      proof: [
        logProof(subject, fact),
        specProof(subject, 'securityContext.readOnlyRootFilesystem', 'true'),
        specProof(subject, 'volumeMounts', (container.volumeMounts ?? []).map(({ mountPath }) => mountPath).join(', ') || 'none'),
        attemptProof(subject),
      ],
      fixes: folders ? [mount(folders, fix), off] : [off],
      decides: 'which path it writes to',
    };
  },
};

/** What runtimes mount read-only by themselves (runtime-spec, masked and read-only paths), and the kubelet's own mount of the token. */
const KERNEL = /^\/(?:proc|sys)\/|^(?:\/var)?\/run\/secrets\/kubernetes\.io\//;

/** .NET makes the pipes of its diagnostics in /tmp before anything else, and says no more where it cannot (dotnet/coreclr#15243). */
const CORECLR = /^Failed to (?:create|initialize) CoreCLR, HRESULT: 0x80004005$/;

/**
 * `install -d` makes a folder, and of one that it could not make it says only that it is not there to change its owner or permissions
 * (coreutils lib/mkdir-p.c).
 */
function refusedIn(log: LogReading | undefined): Fact<'read-only'> | undefined {
  const fatal = decisiveFact(log, 'fatal-line');
  if (fatal && CORECLR.test(fatal.quote)) return { ...fatal, kind: 'read-only', fields: { path: '/tmp/' } };
  const missing = decisiveFact(log, 'file-missing');
  return missing && /^install: cannot change (?:owner and )?permissions of /.test(missing.quote)
    ? { ...missing, kind: 'read-only' }
    : decisiveFact(log, 'read-only');
}

/**
 * Java names no file that it could not make: it is one of those for a moment, in java.io.tmpdir, as its frames (java.io.File,
 * java.nio.file.Files) or Spring Boot's embedded servers tell.
 */
function temporaryIn(log: LogReading | undefined, subject: Subject): string | undefined {
  for (const line of log?.lines ?? []) {
    const said = /\bjava\.io\.tmpdir is set to (\/\S{1,200})/.exec(line)?.[1];
    if (said !== undefined || /\bat (?:java\.base\/)?java\.(?:io|nio\.file)\.\w{1,30}\.createTemp(?:File|Directory)\(/.test(line))
      // With a volume in /tmp it is another folder, which the program names.
      return said === undefined && mountedFile('/tmp/', subject) ? undefined : `${said ?? '/tmp'}/`;
  }
  return undefined;
}

function mount(folders: readonly string[], fix: WorkloadFix): Fix {
  const list = listOf(fix.subject.kind);
  const taken = new Set((fix.subject.pod.spec.volumes ?? []).map(({ name }) => name));
  const named = folders.map((mountPath) => {
    const name = volumeNameOf(mountPath);
    return { name: taken.has(name) ? `${name}-scratch` : name, mountPath };
  });
  return fix.patchSpec(`give it an empty folder to write to at ${folders.join(', ')}`, {
    volumes: named.map(({ name }) => ({ name, emptyDir: {} })),
    [list]: [{ name: fix.subject.container.name, volumeMounts: named }],
  });
}
