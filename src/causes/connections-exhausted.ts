import type { Evidence } from '../evidence.ts';
import { valueOf } from '../evidence.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { decisiveFact } from '../logs/reading.ts';
import { attemptProof, logProof } from '../proof.ts';
import type { Fix } from '../report.ts';
import { subjectsOf } from '../subject.ts';
import { type Server, serverName, serverOf } from '../trace/server.ts';
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
    const limit = found && limitOf(found);
    const fix = new WorkloadFix(subject, evidence);
    const raised = found && limit ? raise(found, limit, evidence) : undefined;
    return {
      summary: `${found ? serverName(found) : 'the server'} takes no more connections from container ${subject.container.name}${limit ? `: pod ${found?.pod?.metadata.name} allows ${limit.value} (${limit.name})` : ''}`,
      confidence: limit ? 'certain' : 'likely',
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
        : [
            {
              text: 'close idle connections, use fewer (smaller pools, fewer replicas, a pooler), or let the server allow more',
              changes: true,
              restarts: false,
              asks: [],
            },
          ],
      decides: 'how many connections the server has, and who holds them',
    };
  },
};

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

function raise({ pod, container }: Server, { list, index, text, value, name }: Limit, evidence: Evidence): Fix | undefined {
  const subject = pod && subjectsOf(pod, evidence).find((one) => one.container.name === container?.name);
  if (!subject) return undefined;
  const more = Math.max(USUAL, value * 2);
  const fix = new WorkloadFix(subject, evidence);
  return fix.patchJson(`let the server allow ${more} connections (${name})`, [
    { op: 'replace', path: `${fix.containerPath}/${list}/${index}`, value: text.replace(String(value), String(more)) },
  ]);
}
