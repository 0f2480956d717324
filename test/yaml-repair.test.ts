/** Small mistakes in YAML and in types, put right where one change does it. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { wrongType } from '../src/trace/texts/wrong-type.ts';
import { repairedYaml } from '../src/trace/texts/yaml-repair.ts';

const text = (repaired: { text: string } | undefined) => repaired?.text;

test('an indentation that fits no line above', () => {
  assert.is(text(repairedYaml('a:\n  b: 1\n   c: 2\n', 3)), 'a:\n  b: 1\n  c: 2\n');
  assert.is(text(repairedYaml('list:\n  - a: 1\n   b: 2\n', 3)), undefined, 'between two lines, either may be meant');
});

test('a value that wants quotes, a colon that wants a blank', () => {
  assert.is(text(repairedYaml('title: Shop: the best\n', 1)), "title: 'Shop: the best'\n");
  assert.is(text(repairedYaml('owner: @shop\nb: 1\n', 1)), "owner: '@shop'\nb: 1\n");
  assert.is(text(repairedYaml('hosts:\n  - *.example.com\n', 2)), "hosts:\n  - '*.example.com'\n");
  assert.is(text(repairedYaml('a: 1\nport:514\nb: 2\n', 2)), 'a: 1\nport: 514\nb: 2\n');
});

test('a key within a key on one line; a value of several words wants quotes', () => {
  assert.is(text(repairedYaml('a: 1\noutput: host: collector\n', 2)), 'a: 1\noutput:\n  host: collector\n');
  assert.is(text(repairedYaml('a: 1\npage_title: note: hello\n', 2)), "a: 1\npage_title: 'note: hello'\n");
  assert.is(text(repairedYaml('note: warning: not yet\n', 1)), "note: 'warning: not yet'\n");
});

test('a key without its colon, in the line before the one at which the parser gave up', () => {
  assert.is(text(repairedYaml('output:\n  host collector\n  tls: true\n', 3)), 'output:\n  host: collector\n  tls: true\n');
});

test('what can be read, what no small change mends, and tabs are left', () => {
  assert.is(repairedYaml('a: 1\nb: 2\n', 2), undefined);
  assert.is(repairedYaml('a: [1, 2\nb: 2\n', 2), undefined);
  assert.is(repairedYaml('a:\n\tb: 1\n', 2), undefined);
});

const typed = (source: string, detail: string, line?: string) => wrongType(source, { detail, ...(line ? { line } : {}) }, detail);

test('a value in the type that Go wants, where the value has such a form', () => {
  const json = '{\n  "Limits": { "transfers": "50", "names": "a", "wait": "5s" }\n}';
  const go = (field: string, type: string) => `json: cannot unmarshal string into Go struct field ${field} of type ${type}`;
  assert.match(typed(json, go('.limits.Transfers', 'int'))?.better?.text ?? '', '"transfers": 50,');
  assert.match(typed(json, go('Config.limits.names', '[]string'))?.better?.text ?? '', '"names": ["a"]');
  assert.match(typed(json, go('Config.limits.wait', 'time.Duration'))?.better?.text ?? '', '"wait": 5000000000');
  assert.is(typed(json, go('Config.limits.names', 'int'))?.better, undefined);
  assert.is(typed(json, go('Config.other.names', 'int')), undefined);
  assert.match(
    typed('{"port": 80}', 'json: cannot unmarshal number into Go struct field .port of type string')?.better?.text ?? '',
    '"port": "80"',
  );
});

test('the same in YAML, by the line', () => {
  const yaml = 'a: "50"\nb: x50\n';
  assert.is(typed(yaml, 'cannot unmarshal !!str `50` into int', '1')?.better?.text, 'a: 50\nb: x50\n');
  assert.is(typed(yaml, 'cannot unmarshal !!str `x50` into int', '2')?.better, undefined);
  assert.is(typed(yaml, 'cannot unmarshal !!str `50` into int', '2'), undefined, 'not in that line');
});

test('a quotation mark that is not closed, a key without its colon, a backslash', () => {
  const open = repairedYaml('a:\n  - "x\nb:\n  c: d\n', 5);
  assert.is(open?.text, 'a:\n  - "x"\nb:\n  c: d\n');
  assert.match(open?.what ?? '', 'close the quotation mark in line 2');
  assert.is(repairedYaml('a: "x\nb: "y\n', 3), undefined, 'of two nobody knows which');
  assert.is(repairedYaml('a: 1\nb\n  c: d\n', 3)?.text, 'a: 1\nb:\n  c: d\n');
  assert.is(repairedYaml('a: "C:\\logs"\n', 1)?.text, "a: 'C:\\logs'\n");
});

test('between two lines that are as near, the line goes where it can be read', () => {
  const text = 'sources:\n  - /var/log/syslog\n output:\n  host: collector\n';
  const found = repairedYaml(text, 3);
  assert.is(found?.text, text.replace(' output', 'output'));
  assert.match(found?.what ?? '', 'indent by 0 blanks, not 1');
  // Of both that can be read nobody knows which is meant.
  assert.is(repairedYaml('a:\n  b: 1\n c: 2\n', 3), undefined);
});

test.run();
