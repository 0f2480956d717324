/** A script with Windows line ends, by what shells say of it. Texts of bash 5.2, dash 0.5.12, busybox 1.35 and env, as they are shown. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn, type Situation } from './situation.ts';

const first = (log: string, command: string[], exitCode = 2, more: Situation = {}) =>
  findingsIn({ status: ended(exitCode), log, container: { image: 'registry.example.com/web:1', command }, ...more })[0];
const SCRIPT = ['bash', '/app/start.sh', '--fast'];

test('what only the script can have, though another line ends it', () => {
  const log = [
    '/app/start.sh: line 1: set: -\\r: invalid option',
    'set: usage: set [-abefhkmnptuvxBCEHPT] [-o option-name] [--] [-] [arg ...]',
    "/app/start.sh: line 2: $'\\r': command not found",
    '/app/start.sh: line 7: syntax error: unexpected end of file',
  ];
  const finding = first(log.join('\n'), SCRIPT);
  assert.is(finding?.cause, 'script-line-ends');
  assert.is(finding?.confidence, 'certain');
  assert.match(finding?.summary ?? '', 'cannot run /app/start.sh: it has Windows line ends');
  const patch = finding?.fixes[0]?.command ?? '';
  assert.match(
    patch,
    `"value":["sh","-c","exec bash -c \\"$(tr -d '\\''\\\\r'\\'' < /app/start.sh)\\" \\"$0\\" \\"$@\\"","/app/start.sh","--fast"]`,
  );
});

test('of each shell', () => {
  for (const log of [
    '/app/start.sh: line 2: set: pipefail\\r: invalid option name',
    '/app/start.sh: 1: set: Illegal option -',
    '/app/start.sh: set: line 1: illegal option -',
    "/app/start.sh: line 3: syntax error near unexpected token `$'do\\r''",
    '/app/start.sh: line 2: \\r: not found',
  ])
    assert.is(first(log, ['/app/start.sh'])?.confidence, 'certain', log);
  const byEnv = first("/usr/bin/env: 'python3\\r': No such file or directory", ['/app/main.py'], 127);
  assert.is(byEnv?.cause, 'script-line-ends');
  assert.is(
    byEnv?.fixes.some(({ command }) => command),
    false,
    'python3 -c would not be told its name',
  );
});

test('a word that may come from a value is likely', () => {
  for (const log of ["/app/start.sh: line 3: cd: $'/app\\r': No such file or directory", '/app/start.sh: 3: gunicorn\\r: not found'])
    assert.is(first(log, SCRIPT, 127)?.confidence, 'likely', log);
});

test('a volume brings it', () => {
  const finding = findingsIn({
    status: ended(2),
    log: "/scripts/start.sh: line 2: $'\\r': command not found\n/scripts/start.sh: line 7: syntax error: unexpected end of file",
    container: { command: ['bash', '/scripts/start.sh'], volumeMounts: [{ name: 'scripts', mountPath: '/scripts' }] },
    spec: { volumes: [{ name: 'scripts', persistentVolumeClaim: { claimName: 'scripts' } }] },
  })[0];
  assert.is(finding?.cause, 'script-line-ends');
  assert.match(finding?.fixes.at(-1)?.text ?? '', 'where volume scripts has it from');
});

test('the same complaints without a carriage return are others', () => {
  for (const log of [
    '/app/start.sh: 2: set: Illegal option -o pipefail',
    '/app/start.sh: line 3: cd: /app: No such file or directory',
    '/app/start.sh: line 3: gunicorn: command not found',
    '/app/start.sh: line 7: syntax error: unexpected end of file',
  ])
    assert.is.not(first(log, SCRIPT, 127)?.cause, 'script-line-ends', log);
  // It went on after it, and ended of something else.
  const later = first("/app/start.sh: line 2: $'\\r': command not found\nError: connect ECONNREFUSED 10.96.0.7:5432", SCRIPT, 1);
  assert.is.not(later?.cause, 'script-line-ends');
});

test.run();
