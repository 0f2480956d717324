/** Values that an error's words name, and where they stand; values that were most likely meant. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isTimeZone, valueMeant } from '../src/trace/settings/value-meant.ts';
import { configLine } from '../src/trace/texts/config-line.ts';
import { ended, findingsIn, type Situation } from './situation.ts';

const first = (log: string, situation: Situation = {}) => findingsIn({ status: ended(1), log, ...situation })[0];
const python = (words: string) => `Traceback (most recent call last):\n  File "/app/main.py", line 3, in <module>\n    run()\n${words}\n`;

test('an error without a known phrase names the value of one variable', () => {
  const env = [{ name: 'STORE_MODE', value: 'fastest' }];
  const finding = first(python("shop.Unsupported: mode 'fastest'"), { container: { env } });
  assert.match(finding?.summary ?? '', '"fastest" is the value of env STORE_MODE');
  assert.match(JSON.stringify(finding?.fixes), 'STORE_MODE');
});

test('several have it, none has it, or it is the value of most programs', () => {
  const both = [
    { name: 'A', value: 'fastest' },
    { name: 'B', value: 'fastest' },
  ];
  assert.not.match(first(python("shop.Unsupported: mode 'fastest'"), { container: { env: both } })?.summary ?? '', 'is the value of');
  const common = [{ name: 'NODE_ENV', value: 'production' }];
  assert.not.match(first(python("shop.Unsupported: mode 'production'"), { container: { env: common } })?.summary ?? '', 'is the value of');
});

test('a line of a file is a key and its value, without quotes, a comment, and what ends it', () => {
  assert.is(configLine('- "zone": "Europe/Berlin",  # home')?.value, 'Europe/Berlin');
  assert.is(configLine("mark = 'a #1'")?.value, 'a #1');
  assert.equal(configLine('colour=#fff;'), { key: 'colour', rest: '#fff;', value: '#fff' });
  assert.is(configLine('# nothing'), undefined);
});

test('one line of a file whose whole value it is, not of a program', () => {
  const files = (name: string): Situation => ({
    container: { volumeMounts: [{ name: 'c', mountPath: '/etc/shop' }] },
    spec: { volumes: [{ name: 'c', configMap: { name: 'shop' } }] },
    configMaps: { shop: { [name]: 'a=1\nzone=Europe/Berln\n' } },
  });
  const log =
    'Exception in thread "main" java.time.zone.ZoneRulesException: Unknown time-zone ID: Europe/Berln\n\tat Shop.main(Shop.java:3)\n';
  const finding = first(log, files('shop.properties'));
  assert.match(finding?.summary ?? '', 'line 2 of key shop.properties of ConfigMap shop');
  assert.match(finding?.fixes[0]?.command ?? '', 'zone=Europe/Berlin\\n');
  assert.not.match(first(log, files('shop.py'))?.summary ?? '', 'line 2');
});

test('a zone that there is, is not wrong: its data is lacking', () => {
  assert.is(first('panic: unknown time zone Europe/Berlin')?.cause, 'zone-data-missing');
  assert.is(first('panic: unknown time zone Europe/Berln')?.cause, 'invalid-value');
  assert.equal(['Europe/Berlin', 'US/Eastern', 'Europe/Berln'].map(isTimeZone), [true, true, false]);
});

test('the value that was meant: of a list, and none where two are as near', () => {
  assert.is(valueMeant('DEBUG', "'debug', 'info', 'warning', 'error'"), 'debug');
  assert.is(valueMeant('VERBOSE', 'one of DEBUG, INFO, WARNING, ERROR, CRITICAL'), undefined);
  assert.is(valueMeant('Europe/Berln', 'a time zone'), 'Europe/Berlin');
  assert.is(valueMeant('x', 'a number'), undefined);
  assert.is(valueMeant('30 # every half minute', 'a number'), '30');
  assert.is(valueMeant('30m # half an hour', 'a number'), undefined);
  assert.is(valueMeant('x', undefined), undefined);
  assert.is(valueMeant('200MB', 'a size such as 200MiB'), '200MiB');
  assert.is(valueMeant(' 1g', 'a size such as 200MiB'), '1GiB');
  assert.is(valueMeant('0.5GiB', 'a size such as 200MiB'), undefined);
});

test('a number that was meant: without its unit, and none where it may be another number', () => {
  const whole = ['64MB', '30s', '2k', '1,000', '25.0', '20 per pod', '1e3'].map((value) => valueMeant(value, 'a whole number'));
  assert.equal(whole, ['64', '30', '2000', '1000', '25', '20', '1000']);
  for (const value of ['5m', '1h', '10 minutes', '512Mi', '808O', '80OO', '0x1F', '0.5', 'many', '4,80', ''])
    assert.is(valueMeant(value, 'a whole number'), undefined, value);
  assert.equal([valueMeant('1_000', 'a number'), valueMeant('1,234', 'a number')], ['1000', undefined]);
  assert.equal([valueMeant('1,200.00', 'a number'), valueMeant('1,234,567', 'a number')], ['1200.00', '1234567']);
  assert.equal([valueMeant('80:8080', 'a port number'), valueMeant(':9000', 'a port number')], ['8080', '9000']);
});

test('a number in the unit that the name tells, a time of another format', () => {
  const whole = (name: string, value: string) => valueMeant(value, 'a whole number', name);
  assert.equal(
    [whole('REPLAY_SECONDS', '1m'), whole('CACHE_MB', '1GB'), whole('TIMEOUT_MS', '30s'), whole('MAX_BYTES', '2KiB')],
    ['60', '1024', '30000', '2048'],
  );
  assert.equal([whole('REPLAY', '1m'), whole('WAIT_MINUTES', '30s')], [undefined, undefined], 'half a minute is no whole number of them');
  assert.is(valueMeant('5min', 'a time such as 30 or 5m'), '5m');
  assert.equal([valueMeant('18.30', '%H:%M'), valueMeant('24.12.2025', '%Y-%m-%d')], ['18:30', '2025-12-24']);
  for (const value of ['6pm', '18', '18.3', '1.2.3']) assert.is(valueMeant(value, '%H:%M'), undefined, value);
});

test('a URL that was meant: its scheme is written so that it reads as one', () => {
  const url = ['postgres//db:5432/shop', 'http:/api/v1', 'redis;//cache'].map((value) => valueMeant(value, 'a URL'));
  assert.equal(url, ['postgres://db:5432/shop', 'http://api/v1', 'redis://cache']);
  assert.is(valueMeant('aHR0cDovL2FwaTo4MDgwLw==', 'a URL'), 'http://api:8080/');
  assert.is(valueMeant('pricing:8080/api', 'a URL that begins with http:// or https://'), 'http://pricing:8080/api');
  for (const value of ['pricing:8080/api', 'http://api:80x', 'what//ever', 'http:///v1', 'postgres:///shop', ''])
    assert.is(valueMeant(value, 'a URL'), undefined, value);
  for (const value of ['undefined', '8080']) assert.is(valueMeant(value, 'a URL that begins with http:// or https://'), undefined, value);
});

test('an address that lacks the scheme with which it must begin', () => {
  assert.is(valueMeant('cache:6379', 'start with redis://'), 'redis://cache:6379');
  for (const value of ['http://cache', 'none', '6379']) assert.is(valueMeant(value, 'start with redis://'), undefined, value);
  const finding = first('worker: REDIS_URL must start with redis://', { container: { env: [{ name: 'REDIS_URL', value: 'cache:6379' }] } });
  assert.match(finding?.summary ?? '', /it wants a value that starts with redis:\/\/; it stands in env REDIS_URL/);
  assert.match(finding?.fixes[0]?.command ?? '', /redis:\/\/cache:6379/);
});

test('a member of what the JSON file does not have', () => {
  const reads = (text: string) =>
    first(
      "/app/s.js:4\nconst target = new URL(config.upstream.url);\n                                       ^\n\nTypeError: Cannot read properties of undefined (reading 'url')\n    at Object.<anonymous> (/app/s.js:4:40)\n",
      {
        container: { volumeMounts: [{ name: 'c', mountPath: '/etc/shop' }] },
        spec: { volumes: [{ name: 'c', configMap: { name: 'shop' } }] },
        configMaps: { shop: { 'config.json': text } },
      },
    );
  assert.match(reads('{"upstreams": {"url": "x"}}')?.fixes[0]?.command ?? '', '\\"upstream\\"');
  assert.is(reads('{"upstream": {"url": "x"}}')?.cause, 'unhandled-exception');
});

test('a plain word, a part of a longer value or nothing at all may be the same by chance', () => {
  const int = (value: string) => python(`ValueError: invalid literal for int() with base 10: '${value}'`);
  const given = (name: string, value: string, said = value) => first(int(said), { container: { env: [{ name, value }] } });
  for (const found of [given('APP_ENV', 'prod'), given('API_URL', 'https://a.example/', 'https'), given('PROXY', '')]) {
    assert.is(found?.cause, 'invalid-value');
    assert.is(found?.confidence, 'likely');
    assert.not.match(found?.summary ?? '', / of (?:APP_ENV|API_URL|PROXY)/);
    assert.match(found?.decides ?? '', 'or from its data');
  }
  // What nobody writes for another thing, and a word where the name tells that a number belongs there.
  for (const found of [given('ADDR', '8080/tcp'), given('WORKERS', 'auto'), given('POOL_SIZE', '')])
    assert.is(found?.confidence, 'certain');
});

test('the same of a line in a file', () => {
  const line = (text: string, said: string) =>
    first(python(`ValueError: invalid literal for int() with base 10: '${said}'`), {
      container: { volumeMounts: [{ name: 'conf', mountPath: '/etc/app' }] },
      spec: { volumes: [{ name: 'conf', configMap: { name: 'app' } }] },
      configMaps: { app: { 'app.yaml': text } },
    })?.confidence;
  assert.is(line('stage: prod\nworkers: 3\n', 'prod'), 'likely');
  assert.is(line('stage: prod\nworkers: many\n', 'many'), 'certain');
});

test.run();
