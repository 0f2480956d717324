/** What was changed, as lines with a sign before them: "-" was, "+" is, " " stands around it. */
import { differences } from '../patch/objects.ts';
import type { Difference } from '../report.ts';
import { printableText } from './printable.ts';

export interface LaidDifference {
  /** Deployment web, revision 3 → now */
  title: string;
  /** Empty where nothing but hidden values differs. */
  lines: string[];
}

/** Instead of lines. */
export const ONLY_HIDDEN = 'only values that are hidden here differ';

export function layDifference({ object: { kind, name, field }, from, before, after }: Difference): LaidDifference {
  return {
    title: printableText(`${kind} ${name}${field === undefined ? '' : `, ${field}`}: ${from}, and now`),
    lines: differences(before, after).map((line) => line.slice(0, 1) + printableText(line.slice(1))),
  };
}
