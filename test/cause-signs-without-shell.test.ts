/** signs-without-shell: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const of = (command: string[], code: number, log: string) => findingsIn({ container: { command }, status: ended(code), log })[0];

test('echo prints what a shell was to read', () => {
  const finding = of(['echo', 'starting up', '&&', 'python', 'report.py'], 0, 'starting up && python report.py\n');
  assert.is(finding?.cause, 'signs-without-shell');
  assert.is(finding?.confidence, 'certain');
  assert.match(finding?.summary ?? '', 'runs echo alone, with && (command[2])');
  assert.match(finding?.fixes[0]?.command ?? '', `["sh","-c","echo `);
  assert.match(finding?.fixes[0]?.command ?? '', '&& python report.py"]');
});

test('a program that does not know it', () => {
  const log = 'usage: migrate [-h]\nmigrate: error: unrecognized arguments: && python app.py\n';
  assert.is(of(['migrate', '&&', 'python', 'app.py'], 2, log)?.cause, 'signs-without-shell');
});

test('a shell reads it, it is the value of an option, or the program fails for another reason', () => {
  assert.is.not(of(['sh', '-c', 'echo a && b'], 0, 'a\n')?.cause, 'signs-without-shell');
  assert.is.not(of(['cut', '-d', ';', '-f', '1', '/a.csv'], 0, 'a\n')?.cause, 'signs-without-shell');
  assert.is.not(of(['python', 'app.py', '>', '/tmp/log'], 1, 'KeyError: 1\n')?.cause, 'signs-without-shell');
  const npm = '> web@1.0.0 start\n> node server.js\n\nError: DATABASE_URL is not set\n';
  assert.is.not(of(['npm', 'start', '>', '/dev/null'], 1, npm)?.cause, 'signs-without-shell');
});

test('the complaint is of the sign, or of what stands behind it in another line', () => {
  assert.is(
    of(
      ['ls', '/data', '|', 'wc', '-l'],
      2,
      "ls: cannot access '|': No such file or directory\nls: cannot access 'wc': No such file or directory\n",
    )?.cause,
    'signs-without-shell',
  );
  const args = ['serve', '--port=80', '>', '/var/log/x.log', '2>&1'];
  const [finding] = findingsIn({ container: { args }, status: ended(1), log: 'Error: unknown command ">" for "app"\n' });
  assert.is(finding?.cause, 'signs-without-shell');
  assert.match(finding?.fixes[0]?.command ?? '', '"path":"/spec/containers/0/args","value":["serve","--port=80"]');
});

test.run();
