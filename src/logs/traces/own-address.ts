/** Whether a trace is of a program that wants to listen, not of one that connects: both resolve names, in the same words. */
import type { Row, Section, Trace } from './trace.ts';

/** Java's frames of a server's socket (java.net.ServerSocket.bind, sun.nio.ch.ServerSocketChannelImpl.bind). */
const JAVA_BIND = /^\s{1,20}at (?:java\.base\/)?(?:java\.net\.ServerSocket|sun\.nio\.ch\.\w{0,40}Server\w{0,40})\.\w{0,20}[bB]ind\(/;
/** Node.js tells which object could not go on (lib/events.js); http's server is one of net's. */
const NODE_SERVER = /^Emitted 'error' event on \w{0,40}Server instance at:$/;
const PYTHON_BIND = /\.bind\([\w.]{1,60}\)$/;
/** asyncio resolves the name before it binds (Lib/asyncio/base_events.py); aiohttp and others listen by it. */
const ASYNCIO_SERVER = /^ {2}File ".{1,300}\/asyncio\/base_events\.py", line \d{1,6}, in _create_server_getaddrinfo$/;

/** Frames and code of one who connects, from an address that the kernel finds for it (sun.nio.ch, java.net; Lib/socket.py; Socket.Tasks.cs). */
const CONNECTS =
  /^\s{1,20}at (?:java\.base\/)?(?:java\.net|sun\.nio\.ch)\.[\w.]{0,60}[cC]onnect\w{0,20}\(|^\s{1,20}at System\.Net\.[\w.]{0,80}\bConnect\w{0,20}\(|\.connect\([\w., ()'"[\]]{0,80}\)$|\bcreate_connection\(|\burlopen\(/;

export const isClients = ({ start, end }: Trace, rows: readonly Row[]): boolean =>
  rows.slice(start, end).some(({ text }) => CONNECTS.test(text.trimEnd()));

export function isOwnAddress({ runtime, start, end }: Trace, section: Section, rows: readonly Row[]): boolean {
  if (runtime === 'python' && PYTHON_BIND.test(section.code.trim())) return true;
  const sign = { python: ASYNCIO_SERVER, node: NODE_SERVER, java: JAVA_BIND }[runtime as string];
  return sign !== undefined && rows.slice(start, end).some(({ text }) => sign.test(text));
}
