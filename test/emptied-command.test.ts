/** A command that begins with a variable without a value: the shell takes what is left for the program. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const found = (line: string, log: string, env: { name: string; value: string }[] = []) =>
  findingsIn({ status: ended(127), log, container: { image: 'shop:1', command: ['sh', '-c', line], env } })[0];

for (const [line, log] of [
  ['$APP_BIN serve', 'sh: 1: serve: not found'],
  ['exec $APP_BIN serve', 'sh: 1: exec: serve: not found'],
  ['cd /app && exec ${APP_BIN}/bin/serve --port 80', 'sh: 1: exec: /bin/serve: not found'],
  ['"$APP_BIN" serve', 'sh: 1: : Permission denied'],
  ['"$APP_BIN" serve', 'sh: line 1: : command not found'],
] as const)
  test(`${line}: ${log}`, () => {
    const finding = found(line, log);
    assert.is(finding?.cause, 'missing-variable');
    // What the shell took for the program may be the program, behind a wrapper that may be nothing.
    assert.is(finding?.confidence, / serve: not found/.test(log) ? 'likely' : 'certain');
    assert.match(finding?.summary ?? '', 'needs the environment variable APP_BIN, which is not set');
    assert.ok(finding?.proof.some(({ quote }) => quote.includes(line)));
  });

test('a variable that has a value, one that the script sets, and a program that stands there itself are another thing', () => {
  const other = (line: string, log: string, value?: string) =>
    assert.is(found(line, log, value === undefined ? [] : [{ name: 'APP_BIN', value }])?.cause, 'command-not-found-in-shell');
  other('$APP_BIN serve', 'sh: 1: app: not found', 'app');
  other('$APP_BIN serve', 'sh: 1: serve: not found', 'nice');
  other('APP_BIN=$(command -v app); $APP_BIN serve', 'sh: 1: serve: not found');
  other("echo '$APP_BIN serve'; serve", 'sh: 1: serve: not found');
});

test.run();
