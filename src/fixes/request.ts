/** Fixes of a server that lets a program in, and refuses what it asks. */
import type { Evidence } from '../evidence/evidence.ts';
import type { Subject } from '../evidence/subject.ts';
import type { Fix } from '../report.ts';
import type { AclRule } from '../trace/servers/redis-acl.ts';
import type { DatabaseNumber } from '../trace/servers/redis-database.ts';
import type { RefusedStatement } from '../trace/servers/refused-statement.ts';
import { FIRST_DATABASE, FIRST_USER, type Server, serverVariable } from '../trace/servers/server.ts';
import type { ServerSetting } from '../trace/servers/server-setting.ts';
import { placeOf } from '../trace/settings/settings.ts';
import { askedSetting } from './asked-setting.ts';
import { kubectl } from './command.ts';
import { pointAt } from './hosts.ts';
import { runCommands } from './object.ts';
import { WorkloadFix } from './workload.ts';

/** A replica names its primary: replicaof HOST PORT. */
export function pointAtPrimary(
  { value }: ServerSetting,
  { connection, namespace }: Server,
  subject: Subject,
  evidence: Evidence,
): Fix | undefined {
  const [host] = value.split(' ');
  if (!host || !/^[\w.-]{1,250}$/.test(host) || host === connection.host || namespace !== subject.namespace) return undefined;
  return pointAt(host, connection, new WorkloadFix(subject, evidence), `write to ${host}, which that replica copies from`).fix;
}

/**
 * From PostgreSQL 15 on, only the owner of a database may make tables in schema public (postgresql.org/docs/15/release-15.html, E.20.2).
 */
export function grantSchema(
  object: string | undefined,
  user: string,
  server: Server | undefined,
  subject: Subject,
  evidence: Evidence,
): Fix | undefined {
  const schema = object?.match(/^schema ([\w-]{1,63})$/)?.[1];
  if (!schema || !/^[\w-]{1,63}$/.test(user)) return undefined;
  const statement = `GRANT USAGE, CREATE ON SCHEMA "${schema}" TO "${user}"`;
  return inDatabase(statement, `let ${user} use schema ${schema} and make tables in it`, server, subject, evidence);
}

export function grantTable(
  { table, schema, rights }: RefusedStatement,
  user: string,
  server: Server | undefined,
  subject: Subject,
  evidence: Evidence,
): Fix | undefined {
  if (!/^[\w-]{1,63}$/.test(user)) return undefined;
  const statement = `GRANT ${rights} ON TABLE ${schema ? `"${schema}".` : ''}"${table}" TO "${user}"`;
  return inDatabase(statement, `let ${user} ${rights} ${table}, as its statement asks`, server, subject, evidence);
}

/** CREATE ROLE makes one that may not log in, CREATE USER one that may (postgresql.org/docs/current/sql-createrole.html). */
export function letLogIn(user: string, server: Server | undefined, subject: Subject, evidence: Evidence): Fix | undefined {
  return /^[\w-]{1,63}$/.test(user) ? inDatabase(`ALTER ROLE "${user}" LOGIN`, `let ${user} log in`, server, subject, evidence) : undefined;
}

/** As the user and in the database that the server was made with. */
function inDatabase(statement: string, text: string, server: Server | undefined, subject: Subject, evidence: Evidence): Fix {
  const superuser = (server && serverVariable(server, FIRST_USER)?.value) ?? 'postgres';
  const database = (server && serverVariable(server, FIRST_DATABASE)?.value) ?? superuser;
  if (!server?.pod || !server.container || ![superuser, database].every((word) => /^[\w-]{1,63}$/.test(word)))
    return { text: `in its database, as the owner: ${statement}`, changes: true, restarts: false, asks: [] };
  const command = kubectl(
    evidence,
    server.namespace,
    ['exec', server.pod.metadata.name, '-c', server.container.name],
    ['--', 'psql', '-U', superuser, '-d', database, '-c', statement],
  );
  return runCommands(`${text} (database ${database})`, [command], new WorkloadFix(subject, evidence), { again: true });
}

/** Which database is free for it only the user knows. */
export function selectDatabase({ setting, count }: DatabaseNumber, subject: Subject, evidence: Evidence): Fix | undefined {
  const what = `the value of ${setting.name ?? placeOf(setting)}, with a database from 0 to ${count - 1}`;
  return askedSetting(
    `select a database from 0 to ${count - 1} (${placeOf(setting)})`,
    setting,
    { name: setting.name, refused: undefined, what },
    new WorkloadFix(subject, evidence),
  );
}

/** The rule holds a password: it goes from the cluster through sed back into the cluster, and nobody sees it. */
export function grantCommand({ user, object, key }: AclRule, command: string, behind: Subject, evidence: Evidence): Fix | undefined {
  if (![user, command].every((word) => /^[\w.|-]{1,63}$/.test(word))) return undefined;
  const read = kubectl(evidence, behind.namespace, ['get', 'configmap', object, '-o', 'yaml']);
  const write = kubectl(evidence, behind.namespace, ['replace', '-f', '-']);
  return runCommands(
    `let user ${user} run ${command} (+${command} in key ${key}); what else it may lack, the server tells next`,
    [`${read} | sed 's/^ *user ${user.replaceAll('.', '\\.')} .*/& +${command}/' | ${write}`],
    new WorkloadFix(behind, evidence),
    { again: true },
  );
}
