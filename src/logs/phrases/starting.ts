/** What is no fault and tells how far a program came: it listens, it waits, it is told to stop. */
import type { Phrase } from '../phrase.ts';

export const starting: readonly Phrase[] = [
  {
    name: 'running-on', kind: 'listening', pattern: /\b[Rr]unning (?:on|at):? (?:all addresses|https?:\/\/(?<bind>[\w.:[\]-]{1,250}?)\/?(?:\s|$))/,
    sample: ' * Running on http://127.0.0.1:5000', source: 'case:probe-localhost',
    nearMiss: 'Running on Linux 6.1',
  },
  {
    name: 'listening-at', kind: 'listening', pattern: /\b(?:[Ll]istening|[Ll]istens|[Ss]erving|[Ss]erver (?:is )?(?:started|up|running|listening)|[Ss]tarted|[Ss]tarting server|[Rr]eady) (?:(?:for|HTTPS?|https?|gRPC|TCP|server|listener|connections) ){0,3}(?:on|at)(?: address)?:? (?:(?:https?|tcp|grpc|h2c?):\/\/)?(?<bind>(?:[\w.*-]{0,250}|\[[0-9a-fA-F:]{0,45}\]):\d{1,5})\b/,
    sample: '[2026-11-22 00:45:50 +0000] [1] [INFO] Listening at: http://0.0.0.0:8000 (1)', source: 'case:calm-old-restarts',
    nearMiss: 'nobody is listening on the address of the peer',
  },
  {
    name: 'listening-url', kind: 'listening', pattern: /\b(?:[Ll]istening|[Aa]vailable|[Rr]eady|started|running) (?:on|at):? (?:https?:\/\/)(?<bind>[\w.*[\]:-]{1,250}:\d{1,5})\b/,
    sample: '{"level":30,"time":1795316839026,"pid":17251,"hostname":"vm","msg":"Server listening at http://127.0.0.1:18101"}', source: 'run:fastify 5 (node)',
    nearMiss: 'see http://127.0.0.1:18101 for help',
  },
  {
    name: 'listening-port-field', kind: 'listening', pattern: /\b(?:listening|[Ss]tart(?:ing|ed) (?:[a-zA-Z]{1,12} )?server|[Ss]erver (?:started|running))\b(?! (?:failed|error)).{0,200}? port=(?<port>\d{1,5})\b/,
    sample: '{"time":"2026-11-22T00:44:55.330Z","level":"info","msg":"api 1.4.2 listening","port":8080,"pool":10,"database":"db:5432","signed":false}', source: 'case:calm-not-ready',
    nearMiss: 'not up yet: port=8080',
  },
  {
    name: 'listening-address-field', kind: 'listening', pattern: /\b(?:[Ll]istening|[Ss]erving|[Ss]tarting|[Ss]tarted|[Ss]erver)\b.{0,120}? (?:addr|address|listen)=(?:https?:\/\/)?(?<bind>[\w.:[\]*-]{0,100}:\d{1,5})\b/,
    sample: 'time=2026-11-22T02:47:42.953Z level=INFO msg="server listening" addr=:8080', source: 'golang/go:src/log/slog/doc.go',
    nearMiss: 'time=2026-11-22T02:47:42.953Z level=INFO msg="peer found" addr=10.0.0.1:8080',
  },
  {
    name: 'on-port', kind: 'listening', pattern: /\b(?:HTTPS?|gRPC|GRPC|Tomcat|Jetty|Netty|Undertow|[Ss]erver|[Ss]tarted|[Ll]istening|[Ll]istens|[Rr]unning|[Ss]erving|[Rr]eady|[Aa]pp|[Aa]pplication)[\w ,()':!.-]{0,60}? (?:on|at) port(?:s|\(s\))?:? \(?["']?(?<port>\d{2,5})\b/,
    sample: '2026-11-22T00:58:52.954961851  INFO 1 --- [main] shop.Orders : Started Orders: HTTP on port 8081, 8 price pages', source: 'case:probe-port',
    nearMiss: 'the peer answers on port number nine',
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
    name: 'now-listening', kind: 'listening', pattern: /Now listening on: https?:\/\/(?<bind>[\w.:[\]*+-]{1,250})/,
    sample: '      Now listening on: http://[::]:8080', source: 'dotnet/runtime:src/libraries/Microsoft.Extensions.Hosting/src/Internal/HostingLoggerExtensions.cs',
    nearMiss: 'Now listening to the queue',
  },
  {
    name: 'uvicorn', kind: 'listening', pattern: /Uvicorn running on https?:\/\/(?<bind>[\w.:[\]-]{1,250}:\d{1,5})/,
    sample: 'INFO:     Uvicorn running on http://127.0.0.1:18401 (Press CTRL+C to quit)', source: 'run:uvicorn 0.35',
    nearMiss: 'INFO:     Application startup complete.',
  },
  {
    name: 'puma', kind: 'listening', pattern: /\* Listening on https?:\/\/(?<bind>[\w.:[\]-]{1,250}:\d{1,5})/,
    sample: '* Listening on http://0.0.0.0:3000', source: 'puma/puma:lib/puma/binder.rb',
    nearMiss: '* Environment: production',
  },
  {
    name: 'next-started', kind: 'listening', pattern: /\bstarted server on (?<bind>(?:[\w.-]{1,250}|\[[0-9a-fA-F:]{2,45}\]):\d{1,5}), url: /,
    sample: 'ready - started server on 0.0.0.0:3000, url: http://localhost:3000', source: 'vercel/next.js:packages/next/build/output/store.ts',
    nearMiss: 'ready - started client and server successfully in 90 ms',
  },
  {
    name: 'vite-local', kind: 'listening', fields: { address: '127.0.0.1' }, pattern: /^\W{0,8}Local: {1,12}https?:\/\/localhost:(?<port>\d{1,5})\/?\n\W{0,8}Network: {1,4}use --host to expose/m,
    sample: '  ➜  Local:   http://localhost:5173/\n  ➜  Network: use --host to expose', source: 'vitejs/vite:packages/vite/src/node/logger.ts',
    nearMiss: '  ➜  Local:   http://localhost:5173/\n  ➜  Network: http://10.244.0.9:5173/',
  },
  {
    name: 'next-local', kind: 'listening', pattern: /^\W{0,8}Local: {1,12}https?:\/\/[\w.-]{1,250}:(?<port>\d{1,5})\b/,
    sample: '   - Local:        http://localhost:3000', source: 'vercel/next.js:packages/next/src/server/lib/app-info-log.ts',
    nearMiss: '   - Local:        10.1.2.3 (en0)',
  },
  {
    name: 'python-http-server', kind: 'listening', pattern: /\bServing HTTP on (?<address>[\w.:]{2,60}) port (?<port>\d{1,5}) \(https?:\/\//,
    sample: 'Serving HTTP on 0.0.0.0 port 8000 (http://0.0.0.0:8000/) ...', source: 'python/cpython:Lib/http/server.py',
    nearMiss: 'Serving HTTP on a port of its own (http://docs.example.com/)',
  },
  {
    name: 'django-development', kind: 'listening', pattern: /\bStarting (?:ASGI\/Daphne version \S{1,20} )?development server at https?:\/\/(?<bind>[\w.:[\]-]{1,250}:\d{1,5})\//,
    sample: 'Starting development server at http://0.0.0.0:8000/', source: 'django/django:django/core/management/commands/runserver.py',
    nearMiss: 'Starting development server at your own risk',
  },
  {
    name: 'daphne', kind: 'listening', pattern: /\bListening on TCP address (?<bind>[\w.:[\]-]{1,250}:\d{1,5})\b/,
    sample: '2026-01-02 03:04:05,006 INFO     Listening on TCP address 0.0.0.0:8000', source: 'django/daphne:daphne/server.py',
    nearMiss: '2026-01-02 03:04:05,006 INFO     Listening on UNIX socket /run/daphne.sock',
  },
  {
    name: 'micronaut', kind: 'listening', pattern: /\bStartup completed in \d{1,9}ms\. Server Running: https?:\/\/[\w.-]{1,250}:(?<port>\d{1,5})\b/,
    sample: '03:04:05.006 [main] INFO  io.micronaut.runtime.Micronaut - Startup completed in 712ms. Server Running: http://web-7d9c5b8f6-x2x4z:8080', source: 'micronaut-projects/micronaut-core:runtime/src/main/java/io/micronaut/runtime/Micronaut.java',
    nearMiss: '03:04:05.006 [main] INFO  io.micronaut.runtime.Micronaut - Startup completed in 712ms.',
  },
  {
    name: 'rocket', kind: 'listening', pattern: /\bRocket has launched from https?:\/\/(?<bind>[\w.:[\]-]{1,250}:\d{1,5})\b/,
    sample: 'Rocket has launched from http://127.0.0.1:8000', source: 'rwf2/Rocket:core/lib/src/rocket.rs',
    nearMiss: 'Rocket failed to bind network socket to given address/port.',
  },
  {
    name: 'php-development', kind: 'listening', pattern: /\bPHP \d[\w.+~-]{0,50} Development Server \(http:\/\/(?<bind>[\w.:[\]-]{1,250}:\d{1,5})\) started/,
    sample: '[Tue Jan 10 13:48:04 2023] PHP 8.1.12 Development Server (http://127.0.0.1:8000) started', source: 'php/php-src:sapi/cli/php_cli_server.c',
    nearMiss: 'PHP 8.1.12 (cli) (built: Oct 25 2022 18:04:59) (NTS)',
  },
  {
    name: 'webrick', kind: 'listening', pattern: /\bWEBrick::HTTPServer#start: pid=\d{1,9} port=(?<port>\d{1,5})\b/,
    sample: '[2026-01-02 03:04:05] INFO  WEBrick::HTTPServer#start: pid=1 port=4567', source: 'ruby/webrick:lib/webrick/server.rb',
    nearMiss: '[2026-01-02 03:04:05] INFO  WEBrick 1.8.1',
  },
  {
    name: 'kafka-awaiting', kind: 'listening', pattern: /\bAwaiting socket connections on (?<bind>[\w.:[\]-]{1,250}:\d{1,5})\./,
    sample: '[2026-01-02 03:04:05,006] INFO Awaiting socket connections on 0.0.0.0:9092. (kafka.network.DataPlaneAcceptor)', source: 'apache/kafka:core/src/main/scala/kafka/network/SocketServer.scala',
    nearMiss: '[2026-01-02 03:04:05,006] INFO Awaiting shutdown of the broker (kafka.server.KafkaServer)',
  },
  {
    name: 'spring-started', kind: 'listening', pattern: /^Started \w{1,100} in [\d.]{1,12} seconds \(/,
    sample: '2026-01-01T00:00:00.000Z  INFO 1 --- [           main] com.example.App : Started App in 3.2 seconds (process running for 3.9)', source: 'spring-projects/spring-boot:spring-boot-project/spring-boot/src/main/java/org/springframework/boot/StartupInfoLogger.java',
    nearMiss: 'Starting App using Java 17 with PID 1',
  },
  {
    name: 'quarkus', kind: 'listening', pattern: /started in [\d.]{1,12}s\. Listening on: https?:\/\/(?<bind>[\w.:[\]-]{1,250}:\d{1,5})/,
    sample: 'app 1.0.0 on JVM (powered by Quarkus 3.8.1) started in 1.234s. Listening on: http://0.0.0.0:8080', source: 'quarkusio/quarkus:core/runtime/src/main/java/io/quarkus/runtime/Timing.java',
    nearMiss: 'app 1.0.0 stopped in 0.010s',
  },
  {
    name: 'nginx-workers', kind: 'listening', pattern: /start worker processes$/,
    sample: '2026/11/22 03:07:23 [notice] 17580#17580: start worker processes', source: 'nginx/nginx:src/os/unix/ngx_process_cycle.c',
    nearMiss: '[notice] 1#1: using the "epoll" event method',
  },
  {
    name: 'apache-resumed', kind: 'listening', pattern: /configured -- resuming normal operations/,
    sample: '[Sun Nov 22 03:07:35.570250 2026] [mpm_event:notice] [pid 18038:tid 18038] AH00489: Apache/2.4.71 (Debian) configured -- resuming normal operations', source: 'run:apache 2.4.71',
    nearMiss: 'AH00094: Command line: \'apache2 -D FOREGROUND\'',
  },
  {
    name: 'fpm-ready', kind: 'listening', pattern: /NOTICE: ready to handle connections|^ready to handle connections/,
    sample: '[22-Nov-2026 00:00:00] NOTICE: ready to handle connections', source: 'php/php-src:sapi/fpm/fpm/fpm.c',
    nearMiss: 'NOTICE: fpm is running, pid 1',
  },
  {
    name: 'server-ready', kind: 'listening', pattern: /\bServer is ready to receive web requests\b|\bserver is ready to (?:accept|receive|handle|serve) (?:requests|connections|traffic)\b/i,
    sample: 'level=info msg="Server is ready to receive web requests."', source: 'prometheus/prometheus:cmd/prometheus/main.go',
    nearMiss: 'the server is not ready to receive web requests',
  },
  {
    name: 'cloud-sql-proxy', kind: 'listening', pattern: /\bThe proxy has started successfully and is ready for new connections!/,
    sample: '2024/07/12 15:29:10 The proxy has started successfully and is ready for new connections!', source: 'GoogleCloudPlatform/cloud-sql-proxy:cmd/root.go',
    nearMiss: 'The proxy has encountered a terminal error',
  },
  {
    name: 'celery-ready', kind: 'listening', pattern: /^celery@\S{1,200} ready\.$/,
    sample: '[2026-11-22 03:51:53,771: INFO/MainProcess] celery@web-1 ready.', source: 'celery/celery:celery/apps/worker.py',
    nearMiss: 'celery@web-1 v5.5.0 (immunity)',
  },
  {
    name: 'java-starting', kind: 'starting', pattern: /^Starting (?<what>[\w.]{1,80})(?: \S{1,20})?(?: using Java| v\d|,|$)/,
    sample: '2026-11-22T00:58:52.771375945  INFO 1 --- [main] shop.Orders : Starting Orders 6.1.0, heap of at most 61 MB', source: 'case:probe-port',
    nearMiss: 'Starting the day with a coffee',
  },
  {
    name: 'gunicorn-starting', kind: 'starting', pattern: /^(?:\[\d+\] )?(?:\[INFO\] )?Starting (?<what>gunicorn) [\d.]{1,12}/,
    sample: '[2026-11-22 00:45:50 +0000] [1] [INFO] Starting gunicorn 20.1.0', source: 'case:calm-old-restarts',
    nearMiss: 'Starting gunicorn soon',
  },
  {
    name: 'keycloak-building', kind: 'starting', pattern: /^(?<what>Updating the configuration and installing your custom providers, if any)\. Please wait/,
    sample: 'Updating the configuration and installing your custom providers, if any. Please wait.', source: 'keycloak/keycloak:quarkus/runtime/src/main/java/org/keycloak/quarkus/runtime/cli/Picocli.java',
    nearMiss: 'Please wait.',
  },
  // ---- told to stop ----
  {
    name: 'received-signal', kind: 'term-received', pattern: /\b(?:[Rr]eceived|[Cc]aught|[Gg]ot|[Hh]andling)(?: a| an)?(?: shutdown| termination| stop)?(?: [Ss]ignal:?| OS signal)?:? "?'?(?<signal>SIGTERM|SIGINT|SIGQUIT|term(?:inated|inate)?|interrupt|SIGHUP)\b/,
    sample: '1:signal-handler (1795309108) Received SIGTERM scheduling shutdown...', source: 'case:probe-exec',
    nearMiss: 'Received 3 signals from the queue',
  },
  {
    name: 'signal-received', kind: 'term-received', pattern: /\b(?<signal>SIGTERM|SIGINT|SIGQUIT)(?:\))? (?:signal )?(?:received|caught)|signal \d{1,2} \((?<signal2>SIG\w{2,6})\) received/,
    sample: '[notice] 1#1: signal 15 (SIGTERM) received, exiting', source: 'nginx/nginx:src/os/unix/ngx_process.c',
    nearMiss: 'signal 17 (SIGCHLD) handled',
  },
  {
    name: 'term-then', kind: 'term-received', pattern: /(?:^|[\s:[(])(?<signal>SIG(?:TERM|INT|QUIT))\b[\])]?(?:, | |: | - )(?:signal )?(?:received|caught|closing|shutting|stopping|exiting|draining|gracefully|terminating)/,
    sample: '[2026-11-22T02:35:25.061Z] info  SIGTERM, closing', source: 'case:probe-status-503',
    nearMiss: 'worker 7 was sent SIGTERM by its parent',
  },
  {
    name: 'signal-then-words', kind: 'term-received', pattern: /\b(?<signal>SIGTERM|SIGINT|SIGQUIT)\b[^\w\n]{1,5}(?:now |gracefully |server |start )?(?:clos|stop|shut|exit|drain|quit|terminat|goodbye|bye)/i,
    sample: '[2026-11-22T02:35:25.061Z] info  SIGTERM, closing', source: 'case:probe-status-503',
    nearMiss: 'SIGTERM is handled by the library',
  },
  {
    name: 'apache-term', kind: 'term-received', pattern: /AH00491: caught (?<signal>SIGTERM), shutting down|AH00492: caught (?<signal2>SIGWINCH)/,
    sample: '[Sun Nov 22 03:07:41.554641 2026] [mpm_event:notice] [pid 18038:tid 18038] AH00491: caught SIGTERM, shutting down', source: 'run:apache 2.4.71',
    nearMiss: 'AH00489: Apache/2.4.71 (Debian) configured -- resuming normal operations',
  },
  {
    name: 'uvicorn-stop', kind: 'term-received', pattern: /^Shutting down$|^Application is shutting down\.\.\.$|Commencing graceful shutdown/,
    sample: 'INFO:     Shutting down', source: 'run:uvicorn 0.35',
    nearMiss: 'Shutting down: Master',
  },
  {
    name: 'waiting-for', kind: 'waiting-for', pattern: /^[Ww]aiting (?:for|on) (?:the )?(?:[a-z]{2,20} )?(?:at |on )?["']?(?<target>[\w.-]{1,250}:\d{1,5})\b/,
    sample: 'waiting for postgres:5432', source: 'case:init-waits',
    nearMiss: 'waiting for 3 workers',
  },
  {
    name: 'wait-for-it', kind: 'waiting-for', pattern: /(?:wait-for-it\.sh|wait4ports|dockerize|wait-for): .{0,40}(?:waiting(?: \d{1,6} seconds)? for|timeout occurred after waiting \d{1,6} seconds for) (?<target>[\w.-]{1,250}:\d{1,5})/,
    sample: 'wait-for-it.sh: waiting 15 seconds for db:5432', source: 'vishnubob/wait-for-it:wait-for-it.sh',
    nearMiss: 'wait-for-it.sh: db:5432 is available after 3 seconds',
  },
];
