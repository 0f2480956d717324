import { decidedBy } from '../evidence/end.ts';
import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { attemptProof, configMapProof, keyObject, logProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { repairFile } from '../fixes/file-value.ts';
import { restarting } from '../fixes/fix.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { Pod } from '../kube/shapes.ts';
import { only } from '../only.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { configFiles } from '../trace/files/mounted-file.ts';
import type { ValueInFile } from '../trace/settings/value-in-file.ts';
import { type Cause, RUNG } from './cause.ts';

/** Of the DNS servers that a process asks. */
const LIST = '/etc/resolv.conf';
/** `proxy` before CoreDNS 1.5. The zone, then the first server. */
const FORWARD = /^\s*(?:forward|proxy)\s+\S+\s+([^\s{]+)/;

export const dnsLoop: Cause = {
  id: 'dns-loop',
  title: 'the DNS server forwards questions that come back to itself',
  tier: 'kubernetes',
  covers: ['app.dns-loop'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const said = decidedBy(subject, 'dns-loop');
    if (!said) return undefined;
    const fix = new WorkloadFix(subject, evidence);
    const forward = forwardIn(ZONE.exec(said.fields.detail)?.[1], subject, evidence);
    const ofNode = isOfNode(forward?.upstream, subject.pod);
    const inFile = forward && repairFile(forward, forward.upstream, 'the address of a DNS server that does not ask this one', fix);
    return {
      summary: `container ${subject.container.name} ends as the DNS questions that it forwards come back to it (${said.fields.detail}): ${wayBack(forward?.upstream, subject.pod)}`,
      confidence: forward ? 'certain' : 'likely',
      object: forward ? keyObject(subject.namespace, forward.name, forward.key) : fix.object(),
      proof: [
        logProof(subject, said),
        ...present(forward && configMapProof(forward.name, `${forward.key}: ${forward.quote}`)),
        attemptProof(subject),
      ],
      fixes: present(inFile, ofNode && handOver(subject.pod)),
      decides: 'what /etc/resolv.conf of the node and of the pod name',
    };
  },
};

/** The zone in which the loop was found. */
const ZONE = /detected for zone "([^"]{1,60})"/;

/** The only line that forwards in the mounted files; of several, the only one below the server of the zone. */
function forwardIn(zone: string | undefined, subject: Subject, evidence: Evidence): (ValueInFile & { upstream: string }) | undefined {
  const found = configFiles(subject, evidence).flatMap(({ name, key, path, text: known }) => {
    const text = valueOf(known) ?? '';
    let zones: readonly string[] = [];
    return text.split('\n').flatMap((line, at) => {
      zones =
        SERVER.exec(line)?.[1]
          ?.split(/[\s,]+/)
          .map(zoneOf) ?? zones;
      const upstream = FORWARD.exec(line)?.[1];
      return upstream === undefined ? [] : [{ name, key, path, text, line: at + 1, quote: line.trim(), upstream, zones }];
    });
  });
  return only(found) ?? only(found.filter(({ zones }) => zone !== undefined && zones.includes(zone)));
}

/** `.:53 {`, `example.org:1053 {`: its zones, each with a scheme and a port, or without. */
const SERVER = /^(\S[^{}#]*?)\s*\{/;
const zoneOf = (word: string) =>
  `${word
    .replace(/^\w+:\/\//, '')
    .replace(/:\d+$/, '')
    .replace(/\.$/, '')}.`;

/** The list of the pod is that of its node (kubernetes.io/docs/concepts/services-networking/dns-pod-service, Pod's DNS Policy). */
const isOfNode = (upstream: string | undefined, { spec: { dnsPolicy = 'ClusterFirst', hostNetwork } }: Pod) =>
  upstream === LIST && (dnsPolicy === 'Default' || (hostNetwork === true && dnsPolicy === 'ClusterFirst'));

function wayBack(upstream: string | undefined, pod: Pod): string {
  const { dnsPolicy = 'ClusterFirst', nodeName = '' } = pod.spec;
  if (upstream === undefined) return 'the server that it forwards to asks it in turn';
  if (/^(?:dns:\/\/)?(?:127\.|\[?::1|localhost)/.test(upstream)) return `${upstream}, to which it forwards, is the pod itself`;
  if (upstream !== LIST) return `${upstream}, to which it forwards, asks it in turn`;
  return isOfNode(upstream, pod)
    ? `it forwards to the DNS servers of node ${nodeName} (${LIST}, dnsPolicy ${dnsPolicy}), and one of these asks it in turn, as a local cache of the node does (systemd-resolved, 127.0.0.53)`
    : `it forwards to the DNS server of the pod (${LIST}, dnsPolicy ${dnsPolicy}): the cluster's, which is itself or asks it in turn`;
}

const handOver = ({ spec }: Pod): Fix =>
  restarting(
    `let the kubelet of ${spec.nodeName ?? ''} hand over the list without the local cache (resolvConf: /run/systemd/resolve/resolv.conf in its configuration), and start it anew`,
  );
