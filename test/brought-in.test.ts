/** Changes of the template that a finding is about, and those that are not its business. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { ObjectRef } from '../src/report.ts';
import { touches } from '../src/trace/history/touches.ts';

const test = suite('a change and a finding');

const deployment = (field: string): ObjectRef => ({ kind: 'Deployment', namespace: 'shop', name: 'web', field });
const about = (change: string, object: ObjectRef | null, summary = 'it fails') => touches(change, { object, summary, container: 'app' });

test('the field that the finding names', () => {
  assert.ok(about('env DB_URL "postgres://db/shop" removed', deployment('containers[app].env[DB_URL]')));
  assert.ok(about('container app limits.memory 96Mi → 24Mi', deployment('containers[app].resources.limits.memory')));
  assert.ok(about('args --port 80 → --prot 80', deployment('containers[app].args[1]')));
  assert.ok(about('livenessProbe.httpGet.path /healthz → /health', deployment('containers[app].livenessProbe')));
  assert.ok(about('securityContext.runAsUser 1000 added', deployment('securityContext.runAsUser')));
  assert.ok(about('envFrom [{"configMapRef":{"name":"app"}}] removed', deployment('containers[app].env[DB_URL]')));
});

test('another field, another container, or none at all', () => {
  assert.not.ok(about('env DB_URL_RO "x" removed', deployment('containers[app].env[DB_URL]')));
  assert.not.ok(about('env LOG_LEVEL "info" → "debug"', deployment('containers[app].env[DB_URL]')));
  assert.not.ok(about('container sidecar limits.memory 96Mi → 24Mi', deployment('containers[app].resources.limits.memory')));
  assert.not.ok(about('limits.memory 96Mi → 24Mi', deployment('containers[app].resources.limits.cpu')));
  assert.not.ok(about('readinessProbe.httpGet.path /healthz → /health', deployment('containers[app].livenessProbe')));
  assert.not.ok(about('image web:1 → web:2', null));
  assert.not.ok(about('replicas 1 → 2', deployment('containers[app]')));
});

test('an object that the new revision refers to', () => {
  const object: ObjectRef = { kind: 'ConfigMap', namespace: 'shop', name: 'app' };
  assert.ok(about('env MODE from {"configMapKeyRef":{"key":"mode","name":"app"}} added', object));
  assert.not.ok(about('env MODE from {"configMapKeyRef":{"key":"mode","name":"app-2"}} added', object));
  assert.not.ok(about('env MODE from {"configMapKeyRef":{"key":"app","name":"other"}} added', { ...object, name: 'x' }));
});

test('words that are new in it, and that the finding speaks of', () => {
  const change = 'env CACHE_URL "redis://cache:6379" → "redis://cahce:6379"';
  assert.ok(about(change, null, 'no Service is called cahce'));
  assert.not.ok(about(change, null, 'the Service cache has no endpoints'), 'it was there before');
  assert.not.ok(about(change, null, '6379 is refused'), 'so was the port');
  assert.ok(about('env PORT "8080" → "9090"', null, 'the probe asks on 8080, it listens on 9090'));
  assert.not.ok(about('env PORT "8080" → "80"', null, 'it stopped after 80 s'), 'too short to tell');
  assert.not.ok(about('env CACHE_URL changed', null, 'no Service is called cahce'), 'a value that is not shown');
});

test.run();
