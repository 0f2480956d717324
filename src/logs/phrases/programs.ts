/** What runtimes and servers say of modules, versions and data that do not fit. */
import type { Phrase } from '../phrase.ts';

export const programs: readonly Phrase[] = [
  {
    name: 'node-module', kind: 'module-missing', fields: { runtime: 'node' }, pattern: /Cannot find (?:module|package) '(?<module>(?!\/)[^']{1,200})'/,
    sample: "Error: Cannot find module '@shop/metrics'", source: 'case:app-node-plugin', nearMiss: "Error: Cannot find module '/srv/gateway.js'",
  },
  {
    name: 'node-script', kind: 'file-missing', pattern: /Cannot find module '(?<path>\/[^']{1,300})'/,
    sample: "Error: Cannot find module '/nope.js'", source: 'run:node 20.20', nearMiss: "Error: Cannot find module 'nope'",
  },
  {
    name: 'node-esm', kind: 'module-missing', fields: { runtime: 'node', module: 'with import (it is no ES module: name it .mjs, or set "type": "module")' },
    pattern: /SyntaxError: Cannot use import statement outside a module|ReferenceError: require is not defined in ES module scope|\bERR_REQUIRE_ESM\b/,
    sample: 'SyntaxError: Cannot use import statement outside a module', source: 'case:app-node-esm', nearMiss: 'SyntaxError: Unexpected identifier',
  },
  {
    name: 'python-no-module', kind: 'module-missing', fields: { runtime: 'python' }, pattern: /^\S{0,100}python[\d.]*: No module named (?<module>[\w.-]{1,100})/,
    sample: '/usr/local/bin/python: No module named uvicorn', source: 'case:app-python-module', nearMiss: "python: can't open file '/app/x.py'",
  },
  {
    name: 'gunicorn-attribute', kind: 'module-missing', fields: { runtime: 'python' }, pattern: /Failed to find attribute '(?<module>[^']{1,100})' in '[^']{1,100}'/,
    sample: "Failed to find attribute 'application' in 'web'.", source: 'case:cmd-gunicorn-attribute', nearMiss: "the attribute 'app' in 'web' was found",
  },
  {
    name: 'perl-module', kind: 'module-missing', fields: { runtime: 'perl' }, pattern: /Can't locate (?<module>[\w/]{1,150}\.pm) in @INC/,
    sample: "Can't locate DBD/Pg.pm in @INC (you may need to install the DBD::Pg module)", source: 'case:app-perl-module', nearMiss: "Can't locate object method \"x\" via package \"Y\"",
  },
  {
    name: 'java-main-class', kind: 'flag-unknown', fields: { program: 'java' }, pattern: /Could not find or load main class (?<flag>[\w.$/-]{1,200})/,
    sample: 'Error: Could not find or load main class Order', source: 'case:cmd-java-class', nearMiss: 'Error: LinkageError occurred while loading main class shop.Invoice',
  },
  {
    name: 'java-class-version', kind: 'class-version', pattern: /UnsupportedClassVersionError: (?<detail>\S{1,200} has been compiled by a more recent version of the Java Runtime \(class file version [\d.]{1,10}\), .{1,120})/,
    sample: '\tjava.lang.UnsupportedClassVersionError: shop/invoice/Invoice has been compiled by a more recent version of the Java Runtime (class file version 65.0), this version of the Java Runtime only recognizes class file versions up to 61.0', source: 'case:app-java-version',
    nearMiss: 'java.lang.UnsupportedOperationException: class file version',
  },
  {
    name: 'java-heap-size', kind: 'flag-unknown', fields: { program: 'java', flag: '-Xmx' }, pattern: /^(?:Too small (?:maximum|initial) heap|Initial heap size set to a larger value than the maximum heap size)/,
    sample: 'Too small maximum heap', source: 'case:flag-java-heap-unit', nearMiss: 'the maximum heap is small',
  },
  {
    name: 'java-heap-full', kind: 'heap-exhausted', fields: { runtime: 'java' }, pattern: /OutOfMemoryError: (?<what>Java heap space|GC overhead limit exceeded|Metaspace|Direct buffer memory)/,
    sample: 'java.lang.OutOfMemoryError: Java heap space', source: 'run:openjdk 17', nearMiss: 'java.lang.OutOfMemoryError: unable to create native thread',
  },
  {
    name: 'java-native-thread', kind: 'threads-exhausted', pattern: /OutOfMemoryError: (?<detail>unable to create (?:new )?native thread)/,
    sample: 'java.lang.OutOfMemoryError: unable to create native thread: possibly out of memory or process/resource limits reached', source: 'openjdk/jdk:src/hotspot/share/prims/jvm.cpp', nearMiss: 'java.lang.OutOfMemoryError: Java heap space',
  },
  {
    name: 'python-memory', kind: 'heap-exhausted', fields: { runtime: 'python' }, pattern: /^MemoryError\b/,
    sample: 'MemoryError', source: 'run:python 3.11', nearMiss: 'a MemoryError was handled',
  },
  {
    name: 'fork', kind: 'threads-exhausted', pattern: /(?<detail>fork: (?:retry: )?Resource temporarily unavailable|can't start new thread|can't fork: Resource temporarily unavailable|pthread_create failed: Resource temporarily unavailable)/,
    sample: "RuntimeError: can't start new thread", source: 'python/cpython:Modules/_threadmodule.c', nearMiss: 'a new thread was started',
  },
  {
    name: 'too-many-files', kind: 'files-exhausted', pattern: /\b(?<detail>[Tt]oo many open files)\b/,
    sample: 'accept tcp [::]:8080: accept4: too many open files', source: 'golang/go:src/syscall/zerrors_linux_amd64.go', nearMiss: 'there are many open files',
  },
  {
    name: 'mysql-variable', kind: 'config-malformed', pattern: /(?<detail>unknown (?:variable|option) '(?<token>[\w-]{1,100})(?:=[^']{0,100})?')/,
    sample: "2026-11-22  3:18:59 0 [ERROR] mariadbd: unknown variable 'max_conections=50'", source: 'case:file-mariadb', nearMiss: "variable 'max_connections=50' was set",
  },
  {
    name: 'nginx-certificate', kind: 'file-missing', pattern: /cannot load certificate(?: key)? "(?<path>[^"]{1,300})": BIO_new_file\(\) failed .{0,120}No such file or directory/,
    sample: '2026/11/22 03:13:04 [emerg] 1#1: cannot load certificate "/etc/nginx/tls/tls.crt": BIO_new_file() failed (SSL: error:80000002:system library::No such file or directory:calling fopen(/etc/nginx/tls/tls.crt, r) error:10000080:BIO routines::no such file)', source: 'nginx/nginx:src/event/ngx_event_openssl.c',
    nearMiss: 'certificate "/etc/nginx/tls/tls.crt" was loaded',
  },
  {
    name: 'nginx-emerg', kind: 'config-malformed', pattern: /^\d{1,9}#\d{1,9}: (?<detail>(?:directive|invalid|unexpected|duplicate|no|"\w{1,60}" directive)[^\n]{1,200}?) in (?<file>\/[^\s:]{1,300}):(?<line>\d{1,7})$/,
    sample: '2026/11/22 02:25:11 [emerg] 1#1: directive "server_name" is not terminated by ";" in /etc/nginx/conf.d/shop.conf:4', source: 'case:file-nginx-semicolon',
    nearMiss: '1#1: the worker reads /etc/nginx/conf.d/shop.conf:4',
  },
  {
    name: 'postgres-version', kind: 'data-version', pattern: /The data directory was initialized by PostgreSQL version (?<found>[\d.]{1,10}), which is not compatible with this version (?<wants>[\d.]{1,10})/,
    sample: '2026-11-22 03:09:19.679 UTC [1] DETAIL:  The data directory was initialized by PostgreSQL version 13, which is not compatible with this version 15.20 (Debian 15.20-0+deb12u1).', source: 'case:vol-version',
    nearMiss: 'The data directory was initialized by hand',
  },
  {
    name: 'initdb-not-empty', kind: 'data-not-empty', pattern: /directory "(?<path>[^"]{1,300})" exists but is not empty/,
    sample: 'initdb: error: directory "/var/lib/postgresql/data" exists but is not empty', source: 'case:vol-not-empty', nearMiss: 'directory "/var/lib/postgresql/data" is empty',
  },
  {
    name: 'redis-load', kind: 'data-corrupt', pattern: /(?<detail>Fatal error loading the DB|Wrong signature trying to load DB|Bad file format reading the append only file|Can't handle RDB format version)/,
    sample: '1:M 22 Nov 2026 03:09:44.700 # Fatal error loading the DB: Invalid argument. Exiting.', source: 'case:vol-corrupt-redis', nearMiss: 'the DB was loaded from disk',
  },
  {
    name: 'shell-syntax', kind: 'syntax-error', pattern: /^(?<file>[\w./-]{1,200}): (?:-c: )?(?:line )?(?<line>\d{1,7}): (?<detail>[Ss]yntax error[: (].{1,200})/,
    sample: '/usr/local/bin/sync.sh: line 10: syntax error: unexpected "done" (expecting "fi")', source: 'case:app-shell-syntax', nearMiss: 'sync.sh: line 10: the syntax is fine',
  },
  {
    name: 'shell-parameter', kind: 'variable-missing', pattern: /^[\w./-]{1,200}: (?:(?:line )?\d{1,7}: )?(?<name>[A-Z][A-Z0-9_]{1,80}): (?:parameter (?:null or )?not set(?: or null)?|unbound variable|must be set|required|not set)/,
    sample: 'bash: line 1: DB: unbound variable', source: 'run:bash 5.2', nearMiss: 'bash: line 1: db: command not found',
  },
  {
    name: 'http-status', kind: 'http-error', pattern: /https?:\/\/(?<target>[\w.-]{1,200}(?::\d{1,5})?)[^\s"']{0,200}["']?: (?:status |returned |HTTP )?(?<status>5\d\d|429)\b/,
    sample: '2026/11/22 02:29:37 cannot load the catalog: http://gateway:3000/health: 503 Service Unavailable', source: 'case:app-go-fatal-503', nearMiss: 'http://gateway:3000/health: 200 OK in 503 ms',
  },
];
