/** job-not-done: what matches, and what looks like it and is another thing. Edited from job-seed-wanted. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Edited, reportOnEdited } from './edited-case.ts';

const found = async (edit?: (cluster: Edited) => void) => {
  const { pods } = await reportOnEdited('job-seed-wanted', edit);
  return pods.flatMap(({ containers }) => containers).flatMap(({ findings }) => findings);
};
const says = (line: string) => (cluster: Edited) => cluster.log('front', 'front', `${line}\n`);

test("the Job that its last words name has failed: that pod's own cause stands above", async () => {
  const findings = await found();
  assert.is(findings.at(-1)?.cause, 'job-not-done');
  assert.match(findings.at(-1)?.summary ?? '', 'Job seed has failed');
  assert.match(findings[0]?.summary ?? '', 'redis-master');
  for (const line of ['Error: run the seed job first', 'panic: settings are missing (jobs/seed)', `fatal: job "seed" did not finish`])
    assert.ok(
      (await found(says(line))).some(({ cause }) => cause === 'job-not-done'),
      line,
    );
});

test('not for a word that is no Job, a Job that has run well, or another that is called alike', async () => {
  for (const line of ['front: no seed for the random numbers', 'front: job/seed-prices has not run', 'front: the job is done'])
    assert.not.ok(
      (await found(says(line))).some(({ cause }) => cause === 'job-not-done'),
      line,
    );
  const well = await found((cluster) => {
    Object.assign(cluster.one('jobs', 'seed').status ?? {}, {
      failed: 0,
      succeeded: 1,
      conditions: [{ type: 'Complete', status: 'True' }],
    });
  });
  assert.not.ok(well.some(({ cause }) => cause === 'job-not-done'));
});

test('not where it tells of a Job that it makes', async () => {
  for (const line of ['Error: job seed already exists', 'created job/seed\nError: connect ECONNREFUSED 10.1.2.3:6379'])
    assert.not.ok(
      (await found(says(line))).some(({ cause }) => cause === 'job-not-done'),
      line,
    );
});

test('nor where it goes on, and ends on something else', async () => {
  const findings = await found(says('watching jobs\njob seed failed, told the chat of it\nfatal: the token of the chat is invalid'));
  assert.not.ok(findings.some(({ cause }) => cause === 'job-not-done'));
});

test.run();
