/** Which part of a pod asks for most, as the scheduler counts it; a node that is not there; an end that is that of the pod's deletion. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Container, PodSpec } from '../src/kube/shapes.ts';
import { largestRequest } from '../src/trace/objects/largest-request.ts';
import { type Edited, findingOn, reportOnEdited } from './edited-case.ts';
import { ended, findingsIn, podIn } from './situation.ts';

const asks = (cpu: string): Partial<Container> => ({ resources: { requests: { cpu } } });
const largest = (container: Partial<Container>, spec: Partial<PodSpec>) => {
  const found = largestRequest('cpu', podIn({ container, spec }));
  return found && [found.of?.spec.name, found.amount];
};

test('the sum of what stays, or what comes before it, or the pod as a whole', () => {
  const setup = (cpu: string, restartPolicy?: string) => ({
    initContainers: [{ name: 'setup', ...asks(cpu), ...(restartPolicy ? { restartPolicy } : {}) }],
  });
  assert.equal(largest(asks('2'), setup('3')), ['setup', '3']);
  assert.equal(largest(asks('2'), setup('1')), ['app', '2']);
  assert.equal(largest(asks('2'), setup('3', 'Always')), ['setup', '3']);
  assert.equal(largest(asks('2'), { resources: { requests: { cpu: '4' } } }), [undefined, '4']);
  assert.is(largest({}, {}), undefined);
  const several = {
    ...setup('3'),
    containers: [
      { name: 'a', ...asks('2') },
      { name: 'b', ...asks('1500m') },
    ],
  };
  assert.equal(largest({}, several), ['a', '2']);
});

const asked = (change: (spec: PodSpec) => void) =>
  findingOn('sched-memory', (cluster: Edited) => {
    change(cluster.pod('orders').spec);
  });

test('an init container that asks for too much is changed, not the program', async () => {
  const finding = await asked((spec) => {
    spec.initContainers = [{ name: 'migrate', resources: { requests: { memory: '900Gi' } } }];
  });
  assert.match(finding.summary, /the request of init container migrate for memory \(900Gi\)/);
  assert.match(finding.fixes[0]?.command ?? '', '"initContainers":[{"name":"migrate","resources":{"requests":{"memory":"512Mi"}}}]');
});

test('who asks for little is not told to ask for more', async () => {
  const finding = await asked((spec) => {
    for (const container of spec.containers) container.resources = { requests: { memory: '64Mi' } };
  });
  assert.is(finding.fixes[0]?.command, 'kubectl describe nodes');
});

test('a node that is not there', async () => {
  const placed = (nodeName: string) => (cluster: Edited) => {
    const pod = cluster.pod('orders');
    pod.spec.nodeName = nodeName;
    pod.status = { phase: 'Pending' };
  };
  const finding = await findingOn('sched-memory', placed('labb'));
  assert.match(finding.summary, /its nodeName gives it to node labb, which does not exist; there is lab$/);
  assert.match(finding.fixes[0]?.command ?? '', '"nodeName":null');
  const there = await reportOnEdited('sched-memory', placed('lab'));
  assert.not.match(JSON.stringify(there.pods.map(({ containers }) => containers)), 'does not exist; there is');
});

test('what ends by the deletion of its pod is no trouble; what had crashed before is', () => {
  const end = (finishedAt: string) => {
    const { lastState } = ended(137, { startedAt: '2026-01-02T03:00:00Z', finishedAt });
    return findingsIn({ metadata: { deletionTimestamp: '2026-01-02T03:04:50Z' }, status: { state: lastState ?? {} } });
  };
  assert.equal(end('2026-01-02T03:04:38Z'), []);
  assert.is.not(end('2026-01-02T03:04:10Z').length, 0);
});

test.run();
