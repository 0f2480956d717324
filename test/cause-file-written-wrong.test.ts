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

test('what a later init container copies there takes the place of what an earlier one wrote', async () => {
  const with2 = (line: string) =>
    findingOn('file-overwritten', (cluster) => {
      for (const container of cluster.pod('agent').spec.initContainers ?? [])
        if (container.name === 'defaults') container.command = ['sh', '-c', line];
    });
  const found = await with2('cp /defaults/agent.yaml /conf/agent.yaml');
  assert.match(found.summary, 'init container defaults, which runs after init container render, copies its own over the one');
  assert.match(found.fixes[0]?.command ?? '', '"op":"move","from":"/spec/template/spec/initContainers/0"');
  for (const line of ['cp -n /defaults/agent.yaml /conf/agent.yaml', 'cp /defaults/agent.yaml /conf/other.yaml'])
    assert.not.match((await with2(line)).summary, 'copies its own over', line);
});

test('a page in place of the file that is fetched, and the path that the server has', async () => {
  const page = await findingOn('file-downloaded-html');
  assert.is(page.cause, 'file-written-wrong');
  assert.match(page.summary, 'it fetches http://edge/limits.json, which answers with a page');
  assert.match(page.fixes[0]?.command ?? '', 'http://edge/config/limits.json');
  // The server names two of that name, or none: then its log is to be looked at.
  for (const more of ['  location /v2/limits.json { return 404; }\n', undefined]) {
    const open = await findingOn('file-downloaded-html', (cluster) => {
      const { data = {} } = cluster.one('configmaps', 'edge');
      data['default.conf'] = more === undefined ? 'server { listen 8080; }\n' : `${data['default.conf']}${more}`;
    });
    assert.match(open.fixes[0]?.command ?? '', /^kubectl logs /);
  }
  const other = await findingOn('file-downloaded-html', (cluster) => cluster.say('ledger', 'ledger', "'<'", "'l'"));
  assert.not.match(other.summary, 'page');
});

test.run();
