/** A socket that nginx may not use, of a program that runs beside it. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Container } from '../src/kube/shapes.ts';
import { ended, findingsIn } from './situation.ts';

const SAID =
  '2026/11/28 03:39:00 [crit] 7#7: *17 connect() to unix:/run/app/app.sock failed (13: Permission denied) while connecting to upstream, client: 10.244.0.1\n';
const killed = (beside: Partial<Container>, log = SAID) => {
  const livenessProbe = { httpGet: { path: '/', port: 80 }, periodSeconds: 4, failureThreshold: 3 };
  const nginx = { name: 'app', image: 'nginx:1.22', livenessProbe, ports: [{ containerPort: 80 }] };
  return findingsIn({
    status: ended(0),
    log,
    container: nginx,
    spec: { containers: [nginx, { name: 'web', image: 'registry.example.com/shop/web:1', ...beside }] },
    events: [
      { reason: 'Unhealthy', message: 'Liveness probe failed: HTTP probe failed with statuscode: 502', count: 3 },
      { reason: 'Killing', message: 'Container app failed liveness probe, will be restarted' },
    ],
  })[0];
};

test('the umask of who makes the socket keeps others out', () => {
  const apart = killed({ command: ['gunicorn', '--bind', 'unix:/run/app/app.sock', '--umask', '0077', 'app:app'] });
  assert.match(apart?.summary ?? '', 'container web makes /run/app/app.sock with --umask 0077');
  assert.match(apart?.fixes[0]?.command ?? '', '"path":"/spec/containers/1/command/4","value":"0"');
  const whole = killed({ args: ['--bind=unix:/run/app/app.sock', '--umask=0077', 'app:app'] });
  assert.match(whole?.fixes[0]?.command ?? '', '"value":"--umask=0"');
});

test('not of another socket, without an umask, or where nobody listens there', () => {
  for (const [beside, log] of [
    [{ command: ['gunicorn', '--bind', 'unix:/run/app/other.sock', '--umask', '0077', 'app:app'] }, SAID],
    [{ command: ['gunicorn', '--bind', 'unix:/run/app/app.sock', 'app:app'] }, SAID],
    [
      { command: ['gunicorn', '--bind', 'unix:/run/app/app.sock', '--umask', '0077', 'app:app'] },
      SAID.replace('13: Permission denied', '111: Connection refused'),
    ],
  ] as const)
    assert.not.match(killed({ command: [...beside.command] }, log)?.summary ?? '', 'umask');
});

test.run();
