/** java-area-full: direct buffers and metaspace, and the heap, which is another cause. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { areaOf, javaSize, limitSaid } from '../src/trace/java/java-areas.ts';
import { ended, findingsIn, type Situation } from './situation.ts';

const DIRECT =
  'Exception in thread "main" java.lang.OutOfMemoryError: Cannot reserve 4194304 bytes of direct buffer memory (allocated: 29368320, limit: 33554432)';
const runs = (options: string, log: string, memory = '512Mi'): Situation => ({
  container: { env: options ? [{ name: 'JAVA_TOOL_OPTIONS', value: options }] : [], resources: { limits: { memory } } },
  status: ended(1),
  log,
});
const first = (situation: Situation) => findingsIn(situation)[0];

test('the bound of the area is raised, not the heap', () => {
  const finding = first(runs('-Xmx64m -XX:MaxDirectMemorySize=32m', DIRECT));
  assert.is(finding?.cause, 'java-area-full');
  assert.is(finding?.confidence, 'certain');
  assert.match(finding?.fixes[0]?.command ?? '', '-Xmx64m -XX:MaxDirectMemorySize=64m');
  assert.not.match(finding?.fixes[0]?.command ?? '', 'limits');
});

test('without the option it is added; a container without room for it grows', () => {
  assert.match(first(runs('-Xmx32m', DIRECT))?.fixes[0]?.command ?? '', '-Xmx32m -XX:MaxDirectMemorySize=64m');
  assert.match(first(runs('-Xmx128m -XX:MaxDirectMemorySize=32m', DIRECT, '256Mi'))?.fixes[0]?.command ?? '', /=64m.*288Mi/);
});

test('metaspace', () => {
  const log = 'Exception in thread "main" java.lang.OutOfMemoryError: Metaspace';
  const finding = first(runs('-XX:MaxMetaspaceSize=16m', log));
  assert.is(finding?.cause, 'java-area-full');
  assert.match(finding?.fixes[0]?.command ?? '', 'MaxMetaspaceSize=32m');
  assert.equal(first(runs('', log))?.fixes, []);
});

test('the heap is the heap', () => {
  assert.is(first(runs('-Xmx64m', 'java.lang.OutOfMemoryError: Java heap space'))?.cause, 'heap-exhausted');
  assert.is(areaOf('GC overhead limit exceeded'), undefined);
  assert.is(limitSaid('Direct buffer memory'), undefined);
  assert.equal(['32m', '1G', '1024', 'x'].map(javaSize), [32 * 2 ** 20, 2 ** 30, 1024, undefined]);
});

test("the space of compressed class pointers, and Netty's own count of direct buffers", () => {
  const space = first(runs('-Xmx64m -XX:CompressedClassSpaceSize=8m', 'java.lang.OutOfMemoryError: Compressed class space'));
  assert.is(space?.cause, 'java-area-full');
  assert.match(space?.fixes[0]?.command ?? '', 'CompressedClassSpaceSize=16m');
  const netty =
    'Exception in thread "main" io.netty.util.internal.OutOfDirectMemoryError: failed to allocate 16777216 byte(s) of direct memory (used: 29360128, max: 33554432)';
  assert.match(first(runs('-Xmx32m', netty))?.fixes[0]?.command ?? '', '-Xmx32m -XX:MaxDirectMemorySize=64m');
  assert.is.not(first(runs('-Dio.netty.maxDirectMemory=33554432', netty))?.cause, 'java-area-full', 'the bound is another');
});

test('two collectors, in the words of Java 8', () => {
  const log = [
    'Error occurred during initialization of VM',
    'Conflicting collector combinations in option list; please refer to the release notes for the combinations allowed',
  ].join('\n');
  assert.is(first(runs('-XX:+UseG1GC -XX:+UseConcMarkSweepGC', log))?.cause, 'java-options-conflict');
});

test('where options cannot be read, nothing is said to be unset, and nothing added that they go before', () => {
  const finding = first({
    ...runs('-Xmx32m', DIRECT),
    container: { env: [{ name: 'JAVA_OPTS', valueFrom: { secretKeyRef: { name: 'jvm', key: 'opts' } } }] },
    secrets: { jvm: ['opts'] },
  });
  assert.match(finding?.summary ?? '', 'is not set, as far as is seen: Secret jvm key opts (env JAVA_OPTS) cannot be read');
  assert.equal(finding?.fixes, []);
});

test.run();
