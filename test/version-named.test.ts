/** A version that a program asks of another one, by the variable that has it. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Setting } from '../src/trace/settings/settings.ts';
import { versionNamed } from '../src/trace/settings/version-named.ts';

const variables = (env: Record<string, string>) =>
  Object.entries(env).map(([name, value], index): Setting => ({ name, written: value, value, place: { kind: 'env', index } }));
const named = (words: string, env: Record<string, string>) => versionNamed(words, variables(env))?.setting.name;

const OLD = 'orders at http://orders is too old: it speaks API version 2, this program needs version 3';

test('one of two versions is that of one variable', () => {
  assert.is(named(OLD, { ORDERS_URL: 'http://orders', ORDERS_API_VERSION: '3', BATCH: '3' }), 'ORDERS_API_VERSION');
  assert.is(named('version 1.2 is offered, version 2.0 is wanted', { PROTOCOL_VERSION: 'v2.0' }), 'PROTOCOL_VERSION');
});

test('of two nobody knows which, one version is no comparison, and its own release is another matter', () => {
  assert.is(named(OLD, { ORDERS_API_VERSION: '3', STOCK_API_VERSION: '2' }), undefined);
  assert.is(named('API version 3 is not served', { ORDERS_API_VERSION: '3' }), undefined);
  assert.is(named(OLD, { ORDERS_API_VERSION: '4' }), undefined);
  assert.is(named(OLD, { APP_VERSION: '3' }), undefined);
});

test.run();
