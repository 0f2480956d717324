import { waitingProof } from '../proof.ts';
import { type Cause, RUNG } from './cause.ts';

export const subpathRefused: Cause = {
  id: 'subpath-refused',
  title: 'a subPath of a volume cannot be prepared',
  tier: 'kubernetes',
  covers: ['cfg.subpath-error'],
  rung: RUNG.start,

  detect(subject) {
    const { reason, message = '' } = subject.status?.state?.waiting ?? {};
    // pkg/kubelet/kubelet_pods.go makeMounts and volume/util/subpath.
    if (
      reason !== 'CreateContainerConfigError' ||
      !/^(?:failed to (?:prepare subPath|create subPath directory) for volumeMount|unable to provision SubPath|error SubPath )/.test(
        message,
      )
    )
      return undefined;
    const volume = message.match(/volumeMount "([^"]+)"/)?.[1];
    const mount = subject.container.volumeMounts?.find(({ name, subPath }) => subPath && (!volume || name === volume));
    return {
      summary: `container ${subject.container.name} cannot be created: the subPath ${mount?.subPath ?? ''} of volume ${volume ?? mount?.name ?? ''} cannot be prepared`,
      confidence: 'certain',
      proof: [
        waitingProof(subject),
        ...(mount ? [{ step: 'get', quote: `subPath: ${mount.subPath}`, path: `volumeMounts[${mount.mountPath}]` }] : []),
      ],
      fixes: [],
    };
  },
};
