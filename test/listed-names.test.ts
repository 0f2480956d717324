/** All that a program lists before it stops: the variables that are missing, and those that it refuses. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Fact } from '../src/logs/fact.ts';
import { readLog } from '../src/logs/read-log.ts';
import { ended, findingsIn } from './situation.ts';

function namesIn(...lines: string[]): string[] | undefined {
  const fact = readLog(lines.join('\n')).decisive;
  if (fact?.kind !== 'variable-missing') return undefined;
  const { name, more } = (fact as Fact<'variable-missing'>).fields;
  return [name, ...(more?.split(', ') ?? [])].sort();
}

test('a line for each', () => {
  const names = ['DB_HOST', 'DB_PORT'];
  assert.equal(namesIn('2026-11-26 10:00:00 ERROR DB_HOST is not set', '2026-11-26 10:00:00 ERROR DB_PORT is not set'), names);
  assert.equal(
    namesIn(
      '2026-11-26 10:00:00 ERROR DB_HOST is not set',
      '2026-11-26 10:00:00 ERROR DB_PORT is not set',
      '2026-11-26 10:00:00 ERROR configuration is incomplete, exiting',
    ),
    names,
  );
  assert.equal(namesIn('config: DB_HOST is required', 'config: DB_PORT is required'), names);
  assert.equal(
    namesIn(
      '{"level":"error","msg":"missing environment variable","name":"DB_HOST"}',
      '{"level":"error","msg":"missing environment variable","name":"DB_PORT"}',
    ),
    names,
  );
});

test('what is refused stands among what is missing', () => {
  const log = [
    '❌ Invalid environment variables: {',
    "  DATABASE_URL: [ 'Invalid url' ],",
    "  NEXTAUTH_SECRET: [ 'Required' ],",
    "  STRIPE_KEY: [ 'Required' ]",
    '}',
    'Error: Invalid environment variables',
    '    at file:///app/src/env.mjs:20:9',
  ];
  assert.equal(namesIn(...log), ['DATABASE_URL', 'NEXTAUTH_SECRET', 'STRIPE_KEY']);
  const [finding] = findingsIn({
    status: ended(1),
    log: log.join('\n'),
    container: { env: [{ name: 'DATABASE_URL', value: 'postgres//db' }] },
  });
  assert.match(finding?.summary ?? '', /NEXTAUTH_SECRET, which is not set, and STRIPE_KEY too; it refuses what DATABASE_URL has, too$/);
});

test('what a Secret gives is not missing, though its value is not read', () => {
  const [finding] = findingsIn({
    status: ended(1),
    log: "Invalid environment variables: { API_URL: [ 'Required' ], SESSION_KEY: [ 'String must contain at least 32 character(s)' ] }",
    container: { env: [{ name: 'SESSION_KEY', valueFrom: { secretKeyRef: { name: 'web', key: 'session' } } }] },
    secrets: { web: ['session'] },
  });
  assert.match(finding?.summary ?? '', /API_URL, which is not set; it refuses what SESSION_KEY has, too$/);
});

test('pydantic lists what it refuses before what it misses', () => {
  const log = [
    'pydantic_core._pydantic_core.ValidationError: 2 validation errors for Settings',
    'smtp_port',
    "  Input should be a valid integer, unable to parse string as an integer [type=int_parsing, input_value='smtp', input_type=str]",
    '    For further information visit https://errors.pydantic.dev/2.5/v/int_parsing',
    'api_key',
    "  Field required [type=missing, input_value={'smtp_port': 'smtp'}, input_type=dict]",
  ];
  assert.equal(namesIn(...log), ['api_key', 'smtp_port']);
});

test('other lines are no list', () => {
  // Another level, other words, what the program does without, and a line between.
  assert.equal(namesIn('2026-11-26 10:00:00 WARN SENTRY_DSN is not set', '2026-11-26 10:00:00 ERROR DB_PORT is not set'), ['DB_PORT']);
  assert.equal(namesIn('SENTRY_DSN is not set', 'config: DB_PORT is required'), ['DB_PORT']);
  assert.equal(namesIn('ERROR: LOG_DIR is not set, using default', 'ERROR: DB_PORT is not set'), ['DB_PORT']);
  assert.equal(namesIn('ERROR: LOG_DIR is not set', 'INFO: 3 files read', 'ERROR: DB_PORT is not set'), ['DB_PORT']);
});

test('DB_PORT is not taken for a misspelt DB_HOST', () => {
  const container = { env: [{ name: 'DB_PORT', value: '5432' }] };
  const [finding] = findingsIn({ status: ended(1), log: 'Error: DB_HOST is required', container });
  assert.not.match(JSON.stringify(finding), /may be what is meant|give DB_HOST what/);
  const misspelt = findingsIn({
    status: ended(1),
    log: 'Error: DB_HOST is required',
    container: { env: [{ name: 'DB_HSOT', value: 'db' }] },
  });
  assert.match(misspelt[0]?.summary ?? '', /DB_HSOT is there, and may be what is meant/);
});

test.run();
