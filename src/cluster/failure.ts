/**
 * What kubectl's words on stderr mean. Its exit code is 1 for nearly everything, so the words decide. The rules were
 * measured with kubectl 1.22, 1.24, 1.30, 1.34, 1.35 and 1.36 against a server that fails in each way; where the words
 * are the server's or the kubelet's, the rule names the source.
 */
import { clean } from '../clean.ts';
import type { Failure, FailureKind } from '../errors.ts';

/** Characters of a message that are kept. */
const LONGEST = 600;

/** `stdout` only matters where kubectl asked for a name there. */
export function failureOf(stderr: string, exit: number | null, signal?: string | null, stdout = ''): Failure {
  if (/Please enter Username:/.test(stdout.slice(0, 200))) {
    return { kind: 'unauthorized', message: 'kubectl asked for a user name: the kubeconfig has no credentials for this cluster' };
  }
  const { line, cause } = lastWords(clean(stderr), exit, signal);
  const kind = kindOf(line.slice(0, LONGEST), exit);
  const head = kind === 'no-kubectl' ? 'kubectl cannot run here: ' : UNKNOWN_FLAG.test(line) ? TOO_OLD : '';
  const message = `${head}${line}${cause ? ` (${cause})` : ''}`.slice(0, LONGEST);
  const needs = kind === 'forbidden' ? needsOf(line) : undefined;
  return needs ? { kind, message, needs } : { kind, message };
}

/**
 * The flags that reach kubectl are our own, which 1.24 knows, and its connection flags, of which some came later (--disable-compression,
 * --kuberc, --as-user-extra). So it is told from what kubectl says anyway, and costs no call for its version. spf13/pflag errors.go.
 */
const UNKNOWN_FLAG = /^(?:[Ee]rror: )?unknown (?:shorthand )?flag: /;
const TOO_OLD = 'this kubectl is too old (1.24 or newer is needed, for some connection flags a newer one): ';

function kindOf(line: string, exit: number | null): FailureKind {
  if (cannotRun(line, exit)) return 'no-kubectl';
  return RULES.find(([pattern]) => pattern.test(line))?.[1] ?? 'other';
}

/** klog's head; kubectl ≥ 1.26 logs five tries of discovery in front of the error itself. */
const KLOG = /^[IWEF]\d{4} \d\d:\d\d:\d\d\.\d+\s+\d+ [\w.-]+:\d+\] ?/;
/** How kubectl begins what it says last (kubectl pkg/cmd/util/helpers.go); hints and suggestions may follow it. */
const OPENING =
  /^(?:error:|Error:|Error from server|Error in configuration:|Unable to connect to the server:|The connection to the server |The request is invalid|The \S+ "[^"]*" is invalid|Server returned an unexpected response:|the server doesn't have a resource type |command terminated with exit code )/;

/** Kubectl's own line, which decides, and what the program that it ran had written before it gave up. */
function lastWords(stderr: string, exit: number | null, signal: string | null | undefined): { line: string; cause?: string } {
  const lines = stderr
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const own = lines.filter((line) => !KLOG.test(line) && !/^(?:Warning:|WARNING:|Flag --\S+ has been deprecated)/.test(line));
  const at = own.findLastIndex((line) => OPENING.test(line));
  const line = own[at];
  if (line === undefined) return { line: own.at(-1) ?? lines.at(-1)?.replace(KLOG, '') ?? silence(exit, signal) };
  const points = own.slice(at + 1).filter((other) => other.startsWith('* '));
  if (line.endsWith(':')) return { line: `${line} ${points.map((point) => point.slice(2)).join('; ')}`.trim() };
  // A credential plugin, or the command of kubectl exec.
  const before = /failed with exit code \d+$|^command terminated with exit code/.test(line) ? own[at - 1] : undefined;
  return before ? { line, cause: before } : { line };
}

function silence(exit: number | null, signal: string | null | undefined): string {
  if (signal) return `kubectl was killed by ${signal}${signal === 'SIGKILL' ? ' (out of memory?)' : ''}`;
  return `kubectl ended with exit code ${exit} and said nothing`;
}

/** A script around kubectl that found none, or a file for another machine: execvp(3) hands that to a shell, which stumbles. */
function cannotRun(message: string, exit: number | null): boolean {
  if (OPENING.test(message)) return false;
  if (/[Ee]xec format error|cannot execute binary file|Bad CPU type in executable/.test(message)) return true;
  if (exit === 2 && /: \d+: Syntax error: /.test(message)) return true;
  return (exit === 126 || exit === 127) && /: (?:command )?not found$|: No such file or directory$|: Permission denied$/.test(message);
}

/**
 * The body with which the kubelet says, as HTTP 200, that it has no log: kubectl prints it as if it were the log. It has
 * no time before it, while our logs are read with timestamps, and no end of line.
 * Kubelet: kuberuntime_container.go GetContainerLogs; cri-client pkg/logs/logs.go ReadLogs; gRPC status of the runtime;
 * dockershim and cri-dockerd: moby daemon/logger ErrReadLogsNotSupported.
 */
const NO_LOG_BODY =
  /^(?:unable to retrieve container logs for \S+|failed to try resolving symlinks in path |failed to open log file |failed to tail -?\d+ lines of log file |failed to seek -?\d+ in log file |failed to read log file |failed to get parse function: |container status is nil$|context cancelled$|rpc error: code = |Error response from daemon: |configured logging driver does not support reading)/;

export function isNoLog(text: string): boolean {
  const line = text.endsWith('\n') ? text.slice(0, -1) : text;
  return line.length < 4096 && !line.includes('\n') && NO_LOG_BODY.test(line);
}

/** The first that fits wins. */
const RULES: readonly (readonly [RegExp, FailureKind])[] = [
  // kubelet_pods.go validateContainerLogStatus and GetKubeletContainerLogs; a body of the above, where its code is 400.
  [/previous terminated container "[^"]*" in pod "[^"]*" not found/, 'no-log'],
  [/container "[^"]*" in pod "[^"]*" is (?:waiting to start|terminated|not available)/, 'no-log'],
  [
    / - no logs available|does not have a corresponding pod|^(?:Error from server[^:]*: )?(?:unable to retrieve container logs for|failed to (?:try resolving symlinks in path|open log file))/,
    'no-log',
  ],
  // The API server's words for a kubelet that knows no such pod (404), and that refuses the API server (401).
  [/could not find the requested resource \(\s*pods\/log /, 'no-log'],
  [/provide credentials \(\s*pods\/log /, 'server'],

  // client-go plugin/pkg/client/auth/exec/exec.go and rest/plugin.go.
  [
    /getting credentials: |exec plugin[: ]|auth plugin has been removed|no Auth Provider found for name|google default token source/,
    'credentials',
  ],
  [/You must be logged in to the server|\(Unauthorized\)|has asked for the client to provide credentials/, 'unauthorized'],
  [/\(Forbidden\)|unable to upgrade connection: .*[Ff]orbidden| is forbidden: User /, 'forbidden'],
  [/\(TooManyRequests\)|client rate limiter Wait returned an error/, 'throttled'],

  [
    /the server could not find the requested resource|the server doesn't have a resource type|no matches for kind|\(MethodNotAllowed\)|Metrics API not available/,
    'unsupported',
  ],
  // kubelet_pods.go GetExec; its head differs: "Error from server (InternalError)" until 1.32, "unable to upgrade connection" since.
  [/\(NotFound\): |container not found \("/, 'not-found'],

  // client-go tools/clientcmd: client_config.go, loader.go, validation.go; a kubectl that is too old for a flag.
  [/^error: (?:context|cluster|auth info) "[^"]*" does not exist|context was not found for specified context/, 'configuration'],
  [
    /^Error in configuration|error loading config file|unable to read (?:certificate-authority|client-cert|client-key)|invalid configuration|[Nn]o configuration has been provided|Missing or incomplete configuration/,
    'configuration',
  ],
  [
    /^error: stat .*: no such file or directory|Invalid timeout value|unknown (?:shorthand )?flag|unknown command|unable to load root certificates|failed to find any PEM data|private key does not match|illegal base64 data|unsupported scheme|server URL/,
    'configuration',
  ],
  // Without a kubeconfig or a current context, kubectl turns to this address.
  [/The connection to the server localhost:8080 was refused/, 'configuration'],

  [/^Error from server \((?:BadRequest|Invalid|NotAcceptable|Conflict|Expired|Gone)\)/, 'other'],
  [/^Error from server|an error on the server \(/, 'server'],
  // Three wordings of one thing, by version and by where the time ran out.
  [/Client\.Timeout exceeded|context deadline exceeded|request canceled/, 'timeout'],
  [
    /unexpected EOF|unexpected end of JSON input|invalid character|unexpected response|couldn't get version\/kind|[Uu]nable to decode/,
    'bad-answer',
  ],
  [
    /^The connection to the server .* was refused|^Unable to connect to the server|no such host|connection (?:refused|reset|lost)|no route to host|network is unreachable|i\/o timeout|TLS handshake timeout|x509: |tls: |proxyconnect|^error: EOF$|http2: /,
    'unreachable',
  ],
];

/** apiserver pkg/endpoints/handlers/responsewriters/errors.go forbiddenMessage. */
const MISSING_RIGHT = /" cannot (\S+) resource "([^"]*)" in API group "([^"]*)"(?: in the namespace "([^"]*)")?/;

function needsOf(message: string): Failure['needs'] {
  const [, verb, resource, group, namespace] = message.match(MISSING_RIGHT) ?? [];
  if (!verb || !resource || group === undefined) return undefined;
  return namespace === undefined ? { verb, resource, group } : { verb, resource, group, namespace };
}
