/** Corrections of configuration texts, and what must be left to a person. Texts from the cases file-*. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { ConfigFault } from '../src/logs/fact.ts';
import { corrected } from '../src/trace/texts/config-text.ts';

const fact = (fields: ConfigFault, phrase = 'web/nginx', quote = '') => ({
  kind: 'config-malformed' as const,
  fields,
  quote,
  line: 0,
  phrase,
});

test('a directive with a typing error becomes the one that is near', () => {
  const better = corrected(
    'location / {\n  proxy_pas http://api;\n}\n',
    'site.conf',
    fact({ line: '2', token: 'proxy_pas', detail: 'unknown directive "proxy_pas"' }),
  );
  assert.is(better?.text, 'location / {\n  proxy_pass http://api;\n}\n');
});

test('a port of nginx with letters for digits; the server of an upstream has no default', () => {
  const better = (address: string, detail: string) =>
    corrected(`upstream shop {\n  server ${address};\n}\n`, 'site.conf', fact({ line: '2', detail }, 'web/nginx-words'))?.text;
  assert.is(better('api:8O', 'invalid port in upstream "api:8O"'), 'upstream shop {\n  server api:80;\n}\n');
  assert.is(better('api:8O8l/x', 'invalid port in upstream "api:8O8l/x"'), 'upstream shop {\n  server api:8081/x;\n}\n');
  assert.is(better('api:http', 'invalid port in upstream "api:http"'), undefined);
  assert.is(better('api:80000', 'invalid port in upstream "api:80000"'), undefined);
});

test('with a directive of a module that nginx lacks all of that module go; blocks, and names that begin like its own, are left', () => {
  const without = (text: string, token: string) =>
    corrected(text, 'a.conf', fact({ line: '2', token, detail: `unknown directive "${token}"` }, 'web/nginx-directive'));
  assert.is(without('gzip on;\nbrotli on;\nbrotli_types text/css;\n', 'brotli')?.text, 'gzip on;\n');
  assert.match(without('gzip on;\nauth_jwt "x";\nauth_basic "y";\n', 'auth_jwt')?.text ?? '', 'auth_basic "y";');
  assert.not.match(without('gzip on;\nlua_code_cache on;\ncontent_by_lua_block {\n}\n', 'lua_code_cache')?.text ?? '', 'lua_code_cache');
  assert.not.match(without('gzip on;\njs_import a.js;\njs_x {\n}\n', 'js_import')?.what ?? '', 'lines');
});

test('nginx: a URL without its scheme, one brace too few, a zone that nobody defines', () => {
  const better = (text: string, fields: ConfigFault) => corrected(text, 'site.conf', fact(fields, 'web/nginx-words'));
  const prefix = (address: string) =>
    better(`location / {\n  proxy_pass ${address};\n}\n`, { line: '2', detail: 'invalid URL prefix' })?.text;
  assert.match(prefix('api:8080/v1') ?? '', 'proxy_pass http://api:8080/v1;');
  assert.not.match(prefix('$backend') ?? '', 'http://$');
  const end = { line: '9', detail: 'unexpected end of file, expecting "}"' };
  assert.is(
    better('server {\n  # }\n  location / {\n    return 200 "}";\n}\n', end)?.text,
    'server {\n  # }\n  location / {\n    return 200 "}";\n}\n}\n',
  );
  assert.not.match(better('server {\n  location / {\n    a {\n', end)?.what ?? '', 'closing brace');
  const zone = { token: 'perip', detail: 'zero size shared memory zone "perip"' };
  assert.is(better('location / {\n  limit_req zone=perip burst=20;\n  return 200;\n}\n', zone)?.text, 'location / {\n  return 200;\n}\n');
  assert.is(better('location / {\n  limit_req zone=peripheral;\n}\n', zone)?.text, undefined);
});

test('two documents become one only where they are none of the same keys', () => {
  const joined = (text: string) =>
    corrected(text, 'a.yaml', fact({ line: '2', detail: 'expected a single document in the stream' }, 'python/yaml-documents'))?.text;
  assert.is(joined('a: 1\n---\nb: 2\n'), 'a: 1\nb: 2\n');
  assert.is(joined('a: 1\n---\na: 2\n'), undefined);
});

test('a bare ampersand in XML becomes its entity; entities stay', () => {
  const escape = (text: string, phrase = 'python/xml-parse') =>
    corrected(text, 'a.xml', fact({ line: '2', detail: 'not well-formed' }, phrase))?.text;
  assert.is(escape('<a>\n<b u="?a=1&b=2&amp;c&#38;"/>\n</a>'), '<a>\n<b u="?a=1&amp;b=2&amp;c&#38;"/>\n</a>');
  assert.is(escape('<a>\n<b u="?a=1&amp;b=2"/>\n</a>'), undefined);
  assert.is(escape('a\nb & c\n', 'web/nginx'), undefined);
});

test('a second default server gives up being that, and nothing else is taken for one', () => {
  const text = 'server {\n  listen 8080 default_server;\n}\n';
  const twice = (line: string, of = text) =>
    corrected(of, 'a.conf', fact({ line, detail: 'a duplicate default server for 0.0.0.0:8080' }))?.text;
  assert.is(twice('2'), 'server {\n  listen 8080;\n}\n');
  assert.is(twice('2', 'server {\n  include listen.conf;\n}\n'), undefined);
});

test('a directive that stands twice is taken out, and has no default for that', () => {
  const twice = corrected(
    'worker_processes 1;\nworker_processes 2;\n',
    'nginx.conf',
    fact({ line: '2', detail: '"worker_processes" directive is duplicate' }),
  );
  assert.match(twice?.what ?? '', 'the directive stands before it too');
});

const rejected = (words: string) => fact({ detail: words }, 'settings/required', words);

test('a required key that is misspelt gets its name', () => {
  const text = 'sources:\n  - /logs/api.log\noutputs:\n  host: collector\n';
  assert.is(corrected(text, 'agent.yaml', rejected('output.host is required'))?.text, text.replace('outputs', 'output'));
});

test('a required key that is there, that nothing is near to, or that is no YAML, is left to a person', () => {
  for (const text of [
    'output:\n  port: 1\noutputs:\n  host: collector\noutput:\n  host: x\n',
    'outputs:\n  port: 1\n',
    'collector:\n  host: a\n',
    'host: collector\n',
  ])
    assert.is(corrected(text, 'agent.yaml', rejected('output.host is required')), undefined, text);
  assert.is(corrected('outputs:\n  host: a\n', 'agent.conf', rejected('output.host is required')), undefined);
});

test('a directive that exists is not replaced by another one', () => {
  const better = corrected(
    '  proxy_pass http://api;\n}\n',
    'site.conf',
    fact({ line: '1', token: 'proxy_pass', detail: 'invalid URL' }, 'other/program'),
  );
  assert.is(better, undefined);
});

test('the directives of one server are none of another', () => {
  assert.is(
    corrected(
      'listner 1883\n',
      'mosquitto.conf',
      fact({ line: '1', token: 'listner', detail: 'Unknown configuration variable "listner"' }, 'settings/broker'),
    ),
    undefined,
  );
});

test('a missing semicolon is put where the directive stands', () => {
  const better = corrected(
    'server {\n  server_name shop.example.com\n  location / {\n  }\n}\n',
    'shop.conf',
    fact({ line: '4', detail: 'directive "server_name" is not terminated by ";"' }),
  );
  assert.is(better?.text, 'server {\n  server_name shop.example.com;\n  location / {\n  }\n}\n');
});

test("the program's own suggestion is taken", () => {
  const better = corrected(
    'backend b\n  balnce roundrobin\n',
    'haproxy.cfg',
    fact({ line: '2', token: 'balnce', detail: "unknown keyword 'balnce' in 'backend' section; did you mean 'balance' maybe ?" }),
  );
  assert.is(better?.text, 'backend b\n  balance roundrobin\n');
});

test('tabs that indent YAML become spaces; tabs elsewhere stay', () => {
  const words = "found character '\\t' that cannot start any token";
  assert.is(corrected('a:\n\tb: "x\ty"\n', 'agent.yaml', fact({ line: '2', detail: words }))?.text, 'a:\n  b: "x\ty"\n');
  assert.is(corrected('a:\n\tb: 1\n', 'agent.conf', fact({ line: '2', detail: words }, 'python/yaml')), undefined);
});

test('a line of a server that has defaults may go; a block, a comment and YAML stay', () => {
  const redis = (text: string, line: string, key = 'redis.conf') =>
    corrected(text, key, fact({ line, detail: 'wrong number of arguments' }, 'stores/redis-config'))?.text;
  assert.is(redis('port 6379\nmaxmemory 64 megabytes\n', '2'), 'port 6379\n');
  assert.is(redis('server {\n}\n', '1'), undefined);
  assert.is(redis('# maxmemory\n', '1'), undefined);
  assert.is(redis('a: 1\nb\n', '2', 'redis.yaml'), undefined);
  assert.is(redis('port 6379\n', '7'), undefined);
});

test('a percent sign in an INI file is doubled where it is alone; interpolations stay', () => {
  const percent = fact({ token: '%40word@db/x', detail: "'%' must be followed by '%' or '('" }, 'python/ini-percent');
  const text = '[db]\nhome = /srv\nurl = %(home)s 100%% pa%40word@db/x\n';
  assert.is(corrected(text, 'app.ini', percent)?.text, '[db]\nhome = /srv\nurl = %(home)s 100%% pa%%40word@db/x\n');
  assert.is(corrected('[db]\nurl = x\n', 'app.ini', percent), undefined);
});

test('a line that stands in the wrong context is left to a person; a rule of pg_hba.conf has no default', () => {
  const nginx = fact(
    { line: '1', token: 'worker_processes', detail: '"worker_processes" directive is not allowed here' },
    'web/nginx-terminated',
  );
  assert.is(corrected('worker_processes 2;\nevents {}\nhttp {}\n', 'nginx.conf', nginx), undefined);
  const hba = fact({ line: '1', detail: 'invalid authentication method "md4"' }, 'postgres/hba');
  const better = corrected('host all all all md4\nhost all all all md5\n', 'pg_hba.conf', hba);
  assert.is(better?.text, 'host all all all md5\n');
  assert.match(better?.what ?? '', 'starts without that rule');
});

test.run();
