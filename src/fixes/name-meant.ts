/** A name that a program uses and nothing in it defines, where a ConfigMap brings the program: the one that was meant. */
import { valueOf } from '../evidence/evidence.ts';
import { nearest } from '../nearest.ts';
import type { Fix } from '../report.ts';
import type { CodeInConfig } from '../trace/files/code-in-config.ts';
import { changeKeys } from './change-keys.ts';
import type { WorkloadFix } from './workload.ts';

/** CPython suggests a name of its scopes, or of the object (Python/suggestions.c); V8 and older Pythons say nothing. */
const UNDEFINED = /^(?:name '(\w{1,80})' is not defined|([A-Za-z_$][\w$]{0,79}) is not defined$)/;
const NO_MEMBER = /^.{1,100} has no attribute '(\w{1,80})'/;
const SUGGESTED = /\. Did you mean: '(\w{1,80})'\?/;
/** What makes a name: x = 1, x, y = …, def x(, class X, import x, for x in, const x, function x(, catch (x), x => … */
const DEFINES =
  /(?:^|[\s(,;{])(?:(?:def|class|function|const|let|var|import|as|for|catch \()\s*([A-Za-z_$][\w$]*)|([A-Za-z_$][\w$]*)\s*(?:=(?!=)|=>|:\s*\w+\s*=(?!=)))/gm;

/** What each language has by itself, of which a slip is as likely (docs.python.org/3/library/functions.html; nodejs.org/api/globals.html). */
const OF_PYTHON =
  'print len range open int float str bool list dict set tuple sorted sum min max abs round enumerate zip map filter isinstance getattr input iter next type any all True False None Exception ValueError KeyError TypeError RuntimeError OSError SystemExit'.split(
    ' ',
  );
const OF_NODE =
  'console process require module exports Buffer setTimeout setInterval clearTimeout clearInterval JSON Math Date Promise Number String Boolean Array Object Error Map Set RegExp parseInt parseFloat isNaN URL fetch undefined global'.split(
    ' ',
  );

export function nameMeant(message: string | undefined, code: CodeInConfig | undefined, fix: WorkloadFix): Fix | undefined {
  const { evidence, subject } = fix;
  const [, python, node] = UNDEFINED.exec(message ?? '') ?? [];
  const name = python ?? node;
  const member = name === undefined ? NO_MEMBER.exec(message ?? '')?.[1] : undefined;
  const text = code && valueOf(evidence.object('configmaps', subject.namespace, code.name))?.data?.[code.key];
  const wrong = name ?? member;
  if (!code || text === undefined || wrong === undefined) return undefined;
  const defined = [...text.matchAll(DEFINES)].map(([, one, other]) => one ?? other ?? '');
  // What another part of it defines is lacking for another reason.
  if (name !== undefined && defined.includes(name)) return undefined;
  const suggested = SUGGESTED.exec(message ?? '')?.[1];
  const known = [...new Set([...defined, ...(python === undefined ? OF_NODE : OF_PYTHON)])];
  const meant = suggested ?? (name === undefined ? undefined : nearest(name, known));
  if (meant === undefined) return undefined;
  const form = new RegExp(`${member === undefined ? '(?<![\\w.$\'"`])' : '(?<=\\.)'}${wrong.replaceAll('$', '\\$')}(?![\\w$'"\`])`, 'g');
  const lines = text.split('\n');
  const to = lines.map((line, at) => (name !== undefined || at === code.line - 1 ? line.replace(form, () => meant) : line)).join('\n');
  if (to === text) return undefined;
  return changeKeys(
    `write ${meant} for ${wrong} in key ${code.key}${suggested ? ', as Python suggests' : ', the name of its own that is nearest'}`,
    { sort: 'ConfigMap', name: code.name },
    { [code.key]: to },
    fix,
  );
}
