/** Servers that go to the background by themselves, so that the container's first process ends at once; and how each is kept in front. */

interface Daemon {
  name: string;
  /** The command line that goes to the background… */
  when: Pick<RegExp, 'test'>;
  /** …unless it says this. */
  unless: RegExp;
  /** Options with which it looks at its configuration, or speaks to one that runs, and is done. */
  apart?: RegExp;
  /** Rewrites the command. */
  keep: (line: string) => string;
}

/** Any program that a shell starts behind &. */
export const BEHIND = 'a program behind &';

/** What comes after the last & is soon done, and the shell with it. */
function isLeftBehind(line: string): boolean {
  const at = [...line.matchAll(/(?<![&>])&(?![&>\d])/g)].at(-1)?.index;
  const after = at === undefined ? [] : line.slice(at + 1).split(/[\n;&|]+/).map((command) => command.trim()).filter(Boolean);
  return after.length > 0 && after.every((command) => /^(?:echo|printf|touch|true|sleep \d{1,2}$)(?=\s|$)/.test(command));
}

const append = (words: string) => (line: string) => `${line.trimEnd()} ${words}`;

/** Sources: the manual page of each program. */
const DAEMONS: readonly Daemon[] = [
  { name: 'nginx', when: /(?:^|[\s/;&])nginx(?=\s|$)/, unless: /daemon off|service\s+nginx|init\.d\/nginx/, apart: /\s-(?:[tTvVh]+|s)(?=\s|$)/, keep: (line) => line.replace(/((?:^|[\s/;&])nginx)(?=\s|$)/, "$1 -g 'daemon off;'") },
  { name: 'nginx', when: /service\s+nginx\s+start|\/etc\/init\.d\/nginx\s+start/, unless: /daemon off/, keep: (line) => line.replace(/service\s+nginx\s+start|\/etc\/init\.d\/nginx\s+start/, "nginx -g 'daemon off;'") },
  { name: 'apachectl', when: /apache2?ctl(?:\s+(?:-k\s+)?start)?(?=\s|$)/, unless: /FOREGROUND/, apart: /ctl\s+(?:-k\s+)?(?:configtest|-[tvVSM]|status|stop|graceful(?:-stop)?|restart)(?=\s|$)/, keep: (line) => line.replace(/(apache2?ctl)(?:\s+(?:-k\s+)?start)?/, '$1 -D FOREGROUND') },
  // That of busybox has options of its own: a port, and the folder that it serves.
  { name: 'httpd', when: /(?:^|[\s/;&])httpd(?=\s)(?=.*\s-[ivr]*[ph](?=\s|\d|\/))/, unless: /\s-[ivr]*f|FOREGROUND/, keep: (line) => line.replace(/((?:^|[\s/;&])httpd)(?=\s|$)/, '$1 -f') },
  { name: 'httpd', when: /(?:^|[\s/;&])httpd(?=\s|$)/, unless: /FOREGROUND|-X\b|\s-[ivr]*[ph](?=\s|\d|\/)/, apart: /\s-[tvVlLSM](?=\s|$)/, keep: append('-D FOREGROUND') },
  { name: 'telnetd', when: /(?:^|[\s/;&])telnetd(?=\s|$)/, unless: /\s-[A-Za-z]*[Fi]/, keep: (line) => line.replace(/(telnetd)(?=\s|$)/, '$1 -F') },
  { name: 'inetd', when: /(?:^|[\s/;&])inetd(?=\s|$)/, unless: /\s-[A-Za-z]*f/, keep: (line) => line.replace(/(inetd)(?=\s|$)/, '$1 -f') },
  { name: 'ntpd', when: /(?:^|[\s/;&])ntpd(?=\s|$)/, unless: /\s-[A-Za-z]*[nwq]/, keep: append('-n') },
  { name: 'Apache', when: /service\s+apache2\s+start|\/etc\/init\.d\/apache2\s+start/, unless: /FOREGROUND/, keep: (line) => line.replace(/service\s+apache2\s+start|\/etc\/init\.d\/apache2\s+start/, 'apache2ctl -D FOREGROUND') },
  { name: 'php-fpm', when: /(?:^|[\s/;&])php-fpm[\d.]*(?=\s|$)/, unless: /\s(?:-F|--nodaemonize)\b/, apart: /\s-[tvim]+(?=\s|$)/, keep: append('-F') },
  { name: 'redis-server', when: /redis-server\b.*--daemonize\s+yes/, unless: /^$/, keep: (line) => line.replace(/--daemonize\s+yes/, '--daemonize no') },
  { name: 'mongod', when: /mongod\b.*--fork\b/, unless: /^$/, keep: (line) => line.replace(/\s--fork\b/, '') },
  { name: 'mysqld', when: /mysqld\b.*--daemonize\b/, unless: /^$/, keep: (line) => line.replace(/\s--daemonize\b/, '') },
  { name: 'gunicorn', when: /gunicorn\b.*\s(?:--daemon|-D)(?=\s|$)/, unless: /^$/, keep: (line) => line.replace(/\s(?:--daemon|-D)(?=\s|$)/, '') },
  { name: 'uwsgi', when: /uwsgi\b.*\s--?daemonize\d?[\s=]\S+/, unless: /^$/, keep: (line) => line.replace(/\s--?daemonize\d?[\s=]\S+/, '') },
  { name: 'celery', when: /celery\b.*\s(?:--detach|-D)(?=\s|$)/, unless: /^$/, keep: (line) => line.replace(/\s(?:--detach|-D)(?=\s|$)/, '') },
  { name: 'memcached', when: /memcached\b.*\s-d(?=\s|$)/, unless: /^$/, keep: (line) => line.replace(/\s-d(?=\s|$)/, '') },
  { name: 'sshd', when: /(?:^|[\s/;&])sshd(?=\s|$)/, unless: /\s-[A-Za-z]*D/, apart: /\s-[tTV](?=\s|$)/, keep: append('-D') },
  { name: 'cron', when: /(?:^|[\s/;&])crond?(?=\s|$)/, unless: /\s-[A-Za-z]*[fn]/, keep: append('-f') },
  { name: 'rsyslogd', when: /(?:^|[\s/;&])rsyslogd(?=\s|$)/, unless: /\s-[A-Za-z]*n/, keep: append('-n') },
  { name: 'supervisord', when: /(?:^|[\s/;&])supervisord(?=\s|$)/, unless: /\s(?:-n|--nodaemon)\b/, keep: append('-n') },
  { name: 'haproxy', when: /haproxy\b.*\s-D(?=\s|$)/, unless: /^$/, keep: (line) => line.replace(/\s-D(?=\s|$)/, '') },
  { name: 'lighttpd', when: /(?:^|[\s/;&])lighttpd(?=\s|$)/, unless: /\s-[A-Za-z]*D/, keep: append('-D') },
  { name: 'dnsmasq', when: /(?:^|[\s/;&])dnsmasq(?=\s|$)/, unless: /\s(?:-[kd]|--keep-in-foreground|--no-daemon)\b/, keep: append('-k') },
  { name: 'varnishd', when: /(?:^|[\s/;&])varnishd(?=\s|$)/, unless: /\s-F/, keep: append('-F') },
  { name: 'squid', when: /(?:^|[\s/;&])squid(?=\s|$)/, unless: /\s-[A-Za-z]*N/, keep: append('-N') },
  { name: 'Tomcat', when: /catalina\.sh\s+start|(?:^|[\s/])startup\.sh(?=\s|$)/, unless: /^$/, keep: (line) => line.replace(/catalina\.sh\s+start/, 'catalina.sh run').replace(/startup\.sh/, 'catalina.sh run') },
  { name: 'pm2', when: /(?:^|[\s/;&])pm2\s+start/, unless: /--no-daemon/, keep: (line) => line.replace(/pm2\s+start/, 'pm2-runtime start') },
  { name: 'ZooKeeper', when: /zkServer\.sh(?:\s+--config\s+\S+)?\s+start(?=\s|$)/, unless: /^$/, keep: (line) => line.replace(/(zkServer\.sh(?:\s+--config\s+\S+)?\s+start)(?=\s|$)/, '$1-foreground') },
  { name: 'Kafka', when: /(?:kafka|zookeeper)-server-start(?:\.sh)?\s+-daemon(?=\s)/, unless: /^$/, keep: (line) => line.replace(/\s+-daemon(?=\s)/, '') },
  { name: 'caddy', when: /(?:^|[\s/;&])caddy\s+start/, unless: /^$/, keep: (line) => line.replace(/caddy\s+start/, 'caddy run') },
  { name: 'pg_ctl', when: /pg_ctl\b.*\sstart(?=\s|$)/, unless: /^$/, keep: (line) => line.replace(/pg_ctl/, 'postgres').replace(/\s(?:-w\s|-l\s+\S+|start)(?=\s|$)/g, '') },
  { name: BEHIND, when: { test: isLeftBehind }, unless: /\bwait\b/, keep: (line) => `${line.trimEnd()}${line.includes('\n') ? '\n' : '; '}wait` },
  { name: BEHIND, when: /[^&]&\s*$/, unless: /wait\s*$/, keep: (line) => line.replace(/\s*&\s*$/, '').replace(/^\s*nohup\s+/, '') },
];

export interface Kept { name: string; line: string }

/** Between the commands of a shell; & alone too, but not that of >&2 or &>. */
const SEPARATOR = /(&&|\|\||[;|]|(?<!\\)\n|(?<![&>])&(?![&>]))/;
/** Commands that start no server, whatever names and paths they are given: mkdir -p /var/cache/nginx, echo starting nginx. */
const BESIDE =
  /^\s*(?:\w+=\S*\s+)*(?:apk|apt(?:-get)?|awk|cat|cd|chmod|chown|command|cp|echo|export|find|grep|head|id|install|kill|killall|ln|ls|mkdir|mv|pgrep|pkill|printf|rm|sed|set|tail|test|touch|which|yum|\[{1,2})(?=\s|$)/;

/** The command line that stays in front; undefined for one that does so already, as far as is known. */
export function keptInFront(line: string): Kept | undefined {
  const parts = line.split(SEPARATOR);
  for (const { name, when, unless, apart, keep } of DAEMONS) {
    if (!when.test(line) || unless.test(line)) continue;
    if (name === BEHIND) return { name, line: keep(line) };
    const at = parts.findIndex((part) => when.test(part) && !BESIDE.test(part) && !apart?.test(part));
    const part = parts[at];
    if (part === undefined) continue;
    const end = part.slice(part.trimEnd().length);
    return { name, line: parts.with(at, `${keep(part.trimEnd())}${end}`).join('') };
  }
  return undefined;
}

interface Directive {
  /** The server, as its command line names it. */
  program: RegExp;
  /** The line of its configuration file that sends it to the background. */
  line: RegExp;
  kept: string;
}

/** Sources: redis.conf of Redis 7.0; docs.gunicorn.org settings (daemon); haproxy doc/configuration.txt (daemon); the configuration file options of mongod (processManagement.fork); php-fpm.conf. */
const DIRECTIVES: readonly Directive[] = [
  { program: /(?:^|[\s/])(?:redis|valkey)-(?:server|sentinel)(?=\s|$)/, line: /^(\s*daemonize\s+)["']?yes["']?(?=\s*$)/im, kept: '$1no' },
  { program: /(?:^|[\s/])mongod(?=\s|$)/, line: /^(\s*fork\s*[:=]\s*)true(?=\s*$)/im, kept: '$1false' },
  { program: /(?:^|[\s/])gunicorn(?=\s|$)/, line: /^(daemon\s*=\s*)True(?=\s*$)/m, kept: '$1False' },
  { program: /(?:^|[\s/])haproxy(?=\s|$)(?!.*\s-(?:Ws|db)\b)/, line: /^([ \t]*)daemon(?=[ \t]*$)/m, kept: '$1# daemon' },
];

export interface KeptByFile { was: string; line: string; text: string }

/** The text of a configuration file that keeps the server of this command line in front; undefined for one that does so already. */
export function fileKeptInFront(command: string, text: string): KeptByFile | undefined {
  for (const { program, line, kept } of DIRECTIVES) {
    const [was] = (program.test(command) && line.exec(text)) || [];
    if (was === undefined) continue;
    const better = was.replace(line, kept);
    return { was: was.trim(), line: better.trim(), text: text.replace(was, () => better) };
  }
  return undefined;
}
