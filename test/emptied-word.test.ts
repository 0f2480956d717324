/** A command of a script that lacks a word, as a variable without a value stood for it. Texts: run, with the shells and tools that are named. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const found = (line: string, log: string, code = 1, env: { name: string; value: string }[] = []) =>
  findingsIn({ status: ended(code), log, container: { image: 'shop:1', command: ['sh', '-c', line], env } })[0];

const BUSYBOX = 'BusyBox v1.35.0 (Debian 1:1.35.0-4+deb12u1+b1) multi-call binary.\n\n';
const LOST: readonly (readonly [line: string, log: string, code: number, name: string])[] = [
  ['set -e; [ $MODE = prod ] && serve', 'sh: 1: [: =: unexpected operator', 2, 'MODE'],
  ['[ $COUNT -gt 3 ]', 'bash: line 1: [: -gt: unary operator expected', 2, 'COUNT'],
  ['[ $MODE = prod ]', 'sh: prod: unknown operand', 2, 'MODE'],
  ['sleep $DELAY', "sleep: missing operand\nTry 'sleep --help' for more information.", 1, 'DELAY'],
  ['sleep $DELAY', `${BUSYBOX}Usage: sleep [N]...\n\nPause for a time equal to the total of the args given`, 1, 'DELAY'],
  [
    'cp -r $SRC /site',
    `${BUSYBOX}Usage: cp [-arPLHpfinlsTu] SOURCE DEST\nor: cp [-arPLHpfinlsu] SOURCE... { -t DIRECTORY | DIRECTORY }`,
    1,
    'SRC',
  ],
  ['chown -R app:app ${DATA_DIR}', 'chown: missing operand after ‘app:app’', 1, 'DATA_DIR'],
  ['timeout 30 $CMD', "Try 'timeout --help' for more information.", 125, 'CMD'],
  ['curl -fsS $URL', "curl: try 'curl --help' or 'curl --manual' for more information", 2, 'URL'],
  ['mkdir -p "$DATA_DIR"', 'mkdir: cannot create directory ‘’: No such file or directory', 1, 'DATA_DIR'],
  ['migrate > $REPORT', 'sh: 1: cannot create : Directory nonexistent', 2, 'REPORT'],
  ['migrate < $SCHEMA', "sh: can't open : no such file", 1, 'SCHEMA'],
  ['migrate >> $REPORT', 'bash: line 1: $REPORT: ambiguous redirect', 1, 'REPORT'],
  ['java -Xmx$HEAP -jar /app.jar', 'Invalid maximum heap size: -Xmx\nError: Could not create the Java Virtual Machine.', 1, 'HEAP'],
  [
    'exec java "$JAVA_OPTS" -jar /app.jar',
    'Error: Could not find or load main class \nCaused by: java.lang.ClassNotFoundException: ',
    1,
    'JAVA_OPTS',
  ],
  [
    'python3 -m $MODULE',
    'Argument expected for the -m option\nusage: python3 [option] ... [-c cmd | -m mod | file | -] [arg] ...',
    2,
    'MODULE',
  ],
  ['python3 "$SCRIPT"', "python3: can't find '__main__' module in '/'", 1, 'SCRIPT'],
  ['node $ENTRY --port 80', 'node: bad option: --port', 9, 'ENTRY'],
  ['for i in $(seq $SHARDS); do echo $i; done; exit 1', "seq: missing operand\nTry 'seq --help' for more information.", 1, 'SHARDS'],
];
for (const [line, log, code, name] of LOST)
  test(`${line}: ${log.split('\n').at(0)}`, () => {
    const finding = found(line, log, code);
    assert.is(finding?.cause, 'missing-variable');
    assert.is(finding?.confidence, 'certain');
    assert.match(finding?.summary ?? '', `needs the environment variable ${name}, which is not set`);
    assert.ok(finding?.proof.some(({ quote }) => quote.includes(name)));
    assert.is.not(found(line, log, code, [{ name, value: 'x' }])?.cause, 'missing-variable', 'it has a value');
    assert.is.not(found(`${name}=$(date); ${line}`, log, code)?.cause, 'missing-variable', 'the script sets it');
  });

test('of several nobody says which; the image may set the folder of a cd', () => {
  const both = found('ln -s $TARGET $LINK', "ln: missing file operand\nTry 'ln --help' for more information.");
  assert.match(both?.summary ?? '', 'needs the environment variable TARGET, which is not set, and LINK too');
  assert.is(both?.confidence, 'likely');
  const home = found('cd $APP_DIR && exec python3 main.py', "python3: can't open file '//main.py': [Errno 2] No such file or directory", 2);
  assert.match(home?.summary ?? '', 'needs the environment variable APP_DIR, which is not set');
  assert.is(home?.confidence, 'likely');
  const there = found(
    'cd $APP_DIR && exec python3 main.py',
    "python3: can't open file '/srv/main.py': [Errno 2] No such file or directory",
    2,
  );
  assert.is(there?.cause, 'missing-file');
});

test('a script goes on after a test, and calls what it ends with no error', () => {
  const later = found('[ $DEBUG = 1 ] && set -x; migrate', 'sh: 1: [: =: unexpected operator\n12 orders', 3);
  assert.is(later?.confidence, 'likely');
  assert.is(found('[ $DEBUG = 1 ] && set -x; migrate', 'sh: 1: [: =: unexpected operator', 0)?.confidence, 'likely');
});

test('the same words where no variable is lost', () => {
  for (const [line, log, code] of [
    ['sleep', "sleep: missing operand\nTry 'sleep --help' for more information.", 1],
    ["echo '$DELAY'; sleep", "sleep: missing operand\nTry 'sleep --help' for more information.", 1],
    ['nc -z $HOST 80', `nc: invalid option -- 'z'\n${BUSYBOX}Usage: nc [-iN] [-wN] [-l] [-p PORT]`, 1],
    ['# sleep $DELAY\nsleep', "sleep: missing operand\nTry 'sleep --help' for more information.", 1],
    ['[ $MODE == prod ]', 'sh: 1: [: prod: unexpected operator', 2],
    ['server $SHARDS --prot 80', 'error: --prot is no option\n\nUsage: server [options]\n  --port N', 1],
    ['server $EXTRA_ARGS', 'Usage: server [options]\n  --port N', 1],
    ['node $TRACING --max-heap=1 server.js', 'node: bad option: --max-heap', 9],
    ['[ $DEBUG = 1 ] && set -x; migrate', 'sh: 1: [: =: unexpected operator\nmigrate: cannot parse plan.json', 1],
    ['[ $DEBUG = 1 ] && set -x; migrate', 'sh: 1: [: =: unexpected operator', 139],
    [
      'sleep $DELAY; migrate',
      'sleep: missing operand\nTry \'sleep --help\' for more information.\nmigrate: FATAL: password authentication failed for user "shop"',
      1,
    ],
  ] as const)
    assert.is.not(found(line, log, code)?.cause, 'missing-variable', line);
});

test.run();
