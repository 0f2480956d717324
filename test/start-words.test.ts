/** What a program says of its start: a variable written as an argument, a module of its own, an item of a list, the version of the cluster, a GPU that is full. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readLog } from '../src/logs/read-log.ts';
import { ended, findingsIn, type Situation } from './situation.ts';

const first = (situation: Situation) => findingsIn(situation)[0];
const decisive = (...lines: string[]) => readLog(lines.join('\n')).decisive;
const crashed = (container: NonNullable<Situation['container']>, ...lines: string[]) =>
  first({ status: ended(1), container, log: lines.join('\n') });
const commandOf = (situation: ReturnType<typeof first>) => JSON.stringify(situation?.fixes[0]);

// ---- NAME=value as a word of command or args ----

const noModule = (path: string) => [
  'node:internal/modules/cjs/loader:1228',
  '  throw err;',
  '  ^',
  '',
  `Error: Cannot find module '${path}'`,
  '    at Module._resolveFilename (node:internal/modules/cjs/loader:1225:15) {',
  "  code: 'MODULE_NOT_FOUND',",
  '  requireStack: []',
  '}',
];

test('a variable among the args goes under env', () => {
  const found = crashed({ image: 'shop/web:3', args: ['LOG_FORMAT=json', 'STAGE=test'] }, ...noModule('/srv/LOG_FORMAT=json'));
  assert.match(found?.summary ?? '', /no file, but a variable/);
  assert.match(commandOf(found), /LOG_FORMAT.*json.*STAGE.*test/);
});

test('but not where a file of that name is what is meant; one that is set already gets that value, as a shell would give it', () => {
  const file = crashed({ image: 'shop/web:3', args: ['server.js'] }, ...noModule('/srv/server.js'));
  assert.not.match(file?.summary ?? '', /a variable/);
  const twice = { image: 'shop/web:3', args: ['STAGE=test'], env: [{ name: 'STAGE', value: 'live' }] };
  const fix = crashed(twice, ...noModule('/srv/STAGE=test'))?.fixes[0]?.command ?? '';
  assert.match(fix, '"path":"/spec/containers/0/env/0","value":{"name":"STAGE","value":"test"}');
});

test('a program that is called NAME=value is a variable', () => {
  const message =
    'OCI runtime create failed: runc create failed: unable to start container process: exec: "STAGE=test": executable file not found in $PATH';
  const status = { ...ended(128), lastState: { terminated: { exitCode: 128, reason: 'StartError', message } } };
  const found = first({ status, container: { image: 'shop/api:1', command: ['STAGE=test', './api', '-v'] } });
  assert.is(found?.cause, 'command-not-found');
  assert.match(found?.summary ?? '', /no program, but a variable/);
  assert.match(commandOf(found), /\.\/api/);
  assert.match(found?.fixes[0]?.text ?? '', 'set STAGE under env instead, and run ./api');
});

// ---- Node.js: a module of the program's own ----

/** As Node.js 20 writes it. */
const relative = (module: string, ...by: string[]) =>
  decisive(
    'node:internal/modules/cjs/loader:1210',
    '  throw err;',
    '  ^',
    '',
    `Error: Cannot find module '${module}'`,
    'Require stack:',
    ...by.map((file) => `- ${file}`),
    '    at Module._resolveFilename (node:internal/modules/cjs/loader:1207:15)',
    `    at Object.<anonymous> (${by[0]}:1:1) {`,
    "  code: 'MODULE_NOT_FOUND',",
    '}',
  );

test('a module with a relative path is a file beside the one that loads it', () => {
  assert.equal(relative('../data/prices.json', '/srv/lib/routes.js', '/srv/index.js')?.fields, { path: '/srv/data/prices.json' });
});

test('older ones do not tell who loads it, but for the first frame that is not their own', () => {
  const found = decisive(
    'internal/modules/cjs/loader.js:638',
    '    throw err;',
    '    ^',
    '',
    "Error: Cannot find module './prices.json'",
    '    at Function.Module._resolveFilename (internal/modules/cjs/loader.js:636:15)',
    '    at Object.<anonymous> (/srv/index.js:4:9)',
  );
  assert.equal(found?.fields, { path: '/srv/prices.json' });
});

test('but not one of a package, nor one by its name', () => {
  assert.is(relative('./build/right.node', '/srv/node_modules/left/index.js')?.kind, 'module-missing');
  assert.is(relative('express', '/srv/index.js')?.kind, 'module-missing');
});

// ---- one of a list ----

const refused = 'invalid argument "leases" for "--kinds" flag: kind "leases" does not exist';

test('an item that the program does not know is taken out of its list', () => {
  const found = crashed({ image: 'shop/watch:1', args: ['--kinds=pods,leases,nodes'] }, refused);
  assert.match(found?.summary ?? '', /"leases" of --kinds: kind "leases" does not exist; it stands in args\[0\]/);
  assert.match(commandOf(found), /--kinds=pods,nodes/);
});

test('but a value that stands alone is not, and what is expected is still told', () => {
  assert.not.match(commandOf(crashed({ args: ['--kinds=leases'] }, refused)), /out of the list/);
  const other = crashed({ args: ['--mode=a,b'] }, 'invalid argument "b" for "--mode" flag: must be one of fast, slow');
  assert.match(other?.summary ?? '', /it wants/);
});

test('a word that is no option and not the first is taken out alone', () => {
  const found = crashed({ args: ['--url', 'https://code.example.com', 'labels'] }, "Unrecognized command-line input arguments: 'labels'.");
  assert.is(found?.cause, 'unknown-flag');
  assert.match(commandOf(found), /args\/2/);
});

// ---- the version of the cluster ----

const tooOld = 'kubernetes version "1.27.3" is not compatible, need at least "1.28.0-0"';

test('a program for a newer Kubernetes says which', () => {
  const found = crashed({ image: 'shop/operator:9' }, `2026/11/27 10:00:00 Failed to get k8s version ${tooOld}`);
  assert.is(found?.cause, 'cluster-too-old');
  assert.match(found?.summary ?? '', /wants Kubernetes 1\.28\.0 or newer, and the cluster is 1\.27\.3/);
  const other = decisive('level=fatal msg="Minimal kubernetes version not met: 1.15.3 < 1.16.0" subsys=operator');
  assert.equal(other?.fields, { found: '1.15.3', wants: '1.16.0' });
});

test('another version that does not fit is no such thing', () => {
  assert.is.not(decisive('FATAL: server version "9.6" is not compatible, need at least "12"')?.kind, 'version-refused');
});

// ---- GPU ----

test('the memory of a GPU is told with its sizes', () => {
  const found = crashed(
    { image: 'shop/embed:1', resources: { limits: { 'nvidia.com/gpu': '1' } } },
    'Traceback (most recent call last):',
    '  File "/srv/embed.py", line 12, in <module>',
    '    model.to("cuda")',
    'torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 96.00 MiB. GPU 0 has a total capacity of 7.79 GiB of which 30.12 MiB is free.',
  );
  assert.is(found?.cause, 'gpu-memory-full');
  assert.match(found?.summary ?? '', /wants 96\.00 MiB more, the GPU has 7\.79 GiB, of which 30\.12 MiB is free/);
});

test('memory of the node is another matter', () => {
  assert.is.not(
    decisive('Traceback (most recent call last):', '  File "/srv/a.py", line 1, in <module>', 'MemoryError')?.kind,
    'gpu-memory',
  );
});

// ---- databases ----

test('MariaDB that was killed wants its own version once more', () => {
  const found = crashed(
    { image: 'mariadb:10.11.6' },
    '2026-11-27 10:00:00 0 [ERROR] InnoDB: Upgrade after a crash is not supported. The redo log was created with MariaDB 10.6.12.',
    "2026-11-27 10:00:00 0 [ERROR] Plugin 'InnoDB' registration as a STORAGE ENGINE failed.",
    '2026-11-27 10:00:00 0 [ERROR] Unknown/unsupported storage engine: InnoDB',
    '2026-11-27 10:00:00 0 [ERROR] Aborting',
  );
  assert.is(found?.cause, 'data-version');
  assert.match(found?.fixes[0]?.text ?? '', /run mariadb:10\.6\.12 once more/);
});

test('an engine that nobody has is told by itself', () => {
  assert.match(crashed({}, '2026-11-27 10:00:00 0 [ERROR] Unknown/unsupported storage engine: TOKUDB')?.summary ?? '', /TOKUDB/);
});

test('a bolt file that another process has open is a lock, without its path, too', () => {
  assert.is(
    decisive('Error initializing storage of type raft: failed to create fsm: failed to open bolt file: timeout')?.kind,
    'lock-held',
  );
  assert.is.not(decisive('failed to open bolt file: open /data/x.db: permission denied')?.kind, 'lock-held');
});

// ---- a page that is not there ----

const notFound = "Http response code: NotFound from 'POST https://api.github.com/actions/runner-registration'";
const github = (REPO_URL: string) => ({ image: 'shop/runner:1', env: [{ name: 'REPO_URL', value: REPO_URL }] });

test('the path of a setting is not at fault where another one is asked for', () => {
  const found = crashed(
    github('https://github.com/shop/web'),
    notFound,
    'Response status code does not indicate success: 404 (Not Found).',
  );
  assert.not.match(found?.summary ?? '', /asks below/);
  assert.not.match(JSON.stringify(found?.fixes ?? []), /ask without/);
});

test.run();
