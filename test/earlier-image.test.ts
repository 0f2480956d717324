/** Which other image is offered where one is not to be had: recorded cases with one thing changed. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { KubeObject } from '../src/kube/shapes.ts';
import { isSlip } from '../src/nearest.ts';
import { type Edited, findingOn, reportOnEdited } from './edited-case.ts';

/** All that the node has. */
function nodeHas({ recorded }: Edited, ...images: string[]) {
  const [node] = (recorded.recording.resources['/api/v1/nodes']?.items ?? []) as (KubeObject & { status?: object })[];
  Object.assign(node?.status ?? {}, { images: images.map((name) => ({ names: [name], sizeBytes: 1 })) });
}

test('a name that differs by a slip, with the same tag', async () => {
  const first = async (...images: string[]) => (await findingOn('image-name-typo', (cluster) => nodeHas(cluster, ...images))).fixes[0];
  assert.match((await first('docker.io/library/nginx:1.22'))?.command ?? '', '"image":"nginx:1.22"');
  for (const other of ['docker.io/library/nginx:1.23', 'docker.io/library/redis:1.22', 'registry.example.com/library/nginx:1.22'])
    assert.is((await first(other))?.command, undefined, other);
  // There are tags of that very name, so the name is right.
  const own = await first('docker.io/library/nginx:1.22', 'docker.io/library/ngnix:1.21');
  assert.match(own?.command ?? '', '"image":"ngnix:1.21"');
});

test('a slip in short names is none', () => {
  assert.ok(isSlip('ngnix', 'nginx'));
  assert.ok(isSlip('shops', 'shop'));
  assert.ok(isSlip('exporter', 'export'));
  assert.not(isSlip('api', 'app'));
  assert.not(isSlip('web', 'webs'));
  assert.not(isSlip('redis', 'mysql'));
});

test('the image of the revision before, whether that was ever seen to be ready or not, if the node has it', async () => {
  const commands = async (change: (cluster: Edited) => unknown) => {
    const report = await reportOnEdited('dep-image-behind', change);
    return report.pods.flatMap(({ containers }) => containers.flatMap(({ findings }) => findings.flatMap(({ fixes }) => fixes)));
  };
  const [back] = await commands(() => undefined);
  assert.match(back?.text ?? '', 'run redis:7.0, which the node has, as revision 1 does');
  assert.match(back?.command ?? '', '"image":"redis:7.0"');
  const gone = await commands((cluster) => nodeHas(cluster, 'docker.io/library/nginx:1.22'));
  assert.not.ok(gone.some(({ command }) => command?.includes('"image"')));
});

test('a tag that says less or more of the same version goes before a higher one', async () => {
  const of = async (...tags: string[]) =>
    (
      await findingOn('image-second', (cluster) => nodeHas(cluster, ...tags.map((tag) => `registry.example.com/shop/mailer:${tag}`)))
    ).fixes[0]?.command?.match(/mailer:([\w.-]+)/)?.[1];
  assert.is(await of('1.3.0', '1.0.0', '1.0.2', '0.9.0'), '1.0.2');
  assert.is(await of('1.3.0', 'v1.0.0'), 'v1.0.0');
  assert.is(await of('1.3.0', '1.0-alpine'), '1.0-alpine');
  assert.is(await of('1.3.0', '1.01', '0.9.0'), '0.9.0');
  assert.is(await of('1.3.0', '1.01'), '1.3.0');
});

test('of an image that is named by its digest: any tag of that name', async () => {
  const found = await findingOn('image-digest');
  assert.match(found.fixes[0]?.command ?? '', '"image":"registry.example.com/shop/api:1.4.2"');
  const other = await findingOn('image-digest', (cluster) => nodeHas(cluster, 'registry.example.com/shop/web:2.7.0'));
  assert.is(other.fixes[0]?.command, undefined);
});

test.run();
