import type { Evidence } from '../evidence/evidence.ts';
import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { kubectl } from '../fixes/command.ts';
import { runCommands } from '../fixes/object.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { decisiveFact } from '../logs/reading.ts';
import type { Fix } from '../report.ts';
import { FIRST_USER, type Server, serverName, serverOf, serverSubject, serverVariable } from '../trace/servers/server.ts';
import { type Cause, RUNG } from './cause.ts';

export const connectionsExhausted: Cause = {
  id: 'connections-exhausted',
  title: 'the server takes no more connections',
  tier: 'environment',
  covers: ['dep.exhausted'],
  rung: RUNG.said,

  detect(subject, evidence) {
    const fact = decisiveFact(valueOf(subject.log()), 'connections-exhausted');
    if (!fact) return undefined;
    const found = serverOf(subject, evidence, ['connections-exhausted']);
    if (found === 'pending') return undefined;
    const { role, database } = fact.fields;
    const own = role ? `role ${role}` : database ? `database ${database}` : undefined;
    // What the server allows in all is not what is full then.
    const limit = own ? undefined : found && limitOf(found);
    const fix = new WorkloadFix(subject, evidence);
    const raised = found && limit ? raise(found, limit, evidence) : undefined;
    return {
      summary: `${found ? serverName(found) : 'the server'} takes no more connections ${own ? `of ${own}, which has a limit of its own: container ${subject.container.name} is refused` : `from container ${subject.container.name}`}${limit ? `: pod ${found?.pod?.metadata.name} allows ${limit.value} (${limit.name})` : ''}`,
      confidence: limit || own ? 'certain' : 'likely',
      object: found?.pod
        ? {
            kind: 'Pod',
            namespace: found.namespace,
            name: found.pod.metadata.name,
            ...(limit ? { field: `${limit.list}[${limit.index}]` } : {}),
          }
        : { kind: fix.owner.kind, namespace: subject.namespace, name: fix.owner.name },
      proof: [
        logProof(subject, fact),
        ...(limit
          ? [{ step: `get pod ${found?.pod?.metadata.name}`, quote: limit.text, path: `spec.containers[].${limit.list}[${limit.index}]` }]
          : []),
        attemptProof(subject),
      ],
      fixes: raised
        ? [raised]
        : own && found && isPostgres(fact.quote)
          ? raiseOwn({ role, database }, found, subject, evidence)
          : [
              {
                text: 'close idle connections, use fewer (smaller pools, fewer replicas, a pooler), or let the server allow more',
                changes: true,
                restarts: false,
                asks: [],
              },
            ],
      decides: own
        ? `who holds the connections of ${own} (pg_stat_activity), and its limit (rolconnlimit of pg_roles, datconnlimit of pg_database)`
        : 'how many connections the server has, and who holds them',
    };
  },
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
  if (!server.pod || !server.container || !/^[\w-]+$/.test(name) || !/^[\w-]+$/.test(superuser))
    return [{ text, changes: true, restarts: false, asks: [] }];
  const statement = `ALTER ${role ? 'ROLE' : 'DATABASE'} "${name}" CONNECTION LIMIT -1`;
  const command = kubectl(
    evidence,
    server.namespace,
    ['exec', server.pod.metadata.name, '-c', server.container.name],
    ['--', 'psql', '-U', superuser, '-d', 'postgres', '-c', statement],
  );
  return [runCommands(text, [command], new WorkloadFix(subject, evidence), { again: true })];
}

interface Limit {
  name: string;
  value: number;
  list: 'command' | 'args';
  index: number;
  text: string;
}

/** postgres -c max_connections=N, mysqld --max-connections=N, redis-server --maxclients N. */
function limitOf({ container }: Server): Limit | undefined {
  for (const list of ['command', 'args'] as const) {
    const words = container?.[list] ?? [];
    for (const [index, text] of words.entries()) {
      const [, name, value] = text.match(/(max[_-]?connections|maxclients)[ =](\d{1,6})/) ?? [];
      if (name && value) return { name, value: Number(value), list, index, text };
      if (/^--max(?:clients|[_-]connections)$/.test(text) && /^\d{1,6}$/.test(words[index + 1] ?? ''))
        return { name: text.slice(2), value: Number(words[index + 1]), list, index: index + 1, text: words[index + 1] as string };
    }
  }
  return undefined;
}

/** The default of PostgreSQL is 100, of MySQL 151: a limit below that was set by hand. */
const USUAL = 100;

function raise(server: Server, { list, index, text, value, name }: Limit, evidence: Evidence): Fix | undefined {
  const subject = serverSubject(server, evidence);
  if (!subject) return undefined;
  const more = Math.max(USUAL, value * 2);
  const fix = new WorkloadFix(subject, evidence);
  return fix.patchJson(`let the server allow ${more} connections (${name})`, [
    { op: 'replace', path: `${fix.containerPath}/${list}/${index}`, value: text.replace(String(value), String(more)) },
  ]);
}
