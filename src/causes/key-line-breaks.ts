import { decidedBy } from '../evidence/end.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import { settingObject, settingProof } from '../findings/setting-proof.ts';
import { breakLines } from '../fixes/key-line-breaks.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { only } from '../only.ts';
import { present } from '../present.ts';
import { placeOf, type Setting, variablesOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

/** How variables that hold keys and certificates are called. */
const NAMED = /(?:PRIVATE|PUBLIC|SIGNING|RSA|JWT|SSH|TLS|SSL|PEM|CERT|CA)\w*|KEY$/i;

export const keyLineBreaks: Cause = {
  id: 'key-line-breaks',
  title: 'a key in a variable has lost its line breaks',
  tier: 'kubernetes',
  covers: ['cfg.bad-value'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'value-invalid');
    if (!fact || !/\/pem-text$/.test(fact.phrase)) return undefined;
    const { container } = subject;
    const variables = variablesOf(subject, evidence);
    const shown = variables.filter(isWithoutBreaks);
    const hidden = shown.length > 0 ? [] : variables.filter(({ name, place }) => place.kind === 'secret' && NAMED.test(name ?? ''));
    const key = only(shown) ?? only(hidden);
    // The program may put the breaks in by itself, and another of its keys be the one that it cannot read.
    const others = variables.filter(
      (one) => one !== key && (/-----BEGIN /.test(one.value ?? '') || (one.place.kind === 'secret' && NAMED.test(one.name ?? ''))),
    );
    const fix = new WorkloadFix(subject, evidence);
    const known = key !== undefined && shown.includes(key);
    const repair = key && breakLines(key, fix);
    return {
      summary: `container ${container.name} cannot read a key or certificate as PEM${
        key
          ? known
            ? `: ${placeOf(key)} has \\n written out where its line breaks belong`
            : `; it most likely gets it from ${placeOf(key)}: most often the line breaks there are written out as \\n, or lost`
          : hidden.length > 1
            ? `; it gets such from ${hidden.map(placeOf).join(' and ')}, in one of which the line breaks are most likely lost`
            : '; most often its line breaks are written out as \\n, or lost'
      }`,
      confidence: known && others.length === 0 ? 'certain' : key ? 'likely' : 'possible',
      object: settingObject(key, fix),
      proof: [
        logProof(subject, fact),
        // Nothing of a key is shown.
        ...present(key?.place.kind === 'secret' && settingProof(key, undefined, undefined, subject)),
        attemptProof(subject),
      ],
      fixes: present(repair),
      decides: 'the first line of that text: -----BEGIN …-----, alone on its line',
    };
  },
};

function isWithoutBreaks({ value }: Setting): boolean {
  return value !== undefined && /-----BEGIN [A-Z ]+-----\s*\\n/.test(value);
}
