/** Memory and other limits: what matches, and beside each the near miss that must not. Edited from the cases mem-limit, mem-child, mem-unit, node-oom. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, FINISHED, findingsIn } from './situation.ts';

const limited = { resources: { limits: { memory: '64Mi' } } };
const first = (situation: Parameters<typeof findingsIn>[0]) => findingsIn(situation)[0];

test('OOMKilled with 137 is the limit; the fix has a larger one', () => {
  const finding = first({ container: limited, status: ended(137, { reason: 'OOMKilled' }) });
  assert.is(finding?.cause, 'oom-killed');
  assert.is(finding?.confidence, 'certain');
  assert.match(finding?.fixes[0]?.command ?? '', '256Mi');
});

test('137 with reason Error is not the memory limit', () => {
  const finding = first({ container: limited, status: ended(137) });
  assert.is(finding?.cause, 'killed-without-trace');
  assert.is(finding?.confidence, 'possible');
});

test('137 with a Killing event of the liveness probe is neither', () => {
  const finding = first({
    container: { ...limited, livenessProbe: { httpGet: { path: '/', port: 80 } } },
    status: ended(137),
    events: [
      { reason: 'Killing', message: 'Container app failed liveness probe, will be restarted', at: FINISHED },
      { reason: 'Unhealthy', message: 'Liveness probe failed: HTTP probe failed with statuscode: 500', at: FINISHED, count: 3 },
    ],
  });
  assert.match(finding?.cause ?? '', /^probe-/);
});

test('137 of a lost container (year 1) is no memory matter', () => {
  const finding = first({
    container: limited,
    status: ended(137, { reason: 'ContainerStatusUnknown', startedAt: '0001-01-01T00:00:00Z', finishedAt: '0001-01-01T00:00:00Z' }),
  });
  assert.is.not(finding?.cause, 'oom-killed');
  assert.is.not(finding?.cause, 'killed-without-trace');
});

test('OOMKilled with exit code 1 is a child', () => {
  const finding = first({ container: limited, status: ended(1, { reason: 'OOMKilled' }) });
  assert.is(finding?.cause, 'oom-killed-child');
});

test('OOMKilled with exit code 0, in a line of which the shell runs more behind the program', () => {
  const of = (line: string, log = '') =>
    first({ container: { ...limited, command: ['sh', '-c', line] }, status: ended(0, { reason: 'OOMKilled' }), log });
  assert.is(of('python /app/run.py; echo done', 'Killed\ndone\n')?.confidence, 'certain');
  assert.is(of('python /app/run.py | tee /tmp/log')?.confidence, 'likely');
  for (const line of ['python /app/run.py; echo done', 'python /app/run.py | tee /tmp/log'])
    assert.match(of(line)?.summary ?? '', 'is a shell, which ended with the exit code of its last command');
  for (const line of ['cd /app; exec python run.py', 'while true; do python run.py; done', 'python run.py'])
    assert.not.match(of(line)?.summary ?? '', 'is a shell');
  assert.is.not(of('python run.py', `Killed\n${'one more file\n'.repeat(9)}`)?.confidence, 'certain', 'it went on for long');
});

test('OOMKilled with exit code 1, where the log says why it ended this time, is not', () => {
  const finding = first({
    container: limited,
    status: ended(1, { reason: 'OOMKilled' }),
    log: "KeyError: 'DB_HOST'\nError: Environment variable DB_URL is not set\n",
  });
  assert.is(finding?.cause, 'missing-variable');
});

test('a limit of 64m (thousandths of a byte) with a full token volume is the unit', () => {
  const finding = first({
    container: { resources: { limits: { memory: '64m' } } },
    podStatus: { phase: 'Pending' },
    status: { state: { waiting: { reason: 'ContainerCreating' } } },
    events: [
      {
        reason: 'FailedMount',
        message: 'MountVolume.SetUp failed for volume "kube-api-access-x" : write /var/lib/kubelet/pods/1/ca.crt: no space left on device',
        container: null,
      },
    ],
  });
  assert.is(finding?.cause, 'memory-limit-below-start');
  assert.match(finding?.fixes[0]?.command ?? '', '64Mi');
});

test('no space left while mounting, with a limit of 64Mi, is another matter', () => {
  const finding = first({
    container: limited,
    podStatus: { phase: 'Pending' },
    status: { state: { waiting: { reason: 'ContainerCreating' } } },
    events: [
      {
        reason: 'FailedMount',
        message: 'MountVolume.SetUp failed for volume "kube-api-access-x" : write /var/lib/kubelet/pods/1/ca.crt: no space left on device',
        container: null,
      },
    ],
  });
  assert.is.not(finding?.cause, 'memory-limit-below-start');
});

test('SystemOOM at the moment of the kill names the node; an hour before, it does not', () => {
  const oom = { reason: 'SystemOOM', message: 'System OOM encountered, victim process: app, pid: 7' };
  assert.is(first({ container: limited, status: ended(137), nodeEvents: [{ ...oom, at: FINISHED }] })?.cause, 'node-out-of-memory');
  assert.is(
    first({ container: limited, status: ended(137), nodeEvents: [{ ...oom, at: '2026-01-02T02:00:00Z' }] })?.cause,
    'killed-without-trace',
  );
});

test('an orderly pod has no finding', () => {
  assert.equal(
    findingsIn({
      status: { ready: true, state: { running: { startedAt: '2026-01-02T03:00:10Z' } } },
      podStatus: { conditions: [{ type: 'Ready', status: 'True' }] },
    }),
    [],
  );
});

test('139 without a word in the log may be an abort as well; with words, or another signal, it is what it says', () => {
  const crash = (exitCode: number, log: string) => first({ status: ended(exitCode), log });
  for (const log of ['', '2026-01-02T03:04:29.'])
    for (const exitCode of [134, 139]) {
      const finding = crash(exitCode, log);
      assert.is(finding?.cause, 'native-crash');
      assert.is(finding?.confidence, 'possible');
      assert.match(finding?.summary ?? '', 'a segmentation fault, or of an abort');
    }
  assert.is(crash(139, '2026-01-02T03:04:29.000000000Z decoder: turbo\n')?.confidence, 'likely');
  assert.is(crash(134, '2026-01-02T03:04:29.000000000Z free(): invalid pointer\n')?.confidence, 'likely');
  assert.is(crash(136, '')?.confidence, 'likely');
});

test('the network plugin has broken connections of its own, and a program that has run for a while was started', () => {
  const tiny = { resources: { limits: { memory: '12Mi' } } };
  const sandbox = (message: string) =>
    first({
      container: tiny,
      status: { state: { waiting: { reason: 'ContainerCreating' } } },
      podStatus: { phase: 'Pending' },
      events: [
        {
          reason: 'FailedCreatePodSandBox',
          message: `Failed to create pod sandbox: rpc error: code = Unknown desc = ${message}`,
          container: null,
        },
      ],
    })?.cause;
  assert.is(sandbox('failed to create containerd task: failed to create shim task: ttrpc: closed: EOF'), 'memory-limit-below-start');
  assert.is.not(
    sandbox(
      'failed to setup network for sandbox "1": plugin type="calico" failed (add): error getting ClusterInformation: Get "https://10.0.0.1:443": EOF',
    ),
    'memory-limit-below-start',
  );
  assert.is(first({ container: tiny, status: ended(137, { reason: 'OOMKilled' }) })?.cause, 'oom-killed');
});

test('a child that something else may have killed: gunicorn itself for its time-out, or a script', () => {
  const log =
    '[2026-11-26 10:00:00 +0000] [1] [CRITICAL] WORKER TIMEOUT (pid:7)\n[2026-11-26 10:00:01 +0000] [1] [ERROR] Worker (pid:7) was sent SIGKILL! Perhaps out of memory?';
  assert.is.not(first({ container: limited, status: ended(1), log })?.cause, 'oom-killed-child');
  assert.is(
    first({ container: limited, status: ended(1), log: log.replace('TIMEOUT (pid:7)', 'TIMEOUT (pid:8)') })?.cause,
    'oom-killed-child',
  );
  const command = ['sh', '-c', 'timeout -k 5 30 /app/job || exit 1'];
  const script = first({ container: { ...limited, command }, status: ended(1), log: 'Killed' });
  assert.is(script?.confidence, 'possible');
  assert.match(script?.summary ?? '', 'perhaps for want of memory');
});

test('children of npm, cargo and PyTorch', () => {
  for (const log of [
    'npm error command failed\nnpm error signal SIGKILL\nnpm error command sh -c node server.js',
    'RuntimeError: DataLoader worker (pid 33) is killed by signal: Killed. ',
    "error: process didn't exit successfully: `target/release/worker` (signal: 9, SIGKILL: kill)",
  ])
    assert.is(first({ container: limited, status: ended(1), log })?.cause, 'oom-killed-child', log);
});

test('without a limit the memory of the node is used up', () => {
  const finding = first({ status: ended(137, { reason: 'OOMKilled' }) });
  assert.match(finding?.fixes[0]?.text ?? '', 'give the container a memory request');
});

test('a victim that is called otherwise than the program is a doubt', () => {
  const on = (victim: string) =>
    first({
      container: { command: ['/app/server'] },
      status: ended(137),
      nodeEvents: [{ reason: 'SystemOOM', message: `System OOM encountered, victim process: ${victim}, pid: 7`, at: FINISHED }],
    });
  assert.is(on('server')?.confidence, 'likely');
  assert.is(on('chrome')?.confidence, 'possible');
  assert.match(on('chrome')?.summary ?? '', 'its kernel killed chrome, and perhaps a process of container app');
});

test("the JVM's report names the signal that it met, and the library, before it aborts", () => {
  const log = [
    '#',
    '# A fatal error has been detected by the Java Runtime Environment:',
    '#',
    '#  SIGSEGV (0xb) at pc=0x00007f0c3c0f5d3e, pid=1, tid=8',
    '#',
    '# Problematic frame:',
    '# C  [libfoo.so+0x1a2b]  foo+0x1b',
    '#',
    'Aborted (core dumped)',
  ].join('\n');
  const crash = first({ status: ended(134), log });
  assert.is(crash?.cause, 'native-crash');
  assert.match(crash?.summary ?? '', /a segmentation fault: .*SIGSEGV \(0xb\) at pc=.*; in \[libfoo\.so\+0x1a2b\]/);
});

test.run();
