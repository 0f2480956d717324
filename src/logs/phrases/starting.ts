/** What is no fault and tells how far a program came: it listens, it waits, it is told to stop. */
import type { Phrase } from '../phrase.ts';

export const starting: readonly Phrase[] = [
  {
    name: 'postgres-ready', kind: 'listening', pattern: /database system is ready to accept (?:read-only )?connections/,
    sample: 'database system is ready to accept connections', source: 'case:ref-secret-key',
    nearMiss: 'the database system is not yet accepting connections',
  },
  {
    name: 'postgres-listening', kind: 'listening', pattern: /listening on IPv[46] address "(?<address>[^"]{1,60})", port (?<port>\d{1,5})/,
    sample: 'listening on IPv4 address "0.0.0.0", port 5432', source: 'case:ref-secret-key',
    nearMiss: 'could not bind IPv4 address "0.0.0.0": Address already in use',
  },
  {
    name: 'redis-ready', kind: 'listening', pattern: /Ready to accept connections(?: tcp| tls| unix)?$/,
    sample: '1:M 22 Nov 2026 00:58:28.754 * Ready to accept connections', source: 'case:probe-exec',
    nearMiss: 'not Ready to accept connections yet',
  },
  {
    name: 'redis-mode', kind: 'starting', fields: { what: 'redis' }, pattern: /Running mode=\w{1,20}, port=\d{1,5}\./,
    sample: '1:M 22 Nov 2026 00:58:28.747 * Running mode=standalone, port=6379.', source: 'case:probe-exec',
    nearMiss: 'Running mode is standalone',
  },
  {
    name: 'running-on', kind: 'listening', pattern: /\bRunning on (?:all addresses|https?:\/\/(?<bind>[\w.:[\]-]{1,250}?)\/?(?:\s|$))/,
    sample: ' * Running on http://127.0.0.1:5000', source: 'case:probe-localhost',
    nearMiss: 'Running on Linux 6.1',
  },
  {
    name: 'listening-at', kind: 'listening', pattern: /\b[Ll]istening (?:on|at)(?: address)?:? (?:(?:https?|tcp|grpc|h2c?):\/\/)?(?<bind>(?:[\w.*-]{0,250}|\[[0-9a-fA-F:]{0,45}\]):\d{1,5})\b/,
    sample: '[2026-11-22 00:45:50 +0000] [1] [INFO] Listening at: http://0.0.0.0:8000 (1)', source: 'case:calm-old-restarts',
    nearMiss: 'nobody is listening on the address of the peer',
  },
  {
    name: 'serving-on', kind: 'listening', pattern: /\b[Ss]erving (?:[\w-]{1,20} ){0,3}(?:on|at) (?:https?:\/\/)?(?<bind>(?:[\w.*-]{0,250}|\[[0-9a-fA-F:]{0,45}\]):\d{1,5})\b/,
    sample: '2026/11/22 02:36:25 serving HTTP on :8080', source: 'case:probe-grpc',
    nearMiss: 'serving requests on behalf of tenant 8080',
  },
  {
    name: 'listening-number', kind: 'listening', pattern: /\b[Ll]istening on (?:port )?(?<port>\d{2,5})\b(?![.:\d])/,
    sample: '[2026-11-22T02:35:16.606Z] info  listening on 3000', source: 'case:probe-status-503',
    nearMiss: 'listening on 10.1.2.3',
  },
  {
    name: 'listening-port-field', kind: 'listening', pattern: /\blistening\b(?! (?:failed|error)).{0,200}? port=(?<port>\d{1,5})\b/,
    sample: '{"time":"2026-11-22T00:44:55.330Z","level":"info","msg":"api 1.4.2 listening","port":8080,"pool":10,"database":"db:5432","signed":false}', source: 'case:calm-not-ready',
    nearMiss: 'not up yet: port=8080',
  },
  {
    name: 'http-on-port', kind: 'listening', pattern: /\b(?:HTTPS?|gRPC|Tomcat|server|Server|[Ss]tarted|[Ll]istening)[\w ,()]{0,40} on port(?:\(s\):?)? (?<port>\d{2,5})\b/,
    sample: '2026-11-22T00:58:52.954961851  INFO 1 --- [main] shop.Orders : Started Orders: HTTP on port 8081, 8 price pages', source: 'case:probe-port',
    nearMiss: 'refused by the server on port number nine',
  },
  {
    name: 'redis-term', kind: 'term-received', pattern: /Received (?<signal>SIG(?:TERM|INT|QUIT|HUP))\b/,
    sample: '1:signal-handler (1795309108) Received SIGTERM scheduling shutdown...', source: 'case:probe-exec',
    nearMiss: 'Received 3 signals from the queue',
  },
  {
    name: 'term-then', kind: 'term-received', pattern: /(?:^|[\s:[(])(?<signal>SIG(?:TERM|INT|QUIT))\b[\])]?(?:, | |: | - )(?:signal )?(?:received|caught|closing|shutting|stopping|exiting|draining|gracefully|terminating)/,
    sample: '[2026-11-22T02:35:25.061Z] info  SIGTERM, closing', source: 'case:probe-status-503',
    nearMiss: 'worker 7 was sent SIGTERM by its parent',
  },
  {
    name: 'waiting-for', kind: 'waiting-for', pattern: /^[Ww]aiting for (?:the )?(?:[a-z]{2,20} )?(?:at |on )?(?<target>[\w.-]{1,250}:\d{1,5})\b/,
    sample: 'waiting for postgres:5432', source: 'case:init-waits',
    nearMiss: 'waiting for 3 workers',
  },
];
