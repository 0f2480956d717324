/** A CronJob that has no Job: none due yet, or one that its controller cannot or did not make. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Evidence } from '../src/evidence/evidence.ts';
import { eventsQuery } from '../src/evidence/query.ts';
import { idleReasonOf, unmade } from '../src/evidence/unmade.ts';
import type { Workload } from '../src/kube/shapes.ts';

function idle(events: [reason: string, message: string, at: string][], spec: Partial<Workload['spec']> = {}) {
  const evidence = new Evidence(Date.parse('2026-01-02T03:04:40Z'));
  const items = events.map(([reason, message, lastTimestamp], at) => ({
    metadata: { name: `e${at}`, namespace: 'shop' },
    involvedObject: { kind: 'CronJob', name: 'export' },
    reason,
    message,
    lastTimestamp,
  }));
  evidence.settle(eventsQuery('shop', 'export', 'CronJob'), { state: 'read', value: { items } });
  const template = { spec: { containers: [{ name: 'app', image: 'x' }] } };
  const workload: Workload = {
    metadata: { name: 'export', namespace: 'shop' },
    spec: { schedule: '0 3 * * *', jobTemplate: { spec: { template } }, ...spec },
  };
  const pods = unmade(workload, 'cronjobs', [], 'shop', evidence);
  return pods.state === 'read' ? pods.value[0] && idleReasonOf(pods.value[0]) : pods.state;
}

const ZONE: [string, string, string] = ['UnknownTimeZone', 'invalid timeZone: "Europe/Berln": unknown time zone', '2026-01-02T03:04:00Z'];

test('what the controller says of the schedule is told', () => {
  assert.match(idle([ZONE]) ?? '', /^export has no Job, as its controller says: invalid timeZone: "Europe\/Berln"/);
  assert.match(idle([['MissSchedule', 'Missed scheduled time to start a job: x', '2026-01-02T03:04:00Z']]) ?? '', 'Missed scheduled time');
});

test('near misses: nothing said, a Job made since, and a CronJob that is suspended', () => {
  assert.match(idle([]) ?? '', 'none was due yet');
  assert.match(idle([ZONE, ['SuccessfulCreate', 'Created job export-1', '2026-01-02T03:04:20Z']]) ?? '', 'none was due yet');
  assert.match(idle([ZONE], { suspend: true }) ?? '', 'is suspended');
});

test.run();
