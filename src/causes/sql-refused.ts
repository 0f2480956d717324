import { decidedBy } from '../evidence/end.ts';
import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { attemptProof, keyObject, lineProof, logProof, logStep } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { copiedRow } from '../findings/copied-row.ts';
import { psqlVariable } from '../findings/psql-variable.ts';
import { changeKeys, editKeys } from '../fixes/change-keys.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { isFromApi, volumeOf } from '../kube/pod.ts';
import type { Pod } from '../kube/shapes.ts';
import type { Fact } from '../logs/fact.ts';
import { present } from '../present.ts';
import { filesAtWork } from '../trace/files/file-at-work.ts';
import { configFiles } from '../trace/files/mounted-file.ts';
import { firstTry } from '../trace/objects/first-try.ts';
import { strangeTable, type WrongTable } from '../trace/texts/sql.ts';
import { columnsOf, sqlRepair } from '../trace/texts/sql-repair.ts';
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
    const made = configFiles(subject, evidence).flatMap(({ key, text }) => (isSql(key) ? columnsOf(valueOf(text) ?? '') : []));
    const tried = files.flatMap((file) => {
      const found = sqlRepair(wordsOf(fact), file.text, [...new Set(made)]);
      return found ? [{ file, ...found }] : [];
    });
    const [found] = [...tried.filter(({ better }) => better), ...tried];
    // The line at which the statement ends.
    const told = PSQL.exec(fact.quote)?.[1];
    const file = found?.file ?? (OF_DATABASE.test(typeOf(fact)) || told ? files[0] : undefined);
    if (!file) return undefined;
    const { container, namespace } = subject;
    const { line = told ? Number(told) : undefined, better } = found ?? {};
    const quote = found?.quote ?? (line === undefined ? undefined : file.text.split('\n')[line - 1]?.trim());
    const where = line === undefined ? '' : `, line ${line} ("${quote?.slice(0, 80)}")`;
    const before = madeBefore(fact, file, subject, evidence);
    const { first, later } = before;
    const whole = line === undefined ? '' : `line ${line} of `;
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
      fixes: [
        better
          ? changeKeys(
              `${better.what} in key ${file.key}${later ? `, and write ${later.near} in line ${later.line} of key ${later.key}` : ''}`,
              { sort: 'ConfigMap', name: file.name },
              { [file.key]: better.text, ...(later ? { [later.key]: later.corrected } : {}) },
              fix,
            )
          : editKeys(
              `${beforeIt(wordsOf(fact), quote) ?? `correct ${whole}key ${file.key}`}, then start the pods anew`,
              { sort: 'ConfigMap', name: file.name },
              fix,
            ),
      ],
      ...(first ? { leadsTo: [{ namespace, name: first.metadata.name }] } : {}),
      decides: 'the whole statement in that file, and what the database holds already',
    };
  },
};

/** Who has made what is there already, as a database refuses to make it again. */
interface MadeBefore {
  /** The pod with which its Job tried first. */
  first: Pod | undefined;
  /** What began empty with this pod was filled by its own runs. */
  isOwn: boolean;
  /** Where those fell: at a table that no statement makes, further down. */
  later: WrongTable | undefined;
}

function madeBefore(fact: Fact, file: { name: string; key: string }, subject: Subject, evidence: Evidence): MadeBefore {
  const isAgain = AGAIN.test(wordsOf(fact));
  const first = isAgain ? firstTry(wordsOf(fact), subject, evidence) : undefined;
  const isOwn = isAgain && first === undefined && isOfThisPod(typeOf(fact), subject);
  const strange = isOwn ? strangeTable(subject, evidence) : undefined;
  return { first, isOwn, later: strange?.object === file.name && strange.key > file.key ? strange : undefined };
}

function beforeWords({ first, isOwn, later }: MadeBefore): string {
  if (first) return `; pod ${first.metadata.name}, with which its Job tried first, may have made what is there already`;
  if (!isOwn) return '';
  const fell = later
    ? `${later.key}, line ${later.line}, names a table that no statement makes; ${later.near} is near`
    : 'of what, its log would tell, which is gone';
  return `; its volume began empty with this pod, so an earlier run of the container made that, and fell later: ${fell}`;
}

/** Errors of the drivers of databases, as Python's DB-API names them (PEP 249), Node.js's and Java's own. */
const OF_DATABASE =
  /^(?:sqlite3|psycopg\d?|asyncpg|pymysql|MySQLdb|sqlalchemy)\.|^(?:Operational|Programming|Integrity|Database|Data)Error$|SQLException|SqliteError/;

const AGAIN = /already exists|duplicate (?:key|entry|column)/i;

/** SQLite's database is a file, on the only sort of volume that the container can write to. */
function isOfThisPod(type: string, { pod, container, status }: Subject): boolean {
  if (!/sqlite/i.test(type) || (status?.restartCount ?? 0) === 0) return false;
  const volumes = (container.volumeMounts ?? []).flatMap(({ name }) => volumeOf(pod, name) ?? []);
  const kept = volumes.filter((one) => !isFromApi(one));
  return kept.length > 0 && kept.every(({ emptyDir }) => emptyDir !== undefined);
}

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

const typeOf = ({ fields }: { fields: object }) => ('type' in fields && typeof fields.type === 'string' ? fields.type : '');

const isSql = (key: string) => /\.sql$/i.test(key);

/** The database's own words, without the name of the error's class. */
function wordsOf({ quote, fields }: { quote: string; fields: object }): string {
  const { message, detail, tool } = fields as { message?: string; detail?: string; tool?: string };
  return message ?? (tool === 'flyway' || tool === 'liquibase' ? detail : undefined) ?? quote;
}
