/** environment-dropped: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const first = (line: string, name = 'API_KEY') =>
  findingsIn({
    container: { command: ['sh', '-c', line], env: [{ name, value: 'x' }] },
    status: ended(1),
    log: 'Traceback (most recent call last):\n  File "/app/a.py", line 1, in <module>\nKeyError: \'API_KEY\'\n',
  })[0];

test('su with a dash, sudo and env -i lose it, and are told how to keep it', () => {
  for (const [line, kept] of [
    ["exec su - app -c 'python /app/a.py'", "exec su app -c '"],
    ['sudo -u app python /app/a.py', 'sudo -E -u app python'],
    ['env -i python /app/a.py', 'env python /app/a.py'],
  ] as const) {
    const finding = first(line);
    assert.is(finding?.cause, 'environment-dropped', line);
    assert.match((finding?.fixes[0]?.command ?? '').replaceAll(`'\\''`, "'"), kept);
  }
});

test('other options, a login, setpriv, and a command without a shell', () => {
  for (const [line, kept] of [
    ['sudo -i -u app python /app/a.py', 'sudo -E -u app python'],
    ['setpriv --reuid=1000 --reset-env python /app/a.py', 'setpriv --reuid=1000 python'],
  ] as const)
    assert.match(first(line)?.fixes[0]?.command ?? '', kept);
  assert.is(first('sudo -u app -E python /app/a.py')?.cause, 'missing-variable');
  assert.is(first('sudo -H --preserve-env python /app/a.py')?.cause, 'missing-variable');
  assert.is(first('su - app -c "API_KEY=$API_KEY python /app/a.py"')?.cause, 'missing-variable');
  const [bare] = findingsIn({
    container: { command: ['env', '-i', 'python', '/app/a.py'], env: [{ name: 'API_KEY', value: 'x' }] },
    status: ended(1),
    log: 'Traceback (most recent call last):\n  File "/app/a.py", line 1, in <module>\nKeyError: \'API_KEY\'\n',
  });
  assert.match(bare?.fixes[0]?.command ?? '', '"value":["env","python","/app/a.py"]');
});

test('what keeps it, and a variable that is not given', () => {
  for (const line of ["su app -c 'python /app/a.py'", 'sudo -E -u app python /app/a.py', 'env A=b python /app/a.py'])
    assert.is(first(line)?.cause, 'missing-variable', line);
  assert.is(first("su - app -c 'python /app/a.py'", 'OTHER')?.cause, 'missing-variable');
});

test('what only a helper is started with, before the program, drops nothing of it; nor does what gives the variable on', () => {
  for (const line of [
    'sudo chown -R app /data && exec python /app/a.py',
    'env -i /bin/migrate; exec python /app/a.py',
    'sudo -u app API_KEY=$API_KEY python /app/a.py',
    'sudo --preserve-env=API_KEY python /app/a.py',
  ])
    assert.is(first(line)?.cause, 'missing-variable', line);
  assert.is(first("su - app -c 'cd /app && python a.py; exit $?'\nwait")?.cause, 'environment-dropped');
});

test.run();
