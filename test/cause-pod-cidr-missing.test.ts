/** pod-cidr-missing: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn, type Situation } from './situation.ts';

const LOG =
  'E0102 03:04:05.000000       1 main.go:334] Error registering network: failed to acquire lease: node "n1" pod cidr not assigned';
const on = (more: Situation = {}) => findingsIn({ status: ended(1), log: LOG, ...more })[0];

test('the node itself tells it', () => {
  const finding = on({ node: {} });
  assert.is(finding?.cause, 'pod-cidr-missing');
  assert.is(finding?.confidence, 'certain');
  assert.equal(finding?.object, { kind: 'Node', name: 'n1', field: 'spec.podCIDR' });
});

test('a node that cannot be read: likely; one that has its range by now: told so, and not certain', () => {
  assert.is(on()?.confidence, 'likely');
  const later = on({ node: { podCIDR: '10.244.1.0/24' } });
  assert.is(later?.confidence, 'likely');
  assert.match(later?.summary ?? '', /has one by now \(10\.244\.1\.0\/24\)/);
});

test('a node that has a range of the other version of IP alone', () => {
  // cilium/cilium:pkg/k8s/init.go
  const log =
    'level=fatal msg="Unable to connect to get node spec from apiserver" error="required IPv6 PodCIDR not available" subsys=daemon';
  const finding = on({ log, node: { podCIDR: '10.244.1.0/24', podCIDRs: ['10.244.1.0/24'] } });
  assert.match(finding?.summary ?? '', 'spec.podCIDRs of the node has none of IPv6 (10.244.1.0/24)');
  assert.match(on({ log, node: { podCIDRs: ['10.244.1.0/24', 'fd00:1::/64'] } })?.summary ?? '', 'has one by now (fd00:1::/64)');
});

test('a network plugin that may not read its node is another thing', () => {
  const refused = LOG.replace(
    /failed to acquire.*/,
    'failed to acquire lease: nodes "n1" is forbidden: User "system:serviceaccount:shop:x" cannot get resource "nodes" in API group "" at the cluster scope',
  );
  assert.is.not(on({ log: refused, node: {} })?.cause, 'pod-cidr-missing');
});

test.run();
