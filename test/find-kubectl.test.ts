import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findKubectl, type Surroundings } from '../src/cluster/find-kubectl.ts';
import { KubectlError, UsageError } from '../src/errors.ts';

const find = (programs: string[], given: Partial<Surroundings> = {}) =>
  findKubectl({ env: {}, platform: 'linux', cwd: '/home/me/repo', isExecutable: (path) => programs.includes(path), ...given });

function thrown(act: () => unknown): Error {
  try {
    act();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}

const PATH = '/usr/local/bin:/usr/bin:/bin';

test('the first on PATH', () => {
  assert.is(find(['/usr/bin/kubectl', '/bin/kubectl'], { env: { PATH } }), '/usr/bin/kubectl');
});

test('KUBECTL_PATH before PATH, --kubectl before both', () => {
  const programs = ['/usr/bin/kubectl', '/opt/kubectl', '/opt/other'];
  const env = { PATH, KUBECTL_PATH: '/opt/kubectl' };
  assert.is(find(programs, { env }), '/opt/kubectl');
  assert.is(find(programs, { env, asked: '/opt/other' }), '/opt/other');
});

test('never out of the current folder', () => {
  const programs = ['/home/me/repo/kubectl', 'kubectl', './kubectl', 'bin/kubectl'];
  for (const path of ['', '.', ':', '::.', 'bin', './bin:bin', undefined]) {
    assert.instance(
      thrown(() => find(programs, { env: { PATH: path } })),
      KubectlError,
    );
  }
  assert.is(find([...programs, '/usr/bin/kubectl'], { env: { PATH: `.::bin:${PATH}` } }), '/usr/bin/kubectl');
});

test('unless it was named: --kubectl ./kubectl', () => {
  assert.is(find(['/home/me/repo/kubectl'], { asked: './kubectl' }), '/home/me/repo/kubectl');
});

test('--kubectl with a bare name is looked up on PATH, not here', () => {
  assert.is(find(['/usr/bin/oc', '/home/me/repo/oc'], { asked: 'oc', env: { PATH } }), '/usr/bin/oc');
  assert.instance(
    thrown(() => find(['/home/me/repo/oc'], { asked: 'oc', env: { PATH } })),
    UsageError,
  );
});

test('a wrong --kubectl or KUBECTL_PATH is an error, not passed over', () => {
  const programs = ['/usr/bin/kubectl'];
  assert.is(
    thrown(() => find(programs, { asked: '/nope', env: { PATH } })).message,
    '--kubectl /nope: /nope is no program that may be run; give the path of one program, without arguments',
  );
  assert.match(thrown(() => find(programs, { asked: 'microk8s kubectl', env: { PATH } })).message, 'without arguments');
  for (const KUBECTL_PATH of ['/nope', 'kubectl', './kubectl']) {
    const error = thrown(() => find([...programs, 'kubectl'], { env: { PATH, KUBECTL_PATH } }));
    assert.instance(error, UsageError);
    assert.match(error.message, `KUBECTL_PATH is ${KUBECTL_PATH}`);
  }
});

test('none: says what to do, with what is there', () => {
  const error = thrown(() => find(['/usr/bin/k3s'], { env: { PATH } })) as KubectlError;
  assert.is(error.failure.kind, 'no-kubectl');
  assert.is(
    error.message,
    'looked for kubectl on PATH, found none; for k3s: sudo ln -s "$(command -v k3s)" /usr/local/bin/kubectl; else install it (https://kubernetes.io/docs/tasks/tools) or name it with --kubectl PATH',
  );
  assert.match(thrown(() => find(['/usr/bin/oc'], { env: { PATH } })).message, '--kubectl oc');
  const { message } = thrown(() => find([], { env: { PATH } }));
  for (const name of ['oc', 'microk8s', 'k3s', 'minikube']) assert.match(message, name);
});

test('Windows: an .exe, Path in any case, quotes around a folder', () => {
  const windows = (programs: string[], given: Partial<Surroundings> = {}) =>
    find(programs, { platform: 'win32', cwd: 'C:\\repo', ...given });
  const env = { Path: '.;"C:\\Program Files\\kube";C:\\bin' };
  assert.is(windows(['C:\\Program Files\\kube\\kubectl.exe', 'C:\\bin\\kubectl.exe'], { env }), 'C:\\Program Files\\kube\\kubectl.exe');
  assert.is(windows(['C:\\bin\\oc.exe'], { env, asked: 'oc' }), 'C:\\bin\\oc.exe');
  assert.is(windows(['C:\\repo\\bin\\kubectl.exe'], { env, asked: 'bin\\kubectl.exe' }), 'C:\\repo\\bin\\kubectl.exe');
  assert.match(thrown(() => windows(['C:\\bin\\kubectl.cmd', 'C:\\repo\\kubectl.exe'], { env })).message, 'kubectl.exe');
});

test.run();
