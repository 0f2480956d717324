import { decidedBy } from '../evidence/end.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { hasBlanks, placeOfValue } from '../findings/refused-value.ts';
import { rollback } from '../fixes/rollback.ts';
import { expectedWords, reasonOf } from '../fixes/value.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { Fact } from '../logs/fact.ts';
import { present } from '../present.ts';
import { changeOf } from '../trace/history/touches.ts';
import { emptiedWord } from '../trace/programs/emptied-word.ts';
import { languageOfNothing } from '../trace/settings/given-nothing.ts';
import { nothingRead } from '../trace/settings/nothing-read.ts';
import { type RefusedValue, refusedValue, type Standing } from '../trace/settings/refused-value.ts';
import { settingsOf } from '../trace/settings/settings.ts';
import { isEncodedUrl, isTimeZone } from '../trace/settings/value-meant.ts';
import { type Cause, RUNG } from './cause.ts';

export const invalidValue: Cause = {
  id: 'invalid-value',
  title: 'a setting has a value that the program cannot use',
  tier: 'kubernetes',
  covers: ['cfg.bad-value', 'cfg.rollout-regression', 'cfg.downward'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'value-invalid');
    // What has no value at all is told by missing-variable.
    if (!fact || nothingRead(subject, evidence) || emptiedWord(subject, evidence)) return undefined;
    const { value: told, frame, name: called } = fact.fields;
    if (fact.phrase === 'general/locale' || fact.phrase.endsWith('/pem-text')) return undefined;
    // A zone that there is, is refused where the image has no time zone data.
    if (fact.phrase === 'general/time-zone' && told !== undefined && isTimeZone(told)) return undefined;
    const refused = refusedValue(fact, subject, evidence);
    const { standing, value, isAddress, isMeant } = refused;
    const setting = 'setting' in standing ? standing.setting : undefined;
    // What is not set at all cannot be used either; that is another cause.
    if (fact.phrase === 'general/variable-refused' && standing.at === 'nowhere' && standing.unread.length === 0) return undefined;
    // What the line reads besides, nobody has seen.
    const isByCode = fact.phrase.endsWith('/value-of-environment');
    if (isByCode && !setting) return undefined;
    const isOption = called?.startsWith('-') && setting?.value?.trim() !== told?.trim();
    const name = isOption ? called : (setting?.name ?? (standing.at === 'start script' ? standing.assigned.name : called));
    const fix = new WorkloadFix(subject, evidence);
    // The program has written a Secret's value into its log; we don't repeat it. The host is a part of an address, which the program has said.
    const isSecret = setting?.place.kind === 'secret' || standing.at === 'key of a cipher';
    const whole = setting && hasBlanks(setting, value) ? setting.value : value;
    const shown = whole === undefined || (isSecret && !isAddress) ? '' : ` "${whole}"`;
    const place = placeOfValue(refused, fact, { name, shown }, fix);
    const back = wayBack(standing, subject, evidence);
    const expected = expectedWords(fact.fields.expected);
    const reason = reasonOf(fact.fields.expected);
    return {
      summary: [
        `container ${subject.container.name} cannot use the ${isAddress ? 'address' : 'value'}${shown}`,
        name && isMeant ? ` ${isAddress ? 'in' : 'of'} ${name}` : '',
        isByCode && frame ? ` (at ${frame})` : '',
        expected ? `; it wants ${expected}` : reason ? `: ${reason}` : '',
        place.words,
        madeOfNothing(told, standing),
        told !== undefined && isEncodedUrl(told) ? '; it is base64 of a URL, as of a Secret that was encoded twice' : '',
        urlFault(fact.quote),
      ].join(''),
      confidence: isSeen(refused, fact, subject, evidence) && !isByCode && isMeant ? 'certain' : 'likely',
      object: place.object,
      proof: [
        isSecret ? { ...logProof(subject, fact), quote: withoutValues(fact.quote) } : logProof(subject, fact),
        ...place.proof,
        ...present(back?.proof),
        attemptProof(subject),
      ],
      fixes: [...present(back?.fix), ...place.fixes],
      decides: isByCode ? `whether it is the value of ${name} that this line of code cannot use` : place.decides,
    };
  },
};

/** Nobody has written it: the variable or entry that the program reads is not there. */
function madeOfNothing(told: string | undefined, standing: Standing): string {
  const language = told !== undefined && standing.at === 'nowhere' ? languageOfNothing(told) : undefined;
  return language ? `; that is what ${language} makes of nothing: most likely a variable that the program reads is not set` : '';
}

/** The value was read where it stands. */
function isSeen({ standing }: RefusedValue, { quote }: Fact, subject: Subject, evidence: Evidence): boolean {
  if (standing.at === 'file of the pod') {
    const { path } = standing.file;
    return quote.includes(path) || settingsOf(subject, evidence).some(({ value }) => value?.includes(path));
  }
  return standing.at === 'setting' || standing.at === 'file' || standing.at === 'start script';
}

/**
 * What another container does, what a pod tolerates or how much memory it has gives the program no other value. Nor does another revision,
 * where the value stands in an object that both of them read.
 */
function wayBack(standing: Standing, subject: Subject, evidence: Evidence) {
  const place = 'setting' in standing ? standing.setting.place : undefined;
  const object = standing.at === 'file' ? standing.file.name : place && 'object' in place ? place.object : undefined;
  return rollback(subject, evidence, (change) => {
    const what = changeOf(change, subject.container.name);
    if (what === undefined || !/^(?:image|command|args|env|envFrom|mount|volume)\b/.test(what)) return false;
    return object === undefined || /^(?:image|command|args)\b/.test(what) || isOfObject(what, object);
  });
}

/** A list that names the object before and after the change is about another one. */
function isOfObject(what: string, object: string): boolean {
  const [before = '', after = ''] = what.split(' → ');
  return /^envFrom\b/.test(what) ? before.includes(object) !== after.includes(object) : what.includes(object);
}

/** net/url's words (golang/go:src/net/url/url.go); what stands in a password may be read as the end of the host. */
const URL_FAULTS: readonly [words: RegExp, fault: string][] = [
  [/control character/, 'it holds a control character, such as a line break at its end'],
  [/invalid URL escape/, 'a percent sign in it, as in a password, has to be written %25'],
  [/invalid userinfo/, 'its user or password has a sign that has to be percent-encoded'],
  [
    /invalid port ".{0,200}" after host/,
    'what follows its host is no port; a /, ? or # in a password has to be percent-encoded (%2F, %3F, %23)',
  ],
];

function urlFault(quote: string): string {
  const fault = URL_FAULTS.find(([words]) => words.test(quote))?.[1];
  return fault ? `; ${fault}` : '';
}

/** What stands in quotation marks is the value, or a part of it. */
const withoutValues = (quote: string) => quote.replace(/"[^"]*"/g, '"[hidden]"');
