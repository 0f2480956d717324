/** Servers of another kind, URLs for hosts, texts without quotes, copies of an init container: recorded cases with one thing changed. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { corrected } from '../src/trace/texts/config-text.ts';
import { findingOn } from './edited-case.ts';
import { ended, findingsIn } from './situation.ts';

test('a client of one kind of server is not let into another one', async () => {
  const alone = await findingOn('dep-host-of-another', (cluster) => {
    const services = cluster.list('services');
    services.splice(0, services.length, ...services.filter(({ metadata }) => metadata.name !== 'db'));
  });
  assert.is(alone.cause, 'service-port');
  assert.is(alone.fixes[0]?.command, undefined);
  assert.match(alone.fixes[0]?.text ?? '', 'cache is one of another kind');
});

test('a Service of the same kind is called at the port that it has, or answers on the other one too', async () => {
  const same = await findingOn('dep-host-of-another', (cluster) => {
    for (const name of ['db', 'cache']) {
      const [port] = cluster.one('services', name).spec.ports ?? [];
      Object.assign(port ?? {}, { port: name === 'db' ? 5555 : 5433 });
    }
  });
  assert.is(same.cause, 'service-port');
  assert.match(same.fixes[0]?.command ?? '', /service cache/);
});

test('a password under a name that the program does not read is given under the other one; one for another server is not', async () => {
  const own = await findingOn('auth-password-name');
  assert.match(own.fixes[0]?.command ?? '', '"name":"PGPASSWORD","valueFrom":{"secretKeyRef":{"name":"db","key":"password"}}');
  const other = await findingOn('auth-password-name', (cluster) => {
    const one = cluster.container('report').env.find(({ name }) => name === 'PG_PASSWORD');
    Object.assign(one ?? {}, { name: 'SMTP_PASSWORD', valueFrom: { secretKeyRef: { name: 'mail', key: 'password' } } });
  });
  assert.is(other.cause, 'credentials-rejected');
  assert.not.match(other.summary, 'SMTP_PASSWORD');
  assert.match(other.fixes[0]?.command ?? '', '"secretKeyRef":{"name":"db","key":"password"}');
});

test('a sidecar of the kind that the client is for is called at its own port; one of another kind, or two of them, are not', async () => {
  const own = await findingOn('sidecar-other-port');
  assert.match(own.fixes[0]?.command ?? '', 'REDIS_PORT=6379');
  const other = await findingOn('sidecar-other-port', (cluster) => {
    const [sidecar] = cluster.pod('web').spec.initContainers ?? [];
    if (sidecar) sidecar.image = 'registry.example.com/shop/agent:2.1.0';
    if (sidecar) sidecar.command = ['agent'];
  });
  assert.is(other.cause, 'dependency-localhost');
  assert.match(other.summary, 'no other container of the pod declares that port');
  assert.is(other.fixes[0]?.command, undefined);
});

test('a database below an empty volume is named right in it; that of a claim stays where it is', async () => {
  const empty = await findingOn('file-database-folder');
  assert.match(empty.fixes[0]?.command ?? '', 'DATABASE=/data/shop.db');
  const claim = await findingOn('file-database-folder', (cluster) => {
    const volume = cluster.pod('stock').spec.volumes?.find(({ name }) => name === 'data');
    if (volume) {
      delete volume.emptyDir;
      volume.persistentVolumeClaim = { claimName: 'stock' };
    }
  });
  assert.match(claim.summary, '/data/db is not there in volume data');
  assert.not.match(claim.fixes[0]?.command ?? '', 'DATABASE=');
});

test('a folder that a variable names gets the volume that is mounted elsewhere, if that one is in no place of its own', async () => {
  const moved = await findingOn('file-named-folder');
  assert.match(moved.fixes[0]?.command ?? '', '"value":"/var/lib/search"');
  const taken = await findingOn('file-named-folder', (cluster) => {
    cluster.container('search').env.push({ name: 'SPOOL_DIR', value: '/index/spool' });
  });
  assert.not.match(taken.summary, 'volume index');
  assert.match(taken.fixes[0]?.command ?? '', '"name":"var-lib-search","emptyDir":{}');
});

test('files of PostgreSQL are in its data folder', async () => {
  const found = await findingOn('disk-postgres-volume');
  assert.match(found.summary, 'volume data at /var/lib/postgresql, an emptyDir in memory with sizeLimit 16Mi');
  const elsewhere = await findingOn('disk-postgres-volume', (cluster) => {
    cluster.container('db').env.push({ name: 'PGDATA', value: '/pg/data' });
  });
  assert.not.match(elsewhere.summary, 'volume data');
});

test('mount paths change places only where the other volume is an empty one of its own', async () => {
  const swapped = await findingOn('file-mounts-swapped');
  assert.match(swapped.fixes[0]?.command ?? '', /"value":"\/etc\/agent".*"value":"\/var\/lib\/agent"/);
  const claim = await findingOn('file-mounts-swapped', (cluster) => {
    const volume = cluster.pod('agent').spec.volumes?.find(({ name }) => name === 'state');
    if (volume) {
      delete volume.emptyDir;
      volume.persistentVolumeClaim = { claimName: 'agent' };
    }
  });
  assert.is.not(claim.cause, 'mounted-elsewhere');
});

test('a URL in a variable that holds URLs is left as it is', async () => {
  const found = await findingOn('value-url-as-host', (cluster) => {
    const [one] = cluster.container('web').env;
    if (one) one.name = 'REDIS_URL';
  });
  assert.is.not(found.cause, 'host-misspelt');
});

const toml = (text: string, line: string, detail = 'Invalid value') =>
  corrected(text, 'a.toml', { kind: 'config-malformed', phrase: 'python/toml-decode', quote: '', line: 0, fields: { line, detail } })?.text;

test('a text without quotes in TOML; what is none, or not alone at fault, is left', () => {
  assert.is(toml('a = catalog # here\n', '1'), 'a = "catalog" # here\n');
  assert.is(toml('a = True\n', '1'), 'a = true\n');
  assert.is(toml('a = [catalog]\n', '1'), undefined);
  assert.is(toml('a = 1\n', '1'), undefined);
  assert.is(toml('a = catalog\n', '1', 'Cannot overwrite a value'), undefined);
});

const ini = (text: string, line: string, detail: string, phrase = 'python/ini-duplicate') =>
  corrected(text, 'a.ini', { kind: 'config-malformed', phrase, quote: '', line: 0, fields: { line, detail } });

test('a key that stands twice goes once; a key without its equals sign gets it', () => {
  const twice = "option 'a' in section 's' already exists";
  assert.is(ini('[s]\na = 1\na = 1\n', '3', twice)?.text, '[s]\na = 1\n');
  assert.match(ini('[s]\na = 1\na = 2\n', '3', twice)?.what ?? '', 'which of the two');
  assert.is(ini('[s]\na = 1\n[s]\n', '3', "section 's' already exists")?.text, undefined);
  assert.is(ini('[s]\na 1\n', '2', 'Source contains parsing errors', 'python/ini-parsing')?.text, '[s]\na = 1\n');
  assert.is(ini('[s]\nhttp://a b\n', '2', 'Source contains parsing errors', 'python/ini-parsing'), undefined);
});

test('a copy that was made after the last change is as the ConfigMap is', async () => {
  const fresh = await findingOn('file-copied-before', (cluster) => {
    const [init] = cluster.pod('agent').status.initContainerStatuses ?? [];
    if (init?.state?.terminated) init.state.terminated.finishedAt = '2030-01-01T00:00:00Z';
    const map = cluster.one('configmaps', 'agent');
    map.data = { 'agent.yaml': (map.data?.['agent.yaml'] ?? '').replace('output:', 'outputs:') };
  });
  assert.match(fresh.summary, 'init container copy copied it from key agent.yaml of ConfigMap agent');
  assert.not.match(fresh.summary, 'former text');
  assert.match(fresh.fixes[0]?.command ?? '', 'kubectl patch configmap agent');
  const sed = await findingOn('file-copied-before', (cluster) => {
    const [init] = cluster.pod('agent').spec.initContainers ?? [];
    if (init) init.command = ['sh', '-c', 'sed s/a/b/ /config/agent.yaml > /etc/agent/agent.yaml'];
  });
  assert.not.match(sed.summary, 'copied it');
});

const words = (log: string) => findingsIn({ container: { image: 'busybox:1' }, status: ended(1), log })[0];

test('the folder of a file that a redirection makes is lacking, not the file', () => {
  for (const log of [
    'sh: 1: cannot create /var/log/api/api.log: Directory nonexistent',
    "sh: can't create /var/log/api/api.log: nonexistent directory",
  ])
    assert.match(words(log)?.fixes[0]?.command ?? '', '"mountPath":"/var/log/api"', log);
  assert.is(words("tail: can't open '/var/log/api/api.log': No such file or directory")?.fixes[0]?.command, undefined);
});

test.run();
