/** A variable that another workload of the namespace has; edited from env-on-the-other. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { EnvVar } from '../src/kube/shapes.ts';
import { findingOn } from './edited-case.ts';

const fixWith = async (entry: Partial<EnvVar>, second?: Partial<EnvVar>) => {
  const { fixes } = await findingOn('env-on-the-other', (cluster) => {
    const { env } = cluster.container('api-jobs');
    const at = env.findIndex(({ name }) => name === 'DB_URL');
    env.splice(at, 1, { name: 'DB_URL', ...entry });
    if (!second) return;
    const other = structuredClone(cluster.pod('api-jobs'));
    other.metadata.name = 'api-more';
    other.spec.containers[0]?.env?.splice(at, 1, { name: 'DB_URL', ...second });
    cluster.list('pods').push(other);
  });
  return fixes[0]?.command ?? '';
};

test('it is given as the other one has it, by value or by reference', async () => {
  assert.match(await fixWith({ value: 'postgres://shop@db:5432/shop' }), '"name":"DB_URL","value":"postgres://shop@db:5432/shop"');
  assert.match(await fixWith({ valueFrom: { secretKeyRef: { name: 'db', key: 'url' } } }), '"secretKeyRef":{"name":"db","key":"url"}');
});

test('what may be a secret, or differs between two, is asked for', async () => {
  assert.match(await fixWith({ value: 'postgres://shop:tulip@db:5432/shop' }), 'DB_URL="$DB_URL"');
  assert.match(await fixWith({ value: 'postgres://a/x' }, { value: 'postgres://b/x' }), 'DB_URL="$DB_URL"');
});

test.run();
