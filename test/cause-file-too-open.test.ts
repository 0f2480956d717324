/** file-too-open: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingOn } from './edited-case.ts';
import { ended, findingsIn } from './situation.ts';

test('for root the mode is enough', async () => {
  const found = await findingOn('perm-password-file', (cluster) => {
    cluster.container('report').securityContext = { runAsUser: 0 };
  });
  assert.is(found.cause, 'file-too-open');
  assert.match(found.fixes[0]?.command ?? '', '"defaultMode":256');
});

test('a password that the server does not accept was given: the file that is left out is not the reason', async () => {
  const found = await findingOn('perm-password-file', (cluster) =>
    cluster.say('report', 'report', 'fe_sendauth: no password supplied', 'FATAL:  password authentication failed for user "shop"'),
  );
  assert.is.not(found.cause, 'file-too-open');
});

test('a file of another volume has no mode in the spec', async () => {
  const found = await findingOn('perm-postgres-key', (cluster) => {
    for (const volume of cluster.pod('db').spec.volumes ?? []) {
      if (volume.name !== 'tls') continue;
      delete volume.secret;
      volume.emptyDir = {};
    }
  });
  assert.is(found.cause, 'file-too-open');
  assert.is(found.confidence, 'likely');
  assert.is(found.fixes[0]?.command, undefined);
});

test('the folder of the database that is too open is handed over, as before', async () => {
  const found = await findingOn('perm-postgres-key', (cluster) =>
    cluster.say(
      'db',
      'postgres',
      'private key file "/tls/tls.key" has group or world access',
      'data directory "/var/lib/postgresql/data" has invalid permissions',
    ),
  );
  assert.is(found.cause, 'volume-permission');
});

test('fsGroup opens a file that the volume keeps closed', () => {
  const given = (securityContext: object) =>
    findingsIn({
      status: ended(255),
      log: 'Permissions 0440 for \'/ssh/id_rsa\' are too open.\nIt is required that your private key files are NOT accessible by others.\nLoad key "/ssh/id_rsa": bad permissions',
      container: { volumeMounts: [{ name: 'key', mountPath: '/ssh' }] },
      spec: { volumes: [{ name: 'key', secret: { secretName: 'key', defaultMode: 0o400 } }], securityContext },
      secrets: { key: ['id_rsa'] },
    })[0];
  assert.match(given({ fsGroup: 1000 })?.summary ?? '', 'the mode 0440, as fsGroup 1000 of the pod lets its group read them');
});

test.run();
