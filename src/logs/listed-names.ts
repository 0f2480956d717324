/** Programs that look at all of their settings before they stop: the names in the lines beside the one that decides. Pure. */
import { doesWithout } from './consequences.ts';
import type { Decision } from './decide.ts';
import type { Fact } from './fact.ts';
import type { FactsByRow } from './row-facts.ts';
import type { Row } from './traces/trace.ts';

type Named = Fact<'variable-missing'> | Fact<'value-invalid'>;
interface Line {
  fact: Named;
  row: number;
  rows: number;
}

const VARIABLE = /^[A-Z][A-Z0-9_]+$/;
/** As many variables as one program may list. */
const MOST = 40;

/** A variable that is missing, with all the others that the program lists along with it, missing or refused, in its field `more`. */
export function withListed(decision: Decision, rows: readonly Row[], found: FactsByRow): Decision {
  const first = namedIn(decision.row, rows, found);
  if (!first || first.fact.kind !== decision.fact.kind) return decision;
  const lines = [...neighbours(first, -1, decision, rows, found).reverse(), first, ...neighbours(first, 1, decision, rows, found)];
  const missing = first.fact.kind === 'variable-missing' ? first : lines.find(({ fact }) => fact.kind === 'variable-missing');
  if (!missing || lines.length === 1) return decision;
  const fact = missing.fact as Fact<'variable-missing'>;
  const names = lines.flatMap((line) => [line.fact.fields.name as string, ...moreOf(line.fact)]);
  const others = [...new Set(names)].filter((name) => name !== fact.fields.name);
  if (others.length > 0) fact.fields.more = others.join(', ');
  return { ...decision, fact, row: missing.row, length: missing.rows };
}

const moreOf = ({ fields }: Named): string[] => ('more' in fields && fields.more ? fields.more.split(', ') : []);

function namedIn(row: number, rows: readonly Row[], found: FactsByRow): Line | undefined {
  const one = found
    .get(row)
    ?.find(
      ({ fact }) => (fact.kind === 'variable-missing' || fact.kind === 'value-invalid') && VARIABLE.test((fact as Named).fields.name ?? ''),
    );
  return one && !doesWithout((rows[row] as Row).said) ? { fact: one.fact as Named, row, rows: one.rows } : undefined;
}

/** Those of the same block; and, one line after the other, those that say as much of another variable. */
function neighbours(first: Line, step: 1 | -1, { block }: Decision, rows: readonly Row[], found: FactsByRow): Line[] {
  const lines: Line[] = [];
  let last = first;
  for (let at = first.row + step; at >= 0 && at < rows.length && lines.length < MOST; at += step) {
    const isInside = at >= block.start && at < block.end;
    const line = namedIn(at, rows, found);
    if (line && (isInside || isLike(line, last, rows))) {
      lines.push(line);
      last = line;
    } else if (!isInside && !isWithin(at, last, line)) break;
  }
  return lines;
}

/** A line that goes on with what the last one said. */
const isWithin = (at: number, last: Line, line: Line | undefined) => line === undefined && at > last.row && at < last.row + last.rows;

/** Both are errors of their own, or the same words. */
function isLike(one: Line, other: Line, rows: readonly Row[]): boolean {
  const [a, b] = [rows[one.row] as Row, rows[other.row] as Row];
  if (a.level !== b.level) return false;
  return a.level === 'error' || a.level === 'fatal' || shapeOf(a, one) === shapeOf(b, other);
}

const shapeOf = ({ said }: Row, { fact }: Line) => said.replaceAll(fact.fields.name as string, '*');
