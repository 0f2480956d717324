/** Lets a workload run again that was scaled to none, or to fewer than are asked for. */
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { kubectl } from './command.ts';
import { runCommands } from './object.ts';
import type { WorkloadFix } from './workload.ts';

/** Seconds for which the cluster's DNS remembers that there is no answer (CoreDNS in its usual Corefile: cache 30). */
const FORGETS = 30;

export interface Again {
  /** What needed it has ended, and is started anew once it is up. */
  again: boolean;
  /** Its name led nowhere, which the cluster's DNS remembers for a while. */
  isHeadless?: boolean;
  /** More than one only where it is known that one is too few. */
  replicas?: number;
}

/** `word`: deploy/cache, of this namespace. */
export function scaleUp(word: string, namespace: string, { again, isHeadless = false, replicas = 1 }: Again, fix: WorkloadFix): Fix {
  const run = (...words: string[]) => kubectl(fix.evidence, namespace, words);
  const wait = [run('rollout', 'status', word, '--timeout=120s'), ...present(isHeadless && `sleep ${FORGETS}`)];
  return runCommands(
    `${replicas > 1 ? `let ${word} have ${replicas} pods` : `start ${word} again (raise the number if one replica is too few)`}${isHeadless ? ', and wait until the cluster has forgotten that the name led nowhere' : ''}`,
    [run('scale', word, `--replicas=${replicas}`), ...(again ? wait : [])],
    fix,
    { again },
  );
}
