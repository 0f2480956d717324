/** The row of a mounted file that PostgreSQL does not take into a table. */
import { loggedLines } from '../evidence/end.ts';
import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, keyObject, lineProof, logProof, logStep } from '../evidence/proof.ts';
import { editKeys } from '../fixes/change-keys.ts';
import { repairFile } from '../fixes/file-value.ts';
import type { WorkloadFix } from '../fixes/workload.ts';
import type { Fact } from '../logs/fact.ts';
import { only } from '../only.ts';
import { configFiles } from '../trace/files/mounted-file.ts';
import { withPoint } from '../trace/settings/value-in-file.ts';
import type { Match } from './match.ts';

/** CONTEXT:  COPY sales, line 4, column amount: "4,80"; or the whole row (src/backend/commands/copyfromparse.c, CopyFromErrorCallback). */
const CONTEXT = /^(?:psql:\S{1,300}: )?CONTEXT: {1,2}COPY (\w{1,63}), line (\d{1,9})(?:, column (\w{1,63}))?(?:: "(.{0,300})")?$/;
/** So many lines of the log stand between: DETAIL, HINT. */
const BELOW = 4;

export function copiedRow(fact: Fact, fix: WorkloadFix): Match | undefined {
  const { subject, evidence } = fix;
  const lines = loggedLines(subject);
  const context = lines.slice(fact.line, fact.line + BELOW).find((line) => CONTEXT.test(line));
  const [, table, number = '', column, text = ''] = CONTEXT.exec(context ?? '') ?? [];
  if (context === undefined || text === '') return undefined;
  const rows = configFiles(subject, evidence).flatMap(({ path, name, key, text: known }) => {
    const all = valueOf(known)?.split('\n') ?? [];
    // COPY counts the line with the names too; what is cut off before it is not.
    const told = Number(number) - 1;
    const at = all[told]?.includes(text) ? told : only(all.flatMap((line, index) => (line.includes(text) ? [index] : [])));
    return at === undefined || /\.sql$/i.test(key)
      ? []
      : [{ path, name, key, text: all.join('\n'), line: at + 1, quote: all[at] as string }];
  });
  const row = only(rows);
  if (!row) return undefined;
  const words = fact.quote.replace(/^psql:\S{1,300}: /, '').replace(/^ERROR: {1,2}/, '');
  const expected = /for type (?:numeric|double precision|real)\b/.test(words) ? 'a number' : undefined;
  return {
    summary: `container ${subject.container.name} copies ${row.path} (key ${row.key} of ConfigMap ${row.name}) into table ${table}, which does not take its line ${row.line}${column ? `, column ${column}: "${text.slice(0, 80)}"` : ` ("${text.slice(0, 80)}")`}: ${words.slice(0, 160)}`,
    confidence: 'certain',
    object: keyObject(subject.namespace, row.name, row.key),
    proof: [
      logProof(subject, fact),
      { step: logStep(subject), quote: context.trim() },
      lineProof(row, row.line, row.quote.trim()),
      attemptProof(subject),
    ],
    fixes: [
      column && withPoint(text, expected) !== undefined
        ? repairFile(row, text, expected, fix)
        : editKeys(`correct line ${row.line} of key ${row.key}, then start the pods anew`, { sort: 'ConfigMap', name: row.name }, fix),
    ],
  };
}
