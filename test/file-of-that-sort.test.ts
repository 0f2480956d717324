/** What another container writes where a file is missed: that file, or one like it. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { errorsToFile } from '../src/trace/programs/errors-to-file.ts';
import { ended, findingsIn } from './situation.ts';

const missed = (path: string, script: string) =>
  findingsIn({
    status: ended(1),
    log: `FileNotFoundError: [Errno 2] No such file or directory: '${path}'`,
    container: { volumeMounts: [{ name: 'd', mountPath: '/data' }] },
    spec: {
      volumes: [{ name: 'd', emptyDir: {} }],
      initContainers: [
        { name: 'prep', image: 'busybox', command: ['sh', '-c', script], volumeMounts: [{ name: 'd', mountPath: '/data' }] },
      ],
    },
  })[0];

test('a slip of its name is the file; another number, or the same ending, may be another file', () => {
  assert.is(missed('/data/users.csv', 'touch /data/user.csv')?.confidence, 'certain');
  for (const [path, script] of [
    ['/data/model-v2.bin', 'cp /src/model-v1.bin /data/model-v1.bin'],
    ['/data/rates.json', 'echo {} > /data/config.json'],
  ] as const) {
    const finding = missed(path, script);
    assert.is(finding?.confidence, 'likely', path);
    assert.match(finding?.summary ?? '', 'puts a file of that sort at');
  }
});

test('a script that ends at the first fault may end of what fails without a word', () => {
  assert.is(errorsToFile('set -e\nmigrate 2>/tmp/errors\nserver')?.file, '/tmp/errors');
  assert.is(errorsToFile('set -e\nmigrate 2>/tmp/errors\ngrep -q x /data/y\nserver'), undefined);
});

test.run();
