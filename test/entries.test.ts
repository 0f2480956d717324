/** Names of entries in configuration texts, and the one that is meant by a name that is not there. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { entriesOf, entriesWith, renamedEntry } from '../src/trace/texts/entries.ts';

const names = (text: string, file: string) => entriesOf(text, file).map(({ path }) => path.join('.'));

test('entries of each format, by their paths', () => {
  assert.equal(names('a: 1\nb:\n  c: x\n  d: [1]\n', 'x.yaml'), ['a', 'b', 'b.c', 'b.d']);
  assert.equal(names('{ "a": { "b": 1 } }', 'x.json'), ['a', 'a.b']);
  assert.equal(names('x = 1\n\n[mail]\nhost = "a"\n', 'x.toml'), ['x', 'mail', 'mail.host']);
  assert.equal(names('billing.queue=a\n# b=c\n', 'x.properties'), ['billing.queue']);
  assert.equal(names('a: b: c', 'x.yaml'), [], 'it does not parse');
});

test('the place of a value, without its quotes', () => {
  for (const [text, file] of [
    ['{ "a": { "port": "80808" } }', 'x.json'],
    ['[server]\nport = "80808" # of the page\n', 'x.toml'],
    ['server:\n  port: 80808\n', 'x.yaml'],
  ] as const) {
    const [found] = entriesWith('80808', text, file);
    assert.is(text.slice(found?.value?.start, found?.value?.end), '80808', file);
  }
});

test('a name that is nearly the same, or means the same', () => {
  assert.is(renamedEntry('alerts', [], '[alert]\nlow = 5\n', 'x.ini')?.text, '[alerts]\nlow = 5\n');
  assert.is(renamedEntry('output.host', [], 'outputs:\n  host: a\n', 'x.yaml')?.text, 'output:\n  host: a\n');
  assert.is(renamedEntry('billing.queue', [], 'billing.qeue=a\nbilling.currency=b\n', 'x.properties')?.from, 'billing.qeue');
  assert.is(renamedEntry('database', [], 'db:\n  host: a\n', 'x.yaml')?.text, 'database:\n  host: a\n');
});

test('a group by what is read from it, where it is the only one that has all of that', () => {
  const text = 'sender = "a"\n[mail]\nhost = "b"\nport = 25\n[web]\nport = 80\n';
  assert.is(renamedEntry('smtp', ['host', 'port'], text, 'x.toml')?.from, 'mail');
  assert.is(renamedEntry('smtp', ['port'], text, 'x.toml'), undefined, 'two have a port');
  assert.is(renamedEntry('smtp', [], text, 'x.toml'), undefined);
  assert.is(renamedEntry('mail', ['host'], text, 'x.toml'), undefined, 'it is there');
});

test.run();
