/** A program that waits for a schema, and the Job that should have made it. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Edited, reportOnEdited } from './edited-case.ts';

const findings = async (edit?: (cluster: Edited) => void) =>
  (await reportOnEdited('schema-job-pull', edit)).pods.flatMap(({ containers }) => containers).flatMap(({ findings }) => findings);

test('the Job is followed to its pod', async () => {
  const [culprit, victim] = await findings();
  assert.match(culprit?.summary ?? '', /^pod claims-migrate-.* cannot pull image/);
  assert.match(victim?.summary ?? '', /Job claims-migrate, which is called like one that migrates, has not ended yet/);
});

test('a Job that has run well, or is called otherwise, is not', async () => {
  const done = await findings((cluster) => {
    cluster.one('jobs', 'claims-migrate').status = { conditions: [{ type: 'Complete', status: 'True' }] };
  });
  assert.not.match(done[0]?.summary ?? '', /Job/);
  const other = await findings((cluster) => cluster.say('claims', 'claims', 'schema', 'ledger'));
  assert.is(other.filter(({ summary }) => /Job claims-migrate/.test(summary)).length, 1, 'the words still speak of a migration');
});

test.run();
