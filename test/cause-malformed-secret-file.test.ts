/** malformed-secret-file: the one JSON file of a Secret, where nothing that we see is at fault. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn, type Situation } from './situation.ts';

const LOG = 'json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)';
const mounts = (keys: string[], more: Situation = {}): Situation => ({
  container: {
    env: [{ name: 'CREDENTIALS', value: '/var/secrets/key.json' }],
    volumeMounts: [{ name: 's', mountPath: '/var/secrets' }],
  },
  spec: { volumes: [{ name: 's', secret: { secretName: 'gcp' } }] },
  secrets: { gcp: keys },
  status: ended(1),
  log: LOG,
  ...more,
});
const first = (situation: Situation) => findingsIn(situation)[0];

test('the one that a variable names', () => {
  for (const keys of [['key.json'], ['key.json', 'other.json'], ['key.json', 'tls.crt']]) {
    const finding = first(mounts(keys));
    assert.is(finding?.cause, 'malformed-secret-file');
    assert.is(finding?.confidence, 'likely');
    assert.match(finding?.summary ?? '', 'key key.json of Secret gcp');
    // Decoded once more, where it can be; else written anew.
    assert.match(finding?.fixes[0]?.command ?? '', '| base64 -d | base64 -d > /dev/null && kubectl patch secret gcp');
    assert.match(finding?.fixes[1]?.command ?? '', '--from-file=key.json=');
  }
});

test('none that is JSON, several, or a variable that is at fault', () => {
  assert.is(first(mounts(['tls.crt']))?.cause, 'malformed-config');
  assert.is(first(mounts(['a.json', 'b.json']))?.cause, 'malformed-config');
  const env = [{ name: 'LIMITS', value: "{'a': 1}" }];
  assert.is.not(
    first(mounts(['key.json'], { container: { env, volumeMounts: [{ name: 's', mountPath: '/var/secrets' }] } }))?.cause,
    'malformed-secret-file',
  );
});

const TRACE =
  'agent 2.1.0 reading /var/secrets/agent.yaml\nTraceback (most recent call last):\n  File "/app/agent.py", line 12, in <module>\n    settings.get("output")\nAttributeError: \'str\' object has no attribute \'get\'';

test('a YAML file that is one long word, which the log or a setting names', () => {
  const finding = first(mounts(['agent.yaml'], { log: TRACE }));
  assert.is(finding?.cause, 'malformed-secret-file');
  assert.is(finding?.confidence, 'likely');
  assert.match(finding?.summary ?? '', 'which is key agent.yaml of Secret gcp');
  assert.match(finding?.fixes[0]?.command ?? '', 'base64 -d | base64 -d > /dev/null');
  for (const [keys, log] of [
    [['agent.yaml'], TRACE.replace(/^.*\n/, '')],
    [['agent.yaml'], TRACE.replace("'str'", "'list'")],
    [['agent.txt'], TRACE.replace('agent.yaml', 'agent.txt')],
  ] as const)
    assert.is.not(first(mounts([...keys], { log }))?.cause, 'malformed-secret-file');
});

test('base64 of a brace, where the log names the file', () => {
  const go = (letter: string) =>
    first(
      mounts(['key.json'], {
        log: `2026/01/02 03:04:05 /var/secrets/key.json: invalid character '${letter}' looking for beginning of value`,
      }),
    );
  assert.match(go('e')?.fixes[0]?.command ?? '', 'base64 -d | base64 -d > /dev/null');
  assert.not.match(go('l')?.fixes[0]?.command ?? '', 'base64');
});

test.run();
