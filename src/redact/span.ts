/** Where in a text something secret stands. */
export interface Span {
  start: number;
  end: number;
  /** What it is, as the name of a shell variable would say it: DB_PASSWORD, GITHUB_TOKEN. */
  what: string;
}

/** In order, those that overlap made one. */
export function merged(spans: readonly Span[]): Span[] {
  const sorted = [...spans].sort((a, b) => a.start - b.start || b.end - a.end);
  const found: Span[] = [];
  for (const span of sorted) {
    const last = found.at(-1);
    if (!last || span.start >= last.end) found.push({ ...span });
    else last.end = Math.max(last.end, span.end);
  }
  return found;
}

/** The text with each span replaced by what `spell` makes of it. */
export function replaced(text: string, spans: readonly Span[], spell: (secret: string, span: Span) => string): string {
  if (spans.length === 0) return text;
  let at = 0;
  let made = '';
  for (const span of spans) {
    made += text.slice(at, span.start) + spell(text.slice(span.start, span.end), span);
    at = span.end;
  }
  return made + text.slice(at);
}
