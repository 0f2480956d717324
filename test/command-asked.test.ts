/** Who asked for a program that is not there: a word that no shell reads, env with blanks, a program. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Container } from '../src/kube/shapes.ts';
import { ended, findingsIn } from './situation.ts';

const first = (log: string, container: Partial<Container>, code = 127) => findingsIn({ status: ended(code), log, container })[0];
const sh = (line: string) => ({ command: ['/bin/sh', '-c', line] });

test('tini and gosu are given the word by the spec, without a shell', () => {
  const tini = first('[FATAL tini (7)] exec srever failed: No such file or directory', { command: ['/sbin/tini', '--', 'srever'] });
  assert.match(tini?.summary ?? '', 'command[2] names srever');
  assert.equal(tini?.object?.field, 'containers[app].command[2]');
  const gosu = first('error: exec: "foo": executable file not found in $PATH', { args: ['gosu', 'app', 'foo'] }, 1);
  assert.match(gosu?.summary ?? '', 'args[2] names foo');
});

test('env takes what stands in the first line of a script as one word', () => {
  const log = "/usr/bin/env: 'python3 -u': No such file or directory\n/usr/bin/env: use -[v]S to pass options in shebang lines";
  assert.match(first(log, {})?.fixes[0]?.text ?? '', '#!/usr/bin/env -S python3 -u');
});

test('a script by its name alone, and a program that asks for another', () => {
  const script = first('/bin/sh: start.sh: not found', sh('start.sh --once'));
  assert.match(script?.summary ?? '', 'which is in none of the folders of PATH');
  assert.match(script?.fixes[0]?.command ?? '', '"./start.sh --once"');
  assert.match(first('FATAL: exec: "ffmpeg": executable file not found in $PATH', {}, 1)?.summary ?? '', 'the program asks for ffmpeg');
});

test('without a shell nobody puts in nothing: a word of a variable that is not set goes', () => {
  const of = (line: string) =>
    findingsIn({
      container: {
        image: 'gcr.io/distroless/java17',
        command: ['sh', '-c', line],
        env: [{ name: 'MODE', value: 'x' }],
      },
      status: {
        state: {
          waiting: {
            reason: 'RunContainerError',
            message:
              'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "sh": executable file not found in $PATH: unknown',
          },
        },
      },
    })[0];
  const found = of('exec java $OPTS -jar /app.jar $MODE');
  assert.match(found?.fixes[0]?.command ?? '', '["java","-jar","/app.jar","$(MODE)"]');
  assert.not.match(
    of('exec java -jar /app.jar --port $PORT')?.fixes[0]?.command ?? '',
    '"--port"',
    'an option is nothing without its value',
  );
});

test.run();
