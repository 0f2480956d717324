/** unexpanded-variable: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const log = 'dial tcp: lookup $(HOST): no such host\n';
const HOST = { name: 'HOST', value: 'db' };

test('in a ConfigMap nothing is replaced; as a value of env it is', () => {
  const c = { URL: 'http://$(HOST):80' };
  const [own] = findingsIn({
    status: ended(1),
    log,
    container: { envFrom: [{ configMapRef: { name: 'c' } }], env: [HOST] },
    configMaps: { c },
  });
  assert.is(own?.cause, 'unexpanded-variable');
  assert.match(
    own?.fixes[0]?.command ?? '',
    '"op":"add","path":"/spec/containers/0/env/-","value":{"name":"URL","value":"http://$(HOST):80"}',
  );
  const key = { name: 'URL', valueFrom: { configMapKeyRef: { name: 'c', key: 'URL' } } };
  const [single] = findingsIn({ status: ended(1), log, container: { env: [key, HOST] }, configMaps: { c } });
  assert.match(single?.fixes[0]?.command ?? '', '"op":"remove","path":"/spec/containers/0/env/0"},{"op":"add"');
  const [none] = findingsIn({ status: ended(1), log, container: { envFrom: [{ configMapRef: { name: 'c' } }] }, configMaps: { c } });
  assert.is.not(none?.cause, 'unexpanded-variable');
});

test.run();
