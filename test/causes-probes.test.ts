/** Probes and hooks: what matches, and beside each the near miss. Edited from the cases probe-*, calm-* and hook-*. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Probe } from '../src/kube/shapes.ts';
import { type Edited, findingOn } from './edited-case.ts';
import { ended, findingsIn, type Situation } from './situation.ts';

const first = (situation: Situation) => findingsIn(situation)[0];
const killing = { reason: 'Killing', message: 'Container app failed liveness probe, will be restarted' };
const failed = (words: string, count = 3) => ({ reason: 'Unhealthy', message: `Liveness probe failed: ${words}`, count });
const refused = (port: number) => failed(`Get "http://10.1.2.3:${port}/healthz": dial tcp 10.1.2.3:${port}: connect: connection refused`);
const http = (path: string, port: number | string) => ({ httpGet: { path, port }, periodSeconds: 10, failureThreshold: 3 });
const stamped = (second: number, text: string) => `2026-01-02T03:04:${String(second).padStart(2, '0')}.000000000Z ${text}\n`;

const wrongPath: Situation = {
  container: { livenessProbe: http('/healthz', 8080), ports: [{ containerPort: 8080 }] },
  status: ended(137),
  events: [killing, failed('HTTP probe failed with statuscode: 404')],
  log: stamped(1, 'GET /health 200') + stamped(5, 'GET /healthz 404'),
};

test('404: the path that the log shows to work is the fix', () => {
  const finding = first(wrongPath);
  assert.is(finding?.cause, 'probe-wrong-path');
  assert.is(finding?.confidence, 'certain');
  assert.match(finding?.fixes[0]?.command ?? '', '"livenessProbe":{"httpGet":{"path":"/health"}}');
});

test('404: without a path that works the probe asks the port only, which answers', () => {
  const finding = first({ ...wrongPath, log: stamped(5, 'GET /healthz 404') });
  assert.match(finding?.fixes[0]?.command ?? '', '"livenessProbe":{"httpGet":null,"tcpSocket":{"port":8080}}');
});

test('a path that answers another method proves nothing', () => {
  const finding = first({ ...wrongPath, log: stamped(1, 'POST /orders 200') });
  assert.not.match(finding?.fixes[0]?.command ?? '', '/orders');
});

test('the same 404 without a kill in any run is no cause of a crash', () => {
  const findings = findingsIn({ ...wrongPath, status: ended(1), events: [failed('HTTP probe failed with statuscode: 404', 1)] });
  assert.not.ok(findings.some(({ cause }) => cause.startsWith('probe-')));
});

test("OOMKilled is the kernel's word, whatever the probe says", () => {
  const finding = first({ ...wrongPath, status: ended(137, { reason: 'OOMKilled' }) });
  assert.is(finding?.cause, 'oom-killed');
});

test('an old kill and a run that lived much longer: the probe did not end this run', () => {
  const old = { ...killing, at: '2026-01-02T02:00:00Z' };
  const findings = findingsIn({ ...wrongPath, status: ended(137, { startedAt: '2026-01-02T02:30:00Z' }), events: [old] });
  assert.not.ok(findings.some(({ cause }) => cause === 'probe-wrong-path'));
});

test('an old kill and a lifetime that fits: likely, not certain', () => {
  const at = '2026-01-02T03:00:00Z';
  const finding = first({
    ...wrongPath,
    status: ended(143),
    events: [
      { ...killing, at },
      { ...failed('HTTP probe failed with statuscode: 404'), at },
    ],
  });
  assert.is(finding?.cause, 'probe-wrong-path');
  assert.is(finding?.confidence, 'likely');
});

const onPort = (log: string, ports: { containerPort: number }[] = []): Situation => ({
  container: { livenessProbe: http('/healthz', 8080), ports },
  status: ended(143),
  events: [killing, refused(8080)],
  log,
});

test('refused: the log names another port', () => {
  const finding = first(onPort(stamped(2, 'Listening at: http://0.0.0.0:8081')));
  assert.is(finding?.cause, 'probe-wrong-port');
  assert.is(finding?.confidence, 'certain');
  assert.match(finding?.fixes[0]?.command ?? '', '"httpGet":{"port":8081}');
});

test('refused: a declared port alone is likely at most', () => {
  const finding = first(onPort('', [{ containerPort: 8081 }]));
  assert.is(finding?.cause, 'probe-wrong-port');
  assert.is(finding?.confidence, 'likely');
});

test('refused: it listens where it is asked, but on the loopback address', () => {
  const finding = first(onPort(stamped(2, ' * Running on http://127.0.0.1:8080')));
  assert.is(finding?.cause, 'listens-on-localhost');
  assert.match(finding?.fixes[0]?.command ?? '', '"name":"FLASK_RUN_HOST","value":"0.0.0.0"');
});

test("refused: the variable that names the loopback address is the one to change; another program's address is not", () => {
  const env = [
    { name: 'DB_HOST', value: 'localhost' },
    { name: 'LISTEN_ADDR', value: '127.0.0.1:8080' },
  ];
  const finding = first({ ...onPort(stamped(2, 'listening on 127.0.0.1:8080')), container: { livenessProbe: http('/', 8080), env } });
  assert.is(finding?.cause, 'listens-on-localhost');
  assert.match(finding?.fixes[0]?.command ?? '', '"name":"LISTEN_ADDR","value":"0.0.0.0:8080"');
});

test('refused: it listens on all addresses of the very port: neither port nor address is wrong', () => {
  const cause = first(onPort(stamped(28, 'Listening at: http://0.0.0.0:8080')))?.cause;
  assert.is(cause, 'probe-too-early');
});

test('refused: start-up lines until the end: a startupProbe, with room for what it needs', () => {
  const finding = first(onPort([1, 2, 3].map((tenth) => stamped(tenth * 5, `loading model: ${tenth * 2} %`)).join('')));
  assert.is(finding?.cause, 'probe-too-early');
  assert.match(finding?.summary ?? '', 'about 250 s');
  assert.match(
    finding?.fixes[0]?.command ?? '',
    '"startupProbe":{"httpGet":{"path":"/healthz","port":8080},"periodSeconds":10,"failureThreshold":50}',
  );
});

test('refused: an empty log and no other port: possible, and it says what would decide', () => {
  const finding = first(onPort('', [{ containerPort: 8080 }]));
  assert.is(finding?.confidence, 'possible');
  assert.match(finding?.decides ?? '', '/proc/net/tcp');
});

test('the startup probe is called by its name, and its threshold is raised', () => {
  const finding = first({
    container: { startupProbe: { httpGet: { path: '/', port: 8080 }, periodSeconds: 5, failureThreshold: 4 } },
    status: ended(143),
    events: [
      { reason: 'Killing', message: 'Container app failed startup probe, will be restarted' },
      {
        reason: 'Unhealthy',
        message: 'Startup probe failed: Get "http://10.1.2.3:8080/": dial tcp 10.1.2.3:8080: connect: connection refused',
      },
    ],
    log: stamped(3, 'migrating table orders') + stamped(20, 'migrating table items'),
  });
  assert.is(finding?.cause, 'startup-probe-too-short');
  assert.match(finding?.fixes[0]?.command ?? '', '"startupProbe":{"failureThreshold":60}');
});

const timeout = failed('Get "http://10.1.2.3:8080/healthz": context deadline exceeded (Client.Timeout exceeded while awaiting headers)');

test('time-out: the log tells how long the answer takes', () => {
  const finding = first({ ...wrongPath, events: [killing, timeout], log: stamped(5, '{"msg":"GET /healthz 200","ms":2400}') });
  assert.is(finding?.cause, 'probe-timeout');
  assert.is(finding?.confidence, 'certain');
  assert.match(finding?.fixes[0]?.command ?? '', '"timeoutSeconds":5');
});

test('time-out: an answer that was quick at another time proves nothing', () => {
  const finding = first({ ...wrongPath, events: [killing, timeout], log: stamped(5, '{"msg":"GET /healthz 200","ms":4}') });
  assert.is(finding?.cause, 'probe-timeout');
  assert.is(finding?.confidence, 'likely');
});

test('a connection that nobody took is not a slow answer', () => {
  const finding = first({
    ...wrongPath,
    events: [killing, failed('Get "http://10.1.2.3:8080/healthz": dial tcp 10.1.2.3:8080: i/o timeout')],
  });
  assert.is(finding?.cause, 'probe-unreachable');
});

test('500: the program says that it is not well; the readiness page that answers is for the liveness probe too', () => {
  const log = stamped(2, 'GET /livez 200') + stamped(3, 'GET /healthz 503');
  const finding = first({ ...wrongPath, events: [killing, failed('HTTP probe failed with statuscode: 503')], log });
  assert.is(finding?.cause, 'probe-answers-error');
  assert.match(finding?.fixes[0]?.command ?? '', '"path":"/livez"');
});

test('500: the folder that its page of health misses is mounted elsewhere', () => {
  const at = (mountPath: string) =>
    first({
      container: {
        livenessProbe: { httpGet: { path: '/healthz', port: 8080 } },
        env: [{ name: 'UPLOAD_DIR', value: '/data/uploads' }],
        volumeMounts: [{ name: 'files', mountPath }],
      },
      spec: { volumes: [{ name: 'files', emptyDir: {} }] },
      status: ended(137),
      events: [killing, failed('HTTP probe failed with statuscode: 500')],
      log: "health check failed: [Errno 2] No such file or directory: '/data/uploads/.health'\n",
    });
  assert.match(at('/data/upload')?.summary ?? '', 'env UPLOAD_DIR names /data/uploads, which is not there, and volume files is mounted at');
  assert.match(at('/data/upload')?.fixes[0]?.command ?? '', '/volumeMounts/0/mountPath","value":"/data/uploads"');
  assert.not.match(at('/var/cache/app')?.fixes[0]?.command ?? '', 'mountPath');
});

test("HTTPS probe on a plain port, and the reverse with the program's own word", () => {
  const https = { livenessProbe: { httpGet: { path: '/', port: 8080, scheme: 'HTTPS' } } };
  const finding = first({
    container: https,
    status: ended(137),
    events: [killing, failed('Get "https://10.1.2.3:8080/": http: server gave HTTP response to HTTPS client')],
  });
  assert.is(finding?.cause, 'probe-wrong-scheme');
  assert.match(finding?.fixes[0]?.command ?? '', '"scheme":"HTTP"');
  const plain = { livenessProbe: { httpGet: { path: '/', port: 8443, scheme: 'HTTP' } } };
  const reverse = first({
    container: plain,
    status: ended(137),
    events: [killing, failed('HTTP probe failed with statuscode: 400')],
    log: stamped(3, 'http: TLS handshake error from 10.1.2.1:48206: client sent an HTTP request to an HTTPS server'),
  });
  assert.is(reverse?.cause, 'probe-wrong-scheme');
  assert.match(reverse?.fixes[0]?.command ?? '', '"scheme":"HTTPS"');
});

test('400 without any sign of TLS is a refused request', () => {
  const finding = first({ ...wrongPath, events: [killing, failed('HTTP probe failed with statuscode: 400')], log: '' });
  assert.is(finding?.cause, 'probe-needs-login');
});

test('a command that wants a password gets it from where the server has it, without its value', () => {
  const finding = first({
    container: {
      command: ['redis-server', '--requirepass', '$(REDIS_PASSWORD)'],
      env: [{ name: 'REDIS_PASSWORD', valueFrom: { secretKeyRef: { name: 'cache', key: 'password' } } }],
      livenessProbe: { exec: { command: ['redis-cli', '-e', 'ping'] }, periodSeconds: 10 },
    },
    status: ended(0),
    events: [killing, failed('NOAUTH Authentication required.\n')],
  });
  assert.is(finding?.cause, 'probe-command-fails');
  assert.match(finding?.fixes[0]?.command ?? '', '{"name":"REDISCLI_AUTH","valueFrom":{"secretKeyRef":{"name":"cache","key":"password"}}}');
});

test('a command that a shell runs behind another program has its variables', () => {
  const finding = findingsIn({
    container: {
      env: [{ name: 'OWNER', value: 'shop' }],
      readinessProbe: { exec: { command: ['timeout', '5', 'sh', '-c', 'check $OWNER'] } },
    },
    status: { state: { running: { startedAt: '2026-01-02T03:00:00Z' } } },
    events: [{ reason: 'Unhealthy', message: 'Readiness probe failed: no response', count: 9 }],
  })[0];
  assert.is(finding?.cause, 'probe-command-fails');
  assert.not.match(finding?.summary ?? '', 'no shell runs it');
});

test('a probe whose own script is missing is not too early', () => {
  const cause = (output: string) =>
    findingsIn({
      container: { livenessProbe: { exec: { command: ['sh', '/check.sh'] }, periodSeconds: 1, failureThreshold: 2 } },
      status: ended(137),
      events: [
        { reason: 'Unhealthy', message: `Liveness probe failed: ${output}`, count: 9 },
        { reason: 'Killing', message: 'Container app failed liveness probe, will be restarted', count: 3 },
      ],
    })[0]?.cause;
  assert.is(cause('cat: /tmp/alive: No such file or directory'), 'probe-too-early');
  assert.is.not(cause("sh: can't open '/check.sh': No such file or directory"), 'probe-too-early');
});

test("a probe's program under sh that is missing: the kubelet asks the page itself", () => {
  const finding = first({
    container: {
      ports: [{ containerPort: 8080 }],
      livenessProbe: { exec: { command: ['sh', '-c', 'curl -fsS http://localhost:8080/ready || exit 1'] } },
    },
    status: ended(143),
    events: [killing, failed('sh: curl: not found\n')],
  });
  assert.is(finding?.cause, 'probe-command-missing');
  assert.match(finding?.fixes[0]?.command ?? '', '"exec":null,"httpGet":{"path":"/ready","port":8080}');
});

const running: NonNullable<Situation['status']> = {
  ready: false,
  started: true,
  restartCount: 0,
  state: { running: { startedAt: '2026-01-02T03:03:00Z' } },
};

test('readiness: a path that does not exist keeps it unready, and nothing is said of a crash', () => {
  const finding = first({
    container: { readinessProbe: http('/ready', 8080) },
    status: running,
    events: [{ reason: 'Unhealthy', message: 'Readiness probe failed: HTTP probe failed with statuscode: 404', count: 9 }],
  });
  assert.is(finding?.cause, 'probe-wrong-path');
  assert.not.match(finding?.summary ?? '', /kills|crash/);
});

test('readiness: a port name that the container does not have; the one that is there is taken', () => {
  const container = { ports: [{ name: 'http', containerPort: 8080 }], readinessProbe: http('/ready', 'web') };
  const finding = first({
    container,
    status: running,
    events: [
      {
        reason: 'Unhealthy',
        message: 'Readiness probe errored and resulted in unknown state: strconv.Atoi: parsing "web": invalid syntax',
        count: 9,
      },
    ],
  });
  assert.is(finding?.cause, 'probe-port-name');
  assert.match(finding?.fixes[0]?.command ?? '', '"port":8080');
});

test('a startup probe that cannot be run never counts: told, and not taken for a slow start', () => {
  const words =
    'rpc error: code = Unknown desc = failed to exec in container: failed to start exec "1": OCI runtime exec failed: exec failed: unable to start container process: exec: "curl": executable file not found in $PATH: unknown';
  const container = { startupProbe: { exec: { command: ['curl', 'http://localhost:8080/'] } } };
  const finding = first({
    container,
    status: { ...running, started: false },
    events: [{ reason: 'Unhealthy', message: `Startup probe errored and resulted in unknown state: ${words}` }],
  });
  assert.is(finding?.cause, 'probe-command-missing');
  const failing = findingsIn({
    container,
    status: { ...running, started: false },
    events: [{ reason: 'Unhealthy', message: 'Startup probe failed: command terminated with exit code 7' }],
  });
  assert.equal(failing, []);
});

test('readiness failures beside a crash are its echo', () => {
  const findings = findingsIn({
    container: { readinessProbe: http('/ready', 8080) },
    status: ended(1),
    events: [{ reason: 'Unhealthy', message: 'Readiness probe failed: HTTP probe failed with statuscode: 404', count: 9 }],
  });
  assert.not.ok(findings.some(({ cause }) => cause.startsWith('probe-')));
});

test('no event is left: a lifetime that fits is possible, another one is nothing', () => {
  const container = { livenessProbe: http('/healthz', 8080) };
  assert.is(first({ container, status: ended(143) })?.confidence, 'possible');
  assert.match(first({ container, status: ended(143) })?.summary ?? '', 'liveness probe');
  const short = findingsIn({ container, status: ended(143, { startedAt: '2026-01-02T03:04:28Z' }) });
  assert.not.ok(short.some(({ cause }) => cause === 'probe-kill-suspected'));
});

test('SIGKILL of a probe comes only after the grace period: a run that is too short for both had another end', () => {
  const container = { livenessProbe: http('/healthz', 8080) };
  const suspected = (exitCode: number, finishedAt: string) =>
    findingsIn({ container, status: ended(exitCode, { finishedAt }) }).some(({ cause }) => cause === 'probe-kill-suspected');
  assert.not.ok(suspected(137, '2026-01-02T03:04:30Z'));
  assert.ok(suspected(137, '2026-01-02T03:05:00Z'));
  // Before the third failure, at 20 s, the kubelet does nothing.
  assert.ok(suspected(143, '2026-01-02T03:04:20Z'));
  assert.not.ok(suspected(143, '2026-01-02T03:04:15Z'));
});

test('events of the run are there, and none of them tells of a probe', () => {
  const findings = findingsIn({
    container: { livenessProbe: http('/healthz', 8080) },
    status: ended(143),
    events: [{ reason: 'Started', message: 'Started container app', at: '2026-01-02T03:04:00Z' }],
  });
  assert.not.ok(findings.some(({ cause }) => cause === 'probe-kill-suspected'));
});

test('an answer that is no HTTP: TLS and HTTP/2 by their first bytes', () => {
  const malformed = (bytes: string) =>
    first({
      ...wrongPath,
      events: [
        killing,
        failed(`Get "http://10.1.2.3:8080/": net/http: HTTP/1.x transport connection broken: malformed HTTP response "${bytes}"`),
      ],
    });
  assert.is(malformed('\\x15\\x03\\x01\\x00\\x02\\x02')?.cause, 'probe-wrong-scheme');
  assert.is(malformed('\\x00\\x00\\x06\\x04\\x00\\x00')?.cause, 'probe-not-http');
});

test('a host in the probe is not the pod', () => {
  const finding = first({ ...onPort(''), container: { livenessProbe: { httpGet: { path: '/', port: 8080, host: 'localhost' } } } });
  assert.is(finding?.cause, 'probe-unreachable');
  assert.match(finding?.fixes[0]?.command ?? '', '"httpGet":{"host":null}');
});

test('a program that answers 503 and shows how far its start is needs time, not another page', () => {
  const log = stamped(1, 'Listening at: http://0.0.0.0:8080') + stamped(10, 'warming cache: 10 %') + stamped(20, 'warming cache: 20 %');
  const finding = first({ ...wrongPath, events: [killing, failed('HTTP probe failed with statuscode: 503')], log });
  assert.is(finding?.cause, 'probe-too-early');
});

test('slow to start, and then slow to answer: more time for both, or it would be killed all the same', () => {
  const log = stamped(28, 'Listening at: http://0.0.0.0:8080') + stamped(29, 'GET /healthz 200 2500ms');
  const late = 'Get "http://10.1.2.3:8080/healthz": context deadline exceeded (Client.Timeout exceeded while awaiting headers)';
  const finding = first({ ...onPort(log), events: [killing, failed(late)] });
  assert.is(finding?.cause, 'probe-too-early');
  assert.match(finding?.fixes[0]?.command ?? '', '"timeoutSeconds":5,"periodSeconds":10');
  assert.match(finding?.fixes[0]?.command ?? '', '"livenessProbe":{"timeoutSeconds":5}');
  assert.match(finding?.fixes[0]?.text ?? '', 'which took 2.5 s');
});

test('no event is left, and the log shows the probe fail at the age at which it kills: likely', () => {
  const finding = first({ ...wrongPath, status: ended(143), events: [] });
  assert.is(finding?.cause, 'probe-wrong-path');
  assert.is(finding?.confidence, 'likely');
});

test('events of this very run are there, and none tells of a kill: then it was no probe', () => {
  const findings = findingsIn({
    ...wrongPath,
    events: [{ reason: 'BackOff', message: 'Back-off restarting failed container app in pod web_shop(1)' }],
  });
  assert.not.ok(findings.some(({ cause }) => cause === 'probe-wrong-path'));
});

const hook = { lifecycle: { postStart: { exec: { command: ['curl', '-fsS', 'http://localhost:8080/warm'] } } } };
const hookEvents = [
  { reason: 'FailedPostStartHook', message: 'PostStartHook failed' },
  { reason: 'Killing', message: 'FailedPostStartHook' },
];

test('postStart: the page that the hook asked for is found in the log', () => {
  const finding = first({ container: hook, status: ended(137), events: hookEvents, log: stamped(2, 'GET /warm 404') });
  assert.is(finding?.cause, 'poststart-hook-fails');
  assert.match(finding?.summary ?? '', '/warm with 404');
});

test('postStart: a hook that failed before is not the cause of a run that a probe ended', () => {
  const [early] = hookEvents;
  const events = [{ ...early, at: '2026-01-02T03:00:00Z' } as { reason: string; message: string }, ...(wrongPath.events ?? [])];
  const finding = first({ ...wrongPath, container: { ...wrongPath.container, ...hook }, events });
  assert.is(finding?.cause, 'probe-wrong-path');
});

test('postStart: a hook that died with the program is not the cause', () => {
  const events = [
    {
      reason: 'FailedPostStartHook',
      message:
        'Exec lifecycle hook ([sleep 9]) for Container "app" in Pod "web_shop(1)" failed - error: command \'sleep 9\' exited with 137: , message: ""',
    },
  ];
  const findings = findingsIn({ container: hook, status: ended(1), events, log: 'panic: boom\n' });
  assert.not.ok(findings.some(({ cause }) => cause === 'poststart-hook-fails'));
});

test('preStop: a hook that fails at the end ends nothing', () => {
  const finding = first({
    ...wrongPath,
    events: [...(wrongPath.events ?? []), { reason: 'FailedPreStopHook', message: 'PreStopHook failed' }],
  });
  assert.is(finding?.cause, 'probe-wrong-path');
});

test('a shell keeps the refusal of redis to itself: the server has a password, and the command gives none', () => {
  const silent = (line: string, server: string) =>
    findingsIn({
      container: {
        command: ['sh', '-c', server],
        env: [{ name: 'SECRET', value: 'x' }],
        livenessProbe: { exec: { command: ['sh', '-c', line] }, periodSeconds: 10 },
      },
      status: ended(0),
      events: [killing, failed('')],
    })[0];
  const asked = 'test "$(redis-cli ping)" = PONG';
  const found = silent(asked, 'exec redis-server --requirepass "$SECRET"');
  assert.match(found?.summary ?? '', 'redis-cli is given none');
  assert.match(found?.fixes[0]?.command ?? '', '"name":"REDISCLI_AUTH","value":"$(SECRET)"');
  assert.not.match(silent(asked, 'exec redis-server')?.summary ?? '', 'given none');
  const inFile = findingsIn({
    container: {
      command: ['redis-server', '/etc/redis/redis.conf'],
      volumeMounts: [{ name: 'config', mountPath: '/etc/redis' }],
      livenessProbe: { exec: { command: ['sh', '-c', 'redis-cli ping | grep PONG'] }, periodSeconds: 10 },
    },
    spec: { volumes: [{ name: 'config', configMap: { name: 'redis-config' } }] },
    configMaps: { 'redis-config': { 'redis.conf': 'port 6379\nrequirepass tulip\n' } },
    status: ended(0),
    events: [killing, failed('')],
  })[0];
  assert.match(inFile?.summary ?? '', 'redis asks for a password (requirepass), and redis-cli is given none');
  const given = 'test "$(redis-cli -a $SECRET ping)" = PONG';
  assert.not.match(silent(given, 'exec redis-server --requirepass "$SECRET"')?.summary ?? '', 'given none');
});

test('of what curl and wget write the progress is not quoted, and of a traceback the last line is', () => {
  const said = (output: string) =>
    findingsIn({
      container: { livenessProbe: { exec: { command: ['check'] }, periodSeconds: 10 } },
      status: ended(137),
      events: [killing, failed(output)],
    })[0]?.summary ?? '';
  const curl =
    "  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current\n                                 Dload  Upload   Total   Spent    Left  Speed\n\n  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0\ncurl: (7) Failed to connect to localhost port 8080 after 0 ms: Couldn't connect to server";
  assert.match(said(curl), 'fails with: curl: (7) Failed to connect to localhost port 8080');
  assert.match(
    said("Connecting to localhost:8080 (127.0.0.1:8080)\nwget: can't connect to remote host"),
    "fails with: wget: can't connect",
  );
  assert.match(said('Traceback (most recent call last):\n  File "/c.py", line 2, in <module>\nKeyError: 1'), 'fails with: KeyError: 1');
  assert.match(said('queue is 120 behind\nlast seen 5 minutes ago'), 'fails with: queue is 120 behind');
});

test('a program that answers only to its own names: the probe is to send one that it allows', async () => {
  const found = (edit?: Parameters<typeof findingOn>[1]) => findingOn('probe-host-refused', edit);
  const finding = await found();
  assert.match(finding.summary, 'does not answer to host 10.');
  assert.match(finding.fixes[0]?.command ?? '', '"httpHeaders":[{"name":"Host","value":"shop.example.com"}]');
  const unknown = await found((cluster) => {
    cluster.container('site').env.splice(0);
  });
  assert.match(unknown.fixes[0]?.command ?? '', 'tcpSocket');
});

test("a refused host that is a name is somebody else's request", () => {
  const log = "Invalid HTTP_HOST header: 'evil.example.com'. You may need to add 'evil.example.com' to ALLOWED_HOSTS.\n";
  const [finding] = findingsIn({
    container: { livenessProbe: { httpGet: { path: '/', port: 8000 }, periodSeconds: 10 } },
    status: ended(0),
    events: [killing, failed('HTTP probe failed with statuscode: 400')],
    log,
  });
  assert.not.match(finding?.summary ?? '', 'evil.example.com');
});

test('gRPC that gets no answer: the startup probe has found the port open; without one, or with one of another port, nothing is known', () => {
  const killed = (startupProbe?: Probe, said = 'failed to connect service "10.244.1.58:50051" within 1s: context deadline exceeded') =>
    first({
      container: { livenessProbe: { grpc: { port: 50051 }, periodSeconds: 10 }, ...(startupProbe ? { startupProbe } : {}) },
      status: ended(0),
      log: 'rates: up\n',
      events: [killing, failed(`timeout: ${said}`)],
    });
  const tcp = killed({ tcpSocket: { port: 50051 } });
  assert.is(tcp?.cause, 'probe-not-grpc');
  assert.is(tcp?.confidence, 'likely');
  assert.match(tcp?.fixes[0]?.command ?? '', '"tcpSocket":{"port":50051}');
  const http = killed({ httpGet: { path: '/up', port: 50051 } });
  assert.match(http?.summary ?? '', 'the program serves HTTP there');
  assert.is(http?.confidence, 'likely', 'it may hang since');
  const slow = killed({ httpGet: { path: '/up', port: 50051 } }, 'health rpc did not complete within 1s: context deadline exceeded');
  assert.is(slow?.cause, 'probe-timeout', 'the call came about: that is gRPC');
  assert.is(killed()?.cause, 'probe-refused');
  assert.is.not(killed({ tcpSocket: { port: 8080 } })?.cause, 'probe-not-grpc');
});

test("a word of bash in a probe's command that dash runs: bash is to run it; a program that is not there is another matter", () => {
  const asks = (said: string, shell = '/bin/sh') =>
    first({
      container: { livenessProbe: { exec: { command: [shell, '-c', '[[ -f /tmp/beat ]]'] }, periodSeconds: 10 } },
      status: ended(137),
      events: [killing, failed(said)],
    });
  assert.match(asks('/bin/sh: 1: [[: not found')?.fixes[0]?.command ?? '', '["/bin/bash","-c","[[ -f /tmp/beat ]]"]');
  assert.match(asks('/bin/sh: 1: [[: not found')?.summary ?? '', "[[ is bash's");
  assert.not.match(asks('/bin/sh: 1: curl: not found')?.summary ?? '', 'bash');
});

test('a web server forbids a folder without an index page: the page that is there is asked for', async () => {
  const found = await findingOn('probe-status-403');
  assert.match(
    found.summary,
    'as its folder /var/www/html/ has no index page: volume pages (ConfigMap edge-pages) is mounted there, and has home.html',
  );
  assert.match(found.fixes[0]?.command ?? '', '"path":"/home.html"');
  const several = await findingOn('probe-status-403', (cluster) => {
    Object.assign(cluster.one('configmaps', 'edge-pages').data ?? {}, { 'shop.html': '' });
  });
  assert.match(several.fixes[0]?.command ?? '', 'tcpSocket');
  // Somebody else's request for another folder.
  const other = await findingOn('probe-status-403', (cluster) => cluster.say('edge', 'nginx', 'request: "GET / ', 'request: "GET /img/ '));
  assert.not.match(other.summary, 'index page');
});

test('a program that says localhost prints what people open, and may listen on all addresses', () => {
  const named = first(onPort(stamped(2, 'Server running at http://localhost:8080/')));
  assert.is(named?.cause, 'listens-on-localhost');
  assert.is(named?.confidence, 'likely');
  assert.is(first(onPort(stamped(2, 'Server running at http://127.0.0.1:8080/')))?.confidence, 'certain');
  // It came up as the probe gave up: until then it listened nowhere.
  assert.is(first(onPort(stamped(28, 'Server running at http://localhost:8080/')))?.cause, 'probe-too-early');
});

test('a program on the loopback address is told by the variable that names it, in a ConfigMap too, and not by the address for others', () => {
  const on = (env: { name: string; value: string }[], data?: Record<string, string>) =>
    findingsIn({
      status: ended(137, { startedAt: '2026-01-02T03:03:00Z' }),
      log: 'listening on 127.0.0.1:8080',
      container: {
        env,
        livenessProbe: { httpGet: { path: '/', port: 8080 }, periodSeconds: 10, failureThreshold: 3 },
        ...(data ? { envFrom: [{ configMapRef: { name: 'web' } }] } : {}),
      },
      ...(data ? { configMaps: { web: data } } : {}),
      events: [
        {
          reason: 'Unhealthy',
          message: 'Liveness probe failed: Get "http://10.1.2.3:8080/": dial tcp 10.1.2.3:8080: connect: connection refused',
          count: 3,
        },
        { reason: 'Killing', message: 'Container app failed liveness probe, will be restarted' },
      ],
    })[0];
  const publicUrl = { name: 'PUBLIC_URL', value: 'http://localhost:8080' };
  assert.is(on([publicUrl])?.cause, 'listens-on-localhost');
  assert.not.match(on([publicUrl])?.fixes[0]?.command ?? '', 'PUBLIC_URL');
  assert.match(
    on([publicUrl], { BIND_ADDR: '127.0.0.1:8080' })?.fixes[0]?.command ?? '',
    /patch configmap web .*"BIND_ADDR":"0\.0\.0\.0:8080"/,
  );
});

test('the setting that has it listen elsewhere is set back where a Service leads to the old port by its number', async () => {
  const moved = (edit?: (cluster: Edited) => void) => findingOn('probe-port-moved', edit);
  const back = await moved();
  assert.match(back.summary, 'listens on port 9090, by ConfigMap api key PORT');
  assert.match(back.fixes[0]?.command ?? '', '{"data":{"PORT":"8080"}}');
  const named = await moved((cluster) => {
    for (const port of cluster.one('services', 'api').spec.ports ?? []) port.targetPort = 'http';
  });
  assert.match(named.fixes[0]?.command ?? '', '"value":9090');
  const two = await moved((cluster) => {
    cluster.container('api-77').env = [{ name: 'HTTP_PORT', value: '9090' }];
    cluster.pod('api-77').spec.containers[0]?.env?.push({ name: 'PORT', value: '9090' });
  });
  assert.not.match(two.summary, ', by ');
});

test.run();
