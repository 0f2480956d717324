import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { kubectlArgs } from '../src/cluster/kubectl-args.ts';

test('the connection stands before --, what is run in the container after it', () => {
  assert.equal(
    kubectlArgs(['exec', '--namespace=shop', 'web-0', '--container=app', '--', 'cat', '--', '/etc/hosts'], ['--context=prod'], 5000),
    [
      'exec',
      '--namespace=shop',
      'web-0',
      '--container=app',
      '--stdin=false',
      '--tty=false',
      '--context=prod',
      '--request-timeout=6s',
      '--',
      'cat',
      '--',
      '/etc/hosts',
    ],
  );
});

test("the user's own --request-timeout stays the only one", () => {
  assert.equal(kubectlArgs(['version'], ['--request-timeout=2s'], 5000), ['version', '--request-timeout=2s']);
});

test('a list keeps its own output and selector', () => {
  assert.equal(kubectlArgs(['get', 'secrets', '--output=name'], [], 1), [
    'get',
    'secrets',
    '--output=name',
    '--watch=false',
    '--watch-only=false',
    '--request-timeout=2s',
  ]);
});

test.run();
