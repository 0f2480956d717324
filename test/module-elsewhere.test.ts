/** A module that a ConfigMap brings into a folder where Python does not look, and one that it finds nowhere. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const of = (container: object, file = 'fxrates.py') =>
  findingsIn({
    status: ended(1),
    container: { command: ['python3', '/app/main.py'], volumeMounts: [{ name: 'lib', mountPath: '/opt/libs' }], ...container },
    spec: { volumes: [{ name: 'lib', configMap: { name: 'lib' } }] },
    configMaps: { lib: { [file]: 'def load(): ...' } },
    log: 'Traceback (most recent call last):\n  File "/app/main.py", line 2, in <module>\n    import fxrates\nModuleNotFoundError: No module named \'fxrates\'\n',
  })[0];

test('its folder is told, and put into PYTHONPATH', () => {
  const other = of({ env: [{ name: 'PYTHONPATH', value: '/opt/lib' }] });
  assert.match(other?.summary ?? '', /\/opt\/libs\/fxrates\.py is there, .* env PYTHONPATH is \/opt\/lib$/);
  assert.match(other?.fixes[0]?.command ?? '', /\/opt\/lib:\/opt\/libs/);
  assert.match(of({})?.summary ?? '', /PYTHONPATH is not set/);
});

test('where Python looks there, or the file is another, the image lacks it', () => {
  assert.not.match(of({ env: [{ name: 'PYTHONPATH', value: '/opt/libs/' }] })?.summary ?? '', /is there/);
  assert.not.match(of({ workingDir: '/opt/libs' })?.summary ?? '', /is there/);
  assert.not.match(of({ command: ['python3', '/opt/libs/main.py'] })?.summary ?? '', /is there/);
  assert.not.match(of({}, 'fxrates.txt')?.summary ?? '', /is there/);
});

test('a package whose path a variable holds', () => {
  const of = (env: { name: string; value: string }[]) =>
    findingsIn({
      status: ended(1),
      container: { env },
      log: 'Traceback (most recent call last):\n  File "/app/w.py", line 9, in <module>\n    load(path)\nModuleNotFoundError: No module named \'shopcache\'\n',
    })[0]?.summary ?? '';
  assert.match(of([{ name: 'BACKEND', value: 'shopcache.redis.Client' }]), 'env BACKEND names it');
  assert.not.match(of([{ name: 'BACKEND', value: 'other.shopcache.Client' }]), 'names it');
});

test.run();
