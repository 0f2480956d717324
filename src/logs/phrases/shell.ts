/** Shells, env, busybox and what runc writes to the container's own log. */
import type { Phrase } from '../phrase.ts';

export const shell: readonly Phrase[] = [
  {
    name: 'runc-format', kind: 'exec-format', pattern: /^(?:standard_init_linux\.go:\d{1,5}: exec user process caused: |exec )(?:"?(?<path>[^\s":]{1,300})"?: )?exec format error$/,
    sample: 'exec /ledger: exec format error', source: 'case:image-arch',
    nearMiss: 'exec /ledger: no such file or directory',
  },
  {
    name: 'runc-interpreter', kind: 'interpreter-missing', pattern: /^exec "?(?<path>\/[^\s":]{1,300})"?: no such file or directory$/,
    sample: 'exec /entrypoint.sh: no such file or directory', source: 'case:image-crlf',
    nearMiss: 'open /entrypoint.sh: no such file or directory',
  },
  {
    name: 'dash-not-found', kind: 'command-not-found', pattern: /^(?<shell>(?:\/[\w./-]{1,200}\/)?[\w.-]{1,100}): (?:line )?\d{1,7}: (?<command>[^\s:]{1,200}): (?:command )?not found$/,
    sample: 'sh: 1: gunicron: not found', source: 'case:cmd-shell-typo',
    nearMiss: 'web: 1: the page was not found',
  },
  {
    name: 'shell-not-executable', kind: 'not-executable', pattern: /^(?:\/[\w./-]{1,200}\/)?(?:sh|bash|dash|ash): (?:(?:line )?\d{1,7}: )?(?<path>(?:\.{0,2}\/)[^\s:]{1,300}): Permission denied$/,
    sample: '/bin/sh: /scripts/run.sh: Permission denied', source: 'case:cmd-script-mode',
    nearMiss: "/bin/sh: can't create /data/x: Permission denied",
  },
  {
    name: 'env-busybox', kind: 'command-not-found', fields: { shell: 'env' }, pattern: /^env: can't execute '(?<command>[^']{1,200})': No such file or directory/,
    sample: "env: can't execute 'bash': No such file or directory", source: 'case:image-no-bash',
    nearMiss: "env: can't execute 'bash': Permission denied",
  },
  {
    name: 'nc-bad-address', kind: 'name-unresolved', pattern: /^(?:\w{2,20}: )?bad address '(?<target>[^']{1,250})'/,
    sample: "nc: bad address 'postgres'", source: 'case:init-waits',
    nearMiss: 'nc: bad port spec',
  },
];
