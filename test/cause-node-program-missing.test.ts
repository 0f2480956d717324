/** node-program-missing: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const on = (log: string) => findingsIn({ status: ended(1), log })[0];

test('the node lacks it, not the image', () => {
  const finding = on(
    'time="2026-01-02T03:04:05Z" level=fatal msg="Error starting: nsenter: failed to execute iscsiadm: No such file or directory"',
  );
  assert.is(finding?.cause, 'node-program-missing');
  assert.equal(finding?.object, { kind: 'Node', name: 'n1' });
  assert.match(finding?.fixes[0]?.text ?? '', /open-iscsi/);
});

test('what may not be entered, and what the image lacks, are other things', () => {
  assert.is.not(on('nsenter: cannot open /host/proc/1/ns/mnt: Permission denied')?.cause, 'node-program-missing');
  assert.is.not(on('/entrypoint.sh: line 3: iscsiadm: command not found')?.cause, 'node-program-missing');
});

test.run();
