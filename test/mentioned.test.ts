import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { mentionedByName, mentionedIn } from '../src/trace/settings/mentioned.ts';
import { placeOf, type Setting } from '../src/trace/settings/settings.ts';
import { ended, findingsIn } from './situation.ts';

const test = suite('what the last words of a program speak of');

const env = (name: string, value: string): Setting => ({ name, written: value, value, place: { kind: 'env', index: 0 } });
const secret = (name: string): Setting => ({
  name,
  written: undefined,
  value: undefined,
  place: { kind: 'secret', object: 'web', key: 'token' },
});
const file = (path: string, text: string, object = 'web'): Setting => ({
  name: undefined,
  written: text,
  value: text,
  place: { kind: 'configmap', object, key: path.slice(path.lastIndexOf('/') + 1), path, immutable: false },
});
const argument = (value: string): Setting => ({
  name: undefined,
  written: value,
  value,
  place: { kind: 'argument', list: 'args', index: 0 },
});

function told(words: string, ...settings: Setting[]): string | undefined {
  const mention = mentionedIn(words, settings) ?? mentionedByName(words, settings);
  return mention && `${placeOf(mention.setting)}${mention.line === undefined ? '' : `:${mention.line + 1}`}`;
}

test('a file by its path, or by its name where one alone has it, with the line', () => {
  const rules = file('/etc/app/rules.yaml', 'a: 1\nb: x\n');
  assert.is(told('cannot use /etc/app/rules.yaml: too many', rules), 'ConfigMap web key rules.yaml');
  assert.is(told('rules.yaml:2: no such tariff', rules), 'ConfigMap web key rules.yaml:2');
  assert.is(told('File "/etc/app/rules.yaml", line 2: bad', rules), 'ConfigMap web key rules.yaml:2');
  assert.is(told('rules.yaml:9: no such tariff', rules), 'ConfigMap web key rules.yaml', 'it has no such line');
  assert.is(told('rules.yaml is wrong', rules, file('/etc/other/rules.yaml', 'c: 2\n', 'other')), undefined, 'either');
  assert.is(told('/etc/app/rules.yaml.bak is old', rules), undefined);
  assert.is(told('my-rules.yaml is wrong', rules), undefined);
});

test('a variable by its name, of a Secret too', () => {
  assert.is(told('BUDGET_MB is too small', env('BUDGET_MB', '64')), 'env BUDGET_MB');
  assert.is(told('the value of API_TOKEN has expired', secret('API_TOKEN')), 'Secret web key token (env API_TOKEN)');
  assert.is(told('OLD_BUDGET_MB is too small', env('BUDGET_MB', '64')), undefined);
  assert.is(told('budget_mb is too small', env('BUDGET_MB', '64')), undefined);
  assert.is(told('FATAL: no space', env('FATAL', '1'), env('MODE', 'x')), 'env FATAL');
  assert.is(told('MODE: no such', env('MODE', 'x')), 'env MODE');
  assert.is(told('BAD: no such', env('BAD', 'x')), undefined, 'a short one is a word that is shouted');
});

test('the server that libpq names, before what that says, is not what is spoken of; a day is', () => {
  assert.is(told('connection to server at "ledger-db", port 5432 failed: FATAL: it is full', env('PGHOST', 'ledger-db')), undefined);
  assert.is(told('the server "ledger-db" is full', env('PGHOST', 'ledger-db')), 'env PGHOST');
  assert.is(told('the licence ended on 2026-01-31', env('LICENCE_END', '2026-01-31')), 'env LICENCE_END');
});

test('a value that one setting has alone', () => {
  assert.is(told("no tenant 'berlin'", env('TENANT', 'berlin'), env('CITY', 'bonn')), 'env TENANT');
  assert.is(told('no orders in berlin', env('TENANT', 'berlin')), undefined, 'an everyday word');
  assert.is(told('no tenant berlin', env('TENANT', 'berlin')), 'env TENANT', 'behind its name');
  assert.is(told("nothing in 'berlin'", env('TENANT', 'berlin'), env('CITY', 'berlin')), undefined, 'either');
  assert.is(told("no tenant 'berlin'", env('TENANT', 'berlin'), env('CITY', 'berlin')), 'env TENANT');
  assert.is(
    told('time zone Europe/Berlni is not known', file('/etc/app/a.properties', 'x=1\ntz=Europe/Berlni\n')),
    'ConfigMap web key a.properties:2',
  );
  assert.is(told('tariff basic_2 is gone', file('/a/t.yaml', '# basic_2\ny: basic_23\n')), undefined, 'a comment, and another word');
  assert.is(told('tariff basic_2 is gone', file('/a/t.yaml', 'x: basic_2\ny: basic_2\n')), undefined, 'twice');
  assert.is(told('cannot open /app/main.py', argument('/app/main.py')), undefined, 'what it runs');
  assert.is(told('listening on port 8080', env('PORT', '8080')), undefined, 'a number alone');
});

test('a number, where the words have the name of its setting', () => {
  const said = 'Batch size must be between 1 and 100 (got 500)';
  assert.is(told(said, env('BATCH_SIZE', '500'), env('POOL_SIZE', '500'), env('TIMEOUT', '500')), 'env BATCH_SIZE');
  assert.is(told(said, file('/etc/app/app.yaml', 'pool: 3\nbatch-size: 500\n')), 'ConfigMap web key app.yaml:2');
  assert.is(told('listen port 99999 out of range', env('PORT', '99999')), 'env PORT');
  assert.is(told(said, env('RETRIES', '500')), undefined, 'another thing');
  assert.is(told('batch size 500 and pool size 500', env('BATCH_SIZE', '500'), env('POOL_SIZE', '500')), undefined, 'either');
  assert.is(told('no batch of size 1500', env('BATCH_SIZE', '500')), undefined, 'a part of a number');
});

test('a variable as Node.js prints the code that reads it', () => {
  assert.is(told('TypeError: plans[process.env.PLAN_NAME] is not a function', env('PLAN_NAME', 'fast')), 'env PLAN_NAME');
  assert.is(told('TypeError: plans.PLAN_NAME is not a function', env('PLAN_NAME', 'fast')), undefined, 'a name of its code');
});

test('many settings and a long message take no time', () => {
  const text = Array.from({ length: 5000 }, (_, line) => `key_${line}: value-${line}`).join('\n');
  const words = Array.from({ length: 60 }, (_, index) => `x-${index}/${index}`).join(' ');
  const from = performance.now();
  told(words, ...Array.from({ length: 20 }, (_, index) => file(`/etc/app/${index}.yaml`, text, `web-${index}`)));
  assert.ok(performance.now() - from < 1000);
});

test('what a cause has told of the setting is not told again', () => {
  const [finding] = findingsIn({
    container: { env: [{ name: 'FLASK_APP', value: 'statuspage' }] },
    status: ended(2),
    log: "Error: Could not import 'statuspage'.\n",
  });
  assert.is(finding?.cause, 'missing-module');
  assert.is(finding?.proof.filter(({ quote }) => quote === 'env FLASK_APP: statuspage').length, 1);
});

test('an item of a list, and a value behind the name of its variable', () => {
  const list = env('CURRENCIES', 'EUR,USD,XAU');
  assert.is(told('no rate for XAU', list), 'env CURRENCIES');
  assert.is(mentionedIn('no rate for XAU', [list])?.without, 'EUR,USD');
  assert.is(told("no channel 'mail' here", env('CHANNELS', 'sms, mail')), 'env CHANNELS');
  assert.is(told('no such channel: mail', env('CHANNELS', 'sms,mail')), 'env CHANNELS');
  assert.is(told('cannot mail the report to them', env('CHANNELS', 'sms,mail')), undefined, 'a word of the sentence');
  assert.is(told('no rate from EUR to XAU', list), undefined, 'either');
  assert.is(told('no rate for XAU', list, env('METALS', 'XAG,XAU')), undefined, 'either list');
  assert.is(told('no rate for XAUX', list), undefined);
  assert.is(told('mode is maintenance, not starting', env('MODE', 'maintenance')), 'env MODE');
  assert.is(told('the modern is maintenance', env('MODE', 'maintenance')), undefined);
});

test.run();
