/** A time limit that is given in the settings, edited from dep-time-limit; a value of a list that the program names. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readLog } from '../src/logs/read-log.ts';
import { corrected } from '../src/trace/texts/config-text.ts';
import { type Edited, findingOn } from './edited-case.ts';

const CASE = 'dep-time-limit';
const limit = (name: string, value: string) => (cluster: Edited) => {
  for (const { spec } of cluster.list('pods'))
    for (const { env = [] } of spec.containers)
      for (const one of env) if (one.name === 'API_TIMEOUT_MS') Object.assign(one, { name, value });
};

test('the setting that says how long it waits is named, with its value, and raised', async () => {
  const { summary, fixes } = await findingOn(CASE);
  assert.match(summary, 'is waited for no longer than env API_TIMEOUT_MS says: 500');
  assert.match(fixes[0]?.command ?? '', 'API_TIMEOUT_MS=5000');
});

test('another value is another limit, and so is a number of something else', async () => {
  for (const change of [limit('API_TIMEOUT_MS', '900'), limit('BATCH', '500')])
    assert.not.match((await findingOn(CASE, change)).summary, 'no longer than');
});

test('of what the program lists the nearest is written; nothing near, nothing written', () => {
  const log = (line: string) =>
    `*** FATAL CONFIG FILE ERROR (Redis 7.0.15) ***\nReading the configuration file, at line 2\n>>> '${line}'\nargument(s) must be one of the following: volatile-lru, allkeys-lru, allkeys-random, noeviction\n`;
  const meant = (line: string) => {
    const fact = readLog(log(line)).decisive;
    assert.is(fact?.kind, 'config-malformed');
    return corrected(`maxmemory 64mb\n${line}\nsave ""\n`, 'redis.conf', fact as Parameters<typeof corrected>[2])?.text;
  };
  assert.match(meant('maxmemory-policy allkeys-lrv') ?? '', 'maxmemory-policy allkeys-lru\n');
  assert.not.match(meant('maxmemory-policy oldest') ?? '', /maxmemory-policy/);
});

test.run();
