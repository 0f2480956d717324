import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { failureOf, isNoLog } from '../src/cluster/failure.ts';
import type { FailureKind } from '../src/errors.ts';

/** Five tries of discovery, as kubectl 1.26 to 1.36 logs them before the error. */
const discovery = (why: string) =>
  [1, 2, 3, 4, 5]
    .map(
      (n) =>
        `E1122 02:22:55.36294${n}    1526 memcache.go:265] "Unhandled Error" err="couldn't get current server API group list: ${why}"\n`,
    )
    .join('');

/** What kubectl wrote on stderr, measured with the versions named; the second line of a pair is what is kept of it, where that differs. */
const MEASURED: readonly (readonly [versions: string, kind: FailureKind, stderr: string, message?: string])[] = [
  ['1.22-1.36', 'not-found', 'Error from server (NotFound): pods "x" not found\n'],
  ['1.22-1.36', 'unsupported', 'Error from server (NotFound): the server could not find the requested resource\n'],
  ['1.22-1.24', 'unsupported', 'error: the server doesn\'t have a resource type "pod"\n'],
  ['1.22-1.36', 'unsupported', 'Error from server (MethodNotAllowed): the server does not allow this method on the requested resource\n'],
  ['1.22-1.36', 'forbidden', 'Error from server (Forbidden): forbidden: User "system:anonymous" cannot get path "/x"\n'],
  ['1.22-1.36', 'forbidden', 'Error from server (Forbidden): Forbidden (user=u, verb=get, resource=nodes, subresource=proxy)\n'],
  ['1.22-1.36', 'unauthorized', 'error: You must be logged in to the server (Unauthorized)\n'],
  [
    '1.22-1.36',
    'unauthorized',
    'error: You must be logged in to the server (the server has asked for the client to provide credentials)\n',
  ],
  [
    '1.22, 1.34',
    'throttled',
    'Error from server (TooManyRequests): the server has received too many requests and has asked us to try again later\n',
  ],
  ['1.22-1.36', 'server', 'Error from server (InternalError): Internal error occurred: boom\n'],
  [
    '1.22-1.36',
    'server',
    'Error from server (InternalError): an error on the server ("<html>oops</html>") has prevented the request from succeeding\n',
  ],
  ['1.22-1.36', 'server', 'Error from server (ServiceUnavailable): the server is currently unable to handle the request\n'],
  [
    '1.22-1.36',
    'server',
    'Error from server: Get "https://10.0.0.1:10250/containerLogs/ns/x/app": dial tcp 10.0.0.1:10250: connect: connection refused\n',
  ],
  ['1.22-1.36', 'other', 'Error from server (Expired): The provided continue parameter is too old\n'],
  ['1.22-1.36', 'no-log', 'Error from server (BadRequest): previous terminated container "app" in pod "x" not found\n'],
  ['1.22-1.36', 'no-log', 'Error from server (BadRequest): container "app" in pod "x" is waiting to start: ContainerCreating\n'],
  ['1.22-1.36', 'unreachable', 'Unable to connect to the server: EOF\n'],
  ['1.22-1.36', 'bad-answer', 'error: unexpected EOF\n'],
  ['1.24', 'timeout', 'Unable to connect to the server: context deadline exceeded (Client.Timeout exceeded while awaiting headers)\n'],
  [
    '1.22',
    'timeout',
    'W1122 02:20:24.348959   25872 transport.go:288] Unable to cancel request for *genericclioptions.CommandHeaderRoundTripper\nUnable to connect to the server: net/http: request canceled (Client.Timeout exceeded while awaiting headers)\n',
    'Unable to connect to the server: net/http: request canceled (Client.Timeout exceeded while awaiting headers)',
  ],
  ['1.22-1.36', 'unreachable', 'The connection to the server 127.0.0.1:1 was refused - did you specify the right host or port?\n'],
  [
    '1.30-1.36',
    'unreachable',
    `${discovery('Get \\"http://127.0.0.1:1/api?timeout=32s\\": dial tcp 127.0.0.1:1: connect: connection refused')}The connection to the server 127.0.0.1:1 was refused - did you specify the right host or port?\n`,
    'The connection to the server 127.0.0.1:1 was refused - did you specify the right host or port?',
  ],
  ['1.22-1.36', 'configuration', 'The connection to the server localhost:8080 was refused - did you specify the right host or port?\n'],
  ['1.22-1.36', 'unreachable', 'Unable to connect to the server: dial tcp: lookup no-such.invalid on 10.0.0.53:53: no such host\n'],
  [
    '1.22-1.24',
    'unreachable',
    "Unable to connect to the server: x509: cannot validate certificate for 127.0.0.1 because it doesn't contain any IP SANs\n",
  ],
  [
    '1.30-1.36',
    'unreachable',
    "Unable to connect to the server: tls: failed to verify certificate: x509: cannot validate certificate for 127.0.0.1 because it doesn't contain any IP SANs\n",
  ],
  ['1.22-1.36', 'unreachable', 'Unable to connect to the server: http: server gave HTTP response to HTTPS client\n'],
  [
    '1.22-1.36',
    'credentials',
    'Unable to connect to the server: getting credentials: exec: fork/exec /nonexistent/aws-iam: no such file or directory\n',
  ],
  [
    '1.22-1.36',
    'credentials',
    'Unable to connect to the server: getting credentials: exec: executable aws-iam-authenticator-nope not found\n\nIt looks like you are trying to use a client-go credential plugin that is not installed.\n\nTo learn more about this feature, consult the documentation available at:\n      https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins\n\ninstall it from x\n',
    'Unable to connect to the server: getting credentials: exec: executable aws-iam-authenticator-nope not found',
  ],
  [
    '1.22-1.36',
    'credentials',
    'The SSO session has expired\nUnable to connect to the server: getting credentials: exec: executable /bin/sh failed with exit code 255\n',
    'Unable to connect to the server: getting credentials: exec: executable /bin/sh failed with exit code 255 (The SSO session has expired)',
  ],
  [
    '1.22-1.36',
    'credentials',
    'Unable to connect to the server: getting credentials: exec plugin cannot support interactive mode: standard input is not a terminal\n',
  ],
  ['1.24-1.36', 'credentials', 'error: exec plugin: invalid apiVersion "client.authentication.k8s.io/v1alpha1"\n'],
  [
    '1.30-1.36',
    'credentials',
    'error: The gcp auth plugin has been removed.\nPlease use the "gke-gcloud-auth-plugin" kubectl/client-go credential plugin instead.\n',
    'error: The gcp auth plugin has been removed.',
  ],
  ['1.22-1.36', 'configuration', 'error: context "nope" does not exist\n'],
  ['1.22-1.36', 'configuration', 'Error in configuration: context was not found for specified context: nope\n'],
  ['1.22-1.36', 'configuration', 'error: stat /nonexistent: no such file or directory\n'],
  [
    '1.22-1.36',
    'configuration',
    "error: error loading config file \"/home/me/.kube/config\": yaml: line 1: did not find expected ',' or ']'\n",
  ],
  [
    '1.22-1.36',
    'configuration',
    'error: unable to read certificate-authority /nope.pem for c due to open /nope.pem: no such file or directory\n',
  ],
  [
    '1.22-1.36',
    'configuration',
    'Error in configuration: \n* unable to read client-cert /nope for u due to open /nope: no such file or directory\n* unable to read client-key /nope for u due to open /nope: no such file or directory\n',
    'Error in configuration: unable to read client-cert /nope for u due to open /nope: no such file or directory; unable to read client-key /nope for u due to open /nope: no such file or directory',
  ],
  [
    '1.22',
    'configuration',
    "Error: unknown flag: --nope\nSee 'kubectl get --help' for usage.\n",
    'this kubectl is too old (1.24 or newer is needed, for some connection flags a newer one): Error: unknown flag: --nope',
  ],
  [
    '1.24-1.36',
    'configuration',
    'error: unknown command "nope" for "kubectl"\n\nDid you mean this?\n\ttop\n',
    'error: unknown command "nope" for "kubectl"',
  ],
];

for (const [versions, kind, stderr, message = stderr.trim()] of MEASURED) {
  test(`${kind} (kubectl ${versions}): ${message.slice(0, 80)}`, () => assert.equal(failureOf(stderr, 1), { kind, message }));
}

/** From the source of Kubernetes, or from kubectl in the places that a rule names. */
for (const [kind, stderr] of [
  ['no-log', 'Error from server (BadRequest): container "app" in pod "x" is waiting to start: trying and failing to pull image'],
  ['no-log', 'Error from server (BadRequest): container "app" in pod "x" is not available'],
  ['no-log', 'Error from server (BadRequest): unable to retrieve container logs for containerd://5b8347b3'],
  ['no-log', 'Error from server (NotFound): the server could not find the requested resource ( pods/log x)'],
  ['server', 'error: You must be logged in to the server (the server has asked for the client to provide credentials ( pods/log x))'],
  ['not-found', 'Error from server (InternalError): container not found ("app")'],
  ['not-found', 'error: unable to upgrade connection: container not found ("app")'],
  ['unreachable', 'Unable to connect to the server: dial tcp 10.0.0.1:443: i/o timeout'],
  ['unreachable', 'Unable to connect to the server: net/http: TLS handshake timeout'],
  ['unsupported', 'error: Metrics API not available'],
  ['no-kubectl', '/usr/bin/kubectl: line 1: /opt/kubectl: cannot execute binary file: Exec format error'],
  ['other', 'error: something that nobody has seen'],
] as const) {
  test(`${kind}: ${stderr.slice(0, 90)}`, () => assert.is(failureOf(stderr, 1).kind, kind));
}

test('forbidden says what is missing', () => {
  const says = (text: string) => failureOf(`Error from server (Forbidden): ${text}`, 1).needs;
  assert.equal(says('pods "x" is forbidden: User "u" cannot get resource "pods/log" in API group "" in the namespace "ns"'), {
    verb: 'get',
    resource: 'pods/log',
    group: '',
    namespace: 'ns',
  });
  assert.equal(
    says(
      'deployments.apps is forbidden: User "system:serviceaccount:a:b" cannot list resource "deployments" in API group "apps" in the namespace "ns": Required "container.deployments.list" permission.',
    ),
    { verb: 'list', resource: 'deployments', group: 'apps', namespace: 'ns' },
  );
  assert.equal(says('nodes is forbidden: User "u" cannot list resource "nodes" in API group "" at the cluster scope'), {
    verb: 'list',
    resource: 'nodes',
    group: '',
  });
  assert.is(says('pods "x" is forbidden: violates PodSecurity "restricted:latest"'), undefined);
});

test('the words of a program that kubectl ran never decide', () => {
  const stderr = 'error: You must be logged in to the server (Unauthorized)\ncommand terminated with exit code 1\n';
  assert.equal(failureOf(stderr, 1), {
    kind: 'other',
    message: 'command terminated with exit code 1 (error: You must be logged in to the server (Unauthorized))',
  });
  assert.is(failureOf('sh: nope: not found\ncommand terminated with exit code 127\n', 127).kind, 'other');
});

test('a file for another machine, or a script that finds no kubectl', () => {
  assert.is(failureOf('/opt/kubectl: 1: Syntax error: "(" unexpected\n', 2).kind, 'no-kubectl');
  assert.is(failureOf('/opt/kubectl: 3: exec: kubectl-real: not found\n', 127).kind, 'no-kubectl');
  assert.is(failureOf('/opt/kubectl: 1: Syntax error: "(" unexpected\n', 1).kind, 'other');
});

test('a kubeconfig without a user: kubectl asks for a name on stdout', () => {
  assert.is(failureOf('error: EOF\n', 1, null, 'Please enter Username: ').kind, 'unauthorized');
});

test('nothing said at all', () => {
  assert.equal(failureOf('', 1), { kind: 'other', message: 'kubectl ended with exit code 1 and said nothing' });
  assert.equal(failureOf('\n', null, 'SIGSEGV'), { kind: 'other', message: 'kubectl was killed by SIGSEGV' });
  assert.match(failureOf(discovery('EOF'), 1).message, /^"Unhandled Error" err=/);
});

test('warnings are not the reason', () => {
  assert.is(
    failureOf('error: context "x" does not exist\nWarning: v1 ComponentStatus is deprecated in v1.19+\n', 1).message,
    'error: context "x" does not exist',
  );
});

test('one clean line of bounded length, whatever comes', () => {
  const { message } = failureOf(`error: \x1b[31m${'\x07a'.repeat(50_000)}\nmore`, 1);
  assert.ok(message.length <= 600);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: none of these must be there
  assert.not.match(message, /[\0-\x1f]/);
});

test('linear: many lines, long lines', () => {
  for (const text of [
    'error: '.repeat(10_000),
    'E1122 '.repeat(10_000),
    'a\n'.repeat(30_000),
    `The ${'x'.repeat(60_000)}`,
    ' container "" in pod ""'.repeat(3_000),
  ]) {
    const start = performance.now();
    failureOf(text, 1);
    assert.ok(performance.now() - start < 2000);
  }
});

/** Measured on a cluster, or from the source that failure.ts names. */
for (const body of [
  'unable to retrieve container logs for containerd://5b8347b358092ffe27b1571d67850e334f067288e68a617e74f24307cf065fd4',
  'failed to try resolving symlinks in path "/var/log/pods/shop_web-0_1/app/3.log": lstat /var/log/pods/shop_web-0_1/app/3.log: no such file or directory',
  'failed to open log file "/var/log/pods/shop_web-0_1/app/3.log": open /var/log/pods/shop_web-0_1/app/3.log: no such file or directory',
  'rpc error: code = NotFound desc = an error occurred when try to find container "5b83": not found',
  'configured logging driver does not support reading',
]) {
  test(`no log: ${body.slice(0, 60)}`, () => {
    assert.ok(isNoLog(body));
    assert.ok(isNoLog(`${body}\n`));
    // The program itself may say the same; its lines have a time.
    assert.not(isNoLog(`2026-01-02T03:04:05.678Z ${body}\n`));
    assert.not(isNoLog(`${body}\nand another line\n`));
  });
}

test('a log that is no kubelet error', () => {
  for (const text of ['', '\n', 'hello', 'error: failed to open log file app.log', 'could not open log']) assert.not(isNoLog(text));
});

test.run();
