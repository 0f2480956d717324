/** Not certain, as much could not be read; two readings fit. The runtime's message is runc's for a program that is not on the PATH. */
import { container, finding, pod, sample, verdictOf } from './report.ts';

const command = finding({
  cause: 'command-not-found',
  tier: 'container',
  summary: 'the image has no program called report-server',
  confidence: 'likely',
  object: { kind: 'Deployment', namespace: 'shop', name: 'report', field: 'spec.template.spec.containers[0].command' },
  proof: [
    {
      step: 'get',
      quote:
        'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "report-server": executable file not found in $PATH: unknown',
      path: 'status.containerStatuses[0].lastState.terminated.message',
    },
  ],
  fixes: [
    {
      text: 'write the path of the program as it is in the image',
      command: 'kubectl edit deploy/report -n shop',
      changes: true,
      restarts: true,
      asks: [],
    },
  ],
  decides: 'the PATH of the image: kubectl debug report-5d8c7b9c4-kx2lm -n shop --image-pull-policy=Never',
});

const path = finding({
  cause: 'path-overridden',
  summary: 'PATH is set in the pod and hides the program',
  confidence: 'possible',
  proof: [{ step: 'get', quote: 'env PATH=/opt/report/bin' }],
});

export default sample({
  verdict: verdictOf(command),
  pods: [
    pod({
      name: 'report-5d8c7b9c4-kx2lm',
      owner: 'Deployment/report',
      status: 'RunContainerError',
      containers: [
        container({
          name: 'report',
          reason: 'RunContainerError',
          restarts: 1,
          exitCode: 128,
          findings: [command, path],
          finishedAt: '2026-11-22T00:56:00Z',
        }),
      ],
      gaps: [
        {
          step: 'events',
          gap: 'forbidden',
          message: 'events is forbidden: User "dev" cannot list resource "events" in API group "" in the namespace "shop"',
          needs: { verb: 'list', resource: 'events', group: '' },
          command: 'kubectl auth can-i list events -n shop',
        },
        {
          step: 'get deploy report',
          gap: 'forbidden',
          message:
            'deployments.apps "report" is forbidden: User "dev" cannot get resource "deployments" in API group "apps" in the namespace "shop"',
          needs: { verb: 'get', resource: 'deployments', group: 'apps' },
          command: 'kubectl get deploy report -n shop',
        },
        {
          step: 'logs --previous',
          gap: 'no-log',
          message: 'unable to retrieve container logs for containerd://75927c8bce24e1b6ae9c9a0fee346b29174183aa2c654f7fd44032defd852c08',
          needs: null,
          command: 'kubectl logs report-5d8c7b9c4-kx2lm -n shop --previous',
        },
        {
          step: 'get node lab',
          gap: 'unreachable',
          message: 'dial tcp 10.200.0.1:6443: connect: connection refused',
          needs: null,
          command: 'kubectl get node lab',
        },
      ],
    }),
  ],
  steps: [
    { step: 'get', outcome: 'ok', note: null },
    { step: 'logs --previous', outcome: 'gap', note: null },
    { step: 'events', outcome: 'gap', note: 'forbidden' },
    { step: 'exec', outcome: 'skipped', note: null },
  ],
});
