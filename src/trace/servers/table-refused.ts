/** The refusal for which a table was never made: what makes it, in the same log, was not let into the schema, and what ran it went on. */
import type { Fact } from '../../logs/fact.ts';
import { decisiveFact, type LogReading } from '../../logs/reading.ts';

export function tableRefused(log: LogReading | undefined): Fact<'request-refused'> | undefined {
  const missing = decisiveFact(log, 'table-missing');
  return (
    missing &&
    log?.facts.findLast(
      (fact): fact is Fact<'request-refused'> =>
        fact.kind === 'request-refused' &&
        fact.line < missing.line &&
        (fact.fields as { what: string }).what === 'no-right' &&
        /^schema /.test((fact.fields as { object?: string }).object ?? ''),
    )
  );
}

export const lackingTable = (log: LogReading | undefined): string => {
  const table = decisiveFact(log, 'table-missing')?.fields.table;
  return table === undefined ? 'its table' : `table ${table}`;
};
