import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Answer } from '../src/cluster/port.ts';
import { readAnswer } from '../src/cluster/read-answer.ts';
import type { FailureKind } from '../src/errors.ts';
import type { Known } from '../src/evidence/evidence.ts';
import { eventsQuery, execQuery, keysQuery, listQuery, logQuery, objectQuery, type Query } from '../src/evidence/query.ts';
import { KINDS } from '../src/kube/shape-table.ts';
import type { Container, List, Plural, Pod } from '../src/kube/shapes.ts';

const answer = (stdout: string, rest: Partial<Answer> = {}): Answer => ({
  stdout,
  cut: false,
  exit: 0,
  ms: 1,
  bytes: stdout.length,
  ...rest,
});
const read = <T>(query: Query<T>, stdout: string | object, rest?: Partial<Answer>) =>
  readAnswer(query, answer(typeof stdout === 'string' ? stdout : JSON.stringify(stdout), rest)) as Known<T>;

function value<T>(known: Known<T>): T {
  assert.is(known.state, 'read', JSON.stringify(known));
  return (known as { value: T }).value;
}

function failed(known: Known<unknown>, kind: FailureKind, words?: string): void {
  if (known.state !== 'gap') throw new Error(`expected a gap, got ${JSON.stringify(known)}`);
  assert.is(known.failure.kind, kind);
  if (words) assert.match(known.failure.message, words);
}

const POD = {
  kind: 'Pod',
  apiVersion: 'v1',
  metadata: { name: 'web-0', namespace: 'shop' },
  spec: { containers: [{ name: 'app', image: 'web:1' }] },
  status: { phase: 'Running' },
};
const POD_QUERY = objectQuery('pods', 'shop', 'web-0');
const PODS = listQuery('pods', 'shop');

test('what failed: absent where the cluster said so, else a gap', () => {
  assert.equal(read(POD_QUERY, '', { exit: 1, failure: { kind: 'not-found', message: 'pods "web-0" not found' } }), { state: 'absent' });
  const failure = { kind: 'forbidden', message: 'no' } as const;
  assert.equal(read(POD_QUERY, JSON.stringify(POD), { exit: 1, failure }), { state: 'gap', failure });
});

// ---- json ----

test('an object and a list, as they are', () => {
  assert.equal(value(read(POD_QUERY, POD)), POD);
  assert.equal(value(read(PODS, { kind: 'PodList', metadata: { continue: 'abc' }, items: [POD] })), {
    kind: 'PodList',
    metadata: { continue: 'abc' },
    items: [POD],
  });
});

test('items of an empty list may be null or absent', () => {
  for (const items of [null, undefined, []]) assert.equal(value(read(PODS, { kind: 'PodList', metadata: {}, items })).items, []);
});

test('strings inside are cleaned, keys too', () => {
  const pod = value(
    read(POD_QUERY, { ...POD, metadata: { ...POD.metadata, annotations: { note: '\x1b]0;pwned\x07hello\u202e', 'k\u200b': 'v' } } }),
  );
  assert.equal(pod.metadata.annotations, { note: 'hello<U+202E>', 'k<U+200B>': 'v' });
});

for (const [what, stdout, words] of [
  ['nothing', '', 'said nothing'],
  ['blanks', ' \n', 'said nothing'],
  ['null', 'null', 'got null'],
  ['a list', '[]', 'got a list'],
  ['a string', '"x"', 'got "x"'],
  ['a number', '17', 'got 17'],
  ['words', 'hello there', 'no JSON: hello there'],
  ['half of it', JSON.stringify(POD).slice(0, 70), 'no JSON'],
  ['a login page', '\n<!DOCTYPE html><html>{}</html>', 'web page'],
  ['a Status', '{"kind":"Status","status":"Failure","message":"nope"}', 'Status: nope'],
  ['another kind', JSON.stringify({ ...POD, kind: 'Service' }), 'asked for a Pod, got a Service'],
  ['another object', JSON.stringify({ ...POD, metadata: { name: 'web-1' } }), 'got web-1'],
  ['a list of it', '{"kind":"PodList","items":[]}', 'one object of pods'],
  ['no metadata', '{"kind":"Pod","spec":{"containers":[]},"status":{}}', 'no whole Pod'],
  ['no spec', '{"kind":"Pod","metadata":{"name":"web-0"},"status":{}}', 'no whole Pod'],
  ['containers that are no list', '{"kind":"Pod","metadata":{"name":"web-0"},"spec":{"containers":{}},"status":{}}', 'no whole Pod'],
  ['a deep nesting', '['.repeat(100_000), 'no JSON'],
] as const) {
  test(`no pod: ${what}`, () => failed(read(POD_QUERY, stdout), 'bad-answer', words));
}

test('no list: an object, items that are none, items of another kind', () => {
  failed(read(PODS, POD), 'bad-answer', 'asked for a list');
  failed(read(PODS, { kind: 'PodList', items: {} }), 'bad-answer', 'without items');
  failed(read(PODS, { kind: 'PodList', items: [POD, null] }), 'bad-answer', '1 of 2');
  failed(read(PODS, { kind: 'PodList', items: [{ ...POD, kind: 'Service' }] }), 'bad-answer');
});

test('cut off at our limit: too large, not half read', () => {
  failed(read(PODS, '{"kind":"PodList","items":[', { cut: true, exit: null }), 'too-large');
});

test('a greeting in front is passed over, once', () => {
  assert.equal(value(read(POD_QUERY, `Using cluster prod\n${JSON.stringify(POD)}`)), POD);
  assert.equal(value(read(POD_QUERY, `<U+FEFF>${JSON.stringify(POD)}`)), POD);
  failed(read(POD_QUERY, `{hello} ${JSON.stringify(POD)}`), 'bad-answer');
});

test('fields of the wrong type are as if absent, and so is null', () => {
  const spec = {
    containers: [
      {
        name: 'app',
        command: 'sh',
        env: [{ name: 'A', value: 1 }, { value: 'x' }, null, { name: 'B', value: 'b' }],
        ports: null,
        resources: { limits: { memory: '64Mi', cpu: 1 } },
      },
      { image: 'nameless' },
      'text',
    ],
    initContainers: {},
    volumes: [{ name: 'v', configMap: [] }, 7],
    hostNetwork: 'true',
  };
  const status = {
    conditions: 'no',
    containerStatuses: [
      {
        name: 'app',
        restartCount: '7',
        state: { terminated: { reason: 'Error' } },
        lastState: { terminated: { exitCode: 1, finishedAt: null } },
      },
    ],
  };
  const pod = value(read(POD_QUERY, { ...POD, spec, status }));
  assert.equal(pod.spec, {
    containers: [{ name: 'app', env: [{ name: 'A' }, { name: 'B', value: 'b' }], resources: { limits: { memory: '64Mi' } } }],
    volumes: [{ name: 'v' }],
  });
  assert.equal(pod.status, { containerStatuses: [{ name: 'app', state: {}, lastState: { terminated: { exitCode: 1 } } }] });
});

test('a name that would be a flag in a command is none; a variable may be called so', () => {
  const spec = {
    containers: [
      { name: 'app', env: [{ name: '--all', valueFrom: { configMapKeyRef: { name: '--from-file=x', key: 'k' } } }] },
      { name: '-o' },
    ],
    volumes: [{ name: 'v', configMap: { name: '--patch-file=x' } }],
    imagePullSecrets: [{ name: '-f' }, { name: 'a-b' }],
  };
  assert.equal(value(read(POD_QUERY, { ...POD, spec })).spec, {
    containers: [{ name: 'app', env: [{ name: '--all', valueFrom: { configMapKeyRef: { key: 'k' } } }] }],
    volumes: [{ name: 'v', configMap: {} }],
    imagePullSecrets: [{}, { name: 'a-b' }],
  });
  failed(read(POD_QUERY, { ...POD, metadata: { name: '--all' } }), 'bad-answer');
});

test('fields that we have not declared stay', () => {
  assert.is(
    (value(read(POD_QUERY, { ...POD, spec: { ...POD.spec, somethingNew: [1] } })).spec as { somethingNew?: unknown }).somethingNew !==
      undefined,
    true,
  );
});

test('metrics are no pods, though their path says pods', () => {
  const metrics = { kind: 'PodMetrics', metadata: { name: 'web-0' }, containers: [{ name: 'app', usage: { memory: '10Mi' } }] };
  assert.equal(value(read(objectQuery('podmetrics', 'shop', 'web-0'), metrics)), metrics);
});

test('a namespace is an object, not a folder of others', () => {
  const namespace = { kind: 'Namespace', metadata: { name: 'shop' } };
  assert.equal(value(read(objectQuery('namespaces', undefined, 'shop'), namespace)), namespace);
});

test('events: the selector in the path does not disturb', () => {
  assert.equal(
    value(
      read(eventsQuery('shop', 'web-0'), {
        kind: 'EventList',
        items: [{ metadata: { name: 'web-0.1' }, count: null, lastTimestamp: null, eventTime: '2026-01-02T03:04:05Z' }],
      }),
    ).items,
    [{ metadata: { name: 'web-0.1' }, eventTime: '2026-01-02T03:04:05Z' }],
  );
});

test('what was not asked by path needs a name and no more', () => {
  const query: Query<unknown> = { key: 'x', step: 'get', args: ['get', 'pod', '--output=json', '--', 'web-0'], form: 'json' };
  assert.equal(value(read(query, POD)), POD);
  failed(read(query, { kind: 'Pod', metadata: {} }), 'bad-answer');
});

/** Walks as a cause does: believes every type that is declared. */
function trustingly(pod: Pod): void {
  const of = (containers: Container[] | undefined) => {
    for (const { name, env, ports, command, resources, volumeMounts, livenessProbe } of containers ?? []) {
      name.trim();
      env?.map((variable) => variable.name.trim() + variable.valueFrom?.secretKeyRef?.key.trim());
      ports?.map(({ containerPort }) => containerPort.toFixed());
      command?.map((word) => word.trim());
      Object.values(resources?.limits ?? {}).map((limit) => limit.trim());
      volumeMounts?.map(({ mountPath }) => mountPath.trim());
      livenessProbe?.httpGet?.port.toString();
    }
  };
  of(pod.spec.containers);
  of(pod.spec.initContainers);
  pod.spec.volumes?.map(({ name, configMap }) => name.trim() + configMap?.items?.map(({ key }) => key.trim()));
  pod.status.conditions?.map(({ type, message }) => type.trim() + message?.trim());
  pod.status.containerStatuses?.map(
    ({ name, state, lastState }) => name.trim() + state?.waiting?.reason?.trim() + lastState?.terminated?.exitCode.toFixed(),
  );
  Object.entries(pod.metadata.labels ?? {}).map(([key, label]) => key + label.trim());
  pod.metadata.ownerReferences?.map(({ kind }) => kind.trim());
}

test('whatever comes as a pod, its declared types hold', () => {
  const junk = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom(null, [], {}, '', 0));
  const some = (shape: Record<string, fc.Arbitrary<unknown>>) =>
    fc.oneof({ weight: 4, arbitrary: fc.record(shape, { requiredKeys: [] }) }, { weight: 1, arbitrary: junk });
  const list = (item: fc.Arbitrary<unknown>) =>
    fc.oneof({ weight: 4, arbitrary: fc.array(item, { maxLength: 3 }) }, { weight: 1, arbitrary: junk });
  const word = fc.oneof({ weight: 4, arbitrary: fc.constantFrom<unknown>('a', 'app', '1') }, { weight: 1, arbitrary: junk });
  const container = some({
    name: word,
    env: list(some({ name: word, value: word, valueFrom: some({ secretKeyRef: some({ name: word, key: word }) }) })),
    ports: list(some({ containerPort: junk })),
    command: list(word),
    resources: some({ limits: some({ memory: word }) }),
    volumeMounts: list(some({ name: word, mountPath: word })),
    livenessProbe: some({ httpGet: some({ port: junk }) }),
  });
  const state = some({ waiting: some({ reason: word }), terminated: some({ exitCode: junk }) });
  const pod = fc.record({
    metadata: fc.record({
      name: fc.constant('web-0'),
      labels: some({ app: word }),
      ownerReferences: list(some({ kind: word, name: word })),
    }),
    spec: fc.record({
      containers: fc.array(container, { maxLength: 3 }),
      initContainers: list(container),
      volumes: list(some({ name: word, configMap: some({ items: list(some({ key: word, path: word })) }) })),
    }),
    status: some({
      conditions: list(some({ type: word, status: word, message: word })),
      containerStatuses: list(some({ name: word, state, lastState: state })),
    }),
  });
  let whole = 0;
  fc.assert(
    fc.property(pod, (given) => {
      const known = read(POD_QUERY, given);
      if (known.state === 'read') {
        whole++;
        trustingly(known.value);
      } else failed(known, 'bad-answer');
    }),
    { numRuns: 2000 },
  );
  assert.ok(whole > 500, `only ${whole} were read`);
});

test('no answer of any kind makes it throw', () => {
  const plurals = Object.keys(KINDS) as Plural[];
  fc.assert(
    fc.property(
      fc.constantFrom(...plurals),
      fc.boolean(),
      fc.oneof(
        fc.string(),
        fc.json(),
        fc.json().map((json) => `{"kind":"List","items":[${json}]}`),
      ),
      (plural, asList, text) => {
        readAnswer(asList ? listQuery(plural, 'shop') : objectQuery(plural, 'shop', 'x'), answer(text));
      },
    ),
    { numRuns: 2000 },
  );
});

test('a list of 500 is read in little time', () => {
  const list = {
    kind: 'PodList',
    items: Array.from({ length: 500 }, (_, at) => ({
      ...POD,
      metadata: { ...POD.metadata, name: `web-${at}`, annotations: { long: 'x\u0007'.repeat(500) } },
    })),
  };
  const start = performance.now();
  assert.is((value(read(PODS, list)) as List<Pod>).items.length, 500);
  assert.ok(performance.now() - start < 3000);
});

// ---- text and keys ----

test('a log, and an empty one', () => {
  const query = logQuery('shop', 'web-0', 'app', 'previous');
  assert.is(value(read(query, '2026-01-02T03:04:05Z hello\n')), '2026-01-02T03:04:05Z hello\n');
  assert.is(value(read(query, '')), '');
});

test('what has no time before any of its lines is no log', () => {
  const query = logQuery('shop', 'web-0', 'app', 'previous');
  failed(read(query, '{"kind":"Status","status":"Failure","code":500}\n'), 'bad-answer', 'no log');
  failed(read(query, '<!DOCTYPE html><html>Sign in</html>'), 'bad-answer', 'web page');
  assert.is(read(query, 'a greeting\n2026-11-22T03:04:05.123456789Z listening\n').state, 'read');
});

test("the kubelet's words in place of a log are no log", () => {
  const query = logQuery('shop', 'web-0', undefined, 'current');
  failed(read(query, 'unable to retrieve container logs for containerd://5b8347b3'), 'no-log', 'unable to retrieve');
  // The same words from a program in the container are its output.
  const words = 'failed to open log file "/x"';
  assert.equal(value(read(execQuery('shop', 'web-0', 'app', ['cat', '/x']), words)), { exit: 0, stdout: words, words: '' });
});

test('keys: a line for each object, nothing else', () => {
  const query = keysQuery('secrets', 'shop');
  assert.equal(
    [...value(read(query, 'shop/db user password\nshop/empty\nUsing cluster prod\n\nshop/one key\n.\n'))],
    [
      ['shop/db', ['user', 'password']],
      ['shop/empty', []],
      ['shop/one', ['key']],
    ],
  );
  assert.is(value(read(query, '.')).size, 0);
  // Without its last line break, or with what a program around kubectl adds.
  for (const end of ['', '\n', '\nUsing cluster prod\n']) assert.is(value(read(query, `shop/db user\n.${end}`)).size, 1);
  failed(read(query, ''), 'bad-answer');
  failed(read(query, 'shop/db us', { cut: true }), 'too-large');
  for (const part of ['shop/db us', 'shop/db user password\n', 'shop/db user password\nshop/on'])
    failed(read(query, part), 'bad-answer', 'cut off');
  failed(read(query, '<!doctype html><title>Sign in</title>\n'), 'bad-answer');
});

test.run();
