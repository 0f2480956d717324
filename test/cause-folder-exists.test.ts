/** folder-exists: commands that succeed once, and those that fail for another reason. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const first = (script: string, log: string) =>
  findingsIn({
    container: { command: ['sh', '-ec', script], volumeMounts: [{ name: 'data', mountPath: '/data' }] },
    spec: { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] },
    status: ended(1),
    log,
  })[0];
const exists = "mkdir: can't create directory '/data/index': File exists\n";

test('the command of the script, and the volume that has kept it', () => {
  const finding = first('mkdir /data/index; exec search', exists);
  assert.is(finding?.cause, 'folder-exists');
  assert.is(finding?.confidence, 'certain');
  assert.match(finding?.summary ?? '', 'volume data has kept it');
  assert.match(finding?.fixes[0]?.command ?? '', 'mkdir -p /data/index; exec search');
  const link = first('ln -s /data/index /data/now; exec search', "ln: failed to create symbolic link '/data/now': File exists\n");
  assert.match(link?.fixes[0]?.command ?? '', 'ln -fn -s /data/index /data/now');
});

test('a file of a ConfigMap has the name of the folder that it makes', () => {
  const of = (keys: Record<string, string>, volume: object = { configMap: { name: 'mailer' } }) =>
    findingsIn({
      container: {
        env: [{ name: 'QUEUE', value: '/etc/mailer/queue' }],
        volumeMounts: [{ name: 'conf', mountPath: '/etc/mailer' }],
      },
      spec: { volumes: [{ name: 'conf', ...volume }] },
      configMaps: { mailer: keys },
      status: ended(1),
      log: "mkdir: can't create directory '/etc/mailer/queue': File exists\n",
    })[0];
  const finding = of({ queue: 'priority=high' });
  assert.is(finding?.confidence, 'certain');
  assert.match(finding?.summary ?? '', 'a file of that name is there: key queue of ConfigMap mailer; env QUEUE names it');
  assert.match(finding?.fixes[0]?.command ?? '', 'QUEUE="$QUEUE"');
  assert.not.match(of({ footer: 'x' })?.summary ?? '', 'a file of that name');
  assert.not.match(of({ queue: 'x' }, { emptyDir: {} })?.summary ?? '', 'a file of that name');
});

test('another path, one that may be there, no script that says so', () => {
  assert.is(first('mkdir /data/index2; exec search', exists)?.confidence, 'likely');
  assert.is(first('mkdir -m 700 -p /data/index; exec search', exists)?.confidence, 'likely');
  assert.is(first('exec search', exists)?.confidence, 'likely');
});

test('what may not be made', () => {
  assert.is.not(first('mkdir /data/index', "mkdir: can't create directory '/data/index': Permission denied\n")?.cause, 'folder-exists');
});

test('what another container of the pod has made is not left of an earlier start', () => {
  const [found] = findingsIn({
    status: ended(1),
    log: "mkdir: cannot create directory '/shared/out': File exists",
    container: { command: ['sh', '-c', 'mkdir /shared/out && app'], volumeMounts: [{ name: 'work', mountPath: '/shared' }] },
    spec: {
      volumes: [{ name: 'work', emptyDir: {} }],
      initContainers: [{ name: 'prepare', image: 'busybox', volumeMounts: [{ name: 'work', mountPath: '/shared' }] }],
    },
  });
  assert.match(found?.summary ?? '', 'volume work, which init container prepare writes to before, has it already');
  assert.not.match(found?.summary ?? '', 'earlier start');
});

test('a shell that is not told to stop goes on: then it is not what ended it', () => {
  const of = (command: string[]) =>
    findingsIn({
      container: { command, volumeMounts: [{ name: 'data', mountPath: '/data' }] },
      spec: { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] },
      status: ended(1),
      log: exists,
    })[0]?.cause;
  assert.is.not(of(['sh', '-c', 'mkdir /data/index; exec search']), 'folder-exists');
  assert.is.not(of(['sh', '-c', 'mkdir /data/index\nexec search']), 'folder-exists');
  for (const line of [
    'mkdir /data/index && exec search',
    'set -eu; mkdir /data/index; exec search',
    'mkdir /data/index || exit 1; exec search',
  ])
    assert.is(of(['sh', '-c', line]), 'folder-exists', line);
});

test('the path comes from a variable', () => {
  const [found] = findingsIn({
    container: { command: ['sh', '-ec', 'mkdir "$DIR"; exec search'], env: [{ name: 'DIR', value: '/data/index' }] },
    status: ended(1),
    log: exists,
  });
  assert.match(found?.fixes[0]?.command ?? '', 'mkdir -p \\\\"$DIR\\\\"; exec search'.replaceAll('\\\\', '\\'));
});

test('a lock is not to be made anew', () => {
  const lock = first(
    'if ! mkdir /data/lock; then echo "another run has it"; exit 1; fi; app',
    "mkdir: cannot create directory '/data/lock': File exists\n",
  );
  assert.is(`${lock?.cause} ${lock?.confidence}`, 'folder-exists likely');
  assert.match(lock?.summary ?? '', 'takes /data/lock for a lock');
  assert.not.match(lock?.fixes.map(({ command = '' }) => command).join() ?? '', 'mkdir -p');
});

test.run();
