/** secret-for-path: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const of = (path: string, name = 'SESSION_KEY_FILE', key = 'session.key') =>
  findingsIn({
    container: { env: [{ name, valueFrom: { secretKeyRef: { name: 'session', key } } }] },
    secrets: { session: ['session.key'] },
    status: ended(1),
    log: `Error: ENOENT: no such file or directory, open '${path}'\n    at Object.openSync (node:fs:601:3) {\n  code: 'ENOENT'\n}\n`,
  })[0];

test('the text of a Secret stands where a path should, and is not repeated', () => {
  const finding = of('0123456789abcdef');
  assert.is(finding?.cause, 'secret-for-path');
  assert.match(finding?.summary ?? '', 'opens what SESSION_KEY_FILE holds as the path of a file');
  assert.match(finding?.fixes[0]?.command ?? '', '{"name":"SESSION_KEY_FILE","value":"/etc/session/session.key","valueFrom":null}');
  assert.not.match(JSON.stringify(finding), '0123456789abcdef');
});

test('a path that is one, or a variable that is no path', () => {
  assert.is(of('/etc/session/session.key')?.cause, 'missing-file');
  assert.is(of('session.key')?.cause, 'missing-file');
  assert.is(of('0123456789abcdef', 'SESSION_KEY')?.cause, 'missing-file');
});

test('of a key of several words none is shown', () => {
  const [finding] = findingsIn({
    container: { env: [{ name: 'KEY_FILE', valueFrom: { secretKeyRef: { name: 'session', key: 'session.key' } } }] },
    secrets: { session: ['session.key'] },
    status: ended(1),
    log: "FileNotFoundError: [Errno 2] No such file or directory: '-----BEGIN PRIVATE KEY-----\\nTUlJ\\n-----END PRIVATE KEY-----'\n",
  });
  assert.is(finding?.cause, 'secret-for-path');
  assert.not.match(JSON.stringify(finding), 'TUlJ');
});

test('JSON, PEM and base64 are no paths, be there slashes in them', () => {
  const one = 'QUJDREVG/0ZHSElKS0w9PQ==';
  for (const text of ['{"type":"service_account","token_uri":"https://oauth2.example.com/token"}', '-----BEGIN PRIVATE KEY-----', one])
    assert.is(of(text, 'CREDENTIALS_FILE')?.cause, 'secret-for-path', text);
  assert.not.match(JSON.stringify(of(one)), one);
  for (const path of ['conf/session', '{{ .Values.config }}/session.json', '[object Object]/a.key'])
    assert.is.not(of(path)?.cause, 'secret-for-path', path);
  const [google] = findingsIn({
    container: { env: [{ name: 'GOOGLE_APPLICATION_CREDENTIALS', valueFrom: { secretKeyRef: { name: 'session', key: 'session.key' } } }] },
    secrets: { session: ['session.key'] },
    status: ended(1),
    log: 'google.auth.exceptions.DefaultCredentialsError: File {\n  "type": "service_account",\n  "project_id": "shop"\n} was not found.',
  });
  assert.is(google?.cause, 'secret-for-path');
});

test.run();
