import { posix } from 'node:path';
import { decidedBy } from '../evidence/end.ts';
import { pluralOf } from '../evidence/evidence.ts';
import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { subpathInStorage } from '../findings/subpath-in-storage.ts';
import { keyFromFile } from '../fixes/lacking-key.ts';
import { mountPath } from '../fixes/mount.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { folderPath } from '../kube/folder.ts';
import { volumeOf } from '../kube/pod.ts';
import type { VolumeMount } from '../kube/shapes.ts';
import type { Fact } from '../logs/fact.ts';
import { nearest } from '../nearest.ts';
import { only } from '../only.ts';
import { present } from '../present.ts';
import type { Fix, Proof } from '../report.ts';
import { type Part, partsOf } from '../trace/files/mounted-file.ts';
import { type Started, startFailure } from '../trace/programs/start-failure.ts';
import { type Cause, RUNG } from './cause.ts';

export const subpathKeyMissing: Cause = {
  id: 'subpath-key-missing',
  title: 'subPath names a file that the volume does not have, so an empty directory is mounted',
  tier: 'kubernetes',
  covers: ['cfg.subpath-dir', 'cfg.subpath-over-file', 'cfg.mountpath-wrong'],
  rung: RUNG.start,

  detect(subject, evidence) {
    const asked = askedFile(subject);
    if (!asked) return subpathInStorage(subject, evidence);
    const { mount, source, started, fact } = asked;
    const known = evidence.keys(pluralOf(source.kind), subject.namespace);
    const files =
      source.items?.map(({ path }) => path) ??
      (known.state === 'read' ? known.value.get(`${subject.namespace}/${source.name}`) : undefined);
    // A directory where a file is mounted says as much by itself; a file that is missing may be missing for another reason.
    const isUnread = !files && known.state === 'gap' && (started !== undefined || fact?.kind === 'is-directory');
    if ((!files && !isUnread) || files?.some((file) => isAt(posix.normalize(mount.subPath), file))) return undefined;
    const fix = new WorkloadFix(subject, evidence);
    return {
      summary: `container ${subject.container.name} finds an empty directory at ${mount.mountPath}: subPath ${mount.subPath} of volume ${mount.name} names ${lackWords(asked, files)}`,
      // A file of the volume on a directory of the image is refused in the same words.
      confidence: files ? 'certain' : started ? 'possible' : 'likely',
      object: fix.containerObject(`volumeMounts[${mount.name}].subPath`),
      proof: [
        started?.proof ?? (fact ? logProof(subject, fact) : attemptProof(subject)),
        attemptProof(subject),
        specProof(subject, 'volumeMounts', `${mount.name} at ${mount.mountPath}, subPath ${mount.subPath}`),
        ...present(files && filesProof(asked, files)),
      ],
      decides: `the keys of ${source.kind} ${source.name}`,
      fixes: fixesOf(asked, files, fix),
    };
  },
};

interface AskedFile {
  mount: VolumeMount & { subPath: string };
  source: Part;
  /** How the runtime refused the mount, where it did. */
  started: Started | undefined;
  /** What the program said of the directory that it found, where it was started. */
  fact: Fact | undefined;
}

/** ./app.yaml and conf/ are app.yaml and conf to the kubelet (filepath.Join). */
const isAt = (path: string, file: string) => file === path || file.startsWith(path.endsWith('/') ? path : `${path}/`);

/** The mount by subPath of a ConfigMap or Secret at the very path that the failure names. */
function askedFile(subject: Subject): AskedFile | undefined {
  const { container, pod } = subject;
  const started = startFailure(subject);
  // Who reads a directory as if it were a file may take it for a bad one: OpenSSL finds no start line in it.
  const refused = started ? undefined : decidedBy(subject, 'config-malformed');
  const missed = started ? undefined : decidedBy(subject, 'is-directory', 'file-missing');
  const target = started?.failure.sort === 'mount-kind' ? started.failure.target : (refused?.fields.file ?? missed?.fields.path);
  const mount = (container.volumeMounts ?? []).find(
    (one): one is VolumeMount & { subPath: string } => Boolean(one.subPath) && (target?.endsWith(folderPath(one.mountPath)) ?? false),
  );
  const volume = volumeOf(pod, mount?.name);
  const source = volume && only(partsOf(volume));
  // Of several sources another may be the one that should have it.
  if (!mount || !source || (volume.projected?.sources?.length ?? 1) > 1) return undefined;
  return { mount, source, started, fact: refused ?? missed };
}

/** The item that takes the key, and gives its file another name. */
const itemOf = ({ mount, source }: AskedFile) => source.items?.find(({ key }) => key === mount.subPath);

/** `files`: what the volume has; undefined where its keys could not be read. */
function lackWords(asked: AskedFile, files: readonly string[] | undefined): string {
  const object = `${asked.source.kind} ${asked.source.name}`;
  if (asked.source.items) {
    const item = itemOf(asked);
    return `a file that its items do not make (they make ${files?.join(', ')}${item ? `; key ${item.key} of ${object} is there as ${item.path}` : ''})`;
  }
  if (files) return `a key that ${object} does not have (it has ${files.join(', ') || 'none'})`;
  return `a key that ${object} ${asked.started ? 'may not have (else the image has a directory there)' : 'most likely does not have'}`;
}

function filesProof({ mount, source }: AskedFile, files: readonly string[]): Proof {
  if (!source.items)
    return {
      step: source.kind === 'Secret' ? 'get secret (names and keys)' : `get cm ${source.name}`,
      quote: `its keys: ${files.join(', ') || 'none'}`,
    };
  return { step: 'get', quote: `volume ${mount.name}: items ${source.items.map(({ key, path }) => `${key} as ${path}`).join(', ')}` };
}

function fixesOf(asked: AskedFile, files: readonly string[] | undefined, fix: WorkloadFix): Fix[] {
  const { mount, source } = asked;
  const near = itemOf(asked)?.path ?? (files && nearFile(mount.subPath, files));
  if (near)
    return [
      fix.patchJson(`let subPath name ${near}, which is there`, [{ op: 'replace', path: `${mountPath(fix, mount)}/subPath`, value: near }]),
    ];
  if (source.items || !files || !isKey(mount.subPath)) return [];
  const made = keyFromFile({ ...source, file: mount.subPath }, `add key ${mount.subPath} to ${source.kind} ${source.name}`, fix);
  return present(made);
}

/** What the API takes for a key of a ConfigMap or Secret. */
const isKey = (name: string) => /^[-._a-zA-Z0-9]+$/.test(name);

function nearFile(name: string, files: readonly string[]): string | undefined {
  const [first] = files;
  return nearest(name, files) ?? (files.length === 1 && first !== undefined && isLike(first, name) ? first : undefined);
}

/** A file of another format is not what was meant. */
const isLike = (one: string, other: string) => extensionOf(one) === extensionOf(other);
const extensionOf = (name: string) =>
  /\.(?:ya?ml|json|toml|ini|conf|properties|xml|env|sh|py|js|pem|crt|key)$/.exec(name)?.[0].replace('.yml', '.yaml');
