import { decidedBy } from '../evidence/end.ts';
import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import { secretFile } from '../fixes/mount.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { only } from '../only.ts';
import { placeOf, settingsOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

export const secretForPath: Cause = {
  id: 'secret-for-path',
  title: 'a variable that is to name a file holds what a Secret has, and no path',
  tier: 'kubernetes',
  covers: ['app.missing-file', 'cfg.bad-value'],
  rung: RUNG.said - 1,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'file-missing');
    const path = fact?.fields.path;
    // A name with a slash or a short ending is a path, be it a wrong one.
    if (!fact || !path || (!IS_TEXT.test(path) && (path.includes('/') || /\.\w{1,5}$/.test(path)))) return undefined;
    const settings = settingsOf(subject, evidence);
    if (settings.some(({ value }) => value?.includes(path))) return undefined;
    const setting = only(settings.filter(({ name = '', place }) => place.kind === 'secret' && OF_PATHS.test(name)));
    if (setting?.place.kind !== 'secret' || setting.name === undefined) return undefined;
    const { name } = setting;
    const { object, key } = setting.place;
    const fix = new WorkloadFix(subject, evidence);
    return {
      summary: `container ${subject.container.name} opens what ${name} holds as the path of a file, and ${name} holds the text of ${placeOf(setting)} itself; there is no file of that name`,
      confidence: 'likely',
      object: fix.containerObject(`env[${name}]`),
      proof: [
        // It is the Secret's value most likely; we don't repeat it.
        { ...logProof(subject, fact), quote: withoutText(fact.quote, path) },
        specProof(subject, `env ${name}`, `from key ${key} of Secret ${object}`),
        attemptProof(subject),
      ],
      fixes: [secretFile(fix, name, { name: object, key })],
      decides: `whether ${name} is to be a path`,
    };
  },
};

/** JSON, PEM, and the end of base64, be there slashes in it or not. */
const IS_TEXT = /^\s*(?:\{\s*(?:"|\\n|$)|\[\s*[{"])|-----BEGIN |^[\w+/]{8,}={1,2}$/;

/** Of JSON and PEM the path is only the first word: what follows is hidden, too. */
const withoutText = (quote: string, path: string): string =>
  (IS_TEXT.test(path) || path.startsWith('-----BEGIN')) && quote.includes(path)
    ? `${quote.slice(0, quote.indexOf(path))}[hidden]`
    : quote.replaceAll(path, '[hidden]');

/** SESSION_KEY_FILE, GOOGLE_CREDENTIALS_PATH. */
const OF_PATHS = /(?:^|_)(?:FILE|PATH|FILENAME|FILEPATH|KEYFILE|CERTFILE|CREDENTIALS)$/i;
