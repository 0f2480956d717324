/** init-never-ends: what its script says, and what only looks like it. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingsIn } from './situation.ts';

const on = (init: object, log = '') =>
  findingsIn({
    log,
    spec: { initContainers: [{ name: 'app', image: 'busybox', ...init }], containers: [{ name: 'web', image: 'web' }] },
    podStatus: {
      phase: 'Pending',
      initContainerStatuses: [
        { name: 'app', ready: false, restartCount: 0, state: { running: { startedAt: '2026-01-02T02:00:00Z' } } },
      ] as never,
    },
  })[0];
const shell = (line: string) => on({ command: ['sh', '-c', line] });

test('the last step goes on for ever, and is taken out where other work stands before it', () => {
  const tail = shell('cp /a /shared/a; tail -f /dev/null');
  assert.is(`${tail?.cause} ${tail?.confidence}`, 'init-never-ends likely');
  assert.match(tail?.fixes[0]?.command ?? '', '"value":"cp /a /shared/a"');
  assert.match(shell('echo ready && exec sleep infinity')?.fixes[0]?.command ?? '', '"value":"echo ready"');
  assert.match(on({ command: ['sleep', 'infinity'] })?.fixes[0]?.text ?? '', 'make app a sidecar');
  assert.match(shell('while true; do sync; sleep 5; done')?.fixes[0]?.text ?? '', 'make app a sidecar');
});

test('a loop that is left, and a step that ends', () => {
  for (const line of [
    'while true; do nc -z db 5432 && break; sleep 2; done',
    'while :; do test -f /x && exit 0; sleep 1; done',
    'tail -n 5 /log',
    'sleep 3600',
  ])
    assert.is.not(shell(line)?.cause, 'init-never-ends', line);
});

test('a proxy that says that it is ready', () => {
  const log = '2024/07/12 15:29:10 The proxy has started successfully and is ready for new connections!';
  assert.is(on({ image: 'gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.11' }, log)?.cause, 'init-never-ends');
});

const job = (name: string, status: object) => ({ metadata: { name, namespace: 'shop', uid: name }, spec: {}, status });
const waiting = (init: object, jobs: object[]) =>
  findingsIn({
    spec: {
      initContainers: [{ name: 'app', image: 'groundnuty/k8s-wait-for:v2.0', ...init }],
      containers: [{ name: 'web', image: 'web' }],
    },
    podStatus: {
      phase: 'Pending',
      initContainerStatuses: [
        { name: 'app', ready: false, restartCount: 0, state: { running: { startedAt: '2026-01-02T02:00:00Z' } } },
      ] as never,
    },
    answers: { '/jobs?': { items: jobs } },
  })[0];

test('k8s-wait-for: a Job that has failed, that is not there, that is called otherwise', () => {
  const failed = job('migrate', { failed: 4, conditions: [{ type: 'Failed', status: 'True', reason: 'BackoffLimitExceeded' }] });
  assert.match(waiting({ args: ['job-wr', 'migrate'] }, [failed])?.summary ?? '', 'waits for Job migrate, which has failed');
  assert.match(
    waiting({ args: ['job', 'migrate'] }, [])?.summary ?? '',
    'there is none in namespace shop; it is not made yet, or it has ended and was deleted',
  );
  const other = waiting({ args: ['job', 'migrate'] }, [job('migrate-db', { active: 1 })]);
  assert.match(other?.fixes[0]?.command ?? '', '"value":"migrate-db"');
  assert.is.not(waiting({ args: ['job', 'migrate'] }, [job('migrate', { active: 1 })])?.cause, 'init-waits-for-job');
});

test('what is for when something failed, or ends with another process', () => {
  for (const line of ['migrate up || sleep infinity', '/server & tail --pid=$! -f /dev/null'])
    assert.is.not(on({ command: ['sh', '-c', line] })?.cause, 'init-never-ends', line);
});

test.run();
