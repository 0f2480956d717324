/** What a probe's failure says, and who said it: situations in which it is not the program of that container, or not its last word. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Probe } from '../src/kube/shapes.ts';
import { ended, findingsIn, type Situation } from './situation.ts';

const KILLING = { reason: 'Killing', message: 'Container app failed liveness probe, will be restarted' };
const dies = (probe: Probe, words: string, more: Situation = {}): Situation => ({
  status: ended(137),
  log: '',
  ...more,
  container: { livenessProbe: { periodSeconds: 10, failureThreshold: 3, ...probe }, ...more.container },
  events: [KILLING, { reason: 'Unhealthy', message: `Liveness probe failed: ${words}`, count: 3 }],
});
const said = (situation: Situation) => {
  const [finding] = findingsIn(situation);
  return `${finding?.cause} ${finding?.confidence}`;
};
const summary = (situation: Situation) => findingsIn(situation)[0]?.summary ?? '';
const get = (path: string, port: number, host?: string): Probe => ({ httpGet: { path, port, ...(host ? { host } : {}) } });
const status = (code: number) => `HTTP probe failed with statuscode: ${code}`;

test("the mesh's agent, and another container of the pod, answer in their own words", () => {
  const mesh = dies(get('/app-health/app/livez', 15020), status(500));
  assert.is(said(mesh), 'probe-answers-error likely');
  assert.match(summary(mesh), "in the words of the mesh's agent");
  const livenessProbe = { periodSeconds: 10, failureThreshold: 3, ...get('/healthz', 80) };
  const containers = [
    { name: 'app', image: 'web', livenessProbe, ports: [{ containerPort: 9000 }] },
    { name: 'nginx', image: 'nginx', ports: [{ containerPort: 80 }] },
  ];
  const beside = dies(get('/healthz', 80), status(502), { spec: { containers } });
  assert.is(said(beside), 'probe-answers-error likely');
  assert.match(summary(beside), 'from container nginx, whose port that is');
  assert.is(said(dies(get('/healthz', 80), status(500))), 'probe-answers-error certain');
});

test("Vault's health page tells a state by its status", () => {
  for (const [code, words] of [
    [429, 'is unsealed and a standby'],
    [501, 'is not initialized yet'],
    [503, 'is sealed'],
  ] as const)
    assert.match(summary(dies(get('/v1/sys/health', 8200), status(code))), words);
  // Whoever asks the port alone sends requests to one that is sealed.
  const fix = (code: number) => findingsIn(dies(get('/v1/sys/health', 8200), status(code)))[0]?.fixes[0];
  assert.match(fix(429)?.command ?? '', '/v1/sys/health?standbyok=true');
  assert.match(fix(503)?.text ?? '', /^unseal it/);
  assert.is(said(dies(get('/v1/other', 8200), status(501))).split(' ')[0], 'probe-wrong-path');
});

test("on the node's network its own address is the pod's, too", () => {
  const refused = 'Get "http://127.0.0.1:2381/health": dial tcp 127.0.0.1:2381: connect: connection refused';
  assert.is(said(dies(get('/health', 2381, '127.0.0.1'), refused)), 'probe-unreachable certain');
  assert.is.not(said(dies(get('/health', 2381, '127.0.0.1'), refused, { spec: { hostNetwork: true } })).split(' ')[0], 'probe-unreachable');
});

test('a port for metrics that is up first does not tell where the program is to serve', () => {
  const refused = 'Get "http://10.1.2.3:8080/h": dial tcp 10.1.2.3:8080: connect: connection refused';
  const of = (log: string) => said(dies(get('/h', 8080), refused, { log }));
  assert.is(of('metrics server listening on :9464\nloading models\n').split(' ')[1], 'possible');
  assert.is(of('listening on :9464\n'), 'probe-wrong-port certain');
  assert.is(of('Kafka consumer started, broker listening on kafka:9092\n').split(' ')[1], 'possible');
  assert.is(of('Proxying traffic to app listening on port 5000\n').split(' ')[1], 'possible');
  assert.is(of('Listening on http://web:3000\n'), 'probe-wrong-port certain');
});

test('TLS on another port is no sign of this one', () => {
  const of = (log: string) => said(dies(get('/', 8080), status(400), { log }));
  assert.is(of('Listening on https://0.0.0.0:8443\nListening on http://0.0.0.0:8080\n'), 'probe-needs-login certain');
  assert.is(of('Listening on https://0.0.0.0:8080\n'), 'probe-wrong-scheme certain');
});

test('an application server that still deploys has no page yet', () => {
  const of = (log: string) => said(dies(get('/shop/health', 8080), status(404), { log }));
  assert.is(of('WFLYSRV0027: Starting deployment of "shop.war"\n'), 'probe-wrong-path likely');
  assert.is(of('WFLYSRV0027: Starting deployment of "shop.war"\nWFLYSRV0010: Deployed "shop.war"\n'), 'probe-wrong-path certain');
});

test('a file that is not there yet, within seconds of the start: not where the readiness probe finds the program up', () => {
  const cat = (file: string): Probe => ({ exec: { command: ['cat', file] }, periodSeconds: 3, failureThreshold: 2 });
  const given = (container: object, ...more: object[]) => {
    const situation = dies(cat('/tmp/healthy'), 'cat: /tmp/healthy: No such file or directory', {
      container: { readinessProbe: cat('/tmp/alive'), ...container },
    });
    return { ...situation, events: [...(situation.events ?? []), ...more] } as Situation;
  };
  const of = (...more: object[]) => given({}, ...more);
  assert.is(said(of()), 'probe-command-fails certain');
  assert.match(findingsIn(of())[0]?.fixes[0]?.text ?? '', 'as the readiness probe does, which passes (the command cat /tmp/alive)');
  const unready = { reason: 'Unhealthy', message: 'Readiness probe failed: cat: /tmp/alive: No such file or directory' };
  assert.is(said(of(unready)), 'probe-too-early likely');
  // It may not have been asked since the startup probe has passed.
  const late = findingsIn(
    given({ startupProbe: { tcpSocket: { port: 80 } }, readinessProbe: { ...cat('/tmp/alive'), periodSeconds: 10 } }),
  );
  assert.not.match(late[0]?.fixes[0]?.text ?? '', 'as the readiness probe does');
});

test.run();
