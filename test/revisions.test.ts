/** Was an earlier revision good? On recorded rollouts. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { targetsOf } from '../src/cli/targets.ts';
import type { Target } from '../src/command.ts';
import { gather } from '../src/diagnosis/gather.ts';
import { podsOf } from '../src/diagnosis/target.ts';
import { Evidence, type Known } from '../src/evidence/evidence.ts';
import { subjectsOf } from '../src/evidence/subject.ts';
import { type GoodRevision, goodRevision } from '../src/trace/history/revisions.ts';
import { annotationDiff, labelDiff, templateDiff } from '../src/trace/history/template-diff.ts';
import { Edited } from './edited-case.ts';
import { fakeKubectl, readRecorded } from './fake-kubectl.ts';
import { truthOf } from './judge.ts';

async function revisionOf(
  name: string,
  deny: readonly string[] = [],
  edit: (cluster: Edited) => void = () => {},
): Promise<Known<GoodRevision | undefined>> {
  const folder = new URL(`cases/${name}`, import.meta.url).pathname;
  const recorded = readRecorded(folder);
  edit(new Edited(recorded));
  const { kubectl, namespace, now } = fakeKubectl(recorded, deny);
  const evidence = new Evidence(now);
  const [target] = targetsOf([truthOf(folder).target]).targets;
  return gather({ kubectl, evidence, deadline: Number.POSITIVE_INFINITY, clock: () => 0, calls: [], progress: () => {} }, () => {
    const pods = podsOf(target as Target, namespace, evidence);
    const [pod] = pods.state === 'read' ? pods.value : [];
    const [subject] = pod ? subjectsOf(pod, evidence) : [];
    return subject ? goodRevision(subject, evidence) : { state: 'pending' };
  });
}

const valueOf = (known: Known<GoodRevision | undefined>) => (known.state === 'read' ? known.value : known);

test('pods of the revision before are ready: what has changed since', async () => {
  const image = valueOf(await revisionOf('image-crlf')) as GoodRevision;
  assert.is(image.revision, 1);
  assert.is(image.readyNow, true);
  assert.equal(image.changed, ['image registry.example.com/shop/mailer:1.0.0 → registry.example.com/shop/mailer:1.2.0']);
  const env = valueOf(await revisionOf('env-rollout')) as GoodRevision;
  assert.equal(env.changed, ['env POOL_SIZE "20" → "20 per pod"']);
});

test('what was never started is no measure of how long another one has to run: that is ready, by its probe', async () => {
  const justNow = (isProbed: boolean) => (cluster: Edited) => {
    for (const { spec, status } of cluster.list('pods')) {
      const running = status.containerStatuses?.[0]?.state?.running;
      if (running) running.startedAt = cluster.recorded.recording.capturedAt;
      if (!isProbed) delete spec.containers[0]?.readinessProbe;
    }
  };
  const good = valueOf(await revisionOf('image-capital-rollout', [], justNow(true))) as GoodRevision;
  assert.is(good?.readyNow, true);
  assert.is(valueOf(await revisionOf('image-capital-rollout', [], justNow(false))), undefined);
  assert.is(valueOf(await revisionOf('image-crlf', [], justNow(true))), undefined);
});

test('the revision before has no pods any more, and the Deployment was available with it', async () => {
  const good = valueOf(await revisionOf('rollout-resources')) as GoodRevision;
  assert.is(good.readyNow, false);
  assert.equal(good.changed, ['limits.memory 96Mi → 24Mi']);
});

test('of two bad rollouts, the first never came to an end: what was available all the time is the revision before both', async () => {
  const good = valueOf(await revisionOf('rollout-twice')) as GoodRevision;
  assert.is(good.revision, 1);
  const [env] = good.changed;
  assert.is(env, 'env BATCH_SIZE "25" → "25,000"');
  // Without pods of the first one, it had been replaced by the second, which was available then.
  const replaced = (cluster: Edited) => {
    const [kept] = cluster.list('replicasets').filter(({ status }) => status?.readyReplicas);
    if (kept?.status) kept.status.replicas = 0;
    cluster
      .list('pods')
      .splice(0, 99, ...cluster.list('pods').filter(({ metadata }) => metadata.ownerReferences?.[0]?.uid !== kept?.metadata.uid));
  };
  assert.is((valueOf(await revisionOf('rollout-twice', [], replaced)) as GoodRevision).revision, 2);
});

test('a pod of the revision before that restarts is ready now and then, and not well', async () => {
  const restarted = (restartCount: number) => (cluster: Edited) => {
    for (const { status } of cluster.list('pods'))
      for (const one of status.containerStatuses ?? []) if (one.ready) Object.assign(one, { restartCount });
  };
  assert.is((valueOf(await revisionOf('image-crlf', [], restarted(0))) as GoodRevision).revision, 1);
  assert.is(valueOf(await revisionOf('image-crlf', [], restarted(4))), undefined);
});

test('without a readiness probe, that it was available says nothing, unless it had to be ready for some time', async () => {
  const unprobed = (seconds: number) => (cluster: Edited) => {
    cluster.one('deployments', 'worker').spec.minReadySeconds = seconds;
    for (const { spec } of cluster.list('replicasets'))
      for (const container of spec.template?.spec.containers ?? []) delete container.readinessProbe;
  };
  assert.is(valueOf(await revisionOf('rollout-resources', [], unprobed(0))), undefined);
  assert.is((valueOf(await revisionOf('rollout-resources', [], unprobed(30))) as GoodRevision).revision, 1);
});

test('the first revision, a rollout that is innocent, and a StatefulSet of one pod have none', async () => {
  for (const name of ['cmd-shell-typo', 'near-rollout-innocent', 'probe-exec']) assert.is(valueOf(await revisionOf(name)), undefined, name);
});

test('revisions that may not be read are not known', async () => {
  assert.is((await revisionOf('image-crlf', ['list replicasets'])).state, 'gap');
});

test('values that look secret are not told', () => {
  const spec = (value: string, url: string) => ({
    containers: [
      {
        name: 'app',
        env: [
          { name: 'DB_PASSWORD', value },
          { name: 'DB_URL', value: url },
        ],
      },
    ],
  });
  const texts = templateDiff(spec('old', 'postgres://u:one@db/x'), spec('new', 'postgres://u:two@db/x'));
  assert.equal(texts, ['env DB_PASSWORD changed', 'env DB_URL changed']);
});

test('the same template twice differs in nothing', () => {
  const spec = { containers: [{ name: 'app', image: 'a:1' }] };
  assert.equal(templateDiff(spec, structuredClone(spec)), []);
});

test('a label that a selector may choose by is a change; that of the revision or version is none', () => {
  const before = { app: 'web', tier: 'backend', version: '1', 'pod-template-hash': 'a' };
  assert.equal(labelDiff(before, { app: 'web', version: '2', 'pod-template-hash': 'b', team: 'x' }), [
    'label tier backend removed',
    'label team x added',
  ]);
});

test('a container that gets company is the same all the same', () => {
  const web = { name: 'web', image: 'web:1', command: ['serve'] };
  const shipper = { name: 'shipper', image: 'shipper:2' };
  assert.equal(templateDiff({ containers: [web] }, { containers: [web, shipper] }), ['container shipper image shipper:2 added']);
  assert.equal(templateDiff({ containers: [web, shipper] }, { containers: [{ ...web, image: 'web:2' }] }), [
    'container web image web:1 → web:2',
    'container shipper image shipper:2 removed',
  ]);
});

test('an annotation of the template counts where the pod takes it', () => {
  const fieldRef = { fieldPath: "metadata.annotations['shop.example.com/mode']" };
  const spec = { containers: [{ name: 'web', env: [{ name: 'MODE', valueFrom: { fieldRef } }] }] };
  const [before, after] = [
    { 'shop.example.com/mode': 'live', 'kubectl.kubernetes.io/restartedAt': '1' },
    { 'shop.example.com/mode': 'off', 'kubectl.kubernetes.io/restartedAt': '2' },
  ];
  assert.equal(annotationDiff(before, after, spec), ['annotation shop.example.com/mode live → off']);
  assert.equal(annotationDiff(before, after, { containers: [{ name: 'web' }] }), []);
  assert.equal(annotationDiff(before, before, spec), []);
});

test.run();
