/** An API server over a recording that misbehaves on one path, in one of many ways, and keeps a log of when it did. */
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Passed {
  status: number;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

/** Answers one request wrongly; `pass` fetches what should have been answered. */
export type HttpFault = (response: ServerResponse, pass: () => Promise<Passed>, times: number) => void | Promise<void>;

const status =
  (code: number, reason: string, message: string, headers: Record<string, string> = {}): HttpFault =>
  (response) => {
    response.writeHead(code, { 'content-type': 'application/json', ...headers });
    response.end(`${JSON.stringify({ kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, code })}\n`);
  };
const ok =
  (body: string, type = 'application/json'): HttpFault =>
  (response) => {
    response.writeHead(200, { 'content-type': type });
    response.end(body);
  };
const through = async (response: ServerResponse, pass: () => Promise<Passed>) => {
  const { status, headers, body } = await pass();
  response.writeHead(status, { 'content-type': headers['content-type'] ?? 'text/plain' });
  response.end(body);
};

/** Messages in the words of the API server (apimachinery pkg/api/errors, apiserver pkg/server/filters). */
export const HTTP_FAULTS: Record<string, HttpFault> = {
  slow: async (response, pass) => {
    await new Promise((resolve) => setTimeout(resolve, 600));
    await through(response, pass);
  },
  'hang before the headers': () => {},
  'hang in the body': async (response, pass) => {
    const { body } = await pass();
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length + 10 });
    response.write(body.subarray(0, Math.floor(body.length / 2)));
  },
  reset: (response) => void (response.socket as import('node:net').Socket).resetAndDestroy(),
  'closed without an answer': (response) => void response.socket?.end(),
  '401': status(401, 'Unauthorized', 'Unauthorized'),
  '403': status(403, 'Forbidden', 'pods is forbidden: User "dev" cannot get resource "pods" in API group "" in the namespace "shop"'),
  '404': status(404, 'NotFound', 'the thing "x" not found'),
  '409': status(
    409,
    'Conflict',
    'Operation cannot be fulfilled: the object has been modified; please apply your changes to the latest version and try again',
  ),
  '410': status(410, 'Expired', 'The provided continue parameter is too old to display a consistent list result.'),
  '429 once': (response, pass, times) =>
    times === 1
      ? status(429, 'TooManyRequests', 'Too many requests, please try again later.', { 'retry-after': '1' })(response, pass, times)
      : through(response, pass),
  '429 for ever': status(429, 'TooManyRequests', 'Too many requests, please try again later.', { 'retry-after': '1' }),
  '500': status(500, 'InternalError', 'Internal error occurred: etcdserver: request timed out'),
  '503 with a web page': (response) => {
    response.writeHead(503, { 'content-type': 'text/html' });
    response.end('<html><head><title>503</title></head><body><h1>Service Unavailable</h1></body></html>');
  },
  '200 with a web page': ok('<!doctype html><html><body><form action="/login">Sign in</form></body></html>', 'text/html'),
  garbage: ok('\x00\x01\xff\xfe{{{]]]\x1b[31m', 'application/octet-stream'),
  'empty 200': ok(''),
  null: ok('null'),
  'wrong kind': ok('{"kind":"Node","apiVersion":"v1","metadata":{"name":"node-1"}}'),
  'another object': ok(
    '{"kind":"Pod","apiVersion":"v1","metadata":{"name":"somebody-else","namespace":"x"},"spec":{"containers":[]},"status":{}}',
  ),
  'null where an object is expected': async (response, pass) => {
    const { body } = await pass();
    ok(body.toString().replace(/"(metadata|spec|status|items)":\s*[{[][\s\S]*$/, '"$1":null}'))(response, pass, 0);
  },
  'cut off, and said so': async (response, pass) => {
    const { body } = await pass();
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length + 1 });
    response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.socket?.end());
  },
  'cut off, and not said': async (response, pass) => {
    const { body } = await pass();
    ok(body.subarray(0, Math.floor(body.length * 0.7)).toString('latin1'))(response, pass, 0);
  },
};

export interface FaultyServer {
  url: string;
  /** Paths with their parameters, in the order in which they were asked for. */
  asked: string[];
  /** How often the fault was met. */
  met: () => number;
  close: () => Promise<void>;
}

/** In front of another server: what `isFaulty` holds for meets the fault, all else passes. */
export async function faultyServer(upstream: string, isFaulty: (path: string) => boolean, fault: HttpFault): Promise<FaultyServer> {
  const asked: string[] = [];
  let met = 0;
  const server = createServer((incoming, response) => {
    const path = incoming.url ?? '/';
    asked.push(path);
    response.on('error', () => {});
    const pass = () =>
      new Promise<Passed>((resolve, reject) => {
        request(`${upstream}${path}`, { headers: { accept: incoming.headers.accept ?? '*/*' }, agent: false }, (answer) => {
          const pieces: Buffer[] = [];
          answer
            .on('data', (piece) => pieces.push(piece))
            .on('end', () => resolve({ status: answer.statusCode ?? 500, headers: answer.headers, body: Buffer.concat(pieces) }));
        })
          .on('error', reject)
          .end();
      });
    const answered = isFaulty(path) ? fault(response, pass, ++met) : through(response, pass);
    Promise.resolve(answered).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    met: () => met,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
