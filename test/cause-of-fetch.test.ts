/** The cause of a failed fetch, as Node.js shows it with and without brackets. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readLog } from '../src/logs/read-log.ts';

const trace = (cause: string) =>
  readLog(
    [
      'node:internal/deps/undici/undici:16289',
      '    Error.captureStackTrace(err, this);',
      '          ^',
      '',
      'TypeError: fetch failed',
      '    at Object.fetch (node:internal/deps/undici/undici:16289:11)',
      '    at async main (/app/rates.js:6:18) {',
      `  ${cause}`,
      '      at GetAddrInfoReqWrap.onlookup [as oncomplete] (node:dns:107:26) {',
      "    code: 'ENOTFOUND'",
      '  }',
      '}',
      '',
      'Node.js v18.20.4',
    ].join('\n'),
  ).decisive;

for (const form of ['cause: ', '[cause]: '])
  test(`${form}Error`, () => {
    const fact = trace(`${form}Error: getaddrinfo ENOTFOUND api.exchange-rates.example.com`);
    assert.equal(fact?.fields, { host: 'api.exchange-rates.example.com' });
  });

test('a member of that name which holds no error is none', () => {
  assert.equal(trace("cause: 'unknown',")?.fields, { service: 'http' });
});

test.run();
