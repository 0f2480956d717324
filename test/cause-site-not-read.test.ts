/** site-not-read: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, FINISHED, findingsIn, type Situation } from './situation.ts';

const SITE = 'server {\n  listen 8080;\n}\n';

const killed = (
  data: Record<string, string> | undefined,
  more: { image?: string; mounts?: object[]; failure?: string } = {},
): Situation => ({
  status: ended(0),
  log: '2026/11/28 01:00:00 [notice] 1#1: start worker processes\n',
  container: {
    image: more.image ?? 'nginx:1.22',
    volumeMounts: [{ name: 'site', mountPath: '/etc/nginx/conf.d' }, ...((more.mounts ?? []) as [])],
    livenessProbe: { tcpSocket: { port: 8080 }, periodSeconds: 3, failureThreshold: 2 },
  },
  spec: { terminationGracePeriodSeconds: 3, volumes: [{ name: 'site', ...(data ? { configMap: { name: 'edge' } } : { emptyDir: {} }) }] },
  ...(data ? { configMaps: { edge: data } } : {}),
  events: [
    {
      reason: 'Unhealthy',
      message: `Liveness probe failed: ${more.failure ?? 'dial tcp 10.244.1.7:8080: connect: connection refused'}`,
      at: FINISHED,
    },
    { reason: 'Killing', message: 'Container app failed liveness probe, will be restarted', at: FINISHED },
  ],
});
const first = (situation: Situation) => findingsIn(situation)[0];

test('a key without the ending is not read; it is shown under one that is', () => {
  const finding = first(killed({ 'site.cfg': SITE }));
  assert.is(finding?.cause, 'site-not-read');
  assert.match(
    finding?.summary ?? '',
    'takes its sites from the files *.conf of /etc/nginx/conf.d alone, where volume site is mounted and has site.cfg alone',
  );
  assert.match(
    finding?.fixes[0]?.command ?? '',
    '"path":"/spec/volumes/0/configMap/items","value":[{"key":"site.cfg","path":"site.conf"}]',
  );
});

test('the path of the mount may end in a slash', () => {
  const { container, ...rest } = killed({ 'site.cfg': SITE });
  const slashed = { ...rest, container: { ...container, volumeMounts: [{ name: 'site', mountPath: '/etc/nginx/conf.d/' }] } };
  assert.is(first(slashed)?.cause, 'site-not-read');
});

test('an empty folder hides the site of the image', () => {
  const finding = first(killed(undefined));
  assert.is(finding?.cause, 'site-not-read');
  assert.match(finding?.fixes[0]?.command ?? '', '"op":"remove","path":"/spec/containers/0/volumeMounts/0"');
});

test('not with a file that is read, nor with a main file of its own, another program, or another failure', () => {
  const others = [
    killed({ 'site.conf': SITE }),
    killed({ 'site.cfg': SITE }, { mounts: [{ name: 'site', mountPath: '/etc/nginx/nginx.conf', subPath: 'site.cfg' }] }),
    killed({ 'site.cfg': SITE }, { image: 'registry.example.com/shop/web:2' }),
    killed({ 'site.cfg': SITE }, { failure: 'HTTP probe failed with statuscode: 404' }),
  ];
  for (const other of others) assert.is.not(first(other)?.cause, 'site-not-read');
  assert.is.not(first(killed({ 'site.cfg': SITE }, { image: 'registry.example.com/shop/nginx-edge:2' }))?.confidence, 'certain');
});

test('of templates the entrypoint writes sites', () => {
  assert.is.not(first(killed(undefined, { mounts: [{ name: 'site', mountPath: '/etc/nginx/templates' }] }))?.cause, 'site-not-read');
});

test.run();
