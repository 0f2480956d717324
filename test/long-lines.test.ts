/** The words that decide are in the proof, though they stand at the end of a long line. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readLog } from '../src/logs/read-log.ts';

test('the end of a long line is kept where the words stand there', () => {
  const quote =
    readLog(`Error: ${'reading the next part of the list: '.repeat(12)}open /etc/app/app.yaml: no such file or directory`).decisive
      ?.quote ?? '';
  assert.match(quote, /^Error: reading .* … .*open \/etc\/app\/app\.yaml: no such file/);
  assert.ok(quote.length <= 300);
});

test('a short line, and one that says it at its beginning, are quoted as they are', () => {
  const line = 'Error: open /etc/app/app.yaml: no such file or directory';
  assert.is(readLog(line).decisive?.quote, line);
  assert.is(readLog(`${line} ${'(while reading the list) '.repeat(20)}`).decisive?.quote.startsWith(line), true);
});

test.run();
