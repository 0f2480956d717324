import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import { keyFromFile } from '../fixes/lacking-key.ts';
import { mountPath } from '../fixes/mount.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { folderPath } from '../kube/folder.ts';
import { volumeOf } from '../kube/pod.ts';
import { decisiveFact } from '../logs/reading.ts';
import { nearest } from '../nearest.ts';
import { startFailure } from '../trace/programs/start-failure.ts';
import { type Cause, RUNG } from './cause.ts';

export const subpathKeyMissing: Cause = {
  id: 'subpath-key-missing',
  title: 'subPath names a file that the volume does not have, so an empty directory is mounted',
  tier: 'kubernetes',
  covers: ['cfg.subpath-dir', 'cfg.subpath-over-file', 'cfg.mountpath-wrong'],
  rung: RUNG.start,

  detect(subject, evidence) {
    const { container, pod, namespace } = subject;
    const started = startFailure(subject);
    const log = valueOf(subject.log());
    // Who reads a directory as if it were a file may take it for a bad one: OpenSSL finds no start line in it.
    const refused = started ? undefined : decisiveFact(log, 'config-malformed');
    const missed = started ? undefined : decisiveFact(log, 'is-directory', 'file-missing');
    const fact = refused ?? missed;
    const target = started?.failure.sort === 'mount-kind' ? started.failure.target : (refused?.fields.file ?? missed?.fields.path);
    const mount = (container.volumeMounts ?? []).find(
      ({ subPath, mountPath: path }) =>
        subPath && target !== undefined && (target === folderPath(path) || target.endsWith(folderPath(path))),
    );
    const volume = volumeOf(pod, mount?.name);
    const plural = volume?.configMap ? 'configmaps' : volume?.secret ? 'secrets' : undefined;
    const name = volume?.configMap?.name ?? volume?.secret?.secretName;
    if (!mount?.subPath || !plural || !name) return undefined;
    const items = (volume?.configMap ?? volume?.secret)?.items;
    const known = evidence.keys(plural, namespace);
    const files = items?.map(({ path }) => path) ?? (known.state === 'read' ? known.value.get(`${namespace}/${name}`) : undefined);
    // A directory where a file is mounted says as much by itself; a file that is missing may be missing for another reason.
    const unread = !files && known.state === 'gap' && (started !== undefined || fact?.kind === 'is-directory');
    if ((!files && !unread) || files?.some((file) => file === mount.subPath || file.startsWith(`${mount.subPath}/`))) return undefined;
    const object = `${plural === 'secrets' ? 'Secret' : 'ConfigMap'} ${name}`;
    const meant = items?.find(({ key }) => key === mount.subPath);
    const lack = items
      ? `a file that its items do not make (they make ${files?.join(', ')}${meant ? `; key ${meant.key} of ${object} is there as ${meant.path}` : ''})`
      : `a key that ${object} ${files ? `does not have (it has ${files.join(', ') || 'none'})` : started ? 'may not have (else the image has a directory there)' : 'most likely does not have'}`;
    const near =
      meant?.path ??
      (files && (nearest(mount.subPath, files) ?? (files.length === 1 && isLike(files[0] ?? '', mount.subPath) ? files[0] : undefined)));
    const fix = new WorkloadFix(subject, evidence);
    const at = mountPath(fix, mount);
    return {
      summary: `container ${container.name} finds an empty directory at ${mount.mountPath}: subPath ${mount.subPath} of volume ${mount.name} names ${lack}`,
      // A file of the volume on a directory of the image is refused in the same words.
      confidence: files ? 'certain' : started ? 'possible' : 'likely',
      object: fix.containerObject(`volumeMounts[${mount.name}].subPath`),
      proof: [
        started?.proof ?? (fact ? logProof(subject, fact) : attemptProof(subject)),
        attemptProof(subject),
        specProof(subject, 'volumeMounts', `${mount.name} at ${mount.mountPath}, subPath ${mount.subPath}`),
        ...(files
          ? [
              {
                step: items ? 'get' : plural === 'secrets' ? 'get secret (names and keys)' : `get cm ${name}`,
                quote: items
                  ? `volume ${mount.name}: items ${items.map(({ key, path }) => `${key} as ${path}`).join(', ')}`
                  : `its keys: ${files.join(', ') || 'none'}`,
              },
            ]
          : []),
      ],
      decides: `the keys of ${object}`,
      fixes: near
        ? [fix.patchJson(`let subPath name ${near}, which is there`, [{ op: 'replace', path: `${at}/subPath`, value: near }])]
        : [
            ...(items || !files || !/^[-._a-zA-Z0-9]+$/.test(mount.subPath)
              ? []
              : [
                  keyFromFile(
                    { kind: plural === 'secrets' ? 'Secret' : 'ConfigMap', name, file: mount.subPath },
                    `add key ${mount.subPath} to ${object}`,
                    fix,
                  ),
                ].flatMap((one) => one ?? [])),
          ],
    };
  },
};

/** A file of another format is not what was meant. */
const isLike = (one: string, other: string) => extensionOf(one) === extensionOf(other);
const extensionOf = (name: string) =>
  /\.(?:ya?ml|json|toml|ini|conf|properties|xml|env|sh|py|js|pem|crt|key)$/.exec(name)?.[0].replace('.yml', '.yaml');
