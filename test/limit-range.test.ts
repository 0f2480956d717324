/** What meets the bounds of a LimitRange: all of them, of every container, and of the pod as a whole. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Container } from '../src/kube/shapes.ts';
import { type Edited, findingOn } from './edited-case.ts';

const limits = (name: string, memory: string, cpu = '100m'): Container => ({ name, resources: { limits: { memory, cpu } } });
const command = async (words: string, containers: Container[], initContainers: Container[] = []) => {
  const finding = await findingOn('admit-quota', (cluster: Edited) => {
    for (const event of cluster.list('events'))
      if (event.reason === 'FailedCreate') event.message = `Error creating: pods "api-1" is forbidden: ${words}`;
    for (const plural of ['deployments', 'replicasets'] as const)
      for (const one of cluster.list(plural))
        if (one.metadata.name.startsWith('api') && one.spec.template?.spec)
          Object.assign(one.spec.template.spec, { containers, initContainers });
  });
  return finding.fixes[0]?.command ?? '';
};

test('several bounds are met at once, as the API server names all of them', async () => {
  const words = '[maximum cpu usage per Container is 1, but limit is 2, maximum memory usage per Container is 1Gi, but limit is 2Gi]';
  assert.match(
    await command(words, [limits('api', '2Gi', '2')]),
    '"containers":[{"name":"api","resources":{"limits":{"cpu":"1","memory":"1Gi"}}}]',
  );
});

test('two containers that are above it, one of them an init container; one below it stays', async () => {
  const words = 'maximum memory usage per Container is 256Mi, but limit is 512Mi';
  const patch = await command(words, [limits('api', '512Mi'), limits('log', '64Mi')], [limits('setup', '512Mi')]);
  assert.match(patch, '"containers":[{"name":"api","resources":{"limits":{"memory":"256Mi"}}}],"initContainers":[{"name":"setup"');
  assert.not.match(patch, '"name":"log"');
});

test('of the pod as a whole the largest gets what the others leave', async () => {
  const words = 'maximum memory usage per Pod is 1Gi, but limit is 2147483648';
  assert.match(
    await command(words, [limits('api', '1792Mi'), limits('log', '256Mi')]),
    '"containers":[{"name":"api","resources":{"limits":{"memory":"768Mi"}}}]',
  );
});

test('a priority class that the namespace may not use', async () => {
  const finding = await findingOn('admit-quota', (cluster: Edited) => {
    for (const event of cluster.list('events'))
      if (event.reason === 'FailedCreate')
        event.message = 'Error creating: pods "api-1" is forbidden: insufficient quota to match these scopes: [{PriorityClass In [high]}]';
    for (const plural of ['deployments', 'replicasets'] as const)
      for (const one of cluster.list(plural)) if (one.spec.template?.spec) one.spec.template.spec.priorityClassName = 'high';
  });
  assert.match(finding.fixes[0]?.command ?? '', '"priorityClassName":null');
});

test.run();
