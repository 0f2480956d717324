import { decidedBy } from '../evidence/end.ts';
import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import { settingProof } from '../findings/setting-proof.ts';
import { rollback } from '../fixes/rollback.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { FactKind } from '../logs/fact.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { type ArgumentWords, givenBy, wrongWords } from '../trace/programs/argument-words.ts';
import { placeOf, type Setting, settingsOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

const OF_ARGUMENTS: readonly FactKind[] = [
  'flag-unknown',
  'value-invalid',
  'config-rejected',
  'config-malformed',
  'argument-missing',
  'usage-shown',
  // What argparse takes for no option, the application's name for one (gunicorn).
  'module-missing',
];
const SPEAKS = /\b(?:option|argument|flag|switch|parameter)s?\b/i;
const COMPLAINS =
  /\b(?:un(?:known|recogni[sz]ed|supported|expected|defined)|invalid|illegal|bad|malformed|no such|not (?:an? )?(?:valid|recogni[sz]ed|defined|known|supported|allowed))\b/i;

export const argumentWords: Cause = {
  id: 'argument-words',
  title: 'a word of its command line holds several arguments, or a part of one',
  tier: 'kubernetes',
  covers: ['cfg.bad-flag'],
  // What the program calls unknown, or a wrong value, is right but for that.
  rung: RUNG.confirmed - 2,

  detect(subject, evidence) {
    const fact = decidedBy(subject);
    // Others repeat their arguments as they end for another reason.
    if (
      !fact ||
      !(OF_ARGUMENTS.includes(fact.kind) || (fact.kind === 'fatal-line' && SPEAKS.test(fact.quote) && COMPLAINS.test(fact.quote)))
    )
      return undefined;
    const found = wrongWords(fact.quote, subject, evidence);
    if (!found) return undefined;
    const { container } = subject;
    const { list, words, at } = found;
    const setting = givenBy(found, settingsOf(subject, evidence), subject);
    const fix = new WorkloadFix(subject, evidence);
    const back = rollback(subject, evidence, (change) => /(?:^| )(?:command|args) /.test(change));
    const where = words.length === 1 ? `${list}[${at}]` : `${list}[${at}] to [${at + words.length - 1}]`;
    return {
      summary: `container ${container.name} is given its arguments in the wrong words: ${words.join(' ')} (${where}) ${faultOf(found, setting)}; the program says: ${fact.quote.slice(0, 160)}`,
      confidence: 'certain',
      object: fix.containerObject(`${list}[${at}]`),
      proof: [
        logProof(subject, fact),
        specProof(subject, list, JSON.stringify(container[list] ?? [])),
        ...present(setting && settingProof(setting, undefined, undefined, subject)),
        attemptProof(subject),
        ...present(back?.proof),
      ],
      fixes: [...present(back?.fix), inRightWords(found, setting, fix)],
    };
  },
};

/** One word has a blank in it that does not belong there. */
const hasBlank = ({ words, meant }: ArgumentWords) => words.length === 1 && meant.length === 1;

function faultOf(found: ArgumentWords, setting: Setting | undefined): string {
  const { words, meant, variable } = found;
  if (hasBlank(found)) return 'has a blank in it, where the value is to follow at once';
  if (words.length > 1) return `are ${words.length} words of what is to be one`;
  const from = setting ? ` ($(${variable}) of ${placeOf(setting)} is put in as one)` : '';
  return `is one word that holds ${meant.length}${from}: no shell takes it apart`;
}

function inRightWords(found: ArgumentWords, setting: Setting | undefined, fix: WorkloadFix): Fix {
  const { list, words, at, meant, alike } = found;
  const all = fix.subject.container[list] ?? [];
  const apart = (word: string) => alike.find((one) => one.word === word)?.meant ?? word;
  const value = [...all.slice(0, at).flatMap(apart), ...meant, ...all.slice(at + words.length).flatMap(apart)];
  return fix.patchJson(repairWords(found, setting), [{ op: 'replace', path: `${fix.containerPath}/${list}`, value }]);
}

function repairWords(found: ArgumentWords, setting: Setting | undefined): string {
  const { words, meant, alike } = found;
  if (hasBlank(found)) return `write it without the blank: ${meant[0]}`;
  if (words.length > 1) return `write it as one word: ${meant.join(' ')}`;
  const others = alike.length > 0 ? `, and so ${alike.map(({ word }) => word).join(', ')}` : '';
  return `write it as ${meant.length} words${others}${setting ? `; what ${placeOf(setting)} says later, it does not follow then` : ''}`;
}
