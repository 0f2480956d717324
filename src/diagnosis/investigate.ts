/** One target, from its name to the Report: gather and diagnose in turns until nothing more is to be asked. */

import type { Target } from '../command.ts';
import { KubectlError } from '../errors.ts';
import type { Known } from '../evidence/evidence.ts';
import { describeQuery, objectQuery } from '../evidence/query.ts';
import type { Pod } from '../kube/shapes.ts';
import type { Report } from '../report.ts';
import { buildReport, type PodDiagnosis } from './build-report.ts';
import type { diagnosePod } from './diagnose.ts';
import { type Gathering, gather } from './gather.ts';
import { podsOf } from './target.ts';

/** `describes`: ask for the text of `kubectl describe` as well, once the pod is known. */
export async function investigate(target: Target, namespace: string, gathering: Gathering, describes = false): Promise<Report> {
  const { evidence, calls } = gathering;
  let diagnose: typeof diagnosePod | undefined;
  const meanwhile = async () => {
    // First the children start.
    await new Promise(setImmediate);
    const [{ diagnosePod }, { prepareToRead }] = await Promise.all([import('./diagnose.ts'), import('../logs/read-log.ts')]);
    prepareToRead();
    diagnose = diagnosePod;
  };
  const found = await gather({ ...gathering, meanwhile }, (): { pods: Known<Pod[]>; diagnoses: PodDiagnosis[] } => {
    const pods = podsOf(target, namespace, evidence);
    const [worst, next] = pods.state === 'read' ? pods.value : [];
    if (describes && worst?.metadata.uid) evidence.ask(describeQuery(namespace, worst.metadata.name));
    if (!worst || !diagnose) return { pods, diagnoses: [] };
    const first = { pod: worst, containers: diagnose(worst, evidence) };
    // Where one cannot be made, what ails those that there are is another matter.
    const other = worst.metadata.uid === undefined && next ? { pod: next, containers: diagnose(next, evidence) } : undefined;
    return { pods, diagnoses: other?.containers.some(({ trouble }) => trouble) ? [first, other] : [first] };
  });
  if (found.pods.state !== 'read') throw unreadable(found.pods, target, namespace);
  return buildReport(found.diagnoses, evidence, calls);
}

/** Without the target itself there is no report. */
function unreadable(pods: Known<Pod[]>, { plural, name }: Target, namespace: string): KubectlError {
  const { args } = objectQuery(plural, namespace, name);
  if (pods.state === 'gap')
    return new KubectlError(pods.failure, args, `could not read ${plural}/${name} in namespace ${namespace}: ${pods.failure.message}`);
  const kind = pods.state === 'absent' ? 'not-found' : 'timeout';
  const message =
    pods.state === 'absent'
      ? `${plural} "${name}" not found in namespace ${namespace}`
      : `no answer about ${plural}/${name} before the time was up`;
  return new KubectlError({ kind, message }, args, message);
}
