/** dns-loop: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn, type Situation } from './situation.ts';

// plugin/loop of CoreDNS 1.12.
const LOG =
  '[FATAL] plugin/loop: Loop (127.0.0.1:55953 -> :53) detected for zone ".", see https://coredns.io/plugins/loop#troubleshooting. Query: "HINFO 4547991504243258144.3688648895315093531."';

const server = (upstream: string, spec: Situation['spec'] = {}): Situation => ({
  status: ended(1),
  log: LOG,
  container: { image: 'registry.k8s.io/coredns/coredns:v1.12.4', volumeMounts: [{ name: 'conf', mountPath: '/etc/coredns' }] },
  spec: { volumes: [{ name: 'conf', configMap: { name: 'names' } }], ...spec },
  configMaps: { names: { Corefile: `.:53 {\n    errors\n    loop\n    forward . ${upstream} {\n       max_concurrent 1000\n    }\n}\n` } },
});

test('it forwards to itself', () => {
  const [finding] = findingsIn(server('127.0.0.1'));
  assert.is(finding?.cause, 'dns-loop');
  assert.match(finding?.summary ?? '', /127\.0\.0\.1, to which it forwards, is the pod itself/);
  assert.is(finding?.fixes[0]?.asks.length, 1);
});

test("it forwards to the node's servers", () => {
  const [finding] = findingsIn(server('/etc/resolv.conf', { dnsPolicy: 'Default' }));
  assert.match(finding?.summary ?? '', /DNS servers of node n1 .* asks it in turn/);
});

test("it forwards to the cluster's server, which it may be", () => {
  const [finding] = findingsIn(server('/etc/resolv.conf'));
  assert.match(finding?.summary ?? '', /the cluster's, which is itself or asks it in turn/);
});

test('of several servers it is that of the zone; of two for the same zone neither is known', () => {
  const stub = (zone: string) => `${zone} {\n    forward . 10.0.0.9\n}\n`;
  const on = (before: string) => {
    const situation = server('127.0.0.1');
    return findingsIn({ ...situation, configMaps: { names: { Corefile: before + situation.configMaps?.['names']?.['Corefile'] } } })[0];
  };
  assert.match(on(stub('corp.example.com:53'))?.summary ?? '', /127\.0\.0\.1, to which it forwards, is the pod itself/);
  assert.is(on(stub('.:1053'))?.confidence, 'likely');
});

test('a Corefile that does not parse is no loop', () => {
  const [finding] = findingsIn({ ...server('8.8.8.8'), log: "/etc/coredns/Corefile:3 - Error during parsing: Unknown directive 'forwrd'" });
  assert.is(finding?.cause, 'malformed-config');
});

test.run();
