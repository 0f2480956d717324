/** What the kubelet says of a probe that failed, as data. The texts are those of kubernetes pkg/probe and pkg/kubelet/prober. */
import type { ProbeKind } from '../../kube/probe.ts';

export type ProbeFailure =
  | { sort: 'status'; status: number }
  /** Nobody listens at that address. port: the one that was asked, which after a redirect is not the probe's. */
  | { sort: 'refused'; port: number | undefined; address: string | undefined }
  /** The program took the connection and did not answer in time. */
  | { sort: 'timeout' }
  /** No connection came about: packets are dropped, or there is no way. */
  | { sort: 'unreachable' }
  | { sort: 'reset' }
  /** The probe speaks HTTPS, the program HTTP. */
  | { sort: 'tls-to-plain' }
  /** The probe speaks HTTP, the program TLS. */
  | { sort: 'plain-to-tls' }
  /** The program answers, and not in HTTP. http2: with a frame of HTTP/2, as gRPC servers do. */
  | { sort: 'not-http'; http2: boolean }
  /** A command that failed; output: what it wrote. */
  | { sort: 'command'; output: string }
  | { sort: 'command-timeout'; seconds: string | undefined }
  /** The command is not in the image. Such a probe gives no result: it never counts. */
  | { sort: 'command-missing'; program: string }
  | { sort: 'port-name'; name: string }
  | { sort: 'grpc-status'; status: string }
  /** The call came about, and the server answers with an error of its own: Unauthenticated. */
  | { sort: 'grpc-error'; code: string; text: string }
  | { sort: 'grpc-unimplemented' }
  /** The health service has no such name. */
  | { sort: 'grpc-service' }
  /** The program breaks off the TLS handshake, with an alert of its own (RFC 8446 section 6). */
  | { sort: 'tls-alert'; alert: string }
  /** The host that the probe names is unknown where the kubelet asks. */
  | { sort: 'unknown-host' }
  | { sort: 'redirects' };

export interface ProbeEvent {
  kind: ProbeKind;
  /** `errored` probes give no result and never count (prober/worker.go doProbe). */
  result: 'failed' | 'errored';
  detail: string;
  failure: ProbeFailure;
}

const HEAD =
  /^(?:\(combined from similar events\): )?(Liveness|Readiness|Startup) probe (failed|errored)(?: and resulted in unknown state)?: ?/;

/** Undefined where the message is not of a probe. */
export function probeEvent(message: string | undefined): ProbeEvent | undefined {
  const head = HEAD.exec(message ?? '');
  if (!head || message === undefined) return undefined;
  const detail = message.slice(head[0].length).trim();
  return {
    kind: (head[1] as string).toLowerCase() as ProbeKind,
    result: head[2] as 'failed' | 'errored',
    detail,
    failure: failureOf(detail),
  };
}

function failureOf(detail: string): ProbeFailure {
  const status = /^HTTP probe failed with statuscode: (\d{3})/.exec(detail)?.[1];
  if (status) return { sort: 'status', status: Number(status) };
  const [, runc, crun] =
    /exec: "([^"]{1,300})": (?:executable file not found in \$PATH|stat [^:]{1,300}: no such file or directory)|executable file `([^`]{1,300})` not found/.exec(
      detail,
    ) ?? [];
  const missing = runc ?? crun;
  if (missing) return { sort: 'command-missing', program: missing };
  const name = /strconv\.(?:Atoi|ParseInt): parsing "([^"]{1,100})"/.exec(detail)?.[1];
  if (name) return { sort: 'port-name', name };
  // "command timed out: ..." since 1.32 or so; before: `command "..." timed out`.
  if (/^command timed out\b|^command .{0,2000} timed out$/.test(detail))
    return { sort: 'command-timeout', seconds: /timed out after ([\d.]+m?s)$/.exec(detail)?.[1] };
  // The end of the runtime's chain tells.
  return overNetwork(detail) ?? { sort: 'command', output: detail.replace(/^rpc error: code = \w{1,30} desc = .{0,400}?(?=exec: ")/, '') };
}

/** HTTP, TCP and gRPC probes: their texts begin with `Get "`, `dial tcp` and `timeout:`, `error:`, `service unhealthy`. */
function overNetwork(detail: string): ProbeFailure | undefined {
  if (!/^(?:Get "|dial tcp|timeout: |error: |service unhealthy )/.test(detail)) return undefined;
  const serving = /^service unhealthy \(responded with "(\w+)"\)/.exec(detail)?.[1];
  if (serving) return { sort: 'grpc-status', status: serving };
  if (detail.includes('does not implement the grpc health protocol')) return { sort: 'grpc-unimplemented' };
  if (/health rpc probe failed: rpc error: code = NotFound/.test(detail)) return { sort: 'grpc-service' };
  if (detail.includes('stopped after 10 redirects')) return { sort: 'redirects' };
  if (/dial tcp: lookup \S{1,253}(?: on \S{1,60})?: no such host/.test(detail)) return { sort: 'unknown-host' };
  const alert = /remote error: tls: ([a-z ]{3,60})$/.exec(detail)?.[1];
  if (alert) return { sort: 'tls-alert', alert };
  if (detail.includes('server gave HTTP response to HTTPS client')) return { sort: 'tls-to-plain' };
  // 0x15 0x03 begins a TLS alert (RFC 8446 section 5.1); 0x00 0x00 a frame of HTTP/2 (RFC 9113 section 4.1). Go prints both quoted.
  const malformed = /malformed HTTP (?:response|status code|version) "(.{0,40})/.exec(detail);
  if (malformed)
    return /^\\+x15\\+x03/.test(malformed[1] ?? '')
      ? { sort: 'plain-to-tls' }
      : { sort: 'not-http', http2: /^\\+x00\\+x00/.test(malformed[1] ?? '') };
  if (detail.includes('first record does not look like a TLS handshake')) return { sort: 'tls-to-plain' };
  const [, address, port] = /dial tcp \[?([\da-fA-F.:]+?)\]?:(\d+): connect: connection refused/.exec(detail) ?? [];
  if (detail.includes('connection refused')) return { sort: 'refused', port: port === undefined ? undefined : Number(port), address };
  if (/no route to host|network is unreachable|host is unreachable|host is down/.test(detail)) return { sort: 'unreachable' };
  // The dialling itself took too long, so no connection came about; otherwise the program accepted it and did not answer.
  if (/dial tcp [^ ]+: (?:connect: )?(?:i\/o timeout|connection timed out)/.test(detail)) return { sort: 'unreachable' };
  if (/Client\.Timeout|context deadline exceeded|request canceled|i\/o timeout|timeout: (?:health rpc|failed to connect)/.test(detail))
    return { sort: 'timeout' };
  if (/connection reset by peer|\bEOF$|broken pipe|server closed idle connection/.test(detail)) return { sort: 'reset' };
  // The client's own words for a connection that fails, or for an answer that is none of gRPC (grpc-go internal/transport).
  if (
    / desc = (?:connection error: |error reading |closing transport |unexpected HTTP status code |malformed header: |context canceled$)/.test(
      detail,
    )
  )
    return { sort: 'reset' };
  const [, code, text] = /health rpc probe failed: rpc error: code = (\w{1,30}) desc = (.{0,200})/.exec(detail) ?? [];
  return code === undefined ? undefined : { sort: 'grpc-error', code, text: text ?? '' };
}

/** A gRPC call that came about and took too long; a server that speaks no gRPC cannot even be connected to (kubernetes pkg/probe/grpc/grpc.go). */
export const isSlowCall = (detail: string): boolean => /^timeout: health rpc did not complete/.test(detail);
