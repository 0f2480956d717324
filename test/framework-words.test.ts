/** What frameworks say of the settings that they bind: the property, the field or the scheme, and the variable behind it. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readLog } from '../src/logs/read-log.ts';
import { ended, findingsIn, type Situation } from './situation.ts';

const decisive = (...lines: string[]) => readLog(lines.join('\n')).decisive;

const first = (log: string[], env: Record<string, string>, more: Partial<Situation> = {}) =>
  findingsIn({
    status: ended(1),
    log: log.join('\n'),
    container: { env: Object.entries(env).map(([name, value]) => ({ name, value })) },
    ...more,
  })[0];

// spring-projects/spring-boot:BindValidationFailureAnalyzer.java
const BINDING = (property: string, value: string, reason: string) => [
  'Binding to target com.example.ShopProperties failed:',
  '',
  `    Property: ${property}`,
  `    Value: "${value}"`,
  `    Reason: ${reason}`,
];

test('Spring Boot names a property that is refused, or not there at all', () => {
  const refused = first(BINDING('shop.maxItems', '500', 'must be less than or equal to 100'), { SHOP_MAXITEMS: '500' });
  assert.is(refused?.cause, 'invalid-value');
  assert.match(refused?.summary ?? '', /"500" of SHOP_MAXITEMS; it wants a value less than or equal to 100/);
  const absent = first(BINDING('shop.apiUrl', 'null', 'must not be null'), { SHOP_REGION: 'eu' });
  assert.is(absent?.cause, 'missing-variable');
  assert.match(absent?.summary ?? '', /SHOP_API_URL, which is not set/);
});

test('a scheme that is wanted, and the one variable that has another', () => {
  const url = "java.lang.IllegalArgumentException: URL must start with 'jdbc'";
  const trace = [`Exception in thread "main" ${url}`, '\tat org.springframework.util.Assert.isTrue(Assert.java:122)'];
  const [fix] = first(trace, { SPRING_DATASOURCE_URL: 'postgresql://db:5432/shop' })?.fixes ?? [];
  assert.match(fix?.command ?? '', /jdbc:postgresql:\/\/db:5432\/shop/);
  // The driver takes no user in the address.
  const secret = first(trace, { SPRING_DATASOURCE_URL: 'postgresql://me:pw@db:5432/shop' });
  assert.not.match(secret?.fixes[0]?.command ?? '', /jdbc:/);
  // One that is right is not at fault.
  assert.is(first(trace, { SPRING_DATASOURCE_URL: 'jdbc:postgresql://db:5432/shop' })?.confidence, 'likely');
  const mongo = ['MongoParseError: Invalid scheme, expected connection string to start with "mongodb://" or "mongodb+srv://"'];
  assert.match(first(mongo, { MONGO_URL: 'mongo://mongo:27017/shop' })?.fixes[0]?.command ?? '', /mongodb:\/\/mongo:27017\/shop/);
});

test('a list that pydantic reads as JSON', () => {
  const log = [
    'json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)',
    '',
    'The above exception was the direct cause of the following exception:',
    '',
    'Traceback (most recent call last):',
    '  File "/app/main.py", line 5, in <module>',
    '    settings = Settings()',
    'pydantic_settings.exceptions.SettingsError: error parsing value for field "allowed_hosts" from source "EnvSettingsSource"',
  ];
  const finding = first(log, { SHOP_ALLOWED_HOSTS: 'a.example.com,b.example.com' });
  assert.is(finding?.cause, 'malformed-json-value');
  assert.match(finding?.summary ?? '', /env SHOP_ALLOWED_HOSTS/);
});

test("Zod's list of issues is one message, however long it is", () => {
  const issue = (name: string, message: string) =>
    ['  {', '    "code": "invalid_type",', '    "path": [', `      "${name}"`, '    ],', `    "message": "${message}"`, '  },'] as const;
  const log = [
    'ZodError: [',
    ...issue('PORT', 'Expected number, received nan'),
    ...issue('STRIPE_KEY', 'Required'),
    ...issue('MAIL_HOST', 'Required'),
    ']',
    '    at Object.<anonymous> (/app/dist/env.js:10:20)',
  ];
  const fact = decisive(...log);
  assert.is(fact?.kind, 'variable-missing');
  assert.equal(fact?.fields, { name: 'STRIPE_KEY', more: 'MAIL_HOST' });
  const url = decisive(
    'ZodError: [',
    '  {',
    '    "validation": "url",',
    '    "code": "invalid_string",',
    '    "message": "Invalid url",',
    '    "path": [',
    '      "API_URL"',
    '    ]',
    '  }',
    ']',
    '    at Object.<anonymous> (/app/dist/env.js:10:20)',
  );
  assert.is(url?.kind, 'value-invalid');
  assert.is((url?.fields as { name?: string } | undefined)?.name, 'API_URL');
});

test("an exception in the consoles of PHP's frameworks", () => {
  const symfony = decisive(
    '',
    'In ConnectionFactory.php line 12:',
    '                          ',
    '  The order book is shut  ',
    '                          ',
    '',
    'shop:orders:sell [--month MONTH]',
  );
  assert.equal(symfony?.fields, { runtime: 'php', message: 'The order book is shut' });
  const laravel = decisive('', '   RuntimeException ', '', '  The order book is shut', '', '  at app/Console/Sell.php:40');
  assert.equal(laravel?.fields, {
    runtime: 'php',
    type: 'RuntimeException',
    message: 'The order book is shut',
    frame: 'app/Console/Sell.php:40',
  });
  assert.is.not(decisive('In the shop line 12:', '', '  all is well')?.kind, 'exception');
});

test('a user, a database or a driver that is called as the host is none', () => {
  const log = ['psycopg2.OperationalError: could not translate host name "postgres" to address: Name or service not known'];
  const services = [{ metadata: { name: 'db', namespace: 'shop' }, spec: { clusterIP: '10.96.1.1', ports: [{ port: 5432 }] } }];
  const env = { DB_HOST: 'postgres', DB_USER: 'postgres', POSTGRES_DB: 'postgres', DB_CONNECTION: 'postgres' };
  const command = first(log, env, { services })?.fixes[0]?.command ?? '';
  assert.match(command, /"name":"DB_HOST","value":"db"/);
  assert.not.match(command, /DB_USER|POSTGRES_DB|DB_CONNECTION/);
});

test.run();
