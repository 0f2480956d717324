/** A place of a template that nobody has filled in, in a text that is to be YAML, JSON or the like: host: {{ .Values.host }}. */
import { only } from '../../only.ts';

export interface Unfilled {
  /** From 1. */
  line: number;
  /** With its braces. */
  place: string;
}

/** Within quotation marks it is a text like any other, and some programs fill such texts in themselves (Prometheus, Alertmanager). */
const PLACE = /^[^'"#]*[:=,[-]\s*(\{\{-?\s*[$.\w][^{}\n]{0,120}\}\})\s*[,\]]?\s*$/;

/** The one in that line; where no line is known, the only one of the text. */
export function unfilledIn(text: string, line: number | undefined): Unfilled | undefined {
  const found = text.split('\n').flatMap((one, at): Unfilled[] => {
    const place = (/^\s*"[^"]*"\s*:(.*)$/.exec(one) ? PLACE.exec(one.slice(one.indexOf('":') + 1)) : PLACE.exec(one))?.[1];
    return place ? [{ line: at + 1, place }] : [];
  });
  return line === undefined ? only(found) : found.find((one) => one.line === line);
}

/** The line, from 1, at which a merge began that nobody has finished: git leaves both texts between these marks. */
export function conflictIn(text: string): number | undefined {
  const lines = text.split('\n');
  const at = lines.findIndex((line) => /^\s*<{7} \S/.test(line));
  return at >= 0 && lines.slice(at).some((line) => /^\s*>{7} \S/.test(line)) ? at + 1 : undefined;
}
