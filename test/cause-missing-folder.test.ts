/** missing-folder: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingOn } from './edited-case.ts';
import { ended, findingsIn, type Situation } from './situation.ts';

const first = (situation: Situation) => findingsIn(situation)[0];
const script = (text: string, log: string, more: Partial<Situation['container']> = {}): Situation => ({
  container: { command: ['sh', '-c', text], ...more },
  status: ended(1),
  log,
});

test('the only volume that nothing names was meant for the folder; of two nobody knows', async () => {
  const one = await findingOn('file-archive-folder');
  assert.match(one.fixes[0]?.text ?? '', 'mount volume backups at /backups/shop');
  const two = await findingOn('file-archive-folder', (cluster) => {
    const pod = cluster.pod('backup-now');
    pod.spec.volumes?.push({ name: 'scratch', emptyDir: {} });
    pod.spec.containers[0]?.volumeMounts?.push({ name: 'scratch', mountPath: '/scratch' });
  });
  assert.is(two.cause, 'missing-folder');
  assert.match(two.fixes[0]?.text ?? '', 'mount volume backups', 'one is spelt nearly so');
});

test('a script that cannot enter a folder stays where it is', () => {
  const finding = first(script('cd /srv/app && exec node server.js', "sh: 1: cd: can't cd to /srv/app\n"));
  assert.is(finding?.cause, 'missing-folder');
  assert.is(finding?.confidence, 'certain');
  assert.match(finding?.fixes[0]?.command ?? '', '"value":"exec node server.js"');
});

test('a folder inside a volume is made there', () => {
  const finding = first({
    ...script('date > /data/in/stamp', 'sh: 1: cannot create /data/in/stamp: Directory nonexistent\n', {
      volumeMounts: [{ name: 'data', mountPath: '/data' }],
    }),
    spec: { volumes: [{ name: 'data', emptyDir: {} }] },
  });
  assert.is(finding?.cause, 'missing-folder');
  assert.match(finding?.fixes[0]?.command ?? '', '"command":["mkdir","-p","/data/in"]');
});

test('a file that is read is missing itself', () => {
  assert.is(first(script('cat /srv/in/rows.csv', 'cat: /srv/in/rows.csv: No such file or directory\n'))?.cause, 'missing-file');
  assert.is(
    first(script('tar xzf /srv/in/rows.tgz', "tar: can't open '/srv/in/rows.tgz': No such file or directory\n"))?.cause,
    'missing-file',
  );
});

test('where a volume is mounted there is a folder', () => {
  const read = script('python report.py', "FileNotFoundError: [Errno 2] No such file or directory: '/logs/access.log'\n", {
    volumeMounts: [{ name: 'logs', mountPath: '/logs/' }],
  });
  assert.is(first({ ...read, spec: { volumes: [{ name: 'logs', emptyDir: {} }] } })?.cause, 'missing-file');
});

test('in what a ConfigMap or a Secret makes nobody can make a folder', () => {
  const log = "sh: 1: cd: can't cd to /srv/feeds/current\n";
  const mounted = (text: string) =>
    first({
      ...script(text, log, { volumeMounts: [{ name: 'code', mountPath: '/srv/feeds' }] }),
      spec: { volumes: [{ name: 'code', configMap: { name: 'feeds' } }] },
      configMaps: { feeds: { 'feeds.py': 'print(1)' } },
    });
  const own = mounted('cd /srv/feeds/current\nexec python feeds.py\n');
  assert.is(own?.cause, 'missing-folder');
  assert.match(own?.summary ?? '', 'has no such folder, but feeds.py, and cannot be written to');
  assert.match(own?.fixes[0]?.command ?? '', '"value":"cd /srv/feeds\\nexec python feeds.py\\n"');
  const other = mounted('cd /srv/feeds/current\nexec python myfeeds.py\n');
  assert.is(other?.cause, 'missing-folder');
  assert.is(other?.fixes[0]?.command, undefined, 'which folder is meant nobody knows');
});

test('what makes a folder itself lacks the one above it: nginx, Go', () => {
  const made = (log: string, container: NonNullable<Situation['container']>) => findingsIn({ status: ended(1), log, container })[0];
  const nginx = made('2026/11/28 06:20:00 [emerg] 1#1: mkdir() "/var/cache/edge/pages" failed (2: No such file or directory)', {
    image: 'nginx:1.22',
    args: ['-g', 'proxy_cache_path /var/cache/edge/pages keys_zone=pages:1m;'],
  });
  assert.is(nginx?.cause, 'missing-folder');
  assert.match(nginx?.summary ?? '', 'wants to write in the folder /var/cache/edge, which is not there');
  const go = made('mkdir /var/cache/edge/pages: no such file or directory', { args: ['--cache=/var/cache/edge/pages'] });
  assert.match(go?.fixes[0]?.command ?? '', '"mountPath":"/var/cache/edge"');
  const open = made('2026/11/28 06:20:00 [emerg] 1#1: open() "/etc/edge/pages.conf" failed (2: No such file or directory)', {
    image: 'nginx:1.22',
  });
  assert.is(open?.cause, 'missing-file');
});

test.run();
