/** node-program-missing: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const on = (log: string) => findingsIn({ status: ended(1), log })[0];

test('the node lacks it, not the image', () => {
  const finding = on(
    'time="2026-01-02T03:04:05Z" level=fatal msg="Error starting: nsenter: failed to execute iscsiadm: No such file or directory"',
  );
  assert.is(finding?.cause, 'node-program-missing');
  assert.equal(finding?.object, { kind: 'Node', name: 'n1' });
  assert.match(finding?.fixes[0]?.text ?? '', /open-iscsi/);
});

test('what may not be entered, and what the image lacks, are other things', () => {
  assert.is.not(on('nsenter: cannot open /host/proc/1/ns/mnt: Permission denied')?.cause, 'node-program-missing');
  assert.is.not(on('/entrypoint.sh: line 3: iscsiadm: command not found')?.cause, 'node-program-missing');
});

test('in its root, where a volume mounts that; chroot into another folder, and busybox', () => {
  const into = (path: string) =>
    findingsIn({
      status: ended(127),
      // coreutils 9.1
      log: 'chroot: failed to run command ‘/usr/sbin/iscsiadm’: No such file or directory',
      container: { command: ['chroot', '/host', '/usr/sbin/iscsiadm'], volumeMounts: [{ name: 'root', mountPath: '/host' }] },
      spec: { volumes: [{ name: 'root', hostPath: { path } }] },
    })[0];
  assert.is(into('/')?.cause, 'node-program-missing');
  assert.match(into('/')?.summary ?? '', '(chroot /host) in the root of node n1');
  assert.is(into('/srv/jail')?.cause, 'command-not-found-in-shell');
  assert.is(on("nsenter: can't execute 'iscsiadm': No such file or directory")?.cause, 'node-program-missing');
});

test.run();
