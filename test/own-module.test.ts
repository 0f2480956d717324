/** A module that a server of Python is told to load: hidden by a volume, or looked for in another folder than the image's. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn, type Situation } from './situation.ts';

const LIBRARY = '/usr/lib/python3/dist-packages/gunicorn';
const trace = (...frames: string[]) =>
  [
    'Traceback (most recent call last):',
    ...frames,
    '  File "<frozen importlib._bootstrap>", line 1142, in _find_and_load_unlocked',
    "ModuleNotFoundError: No module named 'web'",
    '',
  ].join('\n');
const loaded = trace(
  `  File "${LIBRARY}/app/wsgiapp.py", line 48, in load_wsgiapp`,
  '    return util.import_app(self.app_uri)',
  `  File "${LIBRARY}/util.py", line 384, in import_app`,
  '    mod = importlib.import_module(module)',
);
const asWorker = trace(`  File "${LIBRARY}/util.py", line 139, in load_class`, "    mod = importlib.import_module('.'.join(components))");
const byOwnCode = trace(
  `  File "${LIBRARY}/app/wsgiapp.py", line 48, in load_wsgiapp`,
  '    return util.import_app(self.app_uri)',
  '  File "/app/main.py", line 3, in <module>',
  '    import web',
);
const flask = "Usage: flask run [OPTIONS]\nTry 'flask run --help' for help.\n\nError: Could not import 'app'.\n";

const image = 'registry.example.com/shop/web:2.7.0';
const withVolume = (log: string, mountPath: string, more: Partial<Situation> = {}, name = image) =>
  findingsIn({
    status: ended(3),
    log,
    container: { image: name, volumeMounts: [{ name: 'work', mountPath }] },
    spec: { volumes: [{ name: 'work', emptyDir: {} }] },
    ...more,
  })[0];

test('a volume over a usual folder of programs is likely to hide the module that the server loads', () => {
  const finding = withVolume(loaded, '/app');
  assert.is(finding?.cause, 'mount-hides-program');
  assert.is(finding?.confidence, 'likely');
  assert.match(finding?.summary ?? '', 'does not find its program module web: volume work (emptyDir) is mounted over /app');
  assert.match(finding?.decides ?? '', 'docker run');
});

test('not one that lies elsewhere, nor in the image of a language, nor what the program itself or the server loads besides', () => {
  assert.is(withVolume(loaded, '/var/cache')?.cause, 'missing-module');
  assert.is.not(withVolume(loaded, '/app', {}, 'python:3.11-slim')?.cause, 'mount-hides-program');
  for (const log of [asWorker, byOwnCode]) assert.is(withVolume(log, '/app')?.cause, 'missing-module');
});

test('a workingDir of the spec is where it was looked for', () => {
  const container = { image, workingDir: '/srv/app', command: ['flask', '--app', 'app', 'run'] };
  const finding = findingsIn({ status: ended(2), log: flask, container })[0];
  assert.is(finding?.cause, 'wrong-working-directory');
  assert.is(finding?.confidence, 'likely');
  assert.match(finding?.summary ?? '', 'it looks for module app in its workingDir /srv/app');
  assert.match(finding?.fixes[0]?.command ?? '', '"op":"remove","path":"/spec/containers/0/workingDir"');
  const { workingDir: _, ...without } = container;
  assert.is(findingsIn({ status: ended(2), log: flask, container: without })[0]?.cause, 'missing-module');
});

test('not where a ConfigMap brings the module: then Python looks in the wrong place, or it loads another', () => {
  const finding = findingsIn({
    status: ended(2),
    log: flask,
    container: { image, workingDir: '/srv', volumeMounts: [{ name: 'code', mountPath: '/code' }] },
    spec: { volumes: [{ name: 'code', configMap: { name: 'code' } }] },
    configMaps: { code: { 'app.py': 'app = 1\n' } },
  })[0];
  assert.is(finding?.cause, 'missing-module');
});

test('the word that names it to flask is told, as a name or as a file', () => {
  const first = (...words: string[]) => findingsIn({ status: ended(2), log: flask, container: { image, command: ['flask', ...words] } })[0];
  for (const word of ['app', '/srv/app.py', 'app:create_app()'])
    assert.match(first('--app', word, 'run')?.summary ?? '', `command[2] names it (${word})`);
  assert.not.match(first('--app', 'shop', 'run', 'app')?.summary ?? '', 'names it');
});

test.run();
