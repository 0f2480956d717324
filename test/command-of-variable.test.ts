/** The program's name comes from a variable. What is said, and near misses. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingsIn } from './situation.ts';

const first = (command: string[], run: string, program: string) =>
  findingsIn({
    container: { command, envFrom: [{ configMapRef: { name: 'worker' } }] },
    configMaps: { worker: { RUN: run } },
    status: {
      restartCount: 2,
      state: { waiting: { reason: 'CrashLoopBackOff' } },
      lastState: {
        terminated: {
          exitCode: 128,
          reason: 'StartError',
          message: `failed to create containerd task: exec: "${program}": executable file not found in $PATH: unknown`,
        },
      },
    },
  })[0];

test('it holds a whole command line, which makes one word', () => {
  const finding = first(['$(RUN)', '--once'], 'python /app/worker.py', 'python /app/worker.py');
  assert.is(finding?.cause, 'command-not-found');
  assert.match(
    finding?.summary ?? '',
    'command[0] is $(RUN), and ConfigMap worker key RUN holds a whole command line, which is put in as one word',
  );
  assert.match(finding?.fixes[0]?.command ?? '', '"value":["python","/app/worker.py","--once"]');
});

test('it names a program that is not there, or is no part of the command', () => {
  const other = first(['$(RUN)'], 'pyton', 'pyton');
  assert.match(other?.summary ?? '', 'command[0] is $(RUN), and ConfigMap worker key RUN is pyton');
  assert.is(other?.object?.name, 'worker');
  assert.not.match(first(['pyton'], 'x', 'pyton')?.summary ?? '', 'ConfigMap worker');
});

test.run();
