/** A JVM whose heap is a share of its container's memory. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const on = (options: string, memory: string) =>
  findingsIn({
    container: { env: [{ name: 'JAVA_TOOL_OPTIONS', value: options }], resources: { limits: { memory } } },
    status: ended(3),
    log: `Picked up JAVA_TOOL_OPTIONS: ${options}\nTerminating due to java.lang.OutOfMemoryError: Java heap space`,
  })[0];

test('the share that it is told is named, and made larger', () => {
  const finding = on('-XX:MaxRAMPercentage=20.0 -XX:+ExitOnOutOfMemoryError', '512Mi');
  assert.match(finding?.summary ?? '', "env JAVA_TOOL_OPTIONS allows it 20% of the container's memory by -XX:MaxRAMPercentage=20.0");
  assert.is(finding?.confidence, 'certain');
  assert.match(finding?.fixes[0]?.command ?? '', '-XX:MaxRAMPercentage=50.0 -XX:+ExitOnOutOfMemoryError');
});

test('a share with no room beside it is not made larger: the container is', () => {
  const command = on('-XX:MaxRAMPercentage=75.0', '512Mi')?.fixes[0]?.command ?? '';
  assert.match(command, '"memory":"1Gi"');
});

test('in a small container another option counts', () => {
  assert.not.match(on('-XX:MaxRAMPercentage=20.0', '128Mi')?.summary ?? '', 'allows it');
});

test('-Xmx goes before', () => {
  assert.match(on('-XX:MaxRAMPercentage=20.0 -Xmx64m', '512Mi')?.summary ?? '', 'limits it by -Xmx64m');
});

test('a heap that may grow threefold in its container does so; only then is the container made larger', () => {
  const command = (memory: string) =>
    findingsIn({
      container: { env: [{ name: 'JAVA_TOOL_OPTIONS', value: '-Xmx64m' }], resources: { limits: { memory } } },
      status: ended(1),
      log: 'Exception in thread "main" java.lang.OutOfMemoryError: Java heap space',
    })[0]?.fixes[0]?.command ?? '';
  assert.match(command('384Mi'), /-Xmx230m/);
  assert.not.match(command('384Mi'), /memory/);
  assert.match(command('256Mi'), /memory/);
});

test('no memory even to say what is full: the heap, if nothing else is bounded', () => {
  const silent = (options: string) =>
    findingsIn({
      container: { env: [{ name: 'JAVA_TOOL_OPTIONS', value: options }], resources: { limits: { memory: '512Mi' } } },
      status: ended(1),
      log: `Picked up JAVA_TOOL_OPTIONS: ${options}\n\nException: java.lang.OutOfMemoryError thrown from the UncaughtExceptionHandler in thread "main"`,
    })[0];
  assert.is(silent('-Xmx16m')?.cause, 'heap-exhausted');
  assert.is(silent('-Xmx16m')?.confidence, 'likely');
  assert.is.not(silent('-Xmx128m -XX:MaxMetaspaceSize=4m')?.cause, 'heap-exhausted');
});

test.run();
