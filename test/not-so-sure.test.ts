/** Situations in which all that a cause goes by is there, and what it says is not known, or not so: beside each, the one that it is meant for. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, FINISHED, findingsIn, type Situation, STARTED } from './situation.ts';

const first = (situation: Situation) => findingsIn({ status: ended(1), ...situation })[0];
const said = (situation: Situation) => {
  const finding = first(situation);
  return `${finding?.cause} ${finding?.confidence}`;
};
const env = (all: Record<string, string>) => Object.entries(all).map(([name, value]) => ({ name, value }));
const python = (code: string, error: string, file = '/app/main.py') =>
  `Traceback (most recent call last):\n  File "${file}", line 3, in <module>\n    ${code}\n${error}\n`;
const fromMap = (data: Record<string, string>, mountPath: string, more: NonNullable<Situation['container']> = {}): Situation => ({
  container: { ...more, volumeMounts: [{ name: 'files', mountPath }] },
  spec: { volumes: [{ name: 'files', configMap: { name: 'files' } }] },
  configMaps: { files: data },
});

test('a key of data in capitals is no variable; one of a table of settings may come from a file', () => {
  assert.is(said({ log: python('row["CUSTOMER_ID"]', "KeyError: 'CUSTOMER_ID'") }), 'unhandled-exception likely');
  assert.is(said({ log: python('config["API_TOKEN"]', "KeyError: 'API_TOKEN'") }), 'missing-variable likely');
  assert.is(said({ log: python('os.environ["API_TOKEN"]', "KeyError: 'API_TOKEN'") }), 'missing-variable certain');
});

test('a variable that the start script reads from a file, or a property of Spring, may be set elsewhere', () => {
  const log = 'Error: Environment variable API_KEY is not set\n';
  const by = (line: string) => said({ log, container: { command: ['sh', '-c', line] } });
  assert.is(by('. /vault/secrets/env && exec node index.js'), 'missing-variable likely');
  assert.is(by('export API_KEY=$(cat /run/key); exec node index.js'), 'missing-variable likely');
  assert.is(by('exec node index.js'), 'missing-variable certain');
  const placeholder = (name: string) =>
    `java.lang.IllegalArgumentException: Could not resolve placeholder '${name}' in value "\${${name}}"\n`;
  assert.is(said({ log: placeholder('payment.url') }), 'missing-variable likely');
  assert.is(said({ log: placeholder('PAYMENT_URL') }), 'missing-variable certain');
});

test("pydantic's models of data are not its settings", () => {
  const of = (frame: string, model: string) =>
    said({
      log: `Traceback (most recent call last):\n  File "/app/main.py", line 9, in <module>\n    made = ${model}(**data)\n  File "/usr/lib/python3.12/site-packages/${frame}", line 214, in __init__\n    check(data)\npydantic_core._pydantic_core.ValidationError: 1 validation error for ${model}\nemail\n  Field required [type=missing, input_value={}, input_type=dict]\n`,
    });
  assert.is(of('pydantic/main.py', 'Config'), 'unhandled-exception likely');
  assert.is(of('pydantic_settings/main.py', 'Settings'), 'missing-variable certain');
});

test('a file of a usual name in an object that is not mounted may be of another program', () => {
  const log = python('open(path)', "FileNotFoundError: [Errno 2] No such file or directory: '/etc/app/config.yaml'");
  const named = (name: string, key = 'config.yaml') =>
    said({ log: log.replaceAll('config.yaml', key), configMaps: { [name]: { [key]: 'x' } } });
  assert.is(named('prometheus'), 'missing-file likely');
  assert.is(named('web-config'), 'missing-file certain');
  assert.is(named('tables', 'rates-eu.csv'), 'missing-file certain');
});

test('another certificate has the same file; and a file that a setting names where it is, is not in a wrong place', () => {
  const mounted = (path: string, file: string, more: Record<string, string> = {}) =>
    said({
      log: python('open(path)', `FileNotFoundError: [Errno 2] No such file or directory: '${path}'`),
      ...fromMap({ [file]: 'x' }, '/etc/mounted', { env: env(more) }),
    });
  assert.is(mounted('/etc/client/tls.crt', 'tls.crt'), 'mounted-elsewhere likely');
  assert.is(mounted('/etc/app/agent.yaml', 'agent.yaml', { FLAGS: '/etc/mounted/agent.yaml' }), 'missing-file likely');
  assert.is(mounted('/etc/app/agent.yaml', 'agent.yaml'), 'mounted-elsewhere certain');
});

test("a module of the program's own that lacks a name hides no library; one that has it is loaded in a circle", () => {
  const loads = (module: string, text: string) =>
    first({
      log: python(`from ${module} import run`, `ImportError: cannot import name 'run' from '${module}' (/app/${module}.py)`),
      ...fromMap({ 'main.py': '', [`${module}.py`]: text }, '/app', { command: ['python', '/app/main.py'] }),
    });
  assert.match(loads('handlers', 'x = 1')?.fixes[0]?.text ?? '', 'write run into key handlers.py');
  assert.not.match(loads('handlers', 'x = 1')?.summary ?? '', 'library');
  assert.is.not(loads('handlers', 'import main\ndef run(): pass')?.cause, 'module-hidden');
  assert.match(loads('redis', 'x = 1')?.summary ?? '', 'a library redis of the image is hidden');
});

test('an encoding that the code names itself is no variable’s, nor is one that the variable does not name', () => {
  const error = (codec: string) =>
    `UnicodeEncodeError: '${codec}' codec can't encode character '\\u20ac' in position 0: ordinal not in range(128)`;
  const of = (code: string, codec: string, value: string) =>
    said({ log: python(code, error(codec)), container: { env: env({ PYTHONIOENCODING: value }) } });
  assert.is(of('name.encode("ascii")', 'ascii', 'ascii'), 'unhandled-exception likely');
  assert.is(of('print(name)', 'latin-1', 'ascii'), 'unhandled-exception likely');
  assert.is(of('print(name)', 'ascii', 'ascii'), 'output-encoding certain');
});

test('an illegal instruction may be a trap of the program itself', () => {
  const of = (log: string) => said({ status: ended(132), log });
  assert.is(of('Illegal instruction (core dumped)\n'), 'processor-too-old likely');
  assert.is.not(
    of('main.swift:1: Fatal error: Index out of range\nIllegal instruction (core dumped)\n').split(' ')[0],
    'processor-too-old',
  );
  assert.is(of('WARNING: MongoDB 5.0+ requires a CPU with AVX support\n'), 'processor-too-old certain');
});

test('quotation marks of the message are not those of a value that is there without them, too', () => {
  const of = (all: Record<string, string>, log: string) => said({ log, container: { env: env(all) } });
  const mode = 'ValueError: unknown mode "fast"\n';
  assert.is.not(of({ MODE: 'fast', OTHER: '"fast"' }, mode).split(' ')[0], 'quoted-value');
  assert.is(
    of({ PORT: '"80"' }, python('int(port)', `ValueError: invalid literal for int() with base 10: '"80"'`)),
    'quoted-value certain',
  );
  assert.is(of({ PORT: '"80"' }, 'panic: strconv.Atoi: parsing "\\"80\\"": invalid syntax\n'), 'quoted-value certain');
});

test('an address of a Service that a setting holds is not that of a service link', () => {
  const services = [{ metadata: { name: 'broker' }, spec: { clusterIP: '10.96.0.9', ports: [{ port: 80 }] } }] as never;
  const log = python('connect()', 'zmq.error.ZMQError: cannot connect to tcp://10.96.0.9:80');
  assert.is.not(first({ log, services, container: { env: env({ BROKER: 'tcp://10.96.0.9:80' }) } })?.cause, 'service-link-variable');
  assert.is(
    said({ log: python('int(port)', "ValueError: invalid literal for int() with base 10: 'tcp://10.96.0.9:80'"), services }),
    'service-link-variable certain',
  );
});

test('/sys and the folder of the token are read-only whatever the root file system is', () => {
  const of = (path: string) =>
    first({ log: `touch: ${path}: Read-only file system\n`, container: { securityContext: { readOnlyRootFilesystem: true } } });
  assert.is.not(of('/sys/kernel/mm/x')?.cause, 'read-only-root');
  assert.is.not(of('/var/run/secrets/kubernetes.io/serviceaccount/x')?.cause, 'read-only-root');
  assert.is(of('/srv/x')?.cause, 'read-only-root');
});

test('which entrypoint a command replaces is known of an image of that program alone', () => {
  const log = '"root" execution of the PostgreSQL server is not permitted.\n';
  assert.is(said({ log, container: { image: 'registry.example.com/shop/db:1', command: ['/start.sh'] } }), 'root-refused likely');
  assert.is(said({ log, container: { image: 'postgres:16', command: ['postgres'] } }), 'root-refused certain');
  const users = (image: string) => first({ log, container: { image, securityContext: { runAsUser: 0 } } })?.fixes[0]?.text;
  assert.is(users('postgres:16'), 'run it as user 999');
  assert.is(users('postgres:16-alpine'), 'run it as user 70');
});

test("the runtime's own seccomp profile kills nobody", () => {
  const of = (seccompProfile: { type: string; localhostProfile?: string }) =>
    said({ status: ended(159), log: '', container: { securityContext: { seccompProfile } } });
  assert.is.not(of({ type: 'RuntimeDefault' }), 'system-call-blocked certain');
  assert.is(of({ type: 'Localhost', localhostProfile: 'a.json' }), 'system-call-blocked certain');
});

test("a shell's complaint that cannot be about the line of the spec is of another text", () => {
  const of = (line: string, log: string) => said({ status: ended(2), log, container: { command: ['sh', '-c', line] } });
  assert.is(of('python run.py', 'sh: 1: Syntax error: "(" unexpected\n'), 'unhandled-exception likely');
  assert.is(of('echo (a; npm start', '> npm start\nsh: 1: Syntax error: "(" unexpected\n'), 'unhandled-exception likely');
  assert.is(of('echo (a', 'sh: 1: Syntax error: "(" unexpected\n'), 'unhandled-exception certain');
});

test('a file of a ConfigMap that everybody may read is denied to who runs or writes it', () => {
  const of = (log: string) => first({ log, ...fromMap({ 'run.sh': '#!/bin/sh' }, '/scripts', { securityContext: { runAsUser: 1000 } }) });
  const run = of('main: fork/exec /scripts/run.sh: permission denied\n');
  assert.is(run?.cause, 'program-not-executable');
  assert.match(run?.fixes[0]?.command ?? '', '"defaultMode":493');
  assert.is(of('Error: spawn /scripts/run.sh EACCES\n')?.cause, 'program-not-executable');
  const written = of(python('open(path, "r+")', "PermissionError: [Errno 13] Permission denied: '/scripts/run.sh'"));
  assert.is(`${written?.cause} ${written?.confidence}`, 'volume-permission likely');
  assert.not.match(written?.summary ?? '', 'belongs to another user');
});

test('an option that is missed, and stands in the command line, or is missed by another program', () => {
  const usage = 'usage: worker.py [-h] --queue QUEUE\nworker.py: error: the following arguments are required: --queue\n';
  const of = (args: string[], log = usage) => said({ status: ended(2), log, container: { command: ['python', 'worker.py'], args } });
  assert.is(of(['--', '--queue', 'x']), 'missing-argument likely');
  assert.is(of([], `Running migrations\n${usage}`), 'missing-argument likely');
  assert.is(of(['--queue x']), 'argument-words certain');
  assert.is(of([]), 'missing-argument certain');
});

test('a kill for memory beside an error that speaks of something else', () => {
  const of = (log: string) =>
    said({ status: ended(1, { reason: 'OOMKilled' }), log, container: { resources: { limits: { memory: '64Mi' } } } });
  assert.is(of(python('1 / n', 'ZeroDivisionError: division by zero')), 'oom-killed-child likely');
  assert.is(
    of(python('pool.map()', 'BrokenProcessPool: a process in the process pool was terminated abruptly')),
    'oom-killed-child certain',
  );
});

test('a variable that the program looks for replaces ${NAME} itself; a script may leave early, or give itself its words', () => {
  const log = 'java.lang.IllegalArgumentException: Could not resolve placeholder \'DB_HOST\' in value "jdbc:postgresql://${DB_HOST}/x"\n';
  assert.is(first({ log, container: { env: env({ URL: 'jdbc:postgresql://${DB_HOST}/x' }) } })?.cause, 'missing-variable');
  const script = (text: string) =>
    said({ status: ended(0), log: '', ...fromMap({ 'run.sh': `#!/bin/sh\n${text}\n` }, '/s', { command: ['/s/run.sh'] }) });
  assert.is(script('[ -f /lock ] && return\n./server &'), 'script-lets-go likely');
  assert.is(script('./server &'), 'script-lets-go certain');
  assert.is.not(script('[ $# -eq 0 ] && set -- node job.js\nexec "$@"').split(' ')[0], 'script-starts-nothing');
  const shell = { status: ended(0), log: '', container: { command: ['bash'] } };
  assert.is(said(shell), 'program-finishes certain');
  assert.is(said({ ...shell, container: { command: ['bash'], stdin: true, tty: true } }), 'program-finishes likely');
});

test('a sidecar that calls a port does not hold it', () => {
  const log = 'Error: listen EADDRINUSE: address already in use :::8080\n';
  const beside = (args: string[]) =>
    said({
      log,
      spec: {
        containers: [
          { name: 'app', image: 'web' },
          { name: 'proxy', image: 'proxy', args },
        ],
      },
      podStatus: {
        containerStatuses: [
          { name: 'app', ready: false, ...ended(1) } as never,
          { name: 'proxy', ready: true, restartCount: 0, state: { running: { startedAt: '2026-01-02T03:00:00Z' } } },
        ],
      },
    });
  assert.is(beside(['--upstream=http://127.0.0.1:8080/', '--http-address=0.0.0.0:4180']), 'port-in-use likely');
  assert.is(beside(['--app-port=8080']), 'port-in-use likely');
  assert.is(beside(['--listen=0.0.0.0:8080']), 'port-in-use certain');
});

test('Windows line ends in a file that a program reads, or Python runs, are no fault', () => {
  const given = (key: string, log: string, command: string[] | undefined, args: string[]) =>
    said({ log, ...fromMap({ [key]: '#!/bin/sh\r\nx\r\n' }, '/etc/app', { ...(command ? { command } : {}), args }) }).split(' ')[0];
  const missing = 'sh: /etc/app/run.sh: line 2: x: not found\n';
  assert.is.not(given('data.csv', 'unknown flag: --foo\n', undefined, ['--foo', '/etc/app/data.csv']), 'windows-line-ends');
  assert.is.not(given('a.py', '/etc/app/a.py: line 2: x: command not found\n', ['python'], ['/etc/app/a.py']), 'windows-line-ends');
  assert.is(given('run.sh', missing, ['sh'], ['/etc/app/run.sh']), 'windows-line-ends');
  assert.is(given('run.sh', missing, ['/etc/app/run.sh'], []), 'windows-line-ends');
});

test('which reader of a pipe stopped early, where there are two; and a script that may be called otherwise', () => {
  const pipe = (line: string) => said({ status: ended(141), log: '', container: { command: ['bash', '-c', line] } });
  assert.is(pipe('set -euo pipefail; cat /x | head -n 1'), 'pipe-closed certain');
  assert.is(pipe('set -euo pipefail; cat /x | head -n 1; produce | consume'), 'pipe-closed likely');
  const log = "python: can't open file '/srv/report.py': [Errno 2] No such file or directory\n";
  assert.is(
    said({ status: ended(2), log, container: { command: ['python', 'report.py'], workingDir: '/srv' } }),
    'wrong-working-directory likely',
  );
});

test('a text that is sound YAML, or another format, is not what a parser of YAML could not read', () => {
  const of = (key: string, text: string) =>
    said({ log: 'yaml: line 2: did not find expected key\n', ...fromMap({ [key]: text }, '/etc/app') });
  assert.is(of('app.yaml', 'a: b\nc: d\n'), 'malformed-config likely');
  assert.is(of('app.toml', 'a = 1\nb = {\n'), 'malformed-config likely');
  assert.is(of('app.yaml', 'a: [b\n c: d\n'), 'malformed-config certain');
});

test('who is not root may be kept from running a file that has its execute bit; and a volume may let nobody run its files', () => {
  const refused = (path: string, more: Situation['container'] = {}, spec: Situation['spec'] = {}) =>
    said({
      spec,
      container: { command: [path], ...more },
      status: ended(128, {
        reason: 'StartError',
        message: `failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "${path}": permission denied: unknown`,
      }),
    });
  assert.is(refused('/opt/own/app', { securityContext: { runAsUser: 1000 } }), 'program-not-executable likely');
  assert.is(refused('/app/run.sh'), 'program-not-executable certain');
  const claim = { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] };
  assert.is(refused('/data/run.sh', { volumeMounts: [{ name: 'data', mountPath: '/data' }] }, claim), 'program-not-executable likely');
});

test('what the kubelet did not find may have come since', () => {
  const held = (message: string, container: NonNullable<Situation['container']>): Situation => ({
    status: { restartCount: 0, ready: false, state: { waiting: { reason: 'CreateContainerConfigError', message } } },
    container,
  });
  const whole = held('configmap "app" not found', { envFrom: [{ configMapRef: { name: 'app' } }] });
  assert.is(said(whole), 'missing-config-object certain');
  assert.is(said({ ...whole, configMaps: { app: { A: 'x' } } }), 'missing-config-object likely');
  const reference = { name: 'A', valueFrom: { configMapKeyRef: { name: 'app', key: 'a' } } };
  const key = held("couldn't find key a in ConfigMap shop/app", { env: [reference] });
  assert.is(said({ ...key, configMaps: { app: { b: 'x' } } }), 'missing-config-key certain');
  assert.is(said({ ...key, configMaps: { app: { a: 'x' } } }), 'missing-config-key likely');
});

test('where some nodes are too small, the others are told of, too', () => {
  const message =
    '0/3 nodes are available: 1 Insufficient cpu, 2 node(s) had untolerated taint {dedicated: gpu}. preemption: 0/3 nodes are available.';
  const finding = first({
    status: { restartCount: 0 },
    podStatus: {
      phase: 'Pending',
      containerStatuses: [],
      conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }],
    },
    spec: { nodeName: '', containers: [{ name: 'app', image: 'web', resources: { requests: { cpu: '8' } } }] },
  });
  assert.match(finding?.summary ?? '', 'than a node has free; of others: 2 node(s) had untolerated taint {dedicated: gpu}');
});

test('a host that is called undefined is one that nobody gives', () => {
  const of = (host: string) => said({ log: `Error: getaddrinfo ENOTFOUND ${host}\n` });
  assert.is(of('undefined'), 'service-missing likely');
  assert.is(of('postgres'), 'service-missing certain');
});

test('a scheme that is taken for a host', () => {
  const lookup = 'dial tcp: lookup http on 10.96.0.10:53: no such host\n';
  const finding = first({ log: lookup, container: { env: env({ API_HOST: 'http://api:8080/' }) } });
  assert.is(finding?.confidence, 'likely');
  assert.match(finding?.summary ?? '', 'http is no host but the scheme of env API_HOST');
  assert.match(finding?.fixes[0]?.command ?? '', '"value":"api:8080"');
  // Servers are called after their schemes, and any other setting may name that host.
  const server = 'redis.exceptions.ConnectionError: Error -2 connecting to redis:6379. Name or service not known.\n';
  for (const REDIS_URL of ['redis://redis:6379/0', 'redis://cache:6379/0'])
    assert.not.match(first({ log: server, container: { env: env({ REDIS_URL }) } })?.summary ?? '', 'no host but the scheme');
  const named = first({ log: lookup, container: { env: env({ API_HOST: 'http://api', PROXY_HOST: 'http' }) } });
  assert.not.match(named?.summary ?? '', 'no host but the scheme');
  const services = [{ metadata: { name: 'api' }, spec: { clusterIP: '10.96.0.9', ports: [{ port: 80 }] } }] as never;
  const whole = first({ log: 'Error: getaddrinfo ENOTFOUND http://api\n', services, container: { env: env({ API_HOST: 'http://api' }) } });
  assert.is(whole?.cause, 'host-misspelt');
});

test('a program that has said something was started, however low its limit; and another container has its own', () => {
  const of = (log: string, finishedAt: string) =>
    said({ status: ended(137, { reason: 'OOMKilled', finishedAt }), log, container: { resources: { limits: { memory: '12Mi' } } } });
  assert.is(of('working\n', STARTED), 'oom-killed certain');
  assert.is(of('', STARTED), 'memory-limit-below-start certain');
  assert.is(of('', FINISHED), 'oom-killed certain');
});

test('of several sources of a volume the optional one need not be the one that lacks the file', () => {
  const log = python('open(path)', "FileNotFoundError: [Errno 2] No such file or directory: '/etc/app/tls.crt'");
  const of = (...more: object[]) =>
    said({
      log,
      container: { volumeMounts: [{ name: 'files', mountPath: '/etc/app' }] },
      spec: { volumes: [{ name: 'files', projected: { sources: [{ configMap: { name: 'extra', optional: true } }, ...more] } }] },
      secrets: { tls: ['tls.key'] },
    });
  assert.is(of({ secret: { name: 'tls' } }), 'optional-volume-empty likely');
  assert.is(of(), 'optional-volume-empty certain');
});

test('everybody may write into an emptyDir that no other container uses', () => {
  const of = (volume: object) =>
    said({
      log: python('open(path, "w")', "PermissionError: [Errno 13] Permission denied: '/data/x/y'"),
      container: { securityContext: { runAsUser: 1000 }, volumeMounts: [{ name: 'data', mountPath: '/data' }] },
      spec: { volumes: [{ name: 'data', ...volume }] },
    });
  assert.is(of({ emptyDir: {} }), 'volume-permission likely');
  assert.is(of({ persistentVolumeClaim: { claimName: 'data' } }), 'volume-permission certain');
});

test('a server stayed in front where its file or its log says so, or it went on for long', () => {
  const long = { startedAt: '2026-01-02T01:04:00Z' };
  const nginx = { container: { command: ['nginx'] }, log: '' };
  assert.is(said({ ...nginx, status: ended(0) }), 'runs-in-background certain');
  assert.is(said({ ...nginx, status: ended(0, long) }), 'program-finishes likely');
  const byFile = fromMap({ 'nginx.conf': 'daemon off;\n' }, '/etc/nginx', { command: ['nginx'] });
  assert.is(said({ ...byFile, log: '', status: ended(0) }), 'program-finishes likely');
  const fpm = { container: { command: ['php-fpm'] }, status: ended(0) };
  assert.is(said({ ...fpm, log: 'NOTICE: fpm is running, pid 1\n' }), 'program-finishes likely');
  assert.is(said({ ...fpm, log: '' }), 'runs-in-background certain');
  const lost = { container: { command: ['sh', '-c'], args: ['node', 'server.js'] }, log: 'served\n' };
  assert.is(said({ ...lost, status: ended(0, long) }), 'shell-words-lost likely');
  assert.is(said({ ...lost, status: ended(0) }), 'shell-words-lost certain');
});

test('a disk of the node that is full, and a limit of the kernel, are not the size of a volume', () => {
  const of = (emptyDir: object, log = 'write /cache/x: no space left on device\n') =>
    first({ log, container: { volumeMounts: [{ name: 'cache', mountPath: '/cache' }] }, spec: { volumes: [{ name: 'cache', emptyDir }] } });
  const disk = of({ sizeLimit: '1Gi' });
  assert.is(disk?.confidence, 'likely');
  assert.match(disk?.fixes[0]?.text ?? '', 'make room on node n1');
  assert.is(of({ medium: 'Memory', sizeLimit: '1Gi' })?.confidence, 'certain');
  const semaphores = of({ medium: 'Memory', sizeLimit: '1Gi' }, 'FATAL:  could not create semaphores: No space left on device\n');
  assert.match(semaphores?.summary ?? '', 'the disk is not full');
});

test('of several volumes with a size none is told, but by PostgreSQL, which writes into its own', () => {
  const of = (image: string, log: string) =>
    first({
      log,
      container: {
        image,
        volumeMounts: [
          { name: 'data', mountPath: '/var/lib/postgresql/data' },
          { name: 'memory', mountPath: '/dev/shm' },
        ],
      },
      spec: {
        volumes: [
          { name: 'data', persistentVolumeClaim: { claimName: 'db' } },
          { name: 'memory', emptyDir: { medium: 'Memory', sizeLimit: '64Mi' } },
        ],
      },
    })?.summary ?? '';
  assert.match(of('app:1', 'write error: No space left on device\n'), ': volume data, volume memory, the disk of its node, or the image');
  const lock = 'FATAL:  could not write lock file "postmaster.pid": No space left on device\n';
  assert.match(of('postgres:16', lock), ': volume data at /var/lib/postgresql/data, claim db, is full');
});

test('a port that every user of the pod may listen on is refused by something else', () => {
  const of = (sysctls: { name: string; value: string }[]) =>
    first({
      log: 'listen tcp :443: bind: permission denied\n',
      spec: { securityContext: { sysctls } },
      container: { securityContext: { runAsUser: 1000 } },
    });
  assert.is(of([])?.confidence, 'certain');
  const free = of([{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }]);
  assert.is(free?.confidence, 'likely');
  assert.not.match(free?.fixes[0]?.text ?? '', 'let every user of this pod');
});

test.run();
