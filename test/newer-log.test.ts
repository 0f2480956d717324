/**
 * A newer run than the status tells of: where the node has removed the log of the run since, that of the newer one is read; where the newer
 * one goes on, the run's own log is by then the previous one.
 */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Failure } from '../src/errors.ts';
import { Evidence } from '../src/evidence/evidence.ts';
import { eventsQuery, logQuery } from '../src/evidence/query.ts';
import { subjectsOf } from '../src/evidence/subject.ts';
import type { ContainerStatus } from '../src/kube/shapes.ts';
import { ended, podIn } from './situation.ts';

const GONE: Failure = { kind: 'no-log', message: 'unable to retrieve container logs for containerd://1' };

function wordsOf(status: Partial<ContainerStatus>, failure: Failure = GONE) {
  const evidence = new Evidence(0);
  evidence.settle(eventsQuery('shop', 'web'), { state: 'read', value: { items: [] } });
  evidence.settle(logQuery('shop', 'web', undefined, 'previous'), { state: 'gap', failure });
  evidence.settle(logQuery('shop', 'web', undefined, 'current'), { state: 'read', value: 'Error: no topic\n' });
  const [subject] = subjectsOf(podIn({ status }), evidence);
  const log = subject?.log();
  return log?.state === 'read' ? log.value.lines[0] : log?.state;
}

test('of a container that waited, the current log is read instead', () => {
  assert.is(wordsOf(ended(1)), 'Error: no topic');
});

test('what the status tells of as running has ended, too', () => {
  assert.is(wordsOf({ ...ended(1), state: { running: { startedAt: '2026-01-02T03:04:31Z' } } }), 'Error: no topic');
});

test('what may not be read is not gone, and what cannot be opened is not removed', () => {
  assert.is(wordsOf(ended(1), { ...GONE, message: 'failed to open log file "/var/log/pods/x/0.log"' }), 'gap');
  assert.is(wordsOf(ended(1), { ...GONE, kind: 'forbidden' }), 'gap');
});

const RUN = { exitCode: 3, startedAt: '2026-01-02T03:04:00Z', finishedAt: '2026-01-02T03:04:05Z' };

/** The last line of the log that is taken for that of RUN, which the status tells of as terminated; a log is given as time and words. */
function lastWordsOf(current: string, previous: string | Failure, restartPolicy = 'Always') {
  const evidence = new Evidence(0);
  evidence.settle(eventsQuery('shop', 'web'), { state: 'read', value: { items: [] } });
  evidence.settle(logQuery('shop', 'web', undefined, 'current'), { state: 'read', value: current });
  evidence.settle(
    logQuery('shop', 'web', undefined, 'previous'),
    typeof previous === 'string' ? { state: 'read', value: previous } : { state: 'gap', failure: previous },
  );
  const pod = podIn({ status: { state: { terminated: RUN }, restartCount: 0 } });
  const [subject] = subjectsOf({ ...pod, spec: { ...pod.spec, restartPolicy } }, evidence);
  const log = subject?.log();
  return log?.state === 'read' ? log.value.lines.at(-1) : log?.state;
}

const at = (second: string, words: string) => `2026-01-02T03:04:${second}000000Z ${words}\n`;
const WHOLE = at('00.412', 'begins') + at('05.903', 'Error: no topic');

test('a run that ended, and was followed by another before the status told so, has its log as the previous one', () => {
  assert.is(lastWordsOf(at('06.204', 'begins'), WHOLE), 'Error: no topic');
  assert.is(lastWordsOf('', WHOLE), 'Error: no topic');
});

test('a log from within the run is its own, as is the only one there is, and the one of a pod that starts nothing again', () => {
  assert.is(lastWordsOf(at('05.903', 'Killed'), WHOLE), 'Killed');
  assert.is(lastWordsOf(at('06.204', 'begins'), { kind: 'no-log', message: 'previous terminated container not found' }), 'begins');
  assert.is(lastWordsOf(at('06.204', 'begins'), WHOLE, 'Never'), 'begins');
});

test('a previous log from before the run is that of another run', () => {
  const older = at('00.412', 'x').replace('03:04', '03:01') + at('05.903', 'Error: older').replace('03:04', '03:01');
  assert.is(lastWordsOf(at('06.204', 'begins'), older), 'begins');
  assert.is(lastWordsOf('', older), undefined);
});

test.run();
