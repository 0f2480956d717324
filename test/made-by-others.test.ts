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
  // Without a default_server the first one answers, whatever the others are called.
  const second = 'server {\n  listen 80;\n  server_name one.example.com;\n}\nserver {\n  listen 80;\n  server_name _;\n  return 444;\n}\n';
  assert.not.match((await closed(second)).summary, 'return 444');
  const location = 'server {\n  listen 80 default_server;\n  location /admin { return 444; }\n}\n';
  assert.not.match((await closed(location)).summary, 'return 444');
  assert.not.match((await closed('server {\n  listen 8080 default_server;\n  return 444;\n}\n')).summary, 'return 444');
});

test('a writer that has the same part of the volume, or one that this container does not see', async () => {
  const withParts = (own: string | undefined, file = 'words.txt') =>
    findingOn('file-subpath-writer', (cluster) => {
      const mount = cluster.container('words').volumeMounts.find(({ name }) => name === 'work');
      if (mount && own) mount.subPath = own;
      const [init] = cluster.pod('words').spec.initContainers ?? [];
      if (init) init.command = ['sh', '-c', `echo tree > /out/${file}`];
    });
  assert.match((await withParts(undefined)).fixes[0]?.command ?? '', '"subPath","value":"model"'.replace('"subPath",', '/subPath",'));
  assert.not.match((await withParts('model')).summary, 'puts the file');
  assert.match((await withParts('model', 'sub/words.txt')).summary, 'init container unpack puts the file at /model/sub/words.txt');
  assert.not.match((await withParts('other')).summary, 'puts the file');
});

test('a module that the program loads, that is none of the library, or that is used in another way, is not loaded', async () => {
  const withCode = (code: string, name: string) =>
    findingOn('file-gunicorn-import', (cluster) => {
      const { data = {} } = cluster.one('configmaps', 'gunicorn');
      data['gunicorn.conf.py'] = code;
      cluster.say('status', 'status', "name 'os' is not defined", `name '${name}' is not defined`);
    });
  const comment = await withCode('# settings\nworkers = os.cpu_count()\n', 'os');
  assert.match(comment.fixes[0]?.command ?? '', '# settings\\nimport os\\nworkers');
  for (const [code, name] of [
    ['if False:\n    import os\nworkers = os.cpu_count()\n', 'os'],
    ['bind = ""\nworkers = settings.count\n', 'settings'],
    ['bind = ""\nworkers = json\n', 'json'],
  ] as const)
    assert.not.match((await withCode(code, name)).fixes[0]?.text ?? '', 'load it');
});

test('Redis beside it that has a port, or no socket, only does not listen yet', async () => {
  const withConf = (conf: string) =>
    findingOn('sidecar-socket-alone', (cluster) => {
      cluster.one('configmaps', 'near-cache').data = { 'redis.conf': conf };
    });
  assert.match((await withConf('port 6380\nunixsocket /run/cache/redis.sock\n')).summary, 'does not listen there');
  assert.match((await withConf('port 0\n')).summary, 'does not listen there');
});

test('a page that is no health page, and one of a server whose own probe fails, is not replaced by that of the probe', async () => {
  const other = await findingOn('init-waits-health', (cluster) => {
    cluster.one('configmaps', 'mailer').data = { WAIT_FOR: 'http://api/v2' };
  });
  assert.match(other.fixes[0]?.text ?? '', 'ask without /v2');
  const down = await findingOn('init-waits-health', (cluster) => {
    for (const condition of cluster.pod('api').status.conditions ?? []) if (condition.type === 'Ready') condition.status = 'False';
  });
  assert.not.match(down.fixes[0]?.text ?? '', 'as the probe');
});

test('files of other names are not hidden', async () => {
  const found = await findingOn('file-projected-hidden', (cluster) => {
    const { data = {} } = cluster.one('configmaps', 'agent-base');
    data['base.yaml'] = data['agent.yaml'] ?? '';
    delete data['agent.yaml'];
  });
  assert.not.match(found.summary, 'hides');
});

test('a sign that is no alias is put in quotes, an alias is not', async () => {
  const withLine = (line: string) =>
    findingOn('file-yaml-alias', (cluster) => {
      cluster.one('configmaps', 'agent').data = { 'agent.yaml': `sources: []\n${line}\n` };
    });
  assert.match((await withLine('output: *.example.com')).fixes[0]?.text ?? '', 'in quotes');
  assert.not.match((await withLine('output: *output')).fixes[0]?.text ?? '', 'in quotes');
});

test('a folder of a variable that the shell takes from another one, or that it is not below, is not named', async () => {
  const withHome = (line: string, home: string) =>
    findingOn('cmd-java-home', (cluster) => {
      cluster.container('orders').command = ['sh', '-c', line];
      cluster.one('configmaps', 'jvm').data = { JAVA_HOME: home };
    });
  const named = 'whose folder';
  assert.match((await withHome('exec "${JAVA_HOME}/bin/java" Orders', '/usr/lib/jvm/java-21/')).summary, named);
  assert.not.match((await withHome('exec "$HOME/bin/java" Orders', '/usr/lib/jvm/java-21')).summary, named);
  assert.not.match((await withHome('exec "$JAVA_HOME/bin/java" Orders', '/opt/java')).summary, named);
});

test('a Job whose database is there by now is told of its time alone', async () => {
  const found = await findingOn('job-deadline-waits', (cluster) => {
    cluster.one('deployments', 'db').spec.replicas = 1;
    const init = cluster.one('jobs', 'ledger-close').spec.template?.spec.initContainers?.[0];
    if (init) init.command = ['sh', '-c', 'sleep 60'];
  });
  assert.is(found.cause, 'job-deadline');
  assert.not.match(found.summary, 'Service');
});

test.run();
