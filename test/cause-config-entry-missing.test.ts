/** config-entry-missing: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn, type Situation } from './situation.ts';

const fell = (error: string, code = 'for source in settings["sources"]:') =>
  `agent reading /etc/agent/agent.yaml\nTraceback (most recent call last):\n  File "/app/agent.py", line 15, in <module>\n    ${code}\n${error}\n`;
const reads = (text: string, log: string, mounted = '/etc/agent'): Situation => ({
  container: { volumeMounts: [{ name: 'conf', mountPath: mounted }] },
  spec: { volumes: [{ name: 'conf', configMap: { name: 'agent' } }] },
  configMaps: { agent: { 'agent.yaml': text } },
  status: ended(1),
  log,
});
const first = (situation: Situation) => findingsIn(situation)[0];

test('a key that stands nowhere in the file, and the near one that is meant', () => {
  const other = first(reads('inputs: [a]\noutput:\n  host: x\n', fell("KeyError: 'sources'")));
  assert.is(other?.cause, 'config-entry-missing');
  assert.match(other?.summary ?? '', 'has no sources (it has inputs, output, host); the file is key agent.yaml of ConfigMap agent');
  assert.match(other?.fixes[0]?.command ?? '', /^kubectl patch configmap agent .*\\nsources: '"\$SOURCES"'/);
  const near = first(reads('source: [a]\noutput:\n  host: x\n', fell("KeyError: 'sources'")));
  assert.match(near?.fixes[0]?.command ?? '', '"agent.yaml":"sources: [a]\\noutput:');
});

test('a column that the first line lacks is not another column of about its length', () => {
  const finding = first(reads('day,sum,count\n1,2,3\n', fell("KeyError: 'amount'", 'total += row["amount"]')));
  assert.is(finding?.cause, 'config-entry-missing');
  assert.match(finding?.fixes[0]?.command ?? '', /^kubectl edit/);
});

test('a group without it, where another has an entry of that name; and what is no setting at all', () => {
  const nested = first(reads('db:\n  host: x\ncache:\n  port: 1\n', fell("KeyError: 'port'", 'connect(settings["db"]["port"])')));
  assert.match(nested?.summary ?? '', 'has no port in db');
  assert.match(nested?.fixes[0]?.command ?? '', `"agent.yaml":"db:\\n  port: '"$PORT"'\\n  host: x`);
  for (const code of ['for one in resp.json()["items"]:', 'handle(HANDLERS[event["items"]])', 'x = payload["data"]["items"]'])
    assert.is.not(first(reads('a: 1\n', fell("KeyError: 'items'", code)))?.cause, 'config-entry-missing', code);
});

test('an empty file, with a comment or without', () => {
  const error = "AttributeError: 'NoneType' object has no attribute 'get'";
  for (const text of ['', '# settings\n']) assert.match(first(reads(text, fell(error)))?.summary ?? '', 'agent.yaml, which is empty');
  assert.is(first(reads('a: 1\n', fell(error)))?.cause, 'unhandled-exception', 'what is None there is not the file');
});

test('a key with nothing behind it, where the code asks for that one; what is commented out below it comes back', () => {
  const error = "TypeError: 'NoneType' object is not iterable";
  const asks = (text: string, code = 'for one in settings["sources"]:') => first(reads(text, fell(error, code)));
  assert.match(asks('sources:\n#  - a\noutput: x\n')?.fixes[0]?.command ?? '', '"agent.yaml":"sources:\\n  - a\\noutput: x');
  assert.match(asks('sources:\noutput: x\n')?.fixes[0]?.command ?? '', /^kubectl edit/);
  assert.is(asks('sources: [a]\nlabels:\n')?.cause, 'unhandled-exception', 'another key is null');
  assert.is(asks('sources:\n', 'for one in found:')?.cause, 'unhandled-exception', 'the code asks for something else');
});

test('what belongs below the key stands beside it, as the line of code that asks for both tells', () => {
  const error = "TypeError: argument of type 'NoneType' is not iterable";
  const of = (text: string, code = 'if "host" not in settings.get("output", {}):') => first(reads(text, fell(error, code)));
  const lost = of('sources: [a]\noutput:\nhost: x\nhosts: [b]\n');
  assert.match(lost?.summary ?? '', 'has nothing behind output in line 2: host stands beside it, not below it');
  assert.match(lost?.fixes[0]?.command ?? '', '"agent.yaml":"sources: [a]\\noutput:\\n  host: x\\nhosts: [b]\\n"');
  const deep = of('output:\nhost:\n  name: x\nsources: [a]\n');
  assert.match(deep?.fixes[0]?.command ?? '', '"agent.yaml":"output:\\n  host:\\n    name: x\\nsources: [a]\\n"');
  for (const text of ['output:\nsources: [a]\n', 'output:\nsources: [a]\nhost: x\n', 'host: x\noutput:\n'])
    assert.match(of(text)?.fixes[0]?.command ?? '', /^kubectl edit/, text);
  assert.match(
    of('output:\nhost: x\n', 'if len(settings["output"]) > 1:')?.fixes[0]?.command ?? '',
    /^kubectl edit/,
    'the code names no host',
  );
});

test('the file has the key, or it is looked up in the environment, or another error', () => {
  assert.is(first(reads('sources: [a]\n', fell("KeyError: 'sources'")))?.cause, 'unhandled-exception');
  assert.is(first(reads('a: 1\n', fell("KeyError: 'API_KEY'", 'key = os.environ["API_KEY"]')))?.cause, 'missing-variable');
  assert.is(first(reads('', fell('ZeroDivisionError: division by zero')))?.cause, 'unhandled-exception');
});

test('other columns that the failing line names are renamed with it', () => {
  const log = fell("KeyError: 'amount'", 'total += float(row["amount"]) * int(row["count"])');
  const finding = first({ ...reads('', log, '/in'), configMaps: { agent: { 'sales.csv': 'Product,Count,Amount\npen,3,1.20\n' } } });
  assert.match(finding?.fixes[0]?.command ?? '', '"sales.csv":"Product,count,amount\\npen');
});

test('a column that stands in the first line, and yet is not found by its name', () => {
  const of = (text: string) =>
    first({
      ...reads('', fell("KeyError: 'amount'", 'total += row["amount"]'), '/in'),
      configMaps: { agent: { 'sales.csv': text } },
    });
  const blank = of('day, amount\n1, 2\n');
  assert.match(blank?.summary ?? '', 'has no amount, but one with a blank beside its name; the file is key sales.csv');
  assert.match(blank?.fixes[0]?.command ?? '', '"sales.csv":"day,amount\\n1, 2\\n"');
  assert.match(of('day,Amount\n1,2\n')?.summary ?? '', 'has no amount, but Amount');
  assert.is(of('day,amount\n1,2\n')?.cause, 'unhandled-exception', 'it is there');
});

test.run();
