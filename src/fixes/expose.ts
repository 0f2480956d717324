/** Commands that make a Service for pods that have none of the name that is called. */
import type { Evidence } from '../evidence/evidence.ts';
import { ownerOf } from '../evidence/owner.ts';
import { labelsText } from '../kube/selector.ts';
import type { Fix } from '../report.ts';
import { type Relabelled, workloadLabels } from '../trace/network/selector-mismatch.ts';
import { kubectl } from './command.ts';
import { type Again, runCommands } from './object.ts';
import type { WorkloadFix } from './workload.ts';

/** `kubectl expose` takes the selector of a Deployment; pods of other owners get one from their labels. */
export function expose(
  name: string,
  port: number,
  { pod }: Relabelled,
  fix: WorkloadFix,
  again: Again,
  before: readonly string[] = [],
): Fix {
  const namespace = pod.metadata.namespace ?? fix.subject.namespace;
  const owner = ownerOf(pod, fix.evidence);
  const words =
    owner.kind === 'Deployment'
      ? ['expose', owner.word, `--name=${name}`, `--port=${port}`]
      : ['expose', 'pod', pod.metadata.name, `--name=${name}`, `--port=${port}`, `--selector=${labelsText(workloadLabels(pod))}`];
  return runCommands(
    `make Service ${name} for the pods of ${owner.kind === 'Pod' ? `pod ${owner.name}` : owner.word}`,
    [...before, command(words, namespace, fix.evidence)],
    fix,
    again,
  );
}

const command = (words: readonly string[], namespace: string, evidence: Evidence) => kubectl(evidence, namespace, words);
