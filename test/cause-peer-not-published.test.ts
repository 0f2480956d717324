/** peer-not-published: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Edited, findingOn } from './edited-case.ts';

const CASE = 'dep-peers-unready';
const service = (cluster: Edited) => cluster.one('services', 'quorum').spec;

test('its own name, and peers that are made only when it is ready', async () => {
  const finding = await findingOn(CASE);
  assert.is(finding.cause, 'peer-not-published');
  assert.is(finding.confidence, 'certain');
  assert.match(finding.summary, 'cannot resolve quorum-0.quorum (its own)');
  assert.match(finding.summary, 'quorum-1, quorum-2, which it is told of too, are not even made');
  assert.match(finding.fixes[0]?.command ?? '', '"podManagementPolicy":"Parallel"');
});

test('all pods are made at once: the Service alone is to be changed', async () => {
  const finding = await findingOn(CASE, (cluster) => {
    cluster.one('statefulsets', 'quorum').spec.podManagementPolicy = 'Parallel';
  });
  assert.is(finding.cause, 'peer-not-published');
  assert.not.match(finding.fixes[0]?.command ?? '', 'Parallel');
});

test('the name of the Service stands for its own pods; for those of another program that is not ready, it is that one that is at fault', async () => {
  const asks = (cluster: Edited) => cluster.say('quorum-0', 'node', 'quorum-0.quorum', 'quorum');
  assert.is((await findingOn(CASE, asks)).cause, 'peer-not-published');
  const other = await findingOn(CASE, (cluster) => {
    asks(cluster);
    const pod = structuredClone(cluster.pod('quorum-0'));
    Object.assign(pod.metadata, { name: 'db-0', uid: 'db-0', ownerReferences: [{ kind: 'StatefulSet', name: 'db', controller: true }] });
    cluster.list('pods').push(pod);
  });
  assert.is.not(other.cause, 'peer-not-published');
});

test('a DNS server that does not answer says nothing of the name', async () => {
  const finding = await findingOn(CASE, (cluster) => cluster.say('quorum-0', 'node', 'ENOTFOUND', 'EAI_AGAIN'));
  assert.is.not(finding.cause, 'peer-not-published');
});

test('a pod that the Service does not have has no name, published or not', async () => {
  const finding = await findingOn(CASE, (cluster) => {
    service(cluster).publishNotReadyAddresses = true;
    cluster.say('quorum-0', 'node', 'quorum-0.quorum', 'quorum-leader.quorum');
  });
  assert.is(finding.cause, 'dependency-unreachable');
  assert.match(finding.summary, 'Service quorum exists, and has no pod quorum-leader');
});

test('a Service that gives out all pods, that has an address, or pods that need nobody to be ready, are another matter', async () => {
  const edits: Record<string, (cluster: Edited) => void> = {
    published: (cluster) => {
      service(cluster).publishNotReadyAddresses = true;
    },
    address: (cluster) => {
      service(cluster).clusterIP = '10.96.1.2';
    },
    unprobed: (cluster) => {
      delete cluster.container('quorum-0').readinessProbe;
    },
    others: (cluster) => {
      service(cluster).selector = { app: 'other' };
    },
  };
  for (const [name, edit] of Object.entries(edits)) assert.is.not((await findingOn(CASE, edit)).cause, 'peer-not-published', name);
});

test('a StatefulSet that takes its claims with it is not made anew', async () => {
  const finding = await findingOn(CASE, (cluster) => {
    cluster.one('statefulsets', 'quorum').spec.persistentVolumeClaimRetentionPolicy = { whenDeleted: 'Delete' };
  });
  assert.not.match(finding.fixes[0]?.command ?? '', 'replace --force');
  assert.match(finding.fixes[0]?.text ?? '', 'would take its claims with it');
});

test.run();
