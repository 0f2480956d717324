/** value-without-branch: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn, mounted } from './situation.ts';

const SCRIPT = `#!/bin/sh
set -e
case "$MODE" in
  queue) exec python /app/worker.py ;;
  once) exec python /app/worker.py --once ;;
  *) echo "unknown mode: $MODE" >&2; exit 64 ;;
esac
`;

function found(mode: string, log: string, script = SCRIPT, code = 64) {
  const situation = mounted('run.sh', script, ['sh', '/code/run.sh'], log, code);
  return findingsIn({ ...situation, container: { ...situation.container, env: [{ name: 'MODE', value: mode }] } })[0];
}

test('the value is none of the branches: the one that is near is written', () => {
  const finding = found('queues', 'unknown mode: queues\n');
  assert.is(`${finding?.cause} ${finding?.confidence}`, 'value-without-branch certain');
  assert.match(finding?.summary ?? '', 'knows no MODE "queues" (env MODE): its case has queue, once');
  assert.match(finding?.fixes[0]?.command ?? '', '"name":"MODE","value":"queue"');
});

test('where none is near it is asked for', () => {
  assert.match(found('web', 'unknown mode: web\n')?.fixes[0]?.command ?? '', 'MODE="$MODE"');
});

test('a branch of that name, other last words, a script that goes on, and a default that starts a program', () => {
  const is = (mode: string, log: string, script?: string) => found(mode, log, script)?.cause === 'value-without-branch';
  assert.not(is('queue', 'unknown mode: queue\n'));
  assert.not(is('queues', 'no route to the broker\n'));
  assert.not(is('queues', 'unknown mode: queues\n', `${SCRIPT}python /app/report.py\n`));
  assert.not(is('queues', 'unknown mode: queues\n', SCRIPT.replace('exit 64', 'exec python /app/worker.py')));
  assert.not(is('queues', 'unknown mode: queues\n', SCRIPT.replace('exit 64', 'python /app/worker.py')));
});

test('a script that ends well is another matter', () => {
  const situation = mounted('run.sh', SCRIPT.replace('exit 64', 'exit 0'), ['sh', '/code/run.sh'], 'unknown mode: queues\n', 0);
  const container = { ...situation.container, env: [{ name: 'MODE', value: 'queues' }] };
  assert.is(findingsIn({ ...situation, status: ended(0), container })[0]?.cause, 'program-finishes');
});

test('nothing gives the variable: its default is taken, or none', () => {
  const of = (head: string) =>
    findingsIn(
      mounted(
        'run.sh',
        `${head}\n  web) exec /web ;;\n  *) echo "unknown mode: $MODE" >&2; exit 1 ;;\nesac\n`,
        ['sh', '/code/run.sh'],
        'unknown mode: \n',
        1,
      ),
    )[0];
  const finding = of('case "$MODE" in');
  assert.is(finding?.cause, 'value-without-branch');
  assert.is(finding?.confidence, 'likely');
  assert.match(finding?.summary ?? '', 'is given no MODE: its case has web');
  assert.is.not(of('case "${MODE:-web}" in')?.cause, 'value-without-branch');
});

test.run();
