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

test('a Job that has run well, or is called otherwise, or a program that speaks of no schema, is another matter', async () => {
  const done = await findings((cluster) => {
    cluster.one('jobs', 'claims-migrate').status = { conditions: [{ type: 'Complete', status: 'True' }] };
  });
  const called = await findings((cluster) => {
    const { metadata, spec } = cluster.one('jobs', 'claims-migrate');
    metadata.name = 'claims-report';
    for (const container of spec.template?.spec.containers ?? []) Object.assign(container, { name: 'report', image: 'report:1' });
  });
  const other = await findings((cluster) => {
    cluster.say('claims', 'claims', 'was the migration job run?', 'is it told of?');
    cluster.say('claims', 'claims', 'schema', 'ledger');
  });
  for (const found of [done, called, other]) {
    assert.is(found[0]?.cause, 'program-error');
    assert.not.match(found[0]?.summary ?? '', /Job/);
  }
});

test.run();
