import { decidedBy } from '../evidence/end.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { attemptProof, logProof, valueProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { settingObject } from '../findings/setting-proof.ts';
import { inContainer } from '../fixes/command.ts';
import { changing } from '../fixes/fix.ts';
import { serverFirst } from '../fixes/let-in.ts';
import { runCommands } from '../fixes/object.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { present } from '../present.ts';
import type { Fix, Proof } from '../report.ts';
import { FIRST_USER, type Server, serverName, serverOf, serverSubject, serverVariable } from '../trace/servers/server.ts';
import { type ServerSetting, serverSetting } from '../trace/servers/server-setting.ts';
import { settingsOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

export const connectionsExhausted: Cause = {
  id: 'connections-exhausted',
  title: 'the server takes no more connections',
  tier: 'environment',
  covers: ['dep.exhausted'],
  rung: RUNG.said,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'connections-exhausted');
    if (!fact) return undefined;
    const found = serverOf(subject, evidence, ['connections-exhausted']);
    if (found === 'pending') return undefined;
    const { role, database } = fact.fields;
    const own = role ? `role ${role}` : database ? `database ${database}` : undefined;
    // What the server allows in all is not what is full then.
    const behind = own ? undefined : found && serverSubject(found, evidence);
    const given = behind && serverSetting(NAMES, settingsOf(behind, evidence));
    const limit = given && /^\d{1,6}$/.test(given.value) ? given : undefined;
    const fix = new WorkloadFix(subject, evidence);
    const raised = behind && limit ? raise(limit, behind, subject, evidence) : undefined;
    return {
      summary: `${found ? serverName(found) : 'the server'} takes no more connections ${own ? `of ${own}, which has a limit of its own: container ${subject.container.name} is refused` : `from container ${subject.container.name}`}${limit ? `: pod ${found?.pod?.metadata.name} allows ${limit.value} (${limit.name})` : ''}`,
      confidence: limit || own ? 'certain' : 'likely',
      object:
        behind && limit
          ? settingObject(limit.setting, new WorkloadFix(behind, evidence))
          : found?.pod
            ? { kind: 'Pod', namespace: found.namespace, name: found.pod.metadata.name }
            : fix.object(),
      proof: [logProof(subject, fact), ...present(behind && limit && limitProof(limit, behind)), attemptProof(subject)],
      fixes: raised
        ? [raised]
        : own && found && isPostgres(fact.quote)
          ? raiseOwn({ role, database }, found, subject, evidence)
          : [changing('close idle connections, use fewer (smaller pools, fewer replicas, a pooler), or let the server allow more')],
      decides: own
        ? `who holds the connections of ${own} (pg_stat_activity), and its limit (rolconnlimit of pg_roles, datconnlimit of pg_database)`
        : 'how many connections the server has, and who holds them',
    };
  },
};

const limitProof = ({ setting: { place }, text }: ServerSetting, { pod }: Subject): Proof =>
  place.kind === 'configmap'
    ? valueProof(place.object, place.key, text)
    : {
        step: `get pod ${pod.metadata.name}`,
        quote: text,
        ...(place.kind === 'argument' ? { path: `spec.containers[].${place.list}[${place.index}]` } : {}),
      };

const isPostgres = (quote: string) => /too many connections for (?:role|database)/.test(quote);

/** CONNECTION LIMIT of a role or a database (postgresql.org/docs/15/sql-alterrole.html); -1 is none. By its name, as it stands in the log. */
function raiseOwn(
  { role, database }: { role: string | undefined; database: string | undefined },
  server: Server,
  subject: Subject,
  evidence: Evidence,
): Fix[] {
  const name = role ?? database ?? '';
  const superuser = serverVariable(server, FIRST_USER)?.value ?? 'postgres';
  const text = `take the limit of ${role ? 'role' : 'database'} ${name} away; better, let those who hold its connections use fewer`;
  if (!server.pod || !server.container || !/^[\w-]+$/.test(name) || !/^[\w-]+$/.test(superuser)) return [changing(text)];
  const statement = `ALTER ${role ? 'ROLE' : 'DATABASE'} "${name}" CONNECTION LIMIT -1`;
  const words = ['psql', '-U', superuser, '-d', 'postgres', '-c', statement];
  const command = inContainer(evidence, server.namespace, server.pod, server.container, words);
  return [runCommands(text, [command], new WorkloadFix(subject, evidence), { again: true })];
}

/** Of PostgreSQL, MySQL and Redis. */
const NAMES = ['max_connections', 'max-connections', 'maxclients'];

/** The default of PostgreSQL is 100, of MySQL 151: a limit below that was set by hand. */
const USUAL = 100;

function raise({ name, value, changedTo }: ServerSetting, behind: Subject, subject: Subject, evidence: Evidence): Fix | undefined {
  const more = Math.max(USUAL, Number(value) * 2);
  const text = `let the server allow ${more} connections (${name})`;
  const fix = changeSettings(text, [changedTo(String(more))], new WorkloadFix(behind, evidence));
  return fix && serverFirst(fix, behind, subject, evidence);
}
