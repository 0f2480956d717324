/** Keys of a ConfigMap or a Secret of a container get other texts, and the pods are started anew: most of it is read once, at the start. */
import { valueOf } from '../evidence/evidence.ts';
import type { Fix } from '../report.ts';
import { asksOf } from './command.ts';
import { advised } from './fix.ts';
import { type Holder, isAsked, type Values } from './keys.ts';
import { runCommands, warned } from './object.ts';
import type { WorkloadFix } from './workload.ts';
import { editCommand, isImmutable, writeKeys } from './write-keys.ts';

export const changeKeys = (text: string, holder: Holder, values: Values, fix: WorkloadFix): Fix =>
  runCommands(managed(text, holder, fix), [writeKeys(fix, holder, values)], fix, { again: true }, isAsked(values) ? asksOf([values]) : []);

/** One key of a ConfigMap gets another text. */
export const changeKey = (text: string, { name, key }: { name: string; key: string }, to: string, fix: WorkloadFix): Fix =>
  changeKeys(text, { sort: 'ConfigMap', name }, { [key]: to }, fix);

/** In an editor, where what is to stand there is not known. */
export function editKeys(text: string, holder: Holder, fix: WorkloadFix): Fix {
  if (isImmutable(fix, holder))
    return advised(`${text}: in another ConfigMap, to which the pods then refer, as ${holder.name} is immutable`);
  return runCommands(managed(text, holder, fix), [editCommand(fix, holder)], fix, { again: true });
}

function managed(text: string, { sort, name }: Holder, { evidence, subject }: WorkloadFix): string {
  const map = sort === 'ConfigMap' ? valueOf(evidence.object('configmaps', subject.namespace, name)) : undefined;
  return map ? warned(text, map.metadata) : text;
}
