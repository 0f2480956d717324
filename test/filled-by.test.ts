/** What another container writes into a volume that both mount: where it is named, and how it is put right. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const first = (line: string, mountPath = '/out') =>
  findingsIn({
    container: { volumeMounts: [{ name: 'run', mountPath: '/run/config' }] },
    spec: {
      volumes: [{ name: 'run', emptyDir: {} }],
      initContainers: [{ name: 'fetch', image: 'busybox:1.35', command: ['sh', '-c', line], volumeMounts: [{ name: 'run', mountPath }] }],
    },
    status: ended(1),
    log: "FileNotFoundError: [Errno 2] No such file or directory: '/run/config/app.json'",
  })[0];

test('a redirection, and what curl and wget are told to write', () => {
  for (const line of [
    'mkdir -p /out/conf && echo x > /out/conf/app.json',
    'cat <<EOF >/out/conf/app.json\n{}\nEOF',
    'wget -q -O /out/conf/app.json http://config/app.json',
    'curl -fsSo /out/conf/app.json http://config/app.json',
  ]) {
    const finding = first(line);
    assert.match(finding?.summary ?? '', 'init container fetch puts the file at /run/config/conf/app.json', line);
    assert.match(finding?.fixes[0]?.command ?? '', '/out/app.json');
  }
});

test('the file itself, another volume, and what is only read', () => {
  assert.not.match(first('echo x > /out/app.json')?.summary ?? '', 'puts the file');
  assert.not.match(first('echo x > /tmp/conf/app.json')?.summary ?? '', 'puts the file');
  assert.not.match(first('grep -q x /out/conf/app.json 2>/out/errors')?.summary ?? '', 'puts the file');
});

test.run();
