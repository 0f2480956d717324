/** Servers of another kind, URLs for hosts, texts without quotes, copies of an init container: recorded cases with one thing changed. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { corrected } from '../src/trace/config-text.ts';
import { findingOn } from './edited-case.ts';
import { ended, findingsIn } from './situation.ts';

test('a client of one kind of server is not let into another one', async () => {
  const alone = await findingOn('dep-host-of-another', (cluster) => {
    const services = cluster.list('services');
    services.splice(0, services.length, ...services.filter(({ metadata }) => metadata.name !== 'db'));
  });
  assert.is(alone.cause, 'service-port');
  assert.is(alone.fixes[0]?.command, undefined);
  assert.match(alone.fixes[0]?.text ?? '', 'cache is one of another kind');
});

test('a Service of the same kind is called at the port that it has, or answers on the other one too', async () => {
  const same = await findingOn('dep-host-of-another', (cluster) => {
    for (const name of ['db', 'cache']) {
      const [port] = cluster.one('services', name).spec.ports ?? [];
      Object.assign(port ?? {}, { port: name === 'db' ? 5555 : 5433 });
    }
  });
  assert.is(same.cause, 'service-port');
  assert.match(same.fixes[0]?.command ?? '', /service cache/);
});

test('a URL in a variable that holds URLs is left as it is', async () => {
  const found = await findingOn('value-url-as-host', (cluster) => {
    const [one] = cluster.container('web').env;
    if (one) one.name = 'REDIS_URL';
  });
  assert.is.not(found.cause, 'host-misspelt');
});

const toml = (text: string, line: string, detail = 'Invalid value') =>
  corrected(text, 'a.toml', { kind: 'config-malformed', phrase: 'python/toml-decode', quote: '', line: 0, fields: { line, detail } })?.text;

test('a text without quotes in TOML; what is none, or not alone at fault, is left', () => {
  assert.is(toml('a = catalog # here\n', '1'), 'a = "catalog" # here\n');
  assert.is(toml('a = True\n', '1'), 'a = true\n');
  assert.is(toml('a = [catalog]\n', '1'), undefined);
  assert.is(toml('a = 1\n', '1'), undefined);
  assert.is(toml('a = catalog\n', '1', 'Cannot overwrite a value'), undefined);
});

test('a copy that was made after the last change is as the ConfigMap is', async () => {
  const fresh = await findingOn('file-copied-before', (cluster) => {
    const [init] = cluster.pod('agent').status.initContainerStatuses ?? [];
    if (init?.state?.terminated) init.state.terminated.finishedAt = '2030-01-01T00:00:00Z';
    const map = cluster.one('configmaps', 'agent');
    map.data = { 'agent.yaml': (map.data?.['agent.yaml'] ?? '').replace('output:', 'outputs:') };
  });
  assert.match(fresh.summary, 'init container copy copied it from key agent.yaml of ConfigMap agent');
  assert.not.match(fresh.summary, 'former text');
  assert.match(fresh.fixes[0]?.command ?? '', 'kubectl patch configmap agent');
  const sed = await findingOn('file-copied-before', (cluster) => {
    const [init] = cluster.pod('agent').spec.initContainers ?? [];
    if (init) init.command = ['sh', '-c', 'sed s/a/b/ /config/agent.yaml > /etc/agent/agent.yaml'];
  });
  assert.not.match(sed.summary, 'copied it');
});

const words = (log: string) => findingsIn({ container: { image: 'busybox:1' }, status: ended(1), log })[0];

test('the folder of a file that a redirection makes is lacking, not the file', () => {
  for (const log of [
    'sh: 1: cannot create /var/log/api/api.log: Directory nonexistent',
    "sh: can't create /var/log/api/api.log: nonexistent directory",
  ])
    assert.match(words(log)?.fixes[0]?.command ?? '', '"mountPath":"/var/log/api"', log);
  assert.is(words("tail: can't open '/var/log/api/api.log': No such file or directory")?.fixes[0]?.command, undefined);
});

test.run();
