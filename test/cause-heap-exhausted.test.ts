/** heap-exhausted: what fills up, and what is refused for another reason. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn, type Situation } from './situation.ts';

const on = (log: string, env: { name: string; value: string }[], memory: string, more: Situation = {}) =>
  findingsIn({ status: ended(134), log, container: { env, resources: { limits: { memory } } }, ...more })[0];

const NATIVE = [
  '# There is insufficient memory for the Java Runtime Environment to continue.',
  '# Native memory allocation (mmap) failed to map 8589934592 bytes. Error detail: committing reserved memory.',
].join('\n');

test('a JVM that its node refuses memory has no full heap', () => {
  const found = on(NATIVE, [{ name: 'JAVA_TOOL_OPTIONS', value: '-Xms8g -Xmx8g' }], '10Gi');
  assert.is(`${found?.cause} ${found?.confidence}`, 'heap-exhausted likely');
  assert.match(found?.summary ?? '', 'is refused memory by its node (8Gi at once)');
  // The JVM refuses a first size that is larger than the whole.
  assert.match(found?.fixes[0]?.command ?? '', '"value":"-Xms4096m -Xmx4096m"');
});

test('a size above the limit is not what filled up', () => {
  const heap = 'FATAL ERROR: Ineffective mark-compacts near heap limit Allocation failed - JavaScript heap out of memory';
  const found = on(heap, [{ name: 'NODE_OPTIONS', value: '--max-old-space-size=4096' }], '512Mi');
  assert.is(found?.confidence, 'likely');
  assert.match(found?.summary ?? '', 'so something else tells it less, or it asked for more than that at once');
  assert.is(on(heap, [{ name: 'NODE_OPTIONS', value: '--max-old-space-size=256' }], '512Mi')?.confidence, 'certain');
});

test('.NET: a size in hexadecimal, a share, or three quarters of the limit', () => {
  const full = "Unhandled exception. System.OutOfMemoryException: Exception of type 'System.OutOfMemoryException' was thrown.";
  const told = on(full, [{ name: 'DOTNET_GCHeapHardLimit', value: '0x4000000' }], '1Gi');
  assert.match(told?.summary ?? '', 'env DOTNET_GCHeapHardLimit allows it 64Mi');
  assert.match(told?.fixes[0]?.command ?? '', '"value":"0x10000000"');
  const share = on(full, [{ name: 'DOTNET_GCHeapHardLimitPercent', value: '0x10' }], '1Gi');
  assert.match(share?.fixes[0]?.command ?? '', '"value":"0x40"');
  assert.match(on(full, [], '1Gi')?.summary ?? '', '75% of the container');
});

const GCS = '[1:0x3fb92ca0]    75012 ms: Mark-Compact 2045.8 (2083.7) -> 2045.2 (2083.7) MB, 3.24 / 0.00 ms  allocation failure';
const NODE = `<--- Last few GCs --->\n\n${GCS}\n\nFATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory`;
const fixed = (env: { name: string; value: string }[], memory?: string) =>
  findingsIn({ status: ended(134), log: NODE, container: { env, ...(memory ? { resources: { limits: { memory } } } : {}) } })[0]?.fixes[0]
    ?.command ?? '';

test('a heap of Node.js that nobody gave a size gets more than it had, beside the other options', () => {
  assert.match(fixed([], '8Gi'), '"value":"--max-old-space-size=6144"');
  assert.match(fixed([]), '"value":"--max-old-space-size=4091"');
  assert.match(
    fixed([{ name: 'NODE_OPTIONS', value: '--enable-source-maps' }], '8Gi'),
    '"value":"--enable-source-maps --max-old-space-size=6144"',
  );
  // It had nearly all of that already.
  assert.match(fixed([], '3Gi'), '"limits":{"memory":"5456Mi"}');
});

test('a JVM without a limit gets a larger share, not a number that may be less', () => {
  const [found] = findingsIn({
    status: ended(1),
    log: 'Exception in thread "main" java.lang.OutOfMemoryError: Java heap space\n\tat App.main(App.java:3)',
    container: { env: [{ name: 'JAVA_TOOL_OPTIONS', value: '-Dfile.encoding=UTF-8' }] },
  });
  assert.match(found?.fixes[0]?.command ?? '', '"value":"-Dfile.encoding=UTF-8 -XX:MaxRAMPercentage=60.0"');
});

// node 18.20.4 under dash 0.5.12 and bash 5.2.15
const STACK = ' 1: 0x7f40707c1938 node::Abort() [/lib/x86_64-linux-gnu/libnode.so.108]\n12: 0x7f4070ac8979  [/lib/libnode.so.108]';
const started = (start: string, end: string) =>
  findingsIn({
    status: ended(134),
    log: `${NODE}\n${STACK}\n${end}`,
    container: {
      command: ['sh', 'start.sh'],
      workingDir: '/srv/app',
      volumeMounts: [{ name: 'app', mountPath: '/srv/app' }],
      resources: { limits: { memory: '768Mi' } },
    },
    spec: { volumes: [{ name: 'app', configMap: { name: 'app' } }] },
    configMaps: { app: { 'start.sh': start } },
  })[0];

test('what the shell says of the abort is not the reason; its script may give the size', () => {
  for (const end of ['Aborted', 'start.sh: line 3:     7 Aborted                 node --max-old-space-size=64 server.js']) {
    const found = started('#!/bin/sh\nset -e\nnode --max-old-space-size=64 server.js\n', end);
    assert.is(`${found?.cause} ${found?.confidence}`, 'heap-exhausted certain');
    assert.match(found?.summary ?? '', 'ConfigMap app key start.sh limits it by --max-old-space-size=64');
    assert.match(found?.fixes[0]?.command ?? '', 'node --max-old-space-size=256 server.js');
  }
  for (const start of ['# node --max-old-space-size=64 server.js\nnode server.js\n', 'echo --max-old-space-size=64\nnode server.js\n'])
    assert.is(started(start, 'Aborted')?.confidence, 'likely', 'no runtime is given it there');
});

test('a variable of the script that it puts behind the JVM', () => {
  const full = (start: string) =>
    findingsIn({
      status: ended(1),
      log: 'Exception in thread "main" java.lang.OutOfMemoryError: Java heap space\n\tat App.main(App.java:3)',
      container: {
        command: ['/srv/start.sh'],
        volumeMounts: [{ name: 'app', mountPath: '/srv' }],
        resources: { limits: { memory: '512Mi' } },
      },
      spec: { volumes: [{ name: 'app', configMap: { name: 'app' } }] },
      configMaps: { app: { 'start.sh': `#!/bin/sh\n${start}` } },
    })[0];
  const given = full('JAVA_OPTS="-Xms32m -Xmx64m"\nexec java $JAVA_OPTS -jar /app.jar\n');
  assert.match(given?.summary ?? '', 'ConfigMap app key start.sh limits it by -Xmx64m');
  assert.match(given?.fixes[0]?.command ?? '', '-Xms32m -Xmx256m');
  const unread = full('OTHER="-Xmx64m"\nexec java -jar /app.jar\n');
  assert.is(unread?.confidence, 'likely');
  assert.not.match(unread?.summary ?? '', 'nothing that we see tells it a size');
});

test('an abort after which the program went on to something else is told as that', () => {
  const found = findingsIn({ status: ended(134), log: `${NODE}\nnext batch of photos\nAborted` })[0];
  assert.is(found?.cause, 'native-crash');
});

test('an array that nobody could give it', () => {
  const numpy =
    'Traceback (most recent call last):\n  File "/a.py", line 1, in <module>\nnumpy.core._exceptions._ArrayMemoryError: Unable to allocate 74.5 GiB for an array with shape (10000000000,) and data type float64';
  assert.match(on(numpy, [], '1Gi')?.summary ?? '', 'asks for one array of 74.5 GiB');
});

test('an array that .NET has for nobody, and a mapping of a few bytes, say nothing of the heap', () => {
  const on = (log: string, env: { name: string; value: string }[]) => findingsIn({ status: ended(1), log, container: { env } })[0];
  const array = on('Unhandled exception. System.OutOfMemoryException: Array dimensions exceeded supported range.\n   at Program.Main()', [
    { name: 'DOTNET_GCHeapHardLimit', value: '0x40000000' },
  ]);
  assert.match(array?.summary ?? '', 'one array of more elements than an array of .NET can have');
  const small = on(
    "OpenJDK 64-Bit Server VM warning: INFO: os::commit_memory(0x00000006c0000000, 16384, 0) failed; error='Not enough space' (errno=12)",
    [{ name: 'JAVA_TOOL_OPTIONS', value: '-Xmx2g' }],
  );
  assert.match(small?.summary ?? '', '(16384 bytes at once)');
  assert.is(small?.fixes[0]?.command, undefined);
});

test.run();
