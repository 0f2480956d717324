/** A variable that is given twice. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { hiddenByEmpty } from '../src/trace/settings/variables.ts';

const of = (env: { name: string; value?: string }[], isGiven = false) => hiddenByEmpty({ name: 'api', env }, 'A', isGiven);

test('an empty entry hides the one before it, or that of envFrom', () => {
  assert.equal(of([{ name: 'A', value: 'x' }, { name: 'B' }, { name: 'A', value: '' }]), { index: 2, by: 'env[0], which has one' });
  assert.equal(of([{ name: 'A' }], true), { index: 0, by: 'what envFrom gives' });
});

test('the last one wins: a value behind an empty one is read, and an empty one alone hides nothing', () => {
  assert.is(of([{ name: 'A' }, { name: 'A', value: 'x' }]), undefined);
  assert.is(of([{ name: 'A' }]), undefined);
  assert.is(of([{ name: 'B', value: 'x' }, { name: 'A' }]), undefined);
});

test.run();
