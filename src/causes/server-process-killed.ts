import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, memoryLimit, memoryLimitField, memoryLimitProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { serverFirst } from '../fixes/let-in.ts';
import { raiseMemory } from '../fixes/memory.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { type Attempt, timeOf } from '../kube/pod.ts';
import { type LogReading, lastFact } from '../logs/reading.ts';
import { present } from '../present.ts';
import type { Proof } from '../report.ts';
import { tracedTo } from '../trace/network/dependency.ts';
import { failing } from '../trace/network/failing.ts';
import { serverAt, serverName, serverSubject } from '../trace/servers/server.ts';
import { type Cause, RUNG } from './cause.ts';

export const serverProcessKilled: Cause = {
  id: 'server-process-killed',
  title: 'the server lost the process that served it',
  tier: 'kubernetes',
  covers: ['res.oom-child', 'dep.db-unreachable'],
  // That its server came back since does not say why it was gone.
  rung: RUNG.confirmed - 1,

  detect(subject, evidence) {
    const { attempt } = subject;
    // One that was started anew since is ready since then.
    const traced = tracedTo('in-order', subject, evidence) ?? tracedTo('came-later', subject, evidence);
    if (!attempt || !traced || traced.connection.waits || !['reset', 'unreachable', 'refused'].includes(traced.connection.how))
      return undefined;
    const server = serverAt(traced.connection, subject, evidence);
    if (server === 'pending') return undefined;
    const behind = serverSubject(server, evidence);
    const death = behind && (ownDeath(behind, attempt) ?? childDeath(valueOf(behind.currentLog()), behind, attempt));
    if (!death) return undefined;
    const limit = memoryLimit(behind);
    const fix = new WorkloadFix(behind, evidence);
    return {
      summary: `${failing(subject, traced.connection)}, as ${death.words} at that moment (pod ${behind.pod.metadata.name} of ${serverName(server)})${limit ? `${death.isCounted ? ':' : ', most likely for want of memory:'} its limit is ${limit}` : ''}`,
      confidence: death.isCounted ? 'certain' : 'likely',
      object: fix.object(limit ? memoryLimitField(behind) : undefined),
      proof: [traced.connection.proof, ...death.proof, ...present(limit && memoryLimitProof(behind, limit)), attemptProof(subject)],
      fixes: limit ? [serverFirst(raiseMemory(fix, limit).fix, behind, subject, evidence)] : [],
      decides: `memory.events in the container of ${behind.pod.metadata.name} (oom_kill), or the kernel log of its node`,
    };
  },
};

interface Death {
  words: string;
  /** The kubelet says that it was memory. */
  isCounted: boolean;
  proof: Proof[];
}

/** What the one does to the other takes no longer, as their clock is the same kubelet's or one near it. */
const MOMENT = 15_000;

const isAt = (time: string | null | undefined, { finishedAt }: Attempt) => {
  const [one, other] = [timeOf(time ?? undefined), timeOf(finishedAt)];
  return one !== undefined && other !== undefined && one <= other + 2000 && other - one <= MOMENT;
};

/** Its container was started anew since. */
function ownDeath({ container, status }: Subject, attempt: Attempt): Death | undefined {
  const ended = status?.lastState?.terminated;
  if (ended?.reason !== 'OOMKilled' || !isAt(ended.finishedAt, attempt)) return undefined;
  return {
    words: `container ${container.name} of the server was killed for want of memory`,
    isCounted: true,
    proof: [{ step: 'get pod', quote: `lastState: OOMKilled, exit ${ended.exitCode}, ${ended.finishedAt}` }],
  };
}

/** A server with a process for each client goes on without it: PostgreSQL ends all others too, and recovers. */
function childDeath(log: LogReading | undefined, { pod }: Subject, attempt: Attempt): Death | undefined {
  const killed = log && lastFact(log, 'child-killed');
  if (!killed || !isAt(log.times[killed.line], attempt)) return undefined;
  const step = `logs ${pod.metadata.name}`;
  const detail = log.lines[killed.line + 1];
  return {
    words: 'the process of the server was killed (SIGKILL)',
    isCounted: false,
    proof: [
      { step, quote: killed.quote },
      ...present(detail && /Failed process was running/.test(detail) && { step, quote: detail.slice(0, 300) }),
    ],
  };
}
