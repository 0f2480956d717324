/** file-encoding: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingOn } from './edited-case.ts';
import { ended, findingsIn } from './situation.ts';

const NAME = 'job-file-encoding';
const base64 = (bytes: readonly number[]) => Buffer.from(bytes).toString('base64');

test('a table of UTF-16 is read as such', async () => {
  const found = await findingOn(NAME, (cluster) => {
    cluster.one('configmaps', 'sales').binaryData = { 'sales.csv': base64([0xff, 0xfe, 0x61, 0]) };
    cluster.say('export-now', 'export', 'byte 0xfc in position 33', 'byte 0xff in position 0');
  });
  assert.is(found.cause, 'file-encoding');
  assert.match(found.fixes[0]?.command ?? '', 'iconv -f UTF-16');
});

test('the program names a file that begins with the mark of UTF-16, whatever it says of it', async () => {
  const with2 = (bytes: readonly number[], path = '/etc/ledger/ledger.json') =>
    findingOn('file-json-wide', (cluster) => {
      cluster.one('configmaps', 'ledger').binaryData = { 'ledger.json': base64(bytes) };
      cluster.say('ledger', 'ledger', '/etc/ledger/ledger.json', path);
    });
  const found = await with2([0xff, 0xfe, 0x7b, 0]);
  assert.is(found.cause, 'file-encoding');
  assert.is(found.confidence, 'certain');
  assert.match(found.summary, '/etc/ledger/ledger.json, which is UTF-16');
  assert.is.not((await with2([0xfe, 0xed, 0xfe, 0xed])).cause, 'file-encoding');
  assert.is.not((await with2([0xff, 0xfe, 0x7b, 0], '/srv/ledger.json')).cause, 'file-encoding');
});

test('a file that does not have that byte there is not the one, such as a keystore', async () => {
  const found = await findingOn(NAME, (cluster) => {
    cluster.one('configmaps', 'sales').binaryData = { 'sales.csv': base64([0xfe, 0xed, 0xfe, 0xed]) };
  });
  assert.is(found.cause, 'unhandled-exception');
});

test('where the codec is ASCII the locale is to blame', async () => {
  const found = await findingOn(NAME, (cluster) => cluster.say('export-now', 'export', "'utf-8' codec", "'ascii' codec"));
  assert.is.not(found.cause, 'file-encoding');
});

test('other readers, which tell no place: the only text that is no UTF-8', () => {
  const read = (log: string, file: Buffer) =>
    findingsIn({
      status: ended(1),
      log,
      container: { volumeMounts: [{ name: 'conf', mountPath: '/etc/app' }] },
      spec: { volumes: [{ name: 'conf', configMap: { name: 'conf' } }] },
      answers: { 'configmaps/conf': { metadata: { name: 'conf' }, binaryData: { 'app.yaml': file.toString('base64') } } },
    })[0];
  const latin = Buffer.from('city: M\xfcnchen\n', 'latin1');
  for (const log of [
    'panic: yaml: invalid leading UTF-8 octet\n\ngoroutine 1 [running]:\nmain.main()',
    'Exception in thread "main" java.nio.charset.MalformedInputException: Input length = 1\n\tat App.main(App.java:5)',
    'Error: stream did not contain valid UTF-8',
  ])
    assert.is(`${read(log, latin)?.cause} ${read(log, latin)?.confidence}`, 'file-encoding likely', log);
  assert.is(read('Error: Failed to read /etc/app/app.yaml: stream did not contain valid UTF-8', latin)?.confidence, 'certain');
  // A keystore is no text; a byte that the file has not is one of another file.
  assert.is.not(read('Error: stream did not contain valid UTF-8', Buffer.from([0xfe, 0xed, 0, 1]))?.cause, 'file-encoding');
  const other =
    "Traceback (most recent call last):\n  File \"/app/m.py\", line 3, in <module>\nUnicodeDecodeError: 'utf-8' codec can't decode byte 0x80 in position 3: invalid start byte";
  assert.is.not(read(other, latin)?.cause, 'file-encoding');
  assert.is(read(other.replace('0x80', '0xfc'), latin)?.confidence, 'likely');
});

test.run();
