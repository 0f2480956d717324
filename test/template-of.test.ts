/** A file that is made from a template at each start. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingOn } from './edited-case.ts';

test('the template is the place, with the variable that is not there', async () => {
  const finding = await findingOn('file-template-empty');
  assert.is(finding.confidence, 'certain');
  assert.match(
    finding.summary,
    /made at each start from key default\.conf\.tmpl of ConfigMap mart-templates, whose line there has \$\{host\}/,
  );
});

test('a variable that is there, or an error of another sort, is no empty place', async () => {
  const set = await findingOn('file-template-empty', (cluster) => {
    cluster.container('mart').env.push({ name: 'host', value: 'x' });
  });
  assert.match(set.summary, /made at each start from key default\.conf\.tmpl/);
  assert.not.match(set.summary, /no such variable/);
  const escaped = await findingOn('file-template-empty', (cluster) => {
    const map = cluster.one('configmaps', 'mart-templates') as { data?: Record<string, string> };
    map.data = { ...map.data, 'default.conf.tmpl': (map.data?.['default.conf.tmpl'] ?? '').replace('${host}', '\\${host}') };
  });
  assert.not.match(escaped.summary, /no such variable/);
  const byScript = await findingOn('file-template-empty', (cluster) => {
    const map = cluster.one('configmaps', 'mart-templates') as { data?: Record<string, string> };
    map.data = { ...map.data, 'render.sh': (map.data?.['render.sh'] ?? '').replace('set -e', 'host=$(hostname)') };
  });
  assert.not.match(byScript.summary, /no such variable/);
  const brace = await findingOn('file-template-empty', (cluster) =>
    cluster.say('mart', 'nginx', 'invalid number of arguments in "proxy_set_header" directive', 'unexpected "}"'),
  );
  assert.not.match(brace.summary, /no such variable/);
  const other = await findingOn('file-template-empty', (cluster) =>
    cluster.say('mart', 'nginx', 'invalid number of arguments in "proxy_set_header" directive', 'unknown directive "proxy_set_haeder"'),
  );
  assert.not.match(other.summary, /no such variable/);
});

test('two files may be the template: neither is named', async () => {
  const finding = await findingOn('file-template-empty', (cluster) => {
    const map = cluster.one('configmaps', 'mart-templates') as { data?: Record<string, string> };
    map.data = { ...map.data, 'default.conf.template': 'x' };
  });
  assert.not.match(finding.summary, /made at each start/);
});

test.run();
