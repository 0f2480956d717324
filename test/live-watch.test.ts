/** `--watch`: the state machine over scripted looks, and the whole command over a kubectl that plays a cluster through time. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { ContainerStatus, Pod } from '../src/kube/shapes.ts';
import { changeOf } from '../src/live/compare-reports.ts';
import { newestPods } from '../src/live/newest-pods.ts';
import { endedRuns, RunBook } from '../src/live/runs.ts';
import { stateWords } from '../src/live/state-words.ts';
import { Watch } from '../src/live/watch.ts';
import type { Report } from '../src/report.ts';
import { fakeWorld } from './fake-world.ts';
import { livePod, NOON, playedKubectl, run } from './played-cluster.ts';
import { container, finding, pod as podReport, sample } from './samples/report.ts';
import { within } from './within.ts';

const at = (seconds: number) => NOON + seconds * 1000;
const running = (since: number, more: Partial<ContainerStatus> = {}): Partial<ContainerStatus> => ({
  state: { running: { startedAt: new Date(at(since)).toISOString() } },
  ready: true,
  ...more,
});
const waiting = (reason: string, message = '', more: Partial<ContainerStatus> = {}): Partial<ContainerStatus> => ({
  state: { waiting: { reason, message } },
  ready: false,
  ...more,
});

function outcomes(looks: [seconds: number, pods: Pod[]][], options = { healthyForMs: 60_000 }) {
  const machine = new Watch(options);
  for (const [seconds, pods] of looks) {
    const outcome = machine.see(pods, at(seconds));
    if (outcome) return { outcome: outcome.kind, at: seconds };
  }
  return undefined;
}
const every = (from: number, to: number, pods: (seconds: number) => Pod[]): [number, Pod[]][] =>
  Array.from({ length: to - from + 1 }, (_, index) => [from + index, pods(from + index)]);

test('healthy for as long as the flag says: over', () => {
  const ready = livePod({ status: running(0) });
  assert.equal(outcomes(every(0, 120, () => [ready])), { outcome: 'healthy', at: 60 });
});

test('one look that is not healthy begins the time anew', () => {
  const pods = (seconds: number) => [
    livePod({ status: seconds === 30 ? { ...running(0), ready: false } : running(0), ready: seconds !== 30 }),
  ];
  assert.equal(outcomes(every(0, 200, pods)), { outcome: 'healthy', at: 91 });
});

test('it has to live longer than it lived before it died', () => {
  const lived = { lastState: { terminated: run(1, 0, 100) } };
  assert.equal(outcomes(every(0, 300, () => [livePod({ status: { ...running(100), ...lived } })])), { outcome: 'healthy', at: 210 });
});

test('a crash ends it; one that was there before does not, nor one of a pod that is being deleted', () => {
  const old = { restartCount: 1, lastState: { terminated: run(1, -60, -30) } };
  const again = { restartCount: 1, state: { terminated: run(1, 0, 5) }, lastState: old.lastState };
  assert.equal(
    outcomes([
      [0, [livePod({ status: { ...running(0), ...old } })]],
      [6, [livePod({ status: again, ready: false })]],
    ]),
    {
      outcome: 'crashed',
      at: 6,
    },
  );
  const leaving = livePod({ name: 'web-old', status: again, ready: false, deleted: true });
  const fresh = livePod({ name: 'web-new', born: 3, status: running(4) });
  assert.is(
    outcomes([
      [0, [livePod({ name: 'web-old', status: { ...running(0), ...old } })]],
      [6, [leaving, fresh]],
    ]),
    undefined,
  );
});

test('an init container that finishes is no crash', () => {
  const machine = new Watch({ healthyForMs: 1000 });
  const withInit = (state: object): Pod => {
    const pod = livePod({ status: waiting('PodInitializing'), ready: false });
    return {
      ...pod,
      spec: { ...pod.spec, initContainers: [{ name: 'migrate' }] },
      status: { ...pod.status, initContainerStatuses: [{ name: 'migrate', ready: false, restartCount: 0, state }] },
    };
  };
  assert.is(machine.see([withInit({ running: { startedAt: new Date(at(0)).toISOString() } })], at(0)), undefined);
  assert.is(machine.see([withInit({ terminated: run(0, 0, 1) })], at(1)), undefined);
});

test('what newly holds it up counts after ten seconds; what held it up before does not', () => {
  const missing = (key: string, name: string, born = 0) =>
    livePod({
      name,
      born,
      status: waiting('CreateContainerConfigError', `couldn't find key ${key} in ConfigMap shop/limits`),
      ready: false,
    });
  assert.is(outcomes(every(0, 100, () => [missing('size', 'web-a')])), undefined);
  assert.is(outcomes(every(0, 100, (seconds) => [missing('size', seconds < 5 ? 'web-a' : 'web-b', seconds < 5 ? 0 : 5)])), undefined);
  const second = every(0, 100, (seconds) => [missing(seconds < 5 ? 'size' : 'age', seconds < 5 ? 'web-a' : 'web-b', seconds < 5 ? 0 : 5)]);
  assert.equal(outcomes(second), { outcome: 'held-up', at: 15 });
});

test('an image that is tried again is one trouble, in whatever words', () => {
  const pods = (seconds: number) => [
    livePod({ status: waiting(seconds % 20 < 10 ? 'ErrImagePull' : 'ImagePullBackOff', `words at ${seconds}`), ready: false }),
  ];
  assert.is(outcomes(every(0, 100, pods)), undefined);
});

test('a new pod that never becomes ready ends it', () => {
  const pods = (seconds: number) => [
    livePod({ name: seconds < 2 ? 'web-a' : 'web-b', born: seconds < 2 ? 0 : 2, status: { ...running(2), ready: false }, ready: false }),
  ];
  assert.equal(outcomes(every(0, 300, pods)), { outcome: 'held-up', at: 122 });
});

test('fixed only when as many as there should be are ready', () => {
  const machine = new Watch({ healthyForMs: 5000 });
  const [one, two] = ['web-a', 'web-b'].map((name) => {
    const pod = livePod({ name, status: running(0) });
    return { ...pod, metadata: { ...pod.metadata, labels: { 'pod-template-hash': 'one' } } };
  }) as unknown as [Pod, Pod];
  for (let second = 0; second < 20; second++) assert.is(machine.see([one], at(second), 2), undefined);
  assert.is(machine.see([one, two], at(20), 2), undefined);
  assert.is(machine.see([one, two], at(25), 2)?.kind, 'healthy');
});

test('the newest template counts, also after a rollback', () => {
  const of = (name: string, hash: string, born: number) => {
    const pod = livePod({ name, born, status: running(born) });
    return { ...pod, metadata: { ...pod.metadata, labels: { 'pod-template-hash': hash } } };
  };
  const names = (pods: Pod[]) => newestPods(pods).map(({ metadata }) => metadata.name);
  assert.equal(names([of('a', 'old', 0), of('b', 'new', 5), of('c', 'new', 6)]), ['b', 'c']);
  assert.equal(names([of('b', 'new', 5), of('d', 'old', 9)]), ['d']);
});

test('runs are told apart by their container ids, and those that nobody saw are counted', () => {
  const book = new RunBook();
  const seen = (restartCount: number, ended: object, state: object) => [
    livePod({ status: { restartCount, state, lastState: { terminated: ended } } as Partial<ContainerStatus> }),
  ];
  const up = { running: { startedAt: new Date(at(10)).toISOString() } };
  assert.is(book.add(seen(1, run(1, 0, 5), up)).length, 1);
  assert.is(book.add(seen(1, run(1, 0, 5), up)).length, 0);
  assert.equal(
    book.add(seen(4, run(1, 20, 25), { terminated: run(2, 30, 31) })).map(({ number, exitCode, log }) => [number, exitCode, log]),
    [
      [4, 1, 'previous'],
      [5, 2, 'current'],
    ],
  );
  assert.is(book.missed, 2);
  assert.is(endedRuns([livePod({ status: up as never })]).length, 0);
});

test('a line says what it is at', () => {
  const status = waiting('CrashLoopBackOff', 'back-off 40s restarting failed container=app pod=web_shop(1)', {
    restartCount: 3,
    lastState: { terminated: run(137, 0, 10, { reason: 'OOMKilled' }) },
  });
  const { state, moving } = stateWords([livePod({ status, ready: false })], at(20), { line: 'out of memory' });
  assert.is(state, 'web  app: CrashLoopBackOff, attempt 5 comes, last exit 137 (OOMKilled)');
  assert.is(moving, 'next try in 30s · log: out of memory');
});

const failing = (cause: string, summary: string, field = 'env[A]'): Report => {
  const object = { kind: 'Deployment', namespace: 'shop', name: 'web', field };
  return sample({
    verdict: { cause, summary, confidence: 'certain', object },
    pods: [
      podReport({
        name: 'web-a',
        containers: [
          container({ name: 'app', exitCode: 1, findings: [finding({ cause, summary, object, proof: [{ step: 'logs', quote: 'x' }] })] }),
        ],
      }),
    ],
  });
};
const well = sample({ pods: [podReport({ name: 'web-b', healthy: true, status: 'Running', containers: [container({ name: 'app' })] })] });

test('what has become of it', () => {
  const missing = failing('missing-variable', 'pod web-a ran 3 s and needs A');
  assert.is(changeOf(missing, well, '1m').summary, 'fixed: it has been healthy for 1m');
  assert.is(changeOf(well, well, '1m').outcome, 'well');
  assert.is(changeOf(well, missing, '1m').outcome, 'broke');
  const sameAgain = failing('missing-variable', 'pod web-z ran 4 s and needs A');
  const renamed = { ...sameAgain, pods: sameAgain.pods.map((one) => ({ ...one, name: 'web-z' })) };
  assert.is(changeOf(missing, renamed, '1m').outcome, 'same');
  assert.is(
    changeOf(missing, failing('missing-variable', 'needs B', 'env[B]'), '1m').summary,
    'still failing, and now for another reason of the same kind (missing-variable)',
  );
  assert.is(changeOf(missing, failing('port-in-use', 'port 80 is taken'), '1m').summary, 'still failing, and now for another reason');
});

test(
  'the command, to "fixed": exit 0, and the report says so',
  within(20, async () => {
    const crashing = waiting('CrashLoopBackOff', 'back-off 10s restarting failed container=app pod=web_shop(1)', {
      restartCount: 2,
      lastState: { terminated: run(1, -10, -5) },
    });
    const played = playedKubectl((seconds) => ({
      pods: [seconds < 10 ? livePod({ status: crashing, ready: false }) : livePod({ born: 10, uid: 'second', status: running(11) })],
      log: "KeyError: 'DB_HOST'",
    }));
    const world = fakeWorld(played.kubectl, played.world);
    const { code, out, error } = await world.type('web', '-n', 'shop', '--watch', '--healthy-for', '30s');
    assert.is(code, 0, error);
    assert.match(out, /^fixed: it has been healthy for 30s\n/);
    assert.match(out, /before +the program in container app/);
    assert.match(error, /CrashLoopBackOff, attempt 4 comes/);
    assert.match(error, /running and ready/);
    assert.not.match(out + error, /[^\P{Cc}\n]/u);
    assert.ok(played.seconds() >= 40 && played.seconds() < 60, String(played.seconds()));
  }),
);

test(
  'the command, to another fault: exit 1, and what was before',
  within(20, async () => {
    const crash = (code: number, from: number, restarts: number) =>
      waiting('CrashLoopBackOff', 'back-off 10s restarting failed container=app pod=web_shop(1)', {
        restartCount: restarts,
        lastState: { terminated: run(code, from, from + 2) },
      });
    const played = playedKubectl((seconds) => ({
      pods: [
        livePod({ ready: false, ...(seconds < 10 ? { status: crash(1, -10, 2) } : { born: 10, uid: 'second', status: crash(1, 11, 1) }) }),
      ],
      log: seconds < 10 ? "KeyError: 'DB_HOST'" : 'ModuleNotFoundError: No module named requests',
    }));
    const world = fakeWorld(played.kubectl, played.world);
    const { code, out } = await world.type('web', '-n', 'shop', '-w', '-o', 'json');
    const report = JSON.parse(out) as Report;
    assert.is(code, 1);
    assert.is(report.change?.outcome, 'another');
    assert.match(report.change?.before?.summary ?? '', /DB_HOST/);
    assert.not.match(report.verdict?.summary ?? '', /DB_HOST/);
  }),
);

test(
  'answers that fail are told, and waited out',
  within(20, async () => {
    const played = playedKubectl((seconds) => ({
      pods: [livePod({ status: running(-100) })],
      fails:
        seconds > 3 && seconds < 12 ? 'Unable to connect to the server: dial tcp 10.0.0.1:6443: connect: connection refused' : undefined,
    }));
    const world = fakeWorld(played.kubectl, played.world);
    const { code, error, out } = await world.type('web', '-n', 'shop', '-w', '--healthy-for', '20s');
    assert.is(code, 0);
    assert.match(error, /no answer \(.*connection refused/);
    assert.match(out, /it has stayed healthy for 20s/);
  }),
);

test(
  'Ctrl-C: exit 130, with what is known',
  within(20, async () => {
    const played = playedKubectl((seconds) => {
      if (seconds > 30) played.interrupt();
      return {
        pods: [
          livePod({
            status: { ...waiting('CrashLoopBackOff'), restartCount: 2, lastState: { terminated: run(1, -10, -5) } },
            ready: false,
          }),
        ],
        log: 'x',
      };
    });
    const world = fakeWorld(played.kubectl, played.world);
    const { code, out } = await world.type('web', '-n', 'shop', '-w');
    assert.is(code, 130);
    assert.match(out, /shop\/web {2}app/);
  }),
);

test.run();
