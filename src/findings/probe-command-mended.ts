/** A probe's command with one word that is wrong, which the container's own spec tells better. */

import { lastName } from '../kube/folder.ts';
import type { Container } from '../kube/shapes.ts';
import type { ProbeTrouble } from '../trace/probes/probe-trouble.ts';
import { isShell } from '../trace/programs/shell-line.ts';
import { unfilledWord } from './unfilled-word.ts';

export interface Mended {
  /** What is wrong, for a sentence. */
  words: string;
  text: string;
  command: string[];
}

export function mendedCommand({ failure, probe }: ProbeTrouble, container: Container, names: readonly string[]): Mended | undefined {
  const command = probe.exec?.command ?? [];
  if (failure?.sort !== 'command' || command.length === 0) return undefined;
  return (
    inShell(command, names, container) ??
    inBash(failure.output, command) ??
    asOwnUser(failure.output, command, container) ??
    byOwnName(failure.output, command, container)
  );
}

/** What only a shell understands. */
const FOR_SHELL = /[|&;<>$`"'\\(){}*?!~]/;

/** A command of one item with blanks in it, as it was meant: no program has such a name. */
export function oneWord(command: readonly string[]): string[] | undefined {
  const [line = ''] = command;
  if (command.length !== 1 || !/\S\s+\S/.test(line)) return undefined;
  return FOR_SHELL.test(line) ? ['sh', '-c', line.trim()] : line.trim().split(/\s+/);
}

/** Of a probe the kubelet fills in what has a value of its own in the spec; `names` has those from elsewhere, too. */
const inShell = (command: readonly string[], names: readonly string[], { env = [] }: Container) =>
  unfilledWord(command, names, (name) => env.find((one) => one.name === name)?.value !== undefined);

/** dash names the line before what it does not know (dash src/exec.c, error.c), and these are words of bash. */
function inBash(output: string, command: readonly string[]): Mended | undefined {
  const [, word] =
    /: \d{1,5}: (\[\[|source|pushd|popd|shopt|declare|let|set: Illegal option -o pipefail|Bad substitution)(?:: not found)?\s*$/m.exec(
      output,
    ) ?? [];
  const [shell = '', ...rest] = command;
  if (word === undefined || !/^(?:\/(?:usr\/)?bin\/)?(?:da)?sh$/.test(shell)) return undefined;
  const known = word.startsWith('set') ? 'set -o pipefail' : word.startsWith('Bad') ? 'a substitution of its' : word;
  return {
    words: `; ${known} is bash's, and ${shell} is dash here, which does not know it`,
    text: 'let bash run the command, which this image most likely has',
    command: [shell.replace(/(?:da)?sh$/, 'bash'), ...rest],
  };
}

/** PostgreSQL makes the user that POSTGRES_USER names, and no other (docker-library/postgres docker-entrypoint.sh). */
function asOwnUser(output: string, command: readonly string[], { env = [] }: Container): Mended | undefined {
  const user = /role "([\w-]{1,63})" does not exist/.exec(output)?.[1];
  const own = env.find(({ name }) => name === 'POSTGRES_USER')?.value;
  if (user === undefined || own === undefined || own === user) return undefined;
  const named = new RegExp(`(^|(?:-U|--username)[ =]?)${user}(?![\\w-])`);
  const at = command.findIndex(
    (word, index) => named.test(word) && (word !== user || /^(?:-U|--username)$/.test(command[index - 1] ?? '')),
  );
  const word = command[at];
  if (word === undefined) return undefined;
  return {
    words: `; the database was made with the user ${own} (POSTGRES_USER)`,
    text: `log in as ${own}, the user that the database was made with`,
    command: command.with(at, word.replace(named, `$1${own}`)),
  };
}

/** What the spec names is not what the container is there for, as is a script of its own (start.sh). */
const STARTS_OTHERS =
  /^(?:tini|dumb-init|catatonit|supervisord|s6-svscan|init|runsvdir|gosu|su-exec|su|sudo|chroot|setpriv|env|nice|ionice|stdbuf|timeout|nohup|npm|npx|yarn|pnpm|poetry|pipenv|pdm|uv|bundle|make|entrypoint|docker-entrypoint|.+\.(?:ba)?sh)$/;

/** pgrep and pidof write nothing where no process is called so; the spec tells what the container runs. */
function byOwnName(output: string, command: readonly string[], { command: own = [], args = [] }: Container): Mended | undefined {
  const program = own[0] === undefined ? undefined : lastName(own[0]);
  const name = command.at(-1) ?? '';
  const isAsked = /^(?:pgrep|pidof)$/.test(command[0] ?? '') && command.length > 1 && /^[\w.-]{2,60}$/.test(name) && !name.startsWith('-');
  if (output.trim() !== '' || !isAsked || program === undefined || isShell(program) || STARTS_OTHERS.test(program)) return undefined;
  const line = [...own, ...args].join(' ');
  // Without -f it is the name of the program that counts, of which the kernel keeps 15 letters (proc(5), comm).
  const isLine = command.some((word) => /^-\w*f/.test(word));
  if (isLine ? line.includes(name) : program.startsWith(name)) return undefined;
  const script = isLine ? own.slice(1).find((word) => /^[\w./-]+\.\w{2,4}$/.test(word)) : undefined;
  const right = script === undefined ? program.slice(0, 15) : lastName(script);
  return {
    words: `: no process is called ${name}, and the container runs ${line.slice(0, 80)}`,
    text: `look for ${right}`,
    command: [...command.slice(0, -1), right],
  };
}
