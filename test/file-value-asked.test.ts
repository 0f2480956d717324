/** The line of code that fails, and the value in a file that it asks for; a file that has no name. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const STOCK = '{\n  "retries": 0,\n  "interval": 30\n}\n';
const of = (code: string, error: string, text = STOCK, key = 'stock.json') =>
  findingsIn({
    status: ended(1),
    container: { volumeMounts: [{ name: 'conf', mountPath: '/etc/stock' }] },
    spec: { volumes: [{ name: 'conf', configMap: { name: 'stock' } }] },
    configMaps: { stock: { [key]: text } },
    log: `Traceback (most recent call last):\n  File "/app/stock.py", line 12, in <module>\n    ${code}\n${error}\n`,
  })[0];

test('an assertion, a division by it, a number that a function refuses', () => {
  const finding = of('assert settings["retries"] > 0', 'AssertionError');
  assert.is(finding?.cause, 'unhandled-exception');
  assert.match(finding?.summary ?? '', 'is about retries, which is 0 in line 2 of key stock.json of ConfigMap stock');
  assert.match(finding?.fixes[0]?.command ?? '', String.raw`\"retries\": '"$retries"'`);
  const divided = of('rate = total / settings["retries"]', '       ~~~~~~^~~~~~\nZeroDivisionError: division by zero');
  assert.match(divided?.summary ?? '', 'is about retries, which is 0');
  const slept = of('time.sleep(settings["interval"])', 'ValueError: sleep length must be non-negative', 'interval: -1\n', 'stock.yaml');
  assert.match(slept?.summary ?? '', 'is about interval, which is -1 in line 1');
});

test('another value, two of them, or a line that asks for none', () => {
  for (const [code, error] of [
    ['rate = total / settings["interval"]', 'ZeroDivisionError: division by zero'],
    ['assert settings["retries"] < settings["interval"] - 30', 'AssertionError'],
    ['assert total > 0', 'AssertionError'],
    ['assert settings["interval"] >= 10, "too often"', 'AssertionError: too often'],
    ['settings["retries"].run()', 'RuntimeError: no loop'],
  ] as const)
    assert.not.match(of(code, error)?.summary ?? '', 'is about', code);
});

test('a file without a name, and the one variable that is empty', () => {
  const named = (log: string, ...names: string[]) =>
    findingsIn({ container: { env: names.map((name) => ({ name, value: '' })) }, status: ended(1), log })[0];
  const python = `Traceback (most recent call last):\n  File "/app/export.py", line 9, in <module>\n    open(path)\nFileNotFoundError: [Errno 2] No such file or directory: ''\n`;
  assert.match(named(python, 'SALES')?.summary ?? '', 'env SALES is the only empty variable that may name a file');
  assert.match(named(python, 'SALES')?.fixes[0]?.command ?? '', 'SALES="$SALES"');
  assert.match(
    named('2026/11/27 21:00:00 open : no such file or directory\n', 'SALES')?.summary ?? '',
    'env SALES is the only empty variable',
  );
  assert.match(named(python, 'SALES', 'DEBUG')?.summary ?? '', 'env SALES is the only empty variable');
  assert.not.match(named(python, 'DEBUG')?.summary ?? '', 'only empty');
  assert.not.match(named(python, 'SALES', 'MONTH')?.summary ?? '', 'only empty');
  assert.not.match(named(python.replace("''", "'/in/a.csv'"), 'SALES')?.summary ?? '', 'SALES is the only');
});

test.run();
