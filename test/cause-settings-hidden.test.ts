/** settings-hidden: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn, type Situation } from './situation.ts';

const SITE = 'server {\n  listen 8080;\n}\n';
const WHOLE = 'events {}\nhttp {\n  server { listen 8080; }\n}\n';

const over = (data: Record<string, string>, mount: object = {}, container: object = {}): Situation => ({
  status: ended(1),
  log: 'nginx: [emerg] open() "/etc/nginx/nginx.conf" failed (2: No such file or directory)\n',
  container: { image: 'nginx:1.22', volumeMounts: [{ name: 'site', mountPath: '/etc/nginx', ...mount }], ...container },
  spec: { volumes: [{ name: 'site', configMap: { name: 'edge' } }] },
  configMaps: { edge: data },
});
const first = (situation: Situation) => findingsIn(situation)[0];

test('sites over the folder of nginx hide its configuration, and belong where that looks for them', () => {
  const finding = first(over({ 'default.conf': SITE, 'api.conf': SITE }));
  assert.is(finding?.cause, 'settings-hidden');
  assert.is(finding?.confidence, 'certain');
  assert.match(
    finding?.summary ?? '',
    'volume site (configMap) is mounted over /etc/nginx, and hides it; it has default.conf, api.conf alone',
  );
  assert.match(finding?.fixes[0]?.command ?? '', '"path":"/spec/containers/0/volumeMounts/0/mountPath","value":"/etc/nginx/conf.d"');
});

test('a whole configuration of another name takes the place of that file; anything else lies beside it', () => {
  assert.match(first(over({ 'edge.conf': WHOLE }))?.fixes[0]?.command ?? '', '"mountPath":"/etc/nginx/nginx.conf","subPath":"edge.conf"');
  assert.match(
    first(over({ 'limits.json': '{}' }))?.fixes[0]?.command ?? '',
    '"mountPath":"/etc/nginx/limits.json","subPath":"limits.json"',
  );
});

test('an image that is called otherwise may have it elsewhere', () => {
  assert.is(first(over({ 'a.conf': SITE }, {}, { image: 'registry.example.com/shop/nginx-edge:2' }))?.confidence, 'likely');
  assert.is.not(first(over({ 'a.conf': SITE }, {}, { image: 'registry.example.com/shop/web:2' }))?.cause, 'settings-hidden');
});

test('not where the file has nearly that name, is named by the command, or the volume is mounted elsewhere', () => {
  assert.is(first(over({ 'nginx.cnf': WHOLE }))?.cause, 'missing-file');
  assert.is.not(first(over({ 'a.conf': SITE }, {}, { command: ['nginx', '-c', '/etc/nginx/nginx.conf'] }))?.cause, 'settings-hidden');
  assert.is.not(first(over({ 'a.conf': SITE }, { mountPath: '/etc/nginx/conf.d' }))?.cause, 'settings-hidden');
});

test('what an init container or an optional object was to bring is missing, not hidden', () => {
  const { spec: _, configMaps: __, ...bare } = over({});
  const init = {
    name: 'copy',
    image: 'busybox',
    command: ['sh', '-c', 'cp /src/* /etc/nginx/'],
    volumeMounts: [{ name: 'site', mountPath: '/etc/nginx' }],
  };
  assert.is.not(first({ ...bare, spec: { volumes: [{ name: 'site', emptyDir: {} }], initContainers: [init] } })?.cause, 'settings-hidden');
  const optional = { volumes: [{ name: 'site', configMap: { name: 'edge', optional: true } }] };
  assert.is(first({ ...bare, spec: optional })?.cause, 'optional-volume-empty');
  assert.is(first({ ...bare, spec: optional, configMaps: { edge: { 'a.conf': SITE } } })?.cause, 'settings-hidden');
});

test.run();
