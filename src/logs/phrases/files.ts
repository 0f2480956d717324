/** Files, ports and rights: the words of the operating system, with the path or port where runtimes put it. */
import type { Phrase } from '../phrase.ts';

export const files: readonly Phrase[] = [
  {
    name: 'errno-2', kind: 'file-missing', pattern: /\[Errno 2\] No such file or directory: ["'](?<path>[^"']{1,300})["']/,
    sample: "FileNotFoundError: [Errno 2] No such file or directory: '/nope/x'", source: 'run:python 3.11', nearMiss: "[Errno 13] Permission denied: '/nope/x'",
  },
  {
    name: 'enoent', kind: 'file-missing', pattern: /ENOENT: no such file or directory, \w{2,20} ["'](?<path>[^"']{1,300})["']/,
    sample: "Error: ENOENT: no such file or directory, open '/nope/x'", source: 'run:node 20.20', nearMiss: "EACCES: permission denied, open '/nope/x'",
  },
  {
    name: 'go-open', kind: 'file-missing', pattern: /\b(?:open|stat|lstat|read|chdir|fork\/exec) (?<path>\/[^\s:]{1,300}): no such file or directory/,
    sample: 'open /etc/stock/stock.json: no such file or directory', source: 'run:go 1.26', nearMiss: 'open /etc/stock/stock.json: permission denied',
  },
  {
    name: 'coreutils-missing', kind: 'file-missing', pattern: /^[\w./-]{1,60}: (?:can't open |cannot access |cannot open )?'?(?<path>\/[^\s:']{1,300})'?: No such file or directory$/,
    sample: 'cat: /nope: No such file or directory', source: 'run:coreutils 9.1', nearMiss: 'cat: /nope: Permission denied',
  },
  {
    name: 'java-no-file', kind: 'file-missing', pattern: /(?:FileNotFoundException|NoSuchFileException): (?<path>\/[^\s(]{1,300})(?: \(No such file or directory\)|$)/,
    sample: 'java.io.FileNotFoundException: /nope/x (No such file or directory)', source: 'run:openjdk 17', nearMiss: 'java.io.FileNotFoundException: /nope/x (Permission denied)',
  },
  {
    name: 'jarfile', kind: 'file-missing', pattern: /Unable to access jarfile (?<path>\S{1,300})/,
    sample: 'Error: Unable to access jarfile /nope.jar', source: 'run:openjdk 17', nearMiss: 'Error: Could not find or load main class Nope',
  },
  {
    name: 'errno-13', kind: 'permission-denied', pattern: /\[Errno 13\] Permission denied: ["'](?<path>[^"']{1,300})["']/,
    sample: "PermissionError: [Errno 13] Permission denied: '/app/template.xml'", source: 'case:perm-image-file', nearMiss: "[Errno 2] No such file or directory: '/app/template.xml'",
  },
  {
    name: 'go-denied', kind: 'permission-denied', pattern: /\b(?<operation>open|mkdir|stat|chmod|chown|unlink|rename|remove|create) (?<path>\/[^\s:]{1,300}): permission denied/,
    sample: 'mkdir /data/index: permission denied', source: 'run:go 1.26', nearMiss: 'open /data/index: no such file or directory',
  },
  {
    name: 'coreutils-denied', kind: 'permission-denied', pattern: /^[\w./-]{1,60}: (?:(?:line )?\d{1,7}: )?(?:can't (?:open|create(?: directory)?) |cannot (?:open|create(?: directory)?|touch|access) )?['‘]?(?<path>\/[^\s:'’]{1,300})['’]?: Permission denied$/,
    sample: "mkdir: can't create directory '/x/y': Permission denied", source: 'run:busybox 1.35', nearMiss: 'mkdir: /x/y: No such file or directory',
  },
  {
    name: 'nginx-denied', kind: 'permission-denied', pattern: /\w{2,20}\(\) "(?<path>[^"]{1,300})" failed \(13: Permission denied\)/,
    sample: 'nginx: [emerg] mkdir() "/var/lib/nginx/body" failed (13: Permission denied)', source: 'nginx/nginx:src/core/ngx_file.c', nearMiss: 'mkdir() "/var/lib/nginx/body" failed (30: Read-only file system)',
  },
  {
    name: 'java-denied', kind: 'permission-denied', pattern: /(?:FileNotFoundException: (?<path>\/[^\s(]{1,300}) \(Permission denied\)|AccessDeniedException: (?<path2>\/\S{1,300}))/,
    sample: 'java.io.FileNotFoundException: /data/x (Permission denied)', source: 'run:openjdk 17', nearMiss: 'java.io.FileNotFoundException: /data/x (No such file or directory)',
  },
  {
    name: 'errno-30', kind: 'read-only', pattern: /\[Errno 30\] Read-only file system: ["'](?<path>[^"']{1,300})["']/,
    sample: "OSError: [Errno 30] Read-only file system: '/tmp/feed'", source: 'case:perm-readonly-tmp', nearMiss: "[Errno 13] Permission denied: '/tmp/feed'",
  },
  {
    name: 'erofs', kind: 'read-only', pattern: /EROFS: read-only file system, \w{2,20} ["'](?<path>[^"']{1,300})["']/,
    sample: "Error: EROFS: read-only file system, open '/app/cache.json'", source: 'nodejs/node:deps/uv/include/uv.h', nearMiss: "EACCES: permission denied, open '/app/cache.json'",
  },
  {
    name: 'read-only-path', kind: 'read-only', pattern: /(?:['"‘]?(?<path>\/[^\s:'"’]{1,300})['"’]?: )?[Rr]ead-only file system\b/,
    sample: 'open /var/run/app.pid: read-only file system', source: 'run:go 1.26', nearMiss: 'the file system is mounted read-only on purpose',
  },
  {
    name: 'errno-98', kind: 'port-in-use', pattern: /\[Errno 98\] Address already in use/,
    sample: 'OSError: [Errno 98] Address already in use', source: 'run:python 3.11', nearMiss: '[Errno 99] Cannot assign requested address',
  },
  {
    name: 'bind-in-use', kind: 'port-in-use', pattern: /(?:listen (?:tcp|udp)[46]? (?<bind>[\w.:[\]]{2,80}): )?bind: (?:[Aa]ddress already in use)/,
    sample: '2026/11/22 02:44:28 listen tcp :8080: bind: address already in use', source: 'case:port-self-twice', nearMiss: 'listen tcp :8080: bind: permission denied',
  },
  {
    name: 'bind-to-in-use', kind: 'port-in-use', pattern: /bind(?:\(\))? (?:to |on )?(?<bind>[\w.:[\]*]{2,80}) failed \(98: (?:Unknown error|Address already in use|Address in use)\)|could not bind to address (?<bind2>[\w.:[\]]{2,80})/,
    sample: 'nginx: [emerg] bind() to 0.0.0.0:80 failed (98: Address already in use)', source: 'nginx/nginx:src/core/ngx_connection.c', nearMiss: 'nginx: [emerg] bind() to 0.0.0.0:80 failed (13: Permission denied)',
  },
  {
    name: 'java-in-use', kind: 'port-in-use', pattern: /BindException: Address already in use|Port (?<port>\d{1,5}) was already in use/,
    sample: 'java.net.BindException: Address already in use', source: 'run:openjdk 17', nearMiss: 'java.net.BindException: Permission denied',
  },
  {
    name: 'bind-denied', kind: 'port-privileged', pattern: /(?:listen (?:tcp|udp)[46]? (?<bind>[\w.:[\]]{2,80}): )?bind: [Pp]ermission denied/,
    sample: 'listen tcp :80: bind: permission denied', source: 'run:go 1.26', nearMiss: 'listen tcp :80: bind: address already in use',
  },
  {
    name: 'bind-to-denied', kind: 'port-privileged', pattern: /bind\(\) to (?<bind>[\w.:[\]*]{2,80}) failed \(13: Permission denied\)|\(13\)Permission denied: AH\d{5}: make_sock: could not bind to address (?<bind2>[\w.:[\]]{2,80})/,
    sample: 'nginx: [emerg] bind() to 0.0.0.0:80 failed (13: Permission denied)', source: 'nginx/nginx:src/core/ngx_connection.c', nearMiss: 'nginx: [emerg] open() "/x" failed (13: Permission denied)',
  },
  {
    name: 'java-bind-denied', kind: 'port-privileged', pattern: /(?:BindException|SocketException): Permission denied/,
    sample: 'java.net.BindException: Permission denied', source: 'run:openjdk 17', nearMiss: 'java.net.BindException: Address already in use',
  },
  {
    name: 'not-available', kind: 'address-unavailable', pattern: /EADDRNOTAVAIL: address not available (?<bind>[\w.:[\]]{2,80})|\[Errno 99\] Cannot assign requested address|bind: cannot assign requested address/,
    sample: 'Error: listen EADDRNOTAVAIL: address not available 10.9.9.9:8999', source: 'run:node 20.20', nearMiss: 'listen EADDRINUSE: address already in use 10.9.9.9:8999',
  },
  {
    name: 'not-permitted', kind: 'operation-not-permitted', pattern: /(?:(?<operation>cannot change owner|chown|chmod|setuid|setgid|setgroups|mount|changing ownership|set[a-z_]{2,20}|mknod|iptables|ptrace|changing permissions)\b.{0,200}?)[Oo]peration not permitted/,
    sample: "install: cannot change owner and permissions of '/var/lib/postgresql/data': Operation not permitted", source: 'case:perm-drop-all-postgres', nearMiss: 'the operation is not permitted on Sundays',
  },
  {
    name: 'library', kind: 'library-missing', pattern: /error while loading shared libraries: (?<library>[^\s:]{1,200}): cannot open shared object file|Error loading shared library (?<library2>[^\s:]{1,200}): No such file/,
    sample: 'resize: error while loading shared libraries: libshopimage.so.6: cannot open shared object file: No such file or directory', source: 'case:image-missing-library', nearMiss: 'loading shared libraries took 3 ms',
  },
  {
    name: 'postgres-root', kind: 'root-refused', fields: { program: 'postgres' }, pattern: /"root" execution of the PostgreSQL server is not permitted/,
    sample: '"root" execution of the PostgreSQL server is not permitted.', source: 'case:cmd-postgres-root', nearMiss: 'the PostgreSQL server runs as postgres',
  },
];
