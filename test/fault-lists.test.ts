/** JSON lines that tell their faults as a list, and where what they are about stands. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readLog } from '../src/logs/read-log.ts';
import { ended, findingsIn } from './situation.ts';

const said = (line: object) => (readLog(`${JSON.stringify(line)}\n`).decisive?.fields as { message?: string } | undefined)?.message;

test('a list of faults is told with the message', () => {
  assert.is(
    said({ level: 'error', msg: 'rejected', errors: ['a is required', 'b is required'] }),
    'rejected: a is required; b is required',
  );
  assert.is(
    said({ severity: 'CRITICAL', message: 'rejected', issues: [{ path: ['queues', 2, 'name'], message: 'Required' }] }),
    'rejected: queues.2.name: Required',
  );
  assert.is(said({ level: 'error', msg: 'rejected', errors: [{ id: 7 }], source: 'main.go:12' }), 'rejected', 'no words, and no file');
  assert.is(said({ level: 'error', msg: 'rejected', errors: [], reason: 'too old' }), 'rejected: too old');
});

const of = (text: string, words: string) =>
  findingsIn({
    status: ended(78),
    container: { volumeMounts: [{ name: 'config', mountPath: '/etc/app' }] },
    spec: { volumes: [{ name: 'config', configMap: { name: 'web' } }] },
    configMaps: { web: { 'app.json': text } },
    log: `${JSON.stringify({ level: 'fatal', msg: words })}\n`,
  })[0];

test('an entry that is named by its path: its line, and the name that was meant', () => {
  const renamed = of('{\n  "queues": [\n    { "nmae": "a" }\n  ]\n}\n', 'queues[0].name is required');
  assert.match(renamed?.summary ?? '', /app\.json is key app\.json of ConfigMap web, line 3/);
  assert.match(renamed?.fixes[0]?.text ?? '', /^write name for nmae in line 3/);
  const there = of('{\n  "limits": {\n    "rate": 7\n  }\n}\n', 'limits.rate is too high');
  assert.match(there?.summary ?? '', /line 3$/);
  assert.match(there?.fixes[0]?.text ?? '', /^if that is what it cannot use/);
});

test('a path of which the file has not even the group is of another thing', () => {
  assert.not.match(of('{ "rate": 7 }\n', 'limits.rate is too high')?.summary ?? '', /ConfigMap web/);
  assert.not.match(of('{ "node": 7 }\n', 'worker at node.example.com is lost')?.summary ?? '', /ConfigMap web/);
});

test.run();
