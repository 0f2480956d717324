/** A script that goes on after a `cd` that failed: what it then does not find, it looks for in another folder than it was to. */
import type { Block } from './blocks.ts';
import type { Decision } from './decide.ts';
import type { Fact } from './fact.ts';
import type { FactsByRow } from './row-facts.ts';

const CD = 'shell/cd-missing';

/** Named relative to the folder that the process is in, which is / where nothing else was said. */
function isRelative({ fields }: Fact): boolean {
  const { path, file, module } = fields as { path?: string; file?: string; module?: string };
  const named = path ?? file ?? module;
  return named !== undefined && named.lastIndexOf('/') <= 0;
}

/** The failed `cd` that a decision follows from. */
export function failedCd({ fact, row }: Decision, blocks: readonly Block[], found: FactsByRow): Decision | undefined {
  if ((fact.kind !== 'file-missing' && fact.kind !== 'module-missing') || fact.phrase === CD || !isRelative(fact)) return undefined;
  const cd = [...found.values()].flat().findLast((one) => one.row < row && one.fact.phrase === CD);
  const block = cd && blocks.find(({ start, end }) => start <= cd.row && cd.row < end);
  return block && { fact: cd.fact, block, row: cd.row, length: cd.rows };
}
