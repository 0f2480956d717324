/** What is denied: a file of a volume, whatever the words; a shell's redirection; SQLite's lock; a script of the image. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn, type Situation } from './situation.ts';

const DATA: Situation = {
  container: {
    image: 'registry.example.com/app:1',
    volumeMounts: [{ name: 'data', mountPath: '/data' }],
    securityContext: { runAsUser: 1001 },
  },
  spec: { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] },
};

// bash 5.2: a redirection to a file that may not be made.
const REDIRECTED = '/opt/scripts/setup.sh: line 3: /data/.key: Permission denied';

test('a redirection of a shell into a volume', () => {
  const [finding] = findingsIn({ ...DATA, status: ended(1), log: REDIRECTED });
  assert.is(finding?.cause, 'volume-permission');
  assert.is(finding?.confidence, 'likely');
});

test('a file that the shell may not run ends it with 126', () => {
  const [finding] = findingsIn({ ...DATA, status: ended(126), log: REDIRECTED });
  assert.is(finding?.cause, 'program-not-executable');
});

// coreutils 9.1
const CHMOD = "chmod: changing permissions of '/data/db': Operation not permitted";

test('chmod is for the owner of the file: in a volume that is the fault, not the user', () => {
  const [finding] = findingsIn({ ...DATA, status: ended(1), log: CHMOD });
  assert.is(finding?.cause, 'volume-permission');
  assert.not.match(finding?.summary ?? '', /only root/);
});

test('a folder that is to be made in the working directory, which no mount can be', () => {
  const at = (mountPath: string, volume: object) =>
    findingsIn({
      status: ended(1),
      log: "mkdir: cannot create directory 'static': Permission denied",
      container: { volumeMounts: [{ name: 'data', mountPath }], securityContext: { runAsUser: 1001 } },
      spec: { volumes: [{ name: 'data', ...volume }] },
    })[0];
  for (const [path, volume] of [
    ['/tmp', { persistentVolumeClaim: { claimName: 'data' } }],
    ['/data', { emptyDir: {} }],
    ['/data', { configMap: { name: 'data' } }],
  ] as const) {
    const found = at(path, volume);
    assert.is(found?.cause, 'image-permission');
    assert.match(found?.summary ?? '', 'to make static: the working directory of its image registry.example.com/web:1 is not user 1001');
  }
  assert.is(at('/data', { persistentVolumeClaim: { claimName: 'data' } })?.cause, 'unexplained-exit', 'it may work there');
});

test('chown is for root alone, wherever the file is', () => {
  const [finding] = findingsIn({ ...DATA, status: ended(1), log: "chown: changing ownership of '/data/db': Operation not permitted" });
  assert.is(finding?.cause, 'capability-missing');
});

test("SQLite's lock is not left behind by a run that was cut off", () => {
  const [finding] = findingsIn({ ...DATA, status: ended(1), log: 'sqlite3.OperationalError: database is locked' });
  assert.is(finding?.cause, 'volume-locked');
  assert.not.match(finding?.summary ?? '', /left the lock behind/);
  assert.match(finding?.summary ?? '', /network file system/);
});

test('a script of the image may have no interpreter, or one for another processor', () => {
  const [finding] = findingsIn({ status: ended(1), log: 'exec /app/entrypoint.sh: exec format error' });
  assert.match(finding?.summary ?? '', /does not name its interpreter \(#!\), or image .* another processor/);
  const [mounted] = findingsIn({
    ...DATA,
    status: ended(1),
    log: 'exec /data/entrypoint.sh: exec format error',
  });
  assert.not.match(mounted?.summary ?? '', /another processor/);
});

// Node.js 20: of two files, the one that is written.
const COPIED = "Error: EACCES: permission denied, copyfile '/opt/app/settings.js' -> '/data/settings.js'";

test('what may not be copied into a volume is a matter of the volume', () => {
  const [finding] = findingsIn({ ...DATA, status: ended(1), log: COPIED });
  assert.is(finding?.cause, 'volume-permission');
  assert.is(finding?.confidence, 'likely');
  assert.match(finding?.summary ?? '', /for \/data\/settings\.js/);
  const [image] = findingsIn({ ...DATA, status: ended(1), log: COPIED.replace('/data/', '/srv/') });
  assert.is(image?.cause, 'image-permission');
  assert.match(image?.summary ?? '', /for \/srv\/settings\.js/);
});

test('a path from the working directory is found by the one mount that ends as it begins', () => {
  const log = "Error: EACCES: permission denied, mkdir './data/upload/'";
  const at = (...mountPaths: string[]): Situation => ({
    container: { securityContext: { runAsUser: 1001 }, volumeMounts: mountPaths.map((mountPath) => ({ name: 'data', mountPath })) },
    spec: DATA.spec ?? {},
    status: ended(1),
    log,
  });
  const [finding] = findingsIn(at('/app/data'));
  assert.is(finding?.cause, 'volume-permission');
  assert.is(finding?.confidence, 'likely');
  assert.match(finding?.summary ?? '', /\/app\/data\/upload\//);
  assert.is(findingsIn(at('/app/data', '/srv/data'))[0]?.cause, 'unexplained-exit');
  assert.is(findingsIn(at('/app/olddata'))[0]?.cause, 'unexplained-exit');
  const [image] = findingsIn(at());
  assert.is(image?.cause, 'image-permission');
  assert.match(image?.summary ?? '', /to make \.\/data\/upload\/: the working directory of its image/);
});

test('a path from a working directory that the pod spec names', () => {
  const [finding] = findingsIn({
    ...DATA,
    container: { ...DATA.container, workingDir: '/data' },
    status: ended(4),
    log: "sed: couldn't open temporary file ./sedbBDRzd: Permission denied",
  });
  assert.is(finding?.cause, 'volume-permission');
  assert.match(finding?.summary ?? '', /\/data\/sedbBDRzd/);
});

test('a folder in which sed edits a file is not hidden by an empty one', () => {
  const log = "sed: couldn't open temporary file /agent/sedWz1gOM: Permission denied";
  const [finding] = findingsIn({ ...DATA, status: ended(4), log });
  assert.is(finding?.cause, 'image-permission');
  assert.match(finding?.summary ?? '', /folder \/agent/);
  assert.not.match(JSON.stringify(finding?.fixes), /emptyDir/);
  const [made] = findingsIn({ ...DATA, status: ended(1), log: "mkdir: cannot create directory '/agent/cache': Permission denied" });
  assert.match(JSON.stringify(made?.fixes), /emptyDir/);
});

test("chmod of a file of the image is for the file's owner, too", () => {
  const [finding] = findingsIn({
    ...DATA,
    status: ended(1),
    log: "chmod: changing permissions of '/opt/app.conf': Operation not permitted",
  });
  assert.match(finding?.summary ?? '', /only the file's owner and root/);
  const [owner] = findingsIn({ ...DATA, status: ended(1), log: "chown: changing ownership of '/opt/app.conf': Operation not permitted" });
  assert.match(owner?.summary ?? '', /only root may do this/);
});

test('a socket is a file that is made', () => {
  // Go 1.26
  const log = '2026/01/02 03:04:10 listen unix /var/run/app.sock: bind: permission denied';
  const [finding] = findingsIn({ ...DATA, status: ended(1), log });
  assert.is(finding?.cause, 'image-permission');
  assert.match(finding?.summary ?? '', /to make \/var\/run\/app\.sock: folder \/var\/run/);
  const [volume] = findingsIn({ ...DATA, status: ended(1), log: log.replace('/var/run/', '/data/') });
  assert.is(volume?.cause, 'volume-permission');
  const [port] = findingsIn({ ...DATA, status: ended(1), log: '2026/01/02 03:04:10 listen tcp :80: bind: permission denied' });
  assert.is(port?.cause, 'privileged-port');
});

// php/php-src:sapi/fpm/fpm
const FPM = (log: string) => `[22-Nov-2026 00:00:00] ERROR: failed to open error_log (${log}): Permission denied (13)
[22-Nov-2026 00:00:00] ERROR: failed to post process the configuration
[22-Nov-2026 00:00:00] ERROR: FPM initialization failed`;

test('what PHP-FPM says last is not why it ends', () => {
  const [finding] = findingsIn({ ...DATA, status: ended(78), log: FPM('/usr/local/var/log/php-fpm.log') });
  assert.is(finding?.cause, 'image-permission');
  const [output] = findingsIn({ ...DATA, status: ended(78), log: FPM('/proc/self/fd/2') });
  assert.match(output?.summary ?? '', /failed to open error_log/);
});

test('a stream that PHP may not open', () => {
  const words = 'copy(/opt/app/worker.php): Failed to open stream: Permission denied';
  const [finding] = findingsIn({ ...DATA, status: ended(1), log: `[2026-01-02 03:04:10] production.ERROR: ${words}` });
  assert.is(finding?.cause, 'image-permission');
  assert.match(finding?.summary ?? '', /for \/opt\/app\/worker\.php/);
  const [warned] = findingsIn({ ...DATA, status: ended(1), log: `PHP Warning:  ${words} in /opt/app/start.php on line 10` });
  assert.is(warned?.confidence, 'possible');
});

test('capabilities are of use to root alone: whether a container is root, its spec or its image tells', () => {
  const drop = (
    context: object,
    image = 'registry.example.com/app:1',
    log = "mkdir: cannot create directory '/cache/x': Permission denied",
  ) => findingsIn({ status: ended(1), log, container: { image, securityContext: { capabilities: { drop: ['ALL'] }, ...context } } })[0];
  assert.is(drop({ runAsUser: 0 })?.confidence, 'certain');
  assert.is(drop({}, 'nginx:1.25')?.confidence, 'certain');
  const unknown = drop({});
  assert.is(unknown?.cause, 'capability-missing');
  assert.is(unknown?.confidence, 'likely');
  assert.match(unknown?.summary ?? '', 'if image registry.example.com/app:1 runs as root');
  assert.is(drop({ runAsNonRoot: true })?.cause, 'image-permission');
  const chown = drop({ runAsNonRoot: true }, undefined, "chown: changing ownership of '/data': Operation not permitted");
  assert.match(chown?.summary ?? '', 'it runs as a user other than root (runAsNonRoot), and only root may do this');
  assert.is(chown?.object?.field, 'containers[app].securityContext.runAsNonRoot');
});

test.run();
