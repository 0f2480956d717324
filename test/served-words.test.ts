/** What servers say at their start: addresses and networks that do not fit, a configuration that nobody wrote, a server without a network. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readLog } from '../src/logs/read-log.ts';
import { ended, findingsIn, type Situation } from './situation.ts';

const first = (situation: Situation) => findingsIn(situation)[0];
const decisive = (...lines: string[]) => readLog(lines.join('\n')).decisive;
const crashed = (situation: Situation, ...lines: string[]) => first({ status: ended(1), ...situation, log: lines.join('\n') });
const env = (name: string, value: string) => ({ image: 'shop/api:2', env: [{ name, value }] });

// ---- Kestrel ----

const NO_CERTIFICATE =
  'Unhandled exception. System.InvalidOperationException: Unable to configure HTTPS endpoint. No server certificate was specified, and the default developer certificate could not be found or is out of date.';

test('an address with https and no certificate: HTTP alone', () => {
  const found = crashed({ container: env('ASPNETCORE_URLS', 'https://+:8443;http://+:8080') }, NO_CERTIFICATE);
  assert.match(found?.summary ?? '', /ASPNETCORE_URLS asks for https:\/\/\+:8443/);
  assert.match(JSON.stringify(found?.fixes[0]), /"http:\/\/\+:8080|http:\/\/\+:8080/);
  assert.not.match(JSON.stringify(found?.fixes[0]), /https:\/\/\+/);
});

test('but not where no variable asks for it', () => {
  const found = crashed({ container: env('ASPNETCORE_URLS', 'http://+:8080') }, NO_CERTIFICATE);
  assert.not.match(found?.summary ?? '', /asks for/);
});

// ---- a server that talks by its standard input ----

const spoken = (last: string, container: Situation['container'] = {}) =>
  first({ status: ended(0), container: { image: 'shop/tools:1', ...container }, log: `loading 12 tools\n${last}` });

test('a server on stdio ends as its input is closed', () => {
  const found = spoken('Shop MCP server running on stdio');
  assert.is(found?.cause, 'program-finishes');
  assert.match(found?.summary ?? '', /serves by its standard input, which is closed/);
});

test('but not where its input is open, or nothing is said of it', () => {
  assert.not.match(spoken('Shop MCP server running on stdio', { stdin: true })?.summary ?? '', /standard input/);
  assert.not.match(spoken('exported 12 studios')?.summary ?? '', /standard input/);
});

// ---- a configuration in an empty volume ----

const unread =
  "[critical][main] [source/server/server.cc:134] error initializing config '  /config/envoy.json': Invalid path: /config/envoy.json";
const envoy = (volume: object): Situation => ({
  container: {
    image: 'envoyproxy/envoy:v1.29',
    args: ['-c', '/config/envoy.json'],
    volumeMounts: [{ name: 'made', mountPath: '/config' }],
  },
  spec: { volumes: [{ name: 'made', ...volume }] },
});

test('a file that something has to write into an empty volume is not to be taken out of the args', () => {
  const found = crashed(envoy({ emptyDir: {} }), unread);
  assert.is(found?.cause, 'missing-file');
  assert.match(found?.summary ?? '', /volume made is mounted at \/config/);
  assert.not.match(JSON.stringify(found?.fixes ?? []), /take args out/);
});

test('a path of which more is said is no missing file', () => {
  assert.is.not(decisive("error initializing configuration '/etc/envoy/envoy.yaml': route: unknown cluster 'apl'")?.kind, 'file-missing');
});

// ---- networks ----

const OTHER =
  'Error registering network: failed to acquire lease: subnet "10.244.0.0/16" specified in the flannel net config doesn\'t contain "10.42.1.0/24" PodCIDR of the "n1" node';

test('the network of flannel has to contain that of the node', () => {
  const found = crashed(
    {
      container: { image: 'flannel/flannel:v0.25', volumeMounts: [{ name: 'net', mountPath: '/etc/kube-flannel' }] },
      spec: { volumes: [{ name: 'net', configMap: { name: 'kube-flannel-cfg' } }] },
      configMaps: { 'kube-flannel-cfg': { 'net-conf.json': '{\n  "Network": "10.244.0.0/16",\n  "Backend": { "Type": "vxlan" }\n}\n' } },
    },
    OTHER,
  );
  assert.is(found?.cause, 'invalid-value');
  assert.match(found?.summary ?? '', /wants one that contains 10\.42\.1\.0\/24.*stands in ConfigMap kube-flannel-cfg key net-conf\.json/);
});

test('a server that was waited for in vain is looked for by its name', () => {
  const said = 'timed out waiting for endpoint https://stock.shop.svc:9502/v1/healthz to be available';
  assert.equal(decisive(`Error starting: ${said}`)?.fields, { host: 'stock.shop.svc', port: '9502' });
  assert.is.not(decisive('Error starting: timed out waiting for the condition')?.kind, 'dependency-unreachable');
});

// ---- others ----

test('a setting is told without the time and the level before it', () => {
  const found = crashed({}, 'time="2026-11-27T10:00:00Z" level=fatal msg="server.secretkey is missing"');
  assert.match(found?.summary ?? '', /refuses its configuration: server\.secretkey is missing/);
});

test('a password that is empty is found by a shorter name, too', () => {
  const found = crashed({ container: env('STOCK_DB_PSWD', '') }, 'psycopg2.OperationalError: fe_sendauth: no password supplied');
  assert.match(found?.summary ?? '', /env STOCK_DB_PSWD\) is empty/);
});

test('a disk that is too small is a volume that is full', () => {
  assert.is(decisive('ERROR Unable to initialize backend: The disk size is less than 900MiB threshold')?.kind, 'no-space');
});

// ---- PHP: a message that was broken to fit a terminal ----

const box = (...lines: string[]) => [
  '',
  'In StreamHandler.php line 146:',
  ' '.repeat(70),
  ...lines.map((line) => `  ${line.padEnd(68)}`),
  ' '.repeat(70),
];

test('what a console of PHP has broken into lines is read as one', () => {
  const found = decisive(...box('There is no existing directory at "/app/var/log" and it could not', 'be created: Permission denied'));
  assert.equal(found?.fields, { operation: 'create', path: '/app/var/log' });
  const refused = decisive(
    ...box('SQLSTATE[HY000] [2002] php_network_getaddresses: getaddrinfo for stock-db', 'failed: Name or service not known'),
  );
  assert.is(refused?.kind, 'name-unresolved');
  assert.match(JSON.stringify(refused?.fields ?? {}), /stock-db/);
});

test('lines that are none of one message are not', () => {
  assert.is.not(
    decisive('There is no existing directory at "/app/var/log" and it could not', 'be created: Permission denied')?.phrase,
    'web/monolog-folder',
  );
});

// ---- kubectl's words ----

test('an object that is not there is no value that cannot be used', () => {
  const said = 'Error from server (NotFound): jobs.batch "stock-migrate" not found';
  const found = crashed({ container: { image: 'shop/wait:1', args: ['job', 'stock-migrate'] } }, said);
  assert.match(found?.fixes.at(-1)?.text ?? '', /make jobs\.batch stock-migrate, or name one that is there: a Job is taken away/);
  const other = crashed({ container: { image: 'shop/wait:1', args: ['mode', 'stock-migrate'] } }, 'FATAL: cannot use stock-migrate');
  assert.not.match(other?.fixes.at(-1)?.text ?? '', /name one that is there/);
});

test.run();
