/** Settings that servers refuse in their command lines and files, and files that containers share. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingOn } from './edited-case.ts';
import { ended, findingsIn, type Situation } from './situation.ts';

const postgres = (words: string, container: Situation['container']) =>
  findingsIn({
    container: { image: 'postgres:15', ...container },
    status: ended(1),
    log: `2026-01-02 03:04:05.000 GMT [1] FATAL:  ${words}`,
  })[0];
const UNKNOWN = 'unrecognized configuration parameter "shared_bufers"';

test('a parameter of PostgreSQL in any of the forms of its command line', () => {
  const split = postgres(UNKNOWN, { args: ['-c', 'shared_bufers=64MB'] });
  assert.is(split?.cause, 'bad-argument');
  assert.match(split?.fixes[0]?.command ?? '', '"value":"shared_buffers=64MB"');
  const line = postgres(UNKNOWN, { command: ['sh', '-c', 'exec postgres -c shared_bufers=64MB'] });
  assert.match(line?.fixes[0]?.command ?? '', 'exec postgres -c shared_buffers=64MB');
  const value = postgres('invalid value for parameter "work_mem": "4 potatoes"', {
    args: ['postgres', '--work_mem=4 potatoes', '-c', 'fsync=on'],
  });
  assert.is(value?.cause, 'bad-argument');
  const out = postgres('invalid value for parameter "lc_time": "xx"', { args: ['postgres', '-c', 'fsync=on', '-c', 'lc_time=xx'] });
  assert.match(
    out?.fixes[0]?.command ?? '',
    '"op":"remove","path":"/spec/containers/0/args/4"},{"op":"remove","path":"/spec/containers/0/args/3"',
  );
});

test('one that its command line does not give is a matter of its file', () => {
  assert.is(postgres(UNKNOWN, { args: ['postgres', '-c', 'fsync=on'] })?.cause, 'malformed-config');
});

test('the value that the server itself names', async () => {
  const found = await findingOn('file-postgres-conflict');
  assert.match(found.fixes[0]?.command ?? '', 'wal_level = replica');
  const standby = postgres(
    'recovery aborted because of insufficient parameter settings\nDETAIL:  max_connections = 60 is a lower setting than on the primary server, where its value was 200.',
    {
      args: ['postgres', '-c', 'max_connections=60'],
    },
  );
  assert.match(standby?.fixes[0]?.command ?? '', '"value":"max_connections=200"');
});

test('a variable of nginx that is none of the environment, and one whose value is not known', async () => {
  const other = await findingOn('file-nginx-variable', (cluster) => {
    cluster.container('edge').env = [];
  });
  assert.match(other.fixes[0]?.command ?? '', 'kubectl edit configmap');
  const secret = await findingOn('file-nginx-variable', (cluster) => {
    const [one] = cluster.container('edge').env;
    Object.assign(one ?? {}, { value: undefined, valueFrom: { secretKeyRef: { name: 'api', key: 'host' } } });
  });
  assert.match(secret.summary, 'env API_HOST is there');
  assert.not.match(secret.fixes[0]?.command ?? '', 'patch configmap');
});

test('passwords of an access list are not shown', async () => {
  const found = await findingOn('file-redis-acl');
  assert.not.match(JSON.stringify(found), 'tulip');
  assert.match(found.fixes[0]?.command ?? '', "sed -e 's/+@writes$/+@write/' -e ");
});

test('a server without a complaint, or with a password of its own for the primary, gets no command', async () => {
  const silent = await findingOn('request-redis-unsaved', (cluster) =>
    cluster.log('cache', 'redis', '1:M 01 Jan 2026 00:00:00.000 * Ready to accept connections\n'),
  );
  assert.is(silent.fixes[0]?.command, undefined);
  const given = await findingOn('request-redis-primary-lost', (cluster) => {
    const words = cluster.container('cache-read').command ?? [];
    words[2] = `${words[2]} --masterauth "$REDIS_PASSWORD"`;
  });
  assert.is(given.fixes[0]?.command, undefined);
});

const shared = (mounts: object[], others: object[], path = '/logs/api.log') =>
  findingsIn({
    container: { image: 'busybox:1', volumeMounts: mounts as never },
    spec: {
      containers: [
        { name: 'app', image: 'busybox:1', volumeMounts: mounts as never },
        { name: 'api', image: 'api:1', volumeMounts: others as never },
      ],
      volumes: [
        { name: 'logs', emptyDir: {} },
        { name: 'conf', configMap: { name: 'conf' } },
      ],
    },
    configMaps: { conf: { 'a.yaml': '' } },
    status: ended(1),
    log: `tail: can't open '${path}': No such file or directory`,
  })[0];

test('a volume that two containers mount in different places, or one of them not at all', () => {
  const moved = shared([{ name: 'logs', mountPath: '/var/log/api' }], [{ name: 'logs', mountPath: '/logs' }]);
  assert.is(moved?.cause, 'mounted-elsewhere');
  assert.is(moved?.confidence, 'certain');
  const absent = shared([], [{ name: 'logs', mountPath: '/logs' }]);
  assert.match(absent?.fixes[0]?.command ?? '', '"mountPath":"/logs"');
  const guessed = shared([{ name: 'logs', mountPath: '/var/log/api' }], [{ name: 'logs', mountPath: '/var/log/api' }]);
  assert.is(guessed?.confidence, 'likely');
});

test('a volume of one container alone, or what the image should have, is no such volume', () => {
  assert.is.not(shared([{ name: 'logs', mountPath: '/var/log/api' }], [])?.cause, 'mounted-elsewhere');
  assert.is.not(
    shared([{ name: 'logs', mountPath: '/var/log/api' }], [{ name: 'logs', mountPath: '/var/log/api' }], '/srv/index.html')?.cause,
    'mounted-elsewhere',
  );
  assert.is.not(shared([{ name: 'conf', mountPath: '/etc/a' }], [{ name: 'conf', mountPath: '/logs' }])?.cause, 'mounted-elsewhere');
});

test('a value that the command line does not give stands elsewhere: in the data, by ALTER SYSTEM', () => {
  const other = postgres('invalid value for parameter "shared_buffers": "4XB"', { args: ['-c', 'shared_buffers=256MB'] });
  assert.is.not(other?.cause, 'bad-argument');
});

test.run();
