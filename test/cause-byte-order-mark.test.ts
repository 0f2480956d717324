/** byte-order-mark: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const found = (key: string, text: string, log: string) =>
  findingsIn({
    status: ended(1),
    log,
    container: { volumeMounts: [{ name: 'in', mountPath: '/in' }] },
    spec: { volumes: [{ name: 'in', configMap: { name: 'sales' } }] },
    configMaps: { sales: { [key]: text } },
  })[0];

const KEY = 'Traceback (most recent call last):\n  File "/app/export.py", line 12, in <module>\nKeyError: \'amount\'';
const TABLE = 'amount,product,count\n1.20,pen,3\n';

test('the first column is called otherwise than it looks: likely, as some readers take the mark off', () => {
  const finding = found('sales.csv', `\uFEFF${TABLE}`, KEY);
  assert.is(`${finding?.cause} ${finding?.confidence}`, 'byte-order-mark likely');
  assert.match(finding?.fixes[0]?.command ?? '', '{"data":{"sales.csv":"amount,product,count');
});

test('an error that shows the mark makes it certain', () => {
  const log = "configparser.MissingSectionHeaderError: File contains no section headers.\nfile: '/in/app.ini', line: 1\n'\uFEFF[app]\\n'";
  const finding = found('app.ini', '\uFEFF[app]\nport = 80\n', log);
  assert.is(finding?.cause, 'byte-order-mark');
});

test('as programs write it: in the escapes of their language, or as the first of its bytes', () => {
  // BurntSushi/toml and encoding/json of Go.
  for (const [key, text, log] of [
    ['app.toml', '\uFEFFtitle = "x"', 'toml: line 1: expected key but found "\\ufefftitle"'],
    ['app.json', '\uFEFF{"a":1}', "invalid character 'ï' looking for beginning of value"],
  ] as const) {
    const finding = found(key, text, log);
    assert.is(`${finding?.cause} ${finding?.confidence}`, 'byte-order-mark certain', key);
  }
});

test('without the mark, and of another column than the first', () => {
  assert.is.not(found('sales.csv', TABLE, KEY)?.cause, 'byte-order-mark');
  assert.is.not(found('sales.csv', `\uFEFF${TABLE}`, KEY.replace('amount', 'discount'))?.cause, 'byte-order-mark');
});

test('other signs that we show by their names are not written into the file', () => {
  const finding = found('sales.csv', `\uFEFF${TABLE}2.00,\u200Bink,1\n`, KEY);
  assert.match(finding?.fixes[0]?.command ?? '', 'kubectl edit configmap sales');
});

test('a fault further down, and a reader of YAML, which takes the mark off', () => {
  assert.is.not(found('app.yaml', '\uFEFFserver:\n  port: 80\n', "KeyError: 'server'")?.cause, 'byte-order-mark');
  const deep = found(
    'app.yaml',
    '\uFEFFserver:\n  port: 80\ndb:\n  foo: bar: baz\n',
    '/in/app.yaml: yaml: line 4: mapping values are not allowed in this context',
  );
  assert.is(deep?.cause, 'malformed-config');
  assert.match(deep?.fixes[0]?.command ?? '', '{"app.yaml":"server:');
});

test('a sign within the text, which we only know by its name, is left to an editor', () => {
  const finding = found(
    'app.yaml',
    'name: a\u200Bb\ndb:\n  foo: bar: baz\n',
    '/in/app.yaml: yaml: line 3: mapping values are not allowed in this context',
  );
  assert.match(finding?.fixes[0]?.command ?? '', /^kubectl edit configmap sales/);
});

test.run();
