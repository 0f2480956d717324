/** The readiness probe's path as that of the liveness probe. Edited from probe-path-beside. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Edited, findingOn } from './edited-case.ts';

const command = async (edit?: (cluster: Edited) => void) => (await findingOn('probe-path-beside', edit)).fixes[0]?.command ?? '';

test('it was asked while the program answered, and no error is told of it', async () => {
  assert.match(await command(), '"livenessProbe":{"httpGet":{"path":"/actuator/health"}}');
});

test('it answered with an error, is asked too seldom, or on another port', async () => {
  const refused = (cluster: Edited) => {
    for (const event of cluster.list('events'))
      if (event.message?.startsWith('Readiness probe failed'))
        event.message = 'Readiness probe failed: HTTP probe failed with statuscode: 404';
  };
  const change = (changed: object) => (cluster: Edited) => {
    Object.assign(cluster.container('orders').readinessProbe ?? {}, changed);
  };
  for (const edit of [refused, change({ periodSeconds: 30 }), change({ httpGet: { path: '/actuator/health', port: 9000 } })])
    assert.not.match(await command(edit), '/actuator/health');
});

test.run();
