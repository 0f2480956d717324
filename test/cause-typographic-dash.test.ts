/** typographic-dash: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const first = (args: string[], log: string, exitCode = 1) =>
  findingsIn({ container: { command: ['gunicorn'], args }, status: ended(exitCode), log })[0];

test('the program names the word, whatever it takes it for', () => {
  const finding = first(['\u2013bind', '0.0.0.0:8000', 'app:app'], "ModuleNotFoundError: No module named '\u2013bind'\n", 3);
  assert.is(finding?.cause, 'typographic-dash');
  assert.is(finding?.confidence, 'certain');
  assert.match(finding?.fixes[0]?.command ?? '', '"path":"/spec/containers/0/args/0","value":"--bind"');
  const unknown = first(['\u2014once=1'], 'worker.py: error: unrecognized arguments: \u2014once=1\n', 2);
  assert.match(unknown?.fixes[0]?.command ?? '', '"value":"--once=1"');
  const line = findingsIn({
    container: { command: ['sh', '-c', 'exec worker \u2013v \u2013since 5m'] },
    status: ended(2),
    log: 'worker: error: unrecognized arguments: \u2013v \u2013since 5m\n',
  })[0];
  assert.match(line?.fixes[0]?.command ?? '', '"value":"exec worker -v --since 5m"');
  const java = first(['\u2013Xmx64m', 'Main'], 'Error: Could not find or load main class \u2013Xmx64m\n');
  assert.match(java?.fixes[0]?.command ?? '', '"value":"-Xmx64m"');
});

test('hyphens, a dash within a text, and one that the program does not speak of', () => {
  assert.is.not(first(['-bind'], "ModuleNotFoundError: No module named '-bind'\n")?.cause, 'typographic-dash');
  assert.is.not(first(['--title=Shop \u2013 open'], 'error: unrecognized arguments: \u2013 open\n')?.cause, 'typographic-dash');
  assert.is.not(first(['\u2013bind'], 'Error: no database\n')?.cause, 'typographic-dash');
});

test('two signs are two hyphens; what only repeats or prints the word complains of nothing', () => {
  const two = first(['\u2212\u2212config=/x'], "error: unexpected argument '\u2212\u2212config=/x' found\n", 2);
  assert.match(two?.fixes[0]?.command ?? '', '"value":"--config=/x"');
  const refused = 'Error: connect ECONNREFUSED 10.0.0.1:5432\n';
  assert.is.not(first(['\u2013title', 'x'], `args: \u2013title x\n${refused}`)?.cause, 'typographic-dash');
  const echo = findingsIn({
    container: { command: ['sh', '-c', 'echo "\u2013Start\u2013"; exec app'] },
    status: ended(1),
    log: `\u2013Start\u2013\n${refused}`,
  })[0];
  assert.is.not(echo?.cause, 'typographic-dash');
});

test('in a script that a ConfigMap brings, or in a variable of options', () => {
  const [script] = findingsIn({
    status: ended(2),
    log: 'error: unrecognized arguments: \u2013bind 0.0.0.0\n',
    container: { command: ['sh', '/s/run.sh'], volumeMounts: [{ name: 's', mountPath: '/s' }] },
    spec: { volumes: [{ name: 's', configMap: { name: 's' } }] },
    configMaps: { s: { 'run.sh': 'exec gunicorn \u2013bind 0.0.0.0 app:app\n' } },
  });
  assert.is(script?.cause, 'typographic-dash');
  assert.match(script?.fixes[0]?.command ?? '', 'exec gunicorn --bind 0.0.0.0');
  const [options] = findingsIn({
    status: ended(1),
    log: 'Error: Could not find or load main class \u2013Xmx512m\nCaused by: java.lang.ClassNotFoundException: \u2013Xmx512m\n',
    container: { env: [{ name: 'JAVA_OPTS', value: '\u2013Xmx512m' }] },
  });
  assert.is(options?.cause, 'typographic-dash');
  assert.match(options?.fixes[0]?.command ?? '', '"value":"-Xmx512m"');
});

test('within quotation marks of a variable it may be a text', () => {
  const [finding] = findingsIn({
    status: ended(1),
    log: 'Error: cannot render title foo \u2013bar: template missing\n',
    container: { env: [{ name: 'RENDER_ARGS', value: '--title "foo \u2013bar"' }] },
  });
  assert.is.not(finding?.cause, 'typographic-dash');
});

test.run();
