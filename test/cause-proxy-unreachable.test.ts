/** proxy-unreachable: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingOn } from './edited-case.ts';
import { ended, findingsIn } from './situation.ts';

test('names of the cluster that are excepted already are not excepted again', async () => {
  const found = await findingOn('env-proxy', (cluster) => {
    for (const one of cluster.container('controller').env) if (one.name === 'NO_PROXY') one.value = 'localhost,.svc';
  });
  assert.is(found.cause, 'proxy-unreachable');
  assert.not.match(found.fixes[0]?.command ?? '', 'NO_PROXY');
  assert.match(found.fixes[0]?.command ?? '', 'HTTPS_PROXY="$HTTPS_PROXY"');
});

test('without exceptions they are made', async () => {
  const found = await findingOn('env-proxy', (cluster) => {
    const { env } = cluster.container('controller');
    env.splice(
      env.findIndex(({ name }) => name === 'NO_PROXY'),
      1,
    );
  });
  assert.match(found.fixes[0]?.command ?? '', 'NO_PROXY=localhost,127.0.0.1,.svc,.cluster.local');
});

test('another host than that of the proxy is not its fault', async () => {
  const found = await findingOn('env-proxy', (cluster) => {
    for (const one of cluster.container('controller').env) if (one.name === 'HTTPS_PROXY') one.name = 'TARGET';
  });
  assert.is.not(found.cause, 'proxy-unreachable');
});

const called = (url: string) =>
  findingsIn({
    status: ended(1),
    // Go 1.22: net/http, net.
    log: `panic: Get "${url}": proxyconnect tcp: dial tcp: lookup proxy.example.org on 10.96.0.10:53: no such host`,
    container: { env: [{ name: 'HTTPS_PROXY', value: 'http://proxy.example.org:3128' }] },
  })[0];

test('what is called outside of the cluster needs the proxy, and what is in it does not', () => {
  assert.match(called('https://payments.example.com/v1')?.fixes[0]?.command ?? '', 'HTTPS_PROXY=');
  assert.match(called('https://stock.shop.svc/v1')?.fixes[0]?.command ?? '', 'NO_PROXY');
});

test('Java has options for it', () => {
  const of = (value: string) =>
    findingsIn({
      status: ended(1),
      log: 'Exception in thread "main" java.net.UnknownHostException: proxy.example.org\n\tat java.base/sun.nio.ch.NioSocketImpl.connect(NioSocketImpl.java:567)',
      container: { env: [{ name: 'JAVA_TOOL_OPTIONS', value }] },
    })[0];
  const found = of('-Xmx256m -Dhttps.proxyHost=proxy.example.org -Dhttps.proxyPort=3128');
  assert.is(found?.cause, 'proxy-unreachable');
  assert.match(found?.summary ?? '', 'the proxy of env JAVA_TOOL_OPTIONS');
  assert.match(found?.fixes[0]?.command ?? '', /-Dhttps\.proxyHost=.*HOST.* -Dhttps\.proxyPort=3128/);
  assert.is.not(of('-Dhttps.proxyHost=other.example.org')?.cause, 'proxy-unreachable');
});

test('curl says of the proxy that it has no address', () => {
  const [finding] = findingsIn({
    status: ended(5),
    log: 'curl: (5) Could not resolve proxy: proxy.example.org',
    container: { env: [{ name: 'https_proxy', value: 'proxy.example.org:3128' }] },
  });
  assert.is(finding?.cause, 'proxy-unreachable');
});

test.run();
