/** service-protocol: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Edited, findingOn } from './edited-case.ts';

const CASE = 'dep-service-udp';

test('the Service has the number for UDP alone', async () => {
  const finding = await findingOn(CASE);
  assert.is(finding.cause, 'service-protocol');
  assert.is(finding.confidence, 'certain');
  assert.match(finding.summary, 'Service redis has port 6379 for UDP alone');
  assert.match(finding.fixes[0]?.command ?? '', '"path":"/spec/ports/0/protocol","value":"TCP"');
});

test('a second entry for TCP is what is called; another number is no port of it', async () => {
  const both = (cluster: Edited) => {
    cluster.one('services', 'redis').spec.ports?.push({ name: 'tcp', port: 6379, targetPort: 6379, protocol: 'TCP' });
  };
  assert.is.not((await findingOn(CASE, both)).cause, 'service-protocol');
  const elsewhere = (cluster: Edited) => {
    cluster.one('services', 'redis').spec.ports = [{ port: 6380, targetPort: 6379, protocol: 'UDP' }];
  };
  assert.is((await findingOn(CASE, elsewhere)).cause, 'service-port');
});

test.run();
