/** Python and the libraries that its programs use. */
import type { Phrase } from '../phrase.ts';

export const python: readonly Phrase[] = [
  {
    name: 'module', kind: 'module-missing', fields: { runtime: 'python' }, pattern: /^(?:ModuleNotFoundError|ImportError): No module named ["']?(?<module>[\w.-]{1,100})/,
    sample: "ModuleNotFoundError: No module named 'prometheus_client'", source: 'case:image-module',
    nearMiss: "ImportError: cannot import name 'x' from 'y' (/app/y.py)",
  },
  {
    name: 'cannot-open-file', kind: 'file-missing', pattern: /^\S{0,100}python[\d.]*: can't open file ["'](?<path>[^"']{1,300})["']: \[Errno 2\]/,
    sample: "python: can't open file '/app/worker.py': [Errno 2] No such file or directory", source: 'case:file-mount-hides-app',
    nearMiss: "python: can't open file '/app/worker.py': [Errno 13] Permission denied",
  },
  {
    name: 'errno-21', kind: 'is-directory', pattern: /\[Errno 21\] Is a directory: ["'](?<path>[^"']{1,300})["']/,
    sample: "IsADirectoryError: [Errno 21] Is a directory: '/etc/agent/agent.yaml'", source: 'case:file-subpath',
    nearMiss: "NotADirectoryError: [Errno 20] Not a directory: '/etc/agent/agent.yaml'",
  },
  {
    name: 'int-of-text', kind: 'value-invalid', fields: { expected: 'int' }, pattern: /invalid literal for int\(\) with base \d{1,2}: ["'](?<value>[^"']{0,300})["']/,
    sample: "ValueError: invalid literal for int() with base 10: 'tcp://10.96.156.50:6379'", source: 'case:env-service-links',
    nearMiss: "ValueError: int() base must be >= 2 and <= 36, or 0",
  },
  {
    name: 'psycopg-database', kind: 'database-missing',
    pattern: /connection to server at "(?<host>[^"]{1,250})"(?: \((?<ip>[^)]{1,60})\))?, port (?<port>\d{1,5}) failed: FATAL: {1,2}database "(?<database>[^"]{1,200})" does not exist/,
    sample: 'psycopg2.OperationalError: connection to server at "db" (10.96.162.211), port 5432 failed: FATAL:  database "shop_prod" does not exist', source: 'case:dep-database',
    nearMiss: 'psycopg2.OperationalError: connection to server at "db" (10.96.162.211), port 5432 failed: FATAL:  role "shop" does not exist',
  },
  {
    name: 'libpq-refused', kind: 'connection-refused',
    pattern: /connection to server at "(?<host>[^"]{1,250})"(?: \((?<ip>[^)]{1,60})\))?, port (?<port>\d{1,5}) failed: Connection refused/,
    sample: 'psycopg2.OperationalError: connection to server at "db" (10.96.147.229), port 5432 failed: Connection refused', source: 'case:dep-port',
    nearMiss: 'psycopg2.OperationalError: connection to server at "db" (10.96.147.229), port 5432 failed: timeout expired',
  },
  {
    name: 'redis-refused', kind: 'connection-refused', fields: { service: 'redis' }, pattern: /Error 111 connecting to (?<target>[\w.:-]{1,250})\. Connection refused/,
    sample: 'SystemError: Cannot connect to Redis at cache:6379: Error 111 connecting to cache:6379. Connection refused.', source: 'case:dep-selector',
    nearMiss: 'redis.exceptions.ConnectionError: Error 104 while writing to socket. Connection reset by peer.',
  },
  {
    name: 'redis-unresolved', kind: 'name-unresolved', pattern: /Error -[2358] connecting to (?<target>[\w.:-]{1,250})\. (?:Name or service not known|Temporary failure in name resolution|No address associated with hostname)/,
    sample: 'SystemError: Cannot connect to Redis at redis-service:6379: Error -2 connecting to redis-service:6379. Name or service not known.', source: 'case:dep-name',
    nearMiss: 'Error 111 connecting to redis-service:6379. Connection refused.',
  },
  {
    name: 'redis-wrongpass', kind: 'auth-failed', fields: { service: 'redis' }, pattern: /(?:connect to Redis at (?<target>[\w.:-]{1,250}): )?WRONGPASS invalid username-password pair/,
    sample: 'SystemError: Cannot connect to Redis at cache:6379: WRONGPASS invalid username-password pair or user is disabled.', source: 'case:dep-password',
    nearMiss: 'the command WRONGPASS is not known',
  },
  {
    name: 'yaml-scanner', kind: 'config-malformed',
    pattern: /^(?:yaml\.\w{1,30}\.\w{1,30}: )?(?:while [^\n]{1,200}\n(?: {2}in [^\n]{1,300}\n)?)(?<detail>[^\n]{1,200})\n {2}in "(?<file>[^"\n]{1,300})", line (?<line>\d{1,7})/m,
    sample: 'yaml.scanner.ScannerError: while scanning for the next token\nfound character \'\\t\' that cannot start any token\n  in "/etc/agent/agent.yaml", line 4, column 1', source: 'case:file-yaml-tab',
    nearMiss: 'yaml.scanner.ScannerError was handled while loading\nthe defaults are used',
  },
  {
    name: 'yaml-plain', kind: 'config-malformed',
    pattern: /^yaml\.\w{1,30}\.\w{1,30}: (?<detail>[^\n]{1,200})\n {2}in "(?<file>[^"\n]{1,300})", line (?<line>\d{1,7})/m,
    sample: 'yaml.scanner.ScannerError: mapping values are not allowed here\n  in "/etc/agent/agent-1.yaml", line 5, column 6', source: 'case:one-of-three',
    nearMiss: 'yaml.scanner.ScannerError: was handled\nthe defaults are used',
  },
  {
    name: 'no-table-sqlite', kind: 'table-missing', pattern: /\bno such table: (?<table>[\w.]{1,100})/,
    sample: 'sqlite3.OperationalError: no such table: user', source: 'case:init-migration',
    nearMiss: 'sqlite3.OperationalError: no such column: user',
  },
  {
    name: 'pool-broken', kind: 'child-killed', fields: { child: 'worker process' }, pattern: /BrokenProcessPool: A (?:child )?process in the process pool (?:was )?terminated abruptly/,
    sample: 'concurrent.futures.process.BrokenProcessPool: A process in the process pool was terminated abruptly while the future was running or pending.', source: 'case:mem-child',
    nearMiss: 'concurrent.futures.process.BrokenProcessPool was caught and the pool made anew',
  },
];
