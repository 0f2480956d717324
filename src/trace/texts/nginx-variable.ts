/**
 * A variable of the environment in a text of nginx, which has variables of its own and puts no others in: the official image does that
 * with its templates alone (nginx/docker-nginx:entrypoint/20-envsubst-on-templates.sh). nginx writes their names in small letters
 * (src/http/ngx_http_variables.c).
 */

import { escaped } from '../../escaped.ts';
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { type Setting, variablesOf } from '../settings/settings.ts';

const formOf = (name: string, flags: string) => new RegExp(`\\$(?:\\{${escaped(name)}\\}|${escaped(name)}\\b)`, flags);

/** Does the text have this variable, in whatever letters? */
export const usesVariable = (text: string, name: string): boolean => formOf(name, 'i').test(text);

export interface Unexpanded {
  variable: Setting;
  /** The text with the values of all such variables in it; undefined where one of them cannot be told, or does not fit. */
  expanded: string | undefined;
}

export function unexpanded(text: string, name: string, subject: Subject, evidence: Evidence): Unexpanded | undefined {
  // A name of nginx's own has small letters only.
  const used = variablesOf(subject, evidence).filter((one) => one.name && /[A-Z]/.test(one.name) && formOf(one.name, '').test(text));
  const variable = used.find((one) => one.name?.toLowerCase() === name.toLowerCase());
  if (!variable) return undefined;
  const fits = used.every(({ value }) => value !== undefined && /^[\w.:/@,-]+$/.test(value));
  const expanded = fits
    ? used.reduce((result, { name = '', value = '' }) => result.replace(formOf(name, 'g'), () => value), text)
    : undefined;
  return { variable, expanded };
}
