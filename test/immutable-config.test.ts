/** A ConfigMap that cannot be changed: a fix writes a copy, and lets the pods refer to that. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Evidence } from '../src/evidence/evidence.ts';
import { keysQuery, objectQuery } from '../src/evidence/query.ts';
import { subjectsOf } from '../src/evidence/subject.ts';
import { changeKeys, editKeys } from '../src/fixes/change-keys.ts';
import { askedKey } from '../src/fixes/keys.ts';
import { WorkloadFix } from '../src/fixes/workload.ts';
import { writeKeys } from '../src/fixes/write-keys.ts';
import { podIn } from './situation.ts';

/** Of a pod that names the ConfigMap in a volume, in an init container's env and in envFrom. */
function fixFor(immutable: boolean, others: readonly string[] = [], annotations: Record<string, string> = {}): WorkloadFix {
  const pod = podIn({
    container: { envFrom: [{ configMapRef: { name: 'other' } }, { configMapRef: { name: 'web' } }] },
    spec: {
      volumes: [
        { name: 'data', emptyDir: {} },
        { name: 'all', projected: { sources: [{ secret: { name: 'web' } }, { configMap: { name: 'web' } }] } },
      ],
      initContainers: [{ name: 'wait', image: 'x', env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'web', key: 'a' } } }] }],
    },
  });
  const evidence = new Evidence(0, [], false);
  const map = { metadata: { name: 'web', namespace: 'shop', annotations }, immutable, data: { a: '1' } };
  evidence.settle(objectQuery('configmaps', 'shop', 'web'), { state: 'read', value: map as never });
  const keys = new Map(['web', ...others].map((name) => [`shop/${name}`, ['a']]));
  evidence.settle(keysQuery('configmaps', 'shop'), { state: 'read', value: keys });
  return new WorkloadFix(subjectsOf(pod, evidence)[0] as never, evidence);
}
const HOLDER = { sort: 'ConfigMap', name: 'web' } as const;

test('a copy with the new value, and all places that name it', () => {
  const command = writeKeys(fixFor(true), HOLDER, { a: '2' });
  assert.match(
    command,
    `kubectl patch configmap web --type=merge --dry-run=client -o yaml -n shop -p '{"metadata":{"name":"web-2","resourceVersion":null,"uid":null,"creationTimestamp":null},"data":{"a":"2"}}' | kubectl create -f - -n shop && `,
  );
  for (const path of [
    '/volumes/1/projected/sources/1/configMap/name',
    '/initContainers/0/env/0/valueFrom/configMapKeyRef/name',
    '/containers/0/envFrom/1/configMapRef/name',
  ])
    assert.match(command, `{"op":"replace","path":"/spec${path}","value":"web-2"}`);
  assert.is(command.match(/"op":/g)?.length, 3);
});

test('a name that is taken is not taken again, and an asked value stays asked', () => {
  assert.match(writeKeys(fixFor(true, ['web-2', 'web-3']), HOLDER, { a: '2' }), '"name":"web-4"');
  const asked = askedKey('ConfigMap', 'a', 'A', 'the value of a');
  assert.match(writeKeys(fixFor(true), HOLDER, asked), `"creationTimestamp":null},"data":{"a":"'"$A"'"}}'`);
});

test('one that can be changed is', () => {
  assert.is(writeKeys(fixFor(false), HOLDER, { a: '2' }), `kubectl patch configmap web --type=merge -n shop -p '{"data":{"a":"2"}}'`);
});

test('an editor is refused as well, and another tool that would undo it is named either way', () => {
  assert.is(editKeys('correct key a', HOLDER, fixFor(true)).command, undefined);
  assert.match(editKeys('correct key a', HOLDER, fixFor(false)).command ?? '', /^kubectl edit configmap web -n shop && /);
  const ofHelm = fixFor(false, [], { 'meta.helm.sh/release-name': 'shop' });
  for (const { text } of [editKeys('correct key a', HOLDER, ofHelm), changeKeys('write 2 for 1', HOLDER, { a: '2' }, ofHelm)])
    assert.match(text, '; Helm would undo it: ');
});

test.run();
