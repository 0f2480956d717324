import type { Evidence } from '../evidence/evidence.ts';
import { specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { ask } from '../fixes/command.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { nearest } from '../nearest.ts';
import { present } from '../present.ts';
import type { Proof } from '../report.ts';
import { heldBack } from '../trace/objects/held-back.ts';
import { meantBy } from '../trace/settings/named-variable.ts';
import { namesOf, variablesOf } from '../trace/settings/settings.ts';
import { type Cause, type Match, RUNG } from './cause.ts';

export const subpathRefused: Cause = {
  id: 'subpath-refused',
  title: 'a subPath of a volume cannot be prepared',
  tier: 'kubernetes',
  covers: ['cfg.subpath-error'],
  rung: RUNG.start,

  detect(subject, evidence) {
    const { message = '', proof } = heldBack(subject) ?? {};
    if (!proof) return undefined;
    const [, variable] = message.match(NO_VALUE) ?? [];
    if (variable) return unexpanded(variable, proof, subject, evidence);
    if (!REFUSED.test(message)) return undefined;
    const volume = message.match(/volumeMount "([^"]+)"/)?.[1];
    const mount = subject.container.volumeMounts?.find(({ name, subPath }) => subPath && (!volume || name === volume));
    return {
      summary: `container ${subject.container.name} cannot be created: the subPath ${mount?.subPath ?? ''} of volume ${volume ?? mount?.name ?? ''} cannot be prepared`,
      confidence: 'certain',
      proof: [proof, ...present(mount && { step: 'get', quote: `subPath: ${mount.subPath}`, path: `volumeMounts[${mount.mountPath}]` })],
      fixes: [],
    };
  },
};

/** pkg/kubelet/kubelet_pods.go makeMounts and volume/util/subpath. */
const REFUSED = /^(?:failed to (?:prepare subPath|create subPath directory) for volumeMount|unable to provision SubPath|error SubPath )/;
/** pkg/kubelet/container/helpers.go ExpandContainerVolumeMounts. */
const NO_VALUE = /^missing value for "?([A-Za-z_][\w.-]{0,200})"?$/;

/** subPathExpr knows the container's own variables only. */
function unexpanded(variable: string, proof: Proof, subject: Subject, evidence: Evidence): Match {
  const { container } = subject;
  const fix = new WorkloadFix(subject, evidence);
  const at = container.volumeMounts?.findIndex(({ subPathExpr = '' }) => subPathExpr.includes(`$(${variable})`)) ?? -1;
  const mount = container.volumeMounts?.[at];
  const variables = variablesOf(subject, evidence);
  const names = namesOf(subject, evidence);
  const meant = meantBy(variable, variables, [])?.setting.name ?? nearest(variable, names);
  return {
    summary: `container ${container.name} cannot be created: subPathExpr ${mount?.subPathExpr ?? ''}${mount ? ` of volume ${mount.name}` : ''} uses variable ${variable}, which the container does not have${meant ? `, but ${meant}` : ''}`,
    confidence: 'certain',
    proof: [proof, specProof(subject, 'env', names.join(', ') || 'none')],
    fixes: [
      ...present(
        meant &&
          mount?.subPathExpr &&
          fix.patchJson(`use ${meant}, which the container has`, [
            {
              op: 'replace',
              path: `${fix.containerPath}/volumeMounts/${at}/subPathExpr`,
              value: mount.subPathExpr.replaceAll(`$(${variable})`, () => `$(${meant})`),
            },
          ]),
      ),
      fix.setEnv(`set ${variable}, or take it out of the subPathExpr`, [
        ask(`${variable}=`, variable, `the value of ${variable}, a part of the path`, false),
      ]),
    ],
  };
}
