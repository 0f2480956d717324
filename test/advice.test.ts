/** What stands beside a finding in documents: only what applies. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { imageChecks } from '../src/advice/image-checks.ts';
import { adviceOn } from '../src/advice/index.ts';
import { preventionOf } from '../src/advice/prevention.ts';
import { causes } from '../src/causes/index.ts';
import type { Subject } from '../src/evidence/subject.ts';
import type { Container } from '../src/kube/shapes.ts';
import { podIn } from './situation.ts';

function subjectWith(container: Partial<Container>, initContainers: Container[] = []): Subject {
  const pod = podIn({ container, spec: { initContainers } });
  return { pod, container: pod.spec.containers[0], kind: 'app' } as unknown as Subject;
}
const commands = (cause: string, container: Partial<Container>) =>
  imageChecks(cause, { name: 'app', ...container }).map(({ command }) => command);

test("the image's real name, and the very command of the pod", () => {
  const container = { image: 'registry.example.com/shop/web:1', command: ['serve', '--name', "it's"], args: ['$HOME'] };
  assert.equal(commands('command-not-found', container), [
    "docker pull --quiet registry.example.com/shop/web:1 && docker image inspect --format '{{json .Config.Entrypoint}} {{json .Config.Cmd}}' registry.example.com/shop/web:1",
    'docker run --rm -it --entrypoint sh registry.example.com/shop/web:1',
    "docker run --rm --entrypoint=serve registry.example.com/shop/web:1 --name 'it'\\''s' '$HOME'",
  ]);
});

test('what the pod runs is run only where its spec says all that the program is told', () => {
  const run = (container: Partial<Container>) =>
    commands('missing-module', { image: 'web:1', command: ['serve'], ...container }).find((one) => one.includes('--entrypoint=serve'));
  assert.is(
    run({ env: [{ name: 'MODE', value: 'a b' }], workingDir: '/srv' }),
    "docker run --rm '--env=MODE=a b' --workdir=/srv --entrypoint=serve web:1",
  );
  assert.ok(run({ volumeMounts: [{ name: 'token', mountPath: '/var/run/secrets/kubernetes.io/serviceaccount' }] }));
  assert.is(run({ volumeMounts: [{ name: 'code', mountPath: '/app' }] }), undefined, 'files that the image has not');
  assert.is(run({ envFrom: [{ configMapRef: { name: 'app' } }] }), undefined);
  assert.is(run({ env: [{ name: 'URL', valueFrom: { secretKeyRef: { name: 'db', key: 'url' } } }] }), undefined);
  assert.is(run({ env: [{ name: 'DB_PASSWORD', value: 'hunter2' }] }), undefined, 'a value that is hidden');
  assert.is(run({ env: [{ name: 'DB', value: 'postgres://u:hunter2@db/shop' }] }), undefined);
});

test('no shell is offered where the shell itself is what is missing', () => {
  assert.not.ok(commands('command-not-found', { image: 'web:1', command: ['sh', '-c', 'x'] }).some((one) => one.includes('-it')));
});

test('nothing of an image where the image is not to blame, and no name that would be a flag', () => {
  assert.equal(commands('oom-killed', { image: 'web:1' }), []);
  assert.equal(commands('command-not-found', { image: '--privileged' }), []);
  assert.equal(commands('image-not-found', { image: 'web:1' }), ['docker manifest inspect web:1']);
});

test('practice that is followed already is not advised', () => {
  const memory = (request?: string) => ({
    resources: { limits: { memory: '1Gi' }, ...(request ? { requests: { memory: request } } : {}) },
  });
  assert.is(preventionOf('oom-killed', subjectWith(memory())).length, 1);
  assert.equal(preventionOf('oom-killed', subjectWith(memory('1Gi'))), []);
  const probe = { httpGet: { path: '/', port: 80 } };
  assert.is(preventionOf('probe-too-early', subjectWith({ livenessProbe: probe })).length, 1);
  assert.equal(preventionOf('probe-too-early', subjectWith({ livenessProbe: probe, startupProbe: probe })), []);
  const waits = subjectWith({ readinessProbe: probe }, [{ name: 'wait', image: 'busybox' }]);
  assert.equal(preventionOf('dependency-late', waits), []);
  assert.match(preventionOf('malformed-config', subjectWith({ image: 'nginx:1.22', readinessProbe: probe }))[0] ?? '', /nginx -t$/);
});

test('every cause that is advised on exists', () => {
  const ids = new Set(causes.map(({ id }) => id));
  const advised = [...ids].filter((id) => Object.keys(adviceOn(id, subjectWith({ image: 'web:1' }))).length > 0);
  assert.ok(advised.length > 30, `only ${advised.length}`);
});

test.run();
