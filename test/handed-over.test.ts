/** An init container that gives the folder to another user than the one that writes there. Edited from perm-chown-other. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Edited, findingOn } from './edited-case.ts';

const own = (command: string[]) => (cluster: Edited) => {
  const [init] = cluster.pod('search').spec.initContainers ?? [];
  if (init) init.command = command;
};
const line = (text: string) => findingOn('perm-chown-other', own(['sh', '-c', text]));

test('the owner is put right where it stands: in a line for a shell, or as a word of its own', async () => {
  const { summary, fixes } = await line('mkdir -p /data/index && chown 999 /data/index && chmod 700 /data/index');
  assert.match(summary, 'init container own-data gives it to 999 (chown 999 /data/index)');
  assert.match(fixes[0]?.command ?? '', 'chown 1000:1000 /data/index && chmod 700');
  const words = await findingOn('perm-chown-other', own(['chown', '-R', '999:999', '/data']));
  assert.match(words.fixes[0]?.command ?? '', '/initContainers/0/command/2","value":"1000:1000"');
});

test('the same user, a name, another folder, and another part of the volume tell nothing', async () => {
  for (const text of [
    'chown -R 1000:1000 /data',
    'chown -R www-data /data',
    'chown -R 999 /cache',
    'chown -R 999 /data/old',
    'chown -R 999 /database',
  ])
    assert.not.match((await line(text)).summary, 'gives it to', text);
  const part = await findingOn('perm-chown-other', (cluster) => {
    for (const one of [...cluster.pod('search').spec.containers, ...(cluster.pod('search').spec.initContainers ?? [])])
      for (const mount of one.volumeMounts ?? []) if (mount.name === 'data' && one.name === 'own-data') mount.subPath = 'old';
  });
  assert.not.match(part.summary, 'gives it to');
});

test.run();
