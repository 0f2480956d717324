/** The options that a program's usage text names, as it writes them: --interval, -addr. */
import type { LogReading } from './reading.ts';

const OPTION = /(?:^|[\s[|,(])(--?[A-Za-z][\w-]{0,60})/g;
/** Behind these words a complaint itself names the options that may be meant (argparse, click, getopt_long). */
const OFFERED = /\b(?:could match|[Dd]id you mean|possibilities|[Pp]ossible options)\b/;
/** Usage texts are long; logs are longer. */
const LINES = 120;

export function optionsInUsage({ lines, facts }: LogReading): string[] {
  const said = new Set(facts.filter(({ kind }) => kind === 'flag-unknown').map(({ line }) => line));
  const from = Math.max(0, lines.length - LINES);
  const texts = lines.slice(-LINES).map((text, at) => (said.has(at + from) ? offeredIn(text) : text));
  const found = texts.flatMap((text) => (text.length > 2000 ? [] : [...text.matchAll(OPTION)].map((match) => match[1] as string)));
  return [...new Set(found)];
}

function offeredIn(complaint: string): string {
  const at = OFFERED.exec(complaint);
  return at ? complaint.slice(at.index).replace(/["'`]/g, ' ') : '';
}
