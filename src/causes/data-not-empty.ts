import { escaped } from '../escaped.ts';
import { decidedBy, loggedLines } from '../evidence/end.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { clonedAgain } from '../findings/cloned-again.ts';
import { restarting } from '../fixes/fix.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { folderPath } from '../kube/folder.ts';
import { commandLine } from '../kube/pod.ts';
import type { Fact } from '../logs/fact.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { writersInto } from '../trace/files/filled-by.ts';
import { type MountedFile, mountedFile } from '../trace/files/mounted-file.ts';
import { type Cause, RUNG } from './cause.ts';

/** Where the official images have their data. */
const USUAL = ['/var/lib/postgresql/data', '/var/lib/mysql'];

export const dataNotEmpty: Cause = {
  id: 'data-not-empty',
  title: 'it wants an empty folder for its data, and the volume is not empty',
  tier: 'kubernetes',
  covers: ['vol.not-empty'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'data-not-empty');
    if (!fact) return undefined;
    const path =
      fact.fields.path ?? USUAL.find((one) => subject.container.volumeMounts?.some(({ mountPath }) => folderPath(mountPath) === one));
    const mounted = path === undefined ? undefined : mountedFile(path, subject);
    const content = contentOf(fact, path, mounted, subject, evidence);
    const fix = new WorkloadFix(subject, evidence);
    if (fact.phrase === 'git/destination' && path !== undefined && (!content || isBelow(path, mounted)))
      return clonedAgain(fact, path, fix);
    return {
      summary: `container ${subject.container.name} does not set up its data in ${path ?? 'its folder'}, because that is not empty${content ? `: ${content.words}` : ''}`,
      confidence: content?.sure ? 'certain' : 'likely',
      object: fix.containerObject(mounted && `volumeMounts[${mounted.mount.mountPath}]`),
      proof: [
        logProof(subject, fact),
        ...present(
          mounted && {
            step: 'get',
            quote: `${mounted.mount.mountPath}: volume ${mounted.volume.name}`,
            path: 'spec.containers[].volumeMounts',
          },
        ),
        attemptProof(subject),
      ],
      fixes: path === undefined ? [] : fixesFor(path, content?.by, mounted, fix),
      decides: 'what lies in the folder',
    };
  },
};

/** The folder itself is none of the volume's, but was made in it. */
const isBelow = (path: string, mounted: MountedFile | undefined): boolean =>
  mounted !== undefined && folderPath(mounted.mount.mountPath) !== folderPath(path);

/** What fills the folder, and who put it there. */
interface Content {
  by: 'copy' | 'file-system' | 'mount' | 'init' | 'earlier-try';
  words: string;
  sure?: boolean;
}

function contentOf(
  fact: Fact,
  path: string | undefined,
  mounted: MountedFile | undefined,
  subject: Subject,
  evidence: Evidence,
): Content | undefined {
  if (fact.quote.startsWith('pg_basebackup: '))
    return { by: 'copy', words: 'a copy of the primary that was begun before and cut off has left its files there' };
  if (path === undefined || !mounted) return undefined;
  const { mount, volume } = mounted;
  const earlier = `most likely a first start that was cut off has left its files in volume ${volume.name}`;
  if (folderPath(mount.mountPath) !== folderPath(path)) return { by: 'earlier-try', words: earlier };
  const within = subject.container.volumeMounts?.find((one) => one.mountPath.startsWith(`${folderPath(path)}/`));
  if (within) return { by: 'mount', words: `volume ${within.name} is mounted in it, at ${within.mountPath}`, sure: true };
  const filler = fillerOf(mounted, subject, evidence);
  if (filler?.writes) return { by: 'init', words: `init container ${filler.name} writes to its volume ${volume.name} before`, sure: true };
  // initdb looks what it is, and Kafka names it.
  if (loggedLines(subject).some((line) => /It contains a lost\+found directory|\/lost\+found, 'lost\+found' is not/.test(line)))
    return { by: 'file-system', words: `it is the top of volume ${volume.name}, where its file system keeps lost+found`, sure: true };
  if (filler)
    return {
      by: 'init',
      words: `init container ${filler.name} works in its volume ${volume.name} before, and may have left something there`,
    };
  // A file system of its own: an emptyDir is a folder of the node's, and of a subPath the top is not seen.
  return mount.subPath === undefined && !volume.emptyDir
    ? {
        by: 'file-system',
        words: `it is the top of volume ${volume.name}, where file systems keep lost+found, or an earlier start has left its files there`,
      }
    : { by: 'earlier-try', words: earlier };
}

function fixesFor(path: string, by: Content['by'] | undefined, mounted: MountedFile | undefined, fix: WorkloadFix): Fix[] {
  if (by === 'copy')
    return [
      restarting(
        `empty ${path}${mounted ? ` (volume ${mounted.volume.name})` : ''}, or let the pod have a new claim, once it is sure that the primary has all data: the copy is then taken anew`,
      ),
    ];
  if (isPostgres(fix.subject)) return [fix.setEnv('keep the data in a folder below', [`PGDATA=${folderPath(path)}/pgdata`])];
  if (by === 'earlier-try' && mounted?.volume.emptyDir)
    return [fix.restart('start its pod anew: a new pod gets an empty volume, in this one each try meets what the first has left')];
  return below(mounted?.mount.mountPath, fix);
}

/** An init container that writes into the volume, or whose command names a path in it: to write there, or to take away what is there. */
function fillerOf({ mount, volume }: MountedFile, subject: Subject, evidence: Evidence): { name: string; writes: boolean } | undefined {
  const writer = writersInto(folderPath(mount.mountPath), mount, subject, evidence).find(({ kind }) => kind === 'init');
  if (writer) return { name: writer.container.name, writes: true };
  const [named] = (subject.pod.spec.initContainers ?? []).flatMap((init) => {
    const line = commandLine(init).join(' ');
    const there = init.volumeMounts?.find(({ name, readOnly }) => name === volume.name && !readOnly);
    const path = there && `${escaped(folderPath(there.mountPath))}/[^\\s"';&|]`;
    return path && new RegExp(path).test(line)
      ? [{ name: init.name, writes: new RegExp(`\\b(?:mkdir|touch)\\b[^;&|\\n]*${path}`).test(line) }]
      : [];
  });
  return named;
}

/** The image's page says so: PGDATA has to be a folder below the mount (hub.docker.com/_/postgres). */
const isPostgres = ({ container }: Subject) =>
  /postgres|postgis|timescale/i.test(container.image ?? '') || (container.env ?? []).some(({ name }) => name === 'PGDATA');

/** Others take a folder of the volume, not the volume. */
function below(mountPath: string | undefined, fix: WorkloadFix) {
  const index = (fix.subject.container.volumeMounts ?? []).findIndex((one) => one.mountPath === mountPath);
  return index < 0
    ? []
    : [
        fix.patchJson('mount a folder of the volume, which is empty, in place of the volume', [
          { op: 'add', path: `${fix.containerPath}/volumeMounts/${index}/subPath`, value: 'data' },
        ]),
      ];
}
