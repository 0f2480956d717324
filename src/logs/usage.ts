/** The options that a program's usage text names, as it writes them: --interval, -addr. */
import type { LogReading } from './reading.ts';

const OPTION = /(?:^|[\s[|,(])(--?[A-Za-z][\w-]{0,60})/g;
/** Usage texts are long; logs are longer. */
const LINES = 120;

export function optionsInUsage({ lines, facts }: LogReading): string[] {
  const said = new Set(facts.filter(({ kind }) => kind === 'flag-unknown').map(({ line }) => line));
  const found = lines
    .slice(-LINES)
    .flatMap((text, at) =>
      said.has(at + Math.max(0, lines.length - LINES)) || text.length > 2000
        ? []
        : [...text.matchAll(OPTION)].map((match) => match[1] as string),
    );
  return [...new Set(found)];
}
