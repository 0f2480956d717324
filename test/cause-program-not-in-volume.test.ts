/** program-not-in-volume: the keys of a ConfigMap lie side by side. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const run = (keys: Record<string, string>, items?: { key: string; path: string }[]) =>
  findingsIn({
    status: ended(2),
    log: "python3: can't open file '/app/src/main.py': [Errno 2] No such file or directory",
    container: { command: ['python3', '/app/src/main.py'], volumeMounts: [{ name: 'code', mountPath: '/app' }] },
    spec: { volumes: [{ name: 'code', configMap: { name: 'code', ...(items ? { items } : {}) } }] },
    configMaps: { code: keys },
  })[0];

test('a file that is looked for in a folder lies beside the others', () => {
  const finding = run({ 'main.py': 'print(1)', 'shop.py': '' });
  assert.is(finding?.cause, 'program-not-in-volume');
  assert.match(finding?.summary ?? '', 'has no src/main.py (it has main.py, shop.py)');
  assert.match(finding?.fixes[0]?.command ?? '', '"value":"/app/main.py"');
});

test('one that is not there at all is hidden; one that items put there is another matter', () => {
  assert.is(run({ 'settings.ini': '' })?.cause, 'mount-hides-program');
  assert.is.not(run({ 'main.py': '' }, [{ key: 'main.py', path: 'src/main.py' }])?.cause, 'program-not-in-volume');
});

test.run();
