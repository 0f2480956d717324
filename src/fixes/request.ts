/** Fixes of a server that lets a program in, and refuses what it asks. */
import type { Evidence } from '../evidence/evidence.ts';
import type { Subject } from '../evidence/subject.ts';
import type { FactFields } from '../logs/fact.ts';
import type { Fix } from '../report.ts';
import type { AclRule } from '../trace/servers/redis-acl.ts';
import type { DatabaseNumber } from '../trace/servers/redis-database.ts';
import type { RefusedStatement } from '../trace/servers/refused-statement.ts';
import { FIRST_DATABASE, FIRST_PASSWORD, FIRST_USER, type Server, serverVariable } from '../trace/servers/server.ts';
import { type ServerSetting, serverSetting } from '../trace/servers/server-setting.ts';
import { placeOf, settingsOf } from '../trace/settings/settings.ts';
import { askedSetting } from './asked-setting.ts';
import { inContainer, kubectl } from './command.ts';
import { changing, look } from './fix.ts';
import { pointAt } from './hosts.ts';
import { runCommands } from './object.ts';
import { moreMemory } from './redis-memory.ts';
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

/** CREATE EXTENSION takes no harm where it is there already. */
export function makeExtension(words: string, server: Server | undefined, subject: Subject, evidence: Evidence): Fix | undefined {
  const name = EXTENSIONS.find(([form]) => form.test(words))?.[1];
  return name === undefined
    ? undefined
    : inDatabase(`CREATE EXTENSION IF NOT EXISTS "${name}"`, `make extension ${name}`, server, subject, evidence);
}

/** Which extension of PostgreSQL's own (contrib), or of the well-known ones, brings a function, a type or an operator class. */
const EXTENSIONS: readonly [form: RegExp, name: string][] = [
  [/\buuid_generate_v/i, 'uuid-ossp'],
  [/\b(?:gen_random_|gen_salt|crypt\(|digest\(|hmac\(|pgp_sym_)/i, 'pgcrypto'],
  [/"(?:public\.)?(?:vector|halfvec|sparsevec)"/i, 'vector'],
  [/\bcitext\b/i, 'citext'],
  [/\bhstore\b/i, 'hstore'],
  [/\bltree\b/i, 'ltree'],
  [/_trgm_ops|similarity\(/i, 'pg_trgm'],
  [/\bunaccent\(/i, 'unaccent'],
  [/\bcreate_hypertable\(/i, 'timescaledb'],
  [/\b(?:st_|postgis_)|"(?:public\.)?geo(?:metry|graphy)"/i, 'postgis'],
];

/** CREATE ROLE makes one that may not log in, CREATE USER one that may (postgresql.org/docs/current/sql-createrole.html). */
export function letLogIn(user: string, server: Server | undefined, subject: Subject, evidence: Evidence): Fix | undefined {
  return /^[\w-]{1,63}$/.test(user) ? inDatabase(`ALTER ROLE "${user}" LOGIN`, `let ${user} log in`, server, subject, evidence) : undefined;
}

/** One that a statement names, such as to give it rights: it need not log in. */
export function makeRole(role: string, server: Server | undefined, subject: Subject, evidence: Evidence): Fix | undefined {
  return /^[\w-]{1,63}$/.test(role) ? inDatabase(`CREATE ROLE "${role}"`, `make role ${role}`, server, subject, evidence) : undefined;
}

/** As the user and in the database that the server was made with. */
function inDatabase(statement: string, text: string, server: Server | undefined, subject: Subject, evidence: Evidence): Fix {
  const { database, command } = psql(server, statement, evidence) ?? {};
  if (command === undefined) return changing(`in its database, as the owner: ${statement}`);
  return runCommands(`${text} (database ${database})`, [command], new WorkloadFix(subject, evidence), { again: true });
}

function psql(server: Server | undefined, statement: string, evidence: Evidence) {
  const superuser = (server && serverVariable(server, FIRST_USER)?.value) ?? 'postgres';
  const database = (server && serverVariable(server, FIRST_DATABASE)?.value) ?? superuser;
  if (!server?.pod || !server.container || ![superuser, database].every((word) => /^[\w-]{1,63}$/.test(word))) return undefined;
  const words = ['psql', '-U', superuser, '-d', database, '-c', statement];
  const command = inContainer(evidence, server.namespace, server.pod, server.container, words);
  return { superuser, database, command };
}

/** Whom it waited for, while that goes on: a session that has not ended its transaction keeps all its locks. */
export function seeSessions(phrase: string, server: Server | undefined, evidence: Evidence): Fix | undefined {
  const { superuser, database, command } = (phrase === 'databases/postgres-locked' && psql(server, SESSIONS, evidence)) || {};
  return command === undefined
    ? undefined
    : look(
        `see which sessions have a transaction open, the longest first (as ${superuser} in database ${database}): the program behind one has to end it`,
        command,
      );
}

const SESSIONS =
  'select pid, usename, application_name, client_addr, state, xact_start, left(query, 60) as query from pg_stat_activity where xact_start is not null order by xact_start';

/** From the first entry of the stream on, so that nothing is left out (redis.io/docs/latest/commands/xgroup-create). */
export function makeGroup(
  { object: group = '', key = '' }: FactFields['request-refused'],
  server: Server | undefined,
  behind: Subject | undefined,
  subject: Subject,
  evidence: Evidence,
): Fix | undefined {
  if (!server?.pod || !server.container || !behind || ![group, key].every((word) => /^[\w:.-]{1,100}$/.test(word))) return undefined;
  // A password would have to be given.
  const settings = settingsOf(behind, evidence);
  if (serverSetting(['requirepass', 'aclfile'], settings) || serverVariable(server, FIRST_PASSWORD)) return undefined;
  const words = ['redis-cli', 'XGROUP', 'CREATE', key, group, '0', 'MKSTREAM'];
  const command = inContainer(evidence, server.namespace, server.pod, server.container, words);
  return runCommands(
    `make group ${group} of stream ${key}, if that is the name that is meant`,
    [command],
    new WorkloadFix(subject, evidence),
    { again: true },
  );
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

/** Only what a single server can do without: a cluster that lost a node is not to be taken apart. */
export function otherValue(
  what: string,
  { value, name }: ServerSetting,
  { pod, container }: Subject,
): { to: string; text: string } | undefined {
  const isAlone = !pod.metadata.ownerReferences?.some(({ kind }) => kind === 'StatefulSet');
  if ((what === 'no-slots' || what === 'moved') && isAlone)
    return { to: 'no', text: 'turn cluster mode off, for a server that is alone; or make the cluster: redis-cli --cluster create' };
  if (what === 'read-only' && /^(?:on|1|true|yes)$/i.test(value)) return { to: 'off', text: `let it take writes (${name} off)` };
  if (what === 'unknown-command') {
    const command = name.slice(name.indexOf(' ') + 1);
    return { to: command, text: `let it know ${command} again; who may use it, an ACL says better` };
  }
  if (what === 'full') {
    const more = moreMemory(value, container.resources?.limits?.['memory']);
    return more === undefined
      ? undefined
      : { to: more, text: `raise maxmemory to ${more}; for a mere cache, set maxmemory-policy allkeys-lru instead` };
  }
  return undefined;
}
