/** cluster-unsafe: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const line = (words: string) => `2026-01-02  3:04:05 0 [ERROR] ${words}`;
const on = (...lines: string[]) => findingsIn({ status: ended(1), log: lines.map(line).join('\n') })[0];

test('its own mark forbids it', () => {
  const finding = on(
    'WSREP: It may not be safe to bootstrap the cluster from this node. It was not the last one to leave the cluster and may not contain all the updates.',
    'WSREP: wsrep::connect(gcomm://) failed: 7',
    'Aborting',
  );
  assert.is(finding?.cause, 'cluster-unsafe');
  assert.match(finding?.summary ?? '', /safe_to_bootstrap: 0/);
  assert.ok(finding?.fixes.every(({ command }) => command === undefined));
});

test('one that does not reach the others is another thing', () => {
  assert.is.not(
    on('WSREP: failed to open gcomm backend connection: 110: failed to reach primary view: 110 (Connection timed out)', 'Aborting')?.cause,
    'cluster-unsafe',
  );
});

test.run();
