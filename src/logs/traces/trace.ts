/** A stack trace of any runtime: its exceptions, and which rows are code rather than words. */
import type { Level } from '../levels.ts';

/** A line of the log, or a line of a trace inside a structured one. */
export interface Row {
  text: string;
  said: string;
  /** Index of the line in the log. */
  line: number;
  level: Level | undefined;
  stamped: boolean;
  time: string | undefined;
}

export type Runtime = 'python' | 'node' | 'java' | 'dotnet' | 'go' | 'ruby' | 'php' | 'rust' | 'elixir' | 'perl';

export interface Section {
  type: string | undefined;
  message: string;
  /** The row of its head, and the row after the last one of its message. */
  row: number;
  until: number;
  /** The user's own frame nearest to the fault, `file:line`; not one of the framework or the runtime. */
  frame: string | undefined;
  /** The code of the innermost frames, where the runtime prints it. */
  code: string;
  /** That of the user's own frame alone. */
  ownCode?: string;
  /** It was caught, and the next one came about while it was handled. */
  caught?: boolean;
  /** The message is one line that was broken to fit a terminal: what it says is looked for in the whole. */
  wrapped?: true;
}

export interface Trace {
  runtime: Runtime;
  start: number;
  /** The row after the last. */
  end: number;
  /** The root first, what wrapped it after it. */
  sections: Section[];
  /** Rows with frames, code and properties: no phrase is looked for in them. */
  silent: Set<number>;
  /** The runtime itself says that nothing handled it. */
  uncaught: boolean;
  /** The runtime caught it and went on, as net/http does. */
  handled?: boolean;
}

export type ReadTrace = (rows: readonly Row[], at: number) => Trace | undefined;

export const isBlank = (row: Row | undefined): boolean => row !== undefined && row.text.trim() === '';
export const isIndented = (row: Row | undefined): boolean => row !== undefined && (row.text[0] === ' ' || row.text[0] === '\t');

/** The code of the frames; Node.js shows it above the exception. */
export const codeOf = (trace: Trace, section: Section, rows: readonly Row[]): string =>
  trace.runtime === 'node'
    ? rows
        .slice(trace.start, section.row)
        .map(({ text }) => text.trim())
        .join(' ')
    : section.code;
