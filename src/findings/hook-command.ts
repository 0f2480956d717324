/** What the spec shows to be wrong with a hook's command; the kubelet hides what it wrote. */
import type { Evidence } from '../evidence/evidence.ts';
import type { Subject } from '../evidence/subject.ts';
import { lastName } from '../kube/folder.ts';
import { quote } from '../shell-word.ts';
import { isShell } from '../trace/programs/shell-line.ts';
import { namesOf } from '../trace/settings/settings.ts';
import { oneWord } from './probe-command-mended.ts';
import { unfilledWord } from './unfilled-word.ts';

export interface HookMended {
  words: string;
  text: string;
  command: string[];
  /** The fault is in the command itself, so that another command is what mends it. */
  isPlain: boolean;
}

export function mendedHook(command: readonly string[], subject: Subject, evidence: Evidence): HookMended | undefined {
  const split = oneWord(command);
  if (split)
    return {
      words: '; the whole line is one item of the list, and taken for the name of a program',
      text: 'write the command as a list of words',
      command: split,
      isPlain: true,
    };
  const unfilled = unfilledWord(command, namesOf(subject, evidence), () => false);
  if (unfilled) return { ...unfilled, isPlain: true };
  return namesOf(subject, evidence).some((name) => HOST_VARIABLE.test(name)) ? undefined : askedOnce(command);
}

/** Clients of servers, as those are called that stand in the same image, and what makes them call another host. */
const CLIENT =
  /^(?:psql|pg_isready|createdb|createuser|redis-cli|valkey-cli|mysql|mysqladmin|mariadb|mongosh|mongo|rabbitmqctl|curl|wget)$/;
/** Where a shell's line has a command, behind variables of its own: PGUSER=shop psql. */
const CLIENT_IN_LINE = new RegExp(String.raw`(?:^|[;&|(])\s*(?:[A-Z]\w*=\S*\s+)*(${CLIENT.source.slice(4, -2)})\s`);
const OWN_HOST = /(?:^|[\s/@=])(?:localhost|127\.0\.0\.1|\[?::1\]?)(?=[\s:/"']|$)/;
const OTHER_HOST = /\s(?:-h|--host)[= ]?\S|\w:\/\/|\bhost(?:addr)?=|\$\{?\w*(?:HOST|URL|URI|DSN|ADDR|SERVER)/i;
/** psql and its like read it (libpq, Environment Variables). */
const HOST_VARIABLE = /^PG(?:HOST|HOSTADDR|SERVICE)$/;
const TRIES_AGAIN = /\b(?:until|while|for|seq|sleep|wait-for-it|wait_for|dockerize|timeout)\b|--retry\b|--tries\b|--wait\b|\s-w\b/;

/** The kubelet runs the hook as soon as the program is started (kuberuntime_container.go, startContainer), which listens only later. */
function askedOnce(command: readonly string[]): HookMended | undefined {
  const [program = ''] = command;
  const line = isShell(program) ? (command.at(-1) ?? '') : command.map(quote).join(' ');
  const client = isShell(program) ? CLIENT_IN_LINE.exec(line)?.[1] : CLIENT.exec(lastName(program))?.[0];
  if (client === undefined || TRIES_AGAIN.test(line) || (OTHER_HOST.test(line) && !OWN_HOST.test(line))) return undefined;
  const once = isShell(program) ? `(${line})` : line;
  return {
    words: `; ${client} asks this container itself, once and right after its start, when most servers do not answer yet`,
    text: 'let the hook try again for half a minute',
    command: ['sh', '-c', `for i in $(seq 30); do ${once} && exit 0; sleep 1; done; exit 1`],
    isPlain: false,
  };
}
