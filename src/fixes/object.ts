/** Changes to objects that a pod depends on, after which the pod is started anew where it would not try again by itself. */

import { managerOf, undoneBy } from '../evidence/manager.ts';
import type { Metadata } from '../kube/shapes.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { kubectl } from './command.ts';
import type { JsonPatch, WorkloadFix } from './workload.ts';

export interface Target {
  /** As it stands in commands: service, networkpolicy, rolebinding. */
  word: string;
  metadata: Metadata;
  /** Undefined: for kinds outside of namespaces. */
  namespace: string | undefined;
}

/** `again`: does the pod have to be started anew? */
export interface Again {
  again: boolean;
}

/** A merge patch for an object, a JSON patch for a list of operations. */
export function patchObject(
  text: string,
  { word, metadata, namespace }: Target,
  patch: object | readonly JsonPatch[],
  fix: WorkloadFix,
  { again }: Again,
): Fix {
  const type = Array.isArray(patch) ? '--type=json' : '--type=merge';
  const command = kubectl(fix.evidence, namespace, ['patch', word, metadata.name, type], ['-p', JSON.stringify(patch)]);
  return runCommands(warned(text, metadata), [command], fix, { again });
}

export function runCommands(text: string, commands: readonly string[], fix: WorkloadFix, { again }: Again, asks: Fix['asks'] = []): Fix {
  return { text, command: [...commands, ...present(again && fix.restartCommand())].join(' && '), changes: true, restarts: again, asks };
}

/** A change that another tool will undo is said to be so. */
export const warned = (text: string, metadata: Metadata): string => `${text}${undoneBy(managerOf(metadata))}`;
