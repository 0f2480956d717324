/** A program that calls its own pod, as nothing that it reads tells it the Service: what is offered, and what is not. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const SERVICE = { metadata: { name: 'cache', namespace: 'shop' }, spec: { ports: [{ port: 6379 }] } };
const found = (env: Record<string, string>, services = [SERVICE]) =>
  findingsIn({
    status: ended(1),
    log: 'SystemError: Cannot connect to Redis at localhost:6379: Error 111 connecting to localhost:6379. Connection refused.',
    container: { env: Object.entries(env).map(([name, value]) => ({ name, value })) },
    services,
  })[0];

test('a variable in small letters: in capitals, as most programs read it', () => {
  const finding = found({ redis_host: 'cache' });
  assert.match(finding?.summary ?? '', 'env redis_host names Service cache, and the program calls its own pod all the same');
  assert.match(finding?.fixes[0]?.command ?? '', '"name":"REDIS_HOST","value":"cache"');
});

test('under another name, in a URL, or nowhere: as the usual name of such a server', () => {
  for (const env of [{ CACHE_ADDRESS: 'cache' }, { REDIS_URL: 'redis://cache:6379' }, { MODE: 'x' }])
    assert.match(found(env)?.fixes[0]?.command ?? '', '"name":"REDIS_HOST","value":"cache"', JSON.stringify(env));
  assert.not.match(found({ MODE: 'x' })?.summary ?? '', 'all the same');
});

test('where that name is set already, or no Service has the port, nothing is given', () => {
  assert.is(found({ REDIS_HOST: 'other' })?.fixes[0]?.command, undefined);
  assert.is(found({ redis_host: 'cache' }, [])?.fixes[0]?.command, undefined);
});

test.run();
