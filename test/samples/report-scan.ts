/** Many pods, few causes. */
import type { Finding } from '../../src/report.ts';
import { container, finding, pod, sample, verdictOf } from './report.ts';

const oom = finding({
  cause: 'oom-killed',
  summary: 'the kernel killed worker as it reached its memory limit of 64Mi',
  object: { kind: 'Deployment', namespace: 'shop', name: 'worker' },
  proof: [{ step: 'get', quote: 'lastState.terminated: reason OOMKilled, exitCode 137' }],
});

const missing = finding({
  cause: 'missing-config-key',
  tier: 'kubernetes',
  summary: 'ConfigMap app-config has no key db_url',
  object: { kind: 'ConfigMap', namespace: 'billing', name: 'app-config', field: 'data[db_url]' },
  proof: [{ step: 'events', quote: "Error: couldn't find key db_url in ConfigMap billing/app-config" }],
});

const killed = (name: string, restarts: number, findings: Finding[]) =>
  pod({
    name,
    owner: 'Deployment/worker',
    containers: [container({ name: 'worker', restarts, exitCode: 137, signal: 'SIGKILL', findings })],
  });

export default sample({
  verdict: verdictOf(oom),
  pods: [
    killed('worker-7984bbf59c-g5fvr', 12, [oom]),
    killed('worker-7984bbf59c-q8n2x', 9, [oom]),
    pod({
      namespace: 'billing',
      name: 'invoice-0',
      owner: 'StatefulSet/invoice',
      status: 'CreateContainerConfigError',
      containers: [container({ name: 'invoice', reason: 'CreateContainerConfigError', findings: [missing] })],
    }),
    pod({
      namespace: 'billing',
      name: 'mailer-6c9d',
      status: 'CrashLoopBackOff',
      containers: [container({ name: 'mailer', restarts: 1, exitCode: 2 })],
      gaps: [
        { step: 'logs --previous', gap: 'timeout', message: '', needs: null, command: 'kubectl logs mailer-6c9d -n billing --previous' },
      ],
    }),
    pod({ name: 'web-0', status: 'Running', healthy: true, containers: [] }),
    pod({ name: 'web-1', status: 'Running', healthy: true, containers: [] }),
  ],
  groups: [
    {
      cause: 'oom-killed',
      summary: oom.summary,
      object: oom.object,
      pods: ['shop/worker-7984bbf59c-g5fvr', 'shop/worker-7984bbf59c-q8n2x'],
      command: 'kubectl crashloop worker-7984bbf59c-g5fvr -n shop',
    },
    {
      cause: 'missing-config-key',
      summary: missing.summary,
      object: missing.object,
      pods: ['billing/invoice-0'],
      command: 'kubectl crashloop invoice-0 -n billing',
    },
  ],
});
