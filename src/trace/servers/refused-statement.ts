/** What a program asked of a table that PostgreSQL refused: the server writes the statement below its error (log_min_error_statement). */
import { valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';

export interface RefusedStatement {
  table: string;
  schema: string | undefined;
  /** What has to be granted for it. */
  rights: string;
  quote: string;
}

/** UPDATE and DELETE read the columns of their WHERE (postgresql.org/docs/current/sql-update.html, sql-delete.html). */
const RIGHTS: Readonly<Record<string, string>> = { SELECT: 'SELECT', INSERT: 'INSERT', UPDATE: 'SELECT, UPDATE', DELETE: 'SELECT, DELETE' };
const REACH = 4;

/** `pending` until the server's log is read. */
export function refusedStatement(object: string | undefined, behind: Subject | undefined): RefusedStatement | 'pending' | undefined {
  const table = /^table ([A-Za-z_]\w{0,62})$/.exec(object ?? '')?.[1];
  if (!table || !behind) return undefined;
  const known = behind.currentLog();
  if (known.state === 'pending') return 'pending';
  const lines = valueOf(known)?.lines ?? [];
  const at = lines.findLastIndex((line) => line.endsWith(`ERROR:  permission denied for table ${table}`));
  const quote = at < 0 ? undefined : lines.slice(at + 1, at + REACH).find((line) => line.includes('STATEMENT:  '));
  const statement = quote?.slice(quote.indexOf('STATEMENT:  ') + 12).trim() ?? '';
  const rights = RIGHTS[/^[a-z]{1,10}/i.exec(statement)?.[0].toUpperCase() ?? ''];
  if (!quote || !rights) return undefined;
  const schema = new RegExp(`"?\\b([A-Za-z_]\\w{0,62})"?\\."?${table}\\b`).exec(statement)?.[1];
  return { table, schema, rights, quote: quote.slice(0, 200) };
}
