/** Shells, env, busybox, and what runc writes to the container's own log. */
import type { Phrase } from '../phrase.ts';

export const shell: readonly Phrase[] = [
  {
    name: 'runc-format', kind: 'exec-format', pattern: /^(?:standard_init_linux\.go:\d{1,5}: exec user process caused(?: "|: )|exec )(?:"?(?<path>[^\s":]{1,300})"?: )?exec format error"?$/,
    sample: 'exec /ledger: exec format error', source: 'case:image-arch',
    nearMiss: 'exec /ledger: no such file or directory',
  },
  {
    name: 'runc-interpreter', kind: 'interpreter-missing', pattern: /^(?:exec "?(?<path>\/[^\s":]{1,300})"?|standard_init_linux\.go:\d{1,5}: exec user process caused(?: "|: )): ?no such file or directory"?$/,
    sample: 'exec /entrypoint.sh: no such file or directory', source: 'case:image-crlf',
    nearMiss: 'open /entrypoint.sh: no such file or directory',
  },
  {
    name: 'runc-denied', kind: 'not-executable', pattern: /^exec "?(?<path>\/[^\s":]{1,300})"?: permission denied$/,
    sample: 'exec /entrypoint.sh: permission denied', source: 'opencontainers/runc:libcontainer/standard_init_linux.go',
    nearMiss: 'exec /entrypoint.sh: exec format error',
  },
  {
    // EPERM of execve is no matter of a mode: capabilities(7), "Safety checking for capability-dumb binaries".
    name: 'exec-not-permitted', kind: 'operation-not-permitted', fields: { operation: 'exec' }, pattern: /^(?:exec "?(?<path>\/[^\s":]{1,300})"?: operation not permitted|[\w./-]{1,200}: (?:exec: )?(?:line )?\d{1,7}: (?:exec: )?(?<path2>\/[^\s:]{1,300}): Operation not permitted)$/,
    sample: 'b.sh: line 1: /tmp/ep/t: Operation not permitted', source: 'run:bash 5.2.15',
    nearMiss: "chown: changing ownership of '/etc/passwd': Operation not permitted",
  },
  {
    name: 'shell-format', kind: 'exec-format', pattern: /^[\w./-]{1,200}: (?:(?:line )?\d{1,7}: )?(?<path>\.{0,2}\/[^\s:]{1,300}): (?:cannot execute binary file: )?Exec format error$/,
    sample: 'dash: 1: ./badelf: Exec format error', source: 'run:dash 0.5.12',
    nearMiss: 'dash: 1: ./badelf: Permission denied',
  },
  {
    name: 'fork-format', kind: 'exec-format', pattern: /(?:fork\/exec |spawn |posix_spawn |exec )(?<path>\/[^\s:]{1,300}):? (?:exec format error|ENOEXEC)|\[Errno 8\] Exec format error: '(?<path2>[^']{1,300})'/,
    sample: 'fork/exec /tmp/lw/w/noexecfmt: exec format error', source: 'run:go 1.26.8',
    nearMiss: 'fork/exec /nope: no such file or directory',
  },
  {
    name: 'shell-interpreter', kind: 'interpreter-missing', pattern: /^[\w./-]{1,200}: (?:(?:line )?\d{1,7}: )?(?<path>\.{0,2}\/[^\s:]{1,300}): (?:cannot execute: required file not found|bad interpreter: No such file or directory|(?<interpreter>\/[^\s:^]{1,100}): bad interpreter: No such file or directory)$/,
    sample: 'bash: line 1: ./badint: cannot execute: required file not found', source: 'run:bash 5.2.15',
    nearMiss: 'bash: line 1: ./nothere: No such file or directory',
  },
  {
    // A carriage return where only the script itself can have it: alone, in an option of set, in a word of the shell's grammar.
    name: 'own-return', kind: 'carriage-return', fields: { own: 'true' },
    pattern: /^(?<path>\.{0,2}[\w./-]{1,200}): (?:-c: )?(?:line )?(?:\d{1,7}: )?(?:(?:\$'\\r'|\\r): (?:command )?not found|set: (?:line \d{1,7}: )?(?:[\w-]{1,20}\\r: invalid option|[Ii]llegal option -$)|syntax error near unexpected token [`']\$'[^'\n]{0,60}\\r')/,
    sample: "/app/start.sh: line 2: $'\\r': command not found", source: 'run:bash 5.2',
    nearMiss: "/app/start.sh: line 2: $'gunicorn\\r': command not found",
  },
  {
    // env reads the first line of the script as its command.
    name: 'first-line-return', kind: 'carriage-return', fields: { own: 'true' },
    pattern: /^(?:\/usr\/bin\/)?env: (?:can't execute )?['‘](?<interpreter>\S{1,100})\\r['’]: No such file/,
    sample: "/usr/bin/env: 'python3\\r': No such file or directory", source: 'run:coreutils 9.1',
    nearMiss: "/usr/bin/env: 'python3': No such file or directory",
  },
  {
    // Bash writes the carriage return so (execute_cmd.c, shell_execve).
    name: 'interpreter-return', kind: 'carriage-return', fields: { own: 'true' },
    pattern: /^[\w./-]{1,200}: (?:(?:line )?\d{1,7}: )?(?<path>\.{0,2}\/[^\s:]{1,300}): (?<interpreter>\/[^\s:^]{1,100})\^M: bad interpreter: No such file/,
    sample: '/bin/bash: /app/start.sh: /bin/bash^M: bad interpreter: No such file or directory', source: 'bminor/bash:execute_cmd.c',
    nearMiss: '/bin/bash: /app/start.sh: /bin/bash: bad interpreter: No such file or directory',
  },
  {
    name: 'word-return', kind: 'carriage-return',
    pattern: /^(?<path>\.{0,2}[\w./-]{1,200}): (?:line )?\d{1,7}: .{0,200}[^\s:]\\r'?: (?:command not found|not found|No such file|cannot open|invalid|numeric argument)/,
    sample: "/app/start.sh: line 3: cd: $'/app\\r': No such file or directory", source: 'run:bash 5.2',
    nearMiss: '/app/start.sh: line 3: cd: /app: No such file or directory',
  },
  {
    name: 'not-found', kind: 'command-not-found', pattern: /^(?:(?<shell>(?:\.{0,2}\/[\w./-]{1,200}|[\w.-]{1,100})): (?:(?:line )?(?<line>\d{1,7}): |-c: line \d{1,7}: )|(?<shell2>(?:\/[\w./-]{1,200}\/)?(?:sh|bash|dash|ash|zsh|ksh)): )(?:exec: (?:line \d{1,7}: )?|eval: line \d{1,7}: )?(?<command>[^\s:](?:(?:[^:\n]|:(?=\S)){0,198}[^\s:])?): (?:command )?not found$/,
    sample: 'sh: 1: gunicron: not found', source: 'case:cmd-shell-typo',
    nearMiss: 'sh: 1: gunicron: Permission denied',
  },
  {
    name: 'sourced-not-found', kind: 'command-not-found', pattern: /^(?<shell>[\w./-]{1,200}): (?:(?<line>\d{1,7}): (?!exec: |eval: )(?<file>\.{0,2}[\w./-]{1,200}): |(?<file2>\.{0,2}[\w./-]{1,200}): line (?<line2>\d{1,7}): )(?<command>[^\s:]{1,200}):{1,2} not found$/,
    sample: 'run.sh: 2: /etc/feeds/feeds.env: sale: not found', source: 'run:dash 0.5.12',
    nearMiss: 'run.sh: 2: sale: not found',
  },
  {
    name: 'sourced-syntax', kind: 'syntax-error', pattern: /^[\w./-]{1,200}: (?:(?<line>\d{1,7}): (?!exec: |eval: )(?<file>\.{0,2}[\w./-]{1,200}): |(?<file2>\.{0,2}[\w./-]{1,200}): line (?<line2>\d{1,7}): )(?<detail>[Ss]yntax error: [^\n]{1,160})$/,
    sample: 'dash: 1: ./h.env: Syntax error: "(" unexpected', source: 'run:dash 0.5.12',
    nearMiss: 'dash: 1: Syntax error: "(" unexpected',
  },
  {
    name: 'shell-file-missing', kind: 'file-missing', pattern: /^(?:\/?[\w./-]{1,200}): (?:line )?\d{1,7}: (?<path>\.{0,2}\/[^\s:]{0,300}\.(?:env|conf|cfg|ya?ml|json|txt|log|pid|ini|properties|toml|pem|crt|key|sql)): No such file or directory$/,
    sample: 'bash: line 1: /app/.env: No such file or directory', source: 'run:bash 5.2.15',
    nearMiss: 'bash: line 1: ./nothere: No such file or directory',
  },
  {
    name: 'shell-path-missing', kind: 'command-not-found', pattern: /^(?<shell>\/?[\w./-]{1,200}): (?:line )?\d{1,7}: (?<command>(?:\.{0,2}|[\w.-]{1,60})\/(?![^\s:]{0,300}\.(?:env|conf|cfg|ya?ml|json|txt|log|pid|ini|properties|toml|pem|crt|key|sql): )[^\s:]{1,300}): No such file or directory$/,
    sample: 'bash: line 1: ./nothere: No such file or directory', source: 'run:bash 5.2.15',
    nearMiss: 'bash: line 1: cd: /no/dir: No such file or directory',
  },
  {
    name: 'words-in-one-missing', kind: 'command-not-found', pattern: /^(?:(?<shell>\/?[\w./-]{1,200}): (?:-c: )?line \d{1,7}|(?<shell2>(?:\/[\w./-]{1,200}\/)?bash)): (?:exec: )?(?<command>[\w./-]{1,100} (?:[^:\n]|:(?=\S)){0,198}[^:\s]): No such file or directory$/,
    sample: 'bash: line 1: python /app/worker.py: No such file or directory', source: 'run:bash 5.2.15',
    nearMiss: 'bash: line 1: cd: /no/such dir: No such file or directory',
  },
  {
    name: 'shell-denied', kind: 'not-executable', pattern: /^(?:(?:\.{0,2}\/[\w./-]{1,200}|[\w.-]{1,100}): (?:line )?\d{1,7}: |(?:\/[\w./-]{1,200}\/)?(?:sh|bash|dash|ash|zsh|ksh): )(?:exec: (?:line \d{1,7}: )?)?(?<path>\.{0,2}\/[^\s:]{1,300}): (?:cannot execute: )?Permission denied$/,
    sample: '/bin/sh: /scripts/run.sh: Permission denied', source: 'case:cmd-script-mode',
    nearMiss: 'cat: /etc/shadow: Permission denied',
  },
  {
    name: 'applet', kind: 'command-not-found', fields: { shell: 'busybox' }, pattern: /^(?<command>[\w.-]{1,60}): applet not found$/,
    sample: 'curl: applet not found', source: 'run:busybox 1.35.0',
    nearMiss: 'curl: not found',
  },
  {
    name: 'env-missing', kind: 'command-not-found', fields: { shell: 'env' }, pattern: /^(?:\/usr\/bin\/)?env: (?:can't execute )?['‘]?(?<command>[^'’:]{1,200})['’]?: No such file or directory/,
    sample: "env: can't execute 'bash': No such file or directory", source: 'case:image-no-bash',
    nearMiss: "env: can't execute 'bash': Permission denied",
  },
  {
    name: 'runner-missing', kind: 'command-not-found', pattern: /^(?<shell>nohup|nice|timeout|stdbuf|xargs|setpriv|chroot|gosu|su-exec|tini|dumb-init): (?:failed to run command |can't execute |cannot run command |exec )?['‘"]?(?<command>[^'’":\s]{1,200})['’"]?: (?:No such file or directory|executable file not found in \$PATH)/,
    sample: 'timeout: failed to run command ‘redis-sentinel’: No such file or directory', source: 'run:coreutils 9.1',
    nearMiss: 'timeout: failed to run command ‘nope’: Permission denied',
  },
  {
    name: 'tini-exec', kind: 'command-not-found', fields: { shell: 'tini' }, pattern: /^\[(?:FATAL tini|dumb-init)[^\]]{0,20}\] (?:exec (?<command>\S{1,200}) failed: No such file or directory|(?<command2>\S{1,200}): No such file or directory)/,
    sample: '[FATAL tini (7)] exec nope failed: No such file or directory', source: 'krallin/tini:src/tini.c',
    nearMiss: '[FATAL tini (7)] exec ./run.sh failed: Permission denied',
  },
  {
    name: 'tini-denied', kind: 'not-executable', pattern: /^\[(?:FATAL tini|dumb-init)[^\]]{0,20}\] (?:exec )?(?<path>\S{1,200}?)(?: failed)?: Permission denied/,
    sample: '[FATAL tini (7)] exec ./run.sh failed: Permission denied', source: 'krallin/tini:src/tini.c',
    nearMiss: '[FATAL tini (7)] exec nope failed: No such file or directory',
  },
  {
    name: 'go-exec', kind: 'command-not-found', pattern: /exec: "(?<command>[^"]{1,300})": executable file not found in \$PATH/,
    sample: 'exec: "nope": executable file not found in $PATH', source: 'run:go 1.26.8',
    nearMiss: 'exec: "nope": permission denied',
  },
  {
    name: 'fork-exec', kind: 'command-not-found', pattern: /fork\/exec (?<command>\/[^\s:]{1,300}): no such file or directory/,
    sample: 'fork/exec /nope: no such file or directory', source: 'run:go 1.26.8',
    nearMiss: 'fork/exec /tmp/lw/w/noexecfmt: exec format error',
  },
  {
    name: 'spawn-enoent', kind: 'command-not-found', pattern: /\bspawn (?<command>[^\s]{1,300}) ENOENT\b/,
    sample: 'Error: spawn nope ENOENT', source: 'run:node 20.20.2',
    nearMiss: 'Error: spawn nope EACCES',
  },
  {
    name: 'nsenter-program', kind: 'node-program-missing', pattern: /\bnsenter: (?:failed to execute |can't execute ')(?<command>[\w./-]{1,100})'?: No such file or directory/,
    sample: 'nsenter: failed to execute iscsiadm: No such file or directory', source: 'util-linux/util-linux:sys-utils/nsenter.c',
    nearMiss: 'nsenter: cannot open /host/proc/1/ns/mnt: Permission denied',
  },
  {
    name: 'user-switch', kind: 'operation-not-permitted', pattern: /(?:error: failed switching to "[^"]{1,100}": |su-exec: |setpriv: )(?<operation>setgroups|setgid|setuid|setresuid|setresgid|operation)(?:\([^)]{1,40}\))?(?: failed)?:? ?(?:[Oo]peration not permitted|not permitted)/,
    sample: 'setpriv: setresuid failed: Operation not permitted', source: 'run:util-linux 2.38.1',
    nearMiss: 'error: failed switching to "app": unable to find user app: no matching entries in passwd file',
  },
  {
    name: 'user-missing', kind: 'value-invalid', fields: { name: 'user', expected: 'a user of the image' },
    pattern: /^(?:(?:su|runuser): user (?<value>[^\s:]{1,60}) does not exist\b|(?:su|chown|chpst): unknown user(?:\/group)? (?<value2>[^\s:]{1,60})|(?:chown|install): invalid user:? ['‘](?<value3>[^'’:\s]{1,60})|error: failed switching to "(?<value4>[^":]{1,60})(?::[^"]{0,60})?": unable to find user )/,
    sample: 'su: user worker does not exist or the user entry does not contain all the required fields', source: 'case:cmd-su-user',
    nearMiss: 'su: Authentication failure',
  },
  {
    name: 'already-there', kind: 'already-there',
    pattern: /^(?:(?<program>mkdir): (?:cannot|can't) create directory ['‘](?<path>[^'’\n]{1,300})['’]|(?<program2>ln): (?:failed to create symbolic link ['‘](?<path2>[^'’\n]{1,300})['’]|(?<path3>\/[^\s:]{1,300}))): File exists$/,
    sample: "mkdir: can't create directory '/data/index': File exists", source: 'case:init-folder-exists',
    nearMiss: "mkdir: can't create directory '/data/index': Permission denied",
  },
  {
    name: 'positional-unset', kind: 'argument-missing', pattern: /^(?:\/?[\w./-]{1,200}: )(?:line )?(?:\d{1,7}: )?\$?(?<options>\d): (?:parameter (?:not set or null|null or not set|not set)|unbound variable)$/,
    sample: '/start/run.sh: line 3: $1: unbound variable', source: 'run:bash 5.2.15',
    nearMiss: '/start/run.sh: line 3: REGION: unbound variable',
  },
  {
    // psql -f names its file; its statements are read where it stands.
    name: 'postgres-made', kind: 'already-there',
    pattern: /^(?:createdb: error: database creation failed: |createuser: error: creation of new role failed: |)(?:ERROR: {1,2})?(?<program>database|role) "(?<path>[^"\n]{1,63})" already exists$/,
    sample: 'createdb: error: database creation failed: ERROR:  database "shop" already exists', source: 'run:postgres 15.20',
    nearMiss: 'psql:/sql/001.sql:1: ERROR:  database "shop" already exists',
  },
  {
    name: 'httpd-folder', kind: 'file-missing', pattern: /^httpd: can't change directory to '(?<path>\/[^'\n]{1,300})': No such file or directory$/,
    sample: "httpd: can't change directory to '/srv/pages': No such file or directory", source: 'run:busybox 1.35.0',
    nearMiss: "httpd: can't change directory to '/srv/pages': Permission denied",
  },
  {
    name: 'cd-missing', kind: 'file-missing', pattern: /^[\w./-]{1,200}: (?:(?:line )?\d{1,7}: )?cd: (?:line \d{1,7}: )?(?:can't cd to )?(?<path>\/[^\s:]{1,300})(?:: No such file or directory)?$/,
    sample: "dash: 1: cd: can't cd to /no/dir", source: 'run:dash 0.5.12',
    nearMiss: 'bash: cd: OLDPWD not set',
  },
  {
    name: 'cannot-open-script', kind: 'file-missing', pattern: /^(?:[\w./-]{1,200}: )?(?:(?:line )?\d{1,7}: )?(?:\.: |source: )?(?:line \d{1,7}: )?(?:cannot open|can't open|cannot create|can't create) '?(?<path>[^\s':]{1,300})'?: (?:No such file(?: or directory)?|no such file|Directory nonexistent|nonexistent directory)$/,
    sample: 'dash: 0: cannot open nothere.sh: No such file', source: 'run:dash 0.5.12',
    nearMiss: "sh: can't create /data/x: Permission denied",
  },
  {
    name: 'cannot-create', kind: 'permission-denied', fields: { operation: 'create' }, pattern: /^[\w./-]{1,200}: (?:(?:line )?\d{1,7}: )?(?:cannot create|can't create) (?<path>[^\s:]{1,300}): Permission denied$/,
    sample: "sh: can't create /etc/x: Permission denied", source: 'mirror/busybox:shell/ash.c',
    nearMiss: 'sh: ./run.sh: Permission denied',
  },
  {
    name: 'syntax', kind: 'syntax-error', pattern: /^(?<file>\.{0,2}[\w./-]{1,200}): (?:-c: )?(?:line )?(?:(?<line>\d{1,7}): )?(?<detail>(?:[Ss]yntax error(?:: | near |:? )[^\n]{1,160}|unexpected EOF while looking for matching [^\n]{1,20}))$/,
    sample: 'synt.sh: 3: Syntax error: end of file unexpected (expecting "fi")', source: 'run:dash 0.5.12',
    nearMiss: 'query.sql: 3: no syntax errors',
  },
  {
    name: 'bad-substitution', kind: 'syntax-error', pattern: /^(?<file>\.{0,2}[\w./-]{1,200}): (?<line>\d{1,7}): (?<detail>Bad substitution)$/,
    sample: 'dash: 1: Bad substitution', source: 'run:dash 0.5.12',
    nearMiss: 'the substitution was bad',
  },
  {
    name: 'sed-substitution', kind: 'syntax-error', pattern: /^sed: (?:-e expression #\d{1,3}, char \d{1,6}: )?(?<detail>bad option in substitution expression|unknown option to [`']s'|unterminated [`']s' command|unmatched '\/')/,
    sample: 'sed: bad option in substitution expression', source: 'run:busybox 1.35.0',
    nearMiss: "sed: can't read /etc/app.conf: No such file or directory",
  },
  {
    name: 'mount-busy', kind: 'read-only', fields: { busy: 'true' },
    pattern: /^(?:sed: cannot rename (?<path>\/[^\s:]{1,300})\/sed\w{4,8}|mv: (?:cannot move|can't rename) [^\n]{1,300}? to '(?<path2>\/[^']{1,300})'|OSError: \[Errno 16\] Device or resource busy: '[^']{1,300}' -> '(?<path3>\/[^']{1,300})')(?:: (?:Device or resource|Resource) busy)?$/,
    sample: 'sed: cannot rename /etc/nginx/conf.d/sedVd2NfX: Device or resource busy', source: 'case:file-sed-in-place',
    nearMiss: 'sed: cannot rename /etc/nginx/conf.d/sedVd2NfX: Permission denied',
  },
  {
    name: 'date-words', kind: 'value-invalid', fields: { expected: 'a date' }, pattern: /^date: invalid date '(?<value>[^'\n]{1,100})'$/,
    sample: "date: invalid date 'yesterday'", source: 'run:busybox 1.35.0',
    nearMiss: 'date: cannot set date: Operation not permitted',
  },
{
    // Signals go by their names without SIG (POSIX trap; dash src/trap.c decode_signal).
    name: 'dash-trap', kind: 'syntax-error', pattern: /^(?:[\w./-]{1,200}: \d{1,7}: )?(?<detail>trap: SIG[A-Z]{1,8}\d?: bad trap)$/,
    sample: 'trap: SIGTERM: bad trap', source: 'run:dash 0.5.12',
    nearMiss: 'trap: TERM: stopping',
  },
  {
    name: 'sleep-time', kind: 'value-invalid', fields: { expected: 'a time such as 30 or 5m' }, pattern: /^sleep: invalid (?:number|time interval) ['‘](?<value>[^'’\n]{1,60})['’]/,
    sample: "sleep: invalid number '5min'", source: 'run:busybox 1.35.0',
    nearMiss: 'sleep: invalid option -- v',
  },
  // A leading 0 makes it octal (POSIX 2.6.4), as in what date +%H and +%m give.
  {
    name: 'octal-number', kind: 'value-invalid', fields: { expected: 'a number without a leading 0, which makes it octal' },
    pattern: /^[\w./-]{1,200}: (?:line )?\d{1,7}: (?:0\d{1,20}: value too great for base \(error token is "(?<value>0\d{1,20})"\)|Illegal number: (?<value2>0\d{1,20}))$/,
    sample: 'job.sh: line 4: 08: value too great for base (error token is "08")', source: 'run:bash 5.2.15',
    nearMiss: 'sh: 1: Illegal number: 8x',
  },
  {
    name: 'test-number', kind: 'value-invalid', fields: { expected: 'a whole number' }, pattern: /^[\w./-]{1,200}: (?:(?:line )?\d{1,7}: )?(?:\[: )?(?:Illegal number: (?<value>[^\s:]{1,60})|(?<value2>[^\s:]{1,60}): (?:integer expression expected|bad number))$/,
    sample: 'sh: 1: [: Illegal number: two', source: 'run:dash 0.5.12',
    nearMiss: 'sh: 1: [: -gt: unexpected operator',
  },
  {
    name: 'illegal-option', kind: 'syntax-error', pattern: /^(?<file>\.{0,2}[\w./-]{1,200}): (?:line )?(?:(?<line>\d{1,7}): )?(?<detail>set: (?:line \d{1,7}: )?(?:Illegal option -|illegal option -|[\w\\]{1,30}: invalid option name|-: invalid option)[^\n]{0,60})$/,
    sample: 'dash: 1: set: Illegal option -o pipefail', source: 'run:dash 0.5.12',
    nearMiss: 'dash: 1: let: not found',
  },
  {
    name: 'killed', kind: 'child-killed', fields: { signal: 'SIGKILL' }, pattern: /^(?:[\w./-]{1,100}: (?:line )?\d{1,7}: {1,6}\d{1,7} )?Killed(?: {2,60}(?<child>\S[^\n]{0,200}))?$/,
    sample: 'bash: line 1:  2373 Killed                  sh -c "kill -9 $$"', source: 'run:bash 5.2.15',
    nearMiss: 'Killed 3 idle sessions',
  },
  {
    name: 'runner-killed', kind: 'child-killed', fields: { signal: 'SIGKILL' }, pattern: /^(?:npm (?:ERR!|error) (?:(?:errno|code) 137|signal SIGKILL)$|(?:error )?Command failed with exit code 137\.?$|.{0,3}ELIFECYCLE.{0,40}exit code 137\.?$)/,
    sample: 'npm ERR! errno 137', source: 'npm/cli:lib/utils/error-message.js',
    nearMiss: 'npm ERR! errno 1',
  },
  {
    name: 'signal-killed', kind: 'child-killed', fields: { signal: 'SIGKILL' }, pattern: /(?:^|: )signal: killed$|died with <Signals\.SIGKILL: 9>|(?:was terminated by|terminated by|received|killed by) signal (?:9\b|SIGKILL)|exited with signal SIGKILL|signal: 'SIGKILL'|\bsignal: 9(?:, SIGKILL: kill| \(SIGKILL\))|exit(?:ed with)? status 137\b/,
    sample: "subprocess.CalledProcessError: Command '['sh', '-c', 'kill -9 $$']' died with <Signals.SIGKILL: 9>.", source: 'run:python 3.11.7',
    nearMiss: 'exit status 1',
  },
  {
    name: 'make-killed', kind: 'child-killed', fields: { signal: 'SIGKILL' }, pattern: /^g?make(?:\[\d{1,3}\])?: \*\*\* \[(?<child>[^\]\n]{1,200})\] Killed$/,
    sample: 'make: *** [Makefile:2: all] Killed', source: 'run:GNU make 4.3',
    nearMiss: 'make: *** [Makefile:2: all] Error 1',
  },
  {
    name: 'compiler-killed', kind: 'child-killed', fields: { signal: 'SIGKILL' }, pattern: /fatal error: Killed signal terminated program (?<child>[\w.+-]{1,60})/,
    sample: 'g++: fatal error: Killed signal terminated program cc1plus', source: 'gcc-mirror/gcc:gcc/gcc.cc (execute)',
    nearMiss: 'g++: fatal error: Terminated signal terminated program cc1plus',
  },
  {
    name: 'jest-killed', kind: 'child-killed', fields: { child: 'jest worker', signal: 'SIGKILL' }, pattern: /A jest worker process \(pid=\d{1,9}\) was terminated by another process: signal=SIGKILL,/,
    sample: 'A jest worker process (pid=33) was terminated by another process: signal=SIGKILL, exitCode=null. Operating system logs may contain more information on why this occurred.', source: 'jestjs/jest:packages/jest-worker/src/workers/ChildProcessWorker.ts',
    nearMiss: 'A jest worker process (pid=33) was terminated by another process: signal=SIGSEGV, exitCode=null. Operating system logs may contain more information on why this occurred.',
  },
];
