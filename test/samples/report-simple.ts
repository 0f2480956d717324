/** One container, one cause; states, events and log lines are of the case mem-limit. */
import { container, finding, pod, sample, verdictOf } from './report.ts';

const oom = finding({
  cause: 'oom-killed',
  title: 'ran into its memory limit',
  summary: 'the kernel killed worker as it reached its memory limit of 64Mi; each run lasted about 8 s and its cache only grew',
  object: { kind: 'Deployment', namespace: 'shop', name: 'worker', field: 'spec.template.spec.containers[0].resources.limits.memory' },
  proof: [
    {
      step: 'get',
      quote: 'lastState.terminated: reason OOMKilled, exitCode 137',
      command: 'kubectl get pod worker-7984bbf59c-g5fvr -n shop -o json',
      path: 'status.containerStatuses[0].lastState.terminated',
    },
    { step: 'get', quote: 'limits.memory 64Mi', path: 'spec.containers[0].resources.limits.memory' },
    {
      step: 'logs --previous',
      quote: '2026-11-22 00:57:10,954 INFO worker: settled 25 payments, 900 answers in cache',
      command: 'kubectl logs worker-7984bbf59c-g5fvr -n shop --previous',
    },
  ],
  fixes: [
    {
      text: 'twice the limit that it reached',
      command: 'kubectl set resources deploy/worker -n shop -c worker --limits=memory=128Mi',
      changes: true,
      restarts: true,
      asks: [],
    },
    {
      text: 'how much it takes while it runs',
      command: 'kubectl top pod worker-7984bbf59c-g5fvr -n shop --containers',
      changes: false,
      restarts: false,
      asks: [],
    },
  ],
  ruledOut: [
    { cause: 'liveness-slow', because: 'no Killing event, and the reason is not Error' },
    { cause: 'node-out-of-memory', because: 'the container has a limit of its own and reached it' },
  ],
});

export default sample({
  verdict: verdictOf(oom),
  pods: [
    pod({
      name: 'worker-7984bbf59c-g5fvr',
      owner: 'Deployment/worker',
      managedBy: { tool: 'Helm', name: 'shop' },
      containers: [
        container({
          name: 'worker',
          image: 'registry.example.com/shop/worker:0.9.3',
          restarts: 2,
          exitCode: 137,
          signal: 'SIGKILL',
          startedAt: '2026-11-22T00:57:03Z',
          finishedAt: '2026-11-22T00:57:11Z',
          backOff: { seconds: 20, nextTry: '2026-11-22T00:57:31Z' },
          findings: [oom],
          log: [
            '2026-11-22 00:57:10,295 INFO worker: settled 25 payments, 825 answers in cache',
            '2026-11-22 00:57:10,954 INFO worker: settled 25 payments, 900 answers in cache',
          ],
        }),
      ],
      events: [
        {
          type: 'Normal',
          reason: 'Started',
          message: 'Started container worker',
          count: 3,
          lastSeen: '2026-11-22T00:57:03Z',
          container: 'worker',
        },
        {
          type: 'Warning',
          reason: 'BackOff',
          message: 'Back-off restarting failed container worker in pod worker-7984bbf59c-g5fvr_shop(da437620-fb4a-4490-8556-f92e1f2c98e9)',
          count: 4,
          lastSeen: '2026-11-22T00:57:13Z',
          container: 'worker',
        },
      ],
    }),
  ],
  steps: [
    { step: 'get', outcome: 'ok', note: null },
    { step: 'describe', outcome: 'ok', note: null },
    { step: 'logs --previous', outcome: 'ok', note: null },
    { step: 'exitCode', outcome: 'ok', note: '137' },
    { step: 'events', outcome: 'ok', note: 'since 00:56' },
    { step: 'exec', outcome: 'skipped', note: 'not running; --catch waits for it' },
  ],
  calls: [
    { args: ['get', '--raw', '/api/v1/namespaces/shop/pods/worker-7984bbf59c-g5fvr'], ms: 61, exit: 0, bytes: 8123, failure: null },
    { args: ['get', '--raw', '/api/v1/namespaces/shop/nodes/lab'], ms: 48, exit: 1, bytes: 0, failure: 'forbidden' },
  ],
});
