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

test('a kubeconfig has no ending, and its name stands in quotation marks; encoded twice it is one text', () => {
  const on = (words: string) =>
    first({
      container: { volumeMounts: [{ name: 'k', mountPath: '/k' }] },
      spec: { volumes: [{ name: 'k', secret: { secretName: 'kubeconfig' } }] },
      secrets: { kubeconfig: ['config'] },
      status: ended(1),
      log: `error: error loading config file "/k/config": ${words}`,
    });
  const cut = on('yaml: line 2: mapping values are not allowed in this context');
  assert.match(
    cut?.summary ?? '',
    'refuses /k/config, line 2: mapping values are not allowed in this context; the file is key config of Secret',
  );
  assert.match(cut?.fixes[0]?.command ?? '', '--from-file=config=');
  const twice = on(
    "couldn't get version/kind; json parse error: json: cannot unmarshal string into Go value of type struct { APIVersion string }",
  );
  assert.match(twice?.fixes[0]?.command ?? '', '| base64 -d | base64 -d > /dev/null');
});

test('Go names no file of a pair that does not fit', () => {
  const on = (keys: string[], words = 'tls: private key does not match public key') =>
    first({
      container: { volumeMounts: [{ name: 'tls', mountPath: '/tls' }] },
      spec: { volumes: [{ name: 'tls', secret: { secretName: 'web-tls' } }] },
      secrets: { 'web-tls': keys },
      status: ended(1),
      log: `2026/01/02 03:04:05 ${words}`,
    });
  assert.match(on(['tls.crt', 'tls.key'])?.summary ?? '', 'the file is key tls.crt of Secret web-tls');
  assert.match(on(['tls.crt', 'tls.key'])?.fixes[0]?.command ?? '', /--from-file=tls\.key=.*--from-file=tls\.crt=/);
  assert.not.match(on(['server.pem'])?.summary ?? '', 'Secret web-tls');
  const peer = on(['tls.crt', 'tls.key'], 'tls: failed to parse certificate from server: x509: malformed tbs certificate');
  assert.not.match(peer?.summary ?? '', 'Secret web-tls', "it may be the server's");
});

test.run();
