/** The name of a variable, in a file that a ConfigMap brings, that a program took for text: listen ${PORT}; */
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { only } from '../../only.ts';
import { isForShell } from '../programs/start-text.ts';
import { fileOf, type Setting, settingsOf } from '../settings/settings.ts';
import { isCode } from '../settings/value-named.ts';

export interface Placeholder {
  /** As it is written: "${PORT}". */
  text: string;
  name: string;
  file: Setting;
  /** Those that have it, counted from 1. */
  lines: [number, ...number[]];
}

/** As a shell and envsubst read them, or the kubelet. A name without braces may be a word of its own in small letters. */
const FORM = /\$\{([A-Za-z_]\w{0,100})(?::-[^{}$\n]{0,100})?\}|(?<![\w$])\$(?:([A-Z][A-Z0-9_]{2,100})(?!\w)|\(([A-Z][A-Z0-9_]{2,100})\))/g;

/** The first one that these words repeat, and that stands in one file alone; scripts and programs have variables of their own. */
export function placeholderIn(said: string, subject: Subject, evidence: Evidence): Placeholder | undefined {
  const settings = settingsOf(subject, evidence);
  for (const [text, braced, bare, bracketed] of said.matchAll(FORM)) {
    const holders = settings.filter(({ written = '' }) => written.includes(text));
    const file = only(holders);
    const path = file && fileOf(file);
    if (!file || path === undefined || isForShell(file) || (isCode(path) && !isFilledByProgram(path))) continue;
    const lines = (file.written as string).split('\n').flatMap((line, at) => (line.includes(text) ? [at + 1] : []));
    const [line, ...more] = lines;
    if (line !== undefined) return { text, name: (braced ?? bare ?? bracketed) as string, file, lines: [line, ...more] };
  }
  return undefined;
}

/** With the values that are known in place of the names. */
export const filledIn = (text: string, valueOf: (name: string) => string | undefined): string =>
  text.replace(FORM, (whole, braced, bare, bracketed) => valueOf(braced ?? bare ?? bracketed) ?? whole);

/** Spring, Quarkus and Micronaut (application.yml), Telegraf, Apache and the templates of nginx's image put variables into their own files, and leave the names of those that are not set. */
const FILLS =
  /\/(?:etc\/nginx\/templates\/[\w./-]{1,200}\.template|(?:application|bootstrap)(?:-[\w-]{1,40})?\.(?:ya?ml|properties)|telegraf\.(?:conf|d\/[\w.-]{1,100})|httpd[\w.-]{0,40}\.conf|(?:apache2|httpd)\/(?:[\w.-]{1,60}\/){0,4}[\w.-]{1,100}\.conf)$/;

/** The program that reads the file replaces the names in it itself. */
export const isFilledByProgram = (path: string): boolean => FILLS.test(path);
