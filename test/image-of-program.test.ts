/** The image that is called after the program: edited from image-other-program; what is written beside it: from sidecar-other-log. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingOn } from './edited-case.ts';

test('an image of the same folder, called after the program that is lacking, may be the one that is meant', async () => {
  const { summary, fixes } = await findingOn('image-other-program');
  assert.match(summary, 'has registry.example.com/shop/worker:0.9.3, which is called after that program');
  assert.match(fixes[0]?.command ?? '', '"image":"registry.example.com/shop/worker:0.9.3"');
});

test('none of another folder, and none where the node has no such image', async () => {
  const { summary } = await findingOn('image-other-program', (cluster) => {
    for (const { spec } of cluster.list('pods'))
      for (const container of spec.containers) container.image = container.image?.replace('/shop/', '/till/') as string;
  });
  assert.not.match(summary, 'called after');
});

test('a command that reads another file than its neighbour writes is told that one; a bare system has no program of its own', async () => {
  const { fixes } = await findingOn('sidecar-other-log');
  assert.match(fixes[0]?.command ?? '', '/spec/template/spec/containers/1/command/4","value":"/logs/api.log"');
  assert.not.match(fixes.map(({ text }) => text).join(), 'the image');
});

test('the path of the probe that waits for the startup probe is worth a try; one that failed itself is not', async () => {
  const { fixes } = await findingOn('probe-startup-path');
  assert.match(fixes[0]?.command ?? '', '"startupProbe":{"httpGet":{"path":"/health"}}');
  const same = await findingOn('probe-startup-path', (cluster) => {
    for (const { spec } of cluster.list('pods'))
      for (const { livenessProbe, readinessProbe } of spec.containers)
        for (const probe of [livenessProbe, readinessProbe]) if (probe?.httpGet) probe.httpGet.path = '/healthy';
  });
  assert.not.match(same.summary, 'asks for');
});

test.run();
