import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import { repairFile } from '../fixes/file-value.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { decisiveFact } from '../logs/reading.ts';
import type { Fix } from '../report.ts';
import { sourceOf, withFile } from '../trace/texts/config-source.ts';
import { type Cause, RUNG } from './cause.ts';

/** CoreDNS sends itself a question through its forwarders, and ends when that comes back to it (plugin/loop). */
export const LOOP = 'servers/coredns-loop';

/** `proxy` before CoreDNS 1.5. The zone, then the first server. */
const FORWARD = /^\s*(?:forward|proxy)\s+\S+\s+([^\s{]+)/;

export const dnsLoop: Cause = {
  id: 'dns-loop',
  title: 'the DNS server forwards questions that come back to itself',
  tier: 'kubernetes',
  covers: ['app.dns-loop'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const said = decisiveFact(valueOf(subject.log()), 'config-rejected');
    if (said?.phrase !== LOOP) return undefined;
    const { container, pod, namespace } = subject;
    const source = sourceOf(withFile(said, subject, evidence), undefined, subject, evidence);
    const lines = source?.text?.split('\n') ?? [];
    const at = lines.findIndex((line) => FORWARD.test(line));
    const upstream = FORWARD.exec(lines[at] ?? '')?.[1];
    const { dnsPolicy = 'ClusterFirst', hostNetwork = false, nodeName = '' } = pod.spec;
    const ofNode = upstream === '/etc/resolv.conf' && (dnsPolicy === 'Default' || (hostNetwork && dnsPolicy === 'ClusterFirst'));
    const why =
      upstream === undefined
        ? 'the server that it forwards to asks it in turn'
        : /^(?:dns:\/\/)?(?:127\.|\[?::1|localhost)/.test(upstream)
          ? `${upstream}, to which it forwards, is the pod itself`
          : ofNode
            ? `it forwards to the DNS servers of node ${nodeName} (/etc/resolv.conf, dnsPolicy ${dnsPolicy}), and one of these asks it in turn, as a local cache of the node does (systemd-resolved, 127.0.0.53)`
            : upstream === '/etc/resolv.conf'
              ? `it forwards to the DNS server of the pod (/etc/resolv.conf, dnsPolicy ${dnsPolicy}): the cluster's, which is itself or asks it in turn`
              : `${upstream}, to which it forwards, asks it in turn`;
    const fix = new WorkloadFix(subject, evidence);
    const fixes: Fix[] = [];
    if (ofNode)
      fixes.push({
        text: `let the kubelet of ${nodeName} hand over the list without the local cache (resolvConf: /run/systemd/resolve/resolv.conf in its configuration), and start it anew`,
        changes: true,
        restarts: true,
        asks: [],
      });
    if (source?.kind === 'ConfigMap' && source.text !== undefined && upstream !== undefined)
      fixes.push(
        repairFile(
          { name: source.name, key: source.key, path: source.path, text: source.text, line: at + 1, quote: upstream },
          upstream,
          'the address of a DNS server that does not ask this one',
          fix,
        ),
      );
    return {
      summary: `container ${container.name} ends as the DNS questions that it forwards come back to it (${said.fields.detail}): ${why}`,
      confidence: upstream === undefined ? 'likely' : 'certain',
      object: source ? { kind: source.kind, namespace, name: source.name, field: `data[${source.key}]` } : fix.object(),
      proof: [
        logProof(subject, said),
        ...(source && at >= 0 ? [{ step: `get cm ${source.name}`, quote: `${source.key}: ${lines[at]?.trim()}` }] : []),
        attemptProof(subject),
      ],
      fixes: ofNode ? fixes.reverse() : fixes,
      decides: 'what /etc/resolv.conf of the node and of the pod name',
    };
  },
};
