/** A variable that lets a program write into its image, where a volume is mounted beside it. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Container } from '../src/kube/shapes.ts';
import { ended, findingsIn } from './situation.ts';

const LOG = "Error: EACCES: permission denied, open '/app/index.db'\n    at Object.openSync (node:fs:596:3)";
const on = (
  env: NonNullable<Container['env']>,
  volumes = [{ name: 'cache', emptyDir: {} }] as object[],
  mounts = [{ name: 'cache', mountPath: '/var/cache/search' }],
) =>
  findingsIn({
    container: { env, volumeMounts: mounts },
    spec: { securityContext: { runAsUser: 1000, runAsNonRoot: true }, volumes: volumes as never },
    status: ended(1),
    log: LOG,
  })[0]?.fixes[0]?.command ?? '';

test('the volume that is there is written to', () => {
  assert.match(on([{ name: 'INDEX_DIR', value: '/app' }]), '/var/cache/search');
});

test('a variable that says where to read from stays', () => {
  assert.not.match(on([{ name: 'STATIC_DIR', value: '/app' }]), '/var/cache/search');
});

test('of two volumes none is chosen, and none that is a ConfigMap', () => {
  const two = [
    { name: 'cache', emptyDir: {} },
    { name: 'tmp', emptyDir: {} },
  ];
  const mounts = [
    { name: 'cache', mountPath: '/var/cache/search' },
    { name: 'tmp', mountPath: '/var/tmp' },
  ];
  assert.not.match(on([{ name: 'INDEX_DIR', value: '/app' }], two, mounts), 'INDEX_DIR');
  assert.not.match(on([{ name: 'INDEX_DIR', value: '/app' }], [{ name: 'cache', configMap: { name: 'x' } }]), 'INDEX_DIR');
});

test.run();
