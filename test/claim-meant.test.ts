/** Which claim is meant by a pod that names one which is not there. Edited from vol-claim-name. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Edited, findingOn } from './edited-case.ts';

/** The claims of the namespace are called so; the pod asks for `archive`. */
const claims =
  (...names: string[]) =>
  (cluster: Edited) => {
    const list = cluster.list('persistentvolumeclaims');
    const [claim] = list;
    if (!claim) throw new Error('no claim in the recording');
    cluster
      .list('persistentvolumeclaims')
      .splice(0, list.length, ...names.map((name) => ({ ...claim, metadata: { ...claim.metadata, name } })));
    for (const volume of cluster.pod('archive').spec.volumes ?? [])
      if (volume.persistentVolumeClaim) volume.persistentVolumeClaim.claimName = 'archive-store';
    const missing = 'persistentvolumeclaim "archive-store" not found';
    for (const condition of cluster.pod('archive').status.conditions ?? [])
      if (condition.type === 'PodScheduled') condition.message = missing;
  };
const found = (edit: (cluster: Edited) => void) => findingOn('vol-claim-name', edit);

test('the one claim that shares a word and that no pod mounts', async () => {
  const { summary, fixes } = await found(claims('archive-index', 'wiki'));
  assert.match(summary, 'but archive-index does, which no pod mounts');
  assert.match(fixes[0]?.command ?? '', '"value":"archive-index"');
});

test('one that another pod mounts has its user', async () => {
  const { summary, fixes } = await found((cluster) => {
    claims('archive-index')(cluster);
    const pod = structuredClone(cluster.pod('archive'));
    pod.metadata.name = 'reader';
    pod.metadata.uid = '2';
    for (const volume of pod.spec.volumes ?? []) if (volume.persistentVolumeClaim) volume.persistentVolumeClaim.claimName = 'archive-index';
    cluster.list('pods').push(pod);
  });
  assert.not.match(summary, 'archive-index');
  assert.not.match(fixes[0]?.command ?? '', 'archive-index');
});

test('two of them, one of another name, or that of a replica: none is meant', async () => {
  for (const names of [['archive-index', 'archive-media'], ['wiki'], ['index-archive-0']]) {
    const { fixes } = await found(claims(...names));
    assert.not.match(fixes[0]?.command ?? '', 'claimName');
  }
});

test.run();
