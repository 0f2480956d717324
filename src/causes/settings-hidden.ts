import { type Evidence, keysOf } from '../evidence/evidence.ts';
import { attemptProof, specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { beside } from '../fixes/mount.ts';
import { besideMainFile } from '../fixes/nginx-file.ts';
import { rollback } from '../fixes/rollback.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { lastName } from '../kube/folder.ts';
import { othersWith } from '../kube/pod.ts';
import type { Volume } from '../kube/shapes.ts';
import { nearest } from '../nearest.ts';
import { present } from '../present.ts';
import { missingDefault } from '../trace/files/default-file.ts';
import { configFiles, mountedFile } from '../trace/files/mounted-file.ts';
import { volumeFiles } from '../trace/files/volume-files.ts';
import { sortOf } from '../trace/files/volume-sort.ts';
import { type Cause, RUNG } from './cause.ts';

export const settingsHidden: Cause = {
  id: 'settings-hidden',
  title: "a volume is mounted over the folder that holds the image's own configuration",
  tier: 'kubernetes',
  covers: ['cfg.mount-hides-app', 'cfg.mountpath-wrong'],
  rung: RUNG.start,

  detect(subject, evidence) {
    const missing = missingDefault(subject);
    const mounted = missing && mountedFile(missing.path, subject);
    if (!missing || !mounted || mounted.mount.subPath !== undefined || mounted.mount.mountPath === missing.path) return undefined;
    const { container, namespace } = subject;
    const { mount, volume } = mounted;
    // What another container was to put there, or an optional object, is what is missing.
    if (othersWith(volume.name, subject).length > 0 || lacksOptional(volume, subject, evidence)) return undefined;
    const files = volumeFiles(volume, namespace, evidence) ?? [];
    const name = lastName(missing.path);
    // A file that is called nearly so was meant to be it.
    if (files.includes(name) || nearest(name, files)) return undefined;
    const fix = new WorkloadFix(subject, evidence);
    const back = rollback(subject, evidence, (change) => /(?:^| )(?:mount|volume) /.test(change));
    const texts = configFiles(subject, evidence).flatMap(({ name: map, key, text }): [string, string][] =>
      map === volume.configMap?.name && text.state === 'read' ? [[key, text.value]] : [],
    );
    const keys = volume.configMap?.name ? keysOf('ConfigMap', volume.configMap.name, namespace, evidence) : undefined;
    const sort = sortOf(volume);
    const listed = `docker run --rm --entrypoint ls ${container.image ?? ''} ${mount.mountPath}`;
    return {
      summary: `container ${container.name} does not find ${missing.path}, which its image brings: volume ${volume.name} (${sort}) is mounted over ${mount.mountPath}, and hides it${files.length > 0 ? `; it has ${files.join(', ')} alone` : ''}`,
      confidence: missing.isOfImage ? 'certain' : 'likely',
      object: fix.containerObject(`volumeMounts[${mount.name}].mountPath`),
      proof: [
        missing.proof,
        attemptProof(subject),
        specProof(subject, 'volumeMounts', `${mount.name} (${sort}) at ${mount.mountPath}`),
        ...present(back?.proof),
      ],
      fixes: [...present(back?.fix), besideMainFile(fix, mount, new Map(texts)) ?? beside(fix, mount, keys)],
      ...(missing.isOfImage ? {} : { decides: `whether the image has ${name} there: ${listed}` }),
    };
  },
};

/** It is there without its files, as the object that they come from is not. */
function lacksOptional({ configMap, secret }: Volume, { namespace }: Subject, evidence: Evidence): boolean {
  const of = configMap ?? secret;
  const name = configMap?.name ?? secret?.secretName;
  return of?.optional === true && name !== undefined && keysOf(configMap ? 'ConfigMap' : 'Secret', name, namespace, evidence) === undefined;
}
