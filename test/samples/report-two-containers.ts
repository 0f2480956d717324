/** An init container that fails, a native sidecar that fails without a cause that we know; texts of init-migration and sidecar-settings. */
import { container, finding, pod, sample, verdictOf } from './report.ts';

const migration = finding({
  cause: 'migration-failed',
  summary: 'migration 003_phone.sql changes the table user, which does not exist',
  confidence: 'likely',
  object: { kind: 'ConfigMap', namespace: 'shop', name: 'migrations', field: 'data[003_phone.sql]' },
  proof: [{ step: 'logs migrate -p', quote: 'sqlite3.OperationalError: no such table: user' }],
  fixes: [
    {
      text: 'the table is called users in 001_users.sql',
      command: 'kubectl edit configmap migrations -n shop',
      changes: true,
      restarts: false,
      asks: [],
    },
  ],
  decides: 'the tables of the database, once a pod has it mounted',
});

export default sample({
  verdict: verdictOf(migration),
  pods: [
    pod({
      name: 'api-57c4ddc5b8-x5npc',
      owner: 'Deployment/api',
      status: 'Init:CrashLoopBackOff',
      containers: [
        container({
          name: 'migrate',
          kind: 'init',
          restarts: 2,
          exitCode: 1,
          findings: [migration],
          startedAt: '2026-11-22T01:00:50Z',
          finishedAt: '2026-11-22T01:00:50Z',
        }),
        container({
          name: 'shipper',
          kind: 'sidecar',
          restarts: 2,
          exitCode: 1,
          image: 'registry.example.com/shop/agent:2.1.0',
          startedAt: '2026-11-22T01:00:47Z',
          finishedAt: '2026-11-22T01:00:51Z',
          backOff: { seconds: 20, nextTry: null },
          log: ['agent 2.1.0 reading /etc/agent/agent.yaml', '/etc/agent/agent.yaml: output.host is required'],
        }),
        container({ name: 'api', reason: 'PodInitializing' }),
      ],
    }),
  ],
});
