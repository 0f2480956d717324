/** What --save keeps, --from gives back: the same report anywhere. And files that are no bundle, or worse. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { demos } from '../src/assets.ts';
import type { Bundle } from '../src/bundle/bundle.ts';
import { MOST_BYTES, readBundle } from '../src/bundle/read-bundle.ts';
import { packed, redactBundle } from '../src/bundle/write-bundle.ts';
import type { Kubectl } from '../src/cluster/port.ts';
import { UsageError } from '../src/errors.ts';
import { readBytes, writeFile } from '../src/files.ts';
import { KnownSecrets } from '../src/redact/known-secrets.ts';
import type { Report, ReportGap } from '../src/report.ts';
import { fakeCluster, portOf } from './fake-cluster.ts';
import { fakeKubectl } from './fake-kubectl.ts';
import { fakeWorld } from './fake-world.ts';
import { NOW, plantedKubectl } from './planted-kubectl.ts';

const STORED = fileURLToPath(new URL('bundles/', import.meta.url));
const FILE = 'evidence.json.gz';

/** A world without a cluster, that has this file. */
function elsewhere(bytes: Uint8Array) {
  const world = fakeWorld(undefined, { now: () => Date.parse('2031-05-05T05:05:05Z') });
  world.files.set(FILE, bytes);
  return world;
}

const opened = (bytes: Uint8Array | undefined) => JSON.parse(gunzipSync(bytes as Uint8Array).toString()) as Bundle;

async function savedPlanted(): Promise<Bundle> {
  const world = fakeWorld(
    plantedKubectl({ log: ['Error: connect ECONNREFUSED 10.0.0.1:5432'], events: ['Back-off'], env: { DB_PASSWORD: 'zX9_qT4m-wL7' } }),
    { now: () => NOW },
  );
  const { code } = await world.type('web', '-n', 'shop', '--save', FILE);
  assert.is(code, 1);
  return opened(world.files.get(FILE));
}

const save = suite('--save');

save('holds every call with its answer, times, and what was asked', async () => {
  const bundle = await savedPlanted();
  assert.is(bundle.format, 'crashloop-bundle/v1');
  assert.equal(bundle.asked, { kind: 'diagnose', targets: [{ plural: 'pods', name: 'web' }] });
  assert.is(bundle.namespace, 'shop');
  assert.is(bundle.began, new Date(NOW).toISOString());
  assert.equal(bundle.hidden, ['DB_PASSWORD']);
  assert.ok(bundle.calls.length >= 3);
  for (const { args, at, ms } of bundle.calls) assert.ok(args.length > 0 && at >= 0 && ms >= 0);
  assert.ok(bundle.calls.some(({ stdout }) => stdout.includes('"value":"***1"')));
});

save('the flags that printed commands need are kept, credentials are not', async () => {
  const { kubectl, namespace, now } = fakeKubectl(fileURLToPath(new URL('cases/mem-limit', import.meta.url)));
  const world = fakeWorld(kubectl, { now: () => now });
  const { out } = await world.type('deploy/worker', '-n', namespace, '--context', 'prod', '--token', 'sesame-9921-X', '--save', FILE);
  const text = gunzipSync(world.files.get(FILE) as Uint8Array).toString();
  assert.not.match(text, /sesame/);
  assert.equal((JSON.parse(text) as Bundle).flags, ['--context=prod']);
  assert.match(out, /--context=prod/);
  assert.is((await elsewhere(world.files.get(FILE) as Uint8Array).type('--from', FILE)).out, out);
});

save('never overwrites without --force, and says so before anything is asked', async () => {
  let asked = 0;
  const kubectl = plantedKubectl({ log: ['Error: no way'] });
  const counting: Kubectl = (args, limits) => {
    asked++;
    return kubectl(args, limits);
  };
  const world = fakeWorld(counting, { now: () => NOW });
  world.files.set(FILE, Buffer.from('mine'));
  const { code, out, error } = await world.type('web', '-n', 'shop', '--save', FILE);
  assert.equal([code, out, asked], [2, '', 0]);
  assert.match(error, /--save: evidence\.json\.gz exists; .*--force/);
  assert.is(Buffer.from(world.files.get(FILE) as Uint8Array).toString(), 'mine');
  assert.is((await world.type('web', '-n', 'shop', '--save', FILE, '--force')).code, 1);
  assert.is(opened(world.files.get(FILE)).format, 'crashloop-bundle/v1');
});

save('what was read before a failure is kept', async () => {
  const kubectl = plantedKubectl({});
  const world = fakeWorld(
    async (args, limits) =>
      args.join(' ').includes('/pods/web')
        ? { stdout: '', failure: { kind: 'forbidden', message: 'pods "web" is forbidden' }, cut: false, exit: 1, ms: 1, bytes: 0 }
        : kubectl(args, limits),
    { now: () => NOW },
  );
  const live = await world.type('web', '-n', 'shop', '--save', FILE);
  assert.is(live.code, 2);
  assert.match(live.error, /^saved \d+ calls .*\nerror: could not read pods\/web/s);
  const replayed = await elsewhere(world.files.get(FILE) as Uint8Array).type('--from', FILE);
  assert.is(replayed.code, 2);
  assert.ok(live.error.endsWith(replayed.error), replayed.error);
});

save('where it cannot be written the report is shown all the same', async () => {
  const world = fakeWorld(plantedKubectl({ log: ['Error: no way'] }), {
    now: () => NOW,
    writeFile: () => {
      throw new Error('EACCES: permission denied');
    },
  });
  const { code, out, error } = await world.type('web', '-n', 'shop', '--save', FILE);
  assert.is(code, 2);
  assert.match(out, /shop\/web/);
  assert.match(error, /could not write evidence\.json\.gz: EACCES/);
});

save('answers that are too many for a bundle are left out, the longest first', () => {
  const call = (stdout: string) => ({ args: [stdout.slice(0, 5)], stdout, exit: 0, at: 0, ms: 0, bytes: stdout.length });
  const bundle: Bundle = {
    format: 'crashloop-bundle/v1',
    program: '0',
    began: '2026-01-01T00:00:00Z',
    ended: '2026-01-01T00:00:00Z',
    namespace: 'shop',
    flags: [],
    asked: { kind: 'diagnose', targets: [{ plural: 'pods', name: 'web' }] },
    hidden: [],
    calls: [call('a'.repeat(60 << 20)), call('b'.repeat(50 << 20)), call('c')],
  };
  const kept = readBundle(packed(redactBundle(bundle, new KnownSecrets())), FILE);
  assert.equal(
    kept.calls.map(({ stdout, failure }) => [stdout.length, failure?.kind]),
    [
      [0, 'too-large'],
      [50 << 20, undefined],
      [1, undefined],
    ],
  );
});

const from = suite('--from');

from('what the bundle lacks is a gap', async () => {
  const bundle = await savedPlanted();
  const calls = bundle.calls.filter(({ args }) => !args.join(' ').includes('/events'));
  assert.is(calls.length, bundle.calls.length - 1);
  const { code, out } = await elsewhere(packed({ ...bundle, calls })).type('--from', FILE, '-o', 'json');
  assert.is(code, 1);
  const [gap] = (JSON.parse(out) as Report).pods[0]?.gaps.filter(({ step }) => step === 'events') ?? [];
  assert.match(gap?.message ?? '', /the bundle does not hold this reading; it answers for pods\/web in namespace shop/);
});

from('asked for something else, it says what it holds', async () => {
  const { code, error } = await elsewhere(packed(await savedPlanted())).type('deploy/api', '--from', FILE);
  assert.is(code, 2);
  assert.match(error, /deployments\/api in namespace shop: the bundle does not hold this reading; it answers for pods\/web/);
});

from('of a workload, asked for one of its pods: what the list says of it, and gaps for the rest', async () => {
  const { kubectl, namespace, now } = fakeKubectl(fileURLToPath(new URL('cases/one-of-three', import.meta.url)));
  const world = fakeWorld(kubectl, { now: () => now });
  await world.type('sts/agent', '-n', namespace, '--save', FILE);
  const bundle = world.files.get(FILE) as Uint8Array;
  const podOf = async (name: string) => JSON.parse((await elsewhere(bundle).type(name, '--from', FILE, '-o', 'json')).out).pods[0];
  const worst = await podOf('agent-1');
  assert.is(
    worst.containers[0].findings[0]?.cause,
    (JSON.parse((await elsewhere(bundle).type('--from', FILE, '-o', 'json')).out) as Report).verdict?.cause,
  );
  const well = await podOf('agent-0');
  assert.is(well.healthy, true);
  assert.ok(
    well.gaps.some(({ step, message }: ReportGap) => step === 'events' && message.startsWith('the bundle does not hold this reading')),
  );
  // In another namespace there is none of that name; that it is in no list is no proof that it was not there.
  for (const words of [['agent-0', '-n', 'other'], ['agent-7']]) {
    const { code, error } = await elsewhere(bundle).type(...words, '--from', FILE);
    assert.is(code, 2);
    assert.match(error, 'the bundle does not hold this reading; it answers for statefulsets/agent');
  }
});

from('a bundle of format v1, stored when it was new', async () => {
  for (const name of readdirSync(STORED)) {
    const { code, out, error } = await elsewhere(readFileSync(join(STORED, name))).type('--from', FILE, '-o', 'json');
    assert.is(code, 1, `${name}: ${error}`);
    assert.is((JSON.parse(out) as Report).verdict?.cause, name.replace(/^v1-|\.json\.gz$/g, ''));
  }
});

from('a scan, with the same groups', async () => {
  const cluster = fakeCluster({ cases: ['mem-limit', 'near-rollout-innocent'], pods: 700, namespaces: 3, crashingEach: 300 });
  const world = fakeWorld(portOf(cluster), { now: () => cluster.now });
  for (const where of [['-n', cluster.namespaceOf('mem-limit')], ['-A']]) {
    const live = await world.type(...where, '-o', 'json', '--save', FILE, '--force');
    assert.is(live.code, 1, live.error);
    assert.ok((JSON.parse(live.out) as Report).groups.length >= 1);
    const replayed = await elsewhere(world.files.get(FILE) as Uint8Array).type('--from', FILE, '-o', 'json');
    assert.equal(inOrder(replayed.out), inOrder(live.out));
  }
});

/** Several pods are looked into side by side: whose calls come first depends on how long they take. */
function inOrder(json: string): Report {
  const report = JSON.parse(json) as Report;
  return { ...report, calls: report.calls.sort((a, b) => (a.args.join() < b.args.join() ? -1 : 1)) };
}

from('unpacked, it is read as well', async () => {
  const bundle = await savedPlanted();
  assert.is((await elsewhere(Buffer.from(JSON.stringify(bundle))).type('--from', FILE)).code, 1);
});

from('the demos are bundles', async () => {
  assert.ok(demos().length >= 5);
  for (const name of demos()) {
    const { code, out, error } = await fakeWorld(undefined, { now: () => 0 }).type('demo', name, '-o', 'json');
    assert.is(code, 0, error);
    assert.ok((JSON.parse(out) as Report).verdict, name);
    const bytes = readFileSync(new URL(`../src/demo/${name}.json`, import.meta.url));
    assert.is((await elsewhere(bytes).type('--from', FILE, '-o', 'json')).out, out);
  }
});

const HOSTILE: [what: string, bytes: () => Uint8Array, says: RegExp][] = [
  ['nothing', () => Buffer.alloc(0), /the file is empty/],
  ['text', () => Buffer.from('hello'), /it is no bundle; save one with --save FILE/],
  ['other JSON', () => Buffer.from('{"kind":"Pod"}'), /it is no bundle/],
  ['a list', () => Buffer.from('[1]'), /it is no bundle/],
  ['null', () => gzipSync('null'), /it is no bundle/],
  [
    'a later format',
    () => gzipSync('{"format":"crashloop-bundle/v2"}'),
    /its format is crashloop-bundle\/v2, and this version reads crashloop-bundle\/v1/,
  ],
  ['a format with a message in it', () => gzipSync(JSON.stringify({ format: 'crashloop-bundle/v2\n::error::x' })), /it is no bundle/],
  ['JSON cut off', () => Buffer.from('{"format":"crashloop-bundle/v1","calls":['), /damaged or cut off \(no whole JSON\)/],
  ['gzip cut off', () => gzipSync('{"format":"crashloop-bundle/v1"}'.repeat(50)).subarray(0, 30), /it is cut off/],
  [
    'gzip damaged',
    () => {
      const bytes = gzipSync(Buffer.from(Array.from({ length: 4000 }, (_, at) => (at * 7919) % 251)));
      bytes[200] = (bytes[200] as number) ^ 0xff;
      return bytes;
    },
    /it is damaged/,
  ],
  [
    '1 GiB of one letter in 1 MiB',
    () => Buffer.concat(Array<Uint8Array>(64).fill(gzipSync(Buffer.alloc(16 << 20, 'a')))),
    /unpacked it has more than 96 MiB/,
  ],
  ['a file without end', () => Buffer.alloc(MOST_BYTES + 1, 'a'), /it has more than 32 MiB/],
  ['brackets, a million deep', () => gzipSync('['.repeat(1_000_000)), /it is no bundle|damaged/],
];

from('what is no bundle', async () => {
  for (const [what, bytes, says] of HOSTILE) {
    const { code, out, error } = await elsewhere(bytes()).type('--from', FILE);
    assert.equal([code, out], [2, ''], what);
    assert.match(error, says, what);
    assert.match(error, /^error: could not read the evidence in evidence\.json\.gz: [^\n]+\n$/, what);
  }
});

from('a bundle with something wrong in it', async () => {
  const good = await savedPlanted();
  const wrong: [Record<string, unknown>, RegExp][] = [
    [{ calls: 'x' }, /wrong type/],
    [{ calls: [...good.calls, 5] }, /1 of \d+ calls are out of shape/],
    [{ calls: [{ ...good.calls[0], stdout: { a: 1 } }] }, /1 of 1 calls/],
    [{ calls: [{ ...good.calls[0], args: 'x' }] }, /1 of 1 calls/],
    [{ calls: [{ ...good.calls[0], failure: { kind: 'evil', message: 'x' } }] }, /failed in a way that is unknown: "evil"/],
    [{ calls: Array(10_001).fill({}) }, /holds 10001 calls/],
    [{ began: 'x' }, /its times are none/],
    [{ began: 5 }, /wrong type/],
    [{ asked: { kind: 'rm' } }, /it asks for "rm"/],
    [{ asked: { kind: 'diagnose' } }, /it asks about nothing/],
    [{ asked: { kind: 'diagnose', targets: [{ plural: 'pods', name: '../../secrets' }] } }, /cannot be the name of a pod/],
    [{ asked: { kind: 'diagnose', targets: [{ plural: 'secrets', name: 'a' }] } }, /cannot be the name/],
    [{ asked: { kind: 'diagnose', targets: [{ plural: 'pods', name: '--token=x' }] } }, /cannot be the name/],
    [{ namespace: 'a; rm -rf /' }, /cannot be a namespace/],
    [{ flags: ['--context=a', '--token=b'] }, /is no connection flag/],
    [{ flags: ['--context=a\n::error::x'] }, /is no connection flag/],
    [{ hidden: [1] }, /^$|.*/],
  ];
  for (const [change, says] of wrong) {
    const { code, error } = await elsewhere(packed({ ...good, ...change } as Bundle)).type('--from', FILE);
    assert.match(error, says, JSON.stringify(change).slice(0, 200));
    if (error !== '') assert.is(code, 2);
  }
});

from('texts of a bundle are cleaned as those of a cluster', async () => {
  const good = await savedPlanted();
  const calls = good.calls.map((call) =>
    call.args.join(' ').includes('/log?')
      ? { ...call, stdout: '2026-01-02T03:04:05Z \u001b[2JError: \u202eevil\u0007\n' }
      : { ...call, stdout: call.stdout.replace('registry.example.com', '\\u001b]0;x\\u0007registry.example.com') },
  );
  const { out, error } = await elsewhere(packed({ ...good, calls })).type('--from', FILE, '-o', 'wide');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are what it is about
  assert.not.match(out + error, /[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]/);
  assert.match(out, /evil/);
});

from('a log longer than any cluster gives is cut', async () => {
  const good = await savedPlanted();
  const calls = good.calls.map((call) => (call.args.join(' ').includes('/log?') ? { ...call, stdout: 'x'.repeat(60 << 20) } : call));
  const began = process.cpuUsage();
  const { code } = await elsewhere(packed({ ...good, calls })).type('--from', FILE);
  assert.is(code, 1);
  // Of our own time: the machine may be busy.
  assert.ok(process.cpuUsage(began).user < 10_000_000);
});

from('a file that is not there', async () => {
  const { code, error } = await fakeWorld(undefined, { now: () => 0 }).type('--from', 'gone.gz');
  assert.is(code, 2);
  assert.match(error, /--from: could not read gone\.gz: no such file/);
});

const disk = suite('files on a disk');
let folder = '';
disk.before.each(() => {
  folder = mkdtempSync(join(tmpdir(), 'crashloop-test-'));
});
disk.after.each(() => rmSync(folder, { recursive: true }));
const inFolder = (name: string) => join(folder, name);

disk('whole, for its owner alone, and nothing is left beside it', () => {
  writeFile(inFolder('a'), Buffer.from('one'), { replace: false });
  assert.is(readFileSync(inFolder('a'), 'utf8'), 'one');
  if (process.platform !== 'win32') assert.is(statSync(inFolder('a')).mode & 0o777, 0o600);
  assert.throws(() => writeFile(inFolder('a'), Buffer.from('two'), { replace: false }), /the file exists/);
  assert.is(readFileSync(inFolder('a'), 'utf8'), 'one');
  writeFile(inFolder('a'), Buffer.from('two'), { replace: true });
  assert.is(readFileSync(inFolder('a'), 'utf8'), 'two');
  assert.throws(() => writeFile(inFolder('no/such'), Buffer.from('x'), { replace: false }), /ENOENT/);
  assert.equal(readdirSync(folder), ['a']);
});

disk('what is no file is never replaced, and a link is not followed', () => {
  assert.throws(() => writeFile(folder, Buffer.from('x'), { replace: true }), /it is no file/);
  writeFileSync(inFolder('target'), 'mine');
  symlinkSync(inFolder('target'), inFolder('link'));
  assert.throws(() => writeFile(inFolder('link'), Buffer.from('x'), { replace: false }), /the file exists/);
  writeFile(inFolder('link'), Buffer.from('x'), { replace: true });
  assert.is(readFileSync(inFolder('target'), 'utf8'), 'mine');
  assert.is(readFileSync(inFolder('link'), 'utf8'), 'x');
});

disk('read up to a limit', () => {
  writeFileSync(inFolder('a'), 'x'.repeat(200_000));
  assert.is(readBytes(inFolder('a'), 150_000).length, 150_000);
  assert.is(readBytes(inFolder('a'), 1_000_000).length, 200_000);
  if (existsSync('/dev/zero')) assert.is(readBytes('/dev/zero', 100_000).length, 100_000);
  assert.throws(() => readBytes(inFolder('b'), 10), /ENOENT/);
  assert.throws(
    () => readBundle(readBytes(inFolder('a'), 10), 'a'),
    (error: unknown) => error instanceof UsageError,
  );
});

for (const one of [save, from, disk]) one.run();
