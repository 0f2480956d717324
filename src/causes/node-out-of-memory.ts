import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, eventProof, memoryLimit } from '../evidence/proof.ts';
import { during, type Subject } from '../evidence/subject.ts';
import { advised } from '../fixes/fix.ts';
import { lastSeen } from '../kube/event.ts';
import { lastName } from '../kube/folder.ts';
import { timeOf } from '../kube/pod.ts';
import { type Cause, RUNG } from './cause.ts';

export const nodeOutOfMemory: Cause = {
  id: 'node-out-of-memory',
  title: 'the node ran out of memory',
  tier: 'environment',
  covers: ['res.oom-node', 'res.oom-invisible'],
  rung: RUNG.killed,

  detect(subject, evidence) {
    const { attempt, container, pod } = subject;
    const node = pod.spec.nodeName;
    if (!attempt || !node || attempt.exitCode === 0) return undefined;
    if (attempt.exitCode !== 137 && attempt.reason !== 'OOMKilled') return undefined;
    const limit = memoryLimit(subject);
    if (attempt.reason === 'OOMKilled' && limit) return undefined; // its own limit explains it
    if (during(subject.events('Killing'), attempt, 60).length > 0) return undefined;
    // The kubelet writes it about the node, in namespace default (pkg/kubelet/oom/oom_watcher_linux.go).
    const events = valueOf(evidence.events('default', node, 'Node'));
    const ended = timeOf(attempt.finishedAt);
    const oom = events?.find((event) => event.reason === 'SystemOOM' && ended !== undefined && Math.abs(lastSeen(event) - ended) <= 30_000);
    if (!oom) return undefined;
    const victim = /victim process: ([^,\s]+)/.exec(oom.message ?? '')?.[1];
    const isOther = victim !== undefined && isOfAnother(victim, subject);
    return {
      summary: `node ${node} itself ran out of memory, and its kernel killed ${isOther ? `${victim}, and perhaps ` : ''}a process of container ${container.name}${limit ? `, whose own limit is ${limit}` : ', which has no limit of its own'}`,
      confidence: isOther ? 'possible' : 'likely',
      object: { kind: 'Node', name: node },
      proof: [{ ...eventProof(oom), step: 'events Node' }, attemptProof(subject)],
      fixes: [
        advised(
          `see what uses the memory of node ${node} (kubectl top pod -A --sort-by=memory), and give its pods requests that equal what they use: the kernel kills those first that use more than that`,
        ),
      ],
      decides: `the kernel log of node ${node}, which names the victim and what used the memory`,
    };
  },
};

/** The kernel's name of a process has 15 letters at most (TASK_COMM_LEN), and may be that of one that its program started: a doubt, no more. */
function isOfAnother(victim: string, { container }: Subject): boolean {
  const program = lastName(container.command?.[0] ?? '');
  return program !== '' && !RUNS_OTHERS.test(program) && victim !== program.slice(0, 15);
}

/** Shells, and what starts another program in its place. */
const RUNS_OTHERS = /^(?:\w*sh|env|exec|tini|dumb-init|su-exec|gosu|python[\d.]*|node|npm|java|ruby|perl|php)$/;
