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

test.run();
