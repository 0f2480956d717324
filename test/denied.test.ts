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

test.run();
