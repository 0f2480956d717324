/** Files, folders and rights that another container, run or object decides: near misses, each a recorded case with one thing changed. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingOn } from './edited-case.ts';

test('a sidecar that does not write the very file stays as it is', async () => {
  const found = await findingOn('perm-sidecar-file', (cluster) => {
    const [sidecar] = cluster.pod('api').spec.initContainers ?? [];
    if (sidecar) sidecar.args = ['sleep infinity'];
  });
  assert.match(found.fixes[0]?.command ?? '', '"fsGroup":1000');
  assert.not.match(found.fixes[0]?.command ?? '', 'runAsUser');
});

test('nsenter of another process than the first gets the capabilities alone', async () => {
  const found = await findingOn('perm-nsenter', (cluster) => {
    cluster.container('clock').args = ['nsenter --target "$(pidof app)" --uts -- hostname'];
  });
  assert.is(found.cause, 'capability-missing');
  assert.match(found.fixes[0]?.command ?? '', '"capabilities":{"add":["SYS_ADMIN","SYS_PTRACE"]}');
  const closed = await findingOn('perm-nsenter', (cluster) => {
    cluster.container('clock').securityContext = { allowPrivilegeEscalation: false };
  });
  assert.match(closed.fixes[0]?.command ?? '', '"privileged":true,"allowPrivilegeEscalation":true');
});

test('a call that says already that the folder may be there, or that has other arguments, is left to its author', async () => {
  for (const call of ['os.mkdir(target, 0o700)', 'make(target)']) {
    const found = await findingOn('job-folder-exists', (cluster) => {
      const { data = {} } = cluster.one('configmaps', 'backup-code');
      data['backup.py'] = data['backup.py']?.replace('os.mkdir(target)', call) ?? '';
    });
    assert.is(found.cause, 'folder-exists');
    assert.is(found.confidence, 'likely');
  }
});

test('a server of nginx that answers the name of the probe, or only closes in one of its locations, is not at fault', async () => {
  const closed = (text: string, host?: string) =>
    findingOn('probe-closed-name', (cluster) => {
      const { data = {} } = cluster.one('configmaps', 'front');
      data['00-default.conf'] = text;
      const get = cluster.container('front').livenessProbe?.httpGet;
      if (host && get) get.httpHeaders = [{ name: 'Host', value: host }];
    });
  assert.match((await closed('server {\n  listen 80;\n  server_name _;\n  return 444;\n}\n')).summary, 'return 444');
  assert.not.match((await closed('server {\n  listen 80 default_server;\n  return 444;\n}\n', 'shop.example.com')).summary, 'return 444');
  const location = 'server {\n  listen 80 default_server;\n  location /admin { return 444; }\n}\n';
  assert.not.match((await closed(location)).summary, 'return 444');
  assert.not.match((await closed('server {\n  listen 8080 default_server;\n  return 444;\n}\n')).summary, 'return 444');
});

test.run();
