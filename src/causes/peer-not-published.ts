import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { ownerOf } from '../evidence/owner.ts';
import { endProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { kubectl } from '../fixes/command.ts';
import { runCommands } from '../fixes/object.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { lastAttempt } from '../kube/pod.ts';
import { selectsPlainly } from '../kube/selector.ts';
import type { Pod } from '../kube/shapes.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { isHeadless, isReady } from '../trace/network/backends.ts';
import { type Connection, connectionOf } from '../trace/network/connection.ts';
import { failing, selectorText } from '../trace/network/failing.ts';
import { type Place, placeOf } from '../trace/network/place.ts';
import { settingsOf } from '../trace/settings/settings.ts';
import { type Cause, type Match, RUNG } from './cause.ts';

export const peerNotPublished: Cause = {
  id: 'peer-not-published',
  title: 'it looks for its peers by name before any of them is ready, and only ready pods have a name',
  tier: 'kubernetes',
  covers: ['dep.dns', 'dep.no-endpoints'],
  // Its peers would be looked into, and look for each other likewise.
  rung: RUNG.confirmed - 1,

  detect(subject, evidence) {
    const connection = connectionOf(subject, evidence);
    // That nobody has the name is an answer (NXDOMAIN, RFC 1035); to try again is none.
    if (connection?.how !== 'unresolved' || connection.temporary) return undefined;
    const place = placeOf(connection.host, subject, evidence);
    const { pod, namespace } = subject;
    if (place.kind !== 'service' || place.namespace !== namespace || !isHeadless(place.service)) return undefined;
    const { service } = place;
    if (service.spec.publishNotReadyAddresses || !selectsPlainly(service.spec.selector, pod.metadata.labels)) return undefined;
    // Without such a probe a pod is ready as soon as it runs, and has its name a moment later.
    if (!pod.spec.containers.some(({ readinessProbe }) => readinessProbe)) return undefined;
    const known = evidence.list('pods', namespace);
    const peers = valueOf(known)?.filter(({ metadata }) => selectsPlainly(service.spec.selector, metadata.labels));
    const meant = peers?.filter(({ metadata }) => place.pod === undefined || metadata.name === place.pod);
    if (!peers || meant?.some((one) => isReady(one) || isOfAnother(one, subject, evidence))) return undefined;
    const named = peers.find(({ metadata }) => metadata.name === place.pod);
    // A peer that ends in another way has a fault of its own.
    const isOther = named !== undefined && named.metadata.name !== pod.metadata.name;
    if (isOther && endOf(named, subject) !== subject.attempt?.exitCode) return undefined;
    return { ...unnamed(connection, place, peers, subject, evidence), confidence: isOther ? 'likely' : 'certain' };
  },
};

function unnamed(
  connection: Connection,
  { service, name, pod }: Extract<Place, { kind: 'service' }>,
  peers: readonly Pod[],
  subject: Subject,
  evidence: Evidence,
): Omit<Match, 'confidence'> {
  const { namespace, container } = subject;
  const fix = new WorkloadFix(subject, evidence);
  const absent = laterPods(fix, subject, evidence);
  const own = pod === subject.pod.metadata.name ? ' (its own)' : '';
  const unmade = absent.length
    ? `; ${absent.join(', ')}, which it is told of too, ${absent.length > 1 ? 'are' : 'is'} not even made: StatefulSet ${fix.owner.name} makes one pod after another is ready (podManagementPolicy OrderedReady)`
    : '';
  return {
    summary: `${failing(subject, connection)}${own}: headless Service ${name} gives names to ready pods alone (publishNotReadyAddresses is not set), and container ${container.name} is not ready before it has found that name${unmade}`,
    object: { kind: 'Service', namespace, name, field: 'spec.publishNotReadyAddresses' },
    proof: [
      connection.proof,
      {
        step: `get svc ${name}`,
        quote: `clusterIP None, publishNotReadyAddresses false, selects ${selectorText(service)}: ${peers
          .map(({ metadata }) => metadata.name)
          .slice(0, 3)
          .join(', ')}, ${peers.filter(isReady).length} ready`,
      },
      ...endProof(connection, subject),
    ],
    decides: `whether ${connection.host} is ready for another reason`,
    fixes: [published(name, absent.length > 0, fix)],
  };
}

function published(service: string, isOrdered: boolean, fix: WorkloadFix): Fix {
  const { subject, evidence } = fix;
  const { namespace } = subject;
  // The claims would go with the StatefulSet, and what is in them.
  const goesWithClaims = fix.owner.object?.spec.persistentVolumeClaimRetentionPolicy?.whenDeleted === 'Delete';
  const atOnce = goesWithClaims
    ? ', and make all pods at once (podManagementPolicy Parallel): the StatefulSet has to be made anew for that, and would take its claims with it (persistentVolumeClaimRetentionPolicy), so set that to Retain first'
    : ', and make all pods at once (deletes the StatefulSet and makes it anew; its claims stay)';
  return runCommands(
    `let the Service give out pods that are not ready, too${isOrdered ? atOnce : ''}`,
    [
      kubectl(evidence, namespace, ['patch', 'service', service, '--type=merge'], ['-p', '{"spec":{"publishNotReadyAddresses":true}}']),
      ...present(isOrdered && !goesWithClaims && inParallel(fix, namespace)),
    ],
    fix,
    { again: !isOrdered || goesWithClaims },
  );
}

/** What runs another program is no peer: that it is not ready has its own reason. */
const isOfAnother = (one: Pod, { pod }: Subject, evidence: Evidence) => {
  const [theirs, own] = [ownerOf(one, evidence), ownerOf(pod, evidence)];
  return theirs.kind !== own.kind || theirs.name !== own.name;
};

const endOf = ({ status }: Pod, { container }: Subject) =>
  lastAttempt(status.containerStatuses?.find(({ name }) => name === container.name))?.exitCode;

/** Pods of its StatefulSet that its settings name and that wait for an earlier one (k8s.io/kubernetes pkg/controller/statefulset/stateful_set_control.go). */
function laterPods({ owner }: WorkloadFix, subject: Subject, evidence: Evidence): string[] {
  const { kind, object, name } = owner;
  if (kind !== 'StatefulSet' || !object || object.spec.podManagementPolicy === 'Parallel') return [];
  const texts = settingsOf(subject, evidence).map(({ value = '' }) => value);
  const made = new Set(valueOf(evidence.list('pods', subject.namespace))?.map(({ metadata }) => metadata.name));
  const first = object.spec.ordinals?.start ?? 0;
  return Array.from({ length: Math.min(object.spec.replicas ?? 1, 20) }, (_, index) => `${name}-${first + index}`).filter(
    (one) => !made.has(one) && texts.some((text) => text.includes(`${one}.`)),
  );
}

/** The field cannot be changed in place. */
function inParallel({ owner, evidence }: WorkloadFix, namespace: string): string {
  const patched = kubectl(
    evidence,
    namespace,
    ['patch', owner.word, '--dry-run=client', '-o', 'yaml', '--type=merge'],
    ['-p', '{"spec":{"podManagementPolicy":"Parallel"}}'],
  );
  return `${patched} | ${kubectl(evidence, namespace, ['replace', '--force', '-f', '-'])}`;
}
