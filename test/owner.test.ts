import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Evidence } from '../src/evidence/evidence.ts';
import { ownerOf } from '../src/evidence/owner.ts';
import type { Pod } from '../src/kube/shapes.ts';

const podOf = (reference: { apiVersion?: string; kind: string; name: string }) =>
  ({
    metadata: { name: 'web', namespace: 'shop', ownerReferences: [{ apiVersion: 'apps/v1', uid: '1', controller: true, ...reference }] },
    spec: { containers: [] },
    status: {},
  }) as unknown as Pod;
const wordOf = (reference: { apiVersion?: string; kind: string; name: string }) => ownerOf(podOf(reference), new Evidence(0)).word;

test('the word in commands', () => {
  assert.is(wordOf({ kind: 'StatefulSet', name: 'db' }), 'sts/db');
  assert.is(wordOf({ apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'web' }), 'rollouts.argoproj.io/web');
});

test('a reference that is no name of anything never stands in a command', () => {
  for (const reference of [
    { kind: '--kubeconfig=/tmp/x;', name: 'db' },
    { kind: 'StatefulSet', name: '--token=x' },
    { kind: 'constructor', name: 'x' },
    { kind: '__proto__', name: 'x' },
    { apiVersion: '--as=root/v1', kind: 'Rollout', name: 'x' },
  ]) {
    assert.is(wordOf(reference), 'pod/web', JSON.stringify(reference));
  }
});

test.run();
