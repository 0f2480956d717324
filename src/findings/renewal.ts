/** Where the template was mended already and the pod is still of the old one, the pod is what has to change. */

import type { Evidence } from '../evidence/evidence.ts';
import type { Subject } from '../evidence/subject.ts';
import { kubectl } from '../fixes/command.ts';
import { look, restarting } from '../fixes/fix.ts';
import type { Fix } from '../report.ts';
import { type Outdated, outdated } from '../trace/history/outdated.ts';
import type { Match } from './match.ts';

export function renewed(match: Match, subject: Subject, evidence: Evidence): Match {
  const found = outdated(subject, evidence);
  if (!found) return match;
  const { owner, changed } = found;
  const what = changed.slice(0, 3).join('; ');
  return {
    ...match,
    summary: `${match.summary}; the pod is of an earlier template: ${owner.kind} ${owner.name} has changed since, and ${WHY[found.why]}`,
    proof: [...match.proof, { step: 'rollout history', quote: `changed since the pod was made: ${what}` }],
    fixes: [...renewal(found, subject, evidence), ...match.fixes.filter((fix) => !changesTemplate(fix, owner.word))],
  };
}

/** It was made for the pod's own template, which the present one is no longer. */
const changesTemplate = ({ command = '' }: Fix, word: string) => /^kubectl (?:patch|set \w+) (\S+)/.exec(command)?.[1] === word;

const WHY: Record<Outdated['why'], string> = {
  paused: 'its rollout is paused',
  refused: 'no pod of the present one can be made',
  'under-way': 'this one stays until a pod of the present one is ready',
  'on-delete': 'its update strategy, OnDelete, leaves the pod as it is',
  partition: 'its partition keeps this pod on the earlier revision',
  'waits-until-ready': 'it waits for this pod to become ready before it replaces it',
};

function renewal({ owner, why }: Outdated, { pod, namespace }: Subject, evidence: Evidence): Fix[] {
  const run = (words: readonly string[], body: readonly string[] = []) => kubectl(evidence, namespace, words, body);
  const remove = run(['delete', 'pod', pod.metadata.name]);
  const fix = (text: string, command: string): Fix[] => [restarting(text, command)];
  if (why === 'refused') return [];
  if (why === 'under-way') return [look('see how far the present template has come', run(['describe', owner.word]))];
  if (why === 'paused') return fix('let the rollout of the present template go on', run(['rollout', 'resume', owner.word]));
  if (why === 'partition') {
    const lowered = JSON.stringify({ spec: { updateStrategy: { rollingUpdate: { partition: 0 } } } });
    return fix('let the update reach this pod, and make it anew', `${run(['patch', owner.word], ['-p', lowered])} && ${remove}`);
  }
  return fix('make the pod anew, of the present template', remove);
}
