/** What is told of the place where a refused value stands: words, object, proof and fixes. */

import { keyObject, lineProof, specProof } from '../evidence/proof.ts';
import { repairFile } from '../fixes/file-value.ts';
import { advised } from '../fixes/fix.ts';
import { giveOptions } from '../fixes/give-options.ts';
import { podFileFix } from '../fixes/pod-field.ts';
import { changeSettings } from '../fixes/settings.ts';
import { expectedWords, valueFixes } from '../fixes/value.ts';
import type { WorkloadFix } from '../fixes/workload.ts';
import type { Fact } from '../logs/fact.ts';
import { present } from '../present.ts';
import type { Fix, ObjectRef, Proof } from '../report.ts';
import type { Assigned } from '../trace/programs/assigned.ts';
import { fieldBehind, fieldWords, nameOfField } from '../trace/settings/pod-field.ts';
import type { RefusedValue } from '../trace/settings/refused-value.ts';
import { placeOf, type Setting, variablesOf } from '../trace/settings/settings.ts';
import { namedProof, settingObject, settingProof } from './setting-proof.ts';

export interface Place {
  /** For the sentence: "; it stands in env POOL_SIZE". */
  words: string;
  object: ObjectRef;
  proof: Proof[];
  fixes: Fix[];
  decides: string;
}

/** `name`: what the program calls the setting; `shown`: its value as it may be told, with a blank before it. */
export function placeOfValue(
  refused: RefusedValue,
  fact: Fact<'value-invalid'>,
  { name, shown }: { name: string | undefined; shown: string },
  fix: WorkloadFix,
): Place {
  const { standing, value, isMeant } = refused;
  const expected = expectedWords(fact.fields.expected);
  const nowhere = `where the value${shown} comes from: no variable, argument or ConfigMap file that could be read has it`;
  const orChance = (place: string) => `whether the program has that value from ${place}, or from its data`;
  switch (standing.at) {
    case 'setting':
    case 'key of a cipher':
    case 'address unread': {
      const { setting } = standing;
      const field = fieldBehind(setting, fix.subject);
      const verb =
        standing.at === 'setting'
          ? `${isMeant ? 'it' : 'the same'} stands in`
          : `it is ${standing.at === 'address unread' ? 'in none of the settings that can be read, so it is likely in' : 'by its name'}`;
      return {
        words: `; ${verb} ${placeOf(setting)}${field ? `, which takes it ${fieldWords(field, fix.owner)}` : ''}${hasBlanks(setting, value) ? ', with blanks around it' : ''}`,
        object: settingObject(setting, fix),
        proof: [settingProof(setting, fact.fields.name, value, fix.subject)],
        fixes: valueFixes({ setting, value, name, fact, portless: refused.portless, blanks: hasBlanks(setting, value) }, fix),
        decides: standing.at === 'key of a cipher' ? `how long the value of ${name} is` : isMeant ? nowhere : orChance(placeOf(setting)),
      };
    }
    case 'start script':
      return placeInScript(standing.assigned, value, fix);
    case 'file': {
      const { file } = standing;
      return {
        words: `; it stands in line ${file.line} of key ${file.key} of ConfigMap ${file.name}`,
        object: keyObject(fix.subject.namespace, file.name, file.key),
        proof: [lineProof(file, file.line, file.quote)],
        fixes: [repairFile(file, value ?? '', fact.fields.expected, fix)],
        decides: isMeant ? nowhere : orChance(file.path),
      };
    }
    case 'file of the pod': {
      const { file } = standing;
      return {
        words: `; it is the text of ${file.path}, which is taken ${fieldWords(file.field, fix.owner)}`,
        object: settingObject(undefined, fix),
        proof: [specProof(fix.subject, file.path, `metadata.${file.field.list}['${file.field.key}']`)],
        fixes: [podFileFix(file, `the ${nameOfField(file.field)}${expected ? `, ${expected}` : ''}`, fix)],
        decides: nowhere,
      };
    }
    case 'nowhere': {
      if (value !== undefined && isOfPodName(value, fix)) return ofPodName(fix);
      // Its own default, or what a script gives: what is given last holds.
      const isOption = standing.unread.length === 0 && /^--[a-z][a-z-]+$/.test(name ?? '');
      const text = `give it ${name}, with a value that it can use${expected ? ` (${expected})` : ''}`;
      return {
        words: '',
        object: settingObject(undefined, fix),
        proof: [],
        fixes: isOption ? [giveOptions(text, [name as string], fix)] : [],
        decides: `${nowhere}${standing.unread.length > 0 ? `, and ${standing.unread.join(', ')} could not be read` : ''}`,
      };
    }
  }
}

/** The program does not say them, and would do without. */
export const hasBlanks = ({ name, value: whole }: Setting, value: string | undefined): boolean =>
  whole !== undefined && name !== undefined && whole.trim() === value?.trim() && whole !== whole.trim();

/** What a start script gives goes before what the spec does. */
function placeInScript({ name, start, line, quote, command, without }: Assigned, value: string | undefined, fix: WorkloadFix): Place {
  const hidden = variablesOf(fix.subject, fix.evidence).find((one) => one.name === name && one.value && one.value !== value);
  const removed =
    hidden &&
    changeSettings(
      `take line ${line} out, so that ${placeOf(hidden)} holds, ${hidden.value}`,
      [{ setting: start.setting, to: without }],
      fix,
    );
  return {
    words: `; ${start.where} gives it that in line ${line} (${quote})${command === undefined || value ? '' : ', as the command there gave nothing'}`,
    object: settingObject(start.setting, fix),
    proof: [namedProof({ setting: start.setting, line: quote }, fix)],
    fixes: present(removed, advised(`correct line ${line}${command === undefined ? '' : `, or what "${command}" reads`}`)),
    decides: 'whether the script comes to that line',
  };
}
/** What a Deployment puts behind the name of a pod: letters and digits by chance (apiserver names/generate.go). A StatefulSet counts. */
const isOfPodName = (value: string, { owner, subject: { pod } }: WorkloadFix) =>
  owner.kind !== 'StatefulSet' && /^[a-z0-9]{5}$/.test(value) && pod.metadata.name.endsWith(`-${value}`);

const ofPodName = (fix: WorkloadFix): Place => ({
  words: `; it is the end of the pod's name, which is its host name too: a ${fix.owner.kind} ends the names of its pods by chance, only a StatefulSet numbers them (${fix.owner.name}-0, ${fix.owner.name}-1)`,
  object: fix.object('kind'),
  proof: [{ step: 'get', quote: `pod ${fix.subject.pod.metadata.name}, of ${fix.owner.kind} ${fix.owner.name}`, path: 'metadata.name' }],
  fixes: [advised(`run it as a StatefulSet, or tell it its number in another way than by its host name`)],
  decides: 'whether the program takes it from the host name',
});
