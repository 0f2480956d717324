/** Web servers and proxies: nginx, Apache, HAProxy, Envoy, Traefik, Caddy. */
import type { Phrase } from '../phrase.ts';

export const web: readonly Phrase[] = [
  {
    name: 'kong-bootstrap', kind: 'migration-failed', fields: { pending: 'kong migrations bootstrap' }, pattern: /(?<detail>Database needs bootstrapping)(?:; run 'kong migrations| or is older than Kong [\d.]{1,8})/,
    sample: "nginx: [error] init_by_lua error: /usr/local/share/lua/5.1/kong/cmd/utils/migrations.lua:16: Database needs bootstrapping or is older than Kong 1.0.", source: 'Kong/kong:kong/cmd/utils/migrations.lua',
    nearMiss: 'Database already bootstrapped',
  },
  {
    name: 'kong-migrations', kind: 'migration-failed', pattern: /(?<detail>New migrations available); run '(?<pending>kong migrations \w{2,12})'/,
    sample: "nginx: [error] init_by_lua error: /usr/local/share/lua/5.1/kong/cmd/utils/migrations.lua:25: New migrations available; run 'kong migrations up' to proceed", source: 'Kong/kong:kong/cmd/utils/migrations.lua',
    nearMiss: 'Database is already up-to-date',
  },
  // ---- nginx ----
  {
    name: 'nginx-listen-name', kind: 'address-unavailable', fields: { unresolved: 'true' }, pattern: /host not found in "(?<bind>[^"/]{1,250})" of the "listen" directive/,
    sample: 'nginx: [emerg] host not found in "web-host:8080" of the "listen" directive in /etc/nginx/conf.d/default.conf:2', source: 'nginx/nginx:src/http/ngx_http_core_module.c',
    nearMiss: 'nginx: [emerg] host not found in upstream "web-host:8080" in /etc/nginx/conf.d/default.conf:2',
  },
  {
    name: 'nginx-directory', kind: 'is-directory', pattern: /\bpread\(\) "(?<path>\/[^"]{1,300})" failed \(21: Is a directory\)(?!, client: )/,
    sample: 'nginx: [crit] pread() "/etc/nginx/nginx.conf" failed (21: Is a directory)', source: 'nginx/nginx:src/os/unix/ngx_files.c',
    nearMiss: 'nginx: [crit] pread() "/etc/nginx/nginx.conf" failed (5: I/O error)',
  },
  {
    name: 'nginx-upstream', kind: 'name-unresolved', pattern: /host not found in (?:upstream|resolver|syslog server) "(?<target>[^"/]{1,250})"(?: in (?<file>[^\s:]{1,300}):(?<line>\d{1,7}))?/,
    sample: '2026/11/22 03:07:20 [emerg] 17420#17420: host not found in upstream "nohost.invalid:80" in /tmp/lw/s/n.conf:1', source: 'run:nginx 1.22.1',
    nearMiss: 'no live upstreams while connecting to upstream',
  },
  // What it says of one request; it counts where a probe asks through it.
  {
    name: 'nginx-upstream-refused', kind: 'connection-refused', pattern: /connect\(\) failed \(111: [^)]{1,60}\) while connecting to upstream, [^\n]{0,900}?upstream: "\w{2,10}:\/\/(?<target>[\w.:[\]-]{1,250})/,
    sample: '2026/11/26 01:12:05 [error] 7#7: *17 connect() failed (111: Connection refused) while connecting to upstream, client: 10.244.0.1, server: , request: "GET / HTTP/1.1", upstream: "http://10.96.116.104:3000/", host: "10.244.3.86:8080"', source: 'run:nginx 1.22.1',
    nearMiss: '2026/11/26 01:12:05 [error] 7#7: *17 no live upstreams while connecting to upstream, client: 10.244.0.1, server: , request: "GET / HTTP/1.1", upstream: "http://api/", host: "10.244.3.86:8080"',
  },
  {
    name: 'nginx-upstream-timeout', kind: 'connection-timeout', pattern: /upstream timed out \(110: [^)]{1,60}\) while connecting to upstream, [^\n]{0,900}?upstream: "\w{2,10}:\/\/(?<target>[\w.:[\]-]{1,250})/,
    sample: '2026/11/26 01:12:05 [error] 7#7: *17 upstream timed out (110: Connection timed out) while connecting to upstream, client: 10.244.0.1, server: , request: "GET / HTTP/1.1", upstream: "http://10.96.116.104:3000/", host: "10.244.3.86:8080"', source: 'nginx/nginx:src/http/ngx_http_upstream.c',
    nearMiss: '2026/11/26 01:12:05 [error] 7#7: *17 upstream timed out (110: Connection timed out) while reading response header from upstream, client: 10.244.0.1, server: , request: "GET / HTTP/1.1", upstream: "http://10.96.116.104:3000/", host: "10.244.3.86:8080"',
  },
  {
    name: 'nginx-directive', kind: 'config-malformed', pattern: /(?<detail>unknown directive "(?<token>[^"]{1,100})") in (?<file>[^\s:]{1,300}):(?<line>\d{1,7})/,
    sample: '2026/11/22 00:52:31 [emerg] 1#1: unknown directive "proxy_pas" in /etc/nginx/conf.d/site.conf:5', source: 'case:file-edited-later',
    nearMiss: 'unknown directive in a comment of /etc/nginx/conf.d/site.conf',
  },
  {
    name: 'nginx-terminated', kind: 'config-malformed', pattern: /(?<detail>directive "(?<token>[^"]{1,100})" (?:is not terminated by ";"|has no opening "\{"|is not allowed here|invalid value)|"(?<token2>[^"]{1,100})" directive (?:is not allowed here|invalid value|is duplicate)) in (?<file>[^\s:]{1,300}):(?<line>\d{1,7})/,
    sample: '[emerg] 1#1: directive "server_name" is not terminated by ";" in /etc/nginx/conf.d/shop.conf:4', source: 'case:file-nginx-semicolon',
    nearMiss: 'directive "server_name" is read in /etc/nginx/conf.d/shop.conf:4',
  },
  {
    name: 'nginx-words', kind: 'config-malformed',
    pattern: /(?<detail>unexpected (?:end of file, expecting "[^"]{1,10}"|"[^"]{1,10}"|end of parameter[^\n]{0,40})|a duplicate (?:listen|default server)[^\n]{1,80}?|duplicate (?:location|upstream|listen options|server name)? ?"[^"]{1,100}"|invalid number of arguments in "[^"]{1,80}" directive|invalid port in "[^"]{1,60}" of the "listen" directive|invalid (?:parameter|value|condition) "?[^"\n]{0,80}"?|invalid URL prefix|no "ssl_certificate" is defined for the "listen \.\.\. ssl" directive|unknown log format "[^"]{1,60}"|getpwnam\("[^"]{1,60}"\) failed|the "ssl" parameter requires ngx_http_ssl_module|too (?:long|many) [^\n]{1,80}?|pcre2?_compile\(\) failed: [^\n]{1,120}?|"[^"]{1,60}" (?:is duplicate|conflicting parameter[^\n]{0,40})) in (?<file>\/?[^\s:]{1,300}):(?<line>\d{1,7})/,
    sample: '2026/11/22 03:07:20 [emerg] 17426#17426: unexpected end of file, expecting "}" in /tmp/lw/s/n.conf:1', source: 'run:nginx 1.22.1',
    nearMiss: 'upstream sent too big header while reading response header from upstream',
  },
  {
    // Said when all files are read: it names none.
    name: 'nginx-zone', kind: 'config-malformed', pattern: /(?:\[emerg\] |^)\d{1,7}#\d{1,7}: (?<detail>zero size shared memory zone "(?<token>[^"]{1,60})")/,
    sample: '2026/11/22 02:24:27 [emerg] 1#1: zero size shared memory zone "perip"', source: 'nginx/nginx:src/core/ngx_cycle.c',
    nearMiss: 'nginx: the shared memory zone "perip" conflicts with already declared size 0',
  },
  {
    name: 'nginx-hash', kind: 'config-malformed', pattern: /(?:\[emerg\] (?:\d{1,7}#\d{1,7}: )?|^\d{1,7}#\d{1,7}: )(?<detail>could not build (?<token>\w{3,40}_hash), you should increase \w{3,40}_bucket_size: \d{1,7})/,
    sample: '2026/11/27 18:00:43 [emerg] 1#1: could not build server_names_hash, you should increase server_names_hash_bucket_size: 64', source: 'case:file-nginx-long-name',
    nearMiss: '[warn] 1#1: could not build optimal types_hash, you should increase either types_hash_max_size: 1024 or types_hash_bucket_size: 64; ignoring types_hash_bucket_size',
  },
  {
    name: 'nginx-variable', kind: 'config-malformed', pattern: /\[emerg\] (?:\d{1,7}#\d{1,7}: )?(?<detail>unknown "(?<token>[^"]{1,80})" variable)|^(?:\d{1,7}#\d{1,7}: )(?<detail2>unknown "(?<token2>[^"]{1,80})" variable)/,
    sample: '2026/11/22 03:07:23 [emerg] 17551#17551: unknown "nope" variable', source: 'run:nginx 1.22.1',
    nearMiss: '[warn] 1#1: using uninitialized "nope" variable',
  },
  {
    name: 'nginx-refused', kind: 'config-rejected', pattern: /(?:\[emerg\] (?:\d{1,7}#\d{1,7}: )?|^\d{1,7}#\d{1,7}: )(?!\w{2,20}\(\) |host not found )(?<detail>[^\n]{1,200}?) in (?<file>\/[^\s:]{1,300}):(?<line>\d{1,7})$/,
    sample: 'nginx: [emerg] invalid port in upstream "http://api:80a" in /etc/nginx/conf.d/default.conf:6', source: 'nginx/nginx:src/http/ngx_http_upstream.c',
    nearMiss: 'nginx: [emerg] open() "/etc/nginx/site.conf" failed (2: No such file or directory) in /etc/nginx/nginx.conf:6',
  },
  {
    name: 'nginx-global', kind: 'value-invalid', fields: { name: '-g', expected: 'directives of nginx, each with a semicolon behind it' },
    pattern: /(?:\[emerg\] (?:\d{1,7}#\d{1,7}: )?|^\d{1,7}#\d{1,7}: )(?!\w{2,20}\(\) )[^\n]{1,200} in command line$/,
    sample: '2026/11/27 18:03:21 [emerg] 18370#18370: unexpected end of parameter, expecting ";" in command line', source: 'run:nginx 1.22.1',
    nearMiss: '2026/11/27 18:03:21 [emerg] 18397#18397: open() "/etc/nginx/extra.conf" failed (2: No such file or directory) in command line',
  },
  // It names no file: the block belongs into the main one.
  {
    name: 'nginx-events', kind: 'config-malformed', fields: { file: 'nginx.conf' }, pattern: /(?:\[emerg\] |^)\d{1,7}#\d{1,7}: (?<detail>no "events" section in configuration)/,
    sample: '2026/11/26 01:50:00 [emerg] 1#1: no "events" section in configuration', source: 'nginx/nginx:src/event/ngx_event.c',
    nearMiss: '2026/11/26 01:50:00 [notice] 1#1: using the "epoll" event method',
  },
  {
    name: 'nginx-open-missing', kind: 'file-missing', pattern: /(?:\w{2,20}\(\) "(?<path>[^"]{1,300})" failed|cannot load certificate(?: key)? "(?<path2>[^"]{1,300})": BIO_new_file\(\) failed) \((?:2: |SSL: error:\S{1,20}:system library:[\w ]{0,20}:)No such file or directory/,
    sample: '2026/11/22 03:07:22 [emerg] 17545#17545: open() "/no/mime.types" failed (2: No such file or directory) in /tmp/lw/s/n.conf:1', source: 'run:nginx 1.22.1',
    nearMiss: 'open() "/usr/share/nginx/html/favicon.ico" failed (13: Permission denied)',
  },
  {
    name: 'nginx-certificate', kind: 'config-malformed', pattern: /(?<detail>cannot load certificate(?: key)? "(?<file>[^"]{1,300})": PEM_\w{1,40}\(\) failed)/,
    sample: '2026/11/22 03:07:22 [emerg] 17536#17536: cannot load certificate "/etc/hostname": PEM_read_bio_X509_AUX() failed (SSL: error:0480006C:PEM routines::no start line:Expecting: TRUSTED CERTIFICATE)', source: 'run:nginx 1.22.1',
    nearMiss: 'cannot load certificate "/no/tls.crt": BIO_new_file() failed (SSL: error:80000002:system library::No such file or directory:calling fopen(/no/tls.crt, r) error:10000080:BIO routines::no such file)',
  },
  {
    name: 'nginx-key-pair', kind: 'config-malformed', fields: { detail: 'it does not belong to the certificate (key values mismatch)' },
    pattern: /SSL_CTX_use_PrivateKey\("(?<file>[^"]{1,300})"\) failed \(SSL: error:[^\n]{0,80}key values mismatch/,
    sample: '2026/11/26 07:01:31 [emerg] 1#1: SSL_CTX_use_PrivateKey("/etc/nginx/tls/tls.key") failed (SSL: error:05800074:x509 certificate routines::key values mismatch)', source: 'case:tls-pair-renewed',
    nearMiss: 'SSL_CTX_use_PrivateKey("/etc/nginx/tls/tls.key") succeeded',
  },
  {
    name: 'nginx-denied', kind: 'permission-denied', pattern: /(?<operation>\w{2,20})\(\) "(?<path>[^"]{1,300})" failed \(13: Permission denied\)/,
    sample: '2026/11/22 03:07:29 [emerg] 17697#17697: open() "/var/log/nginx/access.log" failed (13: Permission denied)', source: 'run:nginx 1.22.1',
    nearMiss: 'open() "/no/mime.types" failed (2: No such file or directory)',
  },
  {
    name: 'nginx-read-only', kind: 'read-only', pattern: /\w{2,20}\(\) "(?<path>[^"]{1,300})" failed \(30: Read-only file system\)/,
    sample: '2026/11/22 00:57:58 [emerg] 1#1: mkdir() "/var/lib/nginx/body" failed (30: Read-only file system)', source: 'case:perm-readonly',
    nearMiss: '[emerg] 1#1: mkdir() "/var/lib/nginx/body" failed (13: Permission denied)',
  },
  {
    name: 'nginx-bind', kind: 'port-in-use', pattern: /bind\(\) to (?<bind>[\w.:[\]*-]{1,100}:\d{1,5}) failed \(98: /,
    sample: '2026/11/22 03:07:20 [emerg] 17441#17441: bind() to 0.0.0.0:15432 failed (98: Address already in use)', source: 'run:nginx 1.22.1',
    nearMiss: 'bind() to 0.0.0.0:80 failed (13: Permission denied)',
  },
  {
    name: 'nginx-bind-denied', kind: 'port-privileged', pattern: /bind\(\) to (?<bind>[\w.:[\]*-]{1,100}:\d{1,5}) failed \(13: /,
    sample: 'nginx: [emerg] bind() to 0.0.0.0:80 failed (13: Permission denied)', source: 'nginx/nginx:src/core/ngx_connection.c',
    nearMiss: 'bind() to 0.0.0.0:15432 failed (98: Address already in use)',
  },
  {
    name: 'nginx-module', kind: 'library-missing', pattern: /dlopen\(\) "(?<library>[^"]{1,300})" failed \((?<detail>[^)\n]{1,200})/,
    sample: '2026/11/22 03:07:23 [emerg] 17560#17560: dlopen() "/no/x.so" failed (/no/x.so: cannot open shared object file: No such file or directory) in /tmp/lw/s/n.conf:1', source: 'run:nginx 1.22.1',
    nearMiss: 'dlopen() "/x.so" is done',
  },
  // ---- Apache ----
  {
    name: 'apache-module', kind: 'library-missing', pattern: /Cannot load \S{1,300} into server: (?<library>\/[^\s:]{1,300}): (?<detail>cannot open shared object file: No such file or directory)/,
    sample: 'httpd: Syntax error on line 66 of /usr/local/apache2/conf/httpd.conf: Cannot load modules/mod_x.so into server: /usr/local/apache2/modules/mod_x.so: cannot open shared object file: No such file or directory', source: 'apache/httpd:modules/core/mod_so.c (load_module)',
    nearMiss: 'module auth_basic_module is already loaded, skipping',
  },
  {
    name: 'apache-syntax', kind: 'config-malformed', pattern: /Syntax error on line (?<line>\d{1,7}) of (?<file>[^\s:]{1,300}):(?:\n| )(?:\S{1,300}:\d{1,7}: )?(?<detail>(?!Cannot load \S{1,300} into server: \S{1,300}: cannot open shared object file)(?:Invalid command '(?<token>[^'\n]{1,100})')?[^\n]{0,250})/m,
    sample: "AH00526: Syntax error on line 7 of /tmp/lw/s/a.conf:\nInvalid command 'FooBar', perhaps misspelled or defined by a module not included in the server configuration", source: 'run:apache 2.4.71',
    nearMiss: 'Syntax OK\nno error on line 7',
  },
  {
    name: 'apache-socket', kind: 'port-in-use', pattern: /\(98\)Address already in use: AH00072: make_sock: could not bind to address (?<bind>[\w.:[\]]{1,80}:\d{1,5})/,
    sample: '(98)Address already in use: AH00072: make_sock: could not bind to address [::]:15432', source: 'run:apache 2.4.71',
    nearMiss: '(13)Permission denied: AH00072: make_sock: could not bind to address [::]:80',
  },
  {
    name: 'apache-socket-address', kind: 'address-unavailable', pattern: /\(99\)Cannot assign requested address: (?:AH00072: )?make_sock: could not bind to address (?<bind>[\w.:[\]]{1,80}:\d{1,5})/,
    sample: '(99)Cannot assign requested address: make_sock: could not bind to address 40.76.89.82:80', source: 'apache/httpd:server/listen.c',
    nearMiss: '(98)Address already in use: AH00072: make_sock: could not bind to address [::]:15432',
  },
  {
    name: 'apache-socket-denied', kind: 'port-privileged', pattern: /\(13\)Permission denied: AH00072: make_sock: could not bind to address (?<bind>[\w.:[\]]{1,80}:\d{1,5})/,
    sample: '(13)Permission denied: AH00072: make_sock: could not bind to address 0.0.0.0:80', source: 'run:apache 2.4.71',
    nearMiss: '(98)Address already in use: AH00072: make_sock: could not bind to address [::]:15432',
  },
  {
    name: 'apache-log', kind: 'permission-denied', pattern: /\(13\)Permission denied: AH\d{5}: (?:\S{1,60}: )?could not open (?:error|transfer) log file (?<path>[^\s]{1,300}?)\.?$/,
    sample: '(13)Permission denied: AH00086: apache2: could not open error log file /dev/stderr.', source: 'run:apache 2.4.71',
    nearMiss: "(2)No such file or directory: AH02291: Cannot access directory '/no/' for main error log",
  },
  {
    name: 'apache-directory', kind: 'file-missing', pattern: /\(2\)No such file or directory: AH\d{5}: [^\n]{0,60}?(?:directory|file) '?(?<path>\/[^\s']{1,300})/,
    sample: "(2)No such file or directory: AH02291: Cannot access directory '/no/' for main error log", source: 'run:apache 2.4.71',
    nearMiss: '(13)Permission denied: AH00072: make_sock: could not bind to address [::]:80',
  },
  {
    name: 'apache-user', kind: 'config-rejected', pattern: /AH0054[34]: [^\n:]{1,60}: (?<detail>bad (?:user|group) name (?<setting>\S{1,60}))/,
    sample: 'AH00543: apache2: bad user name nope', source: 'run:apache 2.4.71',
    nearMiss: 'AH00558: apache2: Could not reliably determine the server\'s fully qualified domain name',
  },
  {
    name: 'apache-pid', kind: 'lock-held', pattern: /httpd \(pid \d{1,7}\) already running|AH00060: seg fault or similar nasty error|pid file (?<path>\/\S{1,200}) overwritten -- Unclean shutdown/,
    sample: 'httpd (pid 1) already running', source: 'apache/httpd:server/main.c',
    nearMiss: 'httpd (pid 1) started',
  },
  // ---- HAProxy ----
  {
    name: 'haproxy-resolve', kind: 'name-unresolved', pattern: /'server [^']{1,120}' : could not resolve address '(?<host>[^']{1,250})'/,
    sample: "[ALERT]    (18219) : config : [/tmp/lw/s/h.cfg:6] : 'server b/s' : could not resolve address 'nohost.invalid'.", source: 'run:haproxy 2.6.12',
    nearMiss: "[WARNING] (1) : Server b/s is DOWN, reason: Layer4 connection problem",
  },
  {
    name: 'haproxy-bind', kind: 'port-in-use', pattern: /cannot bind socket \(Address already in use\) (?:for )?\[(?<bind>[\w.:*]{1,80}:\d{1,5})\]/,
    sample: '[ALERT]    (18223) : Binding [/tmp/lw/s/h.cfg:6] for frontend f: cannot bind socket (Address already in use) for [0.0.0.0:15432]', source: 'run:haproxy 2.6.12',
    nearMiss: '[ALERT]    (18431) : Binding [/tmp/lw/s/h.cfg:6] for frontend f: cannot bind socket (Permission denied) for [0.0.0.0:81]',
  },
  {
    name: 'haproxy-bind-address', kind: 'address-unavailable', pattern: /cannot bind socket \(Cannot assign requested address\) (?:for )?\[(?<bind>[\w.:*]{1,80}:\d{1,5})\]/,
    sample: '[ALERT]    (7) : Binding [/etc/haproxy/haproxy.cfg:34] for proxy web: cannot bind socket (Cannot assign requested address) for [10.0.53.2:53]', source: 'haproxy/haproxy:src/proto_tcp.c',
    nearMiss: '[ALERT]    (18223) : Binding [/tmp/lw/s/h.cfg:6] for frontend f: cannot bind socket (Address already in use) for [0.0.0.0:15432]',
  },
  {
    name: 'haproxy-bind-denied', kind: 'port-privileged', pattern: /cannot bind socket \(Permission denied\) (?:for )?\[(?<bind>[\w.:*]{1,80}:\d{1,5})\]/,
    sample: '[ALERT]    (18431) : Binding [/tmp/lw/s/h.cfg:6] for frontend f: cannot bind socket (Permission denied) for [0.0.0.0:81]', source: 'run:haproxy 2.6.12',
    nearMiss: '[ALERT]    (18223) : Binding [/tmp/lw/s/h.cfg:6] for frontend f: cannot bind socket (Address already in use) for [0.0.0.0:15432]',
  },
  {
    name: 'haproxy-open', kind: 'file-missing', pattern: /(?:Cannot open configuration file\/directory (?<path>\S{1,300}) : No such file|unable to stat SSL certificate from file '(?<path2>[^']{1,300})' : No such file)/,
    sample: '[ALERT]    (18435) : config : Cannot open configuration file/directory /no.cfg : No such file or directory', source: 'run:haproxy 2.6.12',
    nearMiss: '[NOTICE]   (18435) : path to executable is /usr/sbin/haproxy',
  },
  {
    name: 'haproxy-section', kind: 'config-malformed', pattern: /\bconfig : (?<detail>(?:[Pp]roxy|[Bb]ackend|[Ff]rontend|[Ll]isten) '[^'\n]{1,80}'[^\n]{0,80}?: [^\n]{0,120}?'(?<token>[^'\n]{1,80})'[^\n]{0,120})/,
    sample: "[ALERT]    (1) : config : Proxy 'web': unable to find required default_backend: 'apl'.", source: 'haproxy/haproxy:src/cfgparse.c',
    nearMiss: "[WARNING]  (1) : config : missing timeouts for frontend 'web'.",
  },
  {
    name: 'caddyfile', kind: 'config-malformed', pattern: /adapting config using caddyfile: (?:parsing caddyfile tokens for '[\w.]{1,60}': )?(?<file>\/[^\s:]{1,300}):(?<line>\d{1,7}): (?<detail>(?:unrecognized directive: (?<token>[\w.-]{1,60}))?[^\n]{0,200})/,
    sample: 'Error: adapting config using caddyfile: /etc/caddy/Caddyfile:2: unrecognized directive: reverse_prox', source: 'caddyserver/caddy:caddyconfig/httpcaddyfile/httptype.go',
    nearMiss: 'adapting config using caddyfile: server listening on [:80] is HTTP',
  },
  {
    name: 'haproxy-parsing', kind: 'config-malformed', pattern: /parsing \[(?<file>[^\]:]{1,300}):(?<line>\d{1,7})\] : (?<detail>(?!.{0,120}No such file)(?:unknown keyword '(?<token>[^'\n]{1,80})')?[^\n]{0,200})/,
    sample: "[ALERT]    (18215) : config : parsing [/tmp/lw/s/h.cfg:2] : unknown keyword 'foo' in 'global' section", source: 'run:haproxy 2.6.12',
    nearMiss: "[ALERT]    (18227) : config : parsing [/tmp/lw/s/h.cfg:6] : 'bind :18202' in section 'frontend' : unable to stat SSL certificate from file '/no.pem' : No such file or directory.",
  },
  {
    name: 'monolog-folder', kind: 'permission-denied', fields: { operation: 'create' }, pattern: /There is no existing directory at "(?<path>\/[^"\n]{1,300})" and it could not be created: (?:mkdir\(\): )?Permission denied/,
    sample: 'There is no existing directory at "/app/var/log" and it could not be created: Permission denied', source: 'Seldaek/monolog:src/Monolog/Handler/StreamHandler.php',
    nearMiss: 'There is no existing directory at "/app/var/log" and it could not be created: File exists',
  },
];
