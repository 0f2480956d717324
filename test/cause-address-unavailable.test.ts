/** A name to listen on that cannot be resolved is told apart from one to connect to: both end in the same words. Logs as the programs print them. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const env = (all: Record<string, string>) => Object.entries(all).map(([name, value]) => ({ name, value }));
const first = (log: string, container: object) => findingsIn({ status: ended(1), log, container })[0];

// Node.js 20: http.createServer().listen(8080, process.env.BIND_HOST), and net.connect(5432, process.env.DB_HOST).
const node = (emitter: string, frame: string, host: string) => `node:events:502
      throw er; // Unhandled 'error' event
      ^

Error: getaddrinfo ENOTFOUND ${host}
    at GetAddrInfoReqWrap.onlookup [as oncomplete] (node:dns:111:26)
Emitted 'error' event on ${emitter} instance at:
    at ${frame}
    at GetAddrInfoReqWrap.onlookup [as oncomplete] (node:dns:111:17) {
  errno: -3008,
  code: 'ENOTFOUND',
  syscall: 'getaddrinfo',
  hostname: '${host}'
}

Node.js v20.20.2`;
const LISTEN = 'GetAddrInfoReqWrap.doListen [as callback] (node:net:2136:12)';

test('Node.js tells a server from a client', () => {
  const container = { env: env({ BIND_HOST: 'web.internal', DB_HOST: 'db.internal' }) };
  const listens = first(node('Server', LISTEN, 'web.internal'), container);
  assert.is(listens?.cause, 'address-unavailable');
  assert.is(listens?.confidence, 'likely');
  assert.match(listens?.summary ?? '', /listen on web\.internal \(env BIND_HOST\), and web\.internal is no name that can be resolved/);
  assert.match(listens?.fixes[0]?.command ?? '', '{"name":"BIND_HOST","value":"0.0.0.0"}');
  const connects = first(node('Socket', 'emitErrorNT (node:internal/streams/destroy:151:8)', 'db.internal'), container);
  assert.is(connects?.cause, 'dependency-unreachable');
});

// Python 3.11: http.server.HTTPServer, and socket.connect.
const python = (code: string, last: string) => `Traceback (most recent call last):
  File "/app/server.py", line 3, in <module>
    ${code}
  File "/usr/local/lib/python3.11/socketserver.py", line 472, in server_bind
    ${last}
socket.gaierror: [Errno -2] Name or service not known`;

test('Python does not tell the name, but reads the variable, and binds', () => {
  const container = { env: env({ LISTEN: 'api-pod', DB_HOST: 'db.internal' }) };
  const code = 'HTTPServer((os.environ["LISTEN"], 8080), Handler)';
  assert.match(first(python(code, 'self.socket.bind(self.server_address)'), container)?.summary ?? '', 'listen on api-pod (env LISTEN)');
  assert.is.not(first(python(code, 'self.socket.connect(self.server_address)'), container)?.cause, 'address-unavailable');
});

test("asyncio's server resolves before it binds", () => {
  const frames = (name: string) => `Traceback (most recent call last):
  File "/app/server.py", line 4, in main
    server = await asyncio.start_server(handle, os.environ["BIND"], 8080)
  File "/usr/local/lib/python3.11/asyncio/base_events.py", line 1423, in ${name}
    infos = await self._ensure_resolved((host, port), family=family,
  File "/usr/local/lib/python3.11/socket.py", line 962, in getaddrinfo
    for res in _socket.getaddrinfo(host, port, family, type, proto, flags):
socket.gaierror: [Errno -2] Name or service not known`;
  const container = { env: env({ BIND: 'api-pod' }) };
  assert.is(first(frames('_create_server_getaddrinfo'), container)?.cause, 'address-unavailable');
  assert.is.not(first(frames('create_connection'), container)?.cause, 'address-unavailable');
});

test('Java', () => {
  const trace = (frame: string) => `Exception in thread "main" java.nio.channels.UnresolvedAddressException
	at java.base/sun.nio.ch.Net.checkAddress(Net.java:149)
	at java.base/${frame}
	at com.shop.Main.main(Main.java:12)`;
  const container = { env: env({ SERVER_ADDRESS: 'api-host' }) };
  const listens = first(trace('sun.nio.ch.ServerSocketChannelImpl.netBind(ServerSocketChannelImpl.java:330)'), container);
  assert.match(listens?.summary ?? '', 'listen on api-host (env SERVER_ADDRESS)');
  assert.is.not(first(trace('sun.nio.ch.SocketChannelImpl.connect(SocketChannelImpl.java:850)'), container)?.cause, 'address-unavailable');
});

test('where the log names no address, one option or variable may; two tell nothing, and localhost is always there', () => {
  const log = 'ERROR:    [Errno -2] Name or service not known\nINFO:     Waiting for application shutdown.';
  const option = first(log, { command: ['uvicorn', '--host', 'api-host', 'app:app'] });
  assert.match(option?.summary ?? '', 'listen on api-host (command[2]), and api-host is no name');
  for (const all of [{ UVICORN_HOST: 'api-host', LISTEN_HOST: 'web' }, { UVICORN_HOST: 'localhost' }, { DB_HOST: 'db' }])
    assert.match(first(log, { env: env(all) })?.summary ?? '', 'listen on a name, which is no name that can be resolved');
});

test('all addresses of IPv6 are none that a pod lacks: IPv6 is off; and what is its own is not called foreign', () => {
  const bound = (address: string, podStatus: object = {}, spec: object = {}) =>
    findingsIn({
      status: ended(1),
      log: `listen tcp ${address}:8080: bind: cannot assign requested address`,
      podStatus: { podIP: '10.1.1.1', podIPs: [{ ip: '10.1.1.1' }, { ip: 'fd00::5' }], ...podStatus },
      spec,
    })[0];
  assert.is(bound('10.1.1.9')?.confidence, 'certain');
  assert.match(bound('[::]')?.summary ?? '', 'on [::]:8080, all addresses of IPv6, and IPv6 is switched off in the pod');
  assert.is(bound('[::]')?.confidence, 'likely');
  assert.is(bound('[fd00::5]')?.confidence, 'likely');
  assert.not.match(bound('[fd00::5]')?.summary ?? '', 'does not have');
  assert.match(bound('10.0.0.8', {}, { hostNetwork: true })?.summary ?? '', 'its own is 10.1.1.1, that of its node');
});

test('a family that the kernel does not have is told as such, by nginx, Node.js and Go, and without an address by Python', () => {
  for (const [log, what] of [
    ['nginx: [emerg] socket() [::]:80 failed (97: Address family not supported by protocol)', '[::]:80, all addresses of IPv6'],
    ['Error: listen EAFNOSUPPORT: address family not supported :::8080', '[::]:8080, all addresses of IPv6'],
    ['listen tcp6 [::]:8080: socket: address family not supported by protocol', '[::]:8080, all addresses of IPv6'],
    ['OSError: [Errno 97] Address family not supported by protocol', 'an address of IPv6'],
  ] as const)
    assert.match(first(log, {})?.summary ?? '', `wants to listen on ${what}, and IPv6 is switched off in the pod`);
});

test('nginx that listens on the port of IPv4 already loses the line of IPv6: an address twice it refuses', () => {
  const [found] = findingsIn({
    status: ended(1),
    log: 'nginx: [emerg] bind() to [::]:80 failed (99: Cannot assign requested address)',
    podStatus: { podIP: '10.1.1.1' },
    container: { volumeMounts: [{ name: 'conf', mountPath: '/etc/nginx/conf.d' }] },
    spec: { volumes: [{ name: 'conf', configMap: { name: 'nginx' } }] },
    configMaps: { nginx: { 'default.conf': 'server {\n  listen 80;\n  listen [::]:80;\n}\n' } },
  });
  assert.match(found?.fixes[0]?.command ?? '', '{"default.conf":"server {\\n  listen 80;\\n}\\n"}');
});

test('one who connects has no address to leave from: Python, Java, .NET, Go', () => {
  const python = `Traceback (most recent call last):
  File "/app/main.py", line 4, in <module>
    s = socket.create_connection(('localhost', 5432))
  File "/usr/local/lib/python3.11/socket.py", line 836, in create_connection
    sock.connect(sa)
OSError: [Errno 99] Cannot assign requested address`;
  const java = `java.net.NoRouteToHostException: Cannot assign requested address (Address not available)
	at java.base/java.net.PlainSocketImpl.socketConnect(Native Method)`;
  const dotnet = `Unhandled exception. System.Net.Http.HttpRequestException: Cannot assign requested address (localhost:5000)
 ---> System.Net.Sockets.SocketException (99): Cannot assign requested address
   at System.Net.Http.HttpConnectionPool.ConnectToTcpHostAsync(String host, Int32 port)`;
  const urllib = 'urllib.error.URLError: <urlopen error [Errno 99] Cannot assign requested address>';
  const go = 'dial tcp [::1]:5432: socket: address family not supported by protocol';
  for (const log of [python, java, dotnet, urllib, go])
    assert.is.not(first(log, { env: env({ BIND_ADDR: '10.9.9.9' }) })?.cause, 'address-unavailable', log);
});

test('where the log has no address, the one that a setting for it names is likely', () => {
  const log = 'OSError: [Errno 99] Cannot assign requested address';
  const found = first(log, { env: env({ BIND_ADDR: '10.9.9.9:80', DB_HOST: '10.1.1.1' }) });
  assert.match(found?.summary ?? '', 'listen on 10.9.9.9 (env BIND_ADDR)');
  assert.is(found?.confidence, 'likely');
  assert.match(first(log, { args: ['--bind-address=0.0.0.0', '--bind_ip', '10.9.9.9'] })?.summary ?? '', '10.9.9.9 (args[2])');
});

test('mysqld asks for another server on the port whatever bind failed of', () => {
  const log = (why: string) => `100409 19:52:54 [ERROR] Can't start server: Bind on TCP/IP port: ${why}
100409 19:52:54 [ERROR] Do you already have another mysqld server running on port: 3306 ?
100409 19:52:54 [ERROR] Aborting`;
  const container = { args: ['--bind-address=10.9.9.9'] };
  assert.match(first(log('Cannot assign requested address'), container)?.summary ?? '', 'listen on 10.9.9.9 (args[0])');
  assert.is(first(log('Address already in use'), container)?.cause, 'port-in-use');
});

test.run();
