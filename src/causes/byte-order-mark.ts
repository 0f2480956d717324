import { decidedBy } from '../evidence/end.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { attemptProof, keyObject, lineProof, logProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { changeKey } from '../fixes/change-keys.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { Fact } from '../logs/fact.ts';
import { only } from '../only.ts';
import { fileOf, type Setting, settingsOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

/** As our reading shows it. */
const MARK = '<U+FEFF>';
/** As programs repeat it: in their language's escapes, or, as Go's encoding/json does, its first byte alone. */
const SHOWN = /<U\+FEFF>|\\ufeff|\\u\{feff\}|\\xef\\xbb\\xbf|invalid character 'ï' looking for beginning of value/i;

export const byteOrderMark: Cause = {
  id: 'byte-order-mark',
  title: 'a file begins with a byte order mark, which its reader takes for a part of the first word',
  tier: 'kubernetes',
  covers: ['cfg.malformed-file'],
  rung: RUNG.confirmed - 1, // the first word, as the program sees it, is not the one that anybody reads

  detect(subject, evidence) {
    const fact = decidedBy(subject);
    // Of JSON that it shows, its own reader knows better what to do.
    if (!fact || subject.attempt?.exitCode === 0 || (/json/.test(fact.phrase) && !SHOWN.test(fact.quote))) return undefined;
    const file = only(markedFiles(subject, evidence).filter((one) => isMet(one, fact)));
    if (file?.place.kind !== 'configmap') return undefined;
    const { object, key, path = key } = file.place;
    const [first = ''] = file.written?.split('\n') ?? [];
    const bare = file.written?.slice(MARK.length) ?? '';
    const fix = new WorkloadFix(subject, evidence);
    return {
      summary: `container ${subject.container.name} reads ${path}, which begins with a byte order mark (U+FEFF): it is no sign that anybody sees, and to the program a part of the first word, ${wordOf(file)}; the file is key ${key} of ConfigMap ${object}`,
      confidence: SHOWN.test(fact.quote) ? 'certain' : 'likely',
      object: keyObject(subject.namespace, object, key),
      proof: [logProof(subject, fact), lineProof({ name: object, key }, 1, first.slice(0, 150)), attemptProof(subject)],
      fixes: [changeKey(`take the byte order mark off the beginning of key ${key}`, { name: object, key }, bare, fix)],
      decides: `how the program reads ${path}: some readers take such a mark off`,
    };
  },
};

const markedFiles = (subject: Subject, evidence: Evidence): Setting[] =>
  settingsOf(subject, evidence).filter((one) => fileOf(one) !== undefined && one.written?.startsWith(MARK));

const wordOf = ({ written = '' }: Setting): string => /^[^\w]{0,3}([\w.-]{1,60})/.exec(written.slice(MARK.length))?.[1] ?? '';

/** The program repeats the mark, stumbles in the first line of the file, or does not find the first word. Readers of YAML take the mark off (YAML 1.2, 5.2). */
function isMet(file: Setting, { kind, fields, quote }: Fact): boolean {
  if (SHOWN.test(quote)) return true;
  // The kernel finds no #! at its beginning.
  if (kind === 'exec-format') return (fields as { path?: string }).path === fileOf(file);
  if (/\.ya?ml$/.test(fileOf(file) ?? '')) return false;
  const { file: named, line } = fields as { file?: string; line?: number };
  const word = wordOf(file);
  return (named === fileOf(file) && (line ?? 1) <= 1) || (word !== '' && quote.split(/["'`]/).includes(word));
}
