/** A configuration file that a program refuses, corrected where it is known how, and otherwise by hand. */

import { keysOf } from '../evidence/evidence.ts';
import type { Fact } from '../logs/fact.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import type { Source } from '../trace/texts/config-source.ts';
import { corrected } from '../trace/texts/config-text.ts';
import { changeKeys, editKeys } from './change-keys.ts';
import { kubectl } from './command.ts';
import { nameSection } from './ini-section.ts';
import { keyFromFile } from './lacking-key.ts';
import { runCommands } from './object.ts';
import { decodeKey, type ObjectKey, readKey, writeKey } from './secret-key.ts';
import type { WorkloadFix } from './workload.ts';
import { isImmutable } from './write-keys.ts';

type Said = Fact<'config-malformed' | 'config-rejected'>;

export function correctFile(source: Source, fact: Said, fix: WorkloadFix): Fix[] {
  const { kind, name, key, text } = source;
  const holder = { sort: kind, name };
  const better = text === undefined || source.template ? undefined : corrected(text, key, fact);
  if (better) {
    if (!better.word || isImmutable(fix, holder)) return [changeKeys(better.what, holder, { [key]: better.text }, fix)];
    return [runCommands(better.what, [throughSed(name, better.word, fix)], fix, { again: true })];
  }
  const issued = kind === 'Secret' ? (lineOfSecret(source, fact, fix) ?? fromFiles(source, fact, fix)) : undefined;
  const decoded = kind === 'Secret' && AT_START.test(fact.quote) ? decodeOnceMore({ object: name, key }, fix) : undefined;
  if (issued) return [...present(decoded), issued];
  const section = nameSection(source, fact, fix);
  if (section) return [section];
  return [editKeys(`correct key ${key}, then start the pods anew`, holder, fix)];
}

/** The very first letter of a JSON text is refused: base64 of one that begins with a brace or a bracket begins with e or W. To YAML it is one long text. */
export const AT_START =
  /line 1 column 1 \(char 0\)|in JSON at position 0\b|Unexpected token '[eW]', "|invalid character '[eW]' looking for beginning of value|cannot unmarshal string into Go value of type struct/;

/** A text that was encoded twice, decoded once more. */
export function decodeOnceMore(place: ObjectKey, fix: WorkloadFix): Fix | undefined {
  const command = decodeKey(place, fix);
  const text = `decode key ${place.key} of Secret ${place.object} once more, without showing it; nothing is written where it is not base64`;
  return command === undefined ? undefined : runCommands(text, [command], fix, { again: true });
}

/** A certificate and its key are issued together, and the Secret has them under these names (kubernetes.io/tls). */
const PAIR: Record<string, string> = { 'tls.crt': 'tls.key', 'tls.key': 'tls.crt' };

/** No value of a Secret is read, and an editor shows it in base64. */
function fromFiles({ kind, name, key }: Source, { fields, quote }: Said, fix: WorkloadFix) {
  const { evidence, subject } = fix;
  const keys = keysOf('Secret', name, subject.namespace, evidence) ?? [];
  const other = PAIR[key];
  const both = other && keys.includes(other) && /certificate|key/i.test(fields.detail ?? quote) ? [other] : [];
  const what =
    both.length > 0
      ? `write ${key} and ${other} of Secret ${name} anew, as they were issued together`
      : `write key ${key} of Secret ${name} anew`;
  const pem = /PEM/.test(quote) ? ': PEM as it is, not base64 of it' : '';
  return keyFromFile({ kind, name, file: key }, `${what}${pem}`, fix, both);
}

/** Redis shows the whole line and its number: that one is put right in passing, and the rest, which may hold a password, is seen by nobody. */
function lineOfSecret({ name, key }: Source, fact: Said, fix: WorkloadFix): Fix | undefined {
  const { line, token } = fact.fields;
  if (!fact.phrase.startsWith('stores/redis-config') || !line || token === undefined || isImmutable(fix, { sort: 'Secret', name }))
    return undefined;
  const before = '\n'.repeat(Number(line) - 1);
  const better = corrected(`${before}${token}\n`, key, fact);
  const to = better?.text.startsWith(before) ? better.text.slice(before.length).replace(/\n$/, '') : undefined;
  if (!better || to === undefined || !/^[\w .:*-]{0,200}$/.test(to)) return undefined;
  const read = readKey({ object: name, key }, fix.subject.namespace, fix.evidence);
  const filter = `base64 -d | sed '${line}${to === '' ? 'd' : `s/.*/${to}/`}' | base64 | tr -d '\\n'`;
  const written = writeKey({ object: name, key }, `${read} | ${filter}`, fix);
  return written === undefined ? undefined : runCommands(better.what, [written], fix, { again: true });
}

/** The text goes from the cluster back into the cluster; nobody sees it. Of the ends of words not every sed knows \b. */
function throughSed(name: string, { from, to }: { from: string; to: string }, { evidence, subject: { namespace } }: WorkloadFix): string {
  const read = kubectl(evidence, namespace, ['get', 'configmap', name, '-o', 'yaml']);
  return `${read} | sed -e 's/${from}$/${to}/' -e 's/${from}\\([^[:alnum:]_]\\)/${to}\\1/' | ${kubectl(evidence, namespace, ['replace', '-f', '-'])}`;
}
