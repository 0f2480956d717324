import { valueOf } from '../evidence/evidence.ts';
import { specProof } from '../evidence/proof.ts';
import { mountPath } from '../fixes/mount.ts';
import { rollback } from '../fixes/rollback.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { startFailure } from '../trace/programs/start-failure.ts';
import { type Cause, RUNG } from './cause.ts';

export const mountRefused: Cause = {
  id: 'mount-refused',
  title: 'the runtime cannot mount a volume into the container',
  tier: 'kubernetes',
  covers: ['img.start-error-mount', 'cfg.subpath-over-file', 'cfg.subpath-dir'],
  rung: RUNG.start + 1,

  detect(subject, evidence) {
    const started = startFailure(subject);
    if (started?.failure.sort !== 'mount-kind' && started?.failure.sort !== 'mount') return undefined;
    const { target = '' } = started.failure;
    const { container, namespace, pod } = subject;
    const mount = (container.volumeMounts ?? [])
      .filter((one) => target === one.mountPath || target.endsWith(one.mountPath))
      .sort((a, b) => b.mountPath.length - a.mountPath.length)[0];
    const fix = new WorkloadFix(subject, evidence);
    const back = rollback(subject, evidence, (change) => /(?:^| )(?:mount|volume|image) /.test(change));
    const map = pod.spec.volumes?.find(({ name }) => name === mount?.name)?.configMap?.name;
    const keys = map ? valueOf(evidence.keys('configmaps', namespace))?.get(`${namespace}/${map}`) : undefined;
    const file = mount?.mountPath.slice(mount.mountPath.lastIndexOf('/') + 1);
    // A whole ConfigMap on a path where the image has a file: one key was meant.
    const key = mount && !mount.subPath ? (keys?.find((one) => one === file) ?? (keys?.length === 1 ? keys[0] : undefined)) : undefined;
    const why =
      started.failure.sort === 'mount-kind'
        ? mount?.subPath
          ? 'one of the two is a directory, the other a file'
          : 'the volume is a directory, and the image has a file there'
        : started.failure.why;
    return {
      summary: `container ${container.name} cannot start: ${mount ? `volume ${mount.name} cannot be mounted at ${mount.mountPath}` : `${target} cannot be mounted`}, as ${why}`,
      confidence: 'certain',
      object: {
        kind: fix.owner.kind,
        namespace,
        name: fix.owner.name,
        field: `containers[${container.name}].volumeMounts[${mount?.name ?? ''}]`,
      },
      proof: [
        started.proof,
        ...(mount
          ? [specProof(subject, 'volumeMounts', `${mount.name} at ${mount.mountPath}${mount.subPath ? `, subPath ${mount.subPath}` : ''}`)]
          : []),
        ...(back ? [back.proof] : []),
      ],
      fixes: [
        ...(back ? [back.fix] : []),
        ...(mount && key
          ? [
              fix.patchJson(`mount only its file ${key} there (subPath)`, [
                { op: 'add', path: `${mountPath(fix, mount)}/subPath`, value: key },
              ]),
            ]
          : []),
        ...(mount && !key && !mount.subPath
          ? [
              fix.patchJson('mount it in a folder of its own', [
                { op: 'replace', path: `${mountPath(fix, mount)}/mountPath`, value: `${mount.mountPath}.d` },
              ]),
            ]
          : []),
      ],
    };
  },
};
