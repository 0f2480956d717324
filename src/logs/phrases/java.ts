/** Java, Kotlin and the frameworks on top of the JVM. */
import type { Phrase } from '../phrase.ts';

export const java: readonly Phrase[] = [
  {
    name: 'out-of-memory', kind: 'heap-exhausted', fields: { runtime: 'java' }, pattern: /java\.lang\.OutOfMemoryError: (?<what>Java heap space|GC overhead limit exceeded|Metaspace|Compressed class space|(?:Cannot reserve \d{1,20} bytes of direct|Direct) buffer memory|Requested array size exceeds VM limit)/,
    sample: 'Exception in thread "main" java.lang.OutOfMemoryError: Java heap space', source: 'case:mem-java-heap',
    nearMiss: 'java.lang.OutOfMemoryError: unable to create native thread: possibly out of memory or process/resource limits reached',
  },
];
