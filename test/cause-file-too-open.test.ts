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

const keyed = (volume: object, securityContext: object, log: string) =>
  findingsIn({
    status: ended(128),
    log,
    container: { volumeMounts: [{ name: 'key', mountPath: '/key' }] },
    spec: { securityContext, volumes: [{ name: 'key', ...volume }] },
  })[0];

test('ssh goes on without the key, and is turned away', () => {
  const log = [
    "Permissions 0644 for '/key/id_rsa' are too open.",
    'This private key will be ignored.',
    'git@github.com: Permission denied (publickey).',
    'fatal: Could not read from remote repository.',
  ];
  const found = keyed({ secret: { secretName: 'deploy' } }, {}, log.join('\n'));
  assert.is(`${found?.cause} ${found?.confidence}`, 'file-too-open certain');
  assert.match(found?.summary ?? '', 'so it goes on without that key, and is turned away');
  assert.is.not(keyed({ secret: { secretName: 'deploy' } }, {}, log.slice(2).join('\n'))?.cause, 'file-too-open');
});

test('the cookie of Erlang in a claim, which fsGroup opens anew for each pod', () => {
  const cookie = 'Cookie file /key/.erlang.cookie must be accessible by owner only';
  const found = keyed({ persistentVolumeClaim: { claimName: 'rabbit' } }, { fsGroup: 999 }, cookie);
  assert.is(`${found?.cause} ${found?.confidence}`, 'file-too-open likely');
  assert.match(found?.fixes[0]?.command ?? '', '"command":["chmod","0600","/key/.erlang.cookie"]');
  assert.match(found?.fixes[0]?.command ?? '', '"readOnly":false', 'the mount of the program itself may be for reading alone');
});

test.run();
