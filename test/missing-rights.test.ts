/** What a report says where a right is lacking: the gap, and nothing that only the reading would tell. */
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { judge, reportOn } from './judge.ts';

const at = (name: string) => fileURLToPath(new URL(`cases/${name}/`, import.meta.url));

async function read(name: string, ...deny: string[]) {
  const [report, { text }] = [await reportOn(at(name), deny), await judge(at(name), deny)];
  const [pod] = report.pods;
  const [finding] = pod?.containers.flatMap(({ findings }) => findings) ?? [];
  return { report, finding, text, gaps: (pod?.gaps ?? []).map(({ step }) => step) };
}

test('without the right to read the workload, its pods are found by what made them', async () => {
  const { finding, gaps } = await read('env-missing-node', 'get deployments');
  assert.is(finding?.cause, 'missing-variable');
  assert.ok(gaps.some((step) => step.startsWith('get deploy')));
});

test('a StatefulSet likewise; without the right to list pods there is no report', async () => {
  const { finding } = await read('file-of-ordinal', 'get statefulsets');
  assert.is(finding?.cause, 'missing-file');
  await reportOn(at('file-of-ordinal'), ['get statefulsets', 'list pods']).then(
    () => assert.unreachable(),
    (error: Error) => assert.match(error.message, 'statefulsets'),
  );
});

test('without events, none is said to be absent', async () => {
  const { finding } = await read('probe-path', 'list events', 'get pods/log');
  assert.is(finding?.cause, 'probe-kill-suspected');
  assert.is(finding?.confidence, 'possible');
  assert.match(finding?.summary ?? '', 'could not be read');
  assert.not.match(finding?.summary ?? '', 'no event is left');
});

test('without the log, the log is what would decide, and how to read it is told first', async () => {
  const { finding } = await read('env-missing-node', 'get pods/log');
  assert.is(finding?.cause, 'unexplained-exit');
  assert.is(finding?.confidence, 'possible');
  assert.match(finding?.fixes[0]?.command ?? '', /^kubectl logs .* --previous/);
  assert.not.match(finding?.summary ?? '', /empty|no error is recognised/);
});

test('without ConfigMaps, a value may come from the one that was not read, and a file may be a key of it', async () => {
  const value = await read('value-zod', 'get configmaps', 'list configmaps');
  assert.is.not(value.finding?.confidence, 'certain');
  assert.match(value.text, /ConfigMap \S+ could not be read/);
  const file = await read('file-of-ordinal', 'list configmaps');
  assert.is(file.finding?.confidence, 'likely');
  assert.match(file.finding?.summary ?? '', 'could not be read');
  assert.not.match(file.finding?.summary ?? '', 'no such key');
});

test('a Job that gave up, whose log may not be read: that is no sure reason', async () => {
  const { finding, text } = await read('cron-required-option', 'get pods/log');
  assert.is(finding?.confidence, 'possible');
  assert.match(finding?.fixes[0]?.command ?? '', /^kubectl logs /);
  assert.not.match(text, 'certain');
});

test('a CronJob without a Job, whose events may not be read: that it may make none is left open', async () => {
  const { report } = await read('cron-job-quota', 'list events');
  assert.match(report.pods[0]?.notes.join() ?? '', 'its events, which would tell whether it may make one, could not be read');
});

test.run();
