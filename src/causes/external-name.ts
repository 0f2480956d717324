import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { endProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { kubectl } from '../fixes/command.ts';
import { expose } from '../fixes/expose.ts';
import { changing } from '../fixes/fix.ts';
import { patchObject, runCommands, warned } from '../fixes/object.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { Pod, Service } from '../kube/shapes.ts';
import { present } from '../present.ts';
import type { Fix, Proof } from '../report.ts';
import { quote } from '../shell-word.ts';
import { declaredPorts } from '../trace/network/backends.ts';
import type { Connection } from '../trace/network/connection.ts';
import { tracedTo } from '../trace/network/dependency.ts';
import { failing } from '../trace/network/failing.ts';
import type { Fault } from '../trace/network/fault.ts';
import { meantService } from '../trace/network/likely-service.ts';
import { isAddress } from '../trace/network/place.ts';
import { relabelled, workloadLabels } from '../trace/network/selector-mismatch.ts';
import { type Cause, type Match, RUNG } from './cause.ts';

type Alias = { connection: Connection; fault: Extract<Fault, { kind: 'external-name' }> };

const WHOLE = /\.svc\.[\w.-]+$/;

export const externalName: Cause = {
  id: 'external-name',
  title: 'the Service is an alias for a name that leads nowhere',
  tier: 'kubernetes',
  covers: ['dep.dns', 'dep.timeout', 'init.hang'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const traced = tracedTo('external-name', subject, evidence);
    if (!traced) return undefined;
    const {
      connection,
      fault: { service, namespace, target, inside },
    } = traced;
    const { name } = service.metadata;
    const gone = inside.kind === 'no-service';
    // What stands behind CNAME is a whole name, to which no domain is added (RFC 1034, 3.6.2).
    const short = inside.kind === 'service' && connection.how === 'unresolved' && !WHOLE.test(target) ? inside : undefined;
    if (isAddress(target) && inside.kind !== 'service') return forAddress(traced, subject, evidence);
    // The alias is right as far as it can be seen, and the fault is behind it.
    if (!gone && !short && (inside.kind !== 'outside' || connection.how !== 'unresolved')) return undefined;
    const found = gone ? meantService(inside.name, inside.namespace, { ...connection, host: inside.name }, subject, evidence) : short;
    // It is no alias of itself.
    const meant = found?.name === name && found.namespace === namespace ? undefined : found;
    const suffix = target.match(/\.svc(\..+)?$/)?.[0] ?? '.svc.cluster.local';
    const other = meant && `${meant.name}.${meant.namespace}${suffix}`;
    const fix = new WorkloadFix(subject, evidence);
    const here = calledSo(service, namespace, connection, fix);
    const leads = gone
      ? `and there is no Service ${inside.name} in namespace ${inside.namespace}`
      : short
        ? 'which is looked up as it stands, without the domains of the cluster'
        : 'which DNS does not know';
    return {
      summary: `${failing(subject, connection)}: Service ${name} is an alias (ExternalName) for ${target}, ${leads}${meant ? `; Service ${meant.name} exists in namespace ${meant.namespace}` : ''}${here ? `; pod ${here.pod.metadata.name} of this namespace is called so too` : ''}`,
      // A name that was found is that of something.
      confidence: gone && connection.how === 'unresolved' ? 'certain' : 'likely',
      object: { kind: 'Service', namespace, name, field: 'spec.externalName' },
      proof: aliasProof(traced, subject),
      fixes: [...present(here?.fix), otherAlias(traced, other, fix)],
      decides: `whether ${target} can be looked up outside of the pod`,
    };
  },
};

const aliasProof = ({ connection, fault: { service, target } }: Alias, subject: Subject): [Proof, ...Proof[]] => [
  connection.proof,
  { step: `get svc ${service.metadata.name}`, quote: `type ExternalName, externalName ${target}`, path: 'spec.externalName' },
  ...endProof(connection, subject),
];

function otherAlias({ connection, fault: { service, namespace } }: Alias, other: string | undefined, fix: WorkloadFix): Fix {
  const { metadata } = service;
  if (other === undefined)
    return changing(
      `give ${metadata.name} the name of a host that exists`,
      kubectl(fix.evidence, namespace, ['edit', 'service', metadata.name]),
    );
  return patchObject(
    `let the alias ${metadata.name} stand for ${other}`,
    { word: 'service', metadata, namespace },
    { spec: { externalName: other } },
    fix,
    { again: !connection.waits },
  );
}

/** DNS gives the alias as it is written, as a name; the digits of an address are none (kubernetes.io: Service, ExternalName). */
function forAddress(alias: Alias, subject: Subject, evidence: Evidence): Match | undefined {
  const {
    connection,
    fault: { service, namespace, target },
  } = alias;
  if (connection.how !== 'unresolved') return undefined;
  const { name } = service.metadata;
  const fix = new WorkloadFix(subject, evidence);
  return {
    summary: `${failing(subject, connection)}: Service ${name} is an alias (ExternalName) for ${target}, an address, where an alias has to be for a name`,
    confidence: 'certain',
    object: { kind: 'Service', namespace, name, field: 'spec.externalName' },
    proof: aliasProof(alias, subject),
    fixes: [withAddress(service, namespace, target, connection, fix)],
  };
}

/** A Service without selector, whose name leads to the address of a slice beside it. */
function withAddress({ metadata }: Service, namespace: string, target: string, { port, waits }: Connection, fix: WorkloadFix): Fix {
  const run = (words: string[], last: string[] = []) => kubectl(fix.evidence, namespace, words, last);
  const headless = { spec: { type: 'ClusterIP', clusterIP: 'None', externalName: null } };
  const slice = {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name: metadata.name, labels: { 'kubernetes.io/service-name': metadata.name } },
    addressType: target.includes(':') ? 'IPv6' : 'IPv4',
    ports: port === undefined ? [] : [{ port }],
    endpoints: [{ addresses: [target] }],
  };
  return runCommands(
    warned(`let ${metadata.name} lead to the address ${target} by an EndpointSlice`, metadata),
    [
      run(['patch', 'service', metadata.name, '--type=merge'], ['-p', JSON.stringify(headless)]),
      `echo ${quote(JSON.stringify(slice))} | ${run(['create', '-f', '-'])}`,
    ],
    fix,
    { again: !waits },
  );
}

/** A program of that name runs here: the Service may be for it. */
function calledSo(
  { metadata: { name } }: Service,
  namespace: string,
  { port: asked, waits }: Connection,
  fix: WorkloadFix,
): { pod: Pod; fix: Fix } | undefined {
  const { subject, evidence } = fix;
  const pods = (valueOf(evidence.list('pods', namespace)) ?? []).filter(({ metadata }) => metadata.uid !== subject.pod.metadata.uid);
  const here = relabelled({ metadata: { name }, spec: { ports: asked === undefined ? [] : [{ port: asked }] } }, pods);
  const port = asked ?? (here && declaredPorts(here.pod)[0]?.port);
  if (!here || port === undefined || !Object.values(workloadLabels(here.pod)).includes(name)) return undefined;
  const without = kubectl(evidence, namespace, ['delete', 'service', name]);
  return { pod: here.pod, fix: expose(name, port, here, fix, { again: !waits }, [without]) };
}
