import { decidedBy } from '../evidence/end.ts';
import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { attemptProof, configMapProof, logProof, specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { settingProof } from '../findings/setting-proof.ts';
import { advised } from '../fixes/fix.ts';
import { largerSharedMemory } from '../fixes/shared-memory.ts';
import { enlargeEmptyDir } from '../fixes/volumes.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { isFromApi, volumeOf } from '../kube/pod.ts';
import { BINARY, quantity } from '../kube/quantity.ts';
import type { Container, Volume } from '../kube/shapes.ts';
import { isWordless } from '../logs/reading.ts';
import { only } from '../only.ts';
import { present } from '../present.ts';
import type { Proof } from '../report.ts';
import { configFiles, mountedFile } from '../trace/files/mounted-file.ts';
import { programCode } from '../trace/programs/program-code.ts';
import { placeOf, type Setting, unreadSources, variablesOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

/** What the container runtimes mount where nothing else is said (containerd pkg/cri/opts, 64 MiB). */
const DEFAULT = '64Mi';

export const sharedMemoryFull: Cause = {
  id: 'shared-memory-full',
  title: 'its shared memory (/dev/shm) is full',
  tier: 'kubernetes',
  covers: ['res.shm'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'shm-exhausted', 'no-space');
    const code = fact ? undefined : (sharingCode(subject, evidence) ?? largeSize(subject, evidence));
    if (!fact && !code) return undefined;
    if (
      fact &&
      fact.kind === 'no-space' &&
      !/\/dev\/shm|shared memory/i.test(`${(fact.fields as { path?: string }).path ?? ''} ${fact.quote}`)
    )
      return undefined;
    const { container, pod } = subject;
    const mounted = mountedFile('/dev/shm/x', subject);
    const fix = new WorkloadFix(subject, evidence);
    // Who shares the node's IPC shares its /dev/shm (containerd internal/cri/opts, WithHostIPC).
    const isOfNode = !mounted && pod.spec.hostIPC === true;
    const volume = mounted && `${sizeOf(mounted.volume, container)}, volume ${mounted.volume.name}`;
    const holds = volume ?? (isOfNode ? "the node's own, as hostIPC is set" : `${DEFAULT}, which every container gets`);
    return {
      summary: `container ${container.name} ${code ? 'died of a bus error, as programs do that share more memory' : 'needs more shared memory'} than /dev/shm holds (${holds})${code ? `; ${code.words}` : ''}`,
      confidence: code?.isOpen ? 'possible' : mounted || code || isOfNode ? 'likely' : 'certain',
      object: mounted ? fix.object(`volumes[${mounted.volume.name}]`) : fix.containerObject('volumeMounts'),
      proof: [
        fact ? logProof(subject, fact) : attemptProof(subject),
        ...present(code?.proof),
        specProof(subject, 'volumeMounts', (container.volumeMounts ?? []).map(({ mountPath }) => mountPath).join(', ') || 'none'),
        ...present(fact && attemptProof(subject)),
      ],
      fixes: mounted
        ? mounted.volume.emptyDir?.sizeLimit
          ? [enlargeEmptyDir(mounted.volume, fix)]
          : []
        : isOfNode
          ? [advised('free or enlarge /dev/shm of the node; or do without hostIPC, and mount an emptyDir (medium Memory) there')]
          : [largerSharedMemory('give it a larger one in memory', fix)],
      decides: 'df /dev/shm in the container',
    };
  },
};

/** What lies in memory without a limit of its own ends at the container's (kubelet, SizeMemoryBackedVolumes). */
function sizeOf({ emptyDir }: Volume, { resources }: Container): string {
  const { memory } = resources?.limits ?? {};
  const ofMemory = emptyDir?.medium === 'Memory' && memory ? `as much as its memory limit, ${memory}` : 'no limit of its own';
  return emptyDir?.sizeLimit ?? ofMemory;
}

/** A page that its file system cannot give is a bus error to who touches it (shm_overview(7): ftruncate promises more than there is). */
const BUS_ERROR = 135;
/** Python's and C's words for it, and the folder itself. */
const SHARES = /\bshared_memory\b|\bSharedMemory\b|\bshm_open\b|\/dev\/shm\b/;

interface Sharing {
  /** For the end of the sentence. */
  words: string;
  proof: Proof;
  /** A file in a volume of it may have been cut off under it, which is a bus error, too. */
  isOpen?: boolean;
}

/** Only the program itself tells that it shares memory: where the spec or a ConfigMap has its text. */
function sharingCode(subject: Subject, evidence: Evidence): Sharing | undefined {
  const { attempt, container } = subject;
  if (attempt?.exitCode !== BUS_ERROR) return undefined;
  for (const { name, key, text } of configFiles(subject, evidence)) {
    const line = valueOf(text)
      ?.split('\n')
      .find((one) => SHARES.test(one));
    if (line)
      return {
        words: `key ${key} of ConfigMap ${name} shares memory`,
        proof: configMapProof(name, `${key}: ${line.trim().slice(0, 160)}`),
      };
  }
  for (const list of ['command', 'args'] as const) {
    const word = container[list]?.find((one) => SHARES.test(one));
    if (word) return { words: `its ${list} shares memory`, proof: specProof(subject, list, word.slice(0, 160)) };
  }
  return undefined;
}

/** Of what programs share, with the unit in its name or in its value; what bounds a heap, an upload or a log is none, nor is the memory of all. */
const SIZE =
  /^(?!.*(?:HEAP|XM[SX]|MAX|LIMIT|UPLOAD|BODY|LOG)).*(?:SHM|SHARED|TABLE|BUFFER|CACHE|POOL|SEGMENT)\w{0,40}?_(?:MB|MIB|GB|GIB|SIZE)$|^SHM_?(?:MB|GB|SIZE)$/i;

/** The program, whose text nobody sees, is told a size that no file there can have. */
function largeSize(subject: Subject, evidence: Evidence): Sharing | undefined {
  if (subject.attempt?.exitCode !== BUS_ERROR || subject.pod.spec.hostIPC || mountedFile('/dev/shm/x', subject)) return undefined;
  // What has more to say of it is no bare bus error: a JVM tells of the frame that it fell in.
  const log = valueOf(subject.log());
  if (log?.decisive && !isWordless(log) && !/\bbus error\b/i.test(log.decisive.quote)) return undefined;
  if (programCode(subject, evidence) || unreadSources(subject, evidence).length > 0) return undefined;
  const large = only(variablesOf(subject, evidence).filter((setting) => (bytesOf(setting) ?? 0) > (quantity(DEFAULT) as number)));
  if (!large) return undefined;
  const isOpen = (subject.container.volumeMounts ?? []).some(({ name }) => {
    const volume = volumeOf(subject.pod, name);
    return volume !== undefined && !isFromApi(volume);
  });
  return { words: `${placeOf(large)} is ${large.value}`, proof: settingProof(large, undefined, undefined, subject), isOpen };
}

function bytesOf({ name = '', value = '' }: Setting): number | undefined {
  if (!SIZE.test(name)) return undefined;
  const [, number, letter] = /^(\d{1,6})\s?([kmg]?)i?b?$/i.exec(value.trim()) ?? [];
  const unit = letter || /_?([MG])I?B$/i.exec(name)?.[1];
  return number === undefined || unit === undefined ? undefined : Number(number) * (BINARY[unit.toLowerCase()] as number);
}
