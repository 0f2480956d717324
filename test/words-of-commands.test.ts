/** Arguments that a program does not get: required ones that are not given, and those that a shell takes for its own. */

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { wordsOf } from '../src/trace/programs/shell-line.ts';
import { ended, findingsIn, type Situation } from './situation.ts';

const first = (situation: Situation) => findingsIn(situation)[0];
const runs = (command: string[], args: string[] = [], code = 0, log = '') =>
  first({ container: { command, args }, status: ended(code), log });

test('words after the script of sh -c are not its own; they become one word with it', () => {
  const lost = runs(['sh', '-c', 'python3', '-m', 'http.server', '8000']);
  assert.is(lost?.cause, 'shell-words-lost');
  assert.is(lost?.confidence, 'certain');
  assert.match(lost?.fixes[0]?.command ?? '', '["sh","-c","python3 -m http.server 8000"]');
  const quoted = runs(['sh', '-c', 'nginx', '-g', 'daemon off;']);
  assert.match(quoted?.fixes[0]?.command ?? '', /nginx -g .*daemon off;/);
  assert.match(runs(['sh', '-c', 'serve'], ['--port=$PORT'])?.fixes[0]?.command ?? '', /serve \\"--port=\$PORT\\"/);
});

test('a script that uses its words, or has none, loses none', () => {
  for (const [command, args] of [
    [['sh', '-c', 'exec serve "$@"', 'sh'], ['--port=80']],
    [['sh', '-c', 'echo $0; exit 0', 'web'], []],
    [['sh', '-c'], ['python3 -m http.server']],
    [['python3', '-c', 'print(1)', 'sh'], []],
  ] as const)
    assert.is.not(runs([...command], [...args])?.cause, 'shell-words-lost', command.join(' '));
});

test('a shell that is to run a line, and is given none', () => {
  for (const [command, log] of [
    [['sh', '-c'], 'sh: 0: -c requires an argument'],
    [['bash', '-ec'], 'bash: -c: option requires an argument'],
  ] as const) {
    const found = runs([...command], [], 2, log);
    assert.is(found?.cause, 'missing-argument');
    assert.match(found?.summary ?? '', 'takes -c (command[1]) with a value, and is given none');
  }
});

test('a required option is asked for behind what is given; one that is only misspelt is renamed', () => {
  const says = (log: string, args: string[]) => runs(['/app/closing'], args, 2, log);
  const lacking = says('closing: error: the following arguments are required: --month\n', ['--ledger=eu']);
  assert.is(lacking?.cause, 'missing-argument');
  assert.match(lacking?.fixes[0]?.command ?? '', `"path":"/spec/containers/0/args/-","value":"--month='"$MONTH"'"`);
  const typo = says('closing: error: the following arguments are required: --month\n', ['--mounth=10']);
  assert.match(typo?.fixes[0]?.command ?? '', '"value":"--month=10"');
  for (const [log, option] of [
    ["Error: Missing option '--month'.\n", '--month'],
    ['Error: required flag(s) "month" not set\n', '--month'],
    ["error: required option '-m, --month <n>' not specified\n", '--month'],
    ['Missing required argument: month\n', '--month'],
    ["Missing required option: '--month=<month>'\n", '--month'],
    ['error: the following required arguments were not provided:\n  --month <MONTH>\n', '--month'],
    ['closing: error: the following arguments are required: month\n', 'month'],
  ] as const)
    assert.match(says(log, ['--ledger=eu'])?.summary ?? '', `is not given ${option}, which it requires`, log);
});

test('in the line of a shell nothing is put behind: the line is edited', () => {
  const line = runs(['sh', '-c', 'closing --ledger=eu'], [], 2, 'closing: error: the following arguments are required: --month\n');
  assert.match(line?.fixes[0]?.command ?? '', /^kubectl edit/);
});

test("options alone where the image's entrypoint takes its first argument for the program", () => {
  const given = (args: string[], image = 'postgres:15') =>
    first({ container: { image, args }, status: ended(127), log: '/usr/local/bin/docker-entrypoint.sh: 31: exec: -c: not found\n' });
  const server = given(['-c', 'port=5433']);
  assert.match(server?.summary ?? '', 'its args hold options alone');
  assert.match(server?.fixes[0]?.command ?? '', '"path":"/spec/containers/0/args/0","value":"postgres"');
  assert.is(given(['-c', 'x'], 'registry.example.com/shop/api:1')?.fixes[0]?.command, undefined);
  assert.not.match(given(['serve', '-c', 'x'])?.summary ?? '', 'options alone');
});

test('a line as words: what a shell puts in is left to the kubelet, as far as it can', () => {
  assert.equal(wordsOf('node "a b.js" --port=$PORT --url "http://${HOST}:80"'), [
    'node',
    'a b.js',
    '--port=$(PORT)',
    '--url',
    'http://$(HOST):80',
  ]);
  assert.equal(wordsOf("nginx -g 'map $NAME'"), ['nginx', '-g', 'map $NAME'], 'single quotes keep it');
  assert.is(wordsOf('node app.js --port ${PORT:-8080}'), undefined, 'only a shell knows what else');
});

test.run();
