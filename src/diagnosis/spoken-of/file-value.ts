/** The value in a file of a ConfigMap that the line of code which fails works on, or the condition behind which it says its last words: assert settings["retries"] > 0. */

import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import { configMapProof, keyObject } from '../../evidence/proof.ts';
import type { Subject } from '../../evidence/subject.ts';
import { repairFile } from '../../fixes/file-value.ts';
import { WorkloadFix } from '../../fixes/workload.ts';
import { codeAbove } from '../../logs/code-above.ts';
import { decisiveFact } from '../../logs/reading.ts';
import { only } from '../../only.ts';
import type { Finding } from '../../report.ts';
import { configFiles } from '../../trace/files/mounted-file.ts';
import { saidInCode } from '../../trace/programs/said-in-code.ts';
import { entriesOf } from '../../trace/texts/entries.ts';
import { asksFor } from '../../trace/texts/hollow-entry.ts';

/** Python's errors at a value that is of the right type. */
const AT_VALUE = /^(?:Assertion|ZeroDivision|Value)Error$/;

export function ofFileValue(finding: Finding, words: string, subject: Subject, evidence: Evidence): Finding | undefined {
  const log = valueOf(subject.log());
  const fact = decisiveFact(log, 'exception');
  const { type = '' } = fact?.fields ?? {};
  const said = fact ? undefined : saidInCode(words, subject, evidence);
  const code =
    log && fact ? (AT_VALUE.test(type) ? codeAbove(fact, log) : undefined) : said?.reads === undefined ? said?.condition : undefined;
  if (!code) return undefined;
  const found = only(
    configFiles(subject, evidence).flatMap(({ path, name, key, text: known }) => {
      const text = valueOf(known);
      return text === undefined
        ? []
        : entriesOf(text, path).flatMap(({ path: names, value }) =>
            value && asksFor(code, names.at(-1) as string) ? [{ path, name, key, text, entry: names.at(-1) as string, value }] : [],
          );
    }),
  );
  // Nothing else divides by zero; and what is so as it is wanted was not refused.
  if (!found || (type === 'ZeroDivisionError' && Number(found.value.text) !== 0) || isAsWanted(code, found.value.text)) return undefined;
  const { name, key, text, entry, value } = found;
  const line = text.slice(0, value.start).split('\n').length;
  const quote = (text.split('\n')[line - 1] as string).trim();
  const fix = new WorkloadFix(subject, evidence);
  return {
    ...finding,
    summary: `${finding.summary.replace(/\.$/, '')}; ${said ? `it says so at ${said.where}, behind "${code.slice(0, 120)}", which` : `the line that fails, "${code.slice(0, 120)}",`} is about ${entry}, which is ${value.text.slice(0, 60)} in line ${line} of key ${key} of ConfigMap ${name}`,
    object: keyObject(subject.namespace, name, key),
    proof: [...finding.proof, configMapProof(name, `${key}, line ${line}: ${quote}`.slice(0, 200))],
    fixes: [
      ...finding.fixes.filter(({ command }) => command !== undefined),
      repairFile({ ...found, line, quote }, value.text, undefined, fix),
    ],
  };
}

const HOLDS: Readonly<Record<string, (value: number, wanted: number) => boolean>> = {
  '>': (value, wanted) => value > wanted,
  '>=': (value, wanted) => value >= wanted,
  '<': (value, wanted) => value < wanted,
  '<=': (value, wanted) => value <= wanted,
};

/** assert settings["retries"] > 0, of a number for which that holds. */
function isAsWanted(code: string, value: string): boolean {
  const [, sign = '', wanted] = /^assert [^<>=,]{1,120}(>=?|<=?)\s*(-?\d{1,12}(?:\.\d{1,6})?)\s*(?:,|$)/.exec(code) ?? [];
  return HOLDS[sign]?.(Number(value), Number(wanted)) ?? false;
}
