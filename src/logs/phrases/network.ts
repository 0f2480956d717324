/** Other programs that are not reached: the words of the operating system's network, with host and port where programs put them. */
import type { Phrase } from '../phrase.ts';

export const network: readonly Phrase[] = [
  // ---- which server: these complete what other phrases say of the reason ----
  {
    name: 'cannot-reach', kind: 'dependency-unreachable',
    pattern: /\b(?:[Cc]annot|[Cc]an't|[Cc]ould not|[Cc]ouldn't|[Ff]ailed to|[Uu]nable to|[Ee]rror|[Ff]ailure) (?:connect|reach|connecting|reaching|dial|contact)(?: to)?(?: the)?(?: [A-Za-z][\w-]{0,30}){0,3}? (?:at |on |server )?["'`(]?(?<target>(?:"[\w.-]{1,250}"|[\w.-]{1,250}|\[[0-9a-fA-F:]{2,45}\]):\d{1,5})\b/,
    sample: 'SystemError: Cannot connect to Redis at cache:6379: Authentication required.', source: 'case:auth-redis-none',
    nearMiss: 'connected to Redis at cache:6379',
  },
  {
    name: 'not-reachable', kind: 'dependency-unreachable', pattern: /\b(?<target>(?:[A-Za-z][\w.-]{0,250}|\d{1,3}(?:\.\d{1,3}){3}):\d{1,5}) (?:is |was )?(?:not (?:reachable|responding)|unreachable|did not answer)\b/,
    sample: 'Exception in thread "main" java.lang.IllegalStateException: Ledger at ledger:9000 is not reachable', source: 'case:dep-java-chained',
    nearMiss: 'ledger:9000 is reachable',
  },
  {
    // Other things have numbers behind a colon, too, and are not to be had: that it is a host, the settings or the cluster have to show (connection.ts).
    name: 'not-available', kind: 'dependency-unreachable', pattern: /\b(?<target>(?:[A-Za-z][\w.-]{0,250}|\d{1,3}(?:\.\d{1,3}){3}):\d{1,5}) (?:is |was )?(?:not (?:usable|available)|unusable|unavailable)\b/,
    sample: '2026-11-27 18:41:54,774 ERROR digest: mail server mail:25 is not usable: timed out', source: 'case:exit0-after-error',
    nearMiss: 'mail:25 is usable',
  },
  {
    name: 'gave-up-on', kind: 'dependency-unreachable',
    pattern: /\b(?:[Gg]iving|[Gg]ave) up (?:on |waiting (?:for|on) )(?:the )?(?:[A-Za-z][\w-]{0,30} (?:at |on ))?["'`]?(?<target>[A-Za-z][\w.-]{0,250}:\d{2,5})\b["'`]?[,;:]? (?:after|in|\()/,
    sample: '[entrypoint] 19:33:42 giving up on ledger-db:5433 after 4 tries, bye', source: 'case:dep-gave-up',
    nearMiss: 'giving up on job:1234 for now',
  },
  {
    name: 'connection-failed', kind: 'dependency-unreachable', pattern: /\b[Cc]onnect(?:ion|ing)? to (?:the )?(?:[A-Za-z][\w-]{0,30} (?:at |on )?){0,2}["'`(]?(?<target>[A-Za-z][\w.-]{0,250}:\d{2,5})["'`)]? (?:has )?(?:failed|timed out|was not possible|could not be (?:made|established|opened))\b/,
    sample: 'attempt 1/3: connection to cache:6379 failed', source: 'run:python 3.11.2',
    nearMiss: 'connection to cache:6379 established',
  },
  {
    name: 'deadline-of', kind: 'connection-timeout', pattern: /context deadline exceeded.{0,200}? (?:addr|address|host|endpoint|target|url)=(?<target>[A-Za-z][\w.-]{0,250}:\d{2,5})\b/,
    sample: 'level=error msg="dependency check failed" dependency=cache addr=cache:6379 err="context deadline exceeded"', source: 'golang/go:src/context/context.go',
    nearMiss: 'level=error msg="query was too slow" err="context deadline exceeded"',
  },
  {
    name: 'wait-for-it', kind: 'dependency-unreachable', pattern: /: timeout occurred after waiting \d{1,6} seconds for (?<target>[\w.-]{1,253}:\d{1,5})$/,
    sample: 'wait-for-it.sh: timeout occurred after waiting 15 seconds for db:5432', source: 'vishnubob/wait-for-it:wait-for-it.sh',
    nearMiss: 'wait-for-it.sh: waiting 15 seconds for db:5432',
  },
  {
    name: 'dockerize', kind: 'dependency-unreachable', pattern: /Timeout after \d{1,6}\w{1,2} waiting on dependencies to become available: \[(?<url>[^\]\s]{1,300})/,
    sample: '2026/11/22 03:07:20 Timeout after 10s waiting on dependencies to become available: [tcp://db:5432]', source: 'jwilder/dockerize:main.go',
    nearMiss: 'Waiting for: tcp://db:5432',
  },
  {
    name: 'go-request', kind: 'dependency-unreachable', pattern: /\b(?:Get "|Post "|Put "|Head "|Patch "|Delete "|Options ")(?<url>[a-z]{2,10}:\/\/[^"\s]{1,500})": (?<detail>[^\n]{1,250})/,
    sample: 'cannot load the catalog: Get "https://gateway:3000/health": tls: failed to verify certificate: x509: certificate signed by unknown authority', source: 'case:tls-unknown-ca',
    nearMiss: 'Get "https://gateway:3000/health" 200',
  },
  {
    // undici keeps the reason in the error's cause, which only the whole error shows.
    name: 'fetch-failed', kind: 'dependency-unreachable', fields: { service: 'http' }, pattern: /(?:^|: )(?:TypeError: )?fetch failed$/m,
    sample: 'TypeError: fetch failed', source: 'run:node 18.20.4',
    nearMiss: 'git fetch failed: no such remote',
  },
  {
    name: 'httpx-attempts', kind: 'dependency-unreachable', fields: { service: 'http' }, pattern: /\b(?:httpx|httpcore)\.ConnectError: All connection attempts failed/,
    sample: 'httpx.ConnectError: All connection attempts failed', source: 'agronholm/anyio:src/anyio/_core/_sockets.py',
    nearMiss: 'All connection attempts failed over to the second server',
  },
  // ---- refused ----
  {
    name: 'dial-refused', kind: 'connection-refused', pattern: /dial (?:tcp|udp)[46]? (?:[\w.:[\]]{1,60}->)?(?<target>[\w.:[\]-]{1,250}): connect: connection refused/,
    sample: 'Get "http://127.0.0.1:1/health": dial tcp 127.0.0.1:1: connect: connection refused', source: 'run:go 1.26.8',
    nearMiss: 'dial tcp: lookup db-prod.invalid on 10.255.255.53:53: no such host',
  },
  {
    name: 'url-dial-refused', kind: 'connection-refused', pattern: /"(?<url>[a-z]{2,10}:\/\/[^"\s]{1,500})": dial tcp \S{1,250}: connect: connection refused/,
    sample: 'Get "http://127.0.0.1:1/health": dial tcp 127.0.0.1:1: connect: connection refused', source: 'run:go 1.26.8',
    nearMiss: 'dial tcp 127.0.0.1:1: connect: connection refused',
  },
  {
    name: 'erlang-name', kind: 'name-unresolved', pattern: /\{failed_connect,(?:\\n|\s){0,40}\[\{to_address,\{\\?"(?<host>[\w.-]{1,250})\\?",(?<port>\d{1,5})\}\},(?:\\n|\s){0,60}\{inet6?,\[inet6?\],nxdomain\}/m,
    sample: 'Failed to fetch a list of nodes from Kubernetes API: {failed_connect,[{to_address,{"kubernetes.default.svc.cluster.local",443}},{inet,[inet],nxdomain}]}', source: 'erlang/otp:lib/inets/src/http_client/httpc_request.erl',
    nearMiss: '{failed_connect,[{to_address,{"kubernetes.default.svc.cluster.local",443}},{inet,[inet],econnrefused}]}',
  },
  {
    name: 'erlang-refused', kind: 'connection-refused', pattern: /\{failed_connect,(?:\\n|\s){0,40}\[\{to_address,\{\\?"(?<host>[\w.-]{1,250})\\?",(?<port>\d{1,5})\}\},(?:\\n|\s){0,60}\{inet6?,\[inet6?\],econnrefused\}/m,
    sample: 'Failed to fetch a list of nodes from Kubernetes API: {failed_connect,[{to_address,{"10.96.0.1",443}},{inet,[inet],econnrefused}]}', source: 'erlang/otp:lib/inets/src/http_client/httpc_request.erl',
    nearMiss: '{failed_connect,[{to_address,{"10.96.0.1",443}},{inet,[inet],timeout}]}',
  },
  {
    name: 'erlang-timeout', kind: 'connection-timeout', pattern: /\{failed_connect,(?:\\n|\s){0,40}\[\{to_address,\{\\?"(?<host>[\w.-]{1,250})\\?",(?<port>\d{1,5})\}\},(?:\\n|\s){0,60}\{inet6?,\[inet6?\],e?timed?out\}/m,
    sample: 'Failed to fetch a list of nodes from Kubernetes API: {failed_connect,[{to_address,{"10.96.0.1",443}},{inet,[inet],etimedout}]}', source: 'erlang/otp:lib/inets/src/http_client/httpc_request.erl',
    nearMiss: '{failed_connect,[{to_address,{"10.96.0.1",443}},{inet,[inet],econnrefused}]}',
  },
  {
    name: 'econnrefused', kind: 'connection-refused', pattern: /connect ECONNREFUSED (?<target>[\w.:[\]-]{1,250}:\d{1,5})\b/,
    sample: 'Error: connect ECONNREFUSED 127.0.0.1:1', source: 'run:node 20.20.2',
    nearMiss: 'Error: connect ETIMEDOUT 127.0.0.1:1',
  },
  {
    name: 'econnrefused-bare', kind: 'connection-refused', pattern: /\bECONNREFUSED\b/,
    sample: "  code: 'ECONNREFUSED',", source: 'run:node 20.20.2',
    nearMiss: "  code: 'ECONNRESET',",
  },
  {
    name: 'libpq-refused', kind: 'connection-refused',
    pattern: /connection to server at "(?<host>[^"]{1,250})"(?: \((?<ip>[^)]{1,60})\))?, port (?<port>\d{1,5}) failed: Connection refused/,
    sample: 'psycopg2.OperationalError: connection to server at "db" (10.96.147.229), port 5432 failed: Connection refused', source: 'case:dep-port',
    nearMiss: 'psycopg2.OperationalError: connection to server at "db" (10.96.147.229), port 5432 failed: timeout expired',
  },
  {
    name: 'libpq-socket', kind: 'connection-refused', fields: { host: 'localhost' },
    pattern: /(?:connection to server on socket|connections on Unix domain socket) "(?<socket>\/[^"]{0,250}\/\.s\.PGSQL\.(?<port>\d{1,5}))"(?:\?$| failed: (?:No such file or directory|Connection refused))/,
    sample: 'psycopg2.OperationalError: connection to server on socket "/var/run/postgresql/.s.PGSQL.5432" failed: No such file or directory', source: 'case:dep-socket',
    nearMiss: 'psycopg2.OperationalError: connection to server on socket "/var/run/postgresql/.s.PGSQL.5432" failed: FATAL:  role "shop" does not exist',
  },
  {
    // Of libmysqlclient and MariaDB's; mysqlnd of PHP tells nothing of the socket that "localhost" means to it.
    name: 'mysql-socket', kind: 'connection-refused', fields: { host: 'localhost', port: '3306' },
    pattern: /Can't connect to local (?:MySQL |MariaDB )?server through socket '(?<socket>\/[^'\n]{1,250})'|SQLSTATE\[HY000\] \[2002\] No such file or directory/,
    sample: "ERROR 2002 (HY000): Can't connect to local MySQL server through socket '/run/mysqld/mysqld.sock' (2)", source: 'mysql/mysql-server:include/errmsg.h',
    nearMiss: "ERROR 2003 (HY000): Can't connect to MySQL server on 'db' (111)",
  },
  {
    name: 'connect-call-refused', kind: 'connection-refused', pattern: /\[Errno 111\] Connect call failed \('(?<host>[^']{1,250})', (?<port>\d{1,5})\b/,
    sample: "ConnectionRefusedError: [Errno 111] Connect call failed ('127.0.0.1', 1)", source: 'run:python 3.11.7',
    nearMiss: "OSError: [Errno 113] Connect call failed ('127.0.0.1', 1)",
  },
  {
    name: 'python-pool-refused', kind: 'connection-refused', pattern: /HTTPS?Connection(?:Pool)?\(host='(?<host>[^']{1,250})', port=(?<port>\d{1,5})\).{0,600}\[Errno 111\] Connection refused/,
    sample: "requests.exceptions.ConnectionError: HTTPConnectionPool(host='127.0.0.1', port=1): Max retries exceeded with url: /health (Caused by NewConnectionError(\"HTTPConnection(host='127.0.0.1', port=1): Failed to establish a new connection: [Errno 111] Connection refused\"))",
    source: 'run:python-requests 2.32',
    nearMiss: "HTTPConnectionPool(host='nohost.invalid', port=80): Max retries exceeded with url: /health (Caused by NameResolutionError(\"HTTPConnection(host='nohost.invalid', port=80): Failed to resolve 'nohost.invalid' ([Errno -2] Name or service not known)\"))",
  },
  {
    name: 'port-of-host-refused', kind: 'connection-refused', pattern: /(?:Could not connect to|Failed to connect to|Unable to connect to|can't connect to|connect to|connecting to|Connecting to|connecting) (?:\w{1,20} (?:at|server at) )?(?:server )?["']?(?<target>[\w.:[\]-]{1,250}:\d{1,5})\b["']?.{0,80}[Cc]onnection refused/,
    sample: 'Could not connect to Redis at 127.0.0.1:1: Connection refused', source: 'run:redis-cli 7.0.15',
    nearMiss: 'Could not connect to Redis at nohost.invalid:6379: Name or service not known',
  },
  {
    name: 'curl-refused', kind: 'connection-refused', pattern: /Failed to connect to (?<host>[\w.:-]{1,250}) port (?<port>\d{1,5})(?: after \d{1,9} ms)?: (?:Couldn't connect to server|Connection refused|Could not connect to server)/,
    sample: "curl: (7) Failed to connect to 127.0.0.1 port 1 after 0 ms: Couldn't connect to server", source: 'run:curl 7.88.1',
    nearMiss: 'curl: (6) Could not resolve host: nohost.invalid',
  },
  {
    name: 'ssh-refused', kind: 'connection-refused', pattern: /ssh: connect to host (?<host>[\w.:-]{1,250}) port (?<port>\d{1,5}): Connection refused/,
    sample: 'ssh: connect to host nohost.invalid port 22: Connection refused', source: 'openssh/openssh-portable:sshconnect.c',
    nearMiss: 'ssh: connect to host nohost.invalid port 22: Connection timed out',
  },
  {
    name: 'wget-refused', kind: 'connection-refused', pattern: /can't connect to remote host \((?<host>[^)]{1,60})\): Connection refused/,
    sample: "wget: can't connect to remote host (127.0.0.1): Connection refused", source: 'run:busybox 1.35.0',
    nearMiss: "wget: bad address 'nohost.invalid'",
  },
  {
    name: 'ruby-refused', kind: 'connection-refused', pattern: /Connection refused - connect\(2\) for "?(?<host>[\w.:-]{1,250}?)"?(?: port |:)(?<port>\d{1,5})/,
    sample: '-e:1:in `initialize\': Connection refused - connect(2) for "127.0.0.1" port 1 (Errno::ECONNREFUSED)', source: 'run:ruby 3.1.2',
    nearMiss: "-e:1:in `initialize': getaddrinfo: Name or service not known (SocketError)",
  },
  {
    name: 'jdbc-postgres-refused', kind: 'connection-refused', pattern: /Connection to (?<target>[\w.:-]{1,250}:\d{1,5}) refused\. Check that the hostname and port are correct/,
    sample: 'org.postgresql.util.PSQLException: Connection to localhost:5432 refused. Check that the hostname and port are correct and that the postmaster is accepting TCP/IP connections.',
    source: 'pgjdbc/pgjdbc:pgjdbc/src/main/java/org/postgresql/core/v3/ConnectionFactoryImpl.java',
    nearMiss: 'org.postgresql.util.PSQLException: The connection attempt failed.',
  },
  {
    name: 'java-target-refused', kind: 'connection-refused', pattern: /Connection refused: (?:no further information: )?(?<host>[\w.-]{1,250})?\/(?<ip>[\d.]{7,15}|\[?[0-9a-fA-F:]{2,45}\]?):(?<port>\d{1,5})/,
    sample: 'io.netty.channel.AbstractChannel$AnnotatedConnectException: finishConnect(..) failed: Connection refused: localhost/127.0.0.1:6379',
    source: 'redis/lettuce:docs',
    nearMiss: 'io.netty.channel.ConnectTimeoutException: connection timed out: localhost/127.0.0.1:6379',
  },
  {
    name: 'mysql-refused', kind: 'connection-refused', pattern: /Can't connect to (?:MySQL |MariaDB )?server on '(?<host>[^':]{1,250})(?::(?<port>\d{1,5}))?' \((?:\[Errno 111\] Connection refused|111|115)\b/,
    sample: "pymysql.err.OperationalError: (2003, \"Can't connect to MySQL server on '127.0.0.1' ([Errno 111] Connection refused)\")", source: 'run:pymysql 1.1',
    nearMiss: "pymysql.err.OperationalError: (2003, \"Can't connect to MySQL server on 'nohost.invalid' ([Errno -2] Name or service not known)\")",
  },
  {
    name: 'pair-before-refused', kind: 'connection-refused', pattern: /(?:^|[\s'"([/])(?<target>(?:[A-Za-z0-9][\w.-]{0,250}|\[[0-9a-fA-F:]{2,45}\]):\d{1,5})\b['")\]]{0,2}:? (?:-> )?(?:\[Errno 111\] |\(111: ?|.{0,20}failed: |connect: )?[Cc]onnection refused/,
    sample: 'pymongo.errors.ServerSelectionTimeoutError: 127.0.0.1:1: [Errno 111] Connection refused (configured timeouts: socketTimeoutMS: 20000.0ms, connectTimeoutMS: 20000.0ms), Timeout: 0.3s',
    source: 'run:pymongo 4',
    nearMiss: 'pymongo.errors.ServerSelectionTimeoutError: nohost.invalid:1: [Errno -2] Name or service not known (configured timeouts: socketTimeoutMS: 20000.0ms)',
  },
  {
    name: 'refused-then-pair', kind: 'connection-refused', pattern: /[Cc]onnection refused[ :]{1,3}[([]?(?<target>(?:[A-Za-z0-9][\w.-]{0,250}|\[[0-9a-fA-F:]{2,45}\]):\d{1,5})\b/,
    sample: 'System.Net.Http.HttpRequestException: Connection refused (127.0.0.1:1)', source: 'dotnet/runtime:src/libraries/System.Net.Http/src/System/Net/Http/SocketsHttpHandler/ConnectHelper.cs',
    nearMiss: 'System.Net.Http.HttpRequestException: Name or service not known (nohost.invalid:1)',
  },
  {
    // Java's HttpClient tries a refused connection once more, on the channel that the refusal has closed, and throws what that gives.
    name: 'java-client-refused', kind: 'connection-refused', pattern: /java\.net\.ConnectException\n\s{1,8}at [^\n]{1,80}Utils\.toConnectException\([^\n]{1,60}\n\s{1,8}at [^\n]{1,80}\.connectAsync\([^\n]{1,60}\n\s{1,8}at [^\n]{1,80}\.checkRetryConnect\(/m,
    sample: 'Caused by: java.net.ConnectException\n\tat java.net.http/jdk.internal.net.http.common.Utils.toConnectException(Utils.java:1107)\n\tat java.net.http/jdk.internal.net.http.PlainHttpConnection.connectAsync(PlainHttpConnection.java:203)\n\tat java.net.http/jdk.internal.net.http.PlainHttpConnection.checkRetryConnect(PlainHttpConnection.java:238)',
    source: 'run:java 17',
    nearMiss: 'Caused by: java.net.ConnectException\n\tat java.net.http/jdk.internal.net.http.common.Utils.toConnectException(Utils.java:1107)\n\tat java.net.http/jdk.internal.net.http.PlainHttpConnection.connectAsync(PlainHttpConnection.java:203)\n\tat java.net.http/jdk.internal.net.http.Http1Exchange.sendHeadersAsync(Http1Exchange.java:239)',
  },
  {
    name: 'refused-bare', kind: 'connection-refused', pattern: /(?:^|[^\w])[Cc]onnection refused(?! by )|\bConnectionRefused(?:Error)?\b|:econnrefused\b/,
    sample: 'Exception in thread "main" java.net.ConnectException: Connection refused', source: 'run:java 17',
    nearMiss: 'connection refused by the policy of the tests: skipped',
  },
  // ---- no answer ----
  {
    name: 'dial-timeout', kind: 'connection-timeout', pattern: /dial (?:tcp|udp)[46]? (?:[\w.:[\]]{1,60}->)?(?<target>[\w.:[\]-]{1,250}): (?:i\/o timeout|connect: (?:connection timed out|no route to host|network is unreachable|host is unreachable))/,
    sample: 'database is not reachable: dial tcp 10.96.227.186:5432: i/o timeout', source: 'case:dep-timeout',
    nearMiss: 'dial tcp 10.96.227.186:5432: connect: connection refused',
  },
  {
    name: 'ssh-timeout', kind: 'connection-timeout', pattern: /ssh: connect to host (?<host>[\w.:-]{1,250}) port (?<port>\d{1,5}): (?:Connection timed out|No route to host|Network is unreachable)/,
    sample: 'ssh: connect to host nohost.invalid port 22: Connection timed out', source: 'openssh/openssh-portable:sshconnect.c',
    nearMiss: 'ssh: connect to host nohost.invalid port 22: Connection refused',
  },
  {
    name: 'etimedout', kind: 'connection-timeout', pattern: /connect (?:ETIMEDOUT|EHOSTUNREACH|ENETUNREACH) (?<target>[\w.:[\]-]{1,250}:\d{1,5})\b/,
    sample: 'Error: connect ETIMEDOUT 10.255.255.1:81', source: 'nodejs/node:test/parallel/test-net-connect-options-fd.js',
    nearMiss: 'Error: connect ECONNREFUSED 10.255.255.1:81',
  },
  {
    name: 'libpq-timeout', kind: 'connection-timeout',
    pattern: /connection to server at "(?<host>[^"]{1,250})"(?: \((?<ip>[^)]{1,60})\))?, port (?<port>\d{1,5}) failed: (?:timeout expired|Connection timed out|No route to host|Network is unreachable)/,
    sample: 'psycopg2.OperationalError: connection to server at "db" (10.96.53.192), port 5433 failed: timeout expired', source: 'case:near-value-warned',
    nearMiss: 'psycopg2.OperationalError: connection to server at "db" (10.96.147.229), port 5432 failed: Connection refused',
  },
  {
    name: 'url-deadline', kind: 'connection-timeout', pattern: /"(?<url>[a-z]{2,10}:\/\/[^"\s]{1,500})": (?:context deadline exceeded|net\/http: (?:request canceled|TLS handshake timeout)|dial tcp \S{1,250}: i\/o timeout)/,
    sample: 'Get "http://127.0.0.1:38861": context deadline exceeded (Client.Timeout exceeded while awaiting headers)', source: 'run:go 1.26.8',
    nearMiss: 'Get "http://127.0.0.1:1/health": dial tcp 127.0.0.1:1: connect: connection refused',
  },
  {
    // Before Go 1.14 net/url wrote the address without quotation marks.
    name: 'url-deadline-bare', kind: 'connection-timeout', pattern: /\b(?:Get|Post|Put|Head|Delete|Patch) (?<url>https?:\/\/[^"\s]{1,500}?): (?:context deadline exceeded|net\/http: (?:request canceled|TLS handshake timeout)|dial tcp \S{1,250}: i\/o timeout)/,
    sample: 'Get https://acme.example.com/directory: net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)', source: 'golang/go:src/net/url/url.go',
    nearMiss: 'Get https://acme.example.com/directory: unsupported protocol scheme',
  },
  {
    name: 'curl-timeout', kind: 'connection-timeout', pattern: /(?:(?:curl: \(28\) )?Failed to connect to (?<host>[\w.:-]{1,250}) port (?<port>\d{1,5})(?: after \d{1,9} ms)?: (?:Timeout was reached|Connection timed out|No route to host)|curl: \(28\) )/,
    sample: 'curl: (28) Connection timed out after 1001 milliseconds', source: 'curl/curl:lib/connect.c',
    nearMiss: "curl: (7) Failed to connect to 127.0.0.1 port 1 after 0 ms: Couldn't connect to server",
  },
  {
    name: 'python-pool-timeout', kind: 'connection-timeout', pattern: /HTTPS?Connection(?:Pool)?\(host='(?<host>[^']{1,250})', port=(?<port>\d{1,5})\).{0,400}(?:timed out|Read timed out|No route to host|Network is unreachable)/,
    sample: "requests.exceptions.ConnectTimeout: HTTPConnectionPool(host='10.255.255.1', port=81): Max retries exceeded with url: / (Caused by ConnectTimeoutError(<urllib3.connection.HTTPConnection object at 0x7f>, 'Connection to 10.255.255.1 timed out. (connect timeout=0.3)'))",
    source: 'psf/requests:src/requests/adapters.py',
    nearMiss: "HTTPConnectionPool(host='127.0.0.1', port=1): Max retries exceeded with url: /health (Caused by NewConnectionError(\"HTTPConnection(host='127.0.0.1', port=1): Failed to establish a new connection: [Errno 111] Connection refused\"))",
  },
  {
    name: 'java-timeout-target', kind: 'connection-timeout', pattern: /connection timed out(?: after \d{1,9} ms)?: (?<host>[\w.-]{1,250})?\/(?<ip>[\d.]{7,15}|\[?[0-9a-fA-F:]{2,45}\]?):(?<port>\d{1,5})/,
    sample: 'io.netty.channel.ConnectTimeoutException: connection timed out: localhost/127.0.0.1:6379', source: 'netty/netty:transport/src/main/java/io/netty/channel/nio/AbstractNioChannel.java',
    nearMiss: 'finishConnect(..) failed: Connection refused: localhost/127.0.0.1:6379',
  },
  {
    // Of fetch with AbortSignal.timeout: the error has no cause that would tell the address (lib/internal/abort_controller.js).
    name: 'fetch-timeout', kind: 'connection-timeout', fields: { service: 'http' }, pattern: /\b(?:The operation was aborted due to timeout$|AbortError: (?:This|The) operation was aborted\.?$|(?:^|: )timeout of \d{1,9}ms exceeded$|Timeout awaiting '(?:request|connect|response|socket|secureConnect|lookup)' for \d{1,9}ms)/m,
    sample: 'Error: could not load prices: The operation was aborted due to timeout', source: 'run:node 18.20.4',
    nearMiss: 'The operation was aborted by the user due to timeout settings',
  },
  {
    name: 'node-timeout-target', kind: 'connection-timeout', pattern: /\bConnect Timeout Error \(attempted address(?:es)?: (?<target>[\w.:[\]-]{1,250}:\d{1,5})|\bnetwork timeout at: (?<url>https?:\/\/\S{1,300})/,
    sample: 'ConnectTimeoutError: Connect Timeout Error (attempted address: prices:8080, timeout: 10000ms)', source: 'nodejs/undici:lib/core/connect.js',
    nearMiss: 'Headers Timeout Error',
  },
  {
    name: 'http-client-timeout', kind: 'connection-timeout', fields: { service: 'http' }, pattern: /java\.net\.http\.HttpTimeoutException: request timed out|<urlopen error (?:\[Errno 110\] )?timed out>|\bhttpx\.(?:Connect|Read|Pool)Timeout\b|\bhttpcore\.(?:Connect|Read)Timeout\b/,
    sample: 'Exception in thread "main" java.net.http.HttpTimeoutException: request timed out', source: 'openjdk/jdk:src/java.net.http/share/classes/jdk/internal/net/http/ResponseTimerEvent.java',
    nearMiss: 'the default of httpx.Timeout is 5 seconds',
  },
  {
    name: 'java-read-timeout', kind: 'connection-timeout', pattern: /java\.net\.SocketTimeoutException: (?:Read|connect|Connect) timed out/,
    sample: 'Exception in thread "main" java.net.SocketTimeoutException: Read timed out', source: 'openjdk/jdk:src/java.base/share/classes/sun/nio/ch/NioSocketImpl.java',
    nearMiss: 'java.net.SocketTimeoutException: Accept timed out',
  },
  {
    name: 'node-pg-timeout', kind: 'connection-timeout', fields: { service: 'postgres' }, pattern: /(?:^|: )(?:Connection terminated due to connection timeout|timeout exceeded when trying to connect)$/m,
    sample: 'Error: Connection terminated due to connection timeout', source: 'brianc/node-postgres:packages/pg-pool/index.js',
    nearMiss: 'Error: Query read timeout',
  },
  {
    // SQLAlchemy says it of its own pool, whose connections the program holds itself.
    name: 'timeout-words', kind: 'connection-timeout', pattern: /(?:^|[^\w])(?:(?<!QueuePool limit of .{1,80})[Cc]onnection timed out|[Cc]onnect timed out|connect E(?:TIMEDOUT|HOSTUNREACH)(?= |$)|[Nn]o route to host|[Nn]etwork is unreachable|\[Errno 11[03]\])/,
    sample: 'java.net.SocketTimeoutException: Connect timed out', source: 'openjdk/jdk:src/java.base/share/classes/sun/nio/ch/NioSocketImpl.java',
    nearMiss: 'sqlalchemy.exc.TimeoutError: QueuePool limit of size 5 overflow 10 reached, connection timed out, timeout 30.00',
  },
  // ---- cut off ----
  {
    name: 'reset', kind: 'connection-reset', pattern: /(?:read|write) (?:tcp[46]? )?(?:[\w.:[\]]{1,60}->)(?<target>[\w.:[\]-]{1,250}): (?:read|write): (?:connection reset by peer|broken pipe)|\bread ECONNRESET\b|(?:^|[^\w])Connection reset by peer|java\.net\.SocketException: Connection reset/,
    sample: 'redis.exceptions.ConnectionError: Error 104 while writing to socket. Connection reset by peer.', source: 'redis/redis-py:redis/connection.py',
    nearMiss: 'Connection closed by the user',
  },
  {
    name: 'postgres-closed', kind: 'connection-reset', fields: { service: 'postgres' }, pattern: /\bpsycopg2?\.OperationalError: (?:consuming input failed: )?(?:SSL connection has been closed unexpectedly|server closed the connection unexpectedly)|\basyncpg\.exceptions\.ConnectionDoesNotExistError\b|(?:^|: )Connection terminated unexpectedly$/m,
    sample: 'psycopg2.OperationalError: server closed the connection unexpectedly', source: 'run:psycopg2 2.9',
    nearMiss: 'psycopg2.OperationalError: connection to server at "db" (10.96.147.229), port 5432 failed: Connection refused',
  },
  {
    // CR_SERVER_LOST, CR_SERVER_GONE_ERROR; mysql2 of Node.js.
    name: 'mysql-lost', kind: 'connection-reset', fields: { service: 'mysql' }, pattern: /\bLost connection to (?:MySQL|MariaDB) server during query\b|\b(?:MySQL|MariaDB) server has gone away\b|\bConnection lost: The server closed the connection\b/,
    sample: "pymysql.err.OperationalError: (2013, 'Lost connection to MySQL server during query')", source: 'mysql/mysql-server:libmysql/errmsg.cc',
    nearMiss: "Lost connection to MySQL server at 'reading initial communication packet', system error: 0",
  },
  {
    name: 'closed-by-server', kind: 'connection-reset', pattern: /server closed the connection unexpectedly|Connection closed by server\.?$|socket hang up/,
    sample: 'redis.exceptions.ConnectionError: Connection closed by server.', source: 'run:redis-py 5',
    nearMiss: 'Connection closed by client, as asked',
  },
  // ---- names ----
  {
    name: 'go-listen-lookup', kind: 'address-unavailable', fields: { unresolved: 'true' }, pattern: /\blisten (?:tcp|udp)[46]?: lookup (?<address>[^\s:]{1,250})(?: on [\w.:[\]]{1,60})?: no such host/,
    sample: 'listen tcp: lookup api-pod.invalid on 10.96.0.10:53: no such host', source: 'golang/go:src/net/dial.go',
    nearMiss: 'dial tcp: lookup api-pod.invalid on 10.96.0.10:53: no such host',
  },
  {
    // What a setting has around the name, a scheme, a port, a slash or blanks, is looked up with it.
    name: 'go-lookup', kind: 'name-unresolved', pattern: /(?<!\blisten (?:tcp|udp)[46]?: )lookup {1,3}(?:\w{2,20}:\/\/)?(?<host>[^\s:/]{1,250})(?::\d{2,5})?\/? ?(?: on (?<server>[\w.:[\]]{1,60}))?: (?:no such host|server misbehaving)/,
    sample: 'dial tcp: lookup db-prod.invalid on 10.255.255.53:53: no such host', source: 'run:go 1.26.8',
    nearMiss: 'listen tcp: lookup tcp/abc: unknown port',
  },
  {
    name: 'go-lookup-timeout', kind: 'name-unresolved', fields: { temporary: 'true' }, pattern: /lookup (?<host>[\w.-]{1,250})(?: on (?<server>[\w.:[\]]{1,60}))?: (?:i\/o timeout|read udp .{1,100}(?:i\/o timeout|connection refused)|Temporary failure in name resolution|Try again|dial udp .{1,100})/,
    sample: 'dial tcp: lookup api.example.com on 10.96.0.10:53: read udp 10.244.0.5:41236->10.96.0.10:53: i/o timeout', source: 'golang/go:src/net/dnsclient_unix.go',
    nearMiss: 'dial tcp: lookup db-prod.invalid on 10.255.255.53:53: no such host',
  },
  {
    name: 'enotfound', kind: 'name-unresolved', pattern: /getaddrinfo ENOTFOUND (?:[a-z][a-z0-9+.-]{1,20}:\/\/)?(?<target>[\w.-]{1,250}(?::\d{1,5})?)/,
    sample: 'Error: getaddrinfo ENOTFOUND nohost.invalid', source: 'run:node 20.20.2',
    nearMiss: 'Error: getaddrinfo EMFILE nohost.invalid',
  },
  {
    name: 'eai-again', kind: 'name-unresolved', fields: { temporary: 'true' }, pattern: /getaddrinfo EAI_AGAIN (?:[a-z][a-z0-9+.-]{1,20}:\/\/)?(?<target>[\w.-]{1,250}(?::\d{1,5})?)/,
    sample: 'Error: getaddrinfo EAI_AGAIN db', source: 'nodejs/node:lib/dns.js',
    nearMiss: 'Error: getaddrinfo ENOTFOUND db',
  },
  {
    name: 'libpq-host', kind: 'name-unresolved', pattern: /could not translate host name "(?<host>[^":]{1,250}|[0-9a-fA-F:]{3,45})(?::(?<port>\d{1,5}))?" to address: (?:Name or service not known|No address associated|Name does not resolve|nodename nor servname)/,
    sample: 'psycopg2.OperationalError: could not translate host name "nohost.invalid" to address: Name or service not known', source: 'run:psycopg2 2.9',
    nearMiss: 'psycopg2.OperationalError: could not translate host name "nohost.invalid" to address: Temporary failure in name resolution',
  },
  {
    name: 'psycopg-host', kind: 'name-unresolved', pattern: /failed to resolve host '(?<host>[\w.-]{1,253})': /,
    sample: "psycopg.OperationalError: failed to resolve host 'nodb': [Errno -2] Name or service not known", source: 'run:psycopg 3.2',
    nearMiss: "resolved host 'db' to 10.0.0.1",
  },
  {
    name: 'grpc-resolving', kind: 'name-unresolved', pattern: /(?:errors? resolving|DNS resolution failed for|[Nn]ame resolution failed for target dns:) ?(?<target>[\w.-]{1,253}:\d{1,5})\b/,
    sample: 'details = "errors resolving inventory:50051: [field:hostname lookup error:address lookup failed for inventory:50051: Domain name not found]"', source: 'run:grpcio 1.76',
    nearMiss: 'resolving inventory:50051 took 3 ms',
  },
  {
    name: 'grpc-remote-refused', kind: 'connection-refused', pattern: /ipv[46]:(?<target>(?:\d{1,3}\.){3}\d{1,3}:\d{1,5}|%5B[0-9a-f:]{2,45}%5D:\d{1,5}): [^\n]{0,80}Connection refused/,
    sample: 'details = "failed to connect to all addresses; last error: UNKNOWN: ipv4:127.0.0.1:5999: Failed to connect to remote host: Connection refused"', source: 'run:grpcio 1.76',
    nearMiss: 'ipv4:127.0.0.1:5999: connected',
  },
  {
    name: 'libpq-host-again', kind: 'name-unresolved', fields: { temporary: 'true' }, pattern: /could not translate host name "(?<host>[^"]{1,250})" to address: (?:Temporary failure in name resolution|Try again)/,
    sample: 'could not translate host name "db" to address: Temporary failure in name resolution', source: 'postgres/postgres:src/interfaces/libpq/fe-connect.c',
    nearMiss: 'could not translate host name "db" to address: Name or service not known',
  },
  {
    name: 'python-resolve', kind: 'name-unresolved', pattern: /(?:Failed to resolve|Cannot resolve|Could not resolve|unable to resolve|failed to resolve)(?: host(?:name)?)?(?: address)?:? ["'‘](?<host>[\w.-]{1,250})["'’](?: \(\[Errno -[25]\]|[,.;]|$)/,
    sample: "urllib3.exceptions.NameResolutionError: HTTPConnection(host='nohost.invalid', port=80): Failed to resolve 'nohost.invalid' ([Errno -2] Name or service not known)", source: 'run:urllib3 2',
    nearMiss: "Failed to resolve 'nohost.invalid' ([Errno -3] Temporary failure in name resolution)",
  },
  {
    name: 'nslookup', kind: 'name-unresolved', pattern: /\*\* server can't find (?<host>[\w.-]{1,250}): (?:NXDOMAIN|REFUSED)/,
    sample: "** server can't find session-store.svc.cluster.local: NXDOMAIN", source: 'case:init-resolves',
    nearMiss: "** server can't find session-store.svc.cluster.local: SERVFAIL",
  },
  {
    name: 'nslookup-again', kind: 'name-unresolved', fields: { temporary: 'true' }, pattern: /\*\* server can't find (?<host>[\w.-]{1,250}): SERVFAIL|connection timed out; no servers could be reached/,
    sample: ';; connection timed out; no servers could be reached', source: 'mirror/busybox:networking/nslookup.c',
    nearMiss: "** server can't find session-store.svc.cluster.local: NXDOMAIN",
  },
  {
    name: 'curl-resolve', kind: 'name-unresolved', pattern: /(?:Could not resolve (?:host(?:name)?|proxy)|Couldn't resolve (?:host(?:name)?|proxy)):? ["']?(?<host>[\w.-]{1,250})/,
    sample: 'curl: (6) Could not resolve host: nohost.invalid', source: 'run:curl 7.88.1',
    nearMiss: "curl: (7) Failed to connect to 127.0.0.1 port 1 after 0 ms: Couldn't connect to server",
  },
  {
    name: 'wget-resolve', kind: 'name-unresolved', pattern: /^(?:\w{2,20}: )?(?:bad address ['‘](?<target>[^'’]{1,250})['’]|unable to resolve host address ['‘](?<host>[^'’]{1,250})['’])/,
    sample: "nc: bad address 'postgres'", source: 'case:init-waits',
    nearMiss: 'nc: bad port spec',
  },
  {
    name: 'nc-resolve', kind: 'name-unresolved', pattern: /^nc: getaddrinfo for host "(?<host>[^"\n]{1,250})" port (?<port>\d{1,5}): /,
    sample: 'nc: getaddrinfo for host "db.invalid" port 5432: Name or service not known', source: 'run:netcat-openbsd 1.219',
    nearMiss: 'nc: connect to db port 5432 (tcp) failed: Connection refused',
  },
  {
    // bash's own files of the network: it says why in the line before, and then this of a name that is unknown.
    name: 'bash-dev-refused', kind: 'connection-refused', pattern: /: \/dev\/(?:tcp|udp)\/(?<host>[\w.-]{1,250})\/(?<port>\d{1,5}): Connection refused$/,
    sample: 'bash: line 1: /dev/tcp/db/5432: Connection refused', source: 'run:bash 5.2',
    nearMiss: 'bash: line 1: /dev/tcp/db/5432: Connection timed out',
  },
  {
    name: 'bash-dev-timeout', kind: 'connection-timeout', pattern: /: \/dev\/(?:tcp|udp)\/(?<host>[\w.-]{1,250})\/(?<port>\d{1,5}): (?:Connection timed out|No route to host)$/,
    sample: 'bash: line 1: /dev/tcp/db/5432: Connection timed out', source: 'run:bash 5.2',
    nearMiss: 'bash: line 1: /dev/tcp/db/5432: Connection refused',
  },
  {
    name: 'bash-dev-name', kind: 'name-unresolved', pattern: /: \/dev\/(?:tcp|udp)\/(?<host>[\w.-]{1,250})\/(?<port>\d{1,5}): Invalid argument$/,
    sample: 'bash: line 1: /dev/tcp/db/5432: Invalid argument', source: 'run:bash 5.2',
    nearMiss: 'bash: line 1: /dev/tcp/db/5432: Connection refused',
  },
  {
    name: 'pg-isready-socket', kind: 'connection-refused', fields: { host: 'localhost' }, pattern: /^(?<socket>\/[\w./-]{1,200}):(?<port>\d{1,5}) - (?:no response|no attempt)$/,
    sample: '/var/run/postgresql:5432 - no response', source: 'run:pg_isready 15.18',
    nearMiss: '/var/run/postgresql:5432 - accepting connections',
  },
  {
    name: 'pg-isready', kind: 'dependency-unreachable', pattern: /^(?<target>[\w.-]{1,250}:\d{1,5}) - (?:no response|no attempt)$/,
    sample: 'db:5432 - no response', source: 'run:pg_isready 15.18',
    nearMiss: 'db:5432 - accepting connections',
  },
  {
    name: 'libpq-sslmode', kind: 'value-invalid', fields: { expected: 'disable, allow, prefer, require, verify-ca, verify-full' }, pattern: /\binvalid sslmode value: "(?<value>[^"\n]{0,60})"/,
    sample: 'psycopg2.OperationalError: invalid sslmode value: "requird"', source: 'run:psycopg2 2.9',
    nearMiss: 'sslmode value: "require"',
  },
  {
    name: 'java-unknown-host', kind: 'name-unresolved', pattern: /java\.net\.UnknownHostException: (?<host>[\w.-]{1,250})(?:$|: (?:Name or service not known|nodename nor servname|Name does not resolve|No address associated)|[\s)])/,
    sample: 'Exception in thread "main" java.net.UnknownHostException: nohost.invalid', source: 'run:java 17',
    nearMiss: 'java.net.UnknownHostException: db: Temporary failure in name resolution',
  },
  {
    name: 'java-listen-name', kind: 'address-unavailable', fields: { unresolved: 'true' }, pattern: /java\.net\.SocketException: Unresolved address/,
    sample: 'Exception in thread "main" java.net.SocketException: Unresolved address', source: 'openjdk/jdk:src/java.base/share/classes/sun/nio/ch/Net.java',
    nearMiss: 'java.net.SocketException: Connection reset',
  },
  {
    // Java's HttpClient does not say which; the address stands in what the program says of it.
    name: 'java-client-unresolved', kind: 'name-unresolved', pattern: /java\.nio\.channels\.UnresolvedAddressException/,
    sample: 'Caused by: java.nio.channels.UnresolvedAddressException', source: 'run:java 17',
    nearMiss: 'Caused by: java.nio.channels.ClosedChannelException',
  },
  {
    name: 'java-unknown-host-again', kind: 'name-unresolved', fields: { temporary: 'true' }, pattern: /java\.net\.UnknownHostException: (?<host>[\w.-]{1,250}): (?:Temporary failure in name resolution|Try again)/,
    sample: 'Caused by: java.net.UnknownHostException: db: Temporary failure in name resolution', source: 'openjdk/jdk:src/java.base/unix/native/libnet/Inet4AddressImpl.c',
    nearMiss: 'java.net.UnknownHostException: db: Name or service not known',
  },
  {
    name: 'mysql-host', kind: 'name-unresolved', pattern: /(?:Unknown (?:MySQL |MariaDB )?server host '(?<host>[^']{1,250})'|Can't connect to (?:MySQL |MariaDB )?server on '(?<host2>[^':]{1,250})(?::\d{1,5})?' \(\[Errno -[25]\])/,
    sample: "pymysql.err.OperationalError: (2003, \"Can't connect to MySQL server on 'nohost.invalid' ([Errno -2] Name or service not known)\")", source: 'run:pymysql 1.1',
    nearMiss: "pymysql.err.OperationalError: (2003, \"Can't connect to MySQL server on '127.0.0.1' ([Errno 111] Connection refused)\")",
  },
  {
    name: 'php-getaddrinfo', kind: 'name-unresolved', pattern: /php_network_getaddresses: getaddrinfo(?: for (?<host>[\w.-]{1,250}))? failed: (?:Name or service not known|Name does not resolve|Temporary failure in name resolution)/,
    sample: 'PHP Warning:  fsockopen(): php_network_getaddresses: getaddrinfo for nohost.invalid failed: Name or service not known in Command line code on line 1', source: 'run:php 8.2',
    nearMiss: 'PHP Warning:  fsockopen(): Unable to connect to 127.0.0.1:1 (Connection refused) in Command line code on line 1',
  },
  {
    name: 'pair-unresolved', kind: 'name-unresolved', pattern: /(?:^|[\s'"(])(?<target>[A-Za-z][\w.-]{0,250}:\d{1,5})\b(?: ssl:\S{1,20})?:? [[(]?(?:\[Errno -[25]\] )?(?:Name or service not known|Name does not resolve|nodename nor servname)/,
    sample: 'aiohttp.client_exceptions.ClientConnectorDNSError: Cannot connect to host nohost.invalid:80 ssl:default [Name or service not known]', source: 'run:aiohttp 3',
    nearMiss: "aiohttp.client_exceptions.ClientConnectorError: Cannot connect to host 127.0.0.1:1 ssl:default [Connect call failed ('127.0.0.1', 1)]",
  },
  {
    name: 'unresolved-then-pair', kind: 'name-unresolved', pattern: /(?:Name or service not known|Name does not resolve) \((?<target>[\w.-]{1,250}:\d{1,5})\)/,
    sample: 'System.Net.Http.HttpRequestException: Name or service not known (nohost.invalid:80)', source: 'dotnet/runtime:src/libraries/System.Net.Http/src/System/Net/Http/SocketsHttpHandler/ConnectHelper.cs',
    nearMiss: 'System.Net.Http.HttpRequestException: Connection refused (127.0.0.1:1)',
  },
  {
    name: 'hostname-unresolved', kind: 'name-unresolved', pattern: /(?:resolve hostname|not resolve) (?<host>[\w.-]{1,250}): (?:Name or service not known|Name does not resolve|Temporary failure in name resolution)/,
    sample: 'ssh: Could not resolve hostname nohost.invalid: Name or service not known', source: 'run:openssh 9.2',
    nearMiss: 'ssh: connect to host nohost.invalid port 22: Connection refused',
  },
  {
    name: 'unresolved-words', kind: 'name-unresolved', pattern: /(?:^|[^\w])(?:Name or service not known|Name does not resolve|nodename nor servname provided|No address associated with hostname|:nxdomain\b)/,
    sample: 'socket.gaierror: [Errno -2] Name or service not known', source: 'run:python 3.11.7',
    nearMiss: 'socket.gaierror: [Errno -3] Temporary failure in name resolution',
  },
  {
    name: 'unresolved-again', kind: 'name-unresolved', fields: { temporary: 'true' }, pattern: /(?:^|[^\w])(?:\[Errno -3\] )?Temporary failure in name resolution|\bEAI_AGAIN\b/,
    sample: 'socket.gaierror: [Errno -3] Temporary failure in name resolution', source: 'python/cpython:Lib/test/test_urllib2net.py',
    nearMiss: 'socket.gaierror: [Errno -2] Name or service not known',
  },
  // ---- TLS ----
  {
    name: 'own-issuer', kind: 'config-rejected', pattern: /(?<detail>failed to verify issuer credentials for '[^']{1,150}' with trust anchors: x509: [^\n]{1,120})/i,
    sample: "Failed to initialize identity service: failed to verify issuer credentials for 'identity.linkerd.cluster.local' with trust anchors: x509: certificate signed by unknown authority", source: 'linkerd/linkerd2:pkg/identity/service.go',
    nearMiss: 'Failed to verify issuer credentials of the peer: tls: failed to verify certificate: x509: certificate signed by unknown authority',
  },
  {
    name: 'x509-unknown-ca', kind: 'tls-unknown-ca', pattern: /(?:"[a-z]{2,10}:\/\/(?<target>[\w.:-]{1,250}?)(?:\/[^"]{0,400})?": )?.{0,80}(?<!with trust anchors: )x509: certificate signed by unknown authority/,
    sample: 'Get "https://registry.example.com/v2/": tls: failed to verify certificate: x509: certificate signed by unknown authority', source: 'golang/go:src/crypto/x509/verify.go',
    nearMiss: 'x509: certificate has expired or is not yet valid: current time 2026-01-01T00:00:00Z is after 2025-01-01T00:00:00Z',
  },
  {
    name: 'openssl-unknown-ca', kind: 'tls-unknown-ca', pattern: /CERTIFICATE_VERIFY_FAILED\] certificate verify failed: (?:unable to get (?:local )?issuer certificate|self[- ]signed certificate)|\b(?:SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT_LOCALLY)\b|^(?:Error: |AxiosError: )?(?:self[- ]signed certificate(?: in certificate chain)?|unable to verify the first certificate|unable to get local issuer certificate)$/,
    sample: 'ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:1006)', source: 'python/cpython:Modules/_ssl.c',
    nearMiss: 'ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired (_ssl.c:1006)',
  },
  {
    // Ruby's openssl, rustls, Erlang's ssl as the client, and git where it has no file of authorities at all.
    name: 'unknown-issuer', kind: 'tls-unknown-ca', pattern: /certificate verify failed \((?:unable to get (?:local )?issuer certificate|self[- ]signed certificate)|invalid peer certificate: UnknownIssuer|TLS client: [^\n]{0,120} generated CLIENT ALERT: Fatal - Unknown CA|server certificate verification failed\. CAfile: none\b/,
    sample: 'error trying to connect: invalid peer certificate: UnknownIssuer', source: 'rustls/rustls:rustls/src/error.rs',
    nearMiss: 'error trying to connect: invalid peer certificate: Expired',
  },
  {
    name: 'pkix-path', kind: 'tls-unknown-ca', pattern: /PKIX path building failed|the trustAnchors parameter must be non-empty|unable to find valid certification path to requested target|The remote certificate is invalid because of errors in the certificate chain: (?:PartialChain|UntrustedRoot)|SSL certificate problem: (?:unable to get local issuer certificate|self[- ]signed certificate)/,
    sample: 'javax.net.ssl.SSLHandshakeException: PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target', source: 'openjdk/jdk:src/java.base/share/classes/sun/security/validator/PKIXValidator.java',
    nearMiss: 'javax.net.ssl.SSLHandshakeException: Received fatal alert: handshake_failure',
  },
  {
    name: 'expired', kind: 'tls-expired', pattern: /x509: certificate has expired or is not yet valid(?:: current time \S{1,40} is (?:after|before) (?<when>[\dT:Z.+-]{10,40}))?|CERT_HAS_EXPIRED|certificate verify failed: certificate has expired|(?<!\b(?:licen[cs]e|client) )\bcertificate has expired\b|invalid peer certificate: (?:certificate )?[Ee]xpired|generated CLIENT ALERT: Fatal - Certificate Expired|java\.security\.cert\.CertificateExpiredException: NotAfter: (?<when2>[\w :]{1,40})/,
    sample: 'tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2026-01-02T00:00:00Z is after 2025-12-31T00:00:00Z', source: 'golang/go:src/crypto/x509/verify.go',
    nearMiss: 'ERROR: license certificate has expired',
  },
  {
    name: 'go-hostname', kind: 'tls-hostname', pattern: /x509: (?:certificate is (?:valid for (?<names>.{1,200}?), not |not valid for any names, but wanted to match )(?<host>[\w.*-]{1,250})|cannot validate certificate for (?<host2>[\w.:]{1,250}) because it doesn't contain any IP SANs|certificate relies on legacy Common Name field)/,
    sample: 'x509: certificate is valid for db.example.com, not db', source: 'golang/go:src/crypto/x509/verify.go',
    nearMiss: 'x509: certificate signed by unknown authority',
  },
  {
    name: 'hostname-mismatch', kind: 'tls-hostname', pattern: /Hostname\/IP does not match certificate's altnames: Host: (?<host>[\w.-]{1,250})\. is not in the cert's altnames: (?<names>.{1,200})|Hostname mismatch, certificate is not valid for '(?<host2>[^']{1,250})'|server certificate for "(?<names2>[^"]{1,250})"[^"\n]{0,60} does not match host name "(?<host3>[^"]{1,250})"|Certificate for <(?<host4>[\w.-]{1,250})> doesn't match any of the subject alternative names: \[(?<names3>[^\]\n]{0,200})\]|invalid peer certificate: (?:NotValidForName|certificate not valid for name "(?<host5>[^"]{1,250})")|No subject alternative (?:(?:DNS )?names? (?:present|matching(?: IP address)? (?<host6>[\w.:-]{1,250}?) found)|names matching)|RemoteCertificateNameMismatch/,
    sample: "ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: Hostname mismatch, certificate is not valid for 'db'. (_ssl.c:1006)", source: 'python/cpython:Modules/_ssl.c',
    nearMiss: 'certificate verify failed: certificate has expired (_ssl.c:1006)',
  },
  {
    name: 'libpq-ssl', kind: 'tls-protocol',
    pattern: /connection to server at "(?<host>[^"]{1,250})"(?: \((?<ip>[^)]{1,60})\))?, port (?<port>\d{1,5}) failed: (?<detail>server does not support SSL, but SSL was required)/,
    sample: 'psycopg2.OperationalError: connection to server at "127.0.0.1", port 15432 failed: server does not support SSL, but SSL was required', source: 'run:psycopg2 2.9',
    nearMiss: 'psycopg2.OperationalError: connection to server at "127.0.0.1", port 15432 failed: timeout expired',
  },
  {
    name: 'pgx-no-tls', kind: 'tls-protocol', pattern: /(?:: (?<ip>[\d.]{7,15}):(?<port>\d{1,5}) \((?<host>[\w.-]{1,253})\): )?tls error: (?<detail>server refused TLS connection)/,
    sample: 'failed to connect to `user=shop database=shop`: 10.96.1.1:5432 (db): tls error: server refused TLS connection', source: 'jackc/pgx:pgconn/pgconn.go',
    nearMiss: 'failed to connect to `user=shop database=shop`: 10.96.1.1:5432 (db): tls error: EOF',
  },
  {
    name: 'client-certificate', kind: 'tls-protocol', pattern: /(?:(?<url>https:\/\/[^\s"']{1,300}?)["']?:? .{0,300})?(?<detail>No required SSL certificate was sent)/,
    sample: 'GET https://vault/fees: HTTP 400 Bad Request: <center><h1>400 Bad Request</h1></center> <center>No required SSL certificate was sent</center>', source: 'nginx/nginx:src/http/ngx_http_special_response.c',
    nearMiss: 'an SSL certificate was sent',
  },
  {
    // Alerts that the other side sends: what it thinks of the certificate that it was shown (RFC 8446, 6.2; crypto/tls/alert.go).
    name: 'alert-expired', kind: 'tls-expired', fields: { own: 'true' }, pattern: /remote error: tls: expired certificate|Received fatal alert: certificate_expired|\balert certificate expired\b/i,
    sample: 'javax.net.ssl.SSLHandshakeException: Received fatal alert: certificate_expired', source: 'openjdk/jdk:src/java.base/share/classes/sun/security/ssl/Alert.java',
    nearMiss: 'javax.net.ssl.SSLHandshakeException: Received fatal alert: handshake_failure',
  },
  {
    name: 'alert-unknown-ca', kind: 'tls-unknown-ca', fields: { own: 'true' }, pattern: /remote error: tls: unknown certificate authority|Received fatal alert: unknown_ca|\balert unknown ca\b/i,
    sample: 'remote error: tls: unknown certificate authority', source: 'golang/go:src/crypto/tls/alert.go',
    nearMiss: 'remote error: tls: handshake failure',
  },
  {
    name: 'tls-protocol', kind: 'tls-protocol', pattern: /(?<detail>http: server gave HTTP response to HTTPS client|tls: first record does not look like a TLS handshake|\bssl[^\n]{0,160}wrong version number\b|WRONG_VERSION_NUMBER|Protocol error, got "\\u0015" as reply type byte|(?:the )?server does not support SSL(?:, but SSL was required| connections)?|Unsupported or unrecognized SSL message|Client sent an HTTP request to an HTTPS server|tlsv1 alert \w[\w ]{1,40}|remote error: tls: [\w ]{1,60}|Received fatal alert: \w{1,40}|SSL is not enabled on the server|ssl\/tls alert [\w ]{1,40}|EPROTO\b.{0,80})/i,
    sample: 'Get "https://127.0.0.1:33239": http: server gave HTTP response to HTTPS client', source: 'run:go 1.26.8',
    nearMiss: 'the server does support TLS 1.3',
  },
];
