/** The program's name comes from a variable, $(RUN), which the kubelet puts in as one word, blanks and all. */
import { setWord } from '../fixes/command-line.ts';
import type { WorkloadFix } from '../fixes/workload.ts';
import { only } from '../only.ts';
import type { Fix, ObjectRef, Proof } from '../report.ts';
import { wordsOf } from '../trace/programs/shell-line.ts';
import { placeOf, settingsOf, variablesOf } from '../trace/settings/settings.ts';
import { settingObject, settingProof } from './setting-proof.ts';

export interface CommandOfVariable {
  list: 'command' | 'args';
  why: string;
  object: ObjectRef;
  proof: Proof;
  fix: Fix | undefined;
}

export function commandOfVariable(program: string, fix: WorkloadFix): CommandOfVariable | undefined {
  const { subject, evidence } = fix;
  const { command = [], args = [] } = subject.container;
  const list = command.length > 0 ? 'command' : 'args';
  const first = settingsOf(subject, evidence).find(({ place }) => place.kind === 'argument' && place.list === list && place.index === 0);
  if (!first || first.value !== program || first.written === program) return undefined;
  const names = [...(first.written ?? '').matchAll(/\$\(([A-Za-z_][\w.-]*)\)/g)].map(([, name]) => name);
  const variable = only(variablesOf(subject, evidence).filter(({ name }) => names.includes(name)));
  if (!variable) return undefined;
  const words = /\s/.test(program.trim()) ? wordsOf(program) : undefined;
  const rest = (list === 'command' ? command : args).slice(1);
  const isWhole = first.written === `$(${variable.name})` && words !== undefined;
  return {
    list,
    why: `${list}[0] is ${first.written}, and ${placeOf(variable)} ${isWhole ? 'holds a whole command line, which is put in as one word' : `is ${variable.value || 'empty'}`}`,
    object: isWhole ? fix.containerObject(`${list}[0]`) : settingObject(variable, fix),
    proof: settingProof(variable, undefined, undefined, subject),
    fix: isWhole
      ? fix.patchJson(`write it as ${words.length} words: ${words.join(' ')}`, [
          { op: 'replace', path: `${fix.containerPath}/${list}`, value: [...words, ...rest] },
        ])
      : program.trim() !== program
        ? setWord(fix, `run ${program.trim()}`, list, 0, program.trim())
        : undefined,
  };
}
