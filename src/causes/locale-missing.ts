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
    const own = ownLocale(valueOf(subject.log())?.block ?? []);
    const named = variablesOf(subject, evidence).filter(
      ({ name, value }) => own === undefined && name !== undefined && OF_LOCALE.test(name) && !EVERYWHERE.test(value ?? ''),
    );
    const isSecond = named.some((one) => isHidden(one, variablesOf(subject, evidence)));
    const fix = new WorkloadFix(subject, evidence);
    const locales = named.length === 0 ? undefined : localesInside(subject, evidence);
    const lacks = locales && named.some(({ value }) => value !== undefined && !locales.has(value));
    const told = own ? [`${own}, by its own code`] : named.map((one) => `${one.value ?? 'a value that is not read'} (${placeOf(one)})`);
    const repair = changeSettings(
      `set ${named.map(({ name }) => name).join(' and ')} to ${SAFE}, which images have without more`,
      named.filter(({ place }) => place.kind !== 'secret').map((setting) => ({ setting, to: SAFE })),
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

/** setlocale(LC_TIME, "de_DE.UTF-8"): what the code names, and no variable. */
const ownLocale = (block: readonly string[]): string | undefined =>
  block.map((line) => /setlocale\([^()]{0,60},\s*(["'])([\w.@-]+)\1/.exec(line)?.[2]).find(Boolean);

/** LC_ALL goes before all others (POSIX 8.2). */
const isHidden = ({ name }: Setting, all: readonly Setting[]) => name !== 'LC_ALL' && all.some((one) => one.name === 'LC_ALL' && one.value);
