/** script-ends-silently: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { silentStep } from '../src/trace/programs/silent-step.ts';
import { ended, findingsIn } from './situation.ts';

const first = (script: string, log = '', exitCode = 1, list = '') =>
  findingsIn({
    container: { command: ['sh', '-c', script], volumeMounts: [{ name: 'list', mountPath: '/etc/list' }] },
    spec: { volumes: [{ name: 'list', configMap: { name: 'list' } }] },
    configMaps: { list: { 'names.txt': list } },
    status: ended(exitCode),
    log,
  })[0];
const COUNT = 'set -e\necho starting\ncount=$(grep -c "@" /etc/list/names.txt)\necho "$count names"\n';

test('a count of nothing ends a script with set -e; the file that a ConfigMap brings shows it', () => {
  const finding = first(COUNT, 'starting\n', 1, '# none\n');
  assert.is(finding?.cause, 'script-ends-silently');
  assert.is(finding?.confidence, 'certain');
  assert.match(finding?.summary ?? '', 'grep finds no line in /etc/list/names.txt (key names.txt of ConfigMap list)');
  assert.match(finding?.fixes[0]?.command ?? '', 'names.txt || true)');
  assert.is(first(COUNT, 'starting\n', 1, 'ann@example.com\n')?.confidence, 'likely');
  for (const grep of ['grep -m 1 ann', 'grep --ignore-case ANN'])
    assert.is(first(`set -e\n${grep} /etc/list/names.txt\nsleep 1\n`, '', 1, 'ann@example.com\n')?.confidence, 'likely', grep);
});

test('a test of a file that a ConfigMap brings holds, so it is the other one', () => {
  const finding = first('set -e\ntest -s /etc/list/names.txt\ntest "$(head -n1 /etc/list/names.txt)" = name\nsleep 1\n', '', 1, 'id\n');
  assert.match(finding?.summary ?? '', 'head -n1');
  assert.is.not(first('set -e\ntest -s /etc/other\ntest -s /etc/list/more\nsleep 1\n')?.cause, 'script-ends-silently', 'which of the two');
});

test('where it is known to find nothing, what stands behind is never run', () => {
  const script = (more = '') => `set -e\n${more}grep -q '^ann' /etc/list/names.txt\nif true; then echo on; fi\nexec python /app/run.py\n`;
  const finding = first(script(), '', 1, '# none\n');
  assert.is(finding?.cause, 'script-ends-silently');
  assert.is(finding?.confidence, 'certain');
  assert.is.not(first(script(), '', 1, 'ann\n')?.cause, 'script-ends-silently', 'the program may have been silent');
  assert.is.not(first(script('/app/check\n'), '', 1, '# none\n')?.cause, 'script-ends-silently', 'so may one before');
  assert.is.not(first(script(), 'on\n', 1, '# none\n')?.cause, 'script-ends-silently', 'it went on');
});

test('a name that is nearly the one it looks for is what is meant', () => {
  const script = "set -e\ngrep -q '^batch_size' /etc/list/names.txt\nexec python /app/run.py\n";
  const finding = first(script, '', 1, '[worker]\nbatchsize = 10\n');
  assert.match(finding?.summary ?? '', 'which has batchsize');
  assert.match(finding?.fixes[0]?.command ?? '', '[worker]\\nbatch_size = 10\\n');
  assert.not.match(first(script, '', 1, 'limit = 10\n')?.summary ?? 'batch', 'which has');
});

test('it printed what stands behind, ended with another code, or told why', () => {
  assert.is.not(first(COUNT, 'starting\n3 names\n')?.cause, 'script-ends-silently');
  assert.is.not(first(COUNT, 'starting\n', 2)?.cause, 'script-ends-silently');
  assert.is.not(first(COUNT, 'grep: /etc/list/names.txt: No such file or directory\n')?.cause, 'script-ends-silently');
});

test('one silent command among those that tell', () => {
  const step = (script: string, stopsAtFirst = false, code = 1) => silentStep(script, { code, printed: [], stopsAtFirst })?.text;
  assert.is(step('set -e; mkdir -p /tmp/x; [ -d /in ]; cp /in/a /tmp/x'), '[ -d /in ]');
  assert.is(step('sleep 1; test -s /var/spool/next'), 'test -s /var/spool/next', 'the last command');
  assert.is(step('test -s /var/spool/next; sleep 1'), undefined, 'without set -e it goes on');
  assert.is(step('test -s /a; sleep 1', true), 'test -s /a');
  assert.is(step('set -e; [ -d /in ]; [ -d /out ]; sleep 1'), undefined, 'which of the two');
  const besides = (script: string, code = 1) => silentStep(script, { code, printed: [], stopsAtFirst: true })?.besides;
  assert.is(besides('[ -d /in ]; /app/run'), '/app/run', 'the program may be silent, too');
  assert.is(besides('curl -sf http://api/; /app/run', 7), undefined, 'with 1 or 2 for the most part');
  assert.is(step('set -e; [ -d /in ] || mkdir /in; sleep 1'), undefined);
  assert.is(step('set -e; if [ -d /in ]; then sleep 1; fi; sleep 2'), undefined, 'a condition');
  assert.is(step('set -e; grep -q x /in & sleep 1'), undefined, 'in the background');
  assert.is(step('set -e; [ -d /in ]; date >&2 && date &>/dev/null'), '[ -d /in ]', 'no background');
  assert.is(step('set -e\n# [ -d /x ]\n[ -d /in ] # is it there?\nsleep 1\n'), '[ -d /in ]');
});

// Each was run with bash 5.2 and dash 0.5.12, and ended so without a word.
test('commands that answer, that are told to be quiet, and whose errors are thrown away', () => {
  const step = (command: string, code: number) =>
    silentStep(`set -e\necho starting\n${command}\nsleep 3600`, { code, printed: ['starting'], stopsAtFirst: false })?.text;
  for (const [command, code] of [
    ['read line < /etc/version', 1],
    ['diff -q /etc/hostname /etc/hosts >/dev/null', 1],
    ['n=$(expr 1 - 1)', 1],
    ['((i++))', 1],
    ['kill -0 $(cat /run/app.pid) 2>/dev/null', 2],
    ['timeout 5 curl -s http://api/', 7],
    ['command -v jq >/dev/null', 127],
    ['curl -sf http://api/register', 7],
    ['FILES=$(ls /data/*.csv 2>/dev/null)', 2],
    ["df -P / | awk 'NR==2 {if ($4 > 1) exit 1}'", 1],
    ['getent hosts db >/dev/null', 2],
    ['nc -z -w1 db 5432', 1],
    ["python3 -c 'import sys; sys.exit(4)'", 4],
    ['openssl x509 -checkend 86400 -noout -in /tls/tls.crt >/dev/null 2>&1', 1],
    ['sha256sum -c --status /app/sums', 1],
  ] as const)
    assert.is(step(command, code), command);
  for (const [command, code] of [
    ['curl -sSf http://api/register', 7],
    ['diff -q /etc/hostname /etc/hosts', 1],
    ['nc -vz db 5432', 1],
    ['getent hosts db', 1],
    ['ls /data', 2],
    ["awk '{exit 2}' /etc/hosts", 1],
    ['timeout 2 sleep 10', 124],
  ] as const)
    assert.is(step(command, code), undefined, `${command} would have told, or ends with another code`);
});

test('the script ends by itself where a test fails', () => {
  const step = (script: string, code = 1) => silentStep(script, { code, printed: [], stopsAtFirst: false });
  assert.equal(step('[ -f /a ] || exit 3\nsleep 1', 3)?.words, ['[', '-f', '/a', ']']);
  assert.is(step('[ -f /a ] || exit 3\nsleep 1', 2), undefined, 'with another code');
  assert.is(step('if [ -z "$KEY" ]; then\n  exit 1\nfi\nsleep 1')?.onYes, true);
  assert.is(step('if ! [ -n "$KEY" ]; then exit 1; fi\nsleep 1')?.onYes, false);
  assert.is(step('if [ -f /a ]; then sleep 1; else exit 1; fi\nsleep 1'), undefined, 'in another branch');
});

test('what it printed in the branch makes it sure', () => {
  const step = (script: string, printed: string[], code = 1) => silentStep(script, { code, printed, stopsAtFirst: false });
  const group = 'test -d /data || { echo "no data" >&2; exit 1; }\nexec app';
  assert.equal(step(group, ['no data'])?.words, ['test', '-d', '/data']);
  assert.is(step(group, ['no data'])?.isSure, true);
  assert.is(step(group, ['no data'])?.besides, undefined);
  assert.is(step(group, [])?.isSure ?? false, false);
  assert.is(step(group, [])?.besides, 'exec app');
  const branch = 'if [ -z "$TENANT" ]; then\n  echo "tenant?"\n  exit 1\nfi\nexec app';
  assert.is(step(branch, ['tenant?'])?.onYes, true);
  assert.is(step(branch, ['tenant?'])?.isSure, true);
  assert.is(step('echo tenant\nif [ -z "$TENANT" ]; then exit 1; fi\nexec app', ['tenant'])?.isSure, false, 'it is printed before');
});

test('a function that says what it is given and ends the script', () => {
  const die = (call: string) => `#!/bin/sh\ndie() {\n  echo "$1" >&2\n  exit 3\n}\n${call}\nexec app\n`;
  const step = (call: string, printed: string[] = ['no key for the shop']) =>
    silentStep(die(call), { code: 3, printed, stopsAtFirst: false });
  for (const call of [
    '[ -n "$KEY" ] || die "no key for the shop"',
    'if [ -z "$KEY" ]; then die "no key for the shop"; fi',
    'if [ -z "$KEY" ]; then\n  die "no key for the shop"\nfi',
  ]) {
    assert.is(step(call)?.isSure, true, call);
    assert.is(step(call)?.words[1]?.startsWith('-'), true, call);
  }
  assert.is(step('[ -n "$KEY" ] || die "no key for the shop"')?.line, 6);
  assert.is(step('[ -n "$KEY" ] || die "no key for the shop"', ['other words'])?.isSure ?? false, false);
  const help = 'say() { echo "$1"; }\nset -e\nsay starting\n[ -d /data ]\nsleep 1';
  assert.is(silentStep(help, { code: 1, printed: ['starting'], stopsAtFirst: false })?.besides, 'say starting');
});

const QUICK = { startedAt: '2026-01-02T03:04:29Z' };
const given = (script: string, env: Record<string, string>, more: { code?: number; log?: string; run?: object } = {}) =>
  findingsIn({
    container: { command: ['bash', '-c', script], env: Object.entries(env).map(([name, value]) => ({ name, value })) },
    status: ended(more.code ?? 1, more.run ?? QUICK),
    log: more.log ?? 'starting\n',
  })[0];

test('the variable that is tested: empty is certain, absent may be set by the image', () => {
  const TEST = 'set -e\necho starting\n[ -n "$API_KEY" ]\nsleep 3600';
  const empty = given(TEST, { API_KEY: '' });
  assert.is(empty?.confidence, 'certain');
  assert.match(empty?.summary ?? '', 'as API_KEY is empty');
  const absent = given(TEST, { APIKEY: 'x' });
  assert.is(absent?.confidence, 'likely');
  assert.match(absent?.fixes[0]?.text ?? '', 'give API_KEY what APIKEY has');
  assert.is.not(given(TEST, { API_KEY: 'x' })?.cause, 'script-ends-silently', 'it is set');
  assert.is.not(given(`API_KEY=\n${TEST}`, {})?.summary.includes('API_KEY is not set'), true, 'the script sets it');
  const program = TEST.replace('sleep 3600', 'exec python3 app.py');
  assert.is(given(program, {})?.confidence, 'possible', 'so may the program have ended');
  assert.is.not(given(program, {}, { run: {} })?.cause, 'script-ends-silently', 'after half a minute it was the program');
});

test('a variable that is to be empty, and one that the script sets in other words', () => {
  for (const script of ['[ -n "$PAUSED" ] && exit 3', 'test -z "$PAUSED" || exit 3', 'if [ -n "$PAUSED" ]; then exit 3; fi']) {
    const found = given(`${script}\nexec /app`, { PAUSED: '1' }, { code: 3, log: '' });
    assert.match(found?.summary ?? '', 'as PAUSED is set', script);
    assert.match(found?.fixes[0]?.command ?? '', '{"name":"PAUSED","value":""}');
  }
  for (const set of ['for KEY in a b; do :; done', ': "${KEY:=x}"', 'while getopts k: KEY; do :; done']) {
    const found = given(`${set}\n[ -n "$KEY" ] || exit 3\nexec /app`, {}, { code: 3, log: '' });
    assert.not.match(found?.summary ?? '', 'KEY is not set', set);
  }
});

test('two branches that say the same, and what is to find nothing', () => {
  const twice = '[ -d /data ] || { echo "no data"; exit 1; }\n[ -d /more ] || { echo "no data"; exit 1; }\nexec /app';
  assert.is.not(first(twice, 'no data\n')?.cause, 'script-ends-silently', 'either');
  const found = first('grep -q off /etc/other && exit 9\nexec /app', '', 9);
  assert.match(found?.summary ?? '', 'as grep finds a line');
  const there = first('command -v strace && exit 9\nexec /app', '', 9);
  assert.not.match(there?.summary ?? '', 'strace is not there');
});

test('a sum of 0 and a last line without its end are no faults', () => {
  const read = given('set -e\necho starting\nread -r V < /etc/version\necho "version $V"\nexec python3 app.py', {});
  assert.match(read?.summary ?? '', 'read finds no whole line');
  assert.match(read?.fixes[0]?.command ?? '', 'read -r V < /etc/version || true\\necho');
  const check = given('set -e\necho starting\n[ -d /data ]\nsleep 1', {});
  assert.is(check?.fixes[0]?.command, undefined, 'what is tested on purpose is left to its author');
});

test('a client that was told to be quiet is traced to what it did not reach', () => {
  const script = 'set -e\necho starting\ncurl -sf "$API_URL/register" >/dev/null\nexec python3 app.py';
  const env = { API_URL: 'http://api:8080' };
  const missing = given(script, env, { code: 6 });
  assert.is(missing?.cause, 'service-missing');
  assert.match(missing?.summary ?? '', 'cannot resolve api (env API_URL)');
  assert.match(missing?.proof[0]?.quote ?? '', 'curl -sf "$API_URL/register" >/dev/null; it ended with 6');
  assert.is(given(script, env, { code: 22 })?.cause, 'script-ends-silently', 'it was answered');
  assert.is(given('set -e\necho starting\ngetent hosts db-main >/dev/null\nsleep 1', {}, { code: 2 })?.cause, 'service-missing');
});

test('counting up from 0 is sure to end it, and what closes a loop ends nothing', () => {
  const count = (n: string, more = '') =>
    findingsIn({
      container: { command: ['bash', '-c', `set -e\nn=${n}\n${more}for f in /etc/list/*; do\n  ((n++))\ndone\nsleep 1\n`] },
      status: ended(1),
    })[0];
  assert.is(count('0')?.cause, 'script-ends-silently');
  assert.is(count('0')?.confidence, 'certain');
  assert.match(count('0')?.fixes[0]?.command ?? '', '((n++)) || true');
  assert.is.not(count('1')?.confidence, 'certain');
  assert.is.not(count('0', 'n=$(wc -l < /etc/list/a)\n')?.confidence, 'certain');
});

test('a variable that is compared with a word, in every way of writing it', () => {
  const tested = (line: string, env: Record<string, string> = {}) => given(`${line}\nexec /app/server`, env, { code: 3 });
  for (const line of [
    '[ ! -n "$A" ] && exit 3',
    '[ "$A" != "" ] || exit 3',
    '[ "x$A" = x ] && exit 3',
    'if [ "$A" = "" ]; then exit 3; fi',
  ])
    assert.match(tested(line)?.summary ?? '', 'A is not set', line);
  const mode = tested('[ "$MODE" = prod ] || exit 3', { MODE: 'staging' });
  assert.is(mode?.confidence, 'certain');
  assert.match(mode?.summary ?? '', 'MODE ("staging") is not prod');
  assert.match(mode?.fixes[0]?.command ?? '', '"name":"MODE","value":"prod"');
  const size = tested('[ "$SIZE" -ge 5 ] || exit 3', { SIZE: '3' });
  assert.match(size?.summary ?? '', 'SIZE ("3") is not at least 5');
  assert.match(size?.fixes[0]?.command ?? '', 'SIZE="$SIZE"');
  assert.match(tested('[ -f "$CONF" ] || exit 3', { CONF: '/srv/a.conf' })?.summary ?? '', '/srv/a.conf is not there');
});

test('but one whose test holds did not end it', () => {
  const script = '[ "$MODE" = prod ] || exit 3\n[ -f /srv/a.conf ] || exit 3\nexec /app/server';
  assert.match(given(script, { MODE: 'prod' }, { code: 3 })?.summary ?? '', '/srv/a.conf is not there');
  assert.not.match(given('[ "$SIZE" -ge 5 ] || exit 3\nsleep 1', { SIZE: 'many' }, { code: 3 })?.confidence ?? '', 'certain');
});

test.run();
