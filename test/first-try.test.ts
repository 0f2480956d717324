/** A Job's first try, of which the later ones meet what it left. Edited from job-second-try. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Edited, findingOn } from './edited-case.ts';

const said = async (edit?: (cluster: Edited) => void) => (await findingOn('job-second-try', edit)).summary;
const first = (cluster: Edited) =>
  cluster
    .list('pods')
    .filter(({ metadata }) => metadata.name.startsWith('migrate-'))
    .sort((a, b) => String(a.metadata.creationTimestamp).localeCompare(String(b.metadata.creationTimestamp)))[0];

test('what the first one said stands above', async () => {
  assert.match(await said(), /^pod migrate-jffgr: .*002_mail\.sql.*contains null values/);
});

test('a first try that met the same, is gone, or did another part of the work', async () => {
  const edits: ((cluster: Edited) => void)[] = [
    (cluster) =>
      cluster.log(
        first(cluster)?.metadata.name ?? '',
        'migrate',
        'psql:/schema/001_customers.sql:1: ERROR:  relation "customers" already exists\n',
      ),
    (cluster) => {
      const pods = cluster.list('pods');
      const left = pods.filter(({ metadata }) => !metadata.name.startsWith('migrate-') || metadata.name === 'migrate-gm96l');
      pods.splice(0, pods.length, ...left);
    },
    (cluster) => {
      for (const { metadata } of cluster.list('pods')) metadata.annotations = { 'batch.kubernetes.io/job-completion-index': '1' };
    },
  ];
  for (const edit of edits) assert.match(await said(edit), /^container migrate fails at 001_customers\.sql/);
});

test.run();
