import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Evidence } from '../src/evidence/evidence.ts';
import type { Subject } from '../src/evidence/subject.ts';
import { debugCopy } from '../src/fixes/debug-copy.ts';
import type { Container, Pod } from '../src/kube/shapes.ts';

const test = suite('a shell in a copy of the pod');

function copyOf(
  container: Partial<Container>,
  pod: { name?: string; volumes?: object[]; owner?: string } = {},
  kind: Subject['kind'] = 'app',
) {
  const { name = 'web-7d4b9c-x2x4z', volumes = [], owner = 'ReplicaSet' } = pod;
  const subject = {
    pod: { metadata: { name, ownerReferences: [{ kind: owner, name: 'web' }] }, spec: { containers: [], volumes } } as unknown as Pod,
    namespace: 'shop',
    kind,
    container: { name: 'app', image: 'registry.example.com/web:1', ...container },
  } as Subject;
  const { text, command = '', changes } = debugCopy(subject, new Evidence(0, ['--context=prod']));
  assert.is(changes, false);
  return { text, command };
}

test('the command is replaced, and the copy taken away', () => {
  const { text, command } = copyOf({ command: ['/bin/sh', '-c'], args: ['exec web --port 80'] });
  assert.is(
    command,
    'kubectl debug pod/web-7d4b9c-x2x4z -it --profile=general --copy-to=web-7d4b9c-x2x4z-debug --container=app -n shop --context=prod -- sh; ' +
      'kubectl delete pod web-7d4b9c-x2x4z-debug -n shop --context=prod',
  );
  assert.match(text, "start the program by hand: /bin/sh -c 'exec web --port 80'");
  assert.not.match(text, 'no shell');
});

test('what the image starts is not known; whether it has a shell neither', () => {
  assert.match(copyOf({}).text, /entrypoint \(docker inspect shows it\).*if "sh" is not found/);
  assert.match(copyOf({ args: ['serve'] }).text, "the image's entrypoint with serve;");
  // A script is no sign: it may be run by what is not a shell.
  assert.match(copyOf({ command: ['/app/start.py'] }).text, 'if "sh" is not found');
  assert.not.match(copyOf({ readinessProbe: { exec: { command: ['bash', '-c', 'true'] } } }).text, 'if "sh" is not found');
});

test('an image that has no shell gets one beside it', () => {
  for (const image of ['gcr.io/distroless/static-debian12:nonroot', 'cgr.dev/chainguard/nginx', 'registry.example.com/web:1-distroless'])
    assert.match(copyOf({ image }).command, / --image=busybox:1\.36 --container=toolbox --share-processes /, image);
  for (const image of ['registry.example.com/web-static-files:1', 'nginx:1.27', 'registry.example.com/ecstatic:2'])
    assert.match(copyOf({ image }).command, / --container=app /, image);
});

test('a claim is mounted on one node, and shared; a Job works twice', () => {
  const { text, command } = copyOf({}, { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data-db-0' } }] });
  assert.match(command, ' --same-node ');
  assert.match(text, 'the copy uses claim data-db-0, too');
  assert.match(copyOf({}, { owner: 'Job' }).text, 'does the work of the Job once more');
  assert.not.match(copyOf({}).command, 'same-node');
});

test('kubectl debug leaves the command of init containers as it is: the image alone', () => {
  const { command } = copyOf({}, {}, 'init');
  assert.is(
    command,
    'kubectl run web-7d4b9c-x2x4z-debug -it --rm --restart=Never --image=registry.example.com/web:1 --command -n shop --context=prod -- sh',
  );
});

test('the name of the copy is one', () => {
  const name = `${'a'.repeat(49)}.b`;
  assert.match(copyOf({}, { name }).command, `--copy-to=${'a'.repeat(49)}-debug `);
});

test.run();
