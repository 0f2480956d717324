/** read-only-mount, read-only-root: what makes a volume read-only, and what a program says that could not write. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Volume, VolumeMount } from '../src/kube/shapes.ts';
import { ended, findingsIn } from './situation.ts';

const inVolume = (volume: Omit<Volume, 'name'>, mount: Partial<VolumeMount> = {}, log = 'touch: /data/x: Read-only file system') =>
  findingsIn({
    status: ended(1),
    log,
    container: { volumeMounts: [{ name: 'v', mountPath: '/data', ...mount }] },
    spec: { volumes: [{ name: 'v', ...volume }] },
  })[0];
const onRoot = (log: string) => findingsIn({ status: ended(1), log, container: { securityContext: { readOnlyRootFilesystem: true } } })[0];

test('an image, and what a driver gives for reading alone, are never writable', () => {
  for (const volume of [
    { image: { reference: 'registry.example.com/model:1' } },
    { csi: { driver: 'secrets-store.csi.k8s.io', readOnly: true } },
    { csi: { driver: 'csi.cert-manager.io', readOnly: true } },
    { csi: { driver: 'csi.spiffe.io', readOnly: true } },
  ]) {
    const finding = inVolume(volume, { readOnly: true });
    assert.is(finding?.cause, 'read-only-mount');
    assert.match(finding?.summary ?? '', 'those are always read-only');
    assert.equal(finding?.fixes, []);
  }
});

test('where the volume is given for reading, that is changed, be it a share or a driver', () => {
  for (const [sort, volume] of [
    ['nfs', { nfs: { server: 'files', path: '/', readOnly: true } }],
    ['csi', { csi: { driver: 'files.example.com', readOnly: true } }],
  ] as const) {
    const finding = inVolume(volume);
    assert.is(finding?.confidence, 'certain');
    assert.match(finding?.fixes[0]?.command ?? '', `"path":"/spec/volumes/0/${sort}/readOnly","value":false`);
  }
  assert.is(inVolume({ nfs: { server: 'files', path: '/' } })?.confidence, 'likely');
});

test('a folder of the node that is mounted for reading is given for writing under a condition', () => {
  const finding = inVolume({ hostPath: { path: '/etc' } }, { readOnly: true });
  assert.match(finding?.fixes[0]?.text ?? '', /^if it is to write to \/etc of the node itself: /);
});

test('one file of a ConfigMap that is mounted by itself may be a copy, too', () => {
  const [finding] = findingsIn({
    status: ended(1),
    log: "OSError: [Errno 30] Read-only file system: '/etc/app/a.conf'",
    container: { volumeMounts: [{ name: 'v', mountPath: '/etc/app/a.conf', subPath: 'a.conf' }] },
    spec: { volumes: [{ name: 'v', configMap: { name: 's' } }] },
    configMaps: { s: { 'a.conf': 'x' } },
  });
  assert.is(finding?.cause, 'read-only-mount');
  assert.match(finding?.fixes[0]?.command ?? '', '"emptyDir":{}},{"name":"v-source","configMap":{"name":"s"}}');
});

test('recursiveReadOnly goes with readOnly', () => {
  const finding = inVolume({ emptyDir: {} }, { readOnly: true, recursiveReadOnly: 'Enabled' });
  assert.match(finding?.fixes[0]?.command ?? '', '"op":"remove","path":"/spec/containers/0/volumeMounts/0/recursiveReadOnly"');
});

test('a Sentinel writes its configuration', () => {
  const log = '1:X 26 Nov 2026 01:46:53.919 # Sentinel config file /data/sentinel.conf is not writable: Read-only file system. Exiting...';
  const finding = inVolume({ configMap: { name: 's' } }, {}, log);
  assert.is(finding?.cause, 'read-only-mount');
  assert.match(finding?.summary ?? '', '/data/sentinel.conf');
});

test('.NET puts a blank before the path', () => {
  assert.match(
    onRoot("Unhandled exception. System.IO.IOException: Read-only file system : '/var/cache/shop/logs'")?.summary ?? '',
    'write /var/cache/shop/logs,',
  );
});

test('Java names no file, and its frames say that it is a temporary one', () => {
  const denied = 'java.io.IOException: Read-only file system';
  for (const log of [
    `org.springframework.boot.web.server.WebServerException: Unable to create tempDir. java.io.tmpdir is set to /tmp\nCaused by: ${denied}\n\tat java.base/java.io.UnixFileSystem.createFileExclusively(Native Method)`,
    `Exception in thread "main" ${denied}\n\tat java.base/java.io.UnixFileSystem.createFileExclusively0(Native Method)\n\tat java.base/java.io.File.createTempFile(File.java:2184)\n\tat Shop.main(Shop.java:9)`,
  ])
    assert.match(onRoot(log)?.fixes[0]?.text ?? '', 'an empty folder to write to at /tmp');
  const other = onRoot(`Exception in thread "main" ${denied}\n\tat java.base/java.io.FileOutputStream.open0(Native Method)`);
  assert.is(other?.confidence, 'likely');
  assert.not.match(other?.summary ?? '', '/tmp');
});

test('with a volume in /tmp a temporary file of Java is in another folder', () => {
  const [finding] = findingsIn({
    status: ended(1),
    log: 'Exception in thread "main" java.io.IOException: Read-only file system\n\tat java.base/java.io.File.createTempFile(File.java:2184)\n\tat Shop.main(Shop.java:9)',
    container: { securityContext: { readOnlyRootFilesystem: true }, volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }] },
    spec: { volumes: [{ name: 'tmp', emptyDir: {} }] },
  });
  assert.is(finding?.cause, 'read-only-root');
  assert.not.match(finding?.summary ?? '', '/tmp');
});

test('the runtime of .NET does not start without its diagnostics', () => {
  const log = 'Failed to create CoreCLR, HRESULT: 0x80004005';
  assert.is(onRoot(log)?.cause, 'read-only-root');
  assert.is(onRoot(log)?.confidence, 'likely');
  assert.is.not(findingsIn({ status: ended(137), log })[0]?.cause, 'read-only-root');
  assert.is.not(onRoot('Failed to create CoreCLR, HRESULT: 0x8007054F')?.cause, 'read-only-root');
});

test.run();
