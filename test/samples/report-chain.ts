/** A victim below its culprit; texts of the case file-redis-conf-behind. */
import { container, finding, pod, sample, verdictOf } from './report.ts';

const culprit = finding({
  cause: 'malformed-file',
  title: 'a configuration file that the program cannot read',
  tier: 'kubernetes',
  summary: "redis of pod shop/cache-68bc8d9655-jxgdk stops at line 3 of redis.conf, 'maxmemory 64 megabytes': wrong number of arguments",
  object: { kind: 'ConfigMap', namespace: 'shop', name: 'cache', field: 'data[redis.conf]' },
  proof: [
    {
      step: 'logs cache-68bc8d9655-jxgdk -p',
      quote:
        "*** FATAL CONFIG FILE ERROR (Redis 7.0.15) *** Reading the configuration file, at line 3 >>> 'maxmemory 64 megabytes' wrong number of arguments",
    },
    { step: 'get cm cache', quote: 'key redis.conf is mounted at /etc/redis/redis.conf' },
  ],
  fixes: [
    {
      text: 'line 3 has to be maxmemory 64mb',
      command: 'kubectl edit configmap cache -n shop && kubectl rollout restart deploy/cache -n shop',
      changes: true,
      restarts: true,
      asks: [],
    },
  ],
  explains: 'web-d7459bcdd-9sjxg/web',
});

const victim = finding({
  cause: 'dependency-not-ready',
  tier: 'kubernetes',
  summary: 'cache:6379 refuses connections, as Service cache has no ready endpoint',
  proof: [
    {
      step: 'logs --previous',
      quote: 'SystemError: Cannot connect to Redis at cache:6379: Error 111 connecting to cache:6379. Connection refused.',
    },
    { step: 'get svc cache', quote: 'selects app=cache: 1 pod, 0 ready' },
  ],
  fixes: [{ text: 'it recovers by itself once cache is ready', changes: false, restarts: false, asks: [] }],
  ruledOut: [{ cause: 'oom-killed', because: 'exit 3, and no OOMKilled' }],
});

export default sample({
  verdict: verdictOf(culprit),
  pods: [
    pod({
      name: 'web-d7459bcdd-9sjxg',
      owner: 'Deployment/web',
      containers: [
        container({
          name: 'web',
          restarts: 4,
          exitCode: 3,
          startedAt: '2026-11-22T00:54:08Z',
          finishedAt: '2026-11-22T00:54:09Z',
          backOff: { seconds: 80, nextTry: '2026-11-22T00:55:29Z' },
          findings: [culprit, victim],
        }),
      ],
    }),
  ],
  steps: [
    { step: 'get', outcome: 'ok', note: null },
    { step: 'logs --previous', outcome: 'ok', note: null },
    { step: 'events', outcome: 'none', note: null },
  ],
});
