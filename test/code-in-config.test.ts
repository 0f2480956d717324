/** Programs that ConfigMaps bring: their places, and args that are taken for a program. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Container } from '../src/kube/shapes.ts';
import { withoutTime } from '../src/trace/files/code-in-config.ts';
import { ended, findingsIn, type Situation } from './situation.ts';

const brings = (log: string): Situation => ({
  container: { volumeMounts: [{ name: 'src', mountPath: '/app' }] },
  spec: { volumes: [{ name: 'src', configMap: { name: 'mapper' } }] },
  configMaps: { mapper: { 'main.py': 'def port():\n    value = 1\n   return value\n' } },
  status: ended(1),
  log,
});

test('an error of syntax in a file of a ConfigMap is that of its key', () => {
  const log =
    '  File "/app/main.py", line 3\n    return value\n                ^\nIndentationError: unindent does not match any outer indentation level\n';
  const [finding] = findingsIn(brings(log));
  assert.is(finding?.confidence, 'certain');
  assert.is(finding?.object?.name, 'mapper');
  assert.match(JSON.stringify(finding?.proof), 'main.py, line 3: return value');
});

test('a program of the image is not', () => {
  const log =
    '  File "/srv/main.py", line 3\n    return value\n                ^\nIndentationError: unindent does not match any outer indentation level\n';
  const [finding] = findingsIn(brings(log));
  assert.is(finding?.confidence, 'likely');
  assert.match(finding?.fixes[0]?.text ?? '', 'correct /srv/main.py:3');
});

const java = (keys: Record<string, string>) =>
  findingsIn({
    ...brings(
      'Exception in thread "main" java.lang.NullPointerException: Cannot invoke "String.split(String)" because "<local0>" is null\n\tat Stock.warehouses(Stock.java:2)\n\tat Stock.main(Stock.java:9)\n',
    ),
    configMaps: { mapper: keys },
  })[0];

test('the JVM names the source without its folder', () => {
  const finding = java({ 'Stock.java': 'class Stock {\n  names.split(",");\n' });
  assert.match(finding?.summary ?? '', '/app/Stock.java:2, key Stock.java of ConfigMap mapper');
  assert.match(JSON.stringify(finding?.proof), 'line 2: names.split');
  assert.not.match(java({ 'OtherStock.java': 'class OtherStock {\n\n' })?.summary ?? '', 'ConfigMap mapper');
});

test('a line that a shell is told is in the spec; a script is not', () => {
  const of = (command: string[], log: string) => findingsIn({ container: { command }, status: ended(2), log })[0];
  const line = of(['sh', '-c', 'echo "start; exec app'], 'sh: 1: Syntax error: Unterminated quoted string\n');
  assert.is(line?.confidence, 'certain');
  assert.match(line?.fixes[0]?.text ?? '', 'correct command[2]');
  const script = of(['sh', '/start.sh'], '/start.sh: 3: Syntax error: Unterminated quoted string\n');
  assert.is(script?.confidence, 'likely');
  assert.match(script?.fixes[0]?.text ?? '', 'correct /start.sh:3');
});

test("the folder of the kubelet's time is left out", () => {
  assert.is(withoutTime('/app/..2026_11_26_01_53_16.3326006766/server.js:4'), '/app/server.js:4');
  assert.is(withoutTime('/app/..data/server.js'), '/app/server.js');
  assert.is(withoutTime('/app/..2026/server.js'), '/app/..2026/server.js');
});

const starts = (container: Partial<Container>, program: string) =>
  findingsIn({
    container,
    status: {
      state: { waiting: { reason: 'CrashLoopBackOff' } },
      lastState: {
        terminated: {
          exitCode: 128,
          reason: 'StartError',
          message: `failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "${program}": executable file not found in $PATH`,
        },
      },
      restartCount: 3,
    },
  })[0];

test('args of an image without an entrypoint get their program', () => {
  assert.match(starts({ args: ['main.py'] }, 'main.py')?.fixes[0]?.command ?? '', '"value":["python3"]');
  assert.match(
    starts({ image: 'redis:7.0', args: ['--maxmemory 64mb'] }, '--maxmemory 64mb')?.fixes[0]?.command ?? '',
    /redis-server.*"--maxmemory","64mb"/,
  );
  assert.match(starts({ image: 'r.example.com/shop/web:1', args: ['--port', '80'] }, '--port')?.fixes[0]?.text ?? '', 'take args out');
});

test.run();
