/** config-value-type: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const trace = (code: string, error: string) =>
  `Traceback (most recent call last):\n  File "/app/main.py", line 7, in <module>\n    ${code}\n${error}\n`;
const BOOL = "AttributeError: 'bool' object has no attribute 'lower'";
const of = (text: string, log: string) =>
  findingsIn({
    status: ended(1),
    container: { volumeMounts: [{ name: 'config', mountPath: '/etc/app' }] },
    spec: { volumes: [{ name: 'config', configMap: { name: 'web' } }] },
    configMaps: { web: { 'app.yaml': text } },
    log,
  })[0];

test('a word that means true or false gets quotation marks', () => {
  const finding = of('countries:\n- SE\n- NO\nvat: true\n', trace('table[code.lower()] = 1', BOOL));
  assert.is(finding?.cause, 'config-value-type');
  assert.match(finding?.summary ?? '', /NO of countries.*: line 3 of key app\.yaml of ConfigMap web/);
  assert.match(finding?.fixes[0]?.command ?? '', /- \\\\\\"NO\\\\\\"|- \\"NO\\"/);
});

test('a number or a date that the code asks for by its key', () => {
  const version = of(
    'version: 1.10\nratio: 0.5\n',
    trace('major = config["version"].split(".")[0]', "AttributeError: 'float' object has no attribute 'split'"),
  );
  assert.match(version?.summary ?? '', /1\.10 of version.* a number and not as text/);
  const day = of(
    'since: 2026-01-01\n',
    trace('y, m, d = config.get("since").split("-")', "AttributeError: 'datetime.date' object has no attribute 'split'"),
  );
  assert.match(day?.summary ?? '', /2026-01-01 of since.* a date/);
  const port = of(
    'port: "8080"\n',
    trace('server.bind((host, cfg["port"]))', "TypeError: 'str' object cannot be interpreted as an integer"),
  );
  assert.match(port?.summary ?? '', /"8080" of port, which stands in quotation marks/);
});

const node = (error: string) =>
  `/srv/a.js:3\nconst a = x;\n    ^\n\nTypeError: ${error}\n    at Object.<anonymous> (/srv/a.js:3:12)\n\nNode.js v18.20.4\n`;

test('JavaScript names what has no such method', () => {
  const list = of('origins: https://a.example.com, https://b.example.com\n', node('config.origins.map is not a function'));
  assert.match(list?.summary ?? '', /of origins, which is no list/);
  assert.match(list?.fixes[0]?.command ?? '', /a\.example\.com\\",\\"https/);
  const words = of('version: 12\n', node('config.app.version.split is not a function'));
  assert.match(words?.summary ?? '', /12 of version, which is no text/);
  assert.is(of('origins: [a]\n', node('config.hosts.map is not a function'))?.cause, 'unhandled-exception');
  assert.is(of('origins: x\n', node('config.origins.frobnicate is not a function'))?.cause, 'unhandled-exception');
});

test('a time of the day is a number of base 60; two of them are mended together, and 04:15 is a text already', () => {
  const error = "AttributeError: 'int' object has no attribute 'split'";
  const at = (text: string) => of(text, trace('hour, minute = clock.split(":")', error));
  assert.match(at('opens: 22:30\ncloses: 14:15\nbatch: 500\n')?.summary ?? '', '22:30 of opens, which has no quotation marks');
  assert.match(at('opens: 22:30\ncloses: 14:15\nbatch: 500\n')?.fixes[0]?.command ?? '', /"22:30.*"14:15.*batch: 500/);
  assert.match(at('opens: 22:30\ncloses: 04:15\n')?.fixes[0]?.command ?? '', /"22:30.*closes: 04:15/);
  assert.is(at('opens: 04:15\nbatch: 500\n')?.cause, 'unhandled-exception');
});

test('what the code does not ask for, or two of them, is not named', () => {
  const error = "AttributeError: 'float' object has no attribute 'split'";
  assert.is(of('ratio: 0.5\n', trace('major = row["version"].split(".")[0]', error))?.cause, 'unhandled-exception');
  assert.is(of('debug: on\ncache: off\n', trace('mode.lower()', BOOL))?.cause, 'unhandled-exception');
  assert.is(of('debug: true\n', trace('mode.lower()', BOOL))?.cause, 'unhandled-exception');
  assert.is(of('country: "NO"\n', trace('mode.lower()', BOOL))?.cause, 'unhandled-exception');
});

test('a list or a text where a group of entries is wanted', () => {
  const get = trace('if "host" not in settings.get("output", {}):', "AttributeError: 'list' object has no attribute 'get'");
  const whole = of('- sources:\n    - a\n  output:\n    host: x\n', get);
  assert.is(whole?.cause, 'config-value-type');
  assert.match(whole?.summary ?? '', 'its file, which is a list and no group of entries: line 1 of key app.yaml of ConfigMap web');
  assert.match(whole?.fixes[0]?.command ?? '', '"app.yaml":"sources:\\n  - a\\noutput:\\n  host: x\\n"');
  const each = of('- sources: [a]\n- output: {host: x}\n', get);
  assert.match(each?.fixes[0]?.command ?? '', '"app.yaml":"sources: [a]\\noutput: {host: x}\\n"');
  const indices = trace('host = settings["output"]["host"]', 'TypeError: list indices must be integers or slices, not str');
  const inner = of('sources: [a]\noutput:\n  - host: x\n', indices);
  assert.match(inner?.summary ?? '', 'what stands behind output, which is a list');
  assert.match(inner?.fixes[0]?.command ?? '', 'output:\\n    host: x\\n');
  const text = of('output: x\n', trace('host = settings["output"]["host"]', "TypeError: string indices must be integers, not 'str'"));
  assert.match(text?.summary ?? '', 'what stands behind output, which is a text');
  assert.match(text?.fixes[0]?.command ?? '', /^kubectl edit configmap web/);
  const ask = trace('settings.get("output")', "AttributeError: 'str' object has no attribute 'get'");
  const encoded = of('b3V0cHV0OgogIGhvc3Q6IHgK', ask);
  assert.match(encoded?.summary ?? '', 'its file, which is a text and no group of entries, as it is base64');
  assert.match(encoded?.fixes[0]?.command ?? '', '"app.yaml":"output:\\n  host: x\\n"');
  assert.match(of('output:x\n', ask)?.fixes[0]?.command ?? '', /^kubectl edit configmap web/);
});

test('lists that are meant to be lists', () => {
  const get = trace('port = job["steps"].get("port")', "AttributeError: 'list' object has no attribute 'get'");
  assert.is(of('- name: a\n  steps: [x]\n', get)?.cause, 'unhandled-exception', 'the file, or its steps');
  assert.is(of('- name: a\n- name: b\n', get)?.cause, 'unhandled-exception', 'the code asks for nothing of the file');
  const two = of('- host: a\n- host: b\n', trace('host = settings["host"]', 'TypeError: list indices must be integers or slices, not str'));
  assert.match(two?.fixes[0]?.command ?? '', /^kubectl edit configmap web/, 'two entries of one name make no group');
});

test.run();
