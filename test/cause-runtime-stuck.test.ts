/** runtime-stuck: an earlier try holds the name, in the words of each runtime. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingsIn } from './situation.ts';

const waits = (message: string) => findingsIn({ status: { state: { waiting: { reason: 'CreateContainerError', message } } } })[0];

test('containerd and CRI-O', () => {
  for (const message of [
    'failed to reserve container name "app_web_shop_1_0": name "app_web_shop_1_0" is reserved for "abc"',
    // containers/storage:errors.go, cri-o/cri-o:internal/lib/container_server.go.
    'error creating container storage: the container name "k8s_app_web_shop_1_0" is already in use by 0123abcd. You have to remove that container to be able to reuse that name: that name is already in use',
    'error reserving ctr name k8s_app_web_shop_1_0 for id 0123abcd: name is reserved',
  ])
    assert.is(waits(message)?.cause, 'runtime-stuck', message);
  assert.is.not(waits('the port is already in use')?.cause, 'runtime-stuck');
});

test.run();
