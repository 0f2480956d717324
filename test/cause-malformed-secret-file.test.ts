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
    assert.match(finding?.fixes[0]?.command ?? '', '--from-file=key.json=');
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

test.run();
