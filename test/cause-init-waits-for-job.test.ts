/** init-waits-for-job: what matches, and what looks like it and is another thing. Edited from init-waits-for-job. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Edited, findingOn, reportOnEdited } from './edited-case.ts';
import { findingsIn } from './situation.ts';

const waits = (line: string) => (cluster: Edited) => {
  const [init] = cluster.pod('report').spec.initContainers ?? [];
  if (init) init.command = ['sh', '-c', line];
};
/** The root stands above it. */
const victim = async (edit?: (cluster: Edited) => void) => {
  const { pods } = await reportOnEdited('init-waits-for-job', edit);
  return pods
    .flatMap(({ containers }) => containers)
    .flatMap(({ findings }) => findings)
    .find(({ cause }) => cause === 'init-waits-for-job');
};

test("the wait for a table leads to the Job that makes it, and to its pod's own cause", async () => {
  const finding = await victim();
  assert.is(finding?.cause, 'init-waits-for-job');
  assert.match(finding?.summary ?? '', 'waits for table products: Job migrate, which makes it, has failed');
  assert.is((await findingOn('init-waits-for-job')).cause, 'table-missing');
  for (const line of [
    `until psql -tc "select to_regclass('public.products')" | grep -q products; do sleep 2; done`,
    'until kubectl get job migrate -o jsonpath={.status.succeeded} | grep 1; do sleep 2; done',
    'kubectl wait --for=condition=complete --timeout=-1s job/migrate',
  ])
    assert.is((await victim(waits(line)))?.cause, 'init-waits-for-job', line);
});

test('not for a table of the server, another table, a Job that has run well, or one that still runs', async () => {
  for (const line of [
    'until psql -c "select 1 from pg_database"; do sleep 2; done',
    'until psql -c "select 1"; do sleep 2; done',
    'until psql -c "select 1 from products join prices"; psql -c "select 1 from prices"; do sleep 2; done',
  ])
    assert.is(await victim(waits(line)), undefined, line);
  for (const type of ['Complete', undefined])
    assert.is(
      await victim((cluster) => {
        const job = cluster.one('jobs', 'migrate');
        Object.assign(job.status ?? {}, { failed: 0, conditions: type ? [{ type, status: 'True' }] : [] });
      }),
      undefined,
      type ?? 'running',
    );
});

test('not where it does not come to ask', async () => {
  const log = (text: string) => (cluster: Edited) =>
    cluster.log('report', cluster.pod('report').spec.initContainers?.[0]?.name ?? '', text);
  for (const line of [
    'psql: error: could not translate host name "dbx" to address: Name or service not known',
    'ERROR:  permission denied for table products',
  ])
    assert.is(await victim(log(`${line}\n`)), undefined, line);
  assert.ok(await victim(log('ERROR:  relation "products" does not exist\nLINE 1: select 1 from products\n')));
});

test('not for a Job that it only makes, takes away or speaks of', async () => {
  const wait = 'until pg_isready -h db; do sleep 2; done';
  for (const line of ['kubectl delete job migrate --ignore-not-found', 'kubectl version; echo "the job migrate comes later"'])
    assert.is(await victim(waits(`${line}; ${wait}`)), undefined, line);
});

test('a Job of another number, or asked for elsewhere, is not the one that was meant', () => {
  const on = (line: string, job: string) =>
    findingsIn({
      spec: { initContainers: [{ name: 'wait', image: 'kubectl:1.30', command: ['sh', '-c', line] }] },
      podStatus: {
        phase: 'Pending',
        initContainerStatuses: [
          { name: 'wait', ready: false, restartCount: 0, state: { running: { startedAt: '2026-01-02T03:00:00Z' } } },
        ] as never,
      },
      answers: { '/jobs?': { items: [{ metadata: { name: job, namespace: 'shop' }, spec: {}, status: { succeeded: 1 } }] } },
    })[0];
  assert.match(on('kubectl wait --for=condition=complete job/migrat', 'migrate')?.summary ?? '', 'none in namespace shop, but migrate');
  for (const [waited, there] of [
    ['migrate-7', 'migrate-6'],
    ['web-migrate', 'api-migrate'],
  ] as const) {
    const found = on(`kubectl wait --for=condition=complete job/${waited}`, there);
    assert.is(found?.cause, 'init-waits-for-job');
    assert.is(found?.fixes[0]?.command, undefined, there);
  }
  for (const flag of ['-nother', '--context other'])
    assert.is.not(on(`kubectl ${flag} wait --for=condition=complete job/migrate`, 'seed')?.cause, 'init-waits-for-job', flag);
});

test.run();
