/** The log of a run that the node has removed since, as a newer one has ended: it is that of the newer run. */
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

test.run();
