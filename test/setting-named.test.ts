/** Which setting a program speaks of by its own name for it, without the value. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { settingThatHolds } from '../src/trace/settings/setting-named.ts';
import type { Setting } from '../src/trace/settings/settings.ts';

const test = suite('an argument by its name');

const settings = (...words: string[]): Setting[] =>
  words.map((word, index) => ({ name: undefined, written: word, value: word, place: { kind: 'argument', list: 'args', index } }));
const found = (name: string, ...words: string[]) => settingThatHolds(name, undefined, settings(...words))?.written;

test('with its value, or in front of it', () => {
  assert.is(found('initial-cluster', '--name=a', '--initial-cluster=a=http://127.0.0.1:2380'), '--initial-cluster=a=http://127.0.0.1:2380');
  assert.is(found('--since', '--since', '1h', '--all'), '1h');
  assert.is(found('listen', '-listen', ':8080'), ':8080');
});

test('a longer name, a flag without a value, one that is given twice, a word that is no name', () => {
  assert.is(found('initial-cluster', '--initial-cluster-state=new'), undefined);
  assert.is(found('all', '--all', '--since=1h'), undefined);
  assert.is(found('since', '--since=1h', '--since=2h'), undefined);
  assert.is(found('serve', 'serve'), undefined);
});

test.run();
