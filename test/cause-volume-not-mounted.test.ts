/** volume-not-mounted, volume-locked: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const volumes = [{ name: 'data', persistentVolumeClaim: { claimName: 'shop-data' } }];

test('a time-out names the token volume among those that wait, which is not at fault', () => {
  const of = (message: string) =>
    findingsIn({
      status: { state: { waiting: { reason: 'ContainerCreating' } } },
      podStatus: { phase: 'Pending' },
      events: [{ reason: 'FailedMount', message, container: null }],
      spec: { volumes },
    })[0];
  const finding = of(
    'Unable to attach or mount volumes: unmounted volumes=[data], unattached volumes=[data kube-api-access-x2x4z]: timed out waiting for the condition',
  );
  assert.is(finding?.cause, 'volume-not-mounted');
  assert.match(finding?.summary ?? '', 'volume data (claim shop-data) cannot be mounted');
  assert.is.not(
    of('MountVolume.SetUp failed for volume "kube-api-access-x2x4z" : failed to sync configmap cache: timed out waiting for the condition')
      ?.cause,
    'volume-not-mounted',
  );
});

test('a lock, in the words of MySQL 8 and of apt', () => {
  const of = (log: string) =>
    findingsIn({
      status: ended(1),
      log,
      container: { volumeMounts: [{ name: 'data', mountPath: '/var/lib/mysql' }] },
      spec: { volumes },
    })[0];
  assert.is(of('2020-03-11T12:04:13.132203Z 1 [ERROR] [MY-012574] [InnoDB] Unable to lock ./ibdata1 error: 11\n')?.cause, 'volume-locked');
  const apt = 'E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 12 (apt-get)\n';
  assert.match(of(apt)?.summary ?? '', 'locked (/var/lib/dpkg/lock-frontend)');
});

test.run();
