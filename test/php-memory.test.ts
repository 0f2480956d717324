/** PHP's memory_limit, and where a container is told it. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn, type Situation } from './situation.ts';

const LOG =
  'PHP Fatal error:  Allowed memory size of 33554432 bytes exhausted (tried to allocate 2097152 bytes) in /app/index.php on line 17';
const of = (container: Situation['container'], more: Partial<Situation> = {}) =>
  findingsIn({ status: ended(255), log: LOG, container: { resources: { limits: { memory: '256Mi' } }, ...container }, ...more })[0];

test('an option of the command line, within what the container may use', () => {
  const finding = of({ command: ['php'], args: ['-d', 'memory_limit=32M', '/app/index.php'] });
  assert.is(finding?.confidence, 'certain');
  assert.match(finding?.summary ?? '', 'memory_limit=32M (args[1])');
  assert.match(finding?.fixes[0]?.command ?? '', '"value":"memory_limit=128M"');
});

test('a php.ini of a ConfigMap, and a variable', () => {
  const ini = of(
    { volumeMounts: [{ name: 'ini', mountPath: '/usr/local/etc/php/conf.d' }] },
    {
      spec: { volumes: [{ name: 'ini', configMap: { name: 'php' } }] },
      configMaps: { php: { 'shop.ini': '; shop\nmemory_limit = 32M\n' } },
    },
  );
  assert.match(ini?.fixes[0]?.command ?? '', '"shop.ini":"; shop\\nmemory_limit = 128M\\n"');
  assert.match(
    of({ env: [{ name: 'PHP_MEMORY_LIMIT', value: '32M' }] })?.fixes[0]?.command ?? '',
    '"name":"PHP_MEMORY_LIMIT","value":"128M"',
  );
});

test('another size is not its own, and no room is no fix', () => {
  assert.not.match(of({ args: ['-d', 'memory_limit=64M'] })?.summary ?? '', 'memory_limit');
  const small = of({ args: ['-d', 'memory_limit=32M'], resources: { limits: { memory: '32Mi' } } });
  assert.is(small?.fixes[0]?.command, undefined);
});

test.run();
