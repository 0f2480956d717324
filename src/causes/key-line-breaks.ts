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
const NAMED = /(?:PRIVATE|PUBLIC|SIGNING|RSA|JWT|SSH|TLS|SSL|PEM|CERT|(?:^|_)CA(?:_|$))|(?<!(?:API|ACCESS|LICEN[SC]E)_?)KEY$/i;
/** What other libraries say of a text that is no PEM: no proof of it by themselves. */
const SAID =
  /\bPEM\b|Neither PUB key nor PRIV key|unable to validate key|InvalidKeyFormat|cannot be coerced into a private key|(?:pars|read|load|decod|invalid|unsupported|malformed)\w{0,6}\b[^\n]{0,40}\bprivate key\b|\bprivate key\b[^\n]{0,40}\b(?:invalid|malformed|format|pars(?:e|ed|ing)|decod(?:e|ed|ing))\b/i;
/** It was read, and is another one. */
const OTHER_KEY = /does not match|mismatch/i;

export const keyLineBreaks: Cause = {
  id: 'key-line-breaks',
  title: 'a key in a variable has lost its line breaks',
  tier: 'kubernetes',
  covers: ['cfg.bad-value'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const fact = decidedBy(subject);
    const isSaid = fact !== undefined && /\/pem-text$/.test(fact.phrase);
    if (!fact || !(isSaid || (SAID.test(fact.quote) && !OTHER_KEY.test(fact.quote)))) return undefined;
    const { container } = subject;
    const variables = variablesOf(subject, evidence);
    const shown = variables.filter(isWithoutBreaks);
    if (!isSaid && shown.length === 0) return undefined;
    const hidden = shown.length > 0 ? [] : variables.filter(isHidden);
    const keys = shown.length > 0 ? shown : present(only(hidden));
    // The program may put the breaks in by itself, and another of its keys be the one that it cannot read.
    const others = variables.filter((one) => !keys.includes(one) && (/-----BEGIN /.test(one.value ?? '') || isHidden(one)));
    const fix = new WorkloadFix(subject, evidence);
    const isSure = isSaid && shown.length === 1 && others.length === 0;
    return {
      summary: `container ${container.name} cannot read a key or certificate as PEM${shown.length > 0 ? shownWords(shown) : unseenWords(hidden, variables)}`,
      confidence: isSure ? 'certain' : keys.length > 0 ? 'likely' : 'possible',
      object: settingObject(only(keys), fix),
      proof: [
        logProof(subject, fact),
        // Nothing of a key is shown.
        ...keys.filter(({ place }) => place.kind === 'secret').map((key) => settingProof(key, undefined, undefined, subject)),
        attemptProof(subject),
      ],
      fixes: breakLines(keys, fix),
      decides: 'the first line of that text: -----BEGIN …-----, alone on its line',
    };
  },
};

const isHidden = ({ name, place }: Setting) => place.kind === 'secret' && NAMED.test(name ?? '');

const shownWords = (shown: readonly Setting[]): string =>
  `: ${shown.map((key) => `${placeOf(key)} has ${/\\n/.test(key.value ?? '') ? '\\n written out' : 'blanks'} where its line breaks belong`).join(', and ')}`;

function unseenWords(hidden: readonly Setting[], variables: readonly Setting[]): string {
  const [one] = hidden;
  if (one && hidden.length === 1)
    return `; it most likely gets it from ${placeOf(one)}: most often the line breaks there are written out as \\n, or lost`;
  if (one) return `; it gets such from ${hidden.map(placeOf).join(' and ')}, in one of which the line breaks are most likely lost`;
  const other = only(variables.filter(isNoPem));
  return other
    ? `; what ${placeOf(other)} holds does not begin with -----BEGIN`
    : '; most often its line breaks are written out as \\n, or lost';
}

/** SSL_MODE and PUBLIC_HOST are about other things. */
const HOLDS = /(?:KEY|CERT|CERTIFICATE|CRT|PEM|CA|SECRET)(?:_?(?:DATA|PEM|CONTENT|BASE64|B64))?$/i;
/** By its name a key, and neither PEM nor the place of one. */
const isNoPem = ({ name, value }: Setting): boolean =>
  value !== undefined &&
  (NAMED.test(name ?? '') ? HOLDS.test(name ?? '') : /SECRET$/i.test(name ?? '')) &&
  !/-----BEGIN |^[./~]|:\/\//.test(value);

/** OpenSSL's lines: nothing but blanks may stand behind the first (openssl/openssl:crypto/pem/pem_lib.c). */
function isWithoutBreaks({ value }: Setting): boolean {
  return value !== undefined && /-----BEGIN [A-Z ]{1,40}-----(?:\s*\\n| +[\w+/])/.test(value);
}
