import { thrownBy } from '../evidence/end.ts';
import { attemptProof, configMapProof, keyObject, logProof } from '../evidence/proof.ts';
import { editKeys } from '../fixes/change-keys.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { codeAbove } from '../logs/code-above.ts';
import { CSV, fileRead } from '../trace/files/file-read.ts';
import { unevenRow } from '../trace/texts/table-rows.ts';
import { type Cause, RUNG } from './cause.ts';

export const rowUneven: Cause = {
  id: 'row-uneven',
  title: 'a row of a table that it reads from a ConfigMap has fewer or more columns than the first',
  tier: 'kubernetes',
  covers: ['cfg.malformed-file', 'cfg.bad-value', 'app.python-traceback'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const thrown = thrownBy(subject);
    if (!thrown) return undefined;
    const { log, fact, type, message, frame, words } = thrown;
    const [, is, blanks] = FORMS.find(([form]) => form.test(words)) ?? [];
    // What it was started with is no row.
    if (OF_START.test(codeAbove(fact, log) ?? '')) return undefined;
    const file = is && fileRead(log, subject, evidence, CSV);
    const row = file && unevenRow(file.text, is, blanks as 'skipped' | 'read');
    const [, wants, has] = /\(expected (\d{1,6})(?:, got (\d{1,6}))?\)/.exec(message) ?? [];
    const told = /\bline (\d{1,7})\b/.exec(message)?.[1];
    if (!row || (wants && Number(wants) !== row.wants) || (told && Number(told) !== row.line)) return undefined;
    // Of a blank line csv.reader makes a row without columns, and split one with an empty column.
    if (has && Number(has) !== row.has && !(row.quote.trim() === '' && Number(has) === 0)) return undefined;
    const { container, namespace } = subject;
    const { name, key, path } = file;
    const isBlank = row.quote.trim() === '';
    const fix = new WorkloadFix(subject, evidence);
    return {
      summary: `container ${container.name} cannot use line ${row.line} of ${path}, key ${key} of ConfigMap ${name}: it ${isBlank ? 'is blank' : `has ${row.has} column${row.has === 1 ? '' : 's'}`}, and the first line has ${row.wants}; it ends on ${type ? `${type}: ` : ''}${message.slice(0, 120)}`,
      confidence: 'likely',
      object: keyObject(namespace, name, key),
      proof: [
        logProof(subject, fact),
        configMapProof(name, `${key}, line ${row.line}: ${row.quote.trim() || '(blank)'}`.slice(0, 200)),
        attemptProof(subject),
      ],
      fixes: [
        editKeys(
          `${isBlank ? 'take' : 'correct'} line ${row.line} of key ${key}${isBlank ? ' out' : ''}, then start the pods anew`,
          { sort: 'ConfigMap', name },
          fix,
        ),
      ],
      decides: `whether ${frame ?? 'the program'} was at that line`,
    };
  },
};

const OF_START = /\b(?:sys\.)?argv\b|\bos\.environ\b|\bgetenv\(/;

/** Python's words of a row that is too short: csv.DictReader gives None for what is missing, and skips blank lines; then those of one that is too long. Node.js' of the first. */
const FORMS: readonly (readonly [RegExp, 'fewer' | 'more' | 'other', 'skipped' | 'read'])[] = [
  // Go's encoding/csv (ErrFieldCount), pandas.
  [/\brecord on line \d{1,7}: wrong number of fields$/, 'other', 'skipped'],
  [/\bError tokenizing data\. C error: Expected \d{1,6} fields in line \d{1,7}, saw \d{1,6}/, 'more', 'skipped'],
  [/^TypeError: .{0,120}'NoneType'/, 'fewer', 'skipped'],
  [
    /^AttributeError: 'NoneType' object has no attribute '(?:strip|[lr]strip|split|lower|upper|title|replace|startswith|endswith|isdigit|encode|count|find|format|join)'/,
    'fewer',
    'skipped',
  ],
  [/^TypeError: Cannot read properties of undefined/, 'fewer', 'read'],
  [/^(?:IndexError: list index out of range|ValueError: not enough values to unpack)/, 'fewer', 'read'],
  [/^ValueError: too many values to unpack/, 'more', 'skipped'],
];
