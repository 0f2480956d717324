/** What hides behind something else: a configuration error behind the back-off of a crash, a mended template behind an old pod. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Edited, reportOnEdited } from './edited-case.ts';
import { ended, findingsIn, type Situation } from './situation.ts';

const first = (situation: Situation) => findingsIn(situation)[0];
const LATER = '2026-01-02T03:04:35Z';
const BEFORE = '2026-01-02T03:03:00Z';
const configMissing = (at: string, more: { container?: string } = {}) => ({
  reason: 'Failed',
  message: 'Error: configmap "settings" not found',
  at,
  ...more,
});
const crashed: Situation = {
  container: { envFrom: [{ configMapRef: { name: 'settings' } }] },
  status: ended(3),
  log: '2026-01-02T03:04:29.000000000Z fatal: cannot open the ledger\n',
};

test('the last try failed after the crash: that is what keeps it from starting now', () => {
  assert.is(first({ ...crashed, events: [configMissing(LATER)] })?.cause, 'missing-config-object');
});

test('a failed try before the crash is over: the container was created since', () => {
  assert.is.not(first({ ...crashed, configMaps: { settings: {} }, events: [configMissing(BEFORE)] })?.cause, 'missing-config-object');
});

test('a start after the failed try: the object came in the meantime', () => {
  const events = [configMissing('2026-01-02T03:04:32Z'), { reason: 'Started', message: 'Started container app', at: LATER }];
  assert.is.not(first({ ...crashed, configMaps: { settings: {} }, events })?.cause, 'missing-config-object');
});

test('the failed try of another container says nothing of this one', () => {
  const events = [configMissing(LATER, { container: 'sidecar' })];
  assert.is.not(first({ ...crashed, configMaps: { settings: {} }, events })?.cause, 'missing-config-object');
});

/** It ran for some seconds, died, and runs again since a minute and a half without being ready. */
const unready = (ran: number, events: Situation['events'] = []): Situation => {
  const [end, start] = [Date.parse('2026-01-02T03:03:00Z'), Date.parse('2026-01-02T03:03:10Z')];
  const iso = (time: number) => new Date(time).toISOString().replace('.000', '');
  const dead = ended(137, { reason: 'OOMKilled', startedAt: iso(end - ran * 1000), finishedAt: iso(end) });
  return {
    container: { readinessProbe: { httpGet: { path: '/ready', port: 8080 } }, resources: { limits: { memory: '96Mi' } } },
    status: { ...dead, restartCount: 1, started: true, state: { running: { startedAt: iso(start) } } },
    events: [
      { reason: 'Unhealthy', message: 'Readiness probe failed: HTTP probe failed with statuscode: 503', at: LATER, count: 30 },
      ...events,
    ],
  };
};

test('it has outlived its crash by far: what keeps it from being ready comes first, the crash beside it', () => {
  const [now, crash] = findingsIn(unready(3));
  assert.is(now?.cause, 'probe-answers-error');
  assert.is(crash?.cause, 'oom-killed');
  assert.match(crash?.summary ?? '', /^its last run had ended for another reason/);
});

test('it ran for as long before it died, or a probe is about to have it killed: the crash is not over', () => {
  assert.is(first(unready(80))?.cause, 'oom-killed');
  const failing = { reason: 'Unhealthy', message: 'Liveness probe failed: HTTP probe failed with statuscode: 503', at: LATER };
  assert.is(first(unready(3, [failing]))?.cause, 'oom-killed');
});

/** The recorded DaemonSet is updated on delete: its pods are of the earlier template until somebody deletes them. */
const onDelete = async (edit: (edited: Edited) => void) => (await reportOnEdited('rollout-on-delete', edit)).verdict?.summary ?? '';

test('a pod that its controller leaves as it is, though the template was changed', async () => {
  assert.match(await onDelete(() => {}), 'the pod is of an earlier template');
});

test('with RollingUpdate the controller replaces it by itself', async () => {
  const summary = await onDelete((edited) => {
    for (const set of edited.list('daemonsets')) set.spec.updateStrategy = { type: 'RollingUpdate' };
  });
  assert.not.match(summary, 'earlier template');
});

test('reset: somebody listens and closes; a refused connection is another fault', () => {
  const probed = (words: string): Situation => ({
    container: { livenessProbe: { httpGet: { path: '/healthz', port: 8080 }, periodSeconds: 10, failureThreshold: 3 } },
    status: ended(137),
    events: [
      { reason: 'Killing', message: 'Container app failed liveness probe, will be restarted' },
      { reason: 'Unhealthy', message: `Liveness probe failed: ${words}`, count: 3 },
    ],
  });
  assert.is(first(probed('Get "http://10.1.2.3:8080/healthz": EOF'))?.cause, 'probe-hung-up');
  assert.is(
    first(probed('Get "http://10.1.2.3:8080/healthz": read tcp 10.1.2.1:4711->10.1.2.3:8080: read: connection reset by peer'))?.cause,
    'probe-hung-up',
  );
  assert.is.not(
    first(probed('Get "http://10.1.2.3:8080/healthz": dial tcp 10.1.2.3:8080: connect: connection refused'))?.cause,
    'probe-hung-up',
  );
  assert.is.not(first(probed('HTTP probe failed with statuscode: 503'))?.cause, 'probe-hung-up');
});

test.run();
