/** data-not-empty: a repository that is cloned anew at each start. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

test('git clones only once', () => {
  const cloned = (container: object) =>
    findingsIn({
      container,
      status: ended(128),
      log: "fatal: destination path '/srv/app' already exists and is not an empty directory.",
    })[0];
  const shell = cloned({ command: ['sh', '-c', 'git clone --depth 1 https://git.example.com/app /srv/app && exec app'] });
  assert.is(`${shell?.cause} ${shell?.confidence}`, 'data-not-empty likely');
  assert.match(
    shell?.fixes[0]?.command ?? '',
    '{ [ -e /srv/app/.git ] || git clone --depth 1 https://git.example.com/app /srv/app; } && exec app',
  );
  const bare = cloned({ image: 'alpine/git:2.45', args: ['clone', '--mirror', 'https://git.example.com/app', '/srv/app'] });
  assert.match(bare?.fixes[0]?.command ?? '', '[ -e /srv/app/HEAD ] || exec git clone --mirror https://git.example.com/app /srv/app');
});

test('git is not what ended a script that goes on', () => {
  const [goesOn] = findingsIn({
    container: { command: ['sh', '-c', 'git clone https://git.example.com/app; cd app; ./run'] },
    status: ended(1),
    log: "fatal: destination path 'app' already exists and is not an empty directory.",
  });
  assert.is.not(goesOn?.cause, 'data-not-empty');
});

test('what is said about a command stays with it, and one that goes on in the next line is left alone', () => {
  const fix = (line: string) =>
    findingsIn({
      container: { command: ['sh', '-ec', line], volumeMounts: [{ name: 'data', mountPath: '/data' }] },
      spec: { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] },
      status: ended(128),
      log: "fatal: destination path '/data/app' already exists and is not an empty directory.",
    })[0]?.fixes[0];
  assert.match(
    fix('git clone https://git.example.com/app /data/app > /tmp/log 2>&1\nexec app')?.command ?? '',
    '{ [ -e /data/app/.git ] || git clone https://git.example.com/app /data/app > /tmp/log 2>&1; }',
  );
  for (const line of [
    'git clone https://git.example.com/app /data/app # the code\nexec app',
    'git clone \\\n  https://git.example.com/app /data/app\nexec app',
  ])
    assert.is(fix(line)?.command, undefined, line);
});

test.run();
