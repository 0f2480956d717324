/** Settings that are found by what they hold or are called, where the program does not name them. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingOn } from './edited-case.ts';
import { ended, findingsIn } from './situation.ts';

test('the file of a profile: the variable that chose it, if one alone did and another key is near', async () => {
  const second = await findingOn('file-by-profile', (cluster) => {
    const map = cluster.one('configmaps', 'common-env');
    map.data = { ...map.data, STAGE: 'prod' };
  });
  assert.not.match(second.fixes[0]?.command ?? '', 'production');
  const far = await findingOn('file-by-profile', (cluster) => {
    const map = cluster.one('configmaps', 'catalog-config');
    map.data = { 'default.json': '{}', 'eu.json': '{}' };
  });
  assert.not.match(far.fixes[0]?.command ?? '', 'NODE_ENV');
});

const cipher = (...names: string[]) =>
  findingsIn({
    container: { env: names.map((name) => ({ name, valueFrom: { secretKeyRef: { name: 'keys', key: name } } })) },
    secrets: { keys: names },
    status: ended(1),
    log: 'panic: crypto/aes: invalid key size 24\n\ngoroutine 1 [running]:\nmain.main()\n\t/src/main.go:9 +0x1d\nexit status 2\n',
  })[0];

test('the key of a cipher by its name, if one alone is called so', () => {
  assert.match(cipher('SESSION_KEY', 'CSRF_SALT', 'STRIPE_API_KEY')?.summary ?? '', 'value of SESSION_KEY');
  assert.match(cipher('SESSION_SECRET', 'ENCRYPTION_KEY')?.summary ?? '', 'value of ENCRYPTION_KEY');
  for (const names of [
    ['SESSION_KEY', 'SIGNING_KEY'],
    ['STRIPE_API_KEY', 'KEY_FILE'],
  ]) {
    assert.match(cipher(...names)?.summary ?? '', 'cannot use the value; it wants a key');
    assert.is(cipher(...names)?.fixes.length, 0);
  }
});

test("a worker's heap: a number in the code, a variable, or not to be seen", async () => {
  const heap = (size: string) =>
    findingOn('mem-node-worker', (cluster) => {
      const map = cluster.one('configmaps', 'suggest-app');
      map.data = { ...map.data, 'main.js': (map.data?.['main.js'] ?? '').replace('Number(process.env.WORKER_HEAP_MB || 256)', size) };
    });
  const literal = await heap('24');
  assert.match(literal.summary, 'maxOldGenerationSizeMb: 24');
  assert.match(literal.fixes[0]?.command ?? '', 'maxOldGenerationSizeMb: 256 }');
  const computed = await heap('limitOf(worker)');
  assert.is(computed.cause, 'heap-exhausted');
  assert.is(computed.confidence, 'likely');
  assert.is(computed.fixes[0]?.command, undefined);
});

test.run();
