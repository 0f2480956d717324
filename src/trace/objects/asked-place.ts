/** What in the pod's spec keeps it from the nodes, by the scheduler's words for the filter that refused them (kubernetes pkg/scheduler/framework/plugins). */
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { selectorWords, selects } from '../../kube/selector.ts';
import type { Pod, PodAffinityTerm } from '../../kube/shapes.ts';
import type { Proof } from '../../report.ts';
import { closedNodes, closedProof, isClosed } from './closed-nodes.ts';

export interface AskedPlace {
  words: string;
  /** Of the pod's spec. */
  field: string;
  proof: Proof;
}

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';

export function askedPlace(message: string, subject: Subject, evidence: Evidence): AskedPlace | undefined {
  if (/didn't match pod affinity rules/.test(message)) return beside(subject, evidence);
  if (/didn't match pod anti-affinity rules/.test(message)) return apart(subject, evidence);
  if (/didn't satisfy existing pods anti-affinity rules/.test(message)) return keptAway(subject, evidence);
  if (/node affinity\/selector/.test(message)) return onNodes(subject);
  if (/didn't match pod topology spread constraints/.test(message)) return spreadOver(message, subject);
  if (/PersistentVolume's node affinity|volume node affinity conflict/.test(message)) return whereVolumeIs(subject, evidence);
  if (/ReadWriteOncePod access mode already in-use/.test(message)) return heldClaim(subject, evidence);
  if (/didn't have free ports/.test(message)) return withPort(subject, evidence);
  return isClosed(message) ? toOpenNodes(subject, evidence) : undefined;
}

/** Pods that run keep it away, by their rules, not by its own. */
function keptAway(subject: Subject, evidence: Evidence): AskedPlace | undefined {
  const { labels } = subject.pod.metadata;
  const found = (valueOf(evidence.list('pods', subject.namespace)) ?? []).flatMap(({ metadata, spec }) =>
    (spec.nodeName ? (spec.affinity?.podAntiAffinity?.[REQUIRED] ?? []) : []).flatMap((term) =>
      selects(term.labelSelector, labels) ? [{ name: metadata.name, words: labelsOf(term) }] : [],
    ),
  )[0];
  if (!found) return undefined;
  return {
    words: `the podAntiAffinity of pod ${found.name} keeps pods with ${found.words} away from its node, and it is one of these`,
    field: 'affinity.podAntiAffinity',
    proof: { step: `get pod ${found.name}`, quote: `podAntiAffinity: ${found.words}`, path: 'spec.affinity.podAntiAffinity' },
  };
}

/** A claim that one pod alone may use, wherever it runs (volumerestrictions). */
function heldClaim(subject: Subject, evidence: Evidence): AskedPlace | undefined {
  const own = claimsOf(subject.pod);
  const others = (valueOf(evidence.list('pods', subject.namespace)) ?? []).filter(
    ({ metadata, spec, status }) =>
      spec.nodeName && metadata.uid !== subject.pod.metadata.uid && !['Succeeded', 'Failed'].includes(status.phase ?? ''),
  );
  const [found] = own.flatMap((claim) =>
    others.filter((pod) => claimsOf(pod).includes(claim)).map(({ metadata }) => ({ claim, pod: metadata.name })),
  );
  if (!found) return undefined;
  return {
    words: `claim ${found.claim} (ReadWriteOncePod) is used by pod ${found.pod}`,
    field: 'volumes',
    proof: { step: `get pod ${found.pod}`, quote: `claimName: ${found.claim}`, path: 'spec.volumes' },
  };
}

const claimsOf = ({ spec }: Pod) => (spec.volumes ?? []).flatMap(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? []);

function toOpenNodes(subject: Subject, evidence: Evidence): AskedPlace | undefined {
  const closed = closedNodes(subject, evidence);
  const [proof] = closedProof(closed, evidence);
  return (
    proof && {
      words: closed
        .slice(0, 4)
        .map(({ words }) => words)
        .join('; '),
      field: 'tolerations',
      proof,
    }
  );
}

/** The term that no pod meets, where there is one; else all of them. */
function beside(subject: Subject, evidence: Evidence): AskedPlace | undefined {
  const terms = subject.pod.spec.affinity?.podAffinity?.[REQUIRED] ?? [];
  const unmet = terms.filter((term) => meeting(term, subject, evidence)?.length === 0);
  const [first] = unmet.length > 0 ? unmet : terms;
  if (!first) return undefined;
  const labels = labelsOf(first);
  const none = unmet.length > 0 ? `, and no such pod of namespace ${homeOf(first, subject)} is on a node` : '';
  return {
    words: `its podAffinity wants it beside pods with ${labels}${none}`,
    field: 'affinity.podAffinity',
    proof: { step: 'get', quote: `podAffinity: ${labels}, topologyKey ${first.topologyKey ?? ''}`, path: `spec.affinity.podAffinity` },
  };
}

function apart(subject: Subject, evidence: Evidence): AskedPlace | undefined {
  const terms = subject.pod.spec.affinity?.podAntiAffinity?.[REQUIRED] ?? [];
  const met = terms.find((term) => (meeting(term, subject, evidence)?.length ?? 0) > 0);
  const first = met ?? terms[0];
  if (!first) return undefined;
  const [other] = met ? (meeting(met, subject, evidence) ?? []) : [];
  const labels = labelsOf(first);
  return {
    words: `its podAntiAffinity keeps it away from pods with ${labels}${other ? `, such as ${other.metadata.name}` : ''}`,
    field: 'affinity.podAntiAffinity',
    proof: {
      step: 'get',
      quote: `podAntiAffinity: ${labels}, topologyKey ${first.topologyKey ?? ''}`,
      path: `spec.affinity.podAntiAffinity`,
    },
  };
}

function onNodes({ pod: { spec } }: Subject): AskedPlace | undefined {
  const terms = spec.affinity?.nodeAffinity?.[REQUIRED]?.nodeSelectorTerms ?? [];
  const words = terms.map(({ matchExpressions = [] }) => selectorWords({ matchExpressions })).filter(Boolean);
  // A nodeSelector is told by its labels, one by one.
  if (words.length === 0 || spec.nodeSelector) return undefined;
  return {
    words: `its nodeAffinity asks for a node with ${words.join(', or ')}`,
    field: 'affinity.nodeAffinity',
    proof: { step: 'get', quote: `nodeAffinity: ${words.join(', or ')}`, path: 'spec.affinity.nodeAffinity' },
  };
}

/** A volume that only some nodes can use, by the claim of the pod that is bound to it. */
export function volumeElsewhere(
  { pod, namespace }: Subject,
  evidence: Evidence,
): { claim: string; volume: string; terms: string; isNowhere: boolean } | undefined {
  const volumes = valueOf(evidence.list('persistentvolumes', undefined)) ?? [];
  const nodes = valueOf(evidence.list('nodes', undefined));
  const claims = claimsOf(pod);
  return volumes
    .filter(({ spec }) => spec.claimRef?.namespace === namespace && claims.includes(spec.claimRef.name ?? ''))
    .flatMap(({ metadata, spec }) => {
      const terms = (spec.nodeAffinity?.required?.nodeSelectorTerms ?? []).map(({ matchExpressions = [] }) => ({ matchExpressions }));
      const isNowhere = nodes?.every((node) => !terms.some((term) => selects(term, node.metadata.labels))) ?? false;
      const words = terms.map(selectorWords).filter(Boolean).join(', or ');
      return words === '' ? [] : [{ claim: spec.claimRef?.name ?? '', volume: metadata.name, terms: words, isNowhere }];
    })
    .sort((a, b) => Number(b.isNowhere) - Number(a.isNowhere))[0];
}

function whereVolumeIs(subject: Subject, evidence: Evidence): AskedPlace | undefined {
  const found = volumeElsewhere(subject, evidence);
  if (!found) return undefined;
  const { claim, volume, terms, isNowhere } = found;
  return {
    words: `claim ${claim} is volume ${volume}, which only nodes with ${terms} can use${isNowhere ? ', and there is no such node' : ''}`,
    field: 'volumes',
    proof: { step: 'get pv', quote: `${volume}: claim ${claim}, nodeAffinity ${terms}`, path: 'spec.nodeAffinity' },
  };
}

/** "(missing required label)": the node has no label topologyKey, so that it is in no domain (podtopologyspread, ErrReasonNodeLabelNotMatch). */
function spreadOver(message: string, { pod: { spec } }: Subject): AskedPlace | undefined {
  const hard = (spec.topologySpreadConstraints ?? []).filter(({ whenUnsatisfiable }) => whenUnsatisfiable === 'DoNotSchedule');
  const keys = hard.map(({ topologyKey }) => topologyKey).join(', ');
  if (hard.length === 0) return undefined;
  const lacks = /missing required label/.test(message) ? ', a label that a node has to have for that' : '';
  return {
    words: `its topologySpreadConstraints want its pods spread evenly over ${keys}${lacks}`,
    field: 'topologySpreadConstraints',
    proof: { step: 'get', quote: `topologyKey: ${keys}, whenUnsatisfiable: DoNotSchedule`, path: 'spec.topologySpreadConstraints' },
  };
}

/** The pod that has the port of the node that this one asks for. */
function holderOfPort({ pod, namespace }: Subject, evidence: Evidence): Pod | undefined {
  const own = portsOf(pod);
  return (valueOf(evidence.list('pods', namespace)) ?? []).find(
    (other) =>
      other.spec.nodeName &&
      other.metadata.uid !== pod.metadata.uid &&
      portsOf(other).some(({ hostPort, protocol }) => own.some((one) => one.hostPort === hostPort && one.protocol === protocol)),
  );
}

const HASH = 'pod-template-hash';

/** It is one of the same Deployment's revision before, which a rolling update keeps until the new one is ready. */
export function replacedPod(subject: Subject, evidence: Evidence): Pod | undefined {
  const holder = holderOfPort(subject, evidence);
  const [own, other] = [subject.pod, holder].map((pod) => pod?.metadata.labels ?? {});
  const hasOther = own?.[HASH] !== undefined && other?.[HASH] !== undefined && own[HASH] !== other[HASH];
  const isSame = Object.entries(own ?? {}).every(([key, value]) => key === HASH || other?.[key] === value);
  return hasOther && isSame ? holder : undefined;
}

function withPort(subject: Subject, evidence: Evidence): AskedPlace | undefined {
  const own = portsOf(subject.pod);
  const [first] = own;
  if (!first) return undefined;
  const holder = holderOfPort(subject, evidence);
  const isReplaced = replacedPod(subject, evidence) !== undefined;
  const list = own.map(({ hostPort }) => hostPort).join(', ');
  return {
    words: `it asks for port ${list} of the node (hostPort)${holder ? `, which pod ${holder.metadata.name} has${isReplaced ? ', of the revision before; a rolling update ends it only when the new one is ready' : ''}` : ''}`,
    field: `containers[${first.container}].ports`,
    proof: { step: 'get', quote: `hostPort: ${list}`, path: `spec.containers[${first.container}].ports` },
  };
}

const portsOf = ({ spec }: Pod) =>
  spec.containers.flatMap(({ name, ports = [] }) =>
    ports.flatMap(({ containerPort, hostPort = spec.hostNetwork ? containerPort : undefined, protocol = 'TCP' }) =>
      hostPort === undefined ? [] : [{ container: name, hostPort, protocol }],
    ),
  );

const labelsOf = ({ labelSelector = {} }: PodAffinityTerm) => selectorWords(labelSelector) || 'any labels';
const homeOf = ({ namespaces = [] }: PodAffinityTerm, { namespace }: Subject) => namespaces[0] ?? namespace;

/** Pods on a node that the term is about; undefined where it is about several namespaces, or they cannot be listed. */
function meeting(term: PodAffinityTerm, subject: Subject, evidence: Evidence): Pod[] | undefined {
  if (term.namespaceSelector || (term.namespaces ?? []).length > 1) return undefined;
  const pods = valueOf(evidence.list('pods', homeOf(term, subject)));
  return pods?.filter(({ spec, metadata }) => spec.nodeName && selects(term.labelSelector, metadata.labels));
}
