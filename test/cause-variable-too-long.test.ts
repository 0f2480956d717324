/** variable-too-long: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const log = 'exec /usr/bin/node: argument list too long\n';
const container = { env: [{ name: 'PORT', value: '80' }], envFrom: [{ configMapRef: { name: 'catalogue' } }] };
const map = (length: number) => ({ catalogue: { LANGUAGE: 'en', PRODUCTS: 'x'.repeat(length) } });

test('the variable is named, and the others of its ConfigMap are kept', () => {
  const [finding] = findingsIn({ status: ended(1), log, container, configMaps: map(200_000) });
  assert.is(finding?.cause, 'variable-too-long');
  assert.match(finding?.summary ?? '', 'its variable PRODUCTS, from ConfigMap catalogue key PRODUCTS, has 195 KiB');
  assert.match(finding?.fixes[0]?.command ?? '', /envFrom\/0.*"name":"LANGUAGE"/);
  assert.not.match(finding?.fixes[0]?.command ?? '', '"name":"PRODUCTS"');
});

test('where none is that long, or a program says it of its own call, it is another matter', () => {
  const [short] = findingsIn({ status: ended(1), log, container, configMaps: map(1000) });
  assert.is.not(short?.cause, 'variable-too-long');
  const own = 'sh: rm: Argument list too long\n';
  const [other] = findingsIn({ status: ended(1), log: own, container, configMaps: map(200_000) });
  assert.is.not(other?.cause, 'variable-too-long');
});

test('an argument is too long as well', () => {
  const [finding] = findingsIn({
    status: ended(255),
    log: 'exec /usr/local/bin/python3: argument list too long\n',
    container: { command: ['python3', '-c', 'x'.repeat(140_000)] },
  });
  assert.is(finding?.cause, 'variable-too-long');
  assert.match(finding?.summary ?? '', 'its command[2] has 137 KiB');
});

test.run();
