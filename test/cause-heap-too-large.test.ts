/** heap-too-large: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const refused = (kibibytes: number) => `Could not reserve enough space for ${kibibytes}KB object heap\n`;
const first = (options: string, log: string, divisor?: string) =>
  findingsIn({
    container: {
      env: [
        { name: 'LIMIT', valueFrom: { resourceFieldRef: { resource: 'limits.memory', ...(divisor ? { divisor } : {}) } } },
        { name: 'JAVA_TOOL_OPTIONS', value: options },
      ],
      resources: { limits: { memory: '512Mi' } },
    },
    status: ended(1),
    log,
  })[0];

test('the limit in bytes, and a unit behind it: the heap gets a size below the limit, not the container more memory', () => {
  const finding = first('-Xmx$(LIMIT)m', refused(549755813888));
  assert.is(finding?.cause, 'heap-too-large');
  assert.is(finding?.confidence, 'certain');
  assert.match(
    finding?.summary ?? '',
    /-Xmx536870912m \(env JAVA_TOOL_OPTIONS\).*\$\(LIMIT\) is resourceFieldRef limits\.memory, in bytes as it has no divisor, and m stands behind it/,
  );
  assert.match(finding?.fixes[0]?.command ?? '', '-Xmx307m');
  assert.equal(finding?.fixes.length, 1);
});

test('a size that a process could have was refused for another reason: likely at most', () => {
  const finding = first('-Xmx4g', refused(4194304));
  assert.is(finding?.cause, 'heap-too-large');
  assert.is(finding?.confidence, 'likely');
  assert.not.match(finding?.summary ?? '', 'bytes');
});

test('a heap that is full is another cause; one whose size the option does not tell is told elsewhere', () => {
  assert.is(first('-Xmx$(LIMIT)', 'java.lang.OutOfMemoryError: Java heap space\n')?.cause, 'heap-exhausted');
  assert.match(first('-Xmx64m', refused(4194304))?.summary ?? '', 'where it is told that is not seen here');
});

test('its own ulimit -v counts addresses', () => {
  const [found] = findingsIn({
    status: ended(1),
    log: 'Error occurred during initialization of VM\nCould not reserve enough space for 524288KB object heap',
    container: { command: ['sh', '-c', 'ulimit -v 500000; exec java -Xmx512m -jar app.jar'] },
  });
  assert.is(`${found?.cause} ${found?.confidence}`, 'heap-too-large certain');
  assert.match(found?.fixes[0]?.command ?? '', '"value":"exec java -Xmx512m -jar app.jar"');
});

test('one that fits into the container, and not onto its node, is made smaller', () => {
  const [found] = findingsIn({
    status: ended(1),
    log: 'Error occurred during initialization of VM\nCould not reserve enough space for 524288KB object heap',
    container: { env: [{ name: 'JAVA_TOOL_OPTIONS', value: '-Xms512m -Xmx512m' }], resources: { limits: { memory: '4Gi' } } },
  });
  assert.match(found?.fixes[0]?.command ?? '', '"value":"-Xms256m -Xmx256m"');
});

test('without a limit half of what was asked for is less than all, and no tiny heap', () => {
  const [found] = findingsIn({ status: ended(1), log: refused(8 * 1024 * 1024) });
  assert.match(found?.fixes[0]?.command ?? '', '"value":"-Xmx4096m"');
});

test.run();
