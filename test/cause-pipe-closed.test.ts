/** pipe-closed: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const first = (script: string, exitCode = 141) =>
  findingsIn({ container: { command: ['bash', '-c', script] }, status: ended(exitCode), log: 'taking the first ten orders\n' })[0];

test('the reader is named, and pipefail taken out', () => {
  const found = first('set -euo pipefail\nseq 1 2000000 | head -n 10 > /tmp/orders\nwc -l < /tmp/orders');
  assert.is(found?.cause, 'pipe-closed');
  assert.is(found?.confidence, 'certain');
  assert.match(found?.summary ?? '', '"head -n 10 > /tmp/orders" stops reading');
  assert.match(found?.fixes[0]?.command ?? '', 'set -eu\\nseq');
  assert.match(first('set -eo pipefail\nseq 9 | grep -qi 1')?.summary ?? '', '"grep -qi 1" stops');
  assert.match(first("set -eo pipefail\nseq 9 | sed -n '3{p;q}'")?.summary ?? '', "sed -n '3{p;q}");
  assert.match(first('set -e -o pipefail\nseq 9 | grep -q 1')?.fixes[0]?.command ?? '', 'set -e\\nseq 9');
  assert.match(first('set -e\nset -o pipefail\nseq 9 | grep -q 1')?.fixes[0]?.command ?? '', 'set +o pipefail');
});

test('pipefail that is an option of the shell is put out in the line', () => {
  const told = (...command: string[]) =>
    findingsIn({ container: { command: [...command, 'seq 1 2000000 | head -n 10'] }, status: ended(141), log: '' })[0];
  const found = told('/bin/bash', '-euo', 'pipefail', '-c');
  assert.match(found?.summary ?? '', 'and -euo pipefail makes a failure of that');
  assert.match(found?.fixes[0]?.command ?? '', '"path":"/spec/containers/0/command/4","value":"set +o pipefail\\nseq 1');
  assert.is(told('bash', '-o', 'pipefail', '-e', '-c')?.cause, 'pipe-closed');
  assert.is.not(told('bash', '-eu', '-o', 'noglob', '-c')?.cause, 'pipe-closed');
});

test('a pipe whose failure is asked for, masked or passed by ends nothing', () => {
  for (const script of [
    'set -euo pipefail\nseq 1 9999999 | head -n 1 || true\nexec app',
    'set -euo pipefail\nif app list | grep -q foo; then echo yes; fi\nexec app',
    'set -euo pipefail\nexport PW=$(tr -dc a-z </dev/urandom | head -c 16)\nexec app',
    'set -o pipefail\nseq 1 9999999 | head -n 1\nexec app',
    'set -euo pipefail\n# seq 1 9 | head -1\ncat /data/x | nc db 80',
  ])
    assert.is.not(first(script)?.cause, 'pipe-closed', script);
});

test('other ways to write the options, and a writer without an end', () => {
  assert.match(first('set -eEuo pipefail\nseq 9 | head -1')?.fixes[0]?.command ?? '', 'set -eEu\\nseq 9');
  assert.match(first('set -o errexit -o pipefail\nseq 9 | head -1')?.fixes[0]?.command ?? '', 'set -o errexit\\nseq 9');
  assert.match(first('set -eo pipefail\ntar c / | dd of=/tmp/x bs=1M count=1')?.summary ?? '', 'count=1" stops');
  assert.match(first('set -eo pipefail\nseq 9999 | while read l; do break; done')?.summary ?? '', 'do break" stops');
  assert.match(first('set -o pipefail; yes | apt-get install -y curl')?.summary ?? '', '"apt-get install -y curl" stops reading');
});

test('of two that may end early, none is named', () => {
  const found = first('set -eo pipefail\nseq 1 99 | head -n 1\nseq 1 99 | grep -q 2');
  assert.is(found?.confidence, 'likely');
  assert.match(found?.decides ?? '', 'head -n 1; grep -q 2');
});

test('without pipefail, without a reader that ends early, or with another exit code it is another thing', () => {
  for (const script of [
    'set -eu\nseq 1 2000000 | head -n 10',
    'set -euo pipefail\nseq 1 2000000 | sort | grep 7',
    "set -euo pipefail\nseq 1 2000000 | sed 's/freq/rate/' | nc log 80",
  ])
    assert.is.not(first(script)?.cause, 'pipe-closed');
  assert.is.not(first('set -euo pipefail\nseq 1 2000000 | head -n 10', 1)?.cause, 'pipe-closed');
});

test.run();
