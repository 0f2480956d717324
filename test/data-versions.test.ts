/** Data that another version has written, that are in the way, or that are no data: words of their programs (see the phrases). */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn, type Situation } from './situation.ts';

const on = (mountPath: string, image: string, log: string, more: Situation['container'] = {}) =>
  findingsIn({
    status: ended(1),
    log,
    container: { image, volumeMounts: [{ name: 'data', mountPath }], ...more },
    spec: { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] },
  })[0];
const POSTGRES = (found: string, wants: string) =>
  `DETAIL:  The data directory was initialized by PostgreSQL version ${found}, which is not compatible with this version ${wants}.`;
const OF_18 = `Error: in 18+, these Docker images are configured to store database data in a
       format which is compatible with "pg_ctlcluster" (specifically, using
       major-version-specific directory names).

       Counter to that, there appears to be PostgreSQL data in:
         /var/lib/postgresql/data`;

test('the tag that made the data: of an extension its pgNN, of Bitnami without its revision, of MySQL from its number', () => {
  const run = (image: string, log: string) => on('/data', image, log)?.fixes[0]?.command ?? '';
  assert.match(run('postgres:15.4-alpine', POSTGRES('13', '15.4')), '"image":"postgres:13-alpine"');
  assert.match(run('pgvector/pgvector:0.5.1-pg16', POSTGRES('15', '16.1')), '"image":"pgvector/pgvector:0.5.1-pg15"');
  assert.match(run('bitnami/postgresql:16.1.0-debian-11-r5', POSTGRES('15', '16.1')), '"image":"bitnami/postgresql:15"');
  const mysql =
    '[ERROR] [MY-013171] [InnoDB] Cannot boot server version 80030 on data directory built by version 80033. Downgrade is not supported';
  assert.match(run('mysql:8.0.30', mysql), '"image":"mysql:8.0.33"');
  assert.match(on('/data', 'mysql:8.0.30', mysql)?.fixes[0]?.text ?? '', 'no older one reads them');
});

test("PostgreSQL's image since 18: a mount that it would not use, or the data of an older one", () => {
  const unused = on('/var/lib/postgresql/data', 'postgres:18', `${OF_18} (unused mount/volume)`);
  assert.is(`${unused?.cause} ${unused?.confidence}`, 'data-version certain');
  assert.match(unused?.fixes[0]?.command ?? '', '/volumeMounts/0/mountPath","value":"/var/lib/postgresql"');
  const old = on('/var/lib/postgresql/data', 'postgres:18', OF_18);
  assert.match(old?.summary ?? '', 'an older version has left its data');
  assert.is(old?.fixes[0]?.command, undefined);
});

test('an index of another version is not damaged, nor is a folder of the file system, nor a store that may not be opened', () => {
  const index =
    'org.apache.lucene.index.IndexFormatTooNewException: Format version is not supported (resource x): 10 (needs to be between 7 and 9)';
  assert.is(on('/data', 'elasticsearch:7.17.0', index)?.cause, 'data-version');
  const kafka =
    "org.apache.kafka.common.KafkaException: Found directory /data/lost+found, 'lost+found' is not in the form of topic-partition";
  const found = on('/data', 'kafka', kafka);
  assert.is(found?.cause, 'data-not-empty');
  assert.match(found?.fixes[0]?.command ?? '', '/subPath","value":"data"');
  const prometheus = 'level=error err="opening storage failed: mkdir /prometheus/wal: permission denied"';
  assert.is.not(on('/prometheus', 'prom/prometheus', prometheus)?.cause, 'data-corrupt');
});

test('mysqld does not tell what lies in the folder', () => {
  const found = on('/var/lib/mysql', 'mysql:8', '[ERROR] --initialize specified but the data directory has files in it. Aborting.');
  assert.is(`${found?.cause} ${found?.confidence}`, 'data-not-empty likely');
  assert.match(found?.summary ?? '', 'or an earlier start has left its files there');
});

test('a jar is no data: of the image, or of the volume that brings it', () => {
  const image = on('/data', 'web:1', 'Error: Invalid or corrupt jarfile /app/app.jar');
  assert.equal(image?.object, { kind: 'Image', name: 'web:1' });
  assert.match(
    on('/app', 'web:1', 'no main manifest attribute, in /app/app.jar')?.summary ?? '',
    /names no class to start with.*of volume data$/,
  );
});

test('a database of SQLite that an argument names; of libpq one that is called as its user', () => {
  const sqlite = on('/data', 'x', 'unable to open database file: no such file or directory', { args: ['--db=/var/lib/app/app.db'] });
  assert.match(sqlite?.summary ?? '', '/var/lib/app/app.db (args[0])');
  const missing = on('/data', 'x', 'FATAL:  database "app" does not exist', { env: [{ name: 'PGUSER', value: 'app' }] });
  assert.match(missing?.summary ?? '', 'as it names none, and its user (env PGUSER) is called so');
});

test.run();
