/** file-encoding: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingOn } from './edited-case.ts';

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

test.run();
