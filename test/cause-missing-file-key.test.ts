/** missing-file: a file of a ConfigMap's or Secret's volume is a key; under another name, not at all, or only not yet. Edited from file-of-ordinal. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingOn } from './edited-case.ts';
import { ended, findingsIn, type Situation } from './situation.ts';

const opens = (file: string, keys: string[], more: object = {}): Situation => ({
  container: { command: ['python', '/app/main.py'], volumeMounts: [{ name: 'conf', mountPath: '/etc/rates' }] },
  spec: { volumes: [{ name: 'conf', configMap: { name: 'rates', ...more } }] },
  configMaps: { rates: Object.fromEntries(keys.map((key) => [key, 'a'])) },
  status: ended(1),
  log: `FileNotFoundError: [Errno 2] No such file or directory: '/etc/rates/${file}'\n`,
});
const first = (situation: Situation) => findingsIn(situation)[0];
const commandOf = (situation: Situation) => first(situation)?.fixes[0]?.command ?? '';

test('a key that is near is shown under the name that is wanted, and the others as before', () => {
  const finding = first(opens('targets.json', ['rates-targets.json', 'notes.txt']));
  assert.match(finding?.summary ?? '', 'has no such key, but rates-targets.json');
  assert.match(
    finding?.fixes[0]?.command ?? '',
    '"path":"/spec/volumes/0/configMap/items","value":[{"key":"rates-targets.json","path":"targets.json"},{"key":"notes.txt","path":"notes.txt"}]',
  );
});

test('what the volume does not show of the keys that are there is added to its items', () => {
  const hidden = opens('b.toml', ['a.toml', 'b.toml'], { items: [{ key: 'a.toml', path: 'a.toml' }] });
  assert.match(first(hidden)?.summary ?? '', 'among the items that its volume shows');
  assert.match(commandOf(hidden), '"path":"/spec/volumes/0/configMap/items/-","value":{"key":"b.toml","path":"b.toml"}');
});

test('a sibling by its number is no other name for it: the key is added', async () => {
  const one = opens('node-1.json', ['node-0.json']);
  assert.match(commandOf(one), '--from-file=node-1.json=');
  assert.match((await findingOn('file-of-ordinal')).fixes[0]?.command ?? '', '--from-file=shard-2.json="$SHARD_2_JSON_FILE"');
});

test('a key that is there by now came after the pod: it is not called missing, nor is one of an immutable ConfigMap added', async () => {
  assert.not.match(first(opens('a.toml', ['a.toml']))?.summary ?? '', 'no such key');
  const fixed = await findingOn('file-of-ordinal', (cluster) => {
    Object.assign(cluster.one('configmaps', 'shards'), { immutable: true });
  });
  assert.not.ok(fixed.fixes.some(({ command }) => command?.includes('--from-file')));
});

test('certificate and key have one stem', () => {
  const finding = first(opens('tls.crt', ['server.crt', 'server.key']));
  assert.match(finding?.fixes[0]?.command ?? '', '{"key":"server.key","path":"tls.key"}');
});

test('the script that is run is not the file that it reads', () => {
  const of = (keys: Record<string, string>) =>
    first({
      container: { command: ['sh', '/srv/start.sh'], volumeMounts: [{ name: 'srv', mountPath: '/srv' }] },
      spec: { volumes: [{ name: 'srv', configMap: { name: 'app' } }] },
      configMaps: { app: keys },
      status: ended(2),
      log: '/srv/start.sh: 2: .: cannot open /srv/env.sh: No such file\n',
    });
  const script = '#!/bin/sh\n. /srv/env.sh\n';
  assert.not.match(of({ 'start.sh': script })?.fixes[0]?.command ?? '', '"key":"start.sh"');
  assert.match(of({ 'start.sh': script, 'environment.sh': 'A=1' })?.summary ?? '', 'but environment.sh');
});

const including = (line: string, ...more: string[]) =>
  first({
    container: { command: ['redis-server', '/etc/redis/redis.conf'], volumeMounts: [{ name: 'conf', mountPath: '/etc/redis' }] },
    spec: { volumes: [{ name: 'conf', configMap: { name: 'cache' } }] },
    configMaps: { cache: { 'redis.conf': `port 6379\n${line}\ndir /data\n`, ...Object.fromEntries(more.map((key) => [key, 'a'])) } },
    status: ended(1),
    log: "1:C 26 Nov 2026 17:16:18.362 # Fatal error, can't open config file '/etc/redis/extra.conf': No such file or directory\n",
  });

test('a file that is in use is no other name of the one that it includes: the line may go', () => {
  const finding = including('include /etc/redis/extra.conf');
  assert.not.match(finding?.summary ?? '', 'but redis.conf');
  assert.match(finding?.fixes[0]?.command ?? '', '"redis.conf":"port 6379\\ndir /data\\n"');
  assert.match(
    including('include /etc/redis/extra.conf', 'extras.conf')?.fixes[0]?.command ?? '',
    '"key":"extras.conf","path":"extra.conf"',
  );
  // What else names it is not taken out.
  assert.match(including('aclfile /etc/redis/extra.conf')?.fixes[0]?.command ?? '', '--from-file=extra.conf=');
});

test('the only other ConfigMap that has the very file, and is not mounted', async () => {
  const CASE = 'file-other-configmap';
  const replaced = await findingOn(CASE);
  assert.match(replaced.fixes[0]?.command ?? '', '"path":"/spec/template/spec/volumes/0/configMap/name","value":"agent-settings"');
  const both = await findingOn(CASE, (cluster) => {
    for (const { metadata, spec } of cluster.list('pods'))
      if (metadata.name.startsWith('agent'))
        Object.assign(spec.containers[0] ?? {}, { env: [{ name: 'RULES', value: '/etc/agent/rules.yaml' }] });
  });
  assert.match(both.fixes[0]?.command ?? '', '"sources":[{"configMap":{"name":"agent-rules"}},{"configMap":{"name":"agent-settings"}}]');
  // A slip in the name is nearer than another object.
  const slip = await findingOn(CASE, (cluster) => {
    cluster.one('configmaps', 'agent-rules').data = { 'agent.yml': 'a' };
  });
  assert.match(slip.summary, 'but agent.yml');
});

test('a relative name of a file that a Secret or a ConfigMap brings', () => {
  const names = (value: string, kind: 'secret' | 'configMap'): Situation => ({
    container: { env: [{ name: 'KEY_FILE', value }], volumeMounts: [{ name: 'keys', mountPath: '/keys' }] },
    spec: {
      volumes: [kind === 'secret' ? { name: 'keys', secret: { secretName: 'session' } } : { name: 'keys', configMap: { name: 'session' } }],
    },
    ...(kind === 'secret' ? { secrets: { session: ['session.key'] } } : { configMaps: { session: { 'session.key': 'a' } } }),
    status: ended(1),
    log: `Error: ENOENT: no such file or directory, open '${value}'\n    at Object.openSync (node:fs:601:3)\n`,
  });
  for (const kind of ['secret', 'configMap'] as const)
    assert.match(commandOf(names('keys/session.key', kind)), '"name":"KEY_FILE","value":"/keys/session.key"');
  assert.match(
    first(names('keys/session.key', 'secret'))?.summary ?? '',
    'key session.key of Secret session is mounted as /keys/session.key',
  );
  assert.not.match(commandOf(names('keys/other.key', 'secret')), '/keys/session.key');
});

test.run();
