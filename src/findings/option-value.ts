/** An option that is given without what was to be its value. */

import { escaped } from '../escaped.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { askedSetting } from '../fixes/asked-setting.ts';
import { ask } from '../fixes/command.ts';
import { rollback } from '../fixes/rollback.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { Fact } from '../logs/fact.ts';
import { present } from '../present.ts';
import { secrecyOf } from '../redact/secret-name.ts';
import { startText } from '../trace/programs/start-text.ts';
import { placeOf, variablesOf } from '../trace/settings/settings.ts';
import type { Match } from './match.ts';
import { settingObject } from './setting-proof.ts';

/** The option is there, and what was to be its value is not. */
export function withoutValue(fact: Fact<'argument-missing'>, subject: Subject, evidence: Evidence): Match | undefined {
  const { container } = subject;
  const spellings = spellingsOf(fact);
  const given = (['args', 'command'] as const).flatMap((list) => {
    return (container[list] ?? []).flatMap((word, index, words) => {
      const option = spellings.find((one) => one === word || endsWith(one, word));
      return option === undefined ? [] : [{ list, index, option, isWhole: option === word, next: words[index + 1] }];
    });
  });
  // The same option with a value may stand before it, and a word that only ends with its letter.
  const lacking = given.filter(({ next }) => next === undefined || next.startsWith('-'));
  const found = lacking.find(({ isWhole }) => isWhole) ?? lacking[0];
  if (given.length > 0 && !found) return undefined;
  if (!found) return withoutFilling(spellings, fact, subject, evidence);
  const { list, index, option, next } = found;
  const fix = new WorkloadFix(subject, evidence);
  const back = rollback(subject, evidence, (change) => /(?:^| )(?:command|args|image)\b/.test(change));
  const variable = option.replace(/^-+/, '').replace(/\W/g, '_').toUpperCase();
  return {
    summary: `the program in container ${container.name} takes ${option} (${list}[${index}]) with a value, and is given none: ${next === undefined ? 'nothing stands behind it' : `${next} stands behind it, which is another option`}`,
    confidence: 'certain',
    object: fix.containerObject(`${list}[${index}]`),
    proof: [
      logProof(subject, fact),
      specProof(subject, list, (container[list] ?? []).join(' ')),
      attemptProof(subject),
      ...present(back?.proof),
    ],
    fixes: [
      ...present(back?.fix),
      fix.askWord(
        `give ${option} its value`,
        `/spec${fix.containerPath}/${list}/${index + 1}`,
        ask('', variable, `the value of ${option}`, secrecyOf(variable) !== 'none'),
        'add',
      ),
    ],
  };
}

/** Of several letters in one word the last one takes the value: bash -ec. */
const endsWith = (option: string, word: string): boolean =>
  /^-\w$/.test(option) && /^-[A-Za-z]{2,5}$/.test(word) && word.at(-1) === option[1];

/** argparse names all: -q/--queue. Others name one, without its hyphen where it is a letter. */
function spellingsOf({ fields: { options }, quote }: Fact<'argument-missing'>): string[] {
  const all = /\bargument (-[^\s:]{1,160}):/.exec(quote)?.[1]?.split('/') ?? [];
  return [options.length === 1 ? `-${options}` : options, ...all];
}

/** A shell puts the variable behind the option, and an empty one leaves no word there, unless it stands in quotation marks. */
function withoutFilling(
  spellings: readonly string[],
  fact: Fact<'argument-missing'>,
  subject: Subject,
  evidence: Evidence,
): Match | undefined {
  const start = startText(subject, evidence);
  const [text, option = '', name = ''] =
    new RegExp(`(?<!\\S)(${spellings.map(escaped).join('|')})[ \\t]+\\$\\{?(\\w{1,80})\\}?(?=[ \\t\\n;&|]|$)`).exec(start?.text ?? '') ??
    [];
  const setting = variablesOf(subject, evidence).find((one) => one.name === name);
  if (!start || !text || setting?.value) return undefined;
  const { container } = subject;
  const fix = new WorkloadFix(subject, evidence);
  const what = `the value of ${option}`;
  const own = setting
    ? askedSetting(`give ${name} a value`, setting, { name, refused: undefined, what }, fix)
    : fix.setEnv(`set ${name}`, [ask(`${name}=`, name, what, secrecyOf(name) !== 'none')]);
  return {
    summary: `the program in container ${container.name} takes ${option} with a value, and is given none: ${start.where} has ${text.trim()}, and ${setting ? `${placeOf(setting)} is ${setting.value === undefined ? 'not read, and most likely empty' : 'empty'}` : `nothing sets ${name}, as far as can be seen`}`,
    confidence: setting?.value === '' ? 'certain' : 'likely',
    object: setting ? settingObject(setting, fix) : fix.containerObject(`env[${name}]`),
    proof: [logProof(subject, fact), { step: 'get', quote: `${start.where}: ${text.trim()}` }, attemptProof(subject)],
    fixes: present(own),
    decides: `what ${name} is in the container`,
  };
}
