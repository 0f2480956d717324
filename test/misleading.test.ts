/** What stands in front of the cause and is not it: a kill that was outlived, an end that follows from a step before, pods of another template. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Edited, findingOn, reportOnEdited } from './edited-case.ts';
import { ended as endedWith, findingsIn } from './situation.ts';

const ended = (cluster: Edited, prefix: string, at: string) => {
  const { terminated } = cluster.status(prefix).lastState ?? {};
  if (terminated) terminated.finishedAt = at;
};

test('a container that the kernel may have killed before the grace period was over is not said to have outlived it', async () => {
  assert.is((await findingOn('probe-beside-killed-child')).cause, 'probe-wrong-port');
  const sooner = await findingOn('probe-beside-killed-child', (cluster) => ended(cluster, 'resizer', '2026-11-28T00:03:18Z'));
  assert.is(sooner.cause, 'oom-killed');
  const noKill = await findingOn('probe-beside-killed-child', (cluster) => {
    const events = cluster.list('events');
    events.splice(0, events.length, ...events.filter(({ reason }) => reason !== 'Killing'));
  });
  assert.is(noKill.cause, 'oom-killed');
});

test('a Service that was changed before the run ended has mended nothing since', async () => {
  const found = await findingOn('dep-service-mended');
  assert.match(found.summary, 'Service cache was changed after that run had ended');
  assert.match(found.fixes[0]?.command ?? '', 'kubectl rollout restart deploy/web');
  const before = await findingOn('dep-service-mended', (cluster) => {
    for (const entry of cluster.one('services', 'cache').metadata.managedFields ?? []) entry.time = '2026-11-28T00:04:00Z';
  });
  assert.is(before.cause, 'dependency-unreachable');
  const labelled = await findingOn('dep-service-mended', (cluster) => {
    for (const entry of cluster.one('services', 'cache').metadata.managedFields ?? [])
      entry.fieldsV1 = { 'f:metadata': { 'f:labels': {} } };
  });
  assert.is(labelled.cause, 'dependency-unreachable');
});

test('pods of the present template go before those of a former one, where they cannot start', async () => {
  assert.match((await findingOn('rollout-second-try')).summary, '1.4.2-hotfix');
  const starting = await findingOn('rollout-second-try', (cluster) => {
    const pod = cluster.list('pods').find(({ status }) => status.containerStatuses?.[0]?.state?.waiting?.reason === 'ImagePullBackOff');
    if (pod?.status.containerStatuses?.[0]) pod.status.containerStatuses[0].state = { waiting: { reason: 'ContainerCreating' } };
  });
  assert.is(starting.cause, 'invalid-value');
});

test('a key that was changed is not meant where its name is another, or no pod that is well had started before', async () => {
  assert.match((await findingOn('env-key-renamed')).fixes[0]?.command ?? '', '"key":"STRIPE_SECRET_KEY"');
  const other = await findingOn('env-key-renamed', (cluster) => cluster.say('worker', 'worker', 'STRIPE_API_KEY', 'BANK_API_TOKEN'));
  assert.not.match(other.fixes[0]?.command ?? '', 'STRIPE_SECRET_KEY');
});

test('of a ReplicaSet without a Deployment all pods that fail are made anew, of a StatefulSet one', async () => {
  const { fixes } = await findingOn('file-of-bare-replicaset');
  assert.match(fixes[0]?.command ?? '', /kubectl delete pod api-\w+ api-\w+ -n/);
  assert.match((await findingOn('one-of-three')).fixes[0]?.command ?? '', /kubectl delete pod agent-1 -n \S+$/);
});

test('only with 127 did the shell end for the program that it did not find behind a pipe', async () => {
  assert.is((await findingOn('cmd-pipe-to-absent')).cause, 'command-not-found-in-shell');
  const other = await findingOn('cmd-pipe-to-absent', (cluster) => {
    const { terminated } = cluster.status('api').lastState ?? {};
    if (terminated) terminated.exitCode = 1;
  });
  assert.is(other.cause, 'unhandled-exception');
});

test('two workloads that wait for each other; none where one of them has another way', async () => {
  const found = await findingOn('init-wait-each-other');
  assert.match(found.summary, 'they wait for each other');
  assert.match(found.fixes[0]?.command ?? '', '"op":"remove","path":"/spec/template/spec/initContainers/0"');
  const other = await findingOn('init-wait-each-other', (cluster) => {
    const [wait] = cluster.pod('pricing').spec.initContainers ?? [];
    if (wait?.command?.[2]) wait.command[2] = wait.command[2].replaceAll('api', 'stock');
  });
  assert.is.not(other.cause, 'init-waits-for-itself');
});

test('a container stands below the one of its pod that it waits for, though that never ran', async () => {
  const { pods } = await reportOnEdited('sidecar-not-created');
  assert.equal(
    pods[0]?.containers.map(({ name }) => name),
    ['cache', 'web'],
  );
});

test('a variable that a program only warns of, before it leaves or goes on', () => {
  const on = (log: string, code = 0) =>
    findingsIn({
      status: endedWith(code),
      log,
      container: { command: ['python', '/app/a.py'], env: [{ name: 'LEVEL', value: 'info' }] },
    })[0]?.cause;
  const said = (text: string) => `2026-11-28 00:39:32,287 WARNING mailer: ${text}`;
  assert.is(on(said('QUEUE_URL is not set, nothing to do')), 'missing-variable');
  assert.is(on(`${said('QUEUE_URL is not set')}\n2026-11-28 00:39:32,288 INFO mailer: exiting`), 'missing-variable');
  assert.is(on(said('QUEUE_URL is not set, exiting'), 1), 'missing-variable');
  assert.is(on(said('SENTRY_DSN is not set, error reporting is off')), 'program-finishes');
  assert.is(on(`${said('SENTRY_DSN is not set')}\n2026-11-28 00:39:32,288 INFO 3 mails sent, done`), 'program-finishes');
});

test('a thread that died is the cause of the errors that follow it alone, not of those that a program at work writes later', async () => {
  assert.match((await findingOn('app-thread-died')).summary, 'POLL_INTERVAL');
  const later = await findingOn('app-thread-died', (cluster) =>
    cluster.say('feed', 'feed', 'ERROR MainThread: closing HTTP listener', 'INFO MainThread: 12 orders sent'),
  );
  assert.is(later.cause, 'program-error');
});

test('one replica that is well tells of its siblings', async () => {
  const on = async (ready: number) => {
    const edit = (cluster: Edited) => {
      const { status } = cluster.one('deployments', 'worker');
      if (status) status.readyReplicas = ready;
    };
    const report = await reportOnEdited('env-key-renamed', edit, [], () => 'pod/worker-6bcf97cd7-gxsc4');
    return report.pods[0]?.notes.join('; ') ?? '';
  };
  assert.match(await on(1), 'of Deployment worker 1 of 2 pods is ready: ask for deploy/worker');
  assert.not.match(await on(2), 'Deployment');
});

test('a server that is up again was gone at that moment, for want of memory', async () => {
  assert.is((await findingOn('dep-server-flaps')).cause, 'server-process-killed');
  const long = await findingOn('dep-server-flaps', (cluster) => {
    const { terminated } = cluster.status('cache').lastState ?? {};
    if (terminated) terminated.finishedAt = '2026-11-28T01:05:44Z';
  });
  assert.is(long.cause, 'dependency-late');
});

test('a file of an earlier run; not where another container writes into that volume', async () => {
  const found = await findingOn('file-half-written');
  assert.match(found.summary, 'its log names /var/cache/index/index.json, in volume cache, an emptyDir');
  const filled = await findingOn('file-half-written', (cluster) => {
    const { spec } = cluster.pod('index');
    spec.initContainers = [{ name: 'fetch', image: 'busybox:1.35', volumeMounts: [{ name: 'cache', mountPath: '/to' }] }];
  });
  assert.not.match(filled.summary, 'an earlier run');
});

test.run();
