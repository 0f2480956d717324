/** Every recorded case through the real code: its cause, what it has to say, what it must not say. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { CASE_NAMES, CASES } from './case-names.ts';
import { judge } from './judge.ts';

const update = process.env['UPDATE_EXPECTED'] === '1';
for (const name of CASE_NAMES) {
  const at = join(CASES, name);
  test(name, async () => {
    const { grade, misses, truth, cause, text } = await judge(at);
    const golden = join(at, 'expected.txt');
    if (update) writeFileSync(golden, text);
    assert.is(grade, 'right', `true: ${truth}, said: ${cause}; ${misses.join('; ')}`);
    assert.is(
      text,
      existsSync(golden) ? readFileSync(golden, 'utf8') : '',
      'differs from expected.txt (npm test rewrites it with UPDATE_EXPECTED=1)',
    );
  });
}
test.run();
