/** What a server refuses of a program that it lets in, and what makes it so: on the server's side, in the program's settings, or by a rule. */
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import type { Fact } from '../../logs/fact.ts';
import { decisiveFact } from '../../logs/reading.ts';
import { type Setting, settingsOf } from '../settings/settings.ts';
import { type AclRule, aclRule, lacksCommand } from './redis-acl.ts';
import { type DatabaseNumber, databaseNumber } from './redis-database.ts';
import { REFUSALS, type Refusal } from './refusals.ts';
import { namedBy, userOf } from './refused-names.ts';
import { type RefusedStatement, refusedStatement } from './refused-statement.ts';
import { renamedCommand } from './renamed-command.ts';
import { type Server, serverOf, serverSubject } from './server.ts';
import { type Complaint, complaintOf } from './server-complaint.ts';
import { type ServerSetting, serverSetting } from './server-setting.ts';
import { lackingTable, tableRefused } from './table-refused.ts';

export interface RefusedRequest {
  fact: Fact<'request-refused'>;
  refusal: Refusal;
  /** What the log says in the end, and the table that is missing by it, where the refusal came before: the program went on without. */
  later: { fact: Fact; table: string } | undefined;
  server: Server | undefined;
  /** The server's own container, where it is one of the cluster. */
  behind: Subject | undefined;
  /** The setting of the server that makes it refuse. */
  given: ServerSetting | undefined;
  /** Redis's rule of the user. */
  rule: AclRule | undefined;
  user: string | undefined;
  /** What the server says of it itself. */
  complaint: Complaint | undefined;
  /** The number of a database that the program selects, and the server does not have. */
  number: DatabaseNumber | undefined;
  /** The setting that names the consumer group that is not there. */
  group: Setting | undefined;
  statement: RefusedStatement | undefined;
}

export function refusedRequest(subject: Subject, evidence: Evidence): RefusedRequest | 'pending' | undefined {
  const log = valueOf(subject.log());
  const before = tableRefused(log);
  const fact = before ?? decisiveFact(log, 'request-refused');
  const refusal = fact && REFUSALS[fact.fields.what];
  if (!fact || !refusal) return undefined;
  const { what, object, command = '' } = fact.fields;
  const server = serverOf(subject, evidence, ['request-refused', 'table-missing']);
  if (server === 'pending') return 'pending';
  const behind = server && serverSubject(server, evidence);
  const told = behind && settingsOf(behind, evidence);
  const given = told && (what === 'unknown-command' ? renamedCommand(command, told) : serverSetting(refusal.settings, told));
  const complaint = complaintOf(what, behind);
  const statement = what === 'no-right' ? refusedStatement(object, behind) : undefined;
  if (complaint === 'pending' || statement === 'pending') return 'pending';
  const user = what === 'no-right' ? userOf(fact, subject, evidence) : undefined;
  return {
    fact,
    refusal,
    later: before && log?.decisive && { fact: log.decisive, table: lackingTable(log) },
    server,
    behind,
    given,
    rule: told && fact.phrase === 'databases/redis-no-right' ? aclRule(user ?? 'default', told) : undefined,
    user,
    complaint,
    number: what === 'no-database' ? databaseNumber(settingsOf(subject, evidence), given?.value) : undefined,
    group: what === 'no-group' ? namedBy(object, subject, evidence) : undefined,
    statement,
  };
}

/** It is sure that the rule forbids this very command. */
export const forbids = (rule: AclRule, { fields }: Fact<'request-refused'>): boolean =>
  Boolean(fields.command && lacksCommand(rule, fields.command));
