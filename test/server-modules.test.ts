/** What servers of Python are told to load, and the ports that they are told: named by the command, or by nobody. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const IMAGE = 'registry.example.com/shop/web:2.7.0';
const found = (command: string[], log: string, env: object[] = []) =>
  findingsIn({ status: ended(1), log, container: { image: IMAGE, command, env: env as never, ports: [{ containerPort: 8000 }] } })[0];
const missing = (module: string) =>
  `Traceback (most recent call last):\n  File "/x.py", line 3, in load\nModuleNotFoundError: No module named '${module}'`;

test('the outermost package of the application that the command names', () => {
  const finding = found(['gunicorn', 'shop.web:app'], missing('shop'));
  assert.match(finding?.summary ?? '', 'command[1] names it (shop.web:app)');
  assert.match(finding?.fixes[0]?.text ?? '', "take command out, so that the image's own run");
  assert.not.match(found(['gunicorn', 'shopping.web:app'], missing('shop'))?.summary ?? '', 'names it');
});

test('an option that chooses a module: as its own word, or joined', () => {
  const apart = found(['gunicorn', '-k', 'gevent', 'web:app'], missing('gevent'));
  assert.match(apart?.summary ?? '', 'command[2] names it (-k)');
  assert.is((apart?.fixes[0]?.command?.match(/"op":"remove","path":"\/spec\/containers\/0\/command\/1"/g) ?? []).length, 2);
  const joined = found(['gunicorn', '--worker-class=uvicorn.workers.UvicornWorker', 'web:app'], missing('uvicorn'));
  assert.match(joined?.fixes[0]?.text ?? '', 'take --worker-class out');
  for (const command of [
    ['gunicorn', '-k', 'sync', 'web:app'],
    ['gunicorn', '--name', 'gevent', 'web:app'],
  ])
    assert.not.match(found(command, missing('gevent'))?.fixes[0]?.text ?? '', 'out, so that');
});

const RANGE = 'Traceback (most recent call last):\n  File "/x.py", line 60, in bind\nOverflowError: bind(): port must be 0-65535.';

test('a port that is none: the one that the container declares is written where the program listens', () => {
  const listens = found(['gunicorn', '--bind', '0.0.0.0:80000', 'web:app'], RANGE);
  assert.is(`${listens?.cause} ${listens?.confidence}`, 'invalid-value certain');
  assert.match(listens?.fixes[0]?.text ?? '', 'write 8000 for 80000');
  const option = found(['python', '/app/a.py', '--http-port=80800'], RANGE, [{ name: 'LIMIT', value: '1000000' }]);
  assert.match(option?.summary ?? '', 'cannot use the value "80800"');
  const calls = found(['python', '/app/a.py'], RANGE, [{ name: 'BROKER', value: 'mq:567200' }]);
  assert.match(calls?.summary ?? '', '"567200"');
  assert.not.match(calls?.fixes[0]?.text ?? '', '8000');
});

test("the option of the server's own port", () => {
  const log = "Usage: flask run [OPTIONS]\nError: Invalid value for '--port' / '-p': 'http' is not a valid integer.";
  assert.match(found(['flask', 'run', '--port', 'http'], log)?.fixes[0]?.text ?? '', 'write 8000 for http');
});

test('ports that are in range, or two that are not, are not told', () => {
  for (const env of [[{ name: 'PORT', value: '8000' }], ['A_PORT', 'B_PORT'].map((name) => ({ name, value: '80000' }))])
    assert.not.match(found(['python', '/app/a.py'], RANGE, env)?.summary ?? '', 'stands in');
});

test.run();
