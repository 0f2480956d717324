/** switched-off: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn, type Situation } from './situation.ts';

const SCRIPT = `#!/bin/sh
set -eu
if [ "\${MAIL_ENABLED:-yes}" != yes ]; then
  echo "mails are switched off here"
  exit 0
fi
exec /entrypoint.sh
`;

const withScript = (env: Record<string, string>, log: string, script = SCRIPT): Situation => ({
  status: ended(0, { finishedAt: '2026-01-02T03:04:01Z' }),
  log,
  container: {
    command: ['sh', '/start/start.sh'],
    envFrom: [{ configMapRef: { name: 'mail' } }],
    volumeMounts: [{ name: 'start', mountPath: '/start' }],
  },
  spec: { volumes: [{ name: 'start', configMap: { name: 'start' } }] },
  configMaps: { mail: env, start: { 'start.sh': script } },
});

test('its start script ends well where a variable is not so', () => {
  const [finding] = findingsIn(withScript({ MAIL_ENABLED: 'no' }, 'mails are switched off here'));
  assert.is(finding?.cause, 'switched-off');
  assert.is(finding?.confidence, 'certain');
  assert.match(
    finding?.summary ?? '',
    /as MAIL_ENABLED \("no"\) is other than yes \(ConfigMap start key start\.sh, line 5: .*ConfigMap mail key MAIL_ENABLED\)/,
  );
  assert.match(finding?.fixes[0]?.command ?? '', /^kubectl patch configmap mail .*"MAIL_ENABLED":"yes"/);
});

test('it is found where the script says nothing, and where it compares with the value that is wrong', () => {
  const quiet = SCRIPT.replace(/ {2}echo.*\n/, '').replace('!= yes', '= "no"');
  const [finding] = findingsIn(withScript({ MAIL_ENABLED: 'no' }, '', quiet));
  assert.is(finding?.cause, 'switched-off');
  assert.match(finding?.fixes[0]?.command ?? '', /"MAIL_ENABLED":"yes"/);
});

test('not where the variable lets the script go on: what it hands over to ended', () => {
  for (const value of ['yes', ''])
    assert.is.not(findingsIn(withScript({ MAIL_ENABLED: value }, 'all mails sent'))[0]?.cause, 'switched-off', value);
});

const inImage = (env: Record<string, string>, log: string): Situation => ({
  status: ended(0, { finishedAt: '2026-01-02T03:04:01Z' }),
  log,
  container: { env: Object.entries(env).map(([name, value]) => ({ name, value })) },
});

test('its last words name the variable', () => {
  const [finding] = findingsIn(inImage({ INDEXER_ENABLED: 'False' }, 'indexer is disabled (INDEXER_ENABLED), exiting'));
  assert.is(finding?.cause, 'switched-off');
  assert.is(finding?.confidence, 'likely');
  assert.match(finding?.fixes[0]?.command ?? '', /"value":"True"|INDEXER_ENABLED=True/);
  const [unnamed] = findingsIn(inImage({ INDEXER_ENABLED: 'false', TLS: 'off' }, 'Indexer is disabled, exiting'));
  assert.is(unnamed?.cause, 'switched-off');
});

test('not where it is on, nor where the words are of something else', () => {
  for (const situation of [
    inImage({ INDEXER_ENABLED: 'true' }, 'metrics are disabled'),
    inImage({ METRICS_ENABLED: 'false' }, 'metrics are disabled'),
    inImage({ CACHE_ENABLED: 'false' }, 'queue is empty: nothing to do, exiting'),
    inImage({ METRICS_ENABLED: 'false' }, 'metrics are disabled\nall 3 orders are done'),
    inImage({ TLS: 'off' }, 'TLS verification is disabled'),
  ])
    assert.is.not(findingsIn(situation)[0]?.cause, 'switched-off');
});

test('not of one that failed', () => {
  assert.is.not(
    findingsIn({ ...inImage({ INDEXER_ENABLED: 'false' }, 'indexer is disabled (INDEXER_ENABLED)'), status: ended(1) })[0]?.cause,
    'switched-off',
  );
});

test('what it leaves out is a part of it', () => {
  const [finding] = findingsIn({
    status: ended(0),
    log: 'migration finished\ntelemetry is not enabled, leaving it out\n',
    container: { env: [{ name: 'TELEMETRY_ENABLED', value: 'false' }] },
  });
  assert.is.not(finding?.cause, 'switched-off');
});

test('of two that are off, the one that it speaks of', () => {
  const [finding] = findingsIn({
    status: ended(0),
    log: 'cache disabled\nworker disabled, exiting\n',
    container: {
      env: [
        { name: 'CACHE_ENABLED', value: 'false' },
        { name: 'WORKER_ENABLED', value: 'false' },
      ],
    },
  });
  assert.is(finding?.cause, 'switched-off');
  assert.match(finding?.fixes[0]?.text ?? '', 'env WORKER_ENABLED be true');
});

test.run();
