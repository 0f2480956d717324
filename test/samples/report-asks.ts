/** The command needs what only the user knows; texts of the case app-postgres-password. */
import { container, finding, pod, sample, verdictOf } from './report.ts';

const password = finding({
  cause: 'database-password-unset',
  summary: 'postgres has no POSTGRES_PASSWORD, which it needs to make a new database',
  object: { kind: 'StatefulSet', namespace: 'shop', name: 'db', field: 'spec.template.spec.containers[0].env' },
  proof: [
    {
      step: 'logs --previous',
      quote:
        'You must specify POSTGRES_PASSWORD to a non-empty value for the superuser. For example, "-e POSTGRES_PASSWORD=password" on "docker run".',
    },
  ],
  fixes: [
    {
      text: 'the password that the database gets; its pod is made anew',
      command:
        'kubectl create secret generic db -n shop --from-literal=POSTGRES_PASSWORD="$POSTGRES_PASSWORD" && kubectl set env sts/db -n shop -c postgres --from=secret/db && kubectl delete pod db-0 -n shop',
      changes: true,
      restarts: true,
      asks: [{ variable: 'POSTGRES_PASSWORD', what: "the database's password", secret: true }],
    },
  ],
});

export default sample({
  verdict: verdictOf(password),
  pods: [
    pod({
      name: 'db-0',
      owner: 'StatefulSet/db',
      containers: [
        container({
          name: 'postgres',
          image: 'postgres:15',
          restarts: 2,
          exitCode: 1,
          findings: [password],
          backOff: { seconds: 20, nextTry: '2026-11-22T00:44:52Z' },
        }),
      ],
    }),
  ],
  redactions: 2,
});
