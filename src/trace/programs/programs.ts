/** Command lines: their words, and the program that a person may have meant. */
import { distance } from 'fastest-levenshtein';

/** Programs that containers are commonly told to run. */
const COMMON = [
  'sh', 'bash', 'ash', 'env', 'sleep', 'tail', 'cat', 'echo', 'exec', 'node', 'nodejs', 'npm', 'npx', 'yarn', 'pnpm', 'python', 'python3', 'pip', 'java', 'mvn', 'gradle',
  'ruby', 'bundle', 'rails', 'rake', 'puma', 'sidekiq', 'php', 'php-fpm', 'perl', 'dotnet', 'go', 'cargo', 'mix', 'elixir', 'erl', 'deno', 'bun', 'gunicorn', 'uvicorn', 'hypercorn',
  'celery', 'flask', 'django-admin', 'streamlit', 'jupyter', 'airflow', 'dagster', 'alembic', 'nginx', 'httpd', 'apachectl', 'apache2ctl', 'haproxy', 'envoy', 'caddy', 'traefik',
  'redis-server', 'redis-cli', 'postgres', 'psql', 'pg_isready', 'pg_dump', 'mysqld', 'mysql', 'mysqldump', 'mariadbd', 'mongod', 'mongosh', 'etcd', 'memcached', 'rabbitmq-server',
  'kafka-server-start.sh', 'zookeeper', 'prometheus', 'grafana-server', 'supervisord', 'tini', 'dumb-init', 'curl', 'wget', 'kubectl', 'helm', 'docker-entrypoint.sh', 'entrypoint.sh',
  'catalina.sh', 'vault', 'consul', 'nomad', 'terraform', 'ansible-playbook', 'crond', 'cron', 'sshd', 'dockerd', 'rsync', 'tar', 'gzip', 'git', 'make', 'sed', 'awk', 'grep', 'timeout',
];

/** Where one letter or two are wrong in a name that is long enough to tell; undefined where two names are as near. */
export function commonProgram(word: string): string | undefined {
  const slash = word.lastIndexOf('/') + 1;
  const name = word.slice(slash);
  if (COMMON.includes(name)) return undefined;
  const most = name.length >= 6 ? 2 : name.length >= 4 ? 1 : 0;
  const near = COMMON.map((common) => ({ common, changes: distance(name, common) })).filter(({ changes }) => changes > 0 && changes <= most).sort((a, b) => a.changes - b.changes);
  const [first, second] = near;
  return first && first.changes !== second?.changes ? word.slice(0, slash) + first.common : undefined;
}

/** What only a shell understands. */
const SHELL = /[|&;<>`*?~\n]|\$\(|\\/;

/** A line as the words that a shell would make of it; undefined where it needs a shell. `$NAME` becomes `$(NAME)`, which the kubelet expands. */
export function wordsOf(line: string): string[] | undefined {
  if (SHELL.test(line)) return undefined;
  const words: string[] = [];
  const rest = line.replace(/(?:"([^"]*)"|'([^']*)'|[^\s"']+)+/g, (word) => {
    words.push(word.replace(/"([^"]*)"|'([^']*)'/g, '$1$2').replace(/\$\{?([A-Za-z_]\w*)\}?/g, '$($1)'));
    return '';
  });
  return rest.trim() === '' && words.length > 0 ? words : undefined;
}

const SHELLS = ['sh', 'bash', 'ash', 'dash', 'zsh', 'ksh'];

export const isShell = (program: string) => SHELLS.includes(program.slice(program.lastIndexOf('/') + 1));

export interface ShellLine { list: 'command' | 'args'; index: number; line: string }

/**
 * What the first shell among the words is told to run, at this index: a line where it has -c, else a script. Options stand before it,
 * together or apart, and each o takes a word (POSIX sh, OPTIONS): `bash -euo pipefail -c "line"`.
 */
export function shellOperand(words: readonly string[]): { at: number; isLine: boolean } | undefined {
  const shell = words.findIndex(isShell);
  let isLine = false;
  for (let at = shell + 1; shell >= 0 && at < words.length; at++) {
    const word = words[at] ?? '';
    if (/^[-+][a-zA-Z]+$/.test(word)) {
      isLine ||= /^-\w*c/.test(word);
      at += word.match(/o/gi)?.length ?? 0;
    } else if (!word.startsWith('--')) return { at, isLine };
  }
  return undefined;
}

/** The options of the first shell among the words, and what they take. */
export const optionsOfShell = (words: readonly string[]): readonly string[] => words.slice(words.findIndex(isShell) + 1, shellOperand(words)?.at ?? 0);

/** The line of `sh -c "line"` in a container's command and args. */
export function shellLine({ command = [], args = [] }: { command?: string[]; args?: string[] }): ShellLine | undefined {
  const words = [...command, ...args];
  const { at, isLine } = shellOperand(words) ?? { at: 0, isLine: false };
  const line = isLine ? words[at] : undefined;
  if (line === undefined) return undefined;
  return at < command.length ? { list: 'command', index: at, line } : { list: 'args', index: at - command.length, line };
}

/** What the official images of servers run (docker-library); they are named after it, or nearly. */
const MAIN: Record<string, string> = {
  postgres: 'postgres',
  redis: 'redis-server',
  valkey: 'valkey-server',
  mysql: 'mysqld',
  mariadb: 'mariadbd',
  mongo: 'mongod',
  memcached: 'memcached',
  nginx: 'nginx',
  haproxy: 'haproxy',
  httpd: 'httpd-foreground',
};

export const mainProgramOf = (image: string): string | undefined => MAIN[/([^/:@]+)(?::[^/]*)?(?:@.*)?$/.exec(image)?.[1] ?? ''];

/** What the official images of languages run without more: the interpreter, which reads its program from an empty standard input, and ends. */
const INTERPRETERS: Record<string, { program: string; file: RegExp }> = {
  node: { program: 'node', file: /\.[cm]?js$/ },
  python: { program: 'python3', file: /\.py$/ },
  ruby: { program: 'ruby', file: /\.rb$/ },
  php: { program: 'php', file: /\.php$/ },
  perl: { program: 'perl', file: /\.p[lm]$/ },
};

export const interpreterOf = (image: string) => INTERPRETERS[/([^/:@]+)(?::[^/]*)?(?:@.*)?$/.exec(image)?.[1] ?? ''];
