/** Limits that a container's own script sets: which they are, and what is none. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ownUlimit } from '../src/trace/programs/own-ulimit.ts';
import type { Setting } from '../src/trace/settings/settings.ts';

const test = suite('ulimit in a script');

const argument = (written: string): Setting => ({
  name: undefined,
  written,
  value: written,
  place: { kind: 'argument', list: 'args', index: 0 },
});
const file = (path: string, written: string): Setting => ({
  ...argument(written),
  place: { kind: 'configmap', object: 'web', key: 'x', path, immutable: false },
});
const found = (letters: string, setting: Setting) => {
  const own = ownUlimit(letters, [setting]);
  return own && [own.text, own.without.to];
};

test('in the command, in a mounted script', () => {
  assert.equal(found('u', argument('ulimit -u 20; exec app')), ['ulimit -u 20', 'exec app']);
  assert.equal(found('n', argument('ulimit -Sn 64 && exec app')), ['ulimit -Sn 64', 'exec app']);
  assert.equal(found('v', file('/scripts/run.sh', '#!/bin/sh\nulimit -v 300000\nexec app\n')), [
    'ulimit -v 300000',
    '#!/bin/sh\nexec app\n',
  ]);
});

test('another limit, none, a text that is no script, a longer word', () => {
  assert.is(found('u', argument('ulimit -n 20; exec app')), undefined);
  assert.is(found('n', argument('ulimit -n unlimited; exec app')), undefined);
  assert.is(found('n', file('/etc/app/help.txt', 'before you start it: ulimit -n 64')), undefined);
  assert.is(found('n', argument('--no-ulimit -n 64')), undefined);
});

test.run();
