/** database-file-unopened: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Container } from '../src/kube/shapes.ts';
import { ended, findingsIn } from './situation.ts';

const log = `Traceback (most recent call last):
  File "/app/migrate.py", line 6, in <module>
    database = sqlite3.connect(os.environ.get("DATABASE", "/data/shop.db"))
sqlite3.OperationalError: unable to open database file
`;
const first = (container: Partial<Container>, text = log) =>
  findingsIn({ container, spec: { volumes: [{ name: 'data', emptyDir: {} }] }, status: ended(1), log: text })[0];

test('the path is that of the code, or of the variable; the one volume to write in belongs there', () => {
  const finding = first({ volumeMounts: [{ name: 'data', mountPath: '/var/data' }] });
  assert.is(finding?.cause, 'database-file-unopened');
  assert.match(finding?.fixes[0]?.command ?? '', '"path":"/spec/containers/0/volumeMounts/0/mountPath","value":"/data"');
  const set = first({ env: [{ name: 'DATABASE', value: 'sqlite:////srv/a.db' }] });
  assert.match(set?.summary ?? '', '/srv/a.db (DATABASE)');
  assert.match(set?.fixes[0]?.command ?? '', '"mountPath":"/srv"');
});

test('a volume is mounted there: it may not write in it; and without any path nothing is claimed', () => {
  assert.match(first({ volumeMounts: [{ name: 'data', mountPath: '/data' }] })?.summary ?? '', 'may not write in /data, of volume data');
  assert.is.not(first({}, 'sqlite3.OperationalError: unable to open database file\n')?.cause, 'database-file-unopened');
});

test('an init container makes the folder as another user: it is to run as the container does; one that gives it away is not to blame', () => {
  const inFolder = (script: string, runAsUser = 1000) =>
    findingsIn({
      container: {
        command: ['python3', '-c', 'import sqlite3\nsqlite3.connect("/data/index/index.db")'],
        volumeMounts: [{ name: 'data', mountPath: '/data' }],
        securityContext: { runAsUser },
      },
      spec: {
        volumes: [{ name: 'data', emptyDir: {} }],
        initContainers: [{ name: 'prepare', command: ['sh', '-c', script], volumeMounts: [{ name: 'data', mountPath: '/stage' }] }],
      },
      status: ended(1),
      log: 'sqlite3.OperationalError: unable to open database file\n',
    })[0];
  const made = inFolder('mkdir -p /stage/index && echo prepared');
  assert.match(made?.summary ?? '', "init container prepare makes that folder as its image's user, and it runs as user 1000");
  assert.match(made?.fixes[0]?.command ?? '', '"initContainers":[{"name":"prepare","securityContext":{"runAsUser":1000}}]');
  for (const other of [
    inFolder('mkdir -p /stage/other'),
    inFolder('mkdir /stage/index && chmod 777 /stage/index'),
    inFolder('mkdir /stage/index', 0),
  ])
    assert.not.match(other?.summary ?? '', 'prepare');
});

test('no path at all: the one volume that keeps things is possible, for a user that may not write there', () => {
  const on = (runAsUser: number, ...names: string[]) =>
    findingsIn({
      container: {
        volumeMounts: names.map((name) => ({ name, mountPath: `/srv/${name}` })),
        securityContext: { runAsUser },
      },
      spec: { volumes: names.map((name) => ({ name, persistentVolumeClaim: { claimName: name } })) },
      status: ended(1),
      log: 'sqlite3.OperationalError: unable to open database file\n',
    })[0];
  const finding = on(1000, 'hub');
  assert.is(finding?.cause, 'database-file-unopened');
  assert.is(finding?.confidence, 'possible');
  assert.match(finding?.fixes[0]?.command ?? '', '"fsGroup":1000');
  assert.is.not(on(0, 'hub')?.cause, 'database-file-unopened');
  assert.is.not(on(1000, 'hub', 'shop')?.cause, 'database-file-unopened');
});

test('a file that is there and may not be written: its volume is read-only, or of another user; without a volume nothing is claimed', () => {
  const written = (volumeMounts: NonNullable<Container['volumeMounts']>, runAsUser?: number) =>
    first(
      {
        env: [{ name: 'DATABASE', value: '/data/shop.db' }],
        volumeMounts,
        ...(runAsUser === undefined ? {} : { securityContext: { runAsUser } }),
      },
      log.replace('unable to open database file', 'attempt to write a readonly database'),
    );
  const readOnly = written([{ name: 'data', mountPath: '/data', readOnly: true }]);
  assert.match(
    readOnly?.summary ?? '',
    /cannot write its SQLite database \/data\/shop\.db \(DATABASE\): the file is there, and it may not write in \/data, of volume data, which is mounted with readOnly: true/,
  );
  assert.match(readOnly?.fixes[0]?.command ?? '', '"path":"/spec/containers/0/volumeMounts/0/readOnly","value":false');
  assert.match(written([{ name: 'data', mountPath: '/data' }], 1000)?.summary ?? '', 'as user 1000, and no fsGroup is set');
  assert.is.not(written([])?.cause, 'database-file-unopened');
  assert.is.not(written([{ name: 'data', mountPath: '/var/data' }])?.cause, 'database-file-unopened');
});

test('no path, and the one volume was filled by an init container as another user, or is mounted read-only', () => {
  const readonly = 'sqlite3.OperationalError: attempt to write a readonly database\n';
  const filled = (text: string, init: Partial<Container> | undefined, mount = {}, runAsUser: number | undefined = 1000) =>
    findingsIn({
      container: { volumeMounts: [{ name: 'data', mountPath: '/data', ...mount }], securityContext: { runAsUser } },
      spec: {
        volumes: [{ name: 'data', emptyDir: {} }],
        ...(init ? { initContainers: [{ name: 'restore', volumeMounts: [{ name: 'data', mountPath: '/data' }], ...init }] } : {}),
      },
      status: ended(1),
      log: text,
    })[0];
  const asRoot = filled(readonly, {});
  assert.is(asRoot?.cause, 'database-file-unopened');
  assert.match(asRoot?.summary ?? '', /cannot write its SQLite database.* init container restore fills it as its image's user/);
  assert.match(asRoot?.fixes[0]?.command ?? '', '"initContainers":[{"name":"restore","securityContext":{"runAsUser":1000}}]');
  assert.is(filled('sqlite3.OperationalError: unable to open database file\n', {})?.confidence, 'possible');
  // The same user, one that only reads, or none: in a new emptyDir anybody may write.
  assert.is.not(filled(readonly, { securityContext: { runAsUser: 1000 } })?.cause, 'database-file-unopened');
  assert.is.not(
    filled(readonly, { volumeMounts: [{ name: 'data', mountPath: '/data', readOnly: true }] })?.cause,
    'database-file-unopened',
  );
  assert.is.not(filled(readonly, undefined)?.cause, 'database-file-unopened');
  assert.is.not(filled(readonly, {}, {}, 0)?.cause, 'database-file-unopened', 'root may write anywhere');
  const mounted = filled(readonly, { securityContext: { runAsUser: 0 } }, { readOnly: true }, 0);
  assert.is.not(mounted?.cause, 'database-file-unopened', 'nobody else has filled it');
});

test.run();
