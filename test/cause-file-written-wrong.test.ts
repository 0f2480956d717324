/** file-written-wrong: what matches, and what looks like it and is another thing; each a recorded case with one thing changed. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingOn } from './edited-case.ts';

test('a Service whose pods are there and not ready leads to them', async () => {
  const found = await findingOn('file-written-empty', (cluster) => {
    cluster.one('deployments', 'api').spec.replicas = 1;
  });
  assert.is(found.cause, 'file-written-wrong');
  assert.match(found.summary, 'asks for Service api, which has no ready pod');
  assert.not.match(found.summary, 'scaled');
  assert.match(found.fixes[0]?.command ?? '', 'kubectl logs');
});

test('a script that only speaks of the name asks for nothing', async () => {
  const found = await findingOn('file-written-empty', (cluster) => {
    const { data = {} } = cluster.one('configmaps', 'edge');
    data['discover.sh'] = '#!/bin/sh\n# the api\n{ echo "upstream api {"; echo "}"; } > /upstreams/api.conf\n';
  });
  assert.is(found.cause, 'file-written-wrong');
  assert.not.match(found.summary, 'asks for');
});

test('a file that the script does not write, or copies from a ConfigMap, is another matter', async () => {
  const withScript = (text: string) =>
    findingOn('file-written-empty', (cluster) => {
      const { data = {} } = cluster.one('configmaps', 'edge');
      data['discover.sh'] = text;
    });
  assert.is((await withScript('#!/bin/sh\necho "upstream api {" > /upstreams/other.conf\n')).cause, 'malformed-config');
  assert.is((await withScript('#!/bin/sh\ncp /conf/edge.conf /upstreams/api.conf\n')).cause, 'malformed-config');
});

test.run();
