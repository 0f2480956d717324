/** blank-in-list: a blank of the list that the log shows, and lists whose blanks do no harm. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const first = (value: string, log: string, name = 'NAMES') =>
  findingsIn({ container: { env: [{ name, value }] }, status: ended(1), log })[0];

test('within quotation marks, and as a second blank', () => {
  for (const [value, log] of [
    ['stripe, paypal', "ModuleNotFoundError: No module named 'provider_ paypal'"],
    ['a.csv, b.csv', "FileNotFoundError: [Errno 2] No such file or directory: '/data/ b.csv'"],
    [
      'kafka-0:9092, kafka-1:9092',
      'Error: getaddrinfo ENOTFOUND  kafka-1\n    at GetAddrInfoReqWrap.onlookup [as oncomplete] (node:dns:107:26)',
    ],
  ] as const) {
    const finding = first(value, log);
    assert.is(finding?.cause, 'blank-in-list', log);
    assert.match(finding?.fixes[0]?.command ?? '', value.replace(', ', ','));
  }
});

test('behind an item, behind a colon, and beside semicolons', () => {
  assert.match(first('billing ,search', "KeyError: 'billing '")?.summary ?? '', 'the blank behind "billing"');
  const kafka = 'org.apache.kafka.common.config.ConfigException: Invalid url in bootstrap.servers:  b:9092';
  assert.is(first('a:9092, b:9092', kafka)?.cause, 'blank-in-list');
  assert.match(first('billing; search', "KeyError: ' search'")?.summary ?? '', 'blanks beside its semicolons');
  assert.is.not(first('a:9092, b:9092', 'HINT:  b:9092')?.cause, 'blank-in-list');
});

test('words that only speak of the item', () => {
  assert.is.not(first('stripe, paypal', "ModuleNotFoundError: No module named 'paypal'")?.cause, 'blank-in-list');
  assert.is.not(first('stripe, paypal', 'Error: "providers stripe and paypal are not set up"')?.cause, 'blank-in-list');
  assert.is.not(first('TLSv1.2, v1.1', "Fatal: 'TLS v1.1' is no protocol")?.cause, 'blank-in-list');
  // A colon ends what stands in a column.
  assert.is.not(first('kafka-1:9092, kafka-2:9092', 'fatal error in connect:  kafka-2 is down')?.cause, 'blank-in-list');
  // A second blank behind the level sets the columns of the log.
  for (const level of ['ERROR', 'warn', '2026-11-26 02:00:00 error'])
    assert.is.not(
      first('kafka-1:9092, kafka-2:9092', `${level}  kafka-2:9092 is not reachable, giving up: fatal error`)?.cause,
      'blank-in-list',
      level,
    );
  assert.is.not(first('stripe,paypal', "ModuleNotFoundError: No module named 'provider_ paypal'")?.cause, 'blank-in-list');
});

test.run();
