/** Back to what a ConfigMap held when it was applied last, where somebody has changed it by other means since. */
import { type Evidence, valueOf } from '../evidence.ts';
import { isRecord } from '../kube/fit.ts';
import type { Fix } from '../report.ts';
import type { Subject } from '../subject.ts';
import type { Change } from '../trace/changes.ts';
import { kubectl } from './command.ts';
import { WorkloadFix } from './workload.ts';

/** Characters of the old values together; a longer command is no command to paste. */
const LONGEST = 4000;
/** What `kubectl apply` keeps of the object that it was given (kubectl pkg/util/apply.go). A Secret's would hold its values. */
const APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

export function changeFix({ sort, name, keys }: Change, subject: Subject, evidence: Evidence): Fix | undefined {
  if (sort !== 'ConfigMap') return undefined;
  const map = valueOf(evidence.object('configmaps', subject.namespace, name));
  const before = appliedIn(map?.metadata.annotations?.[APPLIED]);
  const data = Object.fromEntries(
    keys.flatMap((key) => {
      const value = before[key];
      return typeof value === 'string' && value !== map?.data?.[key] ? [[key, value]] : [];
    }),
  );
  const body = JSON.stringify({ data });
  if (Object.keys(data).length === 0 || body.length > LONGEST) return undefined;
  const patch = kubectl(evidence, subject.namespace, ['patch', 'configmap', name, '--type=merge'], ['-p', body]);
  const { command } = new WorkloadFix(subject, evidence).restart('');
  return {
    text: `put key ${Object.keys(data).join(', ')} of ConfigMap ${name} back to what was applied before the change`,
    command: `${patch} && ${command}`,
    changes: true,
    restarts: true,
    asks: [],
  };
}

function appliedIn(annotation: string | undefined): Record<string, unknown> {
  try {
    const applied: unknown = JSON.parse(annotation ?? '');
    return isRecord(applied) && isRecord(applied['data']) ? applied['data'] : {};
  } catch {
    return {};
  }
}
