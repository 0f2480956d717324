/** A folder of the user's own right below /: its user has no home in the image. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const of = (path: string, container: object = {}) =>
  findingsIn({
    status: ended(1),
    container,
    spec: { securityContext: { runAsUser: 10010 } },
    log: `Error: EACCES: permission denied, mkdir '${path}'\n    at Object.mkdirSync (node:fs:1372:3) {\n  errno: -13,\n  syscall: 'mkdir',\n  code: 'EACCES',\n  path: '${path}'\n}\n`,
  })[0];

test('HOME is / then, and another one heals', () => {
  const finding = of('/.cache/app');
  assert.match(finding?.summary ?? '', /user 10010 of the pod spec has no home folder in the image, so HOME is \//);
  assert.match(finding?.fixes[0]?.command ?? '', /"name":"HOME","value":"\/tmp"/);
});

test('a folder that no image has there says as much, whatever is done in it', () => {
  const reads = (path: string) =>
    findingsIn({
      status: ended(1),
      spec: { securityContext: { runAsUser: 10010 } },
      log: `open ${path}: permission denied\n`,
    })[0]?.summary ?? '';
  assert.match(reads('/.kube/config'), /HOME is \//);
  assert.not.match(reads('/.secrets/key'), /HOME/);
});

test('where HOME is set, or the folder is another one, it is not HOME', () => {
  assert.not.match(of('/.cache/app', { env: [{ name: 'HOME', value: '/' }] })?.summary ?? '', /HOME/);
  assert.not.match(of('/app/.cache')?.summary ?? '', /HOME/);
});

test.run();
