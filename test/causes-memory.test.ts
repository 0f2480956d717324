/** Words and fixes of memory faults that would mislead: the pod's own limit, a leak, a child that dies while the rest ends well, huge pages. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { grownIn } from '../src/trace/history/grown.ts';
import { type Edited, findingOn, reportOnEdited } from './edited-case.ts';
import { ended, FINISHED, findingsIn, type Situation, STARTED } from './situation.ts';

const first = (situation: Situation) => findingsIn(situation)[0];
const limited = { resources: { limits: { memory: '64Mi' } } };
const oom = { reason: 'OOMKilled' };

test("the pod's limit is raised where the pod has it, and is not called the container's", () => {
  const finding = first({ spec: { resources: { limits: { memory: '64Mi' } } }, status: ended(137, oom) });
  assert.match(finding?.summary ?? '', "at the pod's limit of 64Mi");
  assert.is(finding?.object?.field, 'resources.limits.memory');
  assert.match(finding?.fixes[0]?.command ?? '', `'{"spec":{"resources":{"limits":{"memory":"256Mi"}}}}'`);
});

test("a container's limit below that of its pod: both grow; without one of the pod, it alone", () => {
  const both = first({
    container: limited,
    spec: { resources: { limits: { memory: '100Mi' } }, containers: [{ name: 'app', ...limited }] },
    status: ended(137, oom),
  });
  assert.match(both?.summary ?? '', 'at its limit of 64Mi');
  assert.match(both?.fixes[0]?.command ?? '', '"resources":{"limits":{"memory":"292Mi"}}');
  assert.match(both?.fixes[0]?.command ?? '', '"memory":"256Mi"');
  const alone = first({ container: limited, status: ended(137, oom) });
  assert.not.match(alone?.fixes[0]?.command ?? '', '292Mi');
  assert.match(alone?.fixes[0]?.command ?? '', '"memory":"256Mi"');
});

test('half a minute may be a fast leak; a few seconds are no slow one', () => {
  const after = (seconds: number) =>
    first({ container: limited, status: ended(137, { ...oom, finishedAt: new Date(Date.parse(STARTED) + seconds * 1000).toISOString() }) });
  assert.match(after(4)?.summary ?? '', 'no slow leak');
  assert.not.match(after(29)?.summary ?? '', 'leak');
});

test('a child is killed and the rest ends well: that it ends is told, and memory is not the end of it', () => {
  const finding = first({ container: limited, status: ended(0, oom) });
  assert.is(finding?.cause, 'program-finishes');
  assert.match(finding?.summary ?? '', 'a child process of it was killed for want of memory');
  assert.not.match(finding?.fixes[0]?.command ?? '', 'memory');
  const job = first({ container: limited, spec: { restartPolicy: 'OnFailure' }, status: ended(1, oom) });
  assert.match(job?.summary ?? '', 'gave up with exit code 1');
});

// postgres src/backend/port/sysv_shmem.c CreateAnonymousSegment
const REFUSED = `FATAL:  could not map anonymous shared memory: Cannot allocate memory
HINT:  This error usually means that PostgreSQL's request for a shared memory segment exceeded available memory, swap space, or huge pages. To reduce the request size (currently 149749760 bytes), reduce PostgreSQL's shared memory usage, perhaps by reducing shared_buffers or max_connections.
`;

test('PostgreSQL is refused its shared memory: no heap; huge pages that it insists on are asked for only where there are some', () => {
  const finding = first({ container: { args: ['postgres', '-c', 'huge_pages=on'] }, status: ended(1), log: REFUSED });
  assert.is(finding?.cause, 'resource-exhausted');
  assert.match(finding?.summary ?? '', 'huge pages');
  assert.not.match(finding?.summary ?? '', 'heap');
  assert.match(finding?.fixes[0]?.command ?? '', '"value":"huge_pages=try"');
  const plain = first({ container: { args: ['postgres', '-c', 'huge_pages=try'] }, status: ended(1), log: REFUSED });
  assert.is(plain?.fixes[0]?.command, undefined);
  const heap = first({ status: ended(1), log: 'java.lang.OutOfMemoryError: Java heap space\n' });
  assert.is(heap?.cause, 'heap-exhausted');
});

test('a shell in a copy of the pod is no change, and stands last', () => {
  const finding = first({ status: ended(3, { finishedAt: FINISHED }), log: 'done\n' });
  assert.is(finding?.cause, 'unexplained-exit');
  const shell = finding?.fixes.find(({ command }) => command?.includes(' debug '));
  assert.is(shell?.changes, false);
  assert.is(finding?.fixes.at(-1), shell);
});

test('a log of blank lines alone is empty', () => {
  const finding = first({ status: ended(3), log: '\n  \n' });
  assert.match(finding?.summary ?? '', 'its log is empty');
  assert.not.ok(finding?.proof.some(({ quote }) => quote.trim() === ''));
});

test('a probe had ended an earlier run: that is told beside the limit; a kill in this very run is not', () => {
  const killed = (at: string) =>
    first({
      container: { ...limited, livenessProbe: { httpGet: { path: '/', port: 80 } } },
      status: ended(137, oom),
      events: [{ reason: 'Killing', message: 'Container app failed liveness probe, will be restarted', at }],
    });
  const told = killed('2026-01-02T03:01:00Z');
  assert.is(told?.cause, 'oom-killed');
  assert.ok(told?.proof.some(({ quote }) => quote.startsWith('of an earlier run, before this one: Killing')));
  assert.not.ok(killed(FINISHED)?.proof.some(({ quote }) => quote.startsWith('of an earlier run')));
});

/** The run has just ended: its log is the current one, and there is no earlier one. */
const justEnded = (moved: boolean) => (cluster: Edited) => {
  const status = cluster.status('worker');
  if (moved) Object.assign(status, { state: { ...status.lastState }, lastState: {}, restartCount: 0 });
  const { logs } = cluster;
  cluster.logs = (file) => (file.includes('.previous') ? undefined : logs(file));
};

test('of a run whose log was read as the current one, none is missing', async () => {
  const gaps = async (moved: boolean) => (await reportOnEdited('mem-limit', justEnded(moved))).pods[0]?.gaps.map(({ step }) => step);
  assert.equal(await gaps(true), []);
  assert.equal(await gaps(false), ['logs --previous']);
});

test('a heap of a thousand limits counts in another unit: it is made smaller; one of a few limits asks for more memory', () => {
  const heapOf = (option: string) =>
    first({ container: { ...limited, env: [{ name: 'NODE_OPTIONS', value: option }] }, status: ended(137, oom) });
  const bytes = heapOf('--max-old-space-size=67108864');
  assert.match(bytes?.summary ?? '', 'as if it counted bytes');
  assert.match(bytes?.fixes[0]?.command ?? '', '--max-old-space-size=48');
  const large = heapOf('--max-old-space-size=4096');
  assert.not.match(large?.summary ?? '', 'bytes');
  assert.match(large?.fixes[0]?.command ?? '', '"memory":"6Gi"');
});

test('a heap that has no room to grow below the limit: both grow, the limit where it stands; with room the heap alone', async () => {
  const pod = await findingOn('mem-node-heap-pod');
  assert.match(pod.summary, 'the pod as a whole may use 128Mi');
  assert.match(pod.fixes[0]?.command ?? '', '"value":"--max-old-space-size=256"');
  assert.match(pod.fixes[0]?.command ?? '', '"spec":{"resources":{"limits":{"memory":"342Mi"}}}');
  const room = await findingOn('mem-node-heap-pod', (cluster) => {
    for (const { spec } of cluster.list('pods')) Object.assign(spec.resources?.limits ?? {}, { memory: '1Gi' });
  });
  assert.not.match(room.fixes[0]?.command ?? '', 'limits');
});

test('an option that a ConfigMap gives is resized there; one that a Secret may give leaves open whether the heap is a share', async () => {
  const HEAP = 'Exception in thread "main" java.lang.OutOfMemoryError: Java heap space\n';
  const given = (from: object) => ({
    container: { env: [{ name: 'JAVA_OPTS', valueFrom: from }], resources: { limits: { memory: '512Mi' } } },
    status: ended(1),
    log: HEAP,
  });
  const secret = first(given({ secretKeyRef: { name: 'jvm', key: 'opts' } }));
  assert.is(secret?.cause, 'heap-exhausted');
  assert.not.match(secret?.fixes[0]?.text ?? '', 'a share of it');
  const untold = first({ container: { resources: { limits: { memory: '512Mi' } } }, status: ended(1), log: HEAP });
  assert.match(untold?.summary ?? '', "it is 25% of the container's memory");
  assert.match(untold?.fixes[0]?.command ?? '', '-XX:MaxRAMPercentage=60.0');
  assert.match(untold?.fixes[1]?.text ?? '', 'a share of it');
  const image = first({
    container: { resources: { limits: { memory: '512Mi' } } },
    status: ended(1),
    log: `Picked up JAVA_TOOL_OPTIONS: -Xmx64m\n${HEAP}`,
  });
  assert.not.match(image?.summary ?? '', '25%');
  // Below 256Mi the JVM takes another share, and the rest of it needs the room.
  const small = first({ container: { resources: { limits: { memory: '192Mi' } } }, status: ended(1), log: HEAP });
  assert.not.match(small?.summary ?? '', '25%');
  const other = first({
    container: { env: [{ name: 'JAVA_TOOL_OPTIONS', value: '-Dfile.encoding=UTF-8' }], resources: { limits: { memory: '512Mi' } } },
    status: ended(1),
    log: HEAP,
  });
  assert.match(other?.fixes[0]?.command ?? '', '-Dfile.encoding=UTF-8 -XX:MaxRAMPercentage=60.0');
});

test("a server's own memory setting is named where it is near the limit, and made smaller where it takes all at its start", async () => {
  const found = await findingOn('mem-shared-buffers');
  assert.match(found.summary, 'has it take 96GB for its shared buffers');
  assert.match(found.fixes[0]?.command ?? '', 'shared_buffers=64MB');
  const small = await findingOn('mem-shared-buffers', (cluster) => {
    cluster.container('db').args = ['postgres', '-c', 'shared_buffers=8192'];
  });
  assert.not.match(small.summary, 'shared_buffers');
  assert.match(small.fixes[0]?.command ?? '', '--limits=memory=1Gi');
});

test('a setting that a change has made many times as large goes back before the limit is raised', async () => {
  const found = await findingOn('mem-config-grown');
  assert.match(found.summary, 'key CACHE_ENTRIES of ConfigMap worker, which it reads, was 200 before, and is 20000');
  assert.match(found.fixes[0]?.command ?? '', `'{"data":{"CACHE_ENTRIES":"200"}}'`);
  const little = await findingOn('mem-config-grown', (cluster) => {
    Object.assign(cluster.one('configmaps', 'worker').data ?? {}, { CACHE_ENTRIES: '300' });
  });
  assert.not.match(little.summary, 'CACHE_ENTRIES');
  assert.match(little.fixes[0]?.command ?? '', '--limits=memory=');
  assert.equal(grownIn({ before: { SIZE: '64m' }, after: { SIZE: '1024m' } }), { key: 'SIZE', before: '64m', after: '1024m' });
  for (const [before, after] of [
    [{ SIZE: '64m' }, { SIZE: '1g' }],
    [{ HTTP_PORT: '80' }, { HTTP_PORT: '8080' }],
    [{ IDLE_TIMEOUT: '5' }, { IDLE_TIMEOUT: '300' }],
    [{ API_VERSION: '1' }, { API_VERSION: '20261101' }],
    [
      { SIZE: '64', MODE: 'a' },
      { SIZE: '640', MODE: 'b' },
    ],
  ] as const)
    assert.is(grownIn({ before, after }), undefined, JSON.stringify(after));
});

test.run();
