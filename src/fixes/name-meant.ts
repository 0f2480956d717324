/** A name that a program uses and nothing in it defines, where a ConfigMap brings the program: the one that was meant. */
import { valueOf } from '../evidence/evidence.ts';
import { nearestOther } from '../nearest.ts';
import type { Fix } from '../report.ts';
import type { CodeInConfig } from '../trace/files/code-in-config.ts';
import { meantInNode, meantInPython } from '../trace/programs/language-names.ts';
import { changeKey } from './change-keys.ts';
import type { WorkloadFix } from './workload.ts';

/** CPython suggests a name of its scopes, or of the object (Python/suggestions.c); V8 and older Pythons say nothing. */
const UNDEFINED = /^(?:name '(\w{1,80})' is not defined|([A-Za-z_$][\w$]{0,79}) is not defined$)/;
const NO_MEMBER = /^.{1,100} has no attribute '(\w{1,80})'/;
const SUGGESTED = /\. Did you mean: '(\w{1,80})'\?/;
/** What makes a name: x = 1, x, y = …, def x(, class X, import x, for x in, const x, function x(, catch (x), x => … */
const DEFINES =
  /(?:^|[\s(,;{])(?:(?:def|class|function|const|let|var|import|as|for|catch \()\s*([A-Za-z_$][\w$]*)|([A-Za-z_$][\w$]*)\s*(?:=(?!=)|=>|:\s*\w+\s*=(?!=)))/gm;

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
  const own = name === undefined ? undefined : nearestOther(name, [...new Set(defined)]);
  const ofLanguage =
    own !== undefined ? undefined : python !== undefined ? meantInPython(python, code.quote) : node && meantInNode(node, code.quote);
  const meant = suggested ?? own ?? ofLanguage;
  if (meant === undefined) return undefined;
  const form = new RegExp(`${member === undefined ? '(?<![\\w.$\'"`])' : '(?<=\\.)'}${wrong.replaceAll('$', '\\$')}(?![\\w$'"\`])`, 'g');
  const lines = text.split('\n');
  const to = lines.map((line, at) => (name !== undefined || at === code.line - 1 ? line.replace(form, () => meant) : line)).join('\n');
  if (to === text) return undefined;
  return changeKey(
    `write ${meant} for ${wrong} in key ${code.key}${suggested ? ', as Python suggests' : own ? ', the name of its own that is nearest' : ', which the language has'}`,
    code,
    to,
    fix,
  );
}
