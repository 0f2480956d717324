/** worker-timeout: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const boots = (pid: number) => `[2026-01-02 03:04:12 +0000] [${pid}] [INFO] Booting worker with pid: ${pid}\n`;
const over = (pid: number) =>
  `[2026-01-02 03:04:17 +0000] [1] [CRITICAL] WORKER TIMEOUT (pid:${pid})\n[2026-01-02 03:04:17 +0000] [${pid}] [INFO] Worker exiting (pid: ${pid})\n`;
const killed = [
  { reason: 'Killing', message: 'Container app failed liveness probe, will be restarted' },
  {
    reason: 'Unhealthy',
    message:
      'Liveness probe failed: Get "http://10.1.1.1:8000/healthz": context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
  },
];
const livenessProbe = { httpGet: { path: '/healthz', port: 8000 }, initialDelaySeconds: 25, periodSeconds: 5, failureThreshold: 1 };
const of = (log: string, more: object = {}) =>
  findingsIn({ status: ended(0), container: { livenessProbe, ...more }, events: killed, log })[0];

test('each worker is ended before it serves: the time-out is raised where it stands', () => {
  const log = boots(7) + over(7) + boots(8) + over(8) + boots(9);
  const finding = of(log, { command: ['gunicorn', '--timeout', '5', 'wsgi:app'] });
  assert.is(finding?.cause, 'worker-timeout');
  assert.match(finding?.summary ?? '', /after 5 s .* from command\[2\]; nobody answers the liveness probe/);
  assert.match(finding?.fixes[0]?.command ?? '', /"value":"120"/);
  assert.match(of(log, { command: ['gunicorn', '-t 5', 'wsgi:app'] })?.fixes[0]?.command ?? '', /"value":"-t 120"/);
  const env = of(log, { env: [{ name: 'GUNICORN_CMD_ARGS', value: '--threads 2 --timeout=5' }] });
  assert.match(env?.fixes[0]?.command ?? '', /--threads 2 --timeout=120/);
  const none = of(log, { command: ['gunicorn', 'wsgi:app'] });
  assert.match(none?.summary ?? '', /after 30 s .* its own time-out/);
  assert.match(none?.fixes[0]?.command ?? '', /GUNICORN_CMD_ARGS.*--timeout 120/);
});

test('workers that lived on are slow in some requests only', () => {
  assert.is(of(boots(7) + boots(8) + boots(9) + over(7) + boots(10))?.cause, 'probe-timeout');
  assert.is(of(boots(7) + over(7) + boots(8))?.cause, 'probe-timeout', 'one alone');
});

test('the file that it is told has the time-out; a worker that has served is loaded', () => {
  const log = boots(7) + over(7) + boots(8) + over(8) + boots(9);
  const command = ['gunicorn', '-c', '/s/settings.py', 'wsgi:app'];
  const [told] = findingsIn({
    status: ended(0),
    container: { livenessProbe, command, volumeMounts: [{ name: 's', mountPath: '/s' }] },
    spec: { volumes: [{ name: 's', configMap: { name: 's' } }] },
    configMaps: { s: { 'settings.py': 'timeout = 5\n' } },
    events: killed,
    log,
  });
  assert.match(told?.summary ?? '', 'after 5 s');
  assert.match(told?.fixes[0]?.command ?? '', 'timeout = 120');
  const served = '10.0.0.1 - - [02/Jan/2026:03:04:20 +0000] "GET /healthz HTTP/1.1" 200 2 "-" "kube-probe/1.34"\n';
  assert.is.not(of(log.replace(over(8), served + over(8)))?.cause, 'worker-timeout');
});

test.run();
