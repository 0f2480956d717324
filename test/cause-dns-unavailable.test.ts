/** dns-unavailable and external-name: whom a pod asks, and what an alias stands for. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn, type Situation } from './situation.ts';

const DNS = {
  metadata: { name: 'coredns-1', namespace: 'kube-system', uid: 'dns', labels: { 'k8s-app': 'kube-dns' } },
  spec: { containers: [{ name: 'coredns' }] },
  status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'False' }] },
};
const asking = (host: string, spec: Situation['spec'] = {}) =>
  findingsIn({
    status: ended(1),
    log: `dial tcp: lookup ${host} on 10.96.0.10:53: read udp 10.244.1.2:41234->10.96.0.10:53: i/o timeout`,
    spec,
    answers: { 'kube-system/pods?': { items: [DNS] }, 'kube-system/pods/coredns-1': DNS },
  })[0];

test("the cluster's servers are down", () => {
  assert.is(asking('api.example.com')?.cause, 'dns-unavailable');
  assert.is(asking('api.example.com', { hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' })?.cause, 'dns-unavailable');
});

test("who asks the node's servers does not need them", () => {
  assert.is.not(asking('api.example.com', { dnsPolicy: 'Default' })?.cause, 'dns-unavailable');
  assert.is.not(asking('api.example.com', { hostNetwork: true })?.cause, 'dns-unavailable');
});

const aliased = (externalName: string, log: string, more: object[] = [], answers: Situation['answers'] = {}) =>
  findingsIn({
    status: ended(1),
    log,
    services: [{ metadata: { name: 'db', namespace: 'shop' }, spec: { type: 'ExternalName', externalName } }, ...more] as NonNullable<
      Situation['services']
    >,
    answers,
  })[0];
const REFUSED = 'psycopg2.OperationalError: connection to server at "db" (10.9.9.9), port 5432 failed: Connection refused';

test('an address is no name', () => {
  const found = aliased('10.0.0.7', 'getaddrinfo ENOTFOUND db');
  assert.is(`${found?.cause} ${found?.confidence}`, 'external-name certain');
  assert.match(found?.fixes[0]?.command ?? '', '"clusterIP":"None","externalName":null');
  assert.match(found?.fixes[0]?.command ?? '', '"endpoints":[{"addresses":["10.0.0.7"]}]');
});

test('a name that was found, and behind which nobody answers', () => {
  const found = aliased('db.example.com', REFUSED);
  assert.is(found?.cause, 'dependency-unreachable');
  assert.match(found?.summary ?? '', 'an alias (ExternalName) for db.example.com, which is outside of this cluster');
});

test('an alias that leads to a Service, whose fault it is', () => {
  const postgres = {
    metadata: { name: 'postgres', namespace: 'shop' },
    spec: { clusterIP: '10.9.9.9', selector: { app: 'pg' }, ports: [{ port: 5432 }] },
  };
  const found = aliased('postgres.shop.svc.cluster.local', REFUSED, [postgres]);
  assert.is(found?.cause, 'service-selector');
  assert.match(found?.summary ?? '', 'Service postgres');
});

test.run();
