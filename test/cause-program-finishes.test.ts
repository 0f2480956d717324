/** program-finishes: an image that runs nothing by itself. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingOn } from './edited-case.ts';
import { ended, findingsIn } from './situation.ts';

test('of two programs neither is chosen', async () => {
  const found = await findingOn('exit0-runtime-alone', (cluster) => {
    cluster.one('configmaps', 'relay').data = { 'a.js': '', 'b.js': '' };
  });
  assert.is(found.cause, 'program-finishes');
  assert.not.match(found.fixes[0]?.command ?? '', '.js');
});

test('an image of another name has a command of its own', async () => {
  const found = await findingOn('exit0-runtime-alone', (cluster) => {
    cluster.container('relay').image = 'registry.example.com/shop/relay:1.0';
  });
  assert.not.match(found.summary, 'node alone');
});

const silent = (container: object) => findingsIn({ container, status: ended(0, { startedAt: '2026-01-02T03:04:29Z' }), log: '' })[0];

test('an image that is declared to serve is no shell', () => {
  assert.match(silent({})?.summary ?? '', 'most likely a shell');
  assert.not.match(silent({ ports: [{ containerPort: 8000 }] })?.summary ?? '', 'shell');
  assert.match(silent({ image: 'debian:12', ports: [{ containerPort: 8000 }] })?.summary ?? '', 'most likely a shell');
});

test('a bare shell instead of a server: the image has one of its own; the image of a bare system has none', () => {
  const fix = (image: string) =>
    silent({ image, command: ['sh'], readinessProbe: { exec: { command: ['cat', '/tmp/alive'] } } })?.fixes[0]?.command ?? '';
  assert.match(fix('registry.example.com/shop/thumbs:0.4.0'), '"op":"remove","path":"/spec/containers/0/command"');
  assert.match(fix('busybox:1.35'), '"sleep","infinity"');
});

test('gunicorn is sent to the background by its variable; not by other options', () => {
  const of = (value: string) => silent({ env: [{ name: 'GUNICORN_CMD_ARGS', value }] })?.cause;
  assert.is(of('--workers=1 -D'), 'runs-in-background');
  assert.is.not(of('--workers=1 --bind=0.0.0.0:8000'), 'runs-in-background');
});

test('a subcommand that only prints; not a word that stands later', () => {
  const of = (args: string[]) =>
    findingsIn({ container: { args }, status: ended(0, { startedAt: '2026-01-02T03:04:30Z' }), log: 'ledger 3.1.0\n' })[0];
  assert.match(of(['version'])?.summary ?? '', 'version tells it only to print its version');
  assert.match(of(['version'])?.fixes[0]?.command ?? '', '"op":"remove","path":"/spec/containers/0/args"');
  assert.not.match(of(['sync', 'version'])?.summary ?? '', 'tells it');
});

test('a letter that means so to its program alone; what is left of the command line decides what the fix is', () => {
  const of = (container: object) => findingsIn({ container, status: ended(0, { startedAt: '2026-01-02T03:04:30Z' }), log: 'ok\n' })[0];
  const tested = of({ image: 'nginx:1.22', args: ['nginx', '-t'] });
  assert.match(tested?.summary ?? '', '-t tells it only to test its configuration');
  assert.match(tested?.fixes[0]?.command ?? '', '"op":"remove","path":"/spec/containers/0/args"}');
  const file = of({ image: 'nginx:1.22', command: ['nginx', '-t', '-c', '/etc/nginx/shop.conf', '-g', 'daemon off;'] });
  assert.match(file?.fixes[0]?.command ?? '', '"op":"remove","path":"/spec/containers/0/command/1"}');
  assert.not.match(of({ image: 'shop:1', args: ['shop', '-t'] })?.summary ?? '', 'tells it');
  assert.not.match(of({ image: 'python:3', command: ['python', 'app.py', '-h', 'db'] })?.summary ?? '', 'tells it');
  assert.match(of({ image: 'shop:1', args: ['serve', '--check-config'] })?.summary ?? '', 'only to test its configuration');
});

test('-h that was meant as a host, where the log shows that it was read as a wish for help', () => {
  const of = (args: string[], log: string) => findingsIn({ container: { args }, status: ended(0), log })[0];
  const usage = 'usage: worker.py [-h] [--once]\n\noptions:\n  -h, --help  show this help message and exit\n';
  const whole = of(['-h', 'queue'], usage);
  assert.match(whole?.summary ?? '', '-h tells it only to print its help, and queue behind it says nothing to it');
  assert.match(whole?.fixes[0]?.command ?? '', '"op":"remove","path":"/spec/containers/0/args"}');
  const part = of(['serve', '-h', 'db'], 'Usage of ledger:\n  -config string\n');
  assert.match(part?.fixes[0]?.command ?? '', /(?:"op":"remove","path":"\/spec\/containers\/0\/args\/1"[^[\]]*){2}/);
  assert.not.match(of(['-h', 'queue'], 'no jobs in queue\n')?.summary ?? '', 'tells it');
});

test('a bound that its last line tells of, and a number that is another', () => {
  const end = (last: string, name = 'MAX_JOBS', value = '20') =>
    findingsIn({ container: { command: ['python', '/app/worker.py'], env: [{ name, value }] }, status: ended(0), log: `${last}\n` })[0];
  assert.match(end('worker handled 20 jobs, recycling')?.summary ?? '', 'MAX_JOBS lets it do no more than 20');
  assert.match(end('worker handled 20 jobs, recycling')?.fixes[0]?.command ?? '', '20000');
  for (const [last, name, value] of [
    ['10:20:31 done', 'MAX_JOBS', '20'],
    ['handled 120 jobs', 'MAX_JOBS', '20'],
    ['handled 20 jobs', 'MAX_RETRIES', '20'],
    ['handled 20 jobs', 'BATCH', '20'],
    ['handled 1 job', 'MAX_JOBS', '1'],
    ['finished: 3 failures', 'MAX_FAILURES', '3'],
  ] as const)
    assert.not.match(end(last, name, value)?.summary ?? '', 'on purpose', last);
});

test('last words of a fault are told, and not called a work that is done', () => {
  const end = (...lines: string[]) =>
    findingsIn({ container: { command: ['python', '/app/digest.py'] }, status: ended(0), log: `${lines.join('\n')}\n` })[0];
  const fault = '2026-11-27 18:41:54,774 ERROR digest: the month 13 has no days';
  assert.match(end(fault)?.summary ?? '', 'it gives up, and ends with 0');
  assert.not.match(
    end(fault)
      ?.fixes.map(({ text }) => text)
      .join() ?? 'Job',
    'Job',
  );
  const done = '2026-11-27 18:41:55,774 INFO digest: 30 days mailed';
  assert.match(end(fault, done, done)?.summary ?? '', 'nothing left to do');
  assert.match(end('ERROR 3 rows skipped: bad date', 'finished')?.summary ?? '', 'nothing left to do');
  assert.match(end('error count: 0')?.summary ?? '', 'nothing left to do');
  for (const rest of ['import finished, nothing to do, exiting', 'exiting', 'no more jobs, exiting'])
    assert.match(end(rest)?.summary ?? '', 'nothing left to do', rest);
});

test('tail without -f, and what is told to print its settings', () => {
  const of = (command: string[]) => findingsIn({ container: { command }, status: ended(0), log: 'GET / 200\n' })[0];
  assert.match(of(['tail', '-n', '20', '/logs/access.log'])?.summary ?? '', 'tail prints the last lines and ends, as it has no -F');
  assert.match(of(['tail', '-n', '20', '/logs/access.log'])?.fixes[0]?.command ?? '', '"path":"/spec/containers/0/command/1","value":"-F"');
  assert.match(of(['sh', '-c', 'tail -n+1 /logs/access.log'])?.fixes[0]?.command ?? '', '"value":"tail -F -n+1 /logs/access.log"');
  for (const line of ['tail -20f /a.log', 'tail -20 /a.log | grep GET', 'tail --follow=name /a.log'])
    assert.not.match(of(['sh', '-c', line])?.summary ?? '', 'as it has no', line);
  assert.match(of(['gunicorn', '--print-config', 'web:app'])?.summary ?? '', '--print-config tells it only to print its config');
  assert.not.match(of(['shop', '--print-logs'])?.summary ?? '', 'tells it');
});

test('a program that reads its standard input', () => {
  const of = (text: string, more: object = {}) =>
    findingsIn({
      container: { command: ['python', '/srv/console.py'], volumeMounts: [{ name: 'srv', mountPath: '/srv' }], ...more },
      spec: { volumes: [{ name: 'srv', configMap: { name: 'console' } }] },
      configMaps: { console: { 'console.py': text } },
      status: ended(0),
      log: 'console 0.2.0\n',
    })[0];
  const reads = 'import sys\nfor line in sys.stdin:\n    print(line)\n';
  assert.match(of(reads)?.summary ?? '', 'reads its standard input (line 2 of key console.py of ConfigMap console)');
  assert.match(of(reads)?.fixes[0]?.command ?? '', '"stdin":true');
  assert.not.match(of(reads, { stdin: true })?.summary ?? '', 'standard input');
  assert.not.match(of('# sys.stdin\nprint(1)\n')?.summary ?? '', 'standard input');
  assert.not.match(of('import sys\nprint(sys.stdin.isatty())\n')?.summary ?? '', 'standard input');
});

test('a variable that is called so tells it to run once', () => {
  const of = (...env: { name: string; value: string }[]) =>
    findingsIn({ container: { command: ['/sync'], env }, status: ended(0), log: 'synced 12 objects\n' })[0];
  const once = of({ name: 'SYNC_RUN_ONCE', value: 'true' });
  assert.match(once?.summary ?? '', 'by its name env SYNC_RUN_ONCE, which is true, tells it to run once');
  assert.is(once?.confidence, 'likely');
  assert.match(once?.fixes[0]?.command ?? '', '"name":"SYNC_RUN_ONCE","value":"false"');
  assert.not.match(of({ name: 'RUN_ONCE', value: 'false' })?.summary ?? '', 'RUN_ONCE');
  assert.not.match(of({ name: 'LOG_ONCE_PER_HOUR', value: 'true' })?.summary ?? '', 'LOG_ONCE');
});

test('the files of gunicorn and haproxy may send them to the background', () => {
  const of = (command: string[], key: string, text: string) =>
    findingsIn({
      container: { command, volumeMounts: [{ name: 'conf', mountPath: '/conf' }] },
      spec: { volumes: [{ name: 'conf', configMap: { name: 'conf' } }] },
      configMaps: { conf: { [key]: text } },
      status: ended(0),
      log: '',
    })[0];
  const gunicorn = (text: string) => of(['gunicorn', '-c', '/conf/g.py', 'app:app'], 'g.py', text)?.cause;
  assert.is(gunicorn('daemon = True\n'), 'runs-in-background');
  assert.is(gunicorn('daemon = False\n'), 'program-finishes');
  const haproxy = (...more: string[]) => of(['haproxy', ...more, '-f', '/conf/h.cfg'], 'h.cfg', 'global\n  daemon\n')?.cause;
  assert.is(haproxy(), 'runs-in-background');
  assert.is(haproxy('-W', '-db'), 'program-finishes');
});

test('what is to be done once while it runs is no word about its end', () => {
  const [found] = findingsIn({ status: ended(0), log: 'bye', container: { env: [{ name: 'MIGRATE_ONCE', value: 'true' }] } });
  assert.not.match(found?.summary ?? '', 'MIGRATE_ONCE');
});

test.run();
