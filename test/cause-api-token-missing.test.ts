/** The API server's address and token: which of them a process lacks, and whose credentials are refused. Texts as the clients write them (see the phrases). */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { TOKEN_FOLDER } from '../src/kube/token-folder.ts';
import { ended, findingsIn, type Situation } from './situation.ts';

const first = (log: string, more: Situation = {}) => findingsIn({ status: ended(1), log, ...more })[0];
const NO_HOST = 'panic: unable to load in-cluster configuration, KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT must be defined';

test("the kubelet's variables are there without a token: a process that does not see them was started so", () => {
  const spec = { automountServiceAccountToken: false };
  const found = first(NO_HOST, { spec });
  assert.is(found?.cause, 'api-token-missing');
  assert.is(found?.confidence, 'likely');
  assert.match(found?.summary ?? '', 'does not see the variable KUBERNETES_SERVICE_HOST');
  const dropped = first(NO_HOST, { container: { command: ['sh', '-c', 'su - app -c /app/ctl'] } });
  assert.is(dropped?.cause, 'environment-dropped');
  assert.match(dropped?.summary ?? '', 'KUBERNETES_SERVICE_HOST, which the kubelet sets; but');
  const empty = first(NO_HOST, { container: { env: [{ name: 'KUBERNETES_SERVICE_HOST', value: '' }] } });
  assert.is(empty?.confidence, 'certain');
  assert.match(empty?.fixes[0]?.command ?? '', '"op":"remove","path":"/spec/containers/0/env/0"');
});

test("a volume of the pod's own in that folder lacks a file", () => {
  const sources = [{ serviceAccountToken: { path: 'token' } }];
  const mounted = (file: string, more: object[] = []) =>
    first(`open ${TOKEN_FOLDER}/${file}: no such file or directory`, {
      container: { volumeMounts: [{ name: 't', mountPath: TOKEN_FOLDER }] },
      spec: { automountServiceAccountToken: false, volumes: [{ name: 't', projected: { sources: [...sources, ...more] } }] },
    });
  assert.match(mounted('ca.crt')?.summary ?? '', 'volume t, which is mounted in its folder, brings no ca.crt');
  assert.match(mounted('namespace')?.fixes[0]?.command ?? '', '"op":"add","path":"/spec/volumes/0/projected/sources/-"');
  for (const one of [mounted('token'), mounted('ca.crt', [{ configMap: { name: 'kube-root-ca.crt' } }])]) {
    assert.match(one?.summary ?? '', 'though it is mounted');
    assert.equal(one?.fixes, []);
  }
});

test('whose credentials are refused: those of its service account, or those in the kubeconfig that it is told', () => {
  const log = 'error: You must be logged in to the server (Unauthorized)';
  assert.is(first(log)?.object?.kind, 'ServiceAccount');
  const mount = { volumeMounts: [{ name: 'k', mountPath: '/etc/kube' }] };
  const spec = { volumes: [{ name: 'k', secret: { secretName: 'remote' } }] };
  for (const told of [
    { env: [{ name: 'KUBECONFIG', value: '/etc/kube/config' }] },
    { args: ['--kubeconfig', '/etc/kube/config'] },
    { args: ['--kubeconfig=/etc/kube/config'] },
  ])
    assert.equal(first(log, { container: { ...told, ...mount }, spec })?.object, { kind: 'Secret', namespace: 'shop', name: 'remote' });
});

test('who may not write its lease ends for that, not for slowness', () => {
  const log =
    'E0102 03:04:20.1 1 leaderelection.go:330] error retrieving resource lock shop/x: Unauthorized\nF0102 03:04:30.1 1 main.go:100] leader election lost';
  assert.is(first(log)?.cause, 'api-unauthorized');
});

test.run();
