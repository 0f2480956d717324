/** Where a text of nginx belongs by its outer blocks, and files of volumes that several objects fill. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { outerBlocks } from '../src/trace/texts/nginx-context.ts';
import { ended, findingsIn, type Situation } from './situation.ts';

const WHOLE = 'events { }\nhttp {\n  server { listen 8080; }\n}\n';
const SITE = 'server {\n  listen 8080;\n  location / { return 200; }\n}\n';

test('blocks within blocks, comments, quotes and variables open none', () => {
  assert.equal(outerBlocks(WHOLE), ['events', 'http']);
  assert.equal(outerBlocks(`# http {\nlog_format main '{"at": "$time_local"';\nset $a $\{b};\n${SITE}`), ['server']);
  assert.equal(outerBlocks('gzip on;\nmap $http_upgrade $up { default upgrade; }\n'), ['map']);
});

const mounted = (text: string, mountPath: string, subPath: string | undefined, words: string, more: Situation['container'] = {}) =>
  findingsIn({
    container: { image: 'nginx:1.27', volumeMounts: [{ name: 'conf', mountPath, ...(subPath ? { subPath } : {}) }], ...more },
    spec: { volumes: [{ name: 'conf', configMap: { name: 'edge' } }] },
    configMaps: { edge: { 'web.conf': text } },
    status: ended(1),
    log: `2026/01/02 03:04:05 [emerg] 1#1: ${words}`,
  })[0];

test('a whole configuration among the sites becomes the configuration', () => {
  const found = mounted(WHOLE, '/etc/nginx/conf.d', undefined, '"events" directive is not allowed here in /etc/nginx/conf.d/web.conf:1');
  assert.match(found?.fixes[0]?.command ?? '', '"mountPath":"/etc/nginx/nginx.conf","subPath":"web.conf"');
});

test('a site in the place of the configuration becomes a site', () => {
  const found = mounted(SITE, '/etc/nginx/nginx.conf', 'web.conf', '"server" directive is not allowed here in /etc/nginx/nginx.conf:1');
  assert.match(found?.fixes[0]?.command ?? '', '"mountPath":"/etc/nginx/conf.d/default.conf","subPath":"web.conf"');
});

test('a site in the place of the configuration, which another key of the ConfigMap holds', () => {
  const exchanged = (other: string) =>
    findingsIn({
      container: {
        image: 'nginx:1.27',
        volumeMounts: [
          { name: 'conf', mountPath: '/etc/nginx/nginx.conf', subPath: 'nginx.conf' },
          { name: 'conf', mountPath: '/etc/nginx/sites/site.conf', subPath: 'site.conf' },
        ],
      },
      spec: { volumes: [{ name: 'conf', configMap: { name: 'edge' } }] },
      configMaps: { edge: { 'nginx.conf': SITE, 'site.conf': other } },
      status: ended(1),
      log: '2026/01/02 03:04:05 [emerg] 1#1: "server" directive is not allowed here in /etc/nginx/nginx.conf:1',
    })[0];
  assert.match(exchanged(WHOLE)?.summary ?? '', 'the texts of keys nginx.conf and site.conf are exchanged');
  assert.match(exchanged(WHOLE)?.fixes[0]?.command ?? '', /"nginx\.conf":"events.*"site\.conf":"server/);
  assert.not.match(exchanged(SITE)?.summary ?? '', 'exchanged');
});

test('one directive in the wrong block, or a file that nginx is told to read, is left where it is', () => {
  const inner = mounted(
    'server {\n  upstream a { server b; }\n}\n',
    '/etc/nginx/conf.d',
    undefined,
    '"upstream" directive is not allowed here in /etc/nginx/conf.d/web.conf:2',
  );
  assert.match(inner?.fixes[0]?.command ?? '', 'kubectl edit configmap edge');
  const told = mounted(WHOLE, '/etc/nginx/conf.d', undefined, '"events" directive is not allowed here in /etc/nginx/conf.d/web.conf:1', {
    args: ['nginx', '-c', '/etc/nginx/conf.d/web.conf', '-g', 'daemon off;'],
  });
  assert.not.match(told?.fixes[0]?.command ?? '', 'nginx/nginx.conf');
});

const projected = (first: object, second: object) =>
  findingsIn({
    container: { image: 'nginx:1.27', volumeMounts: [{ name: 'conf', mountPath: '/etc/nginx/conf.d' }] },
    spec: { volumes: [{ name: 'conf', projected: { sources: [{ configMap: first }, { configMap: second }] } }] },
    configMaps: { base: { 'base.conf': 'gzip on;\n', 'web.conf': SITE }, shop: { 'web.conf': 'sevrer {\n}\n', 'x.conf': '' } },
    status: ended(1),
    log: '2026/01/02 03:04:05 [emerg] 1#1: unknown directive "sevrer" in /etc/nginx/conf.d/web.conf:1',
  })[0];

test('of several objects in one volume the one that has the file, and of two with it the later', () => {
  assert.is(projected({ name: 'base' }, { name: 'shop' })?.object?.name, 'shop');
  assert.is(projected({ name: 'base', items: [{ key: 'base.conf', path: 'base.conf' }] }, { name: 'shop' })?.object?.name, 'shop');
  const renamed = projected(
    { name: 'shop', items: [{ key: 'web.conf', path: 'web.conf' }] },
    { name: 'base', items: [{ key: 'web.conf', path: 'other.conf' }] },
  );
  assert.is(renamed?.object?.name, 'shop');
});

test('a unit that nginx does not know', () => {
  const of = (line: string, directive: string) =>
    mounted(
      `server {\n  ${line}\n}\n`,
      '/etc/nginx/conf.d',
      undefined,
      `"${directive}" directive invalid value in /etc/nginx/conf.d/web.conf:2`,
    )?.fixes[0]?.command ?? '';
  assert.match(of('client_max_body_size 16MB;', 'client_max_body_size'), 'client_max_body_size 16m;');
  assert.match(of('proxy_read_timeout 60sec;', 'proxy_read_timeout'), 'proxy_read_timeout 60s;');
  assert.not.match(of('client_body_buffer_size 1gb;', 'client_body_buffer_size'), '1g;', 'a size in memory has no g');
  assert.not.match(of('keepalive_timeout forever;', 'keepalive_timeout'), 'forever');
});

test.run();
