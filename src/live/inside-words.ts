/** What a container's inside answered, in words: the command as typed, and what its answer means. Pure. */

import type { Known } from '../evidence/evidence.ts';
import type { Executed } from '../evidence/query.ts';
import { measured } from '../kube/quantity.ts';
import { LIMITS_COMMAND, readLimits } from '../trace/inside/inside-limits.ts';
import { readSockets, SOCKETS_COMMAND } from '../trace/inside/sockets.ts';

/** What --catch asks of every container: where it listens, what it may use and does, as whom it runs. */
export const ALWAYS: readonly (readonly string[])[] = [SOCKETS_COMMAND, LIMITS_COMMAND, ['id']];

export function insideWords(argv: readonly string[], known: Known<Executed>): { command: string; answer: string } {
  const [program = ''] = argv;
  const command = argv === SOCKETS_COMMAND || same(argv, SOCKETS_COMMAND) ? 'sockets' : same(argv, LIMITS_COMMAND) ? 'limits' : short(argv);
  if (known.state === 'absent') return { command, answer: 'no answer: it had ended' };
  if (known.state !== 'read') return { command, answer: known.state === 'gap' ? `no answer: ${known.failure.message}` : 'no answer' };
  const { exit, stdout, words, lacks } = known.value;
  if (lacks) return { command, answer: `the image has no ${program}` };
  if (command === 'sockets') return { command, answer: socketWords(stdout) };
  if (command === 'limits') return { command, answer: limitWords(stdout) };
  const [line = ''] = stdout
    .trim()
    .split('\n')
    .slice(program === 'df' ? -1 : 0);
  return { command, answer: line || words || (exit === 0 ? 'yes' : `no (exit code ${exit})`) };
}

const same = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.every((word, at) => word === other[at]);

/** Without the fixed script. */
const short = (argv: readonly string[]) => argv.filter((word) => !/[\s{"]/.test(word)).join(' ');

function socketWords(stdout: string): string {
  const sockets = readSockets(stdout);
  return sockets.length === 0
    ? 'it listens on no port yet'
    : `it listens on ${sockets.map(({ address, port }) => `${address}:${port}`).join(', ')}`;
}

function limitWords(stdout: string): string {
  const limits = readLimits(stdout);
  if (!limits) return 'not to be read';
  const { memoryCurrent, memoryMax, oomKills, pidsCurrent, pidsMax } = limits;
  return [
    memoryCurrent === undefined
      ? undefined
      : `memory ${measured(memoryCurrent)} of ${memoryMax === undefined ? 'no limit' : measured(memoryMax)}`,
    pidsCurrent === undefined ? undefined : `${pidsCurrent} processes${pidsMax === undefined ? '' : ` of ${pidsMax}`}`,
    oomKills ? `oom_kill ${oomKills}` : undefined,
  ]
    .filter((one) => one !== undefined)
    .join(', ');
}
