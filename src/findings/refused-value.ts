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
import type { PodFile } from '../trace/settings/pod-file.ts';
import type { RefusedValue } from '../trace/settings/refused-value.ts';
import { placeOf, type Setting, variablesOf } from '../trace/settings/settings.ts';
import type { ValueInFile } from '../trace/settings/value-in-file.ts';
import { namedProof, settingObject, settingProof } from './setting-proof.ts';

export interface Place {
  /** For the sentence: "; it stands in env POOL_SIZE". */
  words: string;
  object: ObjectRef;
  proof: Proof[];
  fixes: Fix[];
  decides: string;
}

/** How the value is spoken of: `name`, what the program calls the setting; `shown`, its value as it may be told, with a blank before it. */
interface Spoken {
  name: string | undefined;
  shown: string;
}

export function placeOfValue(refused: RefusedValue, fact: Fact<'value-invalid'>, spoken: Spoken, fix: WorkloadFix): Place {
  const { standing, value } = refused;
  switch (standing.at) {
    case 'setting':
    case 'key of a cipher':
    case 'address unread':
      return placeInSetting(standing, refused, fact, spoken, fix);
    case 'start script':
      return placeInScript(standing.assigned, value, fix);
    case 'file':
      return placeInFile(standing.file, refused, fact, spoken, fix);
    case 'file of the pod':
      return placeInPodFile(standing.file, fact, spoken, fix);
    case 'nowhere':
      return value !== undefined && isOfPodName(value, fix) ? ofPodName(fix) : noPlace(standing.unread, fact, spoken, fix);
  }
}

const nowhere = ({ shown }: Spoken) =>
  `where the value${shown} comes from: no variable, argument or ConfigMap file that could be read has it`;

/** It stands there; whether the program has it from there is another matter. */
const orChance = (place: string) => `whether the program has that value from ${place}, or from its data`;

type InSetting = Extract<RefusedValue['standing'], { setting: Setting }>;

function placeInSetting(
  { at, setting }: InSetting,
  { value, isMeant, portless }: RefusedValue,
  fact: Fact<'value-invalid'>,
  spoken: Spoken,
  fix: WorkloadFix,
): Place {
  const field = fieldBehind(setting, fix.subject);
  const blanks = hasBlanks(setting, value);
  const taken = field ? `, which takes it ${fieldWords(field, fix.owner)}` : '';
  return {
    words: `; ${standsWords(at, isMeant)} ${placeOf(setting)}${taken}${blanks ? ', with blanks around it' : ''}`,
    object: settingObject(setting, fix),
    proof: [settingProof(setting, fact.fields.name, value, fix.subject)],
    fixes: valueFixes({ setting, value, name: spoken.name, fact, portless, blanks }, fix),
    decides: at === 'key of a cipher' ? `how long the value of ${spoken.name} is` : isMeant ? nowhere(spoken) : orChance(placeOf(setting)),
  };
}

function standsWords(at: InSetting['at'], isMeant: boolean): string {
  if (at === 'address unread') return 'it is in none of the settings that can be read, so it is likely in';
  if (at === 'key of a cipher') return 'it is by its name';
  return `${isMeant ? 'it' : 'the same'} stands in`;
}

function placeInFile(
  file: ValueInFile,
  { value, isMeant }: RefusedValue,
  fact: Fact<'value-invalid'>,
  spoken: Spoken,
  fix: WorkloadFix,
): Place {
  return {
    words: `; it stands in line ${file.line} of key ${file.key} of ConfigMap ${file.name}`,
    object: keyObject(fix.subject.namespace, file.name, file.key),
    proof: [lineProof(file, file.line, file.quote)],
    fixes: [repairFile(file, value ?? '', fact.fields.expected, fix)],
    decides: isMeant ? nowhere(spoken) : orChance(file.path),
  };
}

function placeInPodFile(file: PodFile, fact: Fact<'value-invalid'>, spoken: Spoken, fix: WorkloadFix): Place {
  const expected = expectedWords(fact.fields.expected);
  return {
    words: `; it is the text of ${file.path}, which is taken ${fieldWords(file.field, fix.owner)}`,
    object: settingObject(undefined, fix),
    proof: [specProof(fix.subject, file.path, `metadata.${file.field.list}['${file.field.key}']`)],
    fixes: [podFileFix(file, `the ${nameOfField(file.field)}${expected ? `, ${expected}` : ''}`, fix)],
    decides: nowhere(spoken),
  };
}

/** Its own default, or what a script gives: what is given last holds. */
function noPlace(unread: readonly string[], fact: Fact<'value-invalid'>, spoken: Spoken, fix: WorkloadFix): Place {
  const { name } = spoken;
  const expected = expectedWords(fact.fields.expected);
  const isOption = unread.length === 0 && /^--[a-z][a-z-]+$/.test(name ?? '');
  const text = `give it ${name}, with a value that it can use${expected ? ` (${expected})` : ''}`;
  return {
    words: '',
    object: settingObject(undefined, fix),
    proof: [],
    fixes: isOption ? [giveOptions(text, [name as string], fix)] : [],
    decides: `${nowhere(spoken)}${unread.length > 0 ? `, and ${unread.join(', ')} could not be read` : ''}`,
  };
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
