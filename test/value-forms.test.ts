/** A value in the form that its server takes: what is sure, and what is left to a person. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Fact } from '../src/logs/fact.ts';
import { corrected } from '../src/trace/texts/config-text.ts';
import { directiveMeant } from '../src/trace/texts/directives.ts';
import { otherForm, redisSize, yesOrNo } from '../src/trace/texts/value-forms.ts';

const redis = (token: string, detail: string): Fact<'config-malformed'> => ({
  kind: 'config-malformed',
  fields: { token, detail, line: '1' },
  quote: '',
  line: 0,
  phrase: 'stores/redis-config',
});
const postgres = (setting: string, value: string): Fact<'config-rejected'> => ({
  kind: 'config-rejected',
  fields: { setting, detail: `invalid value for parameter "${setting}": "${value}"` },
  quote: '',
  line: 0,
  phrase: 'postgres/parameter',
});

test('Redis: units of Kubernetes become those of 1024; true and false become yes and no', () => {
  assert.is(redisSize('96Mi'), '96mb');
  assert.is(redisSize('1GiB'), '1gb');
  assert.is(redisSize('2T'), '2048gb');
  assert.is(redisSize('64m'), undefined);
  assert.is(redisSize('half'), undefined);
  assert.is(yesOrNo('True'), 'yes');
  assert.is(yesOrNo('off'), 'no');
  assert.is(yesOrNo('maybe'), undefined);
  assert.is(otherForm(redis('appendonly false', "argument must be 'yes' or 'no'"))?.wants, 'no');
  assert.is(otherForm(redis('save 900 1 2', 'Invalid save parameters')), undefined);
});

test('PostgreSQL: letters of units count, and a time zone is found by its name', () => {
  assert.is(otherForm(postgres('shared_buffers', '64Mi'))?.wants, '64MB');
  assert.is(otherForm(postgres('shared_buffers', '64mb'))?.wants, '64MB');
  assert.is(otherForm(postgres('statement_timeout', '30 seconds'))?.wants, '30s');
  assert.is(otherForm(postgres('work_mem', '64m')), undefined);
  assert.is(otherForm(postgres('TimeZone', 'Europe/Berln'))?.wants, 'Europe/Berlin');
  assert.is(otherForm(postgres('wal_level', 'loud')), undefined);
});

test('the last line that gives the setting changes, whatever its letters, and what stands behind it stays', () => {
  const text = "timezone = 'UTC'\ntimezone = 'Europe/Berln' # ours\n";
  assert.is(
    corrected(text, 'postgresql.conf', postgres('TimeZone', 'Europe/Berln'))?.text,
    "timezone = 'UTC'\ntimezone = 'Europe/Berlin' # ours\n",
  );
  assert.is(
    corrected('maxmemory 96Mi\n', 'redis.conf', redis('maxmemory 96Mi', 'argument must be a memory value'))?.text,
    'maxmemory 96mb\n',
  );
});

test('a name that the server knows in other letters is not misspelt', () => {
  assert.is(directiveMeant('TimeZone', 'postgres/parameter'), undefined);
  assert.is(directiveMeant('datestyle', 'postgres/parameter'), undefined);
  assert.is(directiveMeant('timezon', 'postgres/parameter')?.near, 'TimeZone');
});

test.run();
