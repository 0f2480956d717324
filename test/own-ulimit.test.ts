/** Limits that a container's own script sets: which they are, and what is none. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { filesLimit, memoryLimitTold, ownMemoryLimit, ownUlimit } from '../src/trace/programs/own-ulimit.ts';
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
  return own && [own.text, own.change.to];
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

test('the number of a variable: it is raised there', () => {
  const variable = (name: string, value: string): Setting => ({ name, written: value, value, place: { kind: 'env', index: 0 } });
  const script = argument('ulimit -n "${OPEN_FILES:-1024}" && exec app');
  const own = ownUlimit('n', [script, variable('OPEN_FILES', '256')]);
  assert.equal([own?.text, own?.setting.name, own?.change.to], ['ulimit -n "${OPEN_FILES:-1024}"', 'OPEN_FILES', '1024']);
  assert.is(ownUlimit('n', [script]), undefined);
  assert.is(ownUlimit('n', [script, variable('OPEN_FILES', 'many')]), undefined);
  // The script of an image is not seen.
  assert.is(filesLimit([variable('APP_NOFILE', '200')])?.change.to, '1024');
  assert.is(filesLimit([variable('MAX_OPEN_FILES', '100000')]), undefined, 'as a bound of its own, it is not what was reached');
  assert.is(filesLimit([variable('LOG_FILES', '5')]), undefined);
  assert.is(filesLimit([variable('ROCKSDB_MAX_OPEN_FILES', '500')]), undefined, 'a cache of open files');
  assert.is(filesLimit([variable('CACHE_OPEN_FILES', '100')]), undefined);
  assert.is(filesLimit([variable('PROFILE', '5')]), undefined);
});

test('a limit of its own memory, by its name, that is less than the container may use', () => {
  const variable = (name: string, value: string): Setting => ({ name, written: value, value, place: { kind: 'env', index: 0 } });
  const to = (name: string, value: string, room?: number) => memoryLimitTold([variable(name, value)], room)?.change.to;
  assert.is(to('MAX_MEMORY_MB', '160', 768 * 2 ** 20), '640');
  assert.is(to('WORKER_MEM_LIMIT_MIB', '300', 512 * 2 ** 20), '460', 'as far as there is room');
  assert.is(to('MEMORY_LIMIT_GB', '2'), '8');
  assert.is(to('MAX_MEMORY_MB', '1024', 768 * 2 ** 20), undefined, 'another one holds before it');
  assert.is(to('MAX_UPLOAD_MB', '16'), undefined);
  assert.is(to('MAX_MEMORY', '160'), undefined, 'of what, nobody says');
  assert.is(to('MEMORY_MB', '160'), undefined);
  // Only of a runtime that has no size of its own.
  assert.is(ownMemoryLimit('node', [variable('MAX_MEMORY_MB', '160')], undefined), undefined);
});

test.run();
