/** A line of a script or of a file that is put right where it stands. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingOn } from './edited-case.ts';
import { ended, findingsIn } from './situation.ts';

const commandOn = async (...edit: Parameters<typeof findingOn>) => (await findingOn(...edit)).fixes[0]?.command ?? '';

test('an option of a start script goes with the value that stands behind it', async () => {
  const script = (from: string, to: string) =>
    commandOn('exit-hidden-trap', (cluster) => {
      const { data = {} } = cluster.one('configmaps', 'worker-start');
      data['start.sh'] = data['start.sh']?.replace(from, () => to) ?? '';
    });
  assert.match(await script('', ''), String.raw`\npython /app/worker.py\n"`);
  assert.match(await script('--batch "$BATCH"', '--batch="$BATCH" --once'), String.raw`\npython /app/worker.py --once\n"`);
  assert.match(
    await script('python /app', '# python /app/worker.py --batch 5\npython /app'),
    String.raw`--batch 5\npython /app/worker.py\n"`,
  );
  assert.is(await script('touch /tmp/lock', 'test -x /app/check && /app/check --batch 1'), '', 'two lines have it');
});

test('a filter that the image lacks goes where it is the last of all', () => {
  const on = (line: string) =>
    findingsIn({ status: ended(127), log: 'sh: 1: jq: not found', container: { command: ['sh', '-c', line] } })[0]?.fixes[0]?.command ?? '';
  assert.match(on("node server.js 2>&1 | jq -c 'del(.a) | .b'"), '"value":"node server.js 2>&1"');
  for (const line of [
    'curl -s http://a/ | jq -r .url > /tmp/url',
    'URL=$(curl -s http://a/ | jq -r .url)',
    'curl -s http://a/ | jq .; exec node server.js',
  ])
    assert.not.match(on(line), '"op":"replace"', line);
});

const REDIS = (line: string, said: string) =>
  `\n*** FATAL CONFIG FILE ERROR (Redis 7.0.15) ***\nReading the configuration file, at line 4\n>>> '${line}'\n${said}\n`;

test('a line of redis.conf that a Secret holds is put right in passing', () => {
  const on = (path: string, log: string) =>
    findingsIn({
      status: ended(1),
      log,
      container: { command: ['redis-server', path], volumeMounts: [{ name: 'conf', mountPath: '/etc/redis' }] },
      spec: { volumes: [{ name: 'conf', secret: { secretName: 'cache' } }] },
      secrets: { cache: ['redis.conf'] },
    })[0];
  const found = on('/etc/redis/redis.conf', REDIS('appendonly maybe', "argument must be 'yes' or 'no'"));
  assert.match(
    found?.summary ?? '',
    "line 4: argument must be 'yes' or 'no': appendonly maybe; the file is key redis.conf of Secret cache",
  );
  assert.match(found?.fixes[0]?.command ?? '', "| base64 -d | sed '4s/.*/appendonly yes/' | base64 | tr -d '\\n')");
  assert.not.match(on('/etc/other.conf', REDIS('appendonly maybe', "argument must be 'yes' or 'no'"))?.summary ?? '', 'Secret cache');
});

test('an entry that YAML lacks at its top is asked for; elsewhere it is left to an editor', async () => {
  const asked = (from: string, to: string) =>
    commandOn('file-yaml-lacks-entry', (cluster) => {
      const { data = {} } = cluster.one('configmaps', 'pricing-code');
      data['main.py'] = data['main.py']?.replace(from, () => to) ?? '';
      cluster.say('pricing', 'pricing', from, to);
    });
  assert.match(await asked('base = settings', 'base = settings'), String.raw`base_currency: '"$BASE_CURRENCY"'\n`);
  const nested = await asked('settings["base_currency"]', 'settings["rates"]["base_currency"]');
  assert.match(nested, String.raw`\nrates:\n  base_currency: '"$BASE_CURRENCY"'\n  source: file\n`);
  assert.match(await asked('settings["base_currency"]', 'settings["a"]["rates"]["base_currency"]'), 'kubectl edit configmap pricing');
});

test('port is no misspelt host', () => {
  const on = (text: string) =>
    findingsIn({
      status: ended(1),
      log: 'Traceback (most recent call last):\n  File "/app/mail.py", line 9, in <module>\n    host = settings["smtp"]["host"]\nKeyError: \'host\'\n',
      container: { command: ['python', '/app/mail.py'], volumeMounts: [{ name: 'conf', mountPath: '/etc/mail' }] },
      spec: { volumes: [{ name: 'conf', configMap: { name: 'mail' } }] },
      configMaps: { mail: { 'mail.yaml': text } },
    })[0]?.fixes[0]?.text ?? '';
  assert.match(on('smtp:\n  port: 25\n'), 'write host into key mail.yaml');
  assert.match(on('smtp:\n  hots: relay\n  port: 25\n'), 'write host for hots');
});

test.run();
