/** Programs by name: what a person may have meant, and what official images run. */
import { distance } from 'fastest-levenshtein';
import { imageName } from '../../kube/image.ts';
import type { Container } from '../../kube/shapes.ts';
import { interpreterOf } from './interpreters.ts';

/** Programs that containers are commonly told to run. */
const COMMON = [
  'sh', 'bash', 'ash', 'env', 'sleep', 'tail', 'cat', 'echo', 'exec', 'node', 'nodejs', 'npm', 'npx', 'yarn', 'pnpm', 'python', 'python3', 'pip', 'java', 'mvn', 'gradle',
  'ruby', 'bundle', 'rails', 'rake', 'puma', 'sidekiq', 'php', 'php-fpm', 'perl', 'dotnet', 'go', 'cargo', 'mix', 'elixir', 'erl', 'deno', 'bun', 'gunicorn', 'uvicorn', 'hypercorn',
  'celery', 'flask', 'django-admin', 'streamlit', 'jupyter', 'airflow', 'dagster', 'alembic', 'nginx', 'httpd', 'apachectl', 'apache2ctl', 'haproxy', 'envoy', 'caddy', 'traefik',
  'redis-server', 'redis-cli', 'postgres', 'psql', 'pg_isready', 'pg_dump', 'mysqld', 'mysql', 'mysqldump', 'mariadbd', 'mongod', 'mongosh', 'etcd', 'memcached', 'rabbitmq-server',
  'kafka-server-start.sh', 'zookeeper', 'prometheus', 'grafana-server', 'supervisord', 'tini', 'dumb-init', 'curl', 'wget', 'kubectl', 'helm', 'docker-entrypoint.sh', 'entrypoint.sh',
  'catalina.sh', 'vault', 'consul', 'nomad', 'terraform', 'ansible-playbook', 'crond', 'cron', 'sshd', 'docker', 'dockerd', 'rsync', 'tar', 'gzip', 'git', 'make', 'sed', 'awk', 'grep', 'timeout',
];

/** Called nearly as one of these, and programs of their own: an image without a compiler lacks javac, and it is not java that is meant. */
const OTHERS = [
  'pipx', 'javac', 'javap', 'mvnw', 'gradlew', 'erlc', 'pecl', 'mariadb', 'mongo', 'gawk', 'mawk', 'nawk', 'egrep', 'fgrep', 'pgrep', 'rgrep', 'zgrep', 'ncat', 'zcat', 'gsed', 'gtar',
  'cmake', 'gmake', 'perf', 'sync', 'gitk', 'rbash', 'kubectx',
];

/** Where one letter or two are wrong in a name that is long enough to tell; undefined where two names are as near. */
export function commonProgram(word: string): string | undefined {
  const slash = word.lastIndexOf('/') + 1;
  const name = word.slice(slash);
  if (COMMON.includes(name) || OTHERS.includes(name)) return undefined;
  // The name with another version than the image has: python3.12, php8.2.
  const [, bare = ''] = /^(?!python2)(python3|[a-z-]{2,20}?)-?\d*(?:\.\d{1,3}){0,3}$/.exec(name) ?? [];
  if (bare !== name && COMMON.includes(bare)) return word.slice(0, slash) + bare;
  const most = name.length >= 7 ? 2 : name.length >= 4 ? 1 : 0;
  const near = COMMON.map((common) => ({ common, changes: isSwapped(name, common) ? 1 : distance(name, common) })).filter(({ changes }) => changes > 0 && changes <= most).sort((a, b) => a.changes - b.changes);
  const [first, second] = near;
  return first && first.changes !== second?.changes ? word.slice(0, slash) + first.common : undefined;
}

/** Two letters side by side have changed places: wegt. */
const isSwapped = (word: string, name: string): boolean => {
  const at = [...word].findIndex((letter, index) => letter !== name[index]);
  return at >= 0 && word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2) === name;
};

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

export const mainProgramOf = (image: string): string | undefined => MAIN[imageName(image)];

/** Official images of bare systems, which run a shell. */
const SYSTEM = /(?:^|\/)(?:alpine|bash|busybox|centos|debian|fedora|rockylinux|ubuntu)(?:[:@]|$)/;

/** The image of a language or of a bare system: its own command ends at once without a terminal. */
export const runsNothing = (image: string): boolean => interpreterOf(image) !== undefined || SYSTEM.test(image);

/** Official images that begin as root: those of bare systems and of languages, and of servers whose entrypoint then gives root up. */
const AS_ROOT =
  /^(?:docker\.io\/)?(?:library\/)?(?:alpine|bash|busybox|centos|debian|fedora|rockylinux|ubuntu|node|python|ruby|php|perl|golang|postgres|redis|valkey|mysql|mariadb|mongo|nginx|httpd)(?:[:@]|$)/;

export const beginsAsRoot = (image: string): boolean => AS_ROOT.test(image);

/** Who declares a port or a probe has a server in mind; the image of a language or a bare system has none. */
export const serves = ({ image = '', ports = [], readinessProbe, livenessProbe, startupProbe }: Container) =>
  (ports.length > 0 || Boolean(readinessProbe ?? livenessProbe ?? startupProbe)) && !runsNothing(image);
