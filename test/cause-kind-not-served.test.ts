/** kind-not-served: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

/** Zap's lines as controller-runtime writes them (pkg/internal/source/kind.go, pkg/internal/controller/controller.go, pkg/manager/internal.go). */
const UNKNOWN =
  '{"level":"error","ts":"2026-11-26T05:29:54Z","logger":"controller-runtime.source.EventHandler","msg":"if kind is a CRD, it should be installed before calling Start","kind":"Widget.example.com","error":"no matches for kind \\"Widget\\" in version \\"example.com/v1\\""}';
const GAVE_UP = [
  '{"level":"error","ts":"2026-11-26T05:30:03Z","msg":"Could not wait for Cache to sync","controller":"widget","error":"failed to wait for widget caches to sync: timed out waiting for cache to be synced for Kind *v1.Widget"}',
  '{"level":"info","ts":"2026-11-26T05:30:03Z","msg":"Stopping and waiting for non leader election runnables"}',
  '{"level":"error","ts":"2026-11-26T05:30:03Z","msg":"error received after stop sequence was engaged","error":"leader election lost"}',
  '{"level":"error","ts":"2026-11-26T05:30:03Z","logger":"setup","msg":"problem running manager","error":"failed to wait for widget caches to sync: timed out waiting for cache to be synced for Kind *v1.Widget"}',
];

test('a controller that gives up waiting for objects of a kind that is not there', () => {
  const [finding] = findingsIn({ status: ended(1), log: [UNKNOWN, ...GAVE_UP].join('\n') });
  assert.is(finding?.cause, 'kind-not-served');
  assert.match(finding?.summary ?? '', /Widget of example\.com\/v1, .*CustomResourceDefinition is not installed/);
});

test("client-go's reflector names the resource with its group", () => {
  const log =
    'E1126 04:47:13.304231       1 reflector.go:153] pkg/client/informers/factory.go:105: Failed to list *v1.Widget: the server could not find the requested resource (get widgets.example.com)';
  const [finding] = findingsIn({ status: ended(255), log });
  assert.match(finding?.summary ?? '', /Widget of example\.com, /);
});

test('an API of Kubernetes itself is no CustomResourceDefinition', () => {
  const log = 'Error: no matches for kind "Ingress" in version "networking.k8s.io/v1beta1"';
  const [finding] = findingsIn({ status: ended(1), log });
  assert.match(finding?.summary ?? '', /Ingress of networking\.k8s\.io\/v1beta1, .*gone from this version of Kubernetes/);
});

test('caches that do not sync for another reason are not that', () => {
  const log = [
    'E1126 05:29:54.000001       1 reflector.go:147] pkg/mod/k8s.io/client-go@v0.28.3/tools/cache/reflector.go:229: Failed to watch *v1.Secret: failed to list *v1.Secret: secrets is forbidden: User "system:serviceaccount:shop:default" cannot list resource "secrets" in API group "" at the cluster scope',
    ...GAVE_UP,
  ].join('\n');
  const [finding] = findingsIn({ status: ended(1), log });
  assert.is(finding?.cause, 'rbac-forbidden');
});

test('a leader that lost its lease is no such thing', () => {
  const log = 'E1126 06:25:26.325409       1 main.go:138] "problem running manager" err="leader election lost"';
  const [finding] = findingsIn({ status: ended(1), log });
  assert.is(finding?.cause, 'leader-lost');
});

test('kubectl names the manifest, which a ConfigMap brings', () => {
  const [finding] = findingsIn({
    status: ended(1),
    log: 'error: resource mapping not found for name: "web" namespace: "" from "/m/ing.yaml": no matches for kind "Ingress" in version "extensions/v1beta1"\nensure CRDs are installed first',
    container: { volumeMounts: [{ name: 'm', mountPath: '/m' }] },
    spec: { volumes: [{ name: 'm', configMap: { name: 'manifests' } }] },
    configMaps: { manifests: { 'ing.yaml': 'apiVersion: extensions/v1beta1\nkind: Ingress\n' } },
  });
  assert.match(finding?.summary ?? '', 'as /m/ing.yaml (key ing.yaml of ConfigMap manifests) has it');
  assert.match(finding?.fixes[0]?.text ?? '', 'write Ingress of extensions/v1beta1 in key ing.yaml of ConfigMap manifests');
});

test('a leader tells what it met when it tried to renew its lease', () => {
  const gaveUp = 'E1126 03:04:08.2 1 main.go:93] leader election lost';
  const refused =
    'E1126 03:04:05.1 1 leaderelection.go:330] error retrieving resource lock shop/ctrl: Get "https://10.96.0.1:443/apis/coordination.k8s.io/v1/namespaces/shop/leases/ctrl": dial tcp 10.96.0.1:443: connect: connection refused';
  const clash =
    'E1126 03:04:05.1 1 leaderelection.go:369] Failed to update lock: Operation cannot be fulfilled on leases.coordination.k8s.io "ctrl": the object has been modified; please apply your changes to the latest version and try again';
  const says = (...lines: string[]) => findingsIn({ status: ended(1), log: [...lines, gaveUp].join('\n') })[0];
  assert.is(says(refused)?.cause, 'leader-lost');
  assert.match(says(refused)?.summary ?? '', /did not let it: dial tcp 10\.96\.0\.1:443: connect: connection refused$/);
  assert.match(says(refused)?.fixes[0]?.text ?? '', 'why the API server was not reached');
  assert.match(says(clash)?.summary ?? '', 'answers slowly');
});

test('a time that has passed is not the fault of the API server alone', () => {
  const late =
    'E1126 03:04:05.1 1 leaderelection.go:330] error retrieving resource lock shop/ctrl: Get "https://10.96.0.1:443/apis/coordination.k8s.io/v1/namespaces/shop/leases/ctrl": context deadline exceeded';
  const [finding] = findingsIn({ status: ended(1), log: `${late}\nE1126 03:04:08.2 1 main.go:93] leader election lost` });
  assert.match(finding?.summary ?? '', 'or it had too little CPU to hear it: context deadline exceeded');
});

test.run();
