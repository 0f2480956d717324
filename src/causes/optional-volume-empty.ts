import { decidedBy } from '../evidence/end.ts';
import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import { fixReferences } from '../fixes/references.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { folderPath } from '../kube/folder.ts';
import { type MountedFile, mountedFile, partsOf } from '../trace/files/mounted-file.ts';
import { missingOf, sourceFor } from '../trace/objects/missing-references.ts';
import { volumeReferences } from '../trace/objects/references.ts';
import { type Cause, RUNG } from './cause.ts';

/** A key has no slash in it: only `items` bring a file into a folder of the volume (k8s.io/apimachinery, IsConfigMapKey). */
function isBelowKey(path: string, { mount, volume }: MountedFile): boolean {
  const rest = path.slice(folderPath(mount.mountPath).length + 1);
  return rest.includes('/') && !partsOf(volume).some(({ items }) => items?.some((item) => item.path === rest));
}

export const optionalVolumeEmpty: Cause = {
  id: 'optional-volume-empty',
  title: 'an optional volume whose object does not exist leaves its folder empty',
  tier: 'kubernetes',
  covers: ['cfg.optional-hidden', 'app.missing-file'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'file-missing');
    const path = fact?.fields.path;
    const mounted = path === undefined ? undefined : mountedFile(path, subject);
    if (!fact || !mounted || isBelowKey(path as string, mounted)) return undefined;
    const { container, pod, namespace } = subject;
    const references = volumeReferences(pod).filter(
      ({ volume, optional, key }) => volume === mounted.volume.name && optional && key === undefined,
    );
    const missing = references.length > 0 ? missingOf(references, namespace, evidence) : undefined;
    const one = missing?.state === 'read' ? missing.value.find(({ objectExists }) => !objectExists) : undefined;
    if (!one) return undefined;
    const { sort, name, field } = one.reference;
    // Of several sources of one volume another may be the one that should have it.
    const beside = volumeReferences(pod).filter(({ volume, name: other }) => volume === mounted.volume.name && other !== name);
    const fix = new WorkloadFix(subject, evidence);
    const repair = fixReferences([one], () => sourceFor(one.reference, namespace, evidence), fix);
    return {
      summary: `the program in container ${container.name} does not find ${path}: volume ${mounted.volume.name}, mounted at ${mounted.mount.mountPath}, takes its files from ${sort} ${name}, marked optional, and there is no ${sort} ${name}${one.near ? `, but ${one.near}` : ''}`,
      confidence: beside.length > 0 ? 'likely' : 'certain',
      ...(beside.length > 0
        ? {
            decides: `which of its sources is to bring ${path}: ${sort} ${name}, or ${beside.map((other) => `${other.sort} ${other.name}`).join(', ')}`,
          }
        : {}),
      object: one.near ? fix.object(field) : { kind: sort, namespace, name },
      proof: [
        logProof(subject, fact),
        { step: 'get', quote: `volume ${mounted.volume.name}: ${sort} ${name}, optional: true`, path: `spec.${field}` },
        specProof(subject, 'volumeMounts', `${mounted.mount.name} at ${mounted.mount.mountPath}`),
        attemptProof(subject),
      ],
      // What comes into the volume later, the running pod sees a minute later; a new one at once.
      fixes: [
        repair.restarts || !repair.command
          ? repair
          : { ...repair, command: `${repair.command} && ${fix.restartCommand()}`, restarts: true },
      ],
    };
  },
};
