/** A name that the pod's hostAliases lead elsewhere. Edited from pod-host-alias. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Container } from '../src/kube/shapes.ts';
import { type Edited, findingOn } from './edited-case.ts';

const aliases = (hostAliases: { ip: string; hostnames: string[] }[]) => (cluster: Edited) => {
  cluster.pod('report').spec.hostAliases = hostAliases;
};

test('the entry goes with its last name, and the list with its last entry', async () => {
  const path = async (list: { ip: string; hostnames: string[] }[]) =>
    /"path":"([^"]+)"/.exec((await findingOn('pod-host-alias', aliases(list))).fixes[0]?.command ?? '')?.[1];
  assert.is(await path([{ ip: '127.0.0.1', hostnames: ['db'] }]), '/spec/template/spec/hostAliases');
  const other = { ip: '192.0.2.7', hostnames: ['bank'] };
  assert.is(await path([other, { ip: '127.0.0.1', hostnames: ['db'] }]), '/spec/template/spec/hostAliases/1');
});

test('where a container of the pod is there for the port, the name is meant for it', async () => {
  const { cause } = await findingOn('pod-host-alias', (cluster) => {
    const { containers } = cluster.pod('report').spec;
    containers.push({ name: 'proxy', image: 'haproxy:2.8', ports: [{ containerPort: 5432 }] } as Container);
  });
  assert.is(cause, 'dependency-localhost');
});

test('an entry for another name says nothing, nor does one with a name that is no Service', async () => {
  const other = await findingOn('pod-host-alias', aliases([{ ip: '127.0.0.1', hostnames: ['collector.logging'] }]));
  assert.is.not(other.cause, 'host-alias');
  const none = await findingOn('pod-host-alias', (cluster) => {
    cluster.list('services').splice(0);
  });
  assert.is.not(none.cause, 'host-alias');
});

test('an entry with the address of the Service leads to it', async () => {
  const { cause } = await findingOn('pod-host-alias', (cluster) => {
    aliases([{ ip: cluster.one('services', 'db').spec.clusterIP ?? '', hostnames: ['db'] }])(cluster);
  });
  assert.is.not(cause, 'host-alias');
});

test('a Service that would not answer either makes it less sure', async () => {
  const { cause, confidence } = await findingOn('pod-host-alias', (cluster) => {
    for (const condition of cluster.pod('db').status.conditions ?? []) if (condition.type === 'Ready') condition.status = 'False';
  });
  assert.equal([cause, confidence], ['host-alias', 'likely']);
});

test.run();
