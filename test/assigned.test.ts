/** A value that a start script gives to a variable, over that of the spec. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingsIn, mounted } from './situation.ts';

const LOG = `Traceback (most recent call last):
  File "/app/worker.py", line 14, in <module>
    batch = int(os.environ.get("BATCH_SIZE", "25"))
ValueError: invalid literal for int() with base 10: ''
`;

function found(line: string, log = LOG) {
  const situation = mounted('run.sh', `#!/bin/sh\n${line}\nexec python /app/worker.py\n`, ['sh', '/code/run.sh'], log, 1);
  return findingsIn({ ...situation, container: { ...situation.container, env: [{ name: 'BATCH_SIZE', value: '10' }] } })[0];
}

test('the script is named, not the setting that it hides, and its line is taken out', () => {
  const finding = found('export BATCH_SIZE=$(sed -n "s/^batch=//p" /code/settings)');
  assert.is(`${finding?.cause} ${finding?.confidence}`, 'invalid-value certain');
  assert.match(finding?.summary ?? '', 'cannot use the value "" of BATCH_SIZE');
  assert.match(finding?.summary ?? '', /gives it that in line 2 \(.*\), as the command there gave nothing$/);
  assert.match(finding?.fixes[0]?.text ?? '', 'so that env BATCH_SIZE holds, 10');
});

test('a line that gives another value, or two lines, explain nothing; nor does a setting with another value', () => {
  for (const line of ['export BATCH_SIZE=5', 'export BATCH_SIZE=$A\nexport BATCH_SIZE=$B', 'true', '# BATCH_SIZE=$A']) {
    const finding = found(line);
    assert.not.match(finding?.summary ?? '', 'in line');
    assert.not.match(finding?.summary ?? '', 'stands in env BATCH_SIZE');
    assert.is.not(finding?.confidence, 'certain');
  }
});

test.run();
