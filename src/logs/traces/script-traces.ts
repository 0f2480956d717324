/** Traces of Ruby, PHP, Rust and Elixir. */
import { isBlank, isIndented, type ReadTrace, type Row, type Section, type Trace } from './trace.ts';

const section = (row: number, until: number, type: string | undefined, message: string, frame?: string): Section => ({
  type,
  message,
  row,
  until,
  frame,
  code: '',
});

const RUBY = /^(\S{1,300}):(\d{1,7}):in [`'][^']{1,200}': (.{0,1500})$/;
const RUBY_TYPE = /^(.{0,1500}?)\s?\((?:[a-z]{1,40} )?((?:[A-Z]\w{0,80}::){0,8}[A-Z]\w{0,80})\)$/;
const RUBY_FROM = /^\s{1,8}(?:\d{1,5}: )?from (\S{1,300}):(\d{1,7}):in /;
const RUBY_FOREIGN = /\/gems\/|\/lib\/ruby\/|^<internal:|\/rubygems|\/bin\/(?:bundle|rails|rake|puma)$/;

export const readRuby: ReadTrace = (rows, at) => {
  const head = RUBY.exec((rows[at] as Row).text);
  if (!head) return undefined;
  let until = at + 1;
  while (until < rows.length && until < at + 12 && !RUBY_FROM.test((rows[until] as Row).text) && hasFrom(rows, until)) until++;
  const words = rows.slice(at, until).map((row) => row.text);
  words[0] = head[3] as string;
  const named = words.map((text) => RUBY_TYPE.exec(text)).find((match) => match !== null);
  if (!named && !RUBY_FROM.test(rows[until]?.text ?? '')) return undefined;
  const first = RUBY_FOREIGN.test(head[1] as string) ? undefined : `${head[1]}:${head[2]}`;
  const root = section(at, until, named?.[2], named && words[0] === named[0] ? (named[1] as string) : words.join(' '), first);
  const silent = new Set<number>();
  let i = until;
  for (; i < rows.length; i++) {
    const from = RUBY_FROM.exec((rows[i] as Row).text);
    if (!from) break;
    silent.add(i);
    if (!RUBY_FOREIGN.test(from[1] as string)) root.frame ??= `${from[1]}:${from[2]}`;
  }
  const sections = [root];
  // The cause of an exception is printed after it, in the same form.
  const cause = rows[i] && i > until ? readRuby(rows, i) : undefined;
  if (cause) {
    sections.unshift(...cause.sections);
    for (const row of cause.silent) silent.add(row);
    i = cause.end;
  }
  return { runtime: 'ruby', start: at, end: i, sections, silent, uncaught: true };
};

function hasFrom(rows: readonly Row[], at: number): boolean {
  for (let i = at; i < at + 6 && i < rows.length; i++) if (RUBY_FROM.test((rows[i] as Row).text)) return true;
  return false;
}

const PHP = /(?:PHP )?(?:Fatal error|Parse error): {1,3}(.{0,1500})$/;
const PHP_UNCAUGHT = /^Uncaught ((?:\w{1,80}\\){0,8}\w{1,80})(?:: (.{0,1500}?))?(?: in (\S{1,300}):(\d{1,7}))?$/;
const PHP_PLACE = / in (\S{1,300}?)(?: on line |:)(\d{1,7})$/;

export const readPhp: ReadTrace = (rows, at) => {
  const row = rows[at] as Row;
  const head = PHP.exec(row.text);
  if (!head) return undefined;
  const said = head[1] as string;
  const silent = new Set<number>();
  let i = at + 1;
  for (; i < rows.length; i++) {
    const { text } = rows[i] as Row;
    if (/^(?:PHP )?(?:Stack trace:|\s{0,4}#\d{1,5} |\s{1,4}thrown in )/.test(text)) silent.add(i);
    else if (!(isBlank(rows[i]) && i === at + 1) && !(i < at + 4 && / in \S+:\d+$/.test(text))) break;
  }
  const uncaught = PHP_UNCAUGHT.exec(said);
  const place = PHP_PLACE.exec(said) ?? PHP_PLACE.exec(rows[i - 1]?.text ?? '');
  const frame = place && !/\/vendor\//.test(place[1] as string) ? `${place[1]}:${place[2]}` : undefined;
  const message = uncaught ? (uncaught[2] ?? '') : said.replace(PHP_PLACE, '');
  return { runtime: 'php', start: at, end: i, sections: [section(at, at + 1, uncaught?.[1], message, frame)], silent, uncaught: true };
};

const RUST = /^(?:\s{0,4})thread '[^']{1,100}'(?: \(\d{1,10}\))? panicked at (?:'(.{0,1500})', )?(\S{1,300}:\d{1,7})(?::\d{1,5})?:?$/;
const RUST_FOREIGN = /^\/rustc\/|\/\.cargo\/registry\/|^library\//;

export const readRust: ReadTrace = (rows, at) => {
  const head = RUST.exec((rows[at] as Row).text);
  if (!head) return undefined;
  const silent = new Set<number>([at]);
  let until = at + 1;
  if (head[1] === undefined) {
    while (until < rows.length && until < at + 8 && !/^note: |^stack backtrace:/.test((rows[until] as Row).text) && !isBlank(rows[until]))
      until++;
  }
  let i = until;
  while (i < rows.length && (/^note: |^stack backtrace:/.test((rows[i] as Row).text) || (isIndented(rows[i]) && i > until)))
    silent.add(i++);
  const message =
    head[1] ??
    rows
      .slice(at + 1, until)
      .map((row) => row.text.trim())
      .join(' ');
  const frame = RUST_FOREIGN.test(head[2] as string) ? undefined : head[2];
  const first = head[1] === undefined && until > at + 1 ? at + 1 : at;
  if (first === at) silent.delete(at);
  return { runtime: 'rust', start: at, end: i, sections: [section(first, until, 'panic', message, frame)], silent, uncaught: true };
};

/** anyhow and color-eyre: `Error: x`, blank, `Caused by:`, the causes, innermost last. */
export const readRustCauses: ReadTrace = (rows, at) => {
  const row = rows[at] as Row;
  if (!/^(?:Error|ERROR): /.test(row.text)) return undefined;
  const head = isBlank(rows[at + 1]) ? at + 2 : at + 1;
  if (!/^Caused by:$/.test(rows[head]?.text ?? '')) return undefined;
  const silent = new Set<number>([head]);
  const sections: Section[] = [section(at, at + 1, undefined, row.text.replace(/^\w+: /, ''))];
  let i = head + 1;
  for (; i < rows.length && isIndented(rows[i]); i++) {
    sections.unshift(section(i, i + 1, undefined, (rows[i] as Row).text.trim().replace(/^\d{1,3}: /, '')));
  }
  return { runtime: 'rust', start: at, end: i, sections, silent, uncaught: true };
};

const ELIXIR = /(?:^|\s)\*\* \((?:EXIT from [^)]{1,60}\) \*\* \()?((?:[\w]{1,80}\.){0,8}\w{1,80})\) (.{0,1500})$/;

/** The libraries say `lib/…` of their own files too, behind their names. */
const ELIXIR_FOREIGN =
  /^\s{1,12}\((?:elixir|stdlib|kernel|mix|logger|ex_unit|ecto\w{0,20}|phoenix\w{0,20}|plug\w{0,20}|db_connection|postgrex|myxql|tds|cowboy|bandit|oban|finch|req|jason) /;

export const readElixir: ReadTrace = (rows, at): Trace | undefined => {
  const row = rows[at] as Row;
  const head = ELIXIR.exec(row.text);
  if (!head) return undefined;
  const silent = new Set<number>();
  let frame: string | undefined;
  let i = at + 1;
  for (; i < rows.length && isIndented(rows[i]); i++) {
    const place = /^\s{1,12}(?:\([^)]{1,80}\) )?((?:lib|apps|config|priv|test)\/\S{1,200}\.exs?:\d{1,7})/.exec((rows[i] as Row).text);
    if (/^\s{2,12}(?:\([^)]{1,80}\) )?[\w/.-]{1,200}\.(?:exs?|erl|eex):\d/.test((rows[i] as Row).text)) silent.add(i);
    if (!ELIXIR_FOREIGN.test((rows[i] as Row).text)) frame ??= place?.[1];
  }
  return {
    runtime: 'elixir',
    start: at,
    end: i,
    sections: [section(at, at + 1, head[1], head[2] as string, frame)],
    silent,
    uncaught: true,
  };
};
