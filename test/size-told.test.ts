/** What decides how much memory a container takes, and what only looks like it; a template filled without envsubst. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingOn } from './edited-case.ts';
import { ended, findingsIn, type Situation } from './situation.ts';

const killed = (env: Record<string, string>, args: string[] = []): string =>
  findingsIn({
    container: {
      args,
      env: Object.entries(env).map(([name, value]) => ({ name, value })),
      resources: { limits: { memory: '192Mi' } },
    },
    status: ended(137, { reason: 'OOMKilled' }),
    log: 'decoding\n',
  } satisfies Situation)[0]?.summary ?? '';

test('a size beyond half of the limit, or many workers', () => {
  assert.match(killed({ BATCH_MB: '300' }), 'BATCH_MB is 300 (env BATCH_MB), more than 192Mi');
  assert.match(killed({ CACHE_SIZE: '128Mi' }), 'CACHE_SIZE is 128Mi (env CACHE_SIZE), most of 192Mi');
  assert.match(killed({}, ['gunicorn', '--workers', '24', 'web:app']), 'args[2] has it run 24 workers');
});

test('a size in bytes under a name of megabytes: no more than half of the limit', () => {
  const fix = (CACHE_MB: string) =>
    findingsIn({
      container: { env: [{ name: 'CACHE_MB', value: CACHE_MB }], resources: { limits: { memory: '256Mi' } } },
      status: ended(137, { reason: 'OOMKilled' }),
      log: 'warming up\n',
    })[0]?.fixes[0];
  assert.is(fix(String(64 * 2 ** 20))?.text, 'give CACHE_MB in the unit of its name: 64');
  assert.match(fix(String(256 * 2 ** 20))?.text ?? '', 'no more than half of the memory limit, as 256 would fill it: 128');
  assert.match(fix(String(256 * 2 ** 20))?.command ?? '', '"value":"128"');
});

test('a small size, a number of something else, two that may be meant', () => {
  for (const env of [{ BATCH_MB: '8' }, { BATCH_SIZE: '5000' }, { PORT_MB: 'x' }, { BATCH_MB: '300', CACHE_MB: '200' }] as Record<
    string,
    string
  >[])
    assert.not.match(killed(env), /_MB is|_SIZE is/);
  assert.not.match(killed({}, ['gunicorn', '--workers', '2', 'web:app']), 'workers');
  assert.match(killed({}, ['gunicorn', '-w', '24', 'web:app']), 'args[2] has it run 24 workers');
  assert.not.match(killed({}, ['sh', '-c', 'nc -w 10 db 5432 && exec app']), 'workers');
});

test('the limit itself, in bytes, as a number of something else', () => {
  const filled = (name: string, divisor?: string) =>
    findingsIn({
      container: {
        env: [{ name, valueFrom: { resourceFieldRef: { resource: 'limits.memory', ...(divisor ? { divisor } : {}) } } }],
        resources: { limits: { memory: '128Mi' } },
      },
      status: ended(137, { reason: 'OOMKilled' }),
      log: 'settled 100 payments\n',
    })[0];
  const entries = filled('CACHE_ENTRIES');
  assert.match(entries?.summary ?? '', 'env CACHE_ENTRIES is that limit as a number of bytes');
  assert.match(entries?.fixes[0]?.command ?? '', '/env/0/valueFrom/resourceFieldRef/divisor","value":"1Mi"');
  for (const [name, divisor] of [['CACHE_ENTRIES', '1Mi'], ['GOMEMLIMIT'], ['CACHE_BYTES']] as const)
    assert.not.match(filled(name, divisor)?.summary ?? '', 'number of bytes', name);
});

test('a template is filled by sed with the variables that the container has', async () => {
  const own = await findingOn('cmd-envsubst');
  assert.match(own.fixes[0]?.command ?? '', 'sed -e');
  const other = await findingOn('cmd-envsubst', (cluster) => {
    const variable = cluster.container('edge').env.find(({ name }) => name === 'PORT');
    Object.assign(variable ?? {}, { name: 'LISTEN' });
  });
  assert.not.match(other.fixes[0]?.command ?? '', 'sed -e', 'nobody gives PORT');
});

test.run();
