/** plugin-missing: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingOn } from './edited-case.ts';
import { ended, findingsIn } from './situation.ts';

test('of a list only the item goes', async () => {
  const found = await findingOn('arg-postgres-library', (cluster) => {
    cluster.container('db').args = ['postgres', '-c', 'shared_preload_libraries=auto_explain,pg_cron'];
  });
  assert.is(found.cause, 'plugin-missing');
  assert.match(found.fixes[0]?.command ?? '', /"op":"replace".*args\/2","value":"shared_preload_libraries=auto_explain"/);
});

test('in a file of a ConfigMap its line goes', async () => {
  const found = await findingOn('arg-redis-module', (cluster) => {
    const data = { 'redis.conf': 'port 6379\nloadmodule /usr/lib/redis/modules/rejson.so\nmaxmemory 64mb\n' };
    cluster.list('configmaps').push({ metadata: { name: 'cache', namespace: cluster.namespace }, data } as never);
    cluster.pod('cache').spec.volumes?.push({ name: 'conf', configMap: { name: 'cache' } });
    const redis = cluster.container('cache');
    redis.volumeMounts.push({ name: 'conf', mountPath: '/etc/redis' });
    redis.command = ['redis-server', '/etc/redis/redis.conf'];
  });
  assert.is(found.cause, 'plugin-missing');
  assert.match(found.fixes[0]?.command ?? '', 'port 6379\\nmaxmemory 64mb\\n');
});

test('nginx puts its own folder before the name in its file', async () => {
  const found = findingsIn({
    status: ended(1),
    log: 'nginx: [emerg] dlopen() "/etc/nginx/modules/ngx_http_geoip_module.so" failed (/etc/nginx/modules/ngx_http_geoip_module.so: cannot open shared object file: No such file or directory) in /etc/nginx/nginx.conf:1',
    container: { volumeMounts: [{ name: 'conf', mountPath: '/etc/nginx/nginx.conf', subPath: 'nginx.conf' }] },
    spec: { volumes: [{ name: 'conf', configMap: { name: 'proxy' } }] },
    configMaps: { proxy: { 'nginx.conf': 'load_module modules/ngx_http_geoip_module.so;\nevents {}\n' } },
  })[0];
  assert.is(found?.cause, 'plugin-missing');
  assert.match(found?.fixes[0]?.command ?? '', '"nginx.conf":"events {}');
});

test('Apache names the module before the file, MySQL no folder, and PostgreSQL its own', () => {
  const apache = findingsIn({
    status: ended(1),
    log: 'httpd: Syntax error on line 1 of /usr/local/apache2/conf/httpd.conf: Cannot load modules/mod_auth_openidc.so into server: /usr/local/apache2/modules/mod_auth_openidc.so: cannot open shared object file: No such file or directory',
    container: { volumeMounts: [{ name: 'conf', mountPath: '/usr/local/apache2/conf' }] },
    spec: { volumes: [{ name: 'conf', configMap: { name: 'web' } }] },
    configMaps: { web: { 'httpd.conf': 'LoadModule auth_openidc_module modules/mod_auth_openidc.so\nListen 80\n' } },
  })[0];
  assert.is(apache?.cause, 'plugin-missing');
  assert.match(apache?.fixes[0]?.command ?? '', '"httpd.conf":"Listen 80');
  const told = (log: string, args: string[]) => findingsIn({ status: ended(1), log, container: { args } })[0]?.cause;
  const mysql =
    "[ERROR] [Server] Can't open shared library '/usr/lib64/mysql/plugin/validate_password.so' (errno: 2 /usr/lib64/mysql/plugin/validate_password.so: cannot open shared object file: No such file or directory)";
  assert.is(told(mysql, ['--plugin-load-add=validate_password.so']), 'plugin-missing');
  assert.is.not(told(mysql, ['--plugin-load-add=other.so']), 'plugin-missing');
  const postgres = 'FATAL:  could not access file "$libdir/pg_cron": No such file or directory';
  assert.is(told(postgres, ['-c', 'shared_preload_libraries=$libdir/pg_cron']), 'plugin-missing');
});

test('one that a volume should have', () => {
  const [found] = findingsIn({
    status: ended(1),
    // As Python's ctypes says it.
    log: 'Traceback (most recent call last):\n  File "/app/main.py", line 2, in <module>\n    ctypes.CDLL(path)\nOSError: /plugins/foo.so: cannot open shared object file: No such file or directory',
    container: { args: ['--plugin=/plugins/foo.so'], volumeMounts: [{ name: 'plugins', mountPath: '/plugins' }] },
    spec: { volumes: [{ name: 'plugins', emptyDir: {} }] },
  });
  assert.match(found?.summary ?? '', 'which volume plugins, mounted there, does not have');
  assert.is(found?.fixes[0]?.text, 'bring /plugins/foo.so into volume plugins');
});

test('a library that no setting names belongs to the image', async () => {
  const found = await findingOn('arg-redis-module', (cluster) => {
    cluster.container('cache').command = ['redis-server', '/etc/redis.conf'];
  });
  assert.is(found.cause, 'library-missing');
});

test('a file that Postgres names with its folder is no library', async () => {
  const found = await findingOn('arg-postgres-library', (cluster) => {
    cluster.container('db').args = ['postgres', '-c', 'hba_file=/etc/pg/hba.conf'];
    cluster.say('db', 'postgres', 'could not access file "pg_cron"', 'could not open configuration file "/etc/pg/hba.conf"');
  });
  assert.is.not(found.cause, 'plugin-missing');
});

test.run();
