/** unquoted-value: what a shell takes apart in a file of settings, and what is a command that is lacking. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isListOfSettings, withQuotes } from '../src/trace/texts/shell-assignments.ts';
import { ended, findingsIn, type Situation } from './situation.ts';

const reads = (text: string, log: string): Situation => ({
  container: { command: ['/bin/sh', '/scripts/run.sh'], volumeMounts: [{ name: 'env', mountPath: '/etc/feeds' }] },
  spec: { volumes: [{ name: 'env', configMap: { name: 'feeds' } }] },
  configMaps: { feeds: { 'feeds.env': text } },
  status: ended(127),
  log,
});
const first = (situation: Situation) => findingsIn(situation)[0];

test('the words of busybox, dash and bash', () => {
  for (const log of [
    '/scripts/run.sh: /etc/feeds/feeds.env: line 2: sale: not found',
    '/scripts/run.sh: 2: /etc/feeds/feeds.env: sale: not found',
    '/etc/feeds/feeds.env: line 2: sale: command not found',
  ]) {
    const finding = first(reads('A=1\nTITLE=Winter sale\n', log));
    assert.is(finding?.cause, 'unquoted-value', log);
    assert.is(finding?.confidence, 'certain');
    assert.match(finding?.fixes[0]?.command ?? '', "TITLE='\\''Winter sale'\\''");
  }
});

test('signs that end a command, and blanks beside the equals sign', () => {
  assert.is(first(reads('A=a(b)\n', '/scripts/run.sh: 1: /etc/feeds/feeds.env: Syntax error: "(" unexpected'))?.cause, 'unquoted-value');
  assert.match(
    first(reads('PORT = 80\n', '/scripts/run.sh: 1: /etc/feeds/feeds.env: PORT: not found'))?.summary ?? '',
    'beside the equals sign',
  );
  assert.is(
    withQuotes('A=1\nexport B=x & y\nC="x y"\nD=$A b\nE = f\n# a b=c\n'),
    "A=1\nexport B='x & y'\nC=\"x y\"\nD=$A b\nE='f'\n# a b=c\n",
  );
  assert.is(withQuotes('A=b # of the shop\n'), 'A=b # of the shop\n');
});

test('a script that runs a program which is lacking', () => {
  assert.not(isListOfSettings('A=1 gunicorn app\nexec x\n'));
  const log = '/etc/feeds/feeds.env: line 1: gunicorn: command not found';
  assert.is(first(reads('PORT=80 gunicorn app\necho done\n', log))?.cause, 'command-not-found-in-shell');
  assert.is(first(reads('A=1\n', '/scripts/run.sh: line 1: sale: not found'))?.cause, 'command-not-found-in-shell');
});

test('of a Secret the word is not repeated', () => {
  const situation = reads('', '/scripts/run.sh: /etc/feeds/feeds.env: line 2: hunter2: not found');
  const finding = first({
    ...situation,
    spec: { volumes: [{ name: 'env', secret: { secretName: 'feeds' } }] },
    secrets: { feeds: ['feeds.env'] },
  });
  assert.is(finding?.cause, 'unquoted-value');
  assert.is(finding?.confidence, 'likely');
  assert.not.match(JSON.stringify(finding), 'hunter2');
});

test.run();
