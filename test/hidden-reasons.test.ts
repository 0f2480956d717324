/** Programs that give up and say why only before, or under a key of their own. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readLog } from '../src/logs/read-log.ts';

const decisive = (...lines: string[]) => readLog(lines.join('\n')).decisive;

test('a trace under any key of a JSON line is one', () => {
  const exc = 'Traceback (most recent call last):\n  File "/app/a.py", line 3, in <module>\n    main()\nValueError: no stock';
  assert.is(decisive(JSON.stringify({ level: 'error', message: 'stopped', exc }))?.kind, 'exception');
  assert.is(
    decisive(JSON.stringify({ level: 'error', message: 'stopped', help: 'see the notes\nat the end of the page' }))?.kind,
    'fatal-line',
  );
});

const RETRY = '{"level":"warn","msg":"could not load prices, retrying","attempt":1,"err":"fetch failed"}';
const GAVE_UP = '{"level":"fatal","msg":"startup failed","err":"prices unavailable"}';

test('what a client met with at each attempt is why it gave up', () => {
  assert.is(decisive(RETRY, RETRY, GAVE_UP)?.phrase, 'network/fetch-failed');
  assert.is(decisive(RETRY, GAVE_UP)?.kind, 'fatal-line', 'one attempt may be about something else');
  assert.is(decisive(RETRY, RETRY, '{"level":"fatal","msg":"unknown option rate"}')?.kind, 'fatal-line', 'its own words say why');
});

test('the same warning twice is an attempt, without a word for it', () => {
  const warned = (url: string) => `2026-11-27 18:42:06,936 WARNING  fetching ${url} failed: HTTP Error 502: Bad Gateway`;
  const end = '2026-11-27 18:42:08,936 CRITICAL no quote of today, cannot start';
  assert.is(decisive(warned('http://gateway/quotes'), warned('http://gateway/quotes'), end)?.kind, 'http-error');
  assert.is(
    decisive(warned('http://gateway/quotes'), warned('http://news/today'), end)?.kind,
    'fatal-line',
    'two things that it does without',
  );
});

test('attempts without a level count, other lines without one do not', () => {
  const tried = (attempt: string) => `[front] GET http://stock/v1/capacity -> 500${attempt}`;
  const end = ['Error: stock did not answer properly', '    at get (/app/front.js:11:9)', '', 'Node.js v18.20.4'];
  const thrown = ['/app/front.js:11', '  throw new Error(text);', '  ^', '', ...end];
  assert.is(decisive(tried(' (attempt 1/2)'), tried(' (attempt 2/2)'), ...thrown)?.kind, 'http-error');
  assert.is(decisive(tried(''), tried(''), ...thrown)?.kind, 'exception');
});

test('a time limit of a client of HTTP', () => {
  for (const [line, phrase] of [
    ['AxiosError: timeout of 5000ms exceeded', 'network/fetch-timeout'],
    ['{"level":"error","msg":"start failed","err":{"name":"AxiosError","message":"timeout of 5000ms exceeded"}}', 'network/fetch-timeout'],
    ['Error: Connection terminated due to connection timeout', 'network/node-pg-timeout'],
    ['Error: Connection terminated unexpectedly', 'network/postgres-closed'],
  ] as const)
    assert.is(decisive(line)?.phrase, phrase, line);
  assert.is.not(decisive('Error: the timeout of 5000ms exceeded what is allowed')?.phrase, 'network/fetch-timeout');
});

test('a runner that passes on the 137 of its child', () => {
  for (const lines of [
    ['Killed', 'npm ERR! code ELIFECYCLE', 'npm ERR! errno 137'],
    ['error Command failed with exit code 137.'],
    ['npm error code 137', 'npm error command failed'],
  ])
    assert.is(decisive(...lines)?.kind, 'child-killed', lines.join());
  assert.is.not(decisive('npm error code 1', 'npm error command failed')?.kind, 'child-killed');
});

test('an error as an object under the name of its logger', () => {
  const thrown = { name: 'java.net.UnknownHostException', message: 'db: Name or service not known' };
  assert.is(decisive(JSON.stringify({ level: 'FATAL', message: 'Unable to start', thrown }))?.kind, 'name-unresolved');
  const throwable = { className: 'java.net.UnknownHostException', message: 'db: Name or service not known' };
  assert.is(decisive(JSON.stringify({ level: 'ERROR', message: 'Unable to start', throwable }))?.kind, 'name-unresolved');
});

test.run();
