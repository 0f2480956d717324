/** service-missing: a proxy that calls the program beside it by a name; near misses. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Edited, findingOn } from './edited-case.ts';

const on = (change?: (cluster: Edited) => void) => findingOn('sidecar-upstream', change);
const containersOf = (cluster: Edited) => cluster.pod('web').spec.containers;

test('a proxy calls a name that no Service has, at the port of the container beside it', async () => {
  const finding = await on();
  assert.match(finding.summary, 'container web of this pod has port 8000');
  assert.match(finding.fixes[0]?.command ?? '', 'proxy_pass http://127.0.0.1:8000;');
});

test('another port, or a program that is no proxy: it may mean somebody else', async () => {
  for (const change of [
    (cluster: Edited) => {
      for (const one of containersOf(cluster)) if (one.name === 'web') one.ports = [{ containerPort: 9000 }];
    },
    (cluster: Edited) => {
      for (const one of containersOf(cluster)) if (one.name === 'proxy') one.image = 'registry.example.com/shop/edge:1';
    },
  ]) {
    const finding = await on(change);
    assert.is(finding.cause, 'service-missing');
    assert.not.match(finding.summary, 'of this pod');
    assert.is(finding.fixes[0]?.command, undefined);
  }
});

test.run();
