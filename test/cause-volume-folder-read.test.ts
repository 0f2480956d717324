/** volume-folder-read: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn, type Situation } from './situation.ts';

const first = (path: string, volume: object = { configMap: { name: 'rules' } }, more: Situation = {}) =>
  findingsIn({
    container: { command: ['python', '/app/rules.py'], volumeMounts: [{ name: 'rules', mountPath: '/rules' }] },
    spec: { volumes: [{ name: 'rules', ...volume }] },
    configMaps: { rules: { 'a.json': '{}', 'b.json': '{}' } },
    status: ended(1),
    log: `IsADirectoryError: [Errno 21] Is a directory: '${path}'\n`,
    ...more,
  })[0];

test("the kubelet's own folder in the mount of a ConfigMap", () => {
  const finding = first('/rules/..2026_11_28_03_06_04.908556649');
  assert.is(finding?.cause, 'volume-folder-read');
  assert.is(finding?.confidence, 'certain');
  assert.match(finding?.fixes[0]?.command ?? '', '"mountPath":"/rules/a.json","subPath":"a.json"');
  assert.match(finding?.fixes[0]?.command ?? '', '"mountPath":"/rules/b.json","subPath":"b.json"');
});

test('the link to it; Go says it in other words', () => {
  assert.is(first('/rules/..data')?.cause, 'volume-folder-read');
  const log = '2026/11/28 03:06:04 read /rules/..data: is a directory\n';
  assert.is(first('', undefined, { log })?.cause, 'volume-folder-read');
});

test('another folder, another volume, or the mount itself', () => {
  assert.is.not(first('/rules/old')?.cause, 'volume-folder-read');
  assert.is.not(first('/rules')?.cause, 'volume-folder-read');
  assert.is.not(first('/rules/..data', { emptyDir: {} })?.cause, 'volume-folder-read');
  assert.is.not(first('/other/..data')?.cause, 'volume-folder-read');
});

test('a projected volume of several objects', () => {
  const [finding] = findingsIn({
    status: ended(1),
    log: 'read /etc/app/..data: is a directory\n',
    container: { volumeMounts: [{ name: 'all', mountPath: '/etc/app' }] },
    spec: { volumes: [{ name: 'all', projected: { sources: [{ configMap: { name: 'a' } }, { secret: { name: 'b' } }] } }] },
  });
  assert.is(finding?.cause, 'volume-folder-read');
});

test.run();
