/** Whose an object is, and which of several is the newest. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isOwnedBy, newestFirst } from '../src/kube/metadata.ts';

const owner = (uid?: string) => ({ kind: 'Job', name: 'load', ...(uid && { uid }) });

test('an owner without a uid, and an object that was not read, own nothing', () => {
  const pod = { metadata: { name: 'load-x', ownerReferences: [owner('u-1'), owner()] } };
  assert.ok(isOwnedBy(pod, 'u-0', 'u-1'));
  assert.not.ok(isOwnedBy(pod, 'u-2'));
  assert.not.ok(isOwnedBy(pod, undefined));
  assert.not.ok(isOwnedBy({ metadata: { name: 'bare' } }, 'u-1'));
});

test('what has no time comes last', () => {
  const made = (name: string, creationTimestamp?: string) => ({ metadata: { name, ...(creationTimestamp && { creationTimestamp }) } });
  const all = [made('a'), made('b', '2026-01-02T00:00:00Z'), made('c', '2026-01-03T00:00:00Z')];
  assert.equal(
    newestFirst(all).map(({ metadata }) => metadata.name),
    ['c', 'b', 'a'],
  );
});

test.run();
