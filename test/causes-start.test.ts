/** Images, start, arguments, ports: what matches, and beside each the near miss. Edited from the cases cmd-*, image-*, exit0-*, file-*, port-*. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { partsOf } from '../src/kube/image.ts';
import { failureOf as startFailureOf } from '../src/trace/programs/start-failure.ts';
import { type Edited, findingOn } from './edited-case.ts';
import { ended, findingsIn, type Situation } from './situation.ts';

const first = (situation: Situation) => findingsIn(situation)[0];
const RUNC =
  'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: ';
const start = (message: string): NonNullable<Situation['status']> =>
  ended(128, { reason: 'StartError', message: `${RUNC}${message}: unknown`, startedAt: '1970-01-01T00:00:00Z' });
const patchOf = (situation: Situation) => first(situation)?.fixes[0]?.command ?? '';

test("a command line in one word is split; a shell's words are not", () => {
  const one = {
    container: { command: ['python /app/worker.py'] },
    status: start('exec: "python /app/worker.py": stat python /app/worker.py: no such file or directory'),
  };
  assert.is(first(one)?.cause, 'command-not-found');
  assert.match(patchOf(one), '"value":["python","/app/worker.py"]');
  const shell = {
    container: { command: ['migrate && serve'] },
    status: start('exec: "migrate && serve": executable file not found in $PATH'),
  };
  assert.match(patchOf(shell), '"value":["sh","-c","migrate && serve"]');
});

test("no shell in the image: the program itself, with the kubelet's own variables", () => {
  const situation = {
    container: { command: ['sh', '-c', 'exec /ledger serve -listen :$PORT'], env: [{ name: 'PORT', value: '8080' }] },
    status: start('exec: "sh": executable file not found in $PATH'),
  };
  assert.match(patchOf(situation), '["/ledger","serve","-listen",":$(PORT)"]');
});

test('options in command belong to args', () => {
  const situation = {
    container: { command: ['--interval=30'] },
    status: start('exec: "--interval=30": executable file not found in $PATH'),
  };
  assert.match(
    patchOf(situation),
    '{"op":"add","path":"/spec/containers/0/args","value":["--interval=30"]},{"op":"remove","path":"/spec/containers/0/command"}',
  );
});

test('a name that is nearly a usual one is corrected; one that is near nothing is taken out', () => {
  const typo = { container: { command: ['pyhton3', 'app.py'] }, status: start('exec: "pyhton3": executable file not found in $PATH') };
  assert.match(patchOf(typo), '"value":"python3"');
  const other = { container: { command: ['frobnicate'] }, status: start('exec: "frobnicate": executable file not found in $PATH') };
  assert.match(patchOf(other), '{"op":"remove","path":"/spec/containers/0/command"}');
});

test('the program lies under a volume, or its folder is the wrong workingDir: told so, not "not found"', () => {
  const mounted = {
    container: { command: ['/app/server'], volumeMounts: [{ name: 'scratch', mountPath: '/app' }] },
    spec: { volumes: [{ name: 'scratch', emptyDir: {} }] },
    status: start('exec: "/app/server": stat /app/server: no such file or directory'),
  };
  assert.is(first(mounted)?.cause, 'mount-hides-program');
  assert.match(patchOf(mounted), '"value":"/app/scratch"');
  const folder = {
    container: { command: ['./server'], workingDir: '/srv' },
    status: start('exec: "./server": stat ./server: no such file or directory'),
  };
  assert.is(first(folder)?.cause, 'wrong-working-directory');
});

test('a bare name is looked for in PATH: a mount over such a folder hides it, or brings it without its execute bit', () => {
  const mounted = (mountPath: string, key: string): Situation => ({
    container: { volumeMounts: [{ name: 'scripts', mountPath }] },
    spec: { volumes: [{ name: 'scripts', configMap: { name: 'scripts' } }] },
    configMaps: { scripts: { [key]: '' } },
    status: start('exec: "docker-entrypoint.sh": executable file not found in $PATH'),
  });
  assert.is(first(mounted('/usr/local/bin', 'backup.sh'))?.cause, 'mount-hides-program');
  assert.is(first(mounted('/usr/local/bin', 'backup.sh'))?.confidence, 'certain');
  assert.is(first(mounted('/usr/local', 'backup.sh'))?.cause, 'mount-hides-program');
  assert.is(first(mounted('/usr/local/bin', 'docker-entrypoint.sh'))?.cause, 'program-not-executable');
  assert.is(first(mounted('/opt/scripts', 'backup.sh'))?.cause, 'command-not-found');
  const named = { ...mounted('/usr/local/bin', 'backup.sh'), status: start('exec: "mytool": executable file not found in $PATH') };
  const inSpec = { ...named, container: { ...named.container, command: ['mytool'] } };
  assert.is(first(inSpec)?.confidence, 'likely');
  const ownPath = { ...mounted('/app/bin', 'backup.sh') };
  ownPath.container = { ...ownPath.container, env: [{ name: 'PATH', value: '/app/bin:/usr/bin' }] };
  assert.is(first(ownPath)?.cause, 'mount-hides-program');
});

test('a script that its ConfigMap has under another name', () => {
  const situation: Situation = {
    container: { command: ['/scripts/run.sh'], volumeMounts: [{ name: 'scripts', mountPath: '/scripts' }] },
    spec: { volumes: [{ name: 'scripts', configMap: { name: 'scripts', defaultMode: 0o755 } }] },
    configMaps: { scripts: { 'start.sh': '' } },
    status: start('exec: "/scripts/run.sh": stat /scripts/run.sh: no such file or directory'),
  };
  assert.is(first(situation)?.cause, 'program-not-in-volume');
  assert.match(patchOf(situation), '"value":"/scripts/start.sh"');
  const settings = { ...situation, configMaps: { scripts: { 'app.yaml': '' } } };
  assert.is(first(settings)?.cause, 'mount-hides-program');
});

test('a module that the program asks for is not the program: workingDir is right', () => {
  const findings = findingsIn({
    container: { command: ['node', 'server.js'], workingDir: '/app' },
    status: ended(1),
    log: "Error: Cannot find module '/app/lib/db.js'\n",
  });
  assert.not.ok(findings.some(({ cause }) => cause === 'wrong-working-directory'));
});

test('a file that a volume beside the program should bring does not hide the program', () => {
  const findings = findingsIn({
    container: { volumeMounts: [{ name: 'conf', mountPath: '/etc/app' }] },
    spec: { volumes: [{ name: 'conf', configMap: { name: 'conf' } }] },
    configMaps: { conf: { other: '' } },
    status: ended(1),
    log: "python: can't open file '/app/main.py': [Errno 2] No such file or directory\n",
  });
  assert.not.ok(findings.some(({ cause }) => cause === 'mount-hides-program'));
});

test('a script from a ConfigMap without its execute bit: the mode of the volume', () => {
  const situation = {
    container: { command: ['sh', '-c', '/scripts/run.sh'], volumeMounts: [{ name: 'scripts', mountPath: '/scripts' }] },
    spec: { volumes: [{ name: 'scripts', configMap: { name: 'backup', defaultMode: 420 } }] },
    status: ended(126),
    log: '/bin/sh: /scripts/run.sh: Permission denied\n',
  };
  assert.is(first(situation)?.cause, 'program-not-executable');
  assert.match(patchOf(situation), '{"name":"scripts","configMap":{"defaultMode":493}}');
});

test("the same words with another exit code are the program's, not the shell's", () => {
  const findings = findingsIn({
    container: { command: ['sh', '-c', '/app/run'] },
    status: ended(1),
    log: '/bin/sh: /data/out: Permission denied\n',
  });
  assert.not.ok(findings.some(({ cause }) => cause === 'program-not-executable'));
});

test('a script of the image is run by its interpreter', () => {
  const situation = { status: start('exec: "/entrypoint.sh": permission denied') };
  assert.match(patchOf(situation), '"value":["sh","/entrypoint.sh"]');
});

test('exec format error: a script is run by its interpreter, a binary is not', () => {
  assert.match(patchOf({ status: ended(1), log: 'exec /usr/local/bin/sync.sh: exec format error\n' }), '["sh","/usr/local/bin/sync.sh"]');
  const binary = first({ status: ended(255), log: 'exec /ledger: exec format error\n' });
  assert.is(binary?.cause, 'wrong-architecture');
  assert.is(binary?.fixes[0]?.command, undefined);
});

test('127 of a shell: the name in the command line is corrected', () => {
  const situation = {
    container: { command: ['sh', '-c', 'exec gunicron web:app'] },
    status: ended(127),
    log: 'sh: 1: gunicron: not found\n',
  };
  assert.is(first(situation)?.cause, 'command-not-found-in-shell');
  assert.match(patchOf(situation), '"value":"exec gunicorn web:app"');
});

test('127 of a shell: what a volume may hide, a PATH that is not read, and a path, whose interpreter or loader may be what is lacking', () => {
  const not = (command: string, situation: Situation = {}) =>
    first({
      ...situation,
      container: { image: 'registry.example.com/app:1', command: ['sh', '-c', `exec ${command} --x`], ...situation.container },
      status: ended(127),
      log: `sh: 1: ${command}: not found\n`,
    });
  assert.is(not('worker')?.confidence, 'certain');
  const over = (mountPath: string): Situation => ({
    container: { volumeMounts: [{ name: 'work', mountPath }] },
    spec: { volumes: [{ name: 'work', persistentVolumeClaim: { claimName: 'work' } }] },
  });
  assert.is(not('worker', over('/data'))?.confidence, 'certain');
  assert.match(not('worker', over('/app'))?.summary ?? '', 'volume work is mounted over /app, and may hide it');
  const file = not('/srv/run', over('/srv'));
  assert.is(file?.confidence, 'likely');
  assert.not.match(JSON.stringify(file?.fixes), 'build the image anew');
  assert.match(not('/opt/server')?.summary ?? '', 'or it is there, and what should run it is not');
  const hidden = not('worker', { container: { envFrom: [{ secretRef: { name: 'env' } }] }, secrets: { env: ['PATH'] } });
  assert.is(hidden?.confidence, 'likely');
  assert.match(hidden?.summary ?? '', 'its PATH is from Secret env key PATH, which is not read');
});

test('a PATH that is not read may be what the runtime looked through', () => {
  const situation = (secrets: Record<string, string[]>): Situation => ({
    container: { image: 'node:20', command: ['node', 's.js'], envFrom: [{ secretRef: { name: 'env' } }] },
    status: start('exec: "node": executable file not found in $PATH'),
    secrets,
  });
  assert.is(first(situation({ env: ['TOKEN'] }))?.confidence, 'certain');
  assert.is(first(situation({ env: ['PATH'] }))?.confidence, 'likely');
  assert.match(first(situation({ env: ['PATH'] }))?.summary ?? '', 'its PATH is from Secret env key PATH');
});

test('subPath: a key that is not there; a key that is there is another matter', () => {
  const at = (subPath: string): Situation => ({
    container: { volumeMounts: [{ name: 'settings', mountPath: '/etc/agent/agent.yaml', subPath }] },
    spec: { volumes: [{ name: 'settings', configMap: { name: 'agent' } }] },
    configMaps: { agent: { 'agent.yml': '' } },
    status: ended(1),
    log: "IsADirectoryError: [Errno 21] Is a directory: '/etc/agent/agent.yaml'\n",
  });
  assert.is(first(at('agent.yaml'))?.cause, 'subpath-key-missing');
  assert.match(patchOf(at('agent.yaml')), '"value":"agent.yml"');
  assert.not.ok(findingsIn(at('agent.yml')).some(({ cause }) => cause === 'subpath-key-missing'));
});

test('subPath names the key where items make another file of it: what is read there is no certificate', () => {
  const tls = (subPath: string, path: string): Situation => ({
    container: { volumeMounts: [{ name: 'tls', mountPath: '/etc/ssl/server.crt', subPath }] },
    spec: { volumes: [{ name: 'tls', secret: { secretName: 'web', items: [{ key: 'tls.crt', path }] } }] },
    secrets: { web: ['tls.crt', 'tls.key'] },
    status: ended(1),
    log: '2026/11/22 03:07:22 [emerg] 1#1: cannot load certificate "/etc/ssl/server.crt": PEM_read_bio_X509_AUX() failed (SSL: error:0480006C:PEM routines::no start line:Expecting: TRUSTED CERTIFICATE)\n',
  });
  const renamed = tls('tls.crt', 'server.crt');
  assert.is(first(renamed)?.cause, 'subpath-key-missing');
  assert.match(first(renamed)?.summary ?? '', 'key tls.crt of Secret web is there as server.crt');
  assert.match(patchOf(renamed), '"value":"server.crt"');
  assert.not.ok(findingsIn(tls('server.crt', 'server.crt')).some(({ cause }) => cause === 'subpath-key-missing'));
  assert.not.ok(findingsIn(tls('pair', 'pair/server.crt')).some(({ cause }) => cause === 'subpath-key-missing'));
});

test('a whole ConfigMap on a file of the image: its one file by subPath', () => {
  const situation = {
    container: { volumeMounts: [{ name: 'conf', mountPath: '/etc/nginx/nginx.conf' }] },
    spec: { volumes: [{ name: 'conf', configMap: { name: 'edge' } }] },
    configMaps: { edge: { 'nginx.conf': '' } },
    status: start(
      'error during container init: error mounting "/var/lib/kubelet/pods/1/volumes/kubernetes.io~configmap/conf" to rootfs at "/etc/nginx/nginx.conf": mount /var/lib/kubelet/pods/1/volumes/kubernetes.io~configmap/conf:/etc/nginx/nginx.conf (via /proc/self/fd/6), flags: 0x5001: not a directory',
    ),
  };
  assert.is(first(situation)?.cause, 'mount-refused');
  assert.match(patchOf(situation), '{"op":"add","path":"/spec/containers/0/volumeMounts/0/subPath","value":"nginx.conf"}');
});

test('one file of a ConfigMap on a folder of the image: it goes into the folder', () => {
  const at = (subPath: string) => ({
    container: { volumeMounts: [{ name: 'conf', mountPath: '/etc/nginx/conf.d/', subPath }] },
    spec: { volumes: [{ name: 'conf', configMap: { name: 'edge' } }] },
    configMaps: { edge: { 'site.conf': '' } },
    status: start(
      'error during container init: error mounting "/var/lib/kubelet/pods/1/volume-subpaths/conf/nginx/0" to rootfs at "/etc/nginx/conf.d": mount /var/lib/kubelet/pods/1/volume-subpaths/conf/nginx/0:/etc/nginx/conf.d (via /proc/self/fd/6), flags: 0x5001: not a directory',
    ),
  });
  assert.match(first(at('site.conf'))?.summary ?? '', 'subPath site.conf is a file, and the image has a directory there');
  assert.match(patchOf(at('site.conf')), '"path":"/spec/containers/0/volumeMounts/0/mountPath","value":"/etc/nginx/conf.d/site.conf"');
  assert.is.not(first(at('sites.conf'))?.cause, 'mount-refused', 'a key that is not there makes a folder');
});

test('an init program that the image lacks is left out; one that starts nothing is not', () => {
  const of = (command: string[], args?: string[]): Situation => ({
    container: { command, ...(args ? { args } : {}) },
    status: start(`exec: "${command[0]}": executable file not found in $PATH`),
  });
  assert.match(patchOf(of(['tini', '-g', '--', 'node', 'server.js'])), '"/spec/containers/0/command","value":["node","server.js"]');
  const split = patchOf(of(['dumb-init', '--'], ['node', 'server.js']));
  assert.match(split, '"value":["node","server.js"]');
  assert.match(split, '{"op":"remove","path":"/spec/containers/0/args"}');
  for (const none of [['tini'], ['tini', '--'], ['tinikit', '--', 'node']])
    assert.not.match(first(of(none))?.summary ?? '', 'hands signals on');
});

test('nginx goes to the background, unless it is told not to', () => {
  const of = (...command: string[]): Situation => ({ container: { command }, status: ended(0) });
  assert.is(first(of('nginx'))?.cause, 'runs-in-background');
  assert.match(patchOf(of('nginx')), '["nginx","-g","daemon off;"]');
  assert.is.not(first(of('nginx', '-g', 'daemon off;'))?.cause, 'runs-in-background');
  assert.match(patchOf(of('sh', '-c', 'service nginx start')), "nginx -g '\\''daemon off;");
});

test('a configuration file sends the server to the background, unless it is another file, or says no', () => {
  const of = (text: string, ...command: string[]): Situation => ({
    container: { command, volumeMounts: [{ name: 'conf', mountPath: '/etc/redis' }] },
    spec: { volumes: [{ name: 'conf', configMap: { name: 'cache' } }] },
    configMaps: { cache: { 'redis.conf': text } },
    status: ended(0),
  });
  const given = of('bind 0.0.0.0\ndaemonize yes\nmaxmemory 64mb\n', 'redis-server', '/etc/redis/redis.conf');
  assert.is(first(given)?.cause, 'runs-in-background');
  assert.match(patchOf(given), '"redis.conf":"bind 0.0.0.0\\ndaemonize no\\nmaxmemory 64mb\\n"');
  assert.is.not(first(of('daemonize no\n', 'redis-server', '/etc/redis/redis.conf'))?.cause, 'runs-in-background');
  assert.is.not(first(of('# daemonize yes\n', 'redis-server', '/etc/redis/redis.conf'))?.cause, 'runs-in-background');
  assert.not.match(first(of('daemonize yes\n', 'redis-server', '/etc/other.conf'))?.summary ?? '', 'ConfigMap');
  assert.is.not(first(of('daemonize yes\n', 'my-server', '/etc/redis/redis.conf'))?.cause, 'runs-in-background');
});

test("redis with a file of its image that ends with 0 and without a word: Debian's says daemonize yes", () => {
  const of = (log: string, ...command: string[]) => first({ container: { command }, status: ended(0), log });
  const found = of('', 'redis-server', '/etc/redis/redis.conf', '--port', '6380');
  assert.is(found?.cause, 'runs-in-background');
  assert.is(found?.confidence, 'likely');
  assert.match(found?.fixes[0]?.command ?? '', '"path":"/spec/containers/0/command/-","value":"--daemonize"');
  assert.is.not(of('', 'redis-server', '/etc/redis/redis.conf', '--daemonize', 'no')?.cause, 'runs-in-background');
  assert.is.not(
    of('1:M 26 Nov 2026 02:00:00.000 # User requested shutdown...', 'redis-server', '/etc/redis/redis.conf')?.cause,
    'runs-in-background',
  );
  assert.is.not(of('', 'redis-server')?.cause, 'runs-in-background');
});

test('exit code 0 after SIGTERM, in a Job, or with a fault in the log is no finished program', () => {
  const finished = { container: { args: ['--once'] }, status: ended(0) };
  assert.is(first(finished)?.cause, 'program-finishes');
  assert.match(patchOf(finished), '{"op":"remove","path":"/spec/containers/0/args"}');
  for (const situation of [
    { ...finished, events: [{ reason: 'Killing', message: 'Container app failed liveness probe, will be restarted' }] },
    { ...finished, spec: { restartPolicy: 'OnFailure' } },
    { ...finished, log: '1:signal-handler (1795309108) Received SIGTERM scheduling shutdown...\n' },
    { ...finished, log: 'Error: Environment variable DATABASE_URL is not set\n' },
  ] as Situation[])
    assert.is.not(first(situation)?.cause, 'program-finishes', JSON.stringify(situation));
});

const waiting = (reason: string, message: string): Situation => ({
  podStatus: { phase: 'Pending' },
  container: { image: 'registry.example.com/shop/api:2' },
  status: { state: { waiting: { reason, message } } },
});
const PULL =
  'failed to pull and unpack image "registry.example.com/shop/api:2": failed to resolve reference "registry.example.com/shop/api:2": ';

test('why an image is not to be had, by the words of runtime and registry', () => {
  for (const [words, cause] of [
    [`${PULL}registry.example.com/shop/api:2: not found`, 'image-not-found'],
    [
      `${PULL}failed to authorize: failed to fetch oauth token: unexpected status from GET request to https://registry.example.com/token: 401 Unauthorized`,
      'image-pull-denied',
    ],
    [
      `${PULL}unexpected status from HEAD request to https://registry.example.com/v2/shop/api/manifests/2: 429 Too Many Requests`,
      'image-pull-limited',
    ],
    [
      `${PULL}failed to do request: Head "https://registry.example.com/v2/shop/api/manifests/2": tls: failed to verify certificate: x509: certificate signed by unknown authority`,
      'registry-untrusted',
    ],
    [
      `${PULL}failed to do request: Head "https://registry.example.com/v2/shop/api/manifests/2": dial tcp: lookup registry.example.com on 10.0.0.2:53: no such host`,
      'registry-unreachable',
    ],
    ['no match for platform in manifest: not found', 'image-other-platform'],
    ['failed to extract layer sha256:1: write /var/lib/containerd/x: no space left on device', 'image-disk-full'],
  ] as const)
    assert.is(first(waiting('ErrImagePull', words))?.cause, cause, words);
});

test('in the back-off the event has the reason', () => {
  const finding = first({
    ...waiting('ImagePullBackOff', 'Back-off pulling image "registry.example.com/shop/api:2"'),
    events: [
      {
        reason: 'Failed',
        message: `Failed to pull image "registry.example.com/shop/api:2": ${PULL}registry.example.com/shop/api:2: not found`,
      },
    ],
  });
  assert.is(finding?.cause, 'image-not-found');
});

test('an image without a tag is asked for as latest; a digest is no tag, and asks for none', () => {
  const summaryOf = (image: string) =>
    first({ ...waiting('ErrImagePull', `${PULL}registry.example.com/shop/api: not found`), container: { image } })?.summary ?? '';
  assert.match(summaryOf('registry.example.com/shop/api'), /no image registry\.example\.com\/shop\/api \(latest, as it names no tag\)/);
  assert.not.match(summaryOf(`registry.example.com:5000/shop/api@sha256:${'0'.repeat(64)}`), /latest/);
  assert.not.match(summaryOf('registry.example.com:5000/shop/api:2'), /latest/);
});

test('a login that does not exist: the one that does is named', () => {
  const finding = first({
    ...waiting('ErrImagePull', `${PULL}pull access denied, repository does not exist or may require authorization`),
    spec: { imagePullSecrets: [{ name: 'registry' }] },
    secrets: { 'registry-login': ['.dockerconfigjson'] },
  });
  assert.is(finding?.cause, 'image-pull-denied');
  assert.match(finding?.summary ?? '', 'registry-login');
});

test('a name with a scheme is cleaned; capitals in a tag stay', () => {
  const bad = (image: string) =>
    first({
      podStatus: { phase: 'Pending' },
      container: { image },
      status: {
        state: {
          waiting: {
            reason: 'InvalidImageName',
            message: `Failed to apply default image tag "${image}": couldn't parse image name "${image}": invalid reference format`,
          },
        },
      },
    });
  assert.match(bad('https://registry.example.com/Shop/api:V2')?.fixes[0]?.command ?? '', 'registry.example.com/shop/api:V2');
});

test('an option that is not known: corrected from the usage text, else taken out with its value', () => {
  const near = {
    container: { args: ['-adr=:8080'] },
    status: ended(2),
    log: 'flag provided but not defined: -adr\nUsage of /stock:\n  -addr string\n    \taddress to serve on\n',
  };
  assert.is(first(near)?.cause, 'unknown-flag');
  assert.match(patchOf(near), '"value":"-addr=:8080"');
});

test('option and value in one word are written as two', () => {
  const one = {
    container: { args: ['--prot 8080'] },
    status: ended(2),
    log: 'usage: ingest [-h] [--port PORT]\ningest: error: unrecognized arguments: --prot 8080\n',
  };
  assert.is(first(one)?.cause, 'argument-words');
  assert.match(patchOf(one), '"value":["--prot","8080"]');
});

test('-Xmx64 lacks its unit', () => {
  const situation = {
    container: { env: [{ name: 'JAVA_TOOL_OPTIONS', value: '-Xmx64 -Dx=1' }] },
    status: ended(1),
    log: 'Picked up JAVA_TOOL_OPTIONS: -Xmx64 -Dx=1\nError occurred during initialization of VM\nToo small maximum heap\n',
  };
  assert.match(patchOf(situation), '-Xmx64m -Dx=1');
});

test("a PATH of one's own hides every program; without one the name itself is at fault", () => {
  const missing = start('exec: "node": executable file not found in $PATH');
  const situation = {
    container: {
      command: ['node', 'app.js'],
      env: [
        { name: 'A', value: '1' },
        { name: 'PATH', value: '/opt/app/bin' },
      ],
    },
    status: missing,
  };
  assert.match(patchOf(situation), '{"op":"remove","path":"/spec/containers/0/env/1"}');
  assert.not.match(first({ container: { command: ['node', 'app.js'] }, status: missing })?.summary ?? '', 'PATH');
  // The usual folders are looked into as well: then the image has no such program.
  const longer = { command: ['node', 'app.js'], env: [{ name: 'PATH', value: '/opt/app/bin:/usr/local/bin:/usr/bin:/bin' }] };
  assert.not.match(first({ container: longer, status: missing })?.summary ?? '', 'PATH');
  const inShell = {
    container: { command: ['/bin/sh', '-c', 'exec node app.js'], env: [{ name: 'PATH', value: '/opt/app/bin' }] },
    status: ended(127),
    log: '/bin/sh: 1: exec: node: not found\n',
  };
  assert.match(patchOf(inShell), '{"op":"remove","path":"/spec/containers/0/env/0"}');
});

test('a script from a ConfigMap: Windows line ends in its text, or none', () => {
  const of = (text: string): Situation => ({
    container: { command: ['/scripts/run.sh'], volumeMounts: [{ name: 'scripts', mountPath: '/scripts' }] },
    spec: { volumes: [{ name: 'scripts', configMap: { name: 'scripts', defaultMode: 0o755 } }] },
    configMaps: { scripts: { 'run.sh': text } },
    status: ended(255),
    log: 'exec /scripts/run.sh: no such file or directory\n',
  });
  assert.is(first(of('#!/bin/sh\r\necho\r\n'))?.cause, 'windows-line-ends');
  assert.match(patchOf(of('#!/bin/sh\r\necho\r\n')), '"#!/bin/sh\\necho\\n"');
  assert.is(first(of('#!/bin/bash\necho\n'))?.cause, 'interpreter-missing');
});

test('settings with Windows line ends are at fault where the log has one of their values so, and a shell reads them', async () => {
  const found = await findingOn('file-env-line-ends');
  assert.is(found.cause, 'windows-line-ends');
  assert.match(found.fixes[0]?.command ?? '', '"PGHOST=db\\nPGDATABASE=shop');
  const other = await findingOn('file-env-line-ends', (cluster) =>
    cluster.say('report', 'report', 'could not translate host name "db\r" to address', 'could not translate host name "cache" to address'),
  );
  assert.is.not(other.cause, 'windows-line-ends');
  const byProgram = await findingOn('file-env-line-ends', (cluster) => {
    cluster.container('report').command = ['python', 'report.py', '--settings', '/etc/report/settings.env'];
  });
  assert.is.not(byProgram.cause, 'windows-line-ends');
});

test("a socket of gunicorn's own in a folder that every image has is not made for want of something else", async () => {
  assert.match((await findingOn('cmd-gunicorn-socket')).fixes[0]?.command ?? '', '"mountPath":"/run/shop"');
  const usual = await findingOn('cmd-gunicorn-socket', (cluster) => cluster.say('web', 'web', '/run/shop/web.sock', '/run/web.sock'));
  assert.is.not(usual.cause, 'missing-file');
});

test('redis: a value that stands in args, not in a file', () => {
  const log =
    "\n*** FATAL CONFIG FILE ERROR (Redis 7.0.15) ***\nReading the configuration file, at line 2\n>>> 'appendonly \"maybe\"'\nargument must be 'yes' or 'no'\n";
  const situation = { container: { command: ['redis-server'], args: ['--appendonly', 'maybe'] }, status: ended(1), log };
  assert.is(first(situation)?.cause, 'bad-argument');
  assert.match(patchOf(situation), '{"op":"replace","path":"/spec/containers/0/args/1","value":"yes"}');
  assert.is.not(first({ ...situation, container: { command: ['redis-server', '/etc/redis.conf'] } })?.cause, 'bad-argument');
});

test('a port that another container declares: the one without a claim moves', () => {
  const other = { name: 'proxy', image: 'proxy:1', ports: [{ containerPort: 8080 }] };
  const app = { name: 'app', image: 'app:1', env: [{ name: 'PORT', value: '8080' }] };
  const situation: Situation = {
    spec: { containers: [app, other] },
    status: ended(1),
    log: 'Error: listen EADDRINUSE: address already in use 0.0.0.0:8080\n',
    podStatus: {
      containerStatuses: [
        { name: 'app', ...ended(1) },
        { name: 'proxy', ready: true, state: { running: { startedAt: '2026-01-02T03:03:00Z' } } },
      ],
    },
  };
  const finding = findingsIn(situation).find(({ cause }) => cause === 'port-in-use');
  assert.match(finding?.summary ?? '', 'container proxy');
  assert.match(finding?.fixes[0]?.command ?? '', '{"name":"PORT","value":"8081"}');
});

test('a log that names no port: that of its settings which another container has, if they mean its own', () => {
  const other = { name: 'proxy', image: 'proxy:1', args: ['--listen=9102'] };
  const found = (env: { name: string; value: string }[], image = 'app:1') =>
    findingsIn({
      spec: { containers: [{ name: 'app', image, env }, other] },
      status: ended(1),
      log: 'OSError: [Errno 98] Address already in use\n',
      podStatus: {
        containerStatuses: [
          { name: 'app', ...ended(1) },
          { name: 'proxy', ready: true, state: { running: { startedAt: '2026-01-02T03:03:00Z' } } },
        ],
      },
    }).find(({ cause }) => cause === 'port-in-use')?.summary ?? '';
  assert.match(found([{ name: 'PORT', value: '9102' }]), 'port 9102, which is in use: container proxy');
  // The port of the program that it calls is not the one that it listens on.
  assert.not.match(found([{ name: 'PROXY_PORT', value: '9102' }]), '9102');
  assert.not.match(found([{ name: 'PORT', value: '8000' }]), '9102');
  assert.match(found([]), 'nothing tells whether another container of the pod has it (proxy)');
});

test('an end without a known error: what is meant by other programs is not said, and an end of a log is not the whole', () => {
  const summary = (image: string, lines = 3) => {
    const finding = findingsIn({ container: { image }, status: ended(3), log: 'INFO closing\n'.repeat(lines) })[0];
    assert.is(finding?.cause, 'unexplained-exit');
    return { text: finding?.summary ?? '', command: finding?.fixes[0]?.command ?? '' };
  };
  assert.not.match(summary('node:18-slim').text, 'gunicorn');
  assert.match(summary('eclipse-temurin:17-jre').text, 'ExitOnOutOfMemoryError');
  assert.match(summary('node:18-slim').text, 'no error is recognised in its log');
  assert.match(summary('node:18-slim', 1000).text, 'in the last 1000 lines of its log');
  assert.match(summary('node:18-slim', 1000).command, 'kubectl logs pod/web --container=app --previous');
});

test("the runtimes' own words", () => {
  assert.equal(startFailureOf('container create failed: executable file `foo` not found in $PATH: No such file or directory'), {
    sort: 'not-found',
    program: 'foo',
  });
  assert.equal(startFailureOf(`${RUNC}chdir to cwd ("/root") set in config.json failed: permission denied: unknown`), {
    sort: 'workdir',
    path: '/root',
    why: 'permission denied',
  });
  assert.equal(startFailureOf('failed to create containerd container: mount callback failed on /tmp/x: no users found'), {
    sort: 'user',
    user: '',
    group: false,
  });
  assert.is(
    startFailureOf('failed to reserve container name "app_web_shop_1_0": name "app_web_shop_1_0" is reserved for "abc"').sort,
    'reserved',
  );
  assert.is(startFailureOf('failed to generate container "1" spec: failed to generate spec: no command specified').sort, 'no-command');
});

test('repository and tag', () => {
  assert.equal(partsOf('localhost:5000/shop/api'), { repository: 'localhost:5000/shop/api', tag: undefined });
  assert.equal(partsOf('redis:7.0@sha256:aa'), { repository: 'redis', tag: '7.0' });
});

test('a settings file that an argument names and that is not there: nobody tried to run it', async () => {
  const other = (cluster: Edited) => {
    for (const mount of cluster.container('agent').volumeMounts) delete mount.subPath;
    cluster.container('agent').args = ['/etc/agent/other.yml'];
    cluster.log('agent', 'agent', "FileNotFoundError: [Errno 2] No such file or directory: '/etc/agent/other.yml'\n");
  };
  const finding = await findingOn('file-yaml-tab', other);
  assert.is(finding.cause, 'missing-file');
  assert.match(finding.summary, 'does not find /etc/agent/other.yml');
});

test('a program in the working directory, variables before a program, another version', () => {
  const start = (program: string, container: object, more: object = {}) =>
    findingsIn({
      container,
      status: ended(128, {
        reason: 'StartError',
        message: `failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "${program}": executable file not found in $PATH: unknown`,
      }),
      ...more,
    })[0];
  const mounted = {
    spec: { volumes: [{ name: 's', configMap: { name: 'purge' } }] },
    configMaps: { purge: { 'purge.sh': '#!/bin/sh\n' } },
  };
  const script = { command: ['purge.sh'], volumeMounts: [{ name: 's', mountPath: '/scripts' }] };
  const there = start('purge.sh', { ...script, workingDir: '/scripts/' }, mounted);
  assert.match(there?.summary ?? '', 'purge.sh is in the working directory');
  assert.match(there?.fixes[0]?.command ?? '', '"value":"./purge.sh"');
  assert.not.match(start('purge.sh', { ...script, workingDir: '/srv' }, mounted)?.summary ?? '', 'working directory');
  const set = start('PORT=8080', { command: ['PORT=8080', 'node', 'server.js'] });
  assert.match(set?.fixes[0]?.command ?? '', '"value":[{"name":"PORT","value":"8080"}]');
  assert.match(set?.fixes[0]?.command ?? '', '"value":["node","server.js"]');
  assert.match(start('python3.12', { command: ['python3.12', 'app.py'] })?.fixes[0]?.command ?? '', '"value":"python3"');
  assert.not.match(start('python2', { command: ['python2', 'app.py'] })?.summary ?? '', 'probably meant');
});

test('the name of the program as a list in a text, in quotation marks, with a blank', () => {
  const of = (word: string, ...rest: string[]) =>
    first({
      container: { command: [word, ...rest] },
      status: start(`${RUNC}exec: ${JSON.stringify(word)}: executable file not found in $PATH: unknown`),
    })?.fixes[0]?.command ?? '';
  assert.match(of('["python","app.py"]', '-v'), '"value":["python","app.py","-v"]');
  assert.match(of('"python"', 'app.py'), '"path":"/spec/containers/0/command/0","value":"python"');
  assert.match(of('python ', 'app.py'), '"path":"/spec/containers/0/command/0","value":"python"');
  assert.not.match(of('[1, 2]'), '"value":[1');
});

test('Flask finds no application in the workingDir of the spec', () => {
  const log =
    "Error: Could not locate a Flask application. Use the 'flask --app' option, 'FLASK_APP' environment variable, or a 'wsgi.py' or 'app.py' file in the current directory.\n";
  const of = (container: object) => first({ container, status: ended(2), log })?.cause;
  assert.is(of({ workingDir: '/srv' }), 'wrong-working-directory');
  assert.is(of({}), 'missing-variable');
});

test.run();
