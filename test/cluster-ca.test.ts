/** The ConfigMap with the cluster's own certificate is kube-controller-manager's to make; and what is asked for twice is copied once. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingsIn } from './situation.ts';

const found = (name: string) =>
  findingsIn({
    spec: { volumes: [{ name: 'token', projected: { sources: [{ configMap: { name, items: [{ key: 'ca.crt', path: 'ca.crt' }] } }] } }] },
    container: { volumeMounts: [{ name: 'token', mountPath: '/var/run/secrets/kubernetes.io/serviceaccount' }] },
    status: { state: { waiting: { reason: 'ContainerCreating' } } },
    podStatus: { phase: 'Pending' },
    events: [
      { reason: 'FailedMount', message: `MountVolume.SetUp failed for volume "token" : configmap "${name}" not found`, container: null },
    ],
  })[0];

test("the cluster's own certificate is taken over from another namespace, once", () => {
  const finding = found('kube-root-ca.crt');
  assert.is(finding?.cause, 'missing-config-object');
  assert.match(finding?.summary ?? '', 'kube-controller-manager makes it in every namespace');
  const command = finding?.fixes[0]?.command ?? '';
  assert.match(command, /-n kube-system .*\| kubectl create -f - -n shop$/);
  assert.is(command.split('kubectl create').length, 2);
});

test('near miss: another certificate is made of what the user gives', () => {
  const finding = found('company-ca');
  assert.not.match(finding?.summary ?? '', 'kube-controller-manager');
  assert.match(finding?.fixes[0]?.command ?? '', /^kubectl create configmap company-ca --from-literal=ca.crt=/);
});

test.run();
