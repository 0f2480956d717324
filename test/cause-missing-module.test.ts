/** missing-module: a name that a module lacks, and a module of which a ConfigMap shows other files. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn, type Situation } from './situation.ts';

const on = (error: string, more: Situation = {}) =>
  findingsIn({
    status: ended(1),
    log: `Traceback (most recent call last):\n  File "/app/main.py", line 7, in <module>\n    from x import y\n${error}`,
    ...more,
  })[0];

test('a name that is not in a module is no module', () => {
  const flask = on("ImportError: cannot import name 'Markup' from 'flask' (/usr/local/lib/python3.11/site-packages/flask/__init__.py)");
  assert.is(flask?.cause, 'missing-module');
  assert.match(flask?.summary ?? '', 'imports Markup from module flask, which has no such name: the version in the image');
  assert.match(flask?.fixes[0]?.text ?? '', 'a version of flask that has Markup');
  const hidden = [
    "ImportError: cannot import name 'choice' from partially initialized module 'random' (most likely due to a circular import) (/app/random.py)",
    "ImportError: cannot import name 'choice' from 'random' (consider renaming '/app/random.py' since it has the same name as the standard library module named 'random' and prevents importing that standard library module)",
  ];
  for (const words of hidden) assert.match(on(words)?.summary ?? '', 'Python takes /app/random.py, a file of the program, for it');
  const circle = on(
    "ImportError: cannot import name 'B' from partially initialized module 'b' (most likely due to a circular import) (/app/b.py)",
  );
  assert.match(circle?.summary ?? '', 'import each other');
  assert.match(on("ImportError: cannot import name 'B' from 'b' (unknown location)")?.summary ?? '', 'no file of the module in it');
});

test('a key of the ConfigMap that is not mounted beside the others', () => {
  const code = { code: { 'main.py': 'import helpers', 'helpers.py': 'x = 1' } };
  const error = "ModuleNotFoundError: No module named 'helpers'";
  const single = on(error, {
    container: { volumeMounts: [{ name: 'c', mountPath: '/app/main.py', subPath: 'main.py' }] },
    spec: { volumes: [{ name: 'c', configMap: { name: 'code' } }] },
    configMaps: code,
  });
  assert.match(single?.summary ?? '', 'ConfigMap code has it as key helpers.py, and volume c shows only main.py of it');
  assert.match(single?.fixes[0]?.command ?? '', '"mountPath":"/app/helpers.py","subPath":"helpers.py"');
  const items = on(error, {
    container: { volumeMounts: [{ name: 'c', mountPath: '/app' }] },
    spec: { volumes: [{ name: 'c', configMap: { name: 'code', items: [{ key: 'main.py', path: 'main.py' }] } }] },
    configMaps: code,
  });
  assert.match(
    items?.fixes[0]?.command ?? '',
    '"path":"/spec/volumes/0/configMap/items/-","value":{"key":"helpers.py","path":"helpers.py"}',
  );
  const other = on(error, {
    container: { volumeMounts: [{ name: 'c', mountPath: '/app/main.py', subPath: 'main.py' }] },
    spec: { volumes: [{ name: 'c', configMap: { name: 'code' } }] },
    configMaps: { code: { 'main.py': 'import helpers' } },
  });
  assert.match(other?.summary ?? '', 'which image registry.example.com/web:1 does not have');
});

test('Node.js tells by whom a module is required, also where a program prints the error itself', () => {
  const [found] = findingsIn({
    status: ended(1),
    log: "Error: Cannot find module 'express'\nRequire stack:\n- /app/server.js\n    at Module._resolveFilename (node:internal/modules/cjs/loader:1137:15)\n    at Module._load (node:internal/modules/cjs/loader:978:27)\n",
  });
  assert.is(found?.cause, 'missing-module');
  assert.match(found?.summary ?? '', 'the node module express');
});

test.run();
