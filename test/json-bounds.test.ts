/** What would fill the memory once it is parsed is refused before; what only looks so is read. */
import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { answerInList } from '../src/bundle/answer-in-list.ts';
import { readBundle } from '../src/bundle/read-bundle.ts';
import { readAnswer } from '../src/cluster/read-answer.ts';
import { listQuery } from '../src/evidence/query.ts';
import { isBounded } from '../src/json-bounds.ts';
import { redactAnswer } from '../src/redact/redact-answer.ts';
import { Redactor } from '../src/redact/redactor.ts';
import { readPage } from '../src/scan/read-page.ts';

/** MiB that the process may hold more than it has held so far: a file is unpacked, put together and decoded, 90 each. Parsed they are 330 to 5,300. */
const MOST = 300;

function within(what: string, run: () => void): void {
  const before = process.resourceUsage().maxRSS;
  const began = performance.now();
  run();
  const grown = Math.round((process.resourceUsage().maxRSS - before) / 1024);
  assert.ok(grown < MOST, `${what}: ${grown} MiB`);
  assert.ok(performance.now() - began < 10_000, `${what}: ${Math.round(performance.now() - began)} ms`);
}

/** Gzip may be several after another: a mebibyte of it is made, and no more. */
function gzipped(head: string, body: string, mebibytes: number): Uint8Array {
  const piece = gzipSync(body.repeat(Math.ceil((1 << 20) / body.length)));
  return Buffer.concat([gzipSync(head), ...Array<Uint8Array>(mebibytes).fill(piece)]);
}

const BUNDLE = '{"format":"crashloop-bundle/v1","calls":[';

for (const [what, bytes, says] of [
  ['brackets, ninety million deep', () => gzipped('', '[', 90), /it is no bundle/],
  ['the same within a bundle', () => gzipped(BUNDLE, '[', 90), /damaged or cut off/],
  ['thirty million objects', () => gzipped(BUNDLE, '{},', 90), /damaged or cut off/],
  ['as many lists of one list', () => gzipped(BUNDLE, '[[]],', 90), /damaged or cut off/],
  ['numbers alone', () => gzipped(BUNDLE, '1.5,', 90), /damaged or cut off/],
  ['fields alone', () => gzipped(`${BUNDLE}{`, '"a":1,', 90), /damaged or cut off/],
  ['samples of memory', () => gzipped('{"attempts":{"seen":[{"memory":[', '{"seconds":1,"bytes":1},', 90), /damaged or cut off/],
] as const) {
  test(`a bundle of ${what} is refused in bounded memory`, () => {
    const file = bytes();
    within(what, () => assert.throws(() => readBundle(file, 'evidence.json.gz'), says));
  });
}

const BYTES = 32 * 1024 * 1024;
const full = (head: string, body: string) => `${head}${body.repeat(Math.floor((BYTES - head.length) / body.length))}`;
const SHAPES = [
  ['brackets', () => full('', '[')],
  ['objects', () => full('{"kind":"PodList","items":[', '{},')],
  ['objects in objects', () => full('{"kind":"PodList","items":[', '{"a":')],
] as const;

for (const [what, make] of SHAPES) {
  test(`an answer of ${what} is no JSON for whoever reads it`, () => {
    const stdout = make();
    within(what, () => {
      const known = readAnswer(listQuery('pods', 'shop'), { stdout, cut: false, exit: 0, ms: 1, bytes: stdout.length });
      assert.is(known.state === 'gap' && known.failure.kind, 'bad-answer');
      assert.match(known.state === 'gap' ? known.failure.message : '', /^the answer is no JSON: /);
      assert.is(readPage(stdout), undefined);
    });
    const named = `{"name":"web","items":[${stdout}`;
    within(`${what} in a list`, () => {
      const lists = [{ args: ['get', '--raw', '/api/v1/namespaces/shop/pods?limit=500'], stdout: named }];
      assert.is(answerInList(['get', '--raw', '/api/v1/namespaces/shop/pods/web'], lists), undefined);
    });
  });
}

test('what is hidden in an annotation is not kept where it is too much to be gone through', () => {
  const annotations = { 'kubectl.kubernetes.io/last-applied-configuration': '['.repeat(1000) };
  const kept = JSON.parse(redactAnswer(JSON.stringify({ metadata: { name: 'web', annotations } }), new Redactor())) as object;
  assert.equal(kept, { metadata: { name: 'web', annotations: {} } });
});

test('four thousand pods in one list are read', () => {
  const containers = Array.from({ length: 3 }, (_, at) => ({
    name: `c${at}`,
    image: 'web:1',
    env: Array.from({ length: 20 }, (__, of) => ({ name: `V${of}`, value: '[{,' })),
  }));
  const managed = { 'f:spec': Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`f:field${at}`, {}])) };
  const items = Array.from({ length: 4000 }, (_, at) => ({
    metadata: { name: `web-${at}`, namespace: 'shop', managedFields: [{ manager: 'kubelet', fieldsV1: managed }] },
    spec: { containers },
    status: { phase: 'Running' },
  }));
  const stdout = JSON.stringify({ kind: 'PodList', apiVersion: 'v1', metadata: {}, items });
  const known = readAnswer(listQuery('pods', 'shop'), { stdout, cut: false, exit: 0, ms: 1, bytes: stdout.length });
  assert.is(known.state === 'read' && (known.value as { items: unknown[] }).items.length, 4000);
  assert.is(readPage(stdout)?.count, 4000);
});

test('brackets and commas in strings are text', () => {
  const log = '[{,'.repeat(1_000_000);
  assert.ok(isBounded(JSON.stringify({ log }), 10));
  assert.ok(isBounded(JSON.stringify({ [log]: `"${log}"` }), 10));
  assert.ok(isBounded(JSON.stringify([`${'\\'.repeat(5)}"${log}`]), 10));
});

test('a string that ends in a backslash ends there', () => {
  for (const text of ['\\', '\\\\', '"\\', '\\"', ''])
    assert.not.ok(isBounded(`[${JSON.stringify(text)},${'['.repeat(501)}`), JSON.stringify(text));
  assert.ok(isBounded(`["a\\\\\\",${'['.repeat(501)}`), 'an escaped quote does not end it');
});

test('as deep and as many as it says', () => {
  assert.ok(isBounded(`${'['.repeat(500)}${']'.repeat(500)}`));
  assert.not.ok(isBounded(`${'['.repeat(501)}${']'.repeat(501)}`));
  assert.ok(isBounded('{"a":[{},{}]}', 5));
  assert.not.ok(isBounded('{"a":[{},{}]}', 4));
  assert.ok(isBounded(`[${'[[]],'.repeat(1000)}1]`, 4000), 'what is closed is no longer above');
});

test('counted as the value that comes of it', () => {
  const count = (value: unknown): number => {
    if (value === null || typeof value !== 'object') return 0;
    const inner = Object.values(value);
    return 1 + Math.max(0, inner.length - 1) + inner.reduce((sum: number, one) => sum + count(one), 0);
  };
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const most = count(value);
      assert.ok(isBounded(JSON.stringify(value), most));
      assert.ok(most === 0 || !isBounded(JSON.stringify(value), most - 1));
    }),
  );
});

test.run();
