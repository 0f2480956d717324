/** What nginx's files tell of a probe: where it listens, and under which name or path it answers. Edited from probe-listen-config, probe-host-name. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Setting } from '../src/trace/settings/settings.ts';
import { listenPort, pathElsewhere } from '../src/trace/texts/nginx-servers.ts';
import { type Edited, findingOn } from './edited-case.ts';
import { ended, findingsIn } from './situation.ts';

const file = (written: string): Setting[] => [
  {
    name: undefined,
    written,
    value: written,
    place: { kind: 'configmap', object: 'edge', key: 'site.conf', path: '/etc/nginx/conf.d/site.conf', immutable: false },
  },
];
const conf = (text: string) => (cluster: Edited) => {
  cluster.one('configmaps', 'edge').data = { 'site.conf': text };
};

test('the port of the files is where it listens, if it is one', () => {
  assert.is(listenPort(file('server { listen 8080; }\nserver { listen 0.0.0.0:8080 default_server; }'))?.port, 8080);
  assert.is(listenPort(file('server { listen 8080; }\nserver { listen 8443 ssl; }')), undefined);
  assert.is(listenPort(file('upstream api { server api:8080; }')), undefined);
});

test('a port of which the file tells nothing, or which it has, is not the fault', async () => {
  assert.is.not((await findingOn('probe-listen-config', conf('server { listen 80; }'))).cause, 'probe-wrong-port');
  assert.is.not((await findingOn('probe-listen-config', conf('gzip on;'))).cause, 'probe-wrong-port');
});

test('a program that is no nginx does not listen where its files have such words', async () => {
  const { cause } = await findingOn('probe-listen-config', (cluster) => {
    const [container] = cluster.pod('edge').spec.containers;
    if (container) container.image = 'registry.example.com/shop/edge:1.0.0';
  });
  assert.is.not(cause, 'probe-wrong-port');
});

test('the path is looked for under other names, and then for another one that nginx answers itself', () => {
  const named =
    'server { listen 80 default_server; return 404; }\nserver { server_name shop.example.com; location = /healthz { return 200; } }';
  assert.is(pathElsewhere('/healthz', 80, undefined, file(named))?.host, 'shop.example.com');
  assert.is(pathElsewhere('/health', 80, undefined, file(named)), undefined);
  assert.is(pathElsewhere('/healthz', 80, 'shop.example.com', file(named)), undefined);
  const other =
    'server { location / { root /srv; } location = /up { access_log off; return 200 "ok\\n"; } location /api/ { proxy_pass http://api; } }';
  assert.is(pathElsewhere('/healthz', 80, undefined, file(other))?.path, '/up');
  assert.is(pathElsewhere('/api/healthz', 80, undefined, file(other)), undefined);
});

test('without a name that has the path, nothing is said of names', async () => {
  const { summary } = await findingOn('probe-host-name', (cluster) => {
    const map = cluster.one('configmaps', 'edge');
    map.data = { 'shop.conf': (map.data?.['shop.conf'] ?? '').replace('/healthz', '/live') };
  });
  assert.not.match(summary, 'shop.example.com');
});

const asked = (container: object, port: number) =>
  findingsIn({
    status: ended(0),
    log: '2026/11/28 03:00:00 [notice] 1#1: start worker processes\n',
    events: [
      { reason: 'Killing', message: 'Container app failed liveness probe, will be restarted' },
      {
        reason: 'Unhealthy',
        message: `Liveness probe failed: Get "http://10.1.2.3:${port}/": dial tcp 10.1.2.3:${port}: connect: connection refused`,
        count: 3,
      },
    ],
    container: { livenessProbe: { httpGet: { path: '/', port }, periodSeconds: 3, failureThreshold: 3 }, ...container },
  })[0];

test('an image that says nowhere where it listens, and nothing that could change that', () => {
  for (const ports of [[], [{ containerPort: 8080 }]]) {
    const finding = asked({ image: 'nginx:1.22', ports }, 8080);
    assert.is(`${finding?.cause} ${finding?.confidence}`, 'probe-wrong-port likely');
    assert.match(finding?.summary ?? '', "the program listens on port 80, by its image's own configuration");
  }
  assert.match(asked({ image: 'nginxinc/nginx-unprivileged:1.25' }, 80)?.fixes[0]?.text ?? '', 'ask on port 8080');
});

test('a configuration of its own, a command, another image, and the very port', () => {
  const volumeMounts = [{ name: 'site', mountPath: '/etc/nginx/conf.d' }];
  for (const container of [
    { volumeMounts },
    { command: ['nginx', '-c', '/srv/nginx.conf'] },
    { image: 'registry.example.com/shop/nginx:1.22' },
  ])
    assert.is.not(asked({ image: 'nginx:1.22', ...container }, 8080)?.cause, 'probe-wrong-port');
  assert.is.not(asked({ image: 'nginx:1.22' }, 80)?.cause, 'probe-wrong-port');
});

test.run();
