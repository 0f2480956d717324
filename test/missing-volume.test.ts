/** A volume that cannot be set up is told of the container that mounts it. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { VolumeMount } from '../src/kube/shapes.ts';
import { findingsIn } from './situation.ts';

const of = (own: VolumeMount[]) =>
  findingsIn({
    podStatus: { phase: 'Pending' },
    status: { restartCount: 0, state: { waiting: { reason: 'ContainerCreating' } } },
    spec: {
      containers: [
        { name: 'app', image: 'web:1', volumeMounts: own },
        { name: 'render', image: 'busybox:1.35', volumeMounts: [{ name: 'settings', mountPath: '/in' }] },
      ],
      volumes: [{ name: 'settings', configMap: { name: 'web-settings' } }],
    },
    events: [
      {
        reason: 'FailedMount',
        message: 'MountVolume.SetUp failed for volume "settings" : configmap "web-settings" not found',
        container: null,
      },
    ],
  })[0]?.summary;

test('of another one where its own does not', () => {
  assert.match(of([]) ?? '', 'container render cannot be created: ConfigMap web-settings does not exist');
});

test('of its own where it does', () => {
  assert.match(of([{ name: 'settings', mountPath: '/etc/web' }]) ?? '', 'container app cannot be created');
});

test.run();
