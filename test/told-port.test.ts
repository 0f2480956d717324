/** The port that is in use, where the error names none: edited from port-of-kubelet. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Edited, findingOn } from './edited-case.ts';

const CASE = 'port-of-kubelet';
const variable = (name: string, value: string) => (cluster: Edited) => {
  for (const { spec } of cluster.list('pods')) for (const { env = [] } of spec.containers) Object.assign(env[0] ?? {}, { name, value });
};

test('what a setting and the log both name is the port, and the kubelet tells its own', async () => {
  const finding = await findingOn(CASE);
  assert.is(finding.confidence, 'certain');
  assert.match(finding.summary, 'cannot listen on port 10250, which is in use: the kubelet of node lab listens on it');
  assert.match(finding.fixes[0]?.command ?? '', 'METRICS_PORT=10251');
});

test('a number of the log that no setting names is none, nor one of the settings that the log does not say', async () => {
  for (const change of [variable('METRICS_PORT', '9100'), variable('NAME', 'metrics')]) {
    const finding = await findingOn(CASE, change);
    assert.match(finding.summary, 'cannot listen on the port that it wants');
    assert.is(finding.confidence, 'likely');
  }
});

test.run();
