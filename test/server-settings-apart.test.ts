/** Settings of servers that lie one step away from the program that suffers: near misses, each a recorded case with one thing changed. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingOn } from './edited-case.ts';
import { ended, findingsIn } from './situation.ts';

const unknown = (command: string, words: string[]) =>
  findingOn('request-redis-command', (cluster) => {
    cluster.say('carts', 'carts', "unknown command 'CONFIG'", `unknown command '${command}'`);
    cluster.container('cache').command = words;
  });

test('a command of Redis that its command line takes away, as words or as a line', async () => {
  const words = await unknown('CONFIG', ['redis-server', '--rename-command', 'CONFIG', '']);
  assert.match(words.summary, '--rename-command CONFIG ""');
  assert.is(words.confidence, 'certain');
  assert.match(words.fixes[0]?.command ?? '', '"path":"/spec/template/spec/containers/0/command/3","value":"CONFIG"');
  const line = await unknown('CONFIG', ['sh', '-c', 'exec redis-server --rename-command config "" --save ""']);
  assert.match(line.fixes[0]?.command ?? '', 'exec redis-server --rename-command config CONFIG --save');
});

test('a command that nothing takes away, as one of a module, is likely, and gets no command', async () => {
  const found = await unknown('JSON.SET', ['redis-server', '/etc/redis/redis.conf']);
  assert.is(found.cause, 'request-refused');
  assert.is(found.confidence, 'likely');
  assert.not.match(found.summary, 'has rename-command');
  assert.is(found.fixes[0]?.command, undefined);
});

test('huge pages that the container asks for, or that are only tried, are not what is forbidden', async () => {
  const asked = await findingOn('mem-huge-pages', (cluster) => {
    cluster.container('db').resources = { limits: { memory: '512Mi', 'hugepages-2Mi': '32Mi' } };
  });
  assert.is(asked.confidence, 'likely');
  const tried = await findingOn('mem-huge-pages', (cluster) => {
    const map = cluster.one('configmaps', 'db');
    map.data = { 'postgresql.conf': map.data?.['postgresql.conf']?.replace('huge_pages = on', 'huge_pages = try') ?? '' };
  });
  assert.is(tried.confidence, 'likely');
  assert.is(tried.fixes[0]?.command, undefined);
});

test('a name that has room in its bucket is not the one that nginx complains of', async () => {
  const found = await findingOn('file-nginx-long-name', (cluster) => {
    const { data = {} } = cluster.one('configmaps', 'sites');
    data['preview.conf'] = 'server {\n  server_name preview.example.com;\n}\n';
  });
  assert.is.not(found.confidence, 'certain');
});

test('a bucket whose size is told already is told a larger one', async () => {
  const found = await findingOn('file-nginx-long-name', (cluster) => {
    const { data = {} } = cluster.one('configmaps', 'sites');
    data['default.conf'] = `server_names_hash_bucket_size 64;\n${data['default.conf']}`;
  });
  assert.match(found.fixes[0]?.command ?? '', '"default.conf":"server_names_hash_bucket_size 128;');
  assert.match(found.fixes[1]?.text ?? '', 'look over key preview.conf', 'what is ready goes before it');
});

test('a folder that PostgreSQL includes by its whole path, and one that may not be opened', async () => {
  const whole = await findingOn('file-postgres-include', (cluster) => {
    const { data = {} } = cluster.one('configmaps', 'db');
    data['postgresql.conf'] = "include_dir = '/etc/postgresql/conf.d'\n";
  });
  assert.is(whole.cause, 'missing-folder');
  assert.match(whole.fixes[0]?.command ?? '', '"value":"/etc/postgresql/conf.d"');
  const denied = await findingOn('file-postgres-include', (cluster) =>
    cluster.say('db', 'postgres', 'conf.d": No such file or directory', 'conf.d": Permission denied'),
  );
  assert.is.not(denied.cause, 'missing-folder');
});

const client = (env: { name: string; value: string }[]) =>
  findingsIn({
    container: { env },
    status: ended(1),
    log: 'psycopg2.OperationalError: connection to server at "db" (10.96.43.130), port 5432 failed: FATAL:  invalid value for parameter "statement_timeout": "30sec"\n',
  })[0];

test('what a client asks for as it connects stands in one of its variables, or is not known', () => {
  const found = client([{ name: 'PGOPTIONS', value: '-c statement_timeout=30sec -c lock_timeout=5s' }]);
  assert.is(found?.cause, 'bad-argument');
  assert.match(found?.fixes[0]?.command ?? '', '"PGOPTIONS","value":"-c statement_timeout=30s -c lock_timeout=5s"');
  const two = client([
    { name: 'PGOPTIONS', value: '-c statement_timeout=30sec' },
    { name: 'REPORT_PGOPTIONS', value: '-c statement_timeout=30sec' },
  ]);
  assert.is(two?.cause, 'malformed-config');
  assert.is(client([{ name: 'STATEMENT_TIMEOUT', value: '30sec' }])?.cause, 'malformed-config');
});

test('a page that no ConfigMap of the server is like: there is nothing to ask for instead', async () => {
  const found = await findingOn('dep-http-file', (cluster) => {
    cluster.one('configmaps', 'assets').data = { 'index.html': '' };
  });
  assert.not.match(found.summary, 'which it mounts');
  assert.not.match(found.fixes[0]?.command ?? '', 'patch');
});

test('a namespace that is there may be meant: then the right is given first', async () => {
  const found = await findingOn('perm-rbac-namespace', (cluster) => {
    cluster.list('namespaces', undefined as never);
    cluster.recorded.recording.resources['/api/v1/namespaces']?.items.push({ metadata: { name: 'shop' } });
  });
  assert.not.match(found.summary, 'there is no namespace');
  assert.match(found.fixes[0]?.command ?? '', 'create role labeler-pods');
  assert.match(found.fixes[1]?.command ?? '', 'WATCH_NAMESPACE');
});

test('where no role is bound at home either, nothing is said of the other namespace', async () => {
  const found = await findingOn('perm-rbac-namespace', (cluster) => {
    cluster.list('rolebindings').length = 0;
  });
  assert.match(found.summary, 'no role that allows it is bound to labeler');
});

test('two files of the pod that are empty: neither is named', async () => {
  const found = await findingOn('value-from-pod-file', (cluster) => {
    const volume = cluster.pod('indexer').spec.volumes?.find(({ downwardAPI }) => downwardAPI);
    volume?.downwardAPI?.items?.push({ path: 'zone', fieldRef: { fieldPath: "metadata.labels['zone']" } });
  });
  assert.not.match(found.summary, '/etc/podinfo');
});

test('a label that nobody has is asked for; one that the pod has by another name is taken', async () => {
  const asked = await findingOn('value-from-pod-file', (cluster) => {
    const { metadata } = cluster.one('deployments', 'indexer');
    metadata.labels = { app: 'indexer' };
  });
  assert.match(asked.fixes[0]?.command ?? '', '"op":"add","path":"/spec/template/metadata/labels/shard"');
  assert.is(asked.fixes[0]?.asks[0]?.variable, 'SHARD');
  const other = await findingOn('value-from-pod-file', (cluster) => {
    Object.assign(cluster.pod('indexer').metadata.labels ?? {}, { 'example.com/shard': '3' });
  });
  assert.match(
    other.fixes[0]?.command ?? '',
    `/downwardAPI/items/0/fieldRef/fieldPath","value":"metadata.labels['\\''example.com/shard'\\'']"`,
  );
});

test('a script that computes the heap in a container with a limit, or without reading one, is likely only', async () => {
  const limited = await findingOn('java-heap-computed', (cluster) => {
    const [init] = cluster.pod('orders').spec.initContainers ?? [];
    if (init) init.resources = { limits: { memory: '384Mi' } };
  });
  assert.is(limited.confidence, 'likely');
  assert.match(limited.fixes[0]?.command ?? '', '_JAVA_OPTIONS=-Xmx230m');
  const text = await findingOn('java-heap-computed', (cluster) => {
    const [init] = cluster.pod('orders').spec.initContainers ?? [];
    if (init) init.command = ['sh', '-c', 'echo -Xmx6442450944g > /other/options'];
  });
  assert.is(text.cause, 'heap-too-large');
  assert.match(text.summary, 'where it is told that is not seen here');
});

test.run();
