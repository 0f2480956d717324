/** Reads a log: its lines, in blocks, what is recognised in them, and which of it decided the end. */
import { failedCd } from './after-cd.ts';
import { type Block, toBlocks } from './blocks.ts';
import { decide } from './decide.ts';
import { isSurvived } from './last-words.ts';
import { readLines } from './lines.ts';
import { withListed } from './listed-names.ts';
import { PhraseIndex } from './phrase-index.ts';
import { PHRASES } from './phrase-list.ts';
import type { LogReading } from './reading.ts';
import { factsOf, type RowFact } from './row-facts.ts';
import type { Row } from './traces/trace.ts';

const BLOCK = 12;
const WINDOW = 64;

let index: PhraseIndex | undefined;

/** Makes ready what reading needs; worth doing while kubectl is waited for. */
export function prepareToRead(): void {
  index ??= new PhraseIndex(PHRASES);
}

/** Reads a container's log, with or without the kubelet's times. */
export function readLog(text: string): LogReading {
  prepareToRead();
  const lines = readLines(text);
  const { rows, blocks, silent } = toBlocks(lines);
  const found = new Map<number, RowFact[]>();
  const absorbed = new Set<number>();
  const wrapped = new Map(
    blocks.flatMap(({ trace }) => (trace?.sections ?? []).filter((one) => one.wrapped).map((one) => [one.row, one] as const)),
  );
  for (let at = 0; at < rows.length; at++) {
    if (silent.has(at) || absorbed.has(at)) continue;
    const row = rows[at] as Row;
    if (row.level === 'debug' || row.said.length < 4) continue;
    const message = wrapped.get(at);
    const said = message?.message ?? row.said;
    const facts = factsOf(
      (index as PhraseIndex).find(said, () => (message ? said : windowFrom(rows, at))),
      rows,
      at,
    );
    for (let next = at + 1; next < (message?.until ?? at); next++) absorbed.add(next);
    if (facts.length === 0) continue;
    found.set(at, facts);
    for (const { rows: length } of facts) for (let next = at + 1; next < at + length; next++) absorbed.add(next);
  }
  const last = decide(rows, blocks, found);
  const decision = last && withListed(failedCd(last, blocks, found) ?? last, rows, found);
  const facts = [...found.values()].flat().map(({ fact }) => fact);
  if (decision && !facts.includes(decision.fact)) {
    facts.push(decision.fact);
    facts.sort((a, b) => a.line - b.line);
  }
  return {
    lines: lines.map((line) => line.text),
    times: lines.map((line) => line.time),
    facts,
    decisive: decision?.fact,
    ...(decision && isSurvived(rows, blocks, found, decision) ? { survived: true } : {}),
    block: decision
      ? around(rows, decision.block, decision)
      : lines
          .filter((line) => line.text.trim() !== '')
          .slice(-BLOCK)
          .map((line) => line.text),
  };
}

function windowFrom(rows: readonly Row[], at: number): string {
  let text = (rows[at] as Row).said;
  for (let i = at + 1; i < at + WINDOW && i < rows.length && text.length < 4000; i++) text += `\n${(rows[i] as Row).text}`;
  return text;
}

/** The decisive line with the lines of its block around it. */
function around(rows: readonly Row[], block: Block, { row, length }: { row: number; length: number }): string[] {
  const end = Math.max(block.end, row + length);
  let from = Math.min(block.start, row);
  if (end - from > BLOCK) from = Math.max(from, Math.min(row - (BLOCK - 3), end - BLOCK));
  const texts = rows.slice(from, Math.min(end, from + BLOCK)).map((one) => one.text);
  while (texts.length > 0 && texts.at(-1)?.trim() === '') texts.pop();
  return texts;
}
