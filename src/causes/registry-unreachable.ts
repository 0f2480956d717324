import { advised } from '../fixes/fix.ts';
import { otherImage } from '../fixes/image.ts';
import { pullFailure } from '../trace/objects/pull-failure.ts';
import { type Cause, RUNG } from './cause.ts';

export const registryUnreachable: Cause = {
  id: 'registry-unreachable',
  title: 'the node does not reach the registry',
  tier: 'environment',
  covers: ['img.pull-timeout'],
  rung: RUNG.start,

  detect(subject, evidence) {
    const pull = pullFailure(subject);
    if (pull?.sort !== 'unreachable') return undefined;
    const other = otherImage(subject, evidence, true);
    const answers = /\b50[234] (?:Bad Gateway|Service Unavailable|Gateway Time)/.test(pull.why);
    return {
      summary: `container ${subject.container.name} cannot start: the node cannot pull image ${pull.shown}, as its registry ${answers ? 'answers with an error' : 'is not reached'}: ${pull.why}`,
      confidence: 'certain',
      object: { kind: 'Image', name: pull.image },
      proof: [pull.proof, ...other.proof],
      fixes: [...other.fixes, advised(answers ? WAIT : cureOf(pull.why, pull.image))],
    };
  },
};

const WAIT = 'see what ails the registry, or what stands before it; the kubelet pulls again by itself';

/** Of a name that means another thing on a node than in a pod. */
const OF_NODE: readonly [RegExp, string][] = [
  [
    /^(?:localhost|127\.0\.0\.1|\[::1\])[:/]/,
    'localhost is the node itself there: name the registry by an address that every node reaches',
  ],
  [
    /^[^/]{1,250}\.svc(?:\.cluster\.local)?[:/]/,
    "the node pulls, not the pod, and a node does not ask the cluster's DNS: name the registry by an address that every node reaches (an Ingress, a NodePort)",
  ],
];

function cureOf(why: string, image: string): string {
  const ofNode = OF_NODE.find(([name]) => name.test(image))?.[1];
  if (ofNode) return ofNode;
  const [, proxy] = why.match(/proxyconnect tcp: dial tcp (\S{1,100}?):? /) ?? [];
  return proxy
    ? `get the proxy ${proxy} going, or take it out of the settings of the node's runtime (HTTPS_PROXY, NO_PROXY)`
    : "let the node reach the registry: the registry's name, DNS, proxy and firewall";
}
