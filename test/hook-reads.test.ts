/** What a postStart hook needs that is not there: a key of an object, or a container that is started after it. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Edited, findingOn } from './edited-case.ts';

const hook = (pod: string, command: string[]) => (cluster: Edited) => {
  Object.assign(cluster.container(pod), { lifecycle: { postStart: { exec: { command } } } });
};

test('a file that the object of the volume does not have is named; one that it has, or of a folder of the image, is not', async () => {
  const finding = await findingOn('hook-copies-key');
  assert.match(finding.summary, '/etc/rates/rates-uk.json is not there: ConfigMap rates has no such key, but rates-eu.json, rates-us.json');
  const near = await findingOn('hook-copies-key', hook('api', ['sh', '-c', 'cp /etc/rates/rates_eu.json /tmp/rates.json']));
  assert.match(near.fixes[0]?.command ?? '', 'cp /etc/rates/rates-eu.json /tmp/rates.json');
  for (const path of ['/etc/rates/rates-eu.json', '/app/seed/rates.json'])
    assert.not.match((await findingOn('hook-copies-key', hook('api', ['cp', path, '/tmp/']))).summary, 'is not there', path);
});

test('a hook that asks a later container waits for what waits for it', async () => {
  const finding = await findingOn('hook-needs-later');
  assert.match(finding.summary, 'it waits for port 8080, which is that of api, and that one is started only when the hook has ended');
  assert.match(
    finding.fixes[0]?.command ?? '',
    '{"op":"move","from":"/spec/template/spec/containers/1","path":"/spec/template/spec/containers/0"}',
  );
  for (const edit of [
    // Its own port; another pod's; that of a container which stands before it.
    hook('shop', ['sh', '-c', 'until curl -fs http://localhost:5000/; do sleep 1; done']),
    hook('shop', ['sh', '-c', 'until curl -fs http://api:8080/; do sleep 1; done']),
    (cluster: Edited) => {
      cluster.pod('shop').spec.containers.reverse();
    },
  ])
    assert.not.match((await findingOn('hook-needs-later', edit)).summary, 'is started only when the hook has ended');
});

test.run();
