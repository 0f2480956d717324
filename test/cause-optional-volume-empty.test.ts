/** optional-volume-empty: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Edited, findingOn } from './edited-case.ts';
import { ended, findingsIn } from './situation.ts';

const CASE = 'vol-secret-optional';

test('the Secret of an optional volume does not exist: the one that is meant is named', async () => {
  const finding = await findingOn(CASE);
  assert.is(finding.cause, 'optional-volume-empty');
  assert.match(finding.summary, /Secret api-sessions, marked optional, and there is no Secret api-sessions, but api-session$/);
  assert.match(finding.fixes[0]?.command ?? '', '"path":"/spec/template/spec/volumes/0/secret/secretName","value":"api-session"');
});

test('an object that is there lacks a key at most; names that cannot be read prove nothing', async () => {
  const there = (cluster: Edited) => {
    for (const { secret } of cluster.pod('api').spec.volumes ?? []) if (secret) secret.secretName = 'api-session';
  };
  assert.is.not((await findingOn(CASE, there)).cause, 'optional-volume-empty');
  assert.is.not((await findingOn(CASE, () => {}, ['list secrets'])).cause, 'optional-volume-empty');
});

test('no key of it could bring a file into a folder of the volume', () => {
  const cause = (path: string, items?: { key: string; path: string }[]) =>
    findingsIn({
      status: ended(1),
      log: `Error: open ${path}: no such file or directory`,
      container: { volumeMounts: [{ name: 'c', mountPath: '/etc/app' }] },
      spec: { volumes: [{ name: 'c', configMap: { name: 'a', optional: true, ...(items ? { items } : {}) } }] },
    })[0]?.cause;
  assert.is(cause('/etc/app/x.yaml'), 'optional-volume-empty');
  assert.is(cause('/etc/app/conf.d/x.yaml', [{ key: 'x', path: 'conf.d/x.yaml' }]), 'optional-volume-empty');
  assert.is.not(cause('/etc/app/conf.d/x.yaml'), 'optional-volume-empty');
});

test.run();
