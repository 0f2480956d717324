/** shell-words-lost: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const of = (...command: string[]) => findingsIn({ status: ended(0), container: { command }, log: '' })[0];

test('the words of one program', () => {
  for (const command of [
    ['sh', '-c', 'python3', '-m', 'http.server'],
    ['bash', '-lc', 'npm', 'start'],
  ])
    assert.is(`${of(...command)?.cause} ${of(...command)?.confidence}`, 'shell-words-lost certain');
});

test('a name for $0 is no argument; a script of several commands may have done all of its own', () => {
  for (const zero of ['--', '_', 'sh', '/bin/bash'])
    assert.is.not(of('sh', '-c', './migrate.sh && ./seed.sh', zero)?.cause, 'shell-words-lost', zero);
  assert.is(of('sh', '-c', 'set -e; ./migrate.sh', 'migrate')?.confidence, 'likely');
});

test.run();
