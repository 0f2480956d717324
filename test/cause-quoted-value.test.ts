/** quoted-value: a value with marks that comes from a Secret, whose values nobody reads. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const secret = (name: string) => ({ name, valueFrom: { secretKeyRef: { name: 'db', key: name.toLowerCase() } } });
const said = (log: string, env: object[] = [secret('URL')]) =>
  findingsIn({ status: ended(1), log, container: { env: env as never }, secrets: { db: ['url', 'user'] } })[0];
// net/url: parse, as Go quotes it.
const PARSE = 'Error: parse "\\"postgres://db/x\\"": first path segment in URL cannot contain colon';

test('the only value that is not seen has them', () => {
  const finding = said(PARSE);
  assert.is(finding?.cause, 'quoted-value');
  assert.is(finding?.confidence, 'likely');
  assert.match(finding?.summary ?? '', 'only Secret db key url');
  assert.match(finding?.fixes[0]?.command ?? '', 'sed -E');
});

test('of two that are not seen none is named, nor is one where another setting has the value', () => {
  assert.is.not(said(PARSE, [secret('URL'), secret('USER')])?.cause, 'quoted-value');
  assert.is.not(said(PARSE, [secret('URL'), { name: 'DATABASE', value: 'postgres://db/x' }])?.cause, 'quoted-value');
});

test('a password is not taken apart, and a number is no address: the value is of its data', () => {
  const number = 'import: row 3: strconv.Atoi: parsing "\\"12\\"": invalid syntax';
  assert.is(said(number, [secret('PORT')])?.cause, 'quoted-value');
  for (const name of ['DB_PASSWORD', 'API_TOKEN', 'URL']) assert.is.not(said(number, [secret(name)])?.cause, 'quoted-value', name);
});

test('marks of the program alone are no reason', () => {
  assert.is.not(said('Error: parse "postgres//db/x": invalid URI for request')?.cause, 'quoted-value');
});

test('in a log of JSON or logfmt the marks of the line are not those of the value', () => {
  const parse = 'parse "\\"postgres://db/x\\"": first path segment in URL cannot contain colon';
  assert.is(said(JSON.stringify({ level: 'fatal', error: parse }))?.cause, 'quoted-value');
  assert.is(said(`level=fatal msg="no database" err=${JSON.stringify(parse)}`)?.cause, 'quoted-value');
  assert.is.not(said(JSON.stringify({ level: 'fatal', msg: 'unknown key', key: '"region"' }))?.cause, 'quoted-value');
  const port = said(JSON.stringify({ level: 'fatal', error: 'strconv.Atoi: parsing "\\"8080\\"": invalid syntax' }), [
    { name: 'PORT', value: '"8080"' },
  ]);
  assert.is(port?.confidence, 'certain');
  assert.match(port?.summary ?? '', 'gets PORT with quotation marks');
});

test.run();
