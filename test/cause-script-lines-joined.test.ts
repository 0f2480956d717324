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

test('a comment between commands takes those behind it with it', () => {
  const finding = first('mkdir -p /tmp/s && touch /tmp/s/x; # the probe asks for /x exec python -m http.server 8080');
  assert.is(finding?.cause, 'script-lines-joined');
  assert.match(finding?.summary ?? '', '# makes all behind it a comment, so "exec python -m http.server 8080" is not run');
  assert.match(finding?.fixes[0]?.command ?? '', String.raw`touch /tmp/s/x;\n# the probe asks for /x\nexec python -m http.server 8080`);
  assert.is(
    joinedLines('set -e; # prepare mkdir -p /x # run exec node a.js')?.apart,
    'set -e;\n# prepare\nmkdir -p /x\n# run\nexec node a.js',
  );
  for (const script of [
    'python /app/job.py # does the job, then sleep',
    'exec python /app/job.py # exec keeps signals',
    'echo "a # b"; exec python x.py',
    'sleep 5; # while it waits for /x',
    'curl http://x/#exec; sleep 1',
  ])
    assert.is(joinedLines(script), undefined, script);
  assert.is.not(first('set -e; false; # next exec node a.js', 1)?.cause, 'script-lines-joined');
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

test('exec begins a command, be it behind what is printed', () => {
  assert.match(joinedLines('set -e echo starting exec /srv/shop --serve')?.apart ?? '', /echo starting\nexec \/srv\/shop --serve$/);
});

test.run();
