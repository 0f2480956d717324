/** The line of a start script that gives a variable the value with which its program was started. */
import { escaped } from '../../escaped.ts';
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { only } from '../../only.ts';
import { inHereDocument } from './here-document.ts';
import { type StartText, startText } from './start-text.ts';

export interface Assigned {
  name: string;
  start: StartText;
  /** 1-based, and as it is written. */
  line: number;
  quote: string;
  /** What stands behind the equals sign is the output of this command. */
  command: string | undefined;
  /** The script without that line. */
  without: string;
}

const COMMAND = /^"?(?:\$\((?!\()(.{1,300})\)|`([^`]{1,300})`)"?$/;

/** Undefined where no line of its own does, several do, or it gives another value for sure. */
export function assignedInScript(name: string, value: string, subject: Subject, evidence: Evidence): Assigned | undefined {
  const start = startText(subject, evidence);
  if (!start) return undefined;
  const lines = start.text.split('\n');
  const isText = inHereDocument(lines);
  const form = new RegExp(`^\\s*(?:export\\s+)?${escaped(name)}=(.{0,400}?)\\s*;?\\s*$`);
  const found = only(
    lines.flatMap((quote, at) => {
      const given = isText(at) ? undefined : form.exec(quote)?.[1];
      return given === undefined ? [] : [{ quote: quote.trim(), at, given }];
    }),
  );
  if (!found || !(/[$`]/.test(found.given) || found.given.replace(/^(["'])(.*)\1$/, '$2') === value)) return undefined;
  const [, substituted, old] = COMMAND.exec(found.given) ?? [];
  return {
    name,
    start,
    line: found.at + 1,
    quote: found.quote,
    command: substituted ?? old,
    without: lines.filter((_, at) => at !== found.at).join('\n'),
  };
}
