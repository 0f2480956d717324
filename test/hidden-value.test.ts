/** A variable that two places give, where the one that holds cannot be used. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Container } from '../src/kube/shapes.ts';
import { ended, findingsIn } from './situation.ts';

const LOG = 'TypeError: POOL_SIZE is not a number: "plenty"';
const of = (container: Partial<Container>, configMaps: Record<string, Record<string, string>>) =>
  findingsIn({ status: ended(1), log: LOG, container, configMaps })[0];

test('the value of an earlier ConfigMap is written again', () => {
  const envFrom = [{ configMapRef: { name: 'base' } }, { configMapRef: { name: 'team' } }];
  const finding = of({ envFrom }, { base: { POOL_SIZE: '20' }, team: { POOL_SIZE: 'plenty' } });
  assert.match(finding?.fixes[0]?.text ?? '', 'write 20, which ConfigMap base has for it and this hides');
  assert.match(finding?.fixes[0]?.command ?? '', `patch configmap team --type=merge -n shop -p '{"data":{"POOL_SIZE":"20"}}'`);
  const env = of({ envFrom: envFrom.slice(0, 1), env: [{ name: 'POOL_SIZE', value: 'plenty' }] }, { base: { POOL_SIZE: '20' } });
  assert.match(env?.fixes[0]?.text ?? '', 'write 20, which ConfigMap base has');
});

test('the value of an earlier entry of env is written again', () => {
  const env = ['10', 'plenty'].map((value) => ({ name: 'POOL_SIZE', value }));
  assert.match(of({ env }, {})?.fixes[0]?.text ?? '', 'write 10, which an earlier entry of env has for it and this hides');
  assert.not.match(of({ env: env.toReversed() }, {})?.fixes[0]?.text ?? '', 'earlier entry');
});

test('one that is no better, or comes after it, is not', () => {
  const envFrom = [{ configMapRef: { name: 'team' } }];
  const of2 = (value: string, before: boolean) =>
    of(
      { envFrom: before ? [{ configMapRef: { name: 'base' } }, ...envFrom] : [...envFrom] },
      { base: { POOL_SIZE: value }, team: { POOL_SIZE: 'plenty' } },
    );
  for (const finding of [of2('few', true), of2('20', false)]) assert.not.match(finding?.fixes[0]?.text ?? '', 'ConfigMap base');
});

test.run();
