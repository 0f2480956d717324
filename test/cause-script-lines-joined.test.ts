/** script-lines-joined: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { joinedLines } from '../src/trace/programs/joined-lines.ts';
import { ended, findingsIn } from './situation.ts';

const first = (script: string, exitCode = 0, log = '') =>
  findingsIn({ container: { command: ['/bin/bash', '-c'], args: [script] }, status: ended(exitCode), log })[0];

test('what stands behind set is never run; its lines are put back', () => {
  const finding = first('set -euo pipefail export OUT=/tmp/out mkdir -p $OUT exec python3 /app/main.py --port 80');
  assert.is(finding?.cause, 'script-lines-joined');
  assert.is(finding?.confidence, 'certain');
  assert.match(finding?.summary ?? '', 'what follows set -euo pipefail there is taken for its arguments');
  assert.match(
    finding?.fixes[0]?.command ?? '',
    String.raw`"value":"set -euo pipefail\nexport OUT=/tmp/out\nmkdir -p $OUT\nexec python3 /app/main.py --port 80"`,
  );
});

test('a loop stays whole; what is only printed is no command; an assignment goes with its command', () => {
  const again = (text: string) => joinedLines(text)?.apart;
  assert.is(again('set -e while true; do date > /tmp/x; sleep 2; done'), 'set -e\nwhile true; do date > /tmp/x; sleep 2; done');
  assert.is(again('set -e echo sleep while TZ=UTC date'), 'set -e\necho sleep while TZ=UTC date');
  assert.is(again('set -x cd /app PORT=80 node server.js'), 'set -x\ncd /app PORT=80 node server.js');
  assert.is(again("set -e echo 'it"), undefined);
});

test('a comment takes the rest of its line with it', () => {
  assert.match(first('#!/bin/bash exec nginx')?.summary ?? '', '#!/bin/bash makes all of it a comment');
  assert.is(joinedLines('# starts the shop exec nginx')?.apart, undefined);
});

test('lines that are lines, commands that are ended, and arguments that are meant', () => {
  for (const script of [
    'set -e\nexec nginx',
    'set -euo pipefail; exec nginx',
    'set -e && exec nginx',
    'set -- one two',
    'set -o pipefail',
    'set -e # stops at the first error',
    'set -e ${TRACE:+-x}\nexec nginx',
    'set -e "$DEBUG"; exec nginx',
    '#!/bin/bash\nexec nginx',
    'exec nginx',
  ])
    assert.is(joinedLines(script), undefined, script);
});

test.run();
