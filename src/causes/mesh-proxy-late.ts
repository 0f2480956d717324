import { attemptProof } from '../evidence/proof.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { secondsBetween, timeOf } from '../kube/pod.ts';
import type { Fix } from '../report.ts';
import { tracedFrom } from '../trace/network/dependency.ts';
import { failing } from '../trace/network/failing.ts';
import { type Cause, RUNG } from './cause.ts';

/** The proxies of Istio and Linkerd, through which all traffic of the pod goes. */
const PROXIES = ['istio-proxy', 'linkerd-proxy'];
/** A proxy needs a few seconds from its start to its first configuration; after that it is no excuse. */
const WARM_UP = 15;
const EXPLAINED_ELSEWHERE = ['in-order', 'outside', 'unreadable', 'came-later'];

export const meshProxyLate: Cause = {
  id: 'mesh-proxy-late',
  title: "it started before the service mesh's proxy in its pod",
  tier: 'kubernetes',
  covers: ['mesh.not-ready', 'dep.conn-refused'],
  rung: RUNG.confirmed - 1,

  detect(subject, evidence) {
    const { pod, attempt, kind, container } = subject;
    // A native sidecar is started, and ready, before the containers.
    const proxy = pod.spec.containers.find(({ name }) => PROXIES.includes(name));
    if (!proxy || kind !== 'app' || container.name === proxy.name || !attempt) return undefined;
    const status = pod.status.containerStatuses?.find(({ name }) => name === proxy.name);
    const started = status?.state?.running?.startedAt;
    const end = timeOf(attempt.finishedAt);
    const since = secondsBetween(started, attempt.finishedAt);
    const began = timeOf(started);
    const late = began !== undefined && end !== undefined && (began > end || (since !== undefined && since <= WARM_UP));
    if (!late || (status?.restartCount ?? 0) > 0) return undefined;
    const traced = tracedFrom(subject, evidence);
    if (!traced || !EXPLAINED_ELSEWHERE.includes(traced.fault.kind)) return undefined;
    const fix = new WorkloadFix(subject, evidence);
    return {
      summary: `${failing(subject, traced.connection)}: it ended ${since === undefined ? 'before' : `${Math.round(since)} s after`} the start of ${proxy.name}, through which all its traffic goes and which was hardly up`,
      confidence: 'likely',
      object: fix.object('spec.template.metadata.annotations'),
      proof: [
        traced.connection.proof,
        { step: 'get', quote: `${proxy.name} running since ${started}`, path: `status.containerStatuses[${proxy.name}].state.running` },
        attemptProof(subject),
      ],
      fixes: [hold(proxy.name, fix), fix.restart('or do nothing: the next try finds the proxy up')],
      decides: 'whether the next run, with the proxy up, gets on',
    };
  },
};

/** istio.io/latest/docs/ops/common-problems/injection (holdApplicationUntilProxyStarts); linkerd.io/2/reference/proxy-configuration. */
function hold(proxy: string, fix: WorkloadFix): Fix {
  const annotations =
    proxy === 'istio-proxy'
      ? { 'proxy.istio.io/config': '{"holdApplicationUntilProxyStarts": true}' }
      : { 'config.linkerd.io/proxy-await': 'enabled' };
  return fix.patchTemplate('let the containers wait for the proxy', { metadata: { annotations } });
}
