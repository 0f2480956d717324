/** Lets the workload run that a script asks for, then what asked for it. */
import type { Evidence } from '../evidence/evidence.ts';
import type { Fix } from '../report.ts';
import type { AskedService } from '../trace/network/asked-service.ts';
import { kubectl } from './command.ts';
import type { WorkloadFix } from './workload.ts';

/** Seconds for which the cluster's DNS remembers that there is no answer (CoreDNS in its usual Corefile: cache 30). */
const FORGETS = 30;

export function scaleUp({ idle, isHeadless }: AskedService, fix: WorkloadFix, evidence: Evidence): Fix {
  const word = idle?.word ?? '';
  const run = (...words: string[]) => kubectl(evidence, fix.subject.namespace, words);
  return {
    text: `let ${word} run, then start this again${isHeadless ? ', once the cluster has forgotten that the name led nowhere' : ''}`,
    command: [
      run('scale', word, '--replicas=1'),
      run('rollout', 'status', word, '--timeout=120s'),
      ...(isHeadless ? [`sleep ${FORGETS}`] : []),
      fix.restartCommand(),
    ].join(' && '),
    changes: true,
    restarts: true,
    asks: [],
  };
}
