/** Servers: web servers, databases, queues. */
import type { Phrase } from '../phrase.ts';

export const servers: readonly Phrase[] = [
  {
    name: 'postgres-image-password', kind: 'variable-missing', fields: { name: 'POSTGRES_PASSWORD' }, pattern: /Database is uninitialized and superuser password is not specified/,
    sample: 'Error: Database is uninitialized and superuser password is not specified.', source: 'case:app-postgres-password',
    nearMiss: 'PostgreSQL Database directory appears to contain a database; Skipping initialization',
  },
  {
    name: 'nginx-directive', kind: 'config-malformed', pattern: /(?<detail>unknown directive "(?<token>[^"]{1,100})") in (?<file>[^\s:]{1,300}):(?<line>\d{1,7})/,
    sample: '2026/11/22 00:52:31 [emerg] 1#1: unknown directive "proxy_pas" in /etc/nginx/conf.d/site.conf:5', source: 'case:file-edited-later',
    nearMiss: 'unknown directive in a comment of /etc/nginx/conf.d/site.conf',
  },
  {
    name: 'nginx-read-only', kind: 'read-only', pattern: /\w{2,20}\(\) "(?<path>[^"]{1,300})" failed \(30: Read-only file system\)/,
    sample: '2026/11/22 00:57:58 [emerg] 1#1: mkdir() "/var/lib/nginx/body" failed (30: Read-only file system)', source: 'case:perm-readonly',
    nearMiss: '[emerg] 1#1: mkdir() "/var/lib/nginx/body" failed (13: Permission denied)',
  },
  {
    name: 'redis-config', kind: 'config-malformed',
    pattern: /^\*\*\* FATAL CONFIG FILE ERROR[^\n]{0,80}\nReading the configuration file, at line (?<line>\d{1,7})\n>>> '(?<token>[^\n]{0,300}?)'\n(?<detail>[^\n]{1,300})/m,
    sample: "*** FATAL CONFIG FILE ERROR (Redis 7.0.15) ***\nReading the configuration file, at line 3\n>>> 'maxmemory 64 megabytes'\nwrong number of arguments", source: 'case:file-redis-conf-behind',
    nearMiss: '*** FATAL CONFIG FILE ERROR is what a bad file would give',
  },
];
