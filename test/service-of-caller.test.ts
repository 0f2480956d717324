/** A Service that selects the pods which call it; edited from dep-service-of-caller. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Edited, findingOn } from './edited-case.ts';

const CASE = 'dep-service-of-caller';

test('another workload has the port: that one is meant, by labels that it alone has', async () => {
  const plain = await findingOn(CASE);
  assert.is(plain.cause, 'service-selector');
  assert.match(plain.fixes[0]?.command ?? '', '"selector":{"team":"platform"}');
  const crowded = await findingOn(CASE, (cluster) => {
    const other = structuredClone(cluster.pod('redis'));
    Object.assign(other.metadata, { name: 'db-1', uid: 'db', labels: { app: 'db', team: 'platform' } });
    for (const container of other.spec.containers) container.ports = [{ containerPort: 5432 }];
    cluster.list('pods').push(other);
  });
  assert.match(crowded.fixes[0]?.command ?? '', '"selector":{"team":null,"app":"redis"}');
});

test('not where its pods have the port themselves, or nobody else has it', async () => {
  const edits: ((cluster: Edited) => void)[] = [
    (cluster) => {
      cluster.container('web').ports = [{ containerPort: 6379 }];
    },
    (cluster) => {
      cluster.container('redis').ports = [{ containerPort: 7000 }];
    },
  ];
  for (const edit of edits) assert.is.not((await findingOn(CASE, edit)).cause, 'service-selector');
});

test.run();
