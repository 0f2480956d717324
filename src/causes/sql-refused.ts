import { decidedBy } from '../evidence/end.ts';
import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { attemptProof, keyObject, lineProof, logProof, logStep } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { copiedRow } from '../findings/copied-row.ts';
import { psqlVariable } from '../findings/psql-variable.ts';
import { beforeWords, madeBefore } from '../findings/sql-made-before.ts';
import { changeKeys, editKeys } from '../fixes/change-keys.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { Fact } from '../logs/fact.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { type FileAtWork, filesAtWork } from '../trace/files/file-at-work.ts';
import { configFiles } from '../trace/files/mounted-file.ts';
import type { WrongTable } from '../trace/texts/sql.ts';
import { columnsOf, type SqlRepair, sqlRepair } from '../trace/texts/sql-repair.ts';
import { typeOf, wordsOf } from '../trace/texts/sql-words.ts';
import { type Cause, RUNG } from './cause.ts';

export const sqlRefused: Cause = {
  id: 'sql-refused',
  title: 'the database refuses a statement of a mounted file',
  tier: 'kubernetes',
  covers: ['dep.migration', 'init.crash', 'cfg.malformed-file'],
  // Of a file of SQL it knows more than what is said of any file.
  rung: RUNG.confirmed - 1,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'exception', 'migration-failed', 'fatal-line', 'config-malformed');
    const fix = new WorkloadFix(subject, evidence);
    const row = fact && copiedRow(fact, fix);
    if (row) return row;
    const files = fact ? filesAtWork(fact, subject, evidence).filter(({ key }) => isSql(key)) : [];
    if (!fact || files.length === 0) return undefined;
    const unset = files[0] && psqlVariable(fact, files[0], fix);
    if (unset) return unset;
    const at = refusedAt(fact, files, subject, evidence);
    if (!at) return undefined;
    const { file, line, quote, better } = at;
    const { container, namespace } = subject;
    const where = line === undefined ? '' : `, line ${line} ("${quote?.slice(0, 80)}")`;
    const before = madeBefore(fact, file, subject, evidence);
    const { first, later } = before;
    return {
      summary: `${subject.kind === 'init' ? 'init container' : 'container'} ${container.name} fails at ${file.key} (ConfigMap ${file.name})${where}: ${wordsOf(fact).slice(0, 160)}${beforeWords(before)}`,
      confidence: better && !before.isOwn ? 'certain' : 'likely',
      object: keyObject(namespace, file.name, file.key),
      proof: [
        logProof(subject, fact),
        ...present(
          file.quote !== fact.quote && { step: logStep(subject), quote: file.quote },
          line !== undefined && lineProof(file, line, quote),
          later && lineProof({ name: file.name, key: later.key }, later.line, later.text),
        ),
        attemptProof(subject),
      ],
      fixes: [repairOf(at, later, wordsOf(fact), fix)],
      ...(first ? { leadsTo: [{ namespace, name: first.metadata.name }] } : {}),
      decides: 'the whole statement in that file, and what the database holds already',
    };
  },
};

interface RefusedAt {
  file: FileAtWork;
  /** 1-based, with its text; undefined where nothing tells it. */
  line: number | undefined;
  quote: string | undefined;
  better: SqlRepair['better'];
}

/** The file with what the words mean, best one that can be corrected; else the last one that the log names, where a database speaks. */
function refusedAt(fact: Fact, files: readonly FileAtWork[], subject: Subject, evidence: Evidence): RefusedAt | undefined {
  const made = configFiles(subject, evidence).flatMap(({ key, text }) => (isSql(key) ? columnsOf(valueOf(text) ?? '') : []));
  const tried = files.flatMap((file) => {
    const found = sqlRepair(wordsOf(fact), file.text, [...new Set(made)]);
    return found ? [{ file, ...found }] : [];
  });
  const found = tried.find(({ better }) => better) ?? tried[0];
  if (found) return found;
  // The line at which the statement ends.
  const told = PSQL.exec(fact.quote)?.[1];
  const file = OF_DATABASE.test(typeOf(fact)) || told ? files[0] : undefined;
  const line = told ? Number(told) : undefined;
  return file && { file, line, quote: line === undefined ? undefined : file.text.split('\n')[line - 1]?.trim(), better: undefined };
}

function repairOf({ file, line, quote, better }: RefusedAt, later: WrongTable | undefined, words: string, fix: WorkloadFix): Fix {
  const object = { sort: 'ConfigMap', name: file.name } as const;
  if (!better) {
    const what = beforeIt(words, quote) ?? `correct ${line === undefined ? '' : `line ${line} of `}key ${file.key}`;
    return editKeys(`${what}, then start the pods anew`, object, fix);
  }
  return changeKeys(
    `${better.what} in key ${file.key}${later ? `, and write ${later.near} in line ${later.line} of key ${later.key}` : ''}`,
    object,
    { [file.key]: better.text, ...(later ? { [later.key]: later.corrected } : {}) },
    fix,
  );
}

/** Errors of the drivers of databases, as Python's DB-API names them (PEP 249), Node.js's and Java's own. */
const OF_DATABASE =
  /^(?:sqlite3|psycopg\d?|asyncpg|pymysql|MySQLdb|sqlalchemy)\.|^(?:Operational|Programming|Integrity|Database|Data)Error$|SQLException|SqliteError/;

/** psql:/migrations/V3.sql:2: ERROR: … (src/bin/psql/common.c, psql_error). */
const PSQL = /^psql:\/[^\s:]{1,300}:(\d{1,7}): (?:ERROR|FATAL): /;

/** What the rows that are there keep it from. */
function beforeIt(words: string, statement = ''): string | undefined {
  const [, column, table] = /column "(\w{1,63})" of relation "(\w{1,63})" contains null values/.exec(words) ?? [];
  if (column && /\badd (?:column )?/i.test(statement))
    return `give ${column} a default, for the rows that are there (default …), or set it not null only when they are filled`;
  if (column) return `give ${column} a value before it where a row has none (update ${table} set ${column} = … where ${column} is null)`;
  return /could not create unique index/.test(words) ? 'take out before it, or change, the rows that are there twice' : undefined;
}

const isSql = (key: string) => /\.sql$/i.test(key);
