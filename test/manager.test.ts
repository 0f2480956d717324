/** Who manages an object, and where it is to be changed. Labels and annotations as the tools write them. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Evidence } from '../src/evidence/evidence.ts';
import { managerOf, undoneBy } from '../src/evidence/manager.ts';
import { objectQuery } from '../src/evidence/query.ts';
import { subjectsOf } from '../src/evidence/subject.ts';
import { fieldOf } from '../src/fixes/field.ts';
import { WorkloadFix } from '../src/fixes/workload.ts';
import type { Metadata } from '../src/kube/shapes.ts';
import { podIn } from './situation.ts';

const named = (metadata: Partial<Metadata>) => managerOf({ name: 'web', ...metadata });

test('each tool by its own mark', () => {
  for (const [metadata, expected] of [
    [{ annotations: { 'argocd.argoproj.io/tracking-id': 'shop:apps/Deployment:shop/web' } }, { tool: 'Argo CD', name: 'shop' }],
    [{ labels: { 'argocd.argoproj.io/instance': 'shop' } }, { tool: 'Argo CD', name: 'shop' }],
    [
      { labels: { 'helm.toolkit.fluxcd.io/name': 'web', 'helm.toolkit.fluxcd.io/namespace': 'flux-system' } },
      { tool: 'Flux', name: 'HelmRelease flux-system/web' },
    ],
    [{ labels: { 'kustomize.toolkit.fluxcd.io/name': 'apps' } }, { tool: 'Flux', name: 'Kustomization apps' }],
    [
      { annotations: { 'meta.helm.sh/release-name': 'shop' }, labels: { 'helm.sh/chart': 'web-1.4.2' } },
      { tool: 'Helm', name: 'shop', chart: 'web-1.4.2' },
    ],
    [{ labels: { 'app.kubernetes.io/managed-by': 'kustomize-v5.4.1' } }, { tool: 'Kustomize', name: 'its kustomization' }],
    [{ annotations: { 'config.kubernetes.io/origin': 'path: base/web.yaml\n' } }, { tool: 'Kustomize', name: 'base/web.yaml' }],
    [
      { ownerReferences: [{ apiVersion: 'redis.example.com/v1', kind: 'Redis', name: 'cache', controller: true, uid: '1' }] },
      { tool: 'operator', name: 'Redis/cache' },
    ],
    [{ annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}' } }, { tool: 'kubectl apply', name: 'its manifest' }],
    [{ labels: { app: 'web', 'app.kubernetes.io/managed-by': 'Helm' } }, undefined],
    [{}, undefined],
  ] as [Partial<Metadata>, unknown][])
    assert.equal(named(metadata), expected, JSON.stringify(metadata));
});

test('the tool that acts last is named: Flux and Argo CD before the Helm that they run', () => {
  const helm = { 'meta.helm.sh/release-name': 'shop' };
  assert.is(named({ annotations: helm, labels: { 'helm.toolkit.fluxcd.io/name': 'web' } })?.tool, 'Flux');
  assert.is(named({ annotations: { ...helm, 'argocd.argoproj.io/tracking-id': 'shop:a:b' } })?.tool, 'Argo CD');
});

test('the place to edit: the values key that most charts use, else the field', () => {
  const helm = { tool: 'Helm', name: 'shop', chart: 'web-1.4.2' } as const;
  assert.is(
    undoneBy(helm, 'spec.template.spec.containers[app].resources'),
    '; Helm would undo it: set resources (as most charts call it) in the values of release shop, chart web-1.4.2, too',
  );
  assert.match(undoneBy(helm, 'spec.template.spec.hostNetwork'), /set spec\.template\.spec\.hostNetwork in the values/);
  assert.is(undoneBy({ tool: 'kubectl apply', name: 'its manifest' }, 'spec'), '');
  assert.is(undoneBy(undefined), '');
});

test('the field that a patch changes', () => {
  const inSpec = (spec: object) => ({ spec: { template: { spec } } });
  for (const [patch, field] of [
    [inSpec({ containers: [{ name: 'app', image: 'web:1' }] }), 'spec.template.spec.containers[app].image'],
    [
      inSpec({ containers: [{ name: 'app', resources: { limits: { memory: '1Gi', cpu: '1' } } }] }),
      'spec.template.spec.containers[app].resources.limits',
    ],
    [inSpec({ securityContext: { fsGroup: 1 }, volumes: [] }), 'spec.template.spec'],
    [[{ op: 'replace', path: '/spec/template/spec/containers/0/env/1/name' }], 'spec.template.spec.containers[0].env[1].name'],
    [[], ''],
  ] as const)
    assert.is(fieldOf(patch), field);
});

test('a fix of a managed workload names who would undo it, and the field', () => {
  const pod = podIn({});
  pod.metadata.ownerReferences = [{ apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web', controller: true, uid: '2' }];
  const evidence = new Evidence(0);
  evidence.settle(objectQuery('statefulsets', 'shop', 'web'), {
    state: 'read',
    value: { metadata: { name: 'web', annotations: { 'argocd.argoproj.io/tracking-id': 'shop:apps/StatefulSet:shop/web' } }, spec: {} },
  });
  const fix = new WorkloadFix(subjectsOf(pod, evidence)[0] as never, evidence);
  assert.is(
    fix.setResources('raise it', { memory: '1Gi' }).text,
    'raise it; Argo CD would undo it: change spec.template.spec.containers[app].resources in the source of application shop too',
  );
  assert.match(fix.setImage('take 1.2', 'web:1.2').text, /change spec\.template\.spec\.containers\[app\]\.image in the source/);
});

test.run();
