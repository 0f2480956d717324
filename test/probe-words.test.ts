/** What the kubelet says of probes over TLS, of redirects, hosts and gRPC services, and of commands under crun. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Container } from '../src/kube/shapes.ts';
import { probeEvent } from '../src/trace/probes/probe-failure.ts';
import { findingsIn } from './situation.ts';

const unready = (readinessProbe: Container['readinessProbe'], words: string) =>
  findingsIn({
    container: { readinessProbe, ports: [{ containerPort: 8443 }] } as Partial<Container>,
    status: { state: { running: { startedAt: '2026-01-02T03:01:00Z' } }, started: true },
    events: [{ reason: 'Unhealthy', message: `Readiness probe failed: ${words}`, count: 9 }],
    log: '2026-01-02T03:01:01.000000000Z listening on :8443\n',
  })[0];
const https = (words: string) =>
  unready({ httpGet: { path: '/healthz', port: 8443, scheme: 'HTTPS' } }, `Get "https://10.0.0.9:8443/healthz": ${words}`);

test('the program breaks off the handshake: it wants a certificate, or something else of TLS', () => {
  assert.match(https('remote error: tls: certificate required')?.summary ?? '', /wants a certificate of its clients \(mutual TLS\)/);
  assert.match(
    https('remote error: tls: protocol version not supported')?.summary ?? '',
    /broken off by the program .*protocol version not supported/,
  );
  assert.is(https('tls: first record does not look like a TLS handshake')?.cause, 'probe-wrong-scheme');
});

test('redirects without end', () => {
  const finding = unready({ httpGet: { path: '/', port: 8443 } }, 'Get "/login": stopped after 10 redirects');
  assert.is(finding?.cause, 'probe-redirected');
  assert.match(finding?.summary ?? '', /at last to \/login/);
});

test('a host that the node does not know, where the probe names one', () => {
  const words = 'Get "http://web.shop.svc:8443/": dial tcp: lookup web.shop.svc on 10.0.0.2:53: no such host';
  const finding = unready({ httpGet: { path: '/', port: 8443, host: 'web.shop.svc' } }, words);
  assert.is(finding?.cause, 'probe-unreachable');
  assert.match(finding?.summary ?? '', /does not know that name/);
  assert.is.not(unready({ httpGet: { path: '/', port: 8443 } }, words)?.cause, 'probe-unreachable');
});

test('a gRPC service that the server does not know', () => {
  const words = 'error: health rpc probe failed: rpc error: code = NotFound desc = unknown service';
  assert.match(unready({ grpc: { port: 8443, service: 'shop' } }, words)?.fixes[0]?.command ?? '', '"grpc":{"service":null}');
  assert.match(unready({ grpc: { port: 8443 } }, words)?.fixes[0]?.command ?? '', '"grpc":null');
});

test('a program that is not in the image, under crun; a file that the program itself misses is another thing', () => {
  const failure = (words: string) => probeEvent(`Readiness probe errored: ${words}`)?.failure;
  assert.equal(
    failure('rpc error: code = Unknown desc = command error: executable file `curl` not found in $PATH: No such file or directory'),
    {
      sort: 'command-missing',
      program: 'curl',
    },
  );
  const refused =
    'rpc error: code = Unknown desc = failed to exec in container: OCI runtime exec failed: exec failed: exec: "/probe.sh": permission denied';
  assert.equal(failure(refused), { sort: 'command', output: 'exec: "/probe.sh": permission denied' });
  assert.is(failure('cat: /tmp/ready: No such file or directory')?.sort, 'command');
});

test('a gRPC server that answers with an error of its own', () => {
  // kubernetes/kubernetes:pkg/probe/grpc/grpc.go
  const grpc = (words: string) => unready({ grpc: { port: 8443 } }, `error: health rpc probe failed: rpc error: code = ${words}`);
  const login = grpc('Unauthenticated desc = missing token');
  assert.is(login?.cause, 'probe-needs-login');
  assert.match(login?.summary ?? '', 'is refused (Unauthenticated: missing token)');
  const ill = grpc('Internal desc = no database');
  assert.is(ill?.cause, 'probe-answers-error');
  assert.match(ill?.summary ?? '', 'answers with the error Internal (no database)');
  const down = grpc(
    'Unavailable desc = connection error: desc = "transport: Error while dialing: dial tcp 10.0.0.9:8443: connect: connection refused"',
  );
  assert.is.not(down?.cause, 'probe-answers-error');
  // What the client says of the connection is no word of the server (grpc/grpc-go:internal/transport/http2_client.go, http_util.go).
  for (const words of [
    'Unavailable desc = connection error: desc = "error reading server preface: http2: frame too large"',
    'Unavailable desc = unexpected HTTP status code received from server: 503 (Service Unavailable)',
    'Unavailable desc = closing transport due to: connection error: desc = "error reading from server: x"',
    'Canceled desc = context canceled',
  ])
    assert.is.not(grpc(words)?.cause, 'probe-answers-error', words);
  assert.is.not(unready({ grpc: { port: 8443 } }, 'error: failed to connect service at "10.0.0.9:8443": x')?.cause, 'probe-command-fails');
});

test('whoever answers with a status of 4xx has been asked', () => {
  const answers = (status: number) => unready({ httpGet: { path: '/', port: 8443 } }, `HTTP probe failed with statuscode: ${status}`);
  for (const status of [406, 409, 426]) {
    assert.is(answers(status)?.cause, 'probe-needs-login');
    assert.match(answers(status)?.summary ?? '', `is refused (${status})`);
  }
  assert.is(answers(404)?.cause, 'probe-wrong-path');
});

test('a path below the context path that the log tells of', () => {
  const asks = (path: string, context: string) =>
    findingsIn({
      container: { readinessProbe: { httpGet: { path, port: 8080 } } },
      status: { state: { running: { startedAt: '2026-01-02T03:01:00Z' } }, started: true },
      events: [{ reason: 'Unhealthy', message: 'Readiness probe failed: HTTP probe failed with statuscode: 404', count: 9 }],
      log: `2026-01-02T03:01:01.000Z  INFO 1 --- [main] o.s.b.w.embedded.tomcat.TomcatWebServer  : Tomcat started on port 8080 (http) with context path '${context}'\n`,
    })[0];
  const found = asks('/actuator/health', '/shop');
  assert.match(found?.summary ?? '', 'while its context path is /shop');
  assert.match(found?.fixes[0]?.command ?? '', '"path":"/shop/actuator/health"');
  for (const other of [asks('/shop/health', '/shop'), asks('/actuator/health', '/')])
    assert.not.match(other?.summary ?? '', 'context path is');
});

test('the actuator on a port of its own', () => {
  const started = (port: number) => `Tomcat started on port ${port} (http) with context path '/'\n`;
  const asks = (path: string, log: string) =>
    findingsIn({
      container: { readinessProbe: { httpGet: { path, port: 8080 } } },
      status: { state: { running: { startedAt: '2026-01-02T03:01:00Z' } }, started: true },
      events: [{ reason: 'Unhealthy', message: 'Readiness probe failed: HTTP probe failed with statuscode: 404', count: 9 }],
      log,
    })[0];
  const found = asks('/actuator/health/readiness', started(8080) + started(8081));
  assert.match(found?.summary ?? '', 'its actuator is on port 8081');
  assert.match(found?.fixes[0]?.command ?? '', '"httpGet":{"port":8081}');
  for (const other of [asks('/health', started(8080) + started(8081)), asks('/actuator/health', started(8080))])
    assert.not.match(other?.summary ?? '', 'its actuator is on');
});

test('a port that nobody else tells of is that of PORT, if the program reads it', () => {
  const refused = (env: Record<string, string>, log = 'ready\n') =>
    findingsIn({
      container: {
        readinessProbe: { tcpSocket: { port: 8080 } },
        ports: [{ containerPort: 8080 }],
        env: Object.entries(env).map(([name, value]) => ({ name, value })),
      },
      status: { state: { running: { startedAt: '2026-01-02T03:01:00Z' } }, started: true },
      events: [{ reason: 'Unhealthy', message: 'Readiness probe failed: dial tcp 10.0.0.9:8080: connect: connection refused', count: 9 }],
      log,
    })[0];
  const found = refused({ PORT: '3000' });
  assert.is(`${found?.cause} ${found?.confidence}`, 'probe-wrong-port likely');
  assert.match(found?.summary ?? '', 'listens on port 3000, by env PORT, if it reads that');
  for (const other of [refused({ PORT: '8080' }), refused({ PORT: '3000', HTTP_PORT: '8080' }), refused({ DB_PORT: '5432' })])
    assert.is.not(other?.cause, 'probe-wrong-port');
});

test('a command that works, whose server does not answer; one that found the container ended', () => {
  const asks = (words: string) => unready({ exec: { command: ['pg_isready', '-p', '8443'] } }, words);
  const silent = asks('/var/run/postgresql:8443 - no response\n');
  assert.is(silent?.fixes[0]?.command, undefined);
  assert.match(silent?.fixes[0]?.text ?? '', 'the command works, and the server does not answer it');
  assert.match(asks('pg_isready: error: too many command-line arguments\n')?.fixes[0]?.command ?? '', '"readinessProbe"');
  const gone = asks('rpc error: code = Unknown desc = failed to exec in container: container is in CONTAINER_EXITED state');
  assert.is.not(gone?.cause, 'probe-command-fails');
});

test('curl without http:// asks for a page, too', () => {
  const found = unready({ exec: { command: ['sh', '-c', 'curl -sf localhost:8443/healthz || exit 1'] } }, 'sh: curl: not found\n');
  assert.is(found?.cause, 'probe-command-missing');
  assert.match(found?.fixes[0]?.command ?? '', '"httpGet":{"path":"/healthz","port":8443}');
});

test('a program that has answered before and gets no connection any more may hang', () => {
  const cut = (log: string) =>
    findingsIn({
      container: { readinessProbe: { httpGet: { path: '/', port: 8080 } } },
      status: { state: { running: { startedAt: '2026-01-02T03:01:00Z' } }, started: true },
      events: [
        {
          reason: 'Unhealthy',
          message:
            'Readiness probe failed: Get "http://10.0.0.9:8080/": dial tcp 10.0.0.9:8080: i/o timeout (Client.Timeout exceeded while awaiting headers)',
          count: 9,
        },
      ],
      log,
    })[0];
  const hangs = cut('10.0.0.7 - - [26/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 12\n');
  assert.match(hangs?.summary ?? '', 'though it has answered before: it hangs');
  assert.equal(hangs?.fixes, []);
  assert.match(cut('')?.summary ?? '', 'there is no way from the node to the pod');
});

test('a port for administration is up before the server, and is none that a probe means', () => {
  const said = (log: string) =>
    findingsIn({
      container: { readinessProbe: { httpGet: { path: '/', port: 8080 } }, ports: [{ containerPort: 8080 }, { containerPort: 9901 }] },
      status: { state: { running: { startedAt: '2026-01-02T03:01:00Z' } }, started: true },
      events: [
        {
          reason: 'Unhealthy',
          message: 'Readiness probe failed: Get "http://10.0.0.9:8080/": dial tcp 10.0.0.9:8080: connect: connection refused',
          count: 9,
        },
      ],
      log,
    })[0]?.cause;
  assert.is(said('server listening on :9901\nready\n'), 'probe-wrong-port');
  assert.is.not(said('admin server listening on :9901\nwaiting for the database\n'), 'probe-wrong-port');
});

test('what the log tells of a connection that is closed', () => {
  const closed = (log: string) =>
    findingsIn({
      container: { readinessProbe: { httpGet: { path: '/', port: 8080 } } },
      status: { state: { running: { startedAt: '2026-01-02T03:01:00Z' } }, started: true },
      events: [{ reason: 'Unhealthy', message: 'Readiness probe failed: Get "http://10.0.0.9:8080/": EOF', count: 9 }],
      log,
    })[0];
  // As Go 1.2x prints it.
  const panic = closed('2026/11/28 07:06:17 http: panic serving 10.0.0.1:50960: assignment to entry in nil map\ngoroutine 7 [running]:\n');
  assert.match(panic?.summary ?? '', "the program's own handler panics (assignment to entry in nil map)");
  assert.equal(panic?.fixes, []);
  // nginx/nginx:src/core/ngx_proxy_protocol.c
  const header =
    '2026/11/28 07:06:17 [error] 29#29: *1 broken header: "GET / HTTP/1.1" while reading PROXY protocol, client: 10.0.0.9, server: 0.0.0.0:8080\n';
  assert.match(closed(header)?.summary ?? '', 'nginx wants the header of a load balancer');
  assert.not.match(closed(header.replace(':8080', ':8443'))?.summary ?? '', 'load balancer', 'another port wants it');
  assert.match(closed('ready\n')?.summary ?? '', 'the program takes the connection and closes it');
});

test('a name that the port of another container has', () => {
  const named = (ports: { name: string; containerPort: number }[]) =>
    findingsIn({
      container: { readinessProbe: { httpGet: { path: '/', port: 'metrics' } }, ports: [{ name: 'http', containerPort: 8080 }] },
      spec: {
        containers: [
          {
            name: 'app',
            image: 'a',
            readinessProbe: { httpGet: { path: '/', port: 'metrics' } },
            ports: [{ name: 'http', containerPort: 8080 }],
          },
          { name: 'exporter', image: 'b', ports },
        ],
      },
      status: { state: { running: { startedAt: '2026-01-02T03:01:00Z' } }, started: true },
      events: [{ reason: 'Unhealthy', message: 'Readiness probe errored: strconv.Atoi: parsing "metrics": invalid syntax', count: 9 }],
      log: 'ready\n',
    })[0];
  const beside = named([{ name: 'metrics', containerPort: 9100 }]);
  assert.match(beside?.summary ?? '', 'container exporter has one of that name, 9100');
  assert.match(beside?.fixes[0]?.command ?? '', '"port":9100');
  assert.not.match(named([{ name: 'web', containerPort: 9100 }])?.summary ?? '', 'exporter');
});

test.run();
