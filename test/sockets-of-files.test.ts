/** Sockets of the file system, in words that are said of ports, too. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readLog } from '../src/logs/read-log.ts';
import { ended, findingsIn } from './situation.ts';

const inPython = (...code: string[]) =>
  `Traceback (most recent call last):\n${code.map((one, at) => `  File "/app/main.py", line ${at + 3}, in run\n    ${one}\n`).join('')}PermissionError: [Errno 13] Permission denied\n`;

test('Python does not tell whether it was a port or a file that it may not bind', () => {
  const kind = (...code: string[]) => readLog(inPython(...code)).decisive?.kind;
  assert.is(kind('HTTPServer(("", 80), Handler)', 'self.socket.bind(self.server_address)'), 'port-privileged');
  assert.is(kind('sock.bind(("0.0.0.0", 80))'), 'port-privileged');
  assert.is.not(kind('UnixStreamServer("/run/app.socket", Handler)', 'self.socket.bind(self.server_address)'), 'port-privileged');
  assert.is.not(kind('sock.bind(path)'), 'port-privileged');
  assert.is.not(kind('listen("/run/app.sock")', 'sock.bind(address)'), 'port-privileged');
});

test('.NET names the file that it may not connect to', () => {
  const kind = (more: string) =>
    readLog(`Unhandled exception. System.Net.Sockets.SocketException (13): Permission denied${more}\n   at Program.Main()`).decisive?.kind;
  assert.is(kind(''), 'port-privileged');
  assert.is.not(kind(' /var/run/docker.sock'), 'port-privileged');
  assert.is.not(kind(' Unspecified/api:80'), 'port-privileged');
});

const REFUSED = "ERROR 2002 (HY000): Can't connect to local MySQL server through socket '/run/mysqld/mysqld.sock' (2)";

test('the client of MySQL beside a server that has said why it does not run', () => {
  const server = "2026-01-02T03:04:05.000000Z 0 [ERROR] [MY-000067] [Server] unknown variable 'foo=1'.";
  assert.is(readLog(`${server}\n${REFUSED}`).decisive?.phrase, 'stores/mysql-variable');
  assert.is(readLog(`starting\n${REFUSED}`).decisive?.phrase, 'network/mysql-socket');
});

test('a script that brings up a server itself may mean that one', () => {
  const told = (script: string) =>
    findingsIn({ status: ended(1), log: REFUSED, container: { image: 'shop:1', command: ['sh', '-c', script] } })[0];
  assert.is(told('migrate')?.confidence, 'certain');
  for (const script of ['mysqld_safe & sleep 5; migrate', 'service mysql start; migrate'])
    assert.is(told(script)?.confidence, 'likely', script);
});

test.run();
