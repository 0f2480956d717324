import { escaped } from '../escaped.ts';
import { decidedBy } from '../evidence/end.ts';
import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import { settingObject, settingProof } from '../findings/setting-proof.ts';
import { advised } from '../fixes/fix.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { present } from '../present.ts';
import { localesInside } from '../trace/inside/inside-locales.ts';
import { placeOf, type Setting, variablesOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

/** The variables of which setlocale(LC_ALL, "") takes the names (POSIX 8.2); LANGUAGE is for messages alone. */
const OF_LOCALE = /^(?:LANG|LC_(?:ALL|COLLATE|CTYPE|MESSAGES|MONETARY|NUMERIC|TIME))$/;
/** Every C library has the first two, Debian and Alpine the third. */
const EVERYWHERE = /^(?:C|POSIX|C\.UTF-?8)?$/i;
const SAFE = 'C.UTF-8';

export const localeMissing: Cause = {
  id: 'locale-missing',
  title: 'a variable names a locale that the image does not have',
  tier: 'kubernetes',
  covers: ['cfg.bad-value'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'value-invalid');
    if (fact?.phrase !== 'general/locale') return undefined;
    const { container } = subject;
    const variables = variablesOf(subject, evidence);
    const asked = askedLocale(valueOf(subject.log())?.block ?? []);
    const own = asked?.literal ?? fact.fields.value;
    const named = variables.filter((one) =>
      own === undefined ? isMeant(one, asked?.code) : one.value !== undefined && wordsOf(one.value).includes(own),
    );
    const isSecond = (asked?.code !== undefined && named.length !== 1) || named.some((one) => isHidden(one, variables));
    const fix = new WorkloadFix(subject, evidence);
    const locales = named.length === 0 ? undefined : localesInside(subject, evidence);
    const lacks = locales && named.some(({ value }) => value !== undefined && !locales.has(value));
    const told =
      own && named.length === 0
        ? [`${own}, by its own code`]
        : named.map((one) => `${one.value ?? 'a value that is not read'} (${placeOf(one)})`);
    const repair = changeSettings(
      `${own === undefined ? 'set' : 'name'} ${own === undefined ? `${named.map(({ name }) => name).join(' and ')} to ${SAFE}` : `${SAFE} in ${named.map(({ name }) => name).join(' and ')}`}, which images have without more`,
      named
        .filter(({ place, written }) => place.kind !== 'secret' && (own === undefined || written?.includes(own)))
        .map((setting) => ({ setting, to: own === undefined ? SAFE : (setting.written as string).replace(own, SAFE) })),
      fix,
    );
    return {
      summary: `the program in container ${container.name} asks for a locale that image ${container.image ?? ''} does not have${told.length > 0 ? `: ${told.join(' and ')}` : ''}`,
      confidence: told.length > 0 && !isSecond ? 'certain' : 'likely',
      object: settingObject(named[0], fix),
      proof: [
        logProof(subject, fact),
        ...named.map((one) => settingProof(one, undefined, undefined, subject)),
        ...present(lacks && locales.proof),
        attemptProof(subject),
      ],
      fixes: [
        ...present(repair),
        advised(`${repair ? 'or ' : ''}build the image with that locale: package locales, and locale-gen (Debian)`),
      ],
      decides: 'what locale -a prints in the image',
    };
  },
};

interface AskedLocale {
  /** setlocale(LC_TIME, "de_DE.UTF-8") */
  literal?: string | undefined;
  /** setlocale(LC_ALL, os.environ["APP_LOCALE"]): what is neither a text nor empty. */
  code?: string | undefined;
}

/** Where the code that failed is shown. With "" it takes the name from the variables of POSIX, else from wherever it says. */
function askedLocale(block: readonly string[]): AskedLocale | undefined {
  const second = block.map((line) => /\bsetlocale\([^(),]{1,60},\s*(\S.{0,120})\)\s*$/.exec(line)?.[1]).find(Boolean);
  if (second === undefined || /^(["'])\1$/.test(second)) return undefined;
  const literal = /^(["'])([\w.@-]+)\1$/.exec(second)?.[2];
  return literal === undefined ? { code: second } : { literal };
}

/** Named in that code, or, where it goes by another name there, with a locale as its value; without such code those of POSIX. */
function isMeant({ name, value = '' }: Setting, code: string | undefined): boolean {
  if (name === undefined || EVERYWHERE.test(value)) return false;
  if (code === undefined) return OF_LOCALE.test(name);
  return (
    new RegExp(`\\b${escaped(name)}\\b`).test(code) || (!OF_LOCALE.test(name) && !/["']/.test(code) && /^[a-z]{2,3}_[A-Z]{2}\b/.test(value))
  );
}

/** --locale=de_DE.utf8 is the option and its value. */
const wordsOf = (value: string) => value.split(/[\s=]+/);

/** LC_ALL goes before all others (POSIX 8.2). */
const isHidden = ({ name }: Setting, all: readonly Setting[]) => name !== 'LC_ALL' && all.some((one) => one.name === 'LC_ALL' && one.value);
