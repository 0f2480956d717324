/** Of what ends a program, that the reason has been told before it. */
import type { Block } from './blocks.ts';
import type { Fact, FactKind } from './fact.ts';
import { isNetwork, isSpecific } from './kinds.ts';
import { bestOf, type FactsByRow, factsIn } from './row-facts.ts';
import type { Row } from './traces/trace.ts';

/** What is known to follow, often, from a fault of a kind that was told before it. */
export const TOLD_BEFORE: Readonly<Record<string, (kind: FactKind) => boolean>> = {
  // A controller that waited in vain for what it watches: each attempt has said why.
  'kubernetes/cache-sync': isSpecific,
  // A candidate that may not write its lease has said so at each attempt (client-go tools/leaderelection).
  'kubernetes/leader-lost': (kind) => kind === 'rbac-forbidden' || kind === 'api-unauthorized',
  // redis-cli goes on without a password after one was refused (redis/redis:src/redis-cli.c, cliAuth).
  'databases/redis-noauth': (kind) => kind === 'auth-failed',
  // Nobody told who is the primary: why, redis-cli has said before.
  'stores/sentinel-primary': isNetwork,
  // musl says first which library it does not find, and then each name that it would have brought (ldso/dynlink.c).
  'native/musl-symbol': (kind) => kind === 'library-missing',
  // What V8 thinks of the value of its option, and then Node.js of the option (src/node.cc, ProcessGlobalArgs).
  'node/option': (kind) => kind === 'value-invalid',
  // The client of a script that brings up a server beside it, which has said why it does not run.
  'network/mysql-socket': (kind) => isSpecific(kind) && !isNetwork(kind),
  // mysqld asks for another server on that port whatever bind(2) failed of (sql/conn_handler/socket_connection.cc).
  'stores/mysql-port': (kind) => kind === 'address-unavailable',
};

/** Fewer words are said of much. */
const WORDS = 3;
/** So many blocks before. */
const LATELY = 6;

/** "…: failed to load the config" in the last line, "failed on load the config: … refused" in one right before it. */
export function toldInFull(
  rows: readonly Row[],
  blocks: readonly Block[],
  at: number,
  found: FactsByRow,
  last: Fact,
): { fact: Fact; block: Block; row: number; length: number; hollow: false; fatal: false } | undefined {
  const { message = '' } = last.fields as { message?: string };
  const words = [
    ...new Set(
      message
        .slice(message.lastIndexOf(': ') + 1)
        .toLowerCase()
        .match(/[a-z]{4,}/g) ?? [],
    ),
  ];
  if (words.length < WORDS) return undefined;
  for (let before = at - 1; before >= 0 && before >= at - LATELY; before--) {
    const block = blocks[before] as Block;
    if (block.trace || (block.level !== 'error' && block.level !== 'fatal')) continue;
    const said = (rows[block.start] as Row).said.toLowerCase();
    const best = bestOf(factsIn(block, found).filter(({ fact }) => isNetwork(fact.kind) && isSpecific(fact.kind)));
    if (best && words.every((word) => said.includes(word)))
      return { fact: best.fact, block, row: best.row, length: best.rows, hollow: false, fatal: false };
  }
  return undefined;
}

/** Fewer letters may stand in another line by chance. */
const LETTERS = 8;

/** The block that has said the very words of the last line before it: a logger repeats them, without the trace or the place. */
export function toldAgain(rows: readonly Row[], blocks: readonly Block[], at: number, last: Fact): number | undefined {
  const { message = '' } = last.fields as { message?: string };
  const words = message.trim();
  if (words.length < LETTERS) return undefined;
  for (let before = at - 1; before >= 0 && before >= at - LATELY; before--) {
    const { start, end, trace } = blocks[before] as Block;
    if (!trace?.handled && rows.slice(start, end).some(({ text }) => text.includes(words))) return before;
  }
  return undefined;
}
