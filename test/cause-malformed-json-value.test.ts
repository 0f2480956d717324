/** What is meant as JSON and is none: which of the texts it is, and what looks like it. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { repairedJson } from '../src/trace/texts/refused-json.ts';
import { ended, findingsIn, type Situation } from './situation.ts';

const LOG = `Traceback (most recent call last):
  File "/app/main.py", line 9, in <module>
    flags = json.loads(os.environ["FLAGS"])
json.decoder.JSONDecodeError: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)
`;
const app = (env: Record<string, string>, files: Record<string, string> = {}, log = LOG): Situation => ({
  container: {
    env: Object.entries(env).map(([name, value]) => ({ name, value })),
    volumeMounts: [{ name: 'files', mountPath: '/etc/app' }],
  },
  spec: { volumes: [{ name: 'files', configMap: { name: 'files' } }] },
  configMaps: { files },
  status: ended(1),
  log,
});
const first = (situation: Situation) => findingsIn(situation)[0];

test('the one variable that does not parse, and the text that was meant', () => {
  const finding = first(
    app({ FLAGS: "{'beta': true}", LIMITS: '{"a":1}', LISTEN: '[::]:8080' }, { 'app.json': '{}', 'main.py': 'import json' }),
  );
  assert.is(finding?.cause, 'malformed-json-value');
  assert.is(finding?.confidence, 'certain');
  assert.match(finding?.summary ?? '', 'env FLAGS');
  assert.match(finding?.fixes[0]?.command ?? '', String.raw`"name":"FLAGS","value":"{\"beta\": true}"`);
});

test('a JSON file of a Secret is not read: it is what is left, and said to be so; two of them, or none, are no answer', () => {
  const mounted = (secrets: Record<string, string[]>): Situation => ({
    container: { volumeMounts: Object.keys(secrets).map((name) => ({ name, mountPath: `/var/${name}/` })) },
    spec: { volumes: Object.keys(secrets).map((name) => ({ name, secret: { secretName: name } })) },
    secrets,
    status: ended(1),
    log: LOG,
  });
  const one = first(mounted({ gcp: ['key.json', 'password'] }));
  assert.is(one?.confidence, 'possible');
  assert.match(one?.summary ?? '', 'it may be key key.json of Secret gcp, at /var/gcp/key.json, which was not read');
  assert.is(one?.object?.name, 'gcp');
  const two = first(mounted({ gcp: ['key.json'], aws: ['key.json'] }));
  assert.not.match(two?.summary ?? '', 'it may be');
  assert.match(two?.decides ?? '', 'key key.json of Secret gcp, at /var/gcp/key.json; key key.json of Secret aws');
  assert.not.match(first(mounted({ gcp: ['password'] }))?.decides ?? '', 'gcp');
});

test('of two that do not parse, the one that the failing line reads', () => {
  const finding = first(app({ FLAGS: "{'beta': true}", OTHER: '{a}' }));
  assert.is(finding?.confidence, 'certain');
  assert.match(finding?.summary ?? '', 'env FLAGS for JSON');
  assert.match(first(app({ FLAGS: 'yes' }))?.fixes[0]?.command ?? '', '"value":"true"');
  assert.match(first(app({ FLAGS: 'hello' }))?.fixes[0]?.text ?? '', 'write env FLAGS as JSON');
});

test('a text that is no JSON, and is sound where the parser met the error, is not what it read', () => {
  const log = 'Traceback (most recent call last):\n  File "/app/main.py", line 9, in <module>\n    data = json.loads(answer.text)\n';
  const decoder = 'json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)\n';
  assert.is(first(app({ LOG_FORMAT: '{time} {level}' }, {}, log + decoder))?.confidence, 'possible');
  assert.is(
    first(app({ LOG_FORMAT: '{time} {level}' }, {}, "invalid character '<' looking for beginning of value\n"))?.confidence,
    'possible',
  );
  assert.is(first(app({ RULES: '{"a" 1}' }, {}, "invalid character '1' after object key\n"))?.confidence, 'certain');
});

test('two that do not parse are both named, and none is changed', () => {
  const situation = app({ FLAGS: "{'beta': true}", OTHER: '{a}' });
  const finding = first({ ...situation, log: LOG.replace(/.*environ.*\n/, '') });
  assert.is(finding?.confidence, 'likely');
  assert.match(finding?.summary ?? '', 'env FLAGS, or env OTHER');
  assert.equal(finding?.fixes, []);
});

test('the one file that does not parse, beside files of another kind', () => {
  const log = LOG.replace('line 1 column 2 (char 1)', 'line 1 column 9 (char 8)');
  const finding = first(app({ LIMITS: '{"a":1}' }, { 'app.json': '{"a": 1,}', 'main.py': 'import json', 'b.json': '[]' }, log));
  assert.is(finding?.cause, 'malformed-config');
  assert.is(finding?.confidence, 'certain');
  assert.match(finding?.summary ?? '', 'key app.json of ConfigMap files');
  assert.match(finding?.fixes[0]?.command ?? '', String.raw`{\"a\": 1}`);
});

test('all is JSON that is meant so: the text came from elsewhere, which the only file is not', () => {
  const finding = first(app({ LIMITS: '{"a":1}', LISTEN: '[::]:8080' }, { 'app.json': '{"a": 1}' }));
  assert.is(finding?.confidence, 'possible');
  assert.not.match(finding?.summary ?? '', 'app.json');
  assert.equal(finding?.fixes, []);
});

test('a parser that read it and wants other types does not speak of its syntax', () => {
  const finding = first(
    app({ FLAGS: "{'a'}" }, { 'app.json': '{"port": "x"}' }, 'json: cannot unmarshal string into Go struct field conf.port of type int\n'),
  );
  assert.is(finding?.cause, 'malformed-config');
  assert.match(finding?.summary ?? '', 'app.json');
});

test('repairs: what is plain, and what nobody can know', () => {
  assert.is(repairedJson('{"a":1 "b":2}', 'Expecting , delimiter')?.text, '{"a":1, "b":2}');
  assert.is(repairedJson('<U+FEFF>{"a":1}', 'Unexpected UTF-8 BOM')?.text, '{"a":1}');
  // What is lost within a value nobody knows; a brace that is missing behind a whole one is no more than that.
  for (const lost of ['{"a": [1, 2', '{"a": {"b": 1},', '{"a": "b', '{"a": {"b": 1]', '{"a": {"b": 1}} }'])
    assert.is(repairedJson(lost, 'Unexpected end of JSON input'), undefined, lost);
  assert.is(repairedJson('{"a": {"b": "}"}', 'Unexpected end of JSON input')?.text, '{"a": {"b": "}"}}\n');
  assert.is(repairedJson('{\n  "a": [\n    {"b": 1}\n', 'unexpected end of JSON input')?.text, '{\n  "a": [\n    {"b": 1}\n]}\n');
  // A text that our reading has changed is not written back.
  assert.is(repairedJson('{"a": "<U+200B>",}', 'Expecting'), undefined);
});

test('V8 shows the beginning of what it refuses at its first sign (node 20.20.2)', () => {
  const log = (words: string) =>
    `SyntaxError: Unexpected token ${words} is not valid JSON\n    at JSON.parse (<anonymous>)\n    at Object.<anonymous> (/app/s.js:3:19)\n`;
  const env = { LABELS: 'user=admin,role=x,y=z', DEBUG: 'yes', API: 'http://api/x' };
  const long = findingsIn(app(env, {}, log(`'u', "user=admin"...`)))[0];
  assert.is(long?.cause, 'malformed-json-value');
  assert.match(long?.summary ?? '', 'takes env LABELS for JSON');
  assert.match(long?.fixes[0]?.text ?? '', /^write env LABELS as JSON$/, 'no repair of it is plain');
  assert.match(findingsIn(app(env, {}, log(`'y', "yes"`)))[0]?.summary ?? '', 'takes env DEBUG for JSON');
  assert.is.not(findingsIn(app(env, {}, log(`'y', "yes please"`)))[0]?.cause, 'malformed-json-value');
  assert.is.not(findingsIn(app(env, {}, log(`'<', "<!DOCTYPE "...`)))[0]?.cause, 'malformed-json-value');
});

test.run();
