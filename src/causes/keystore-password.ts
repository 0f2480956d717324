import { decidedBy } from '../evidence/end.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import { settingObject, settingProof } from '../findings/setting-proof.ts';
import { askedSetting } from '../fixes/asked-setting.ts';
import { rollback } from '../fixes/rollback.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { Fact } from '../logs/fact.ts';
import { present } from '../present.ts';
import { keyPasswords, keystoreOptions, keystorePasswords, keystoresOf, type Named } from '../trace/java/keystores.ts';
import { placeOf, type Setting, settingsOf } from '../trace/settings/settings.ts';
import { type Cause, type Fix, RUNG } from './cause.ts';

export const keystorePassword: Cause = {
  id: 'keystore-password',
  title: 'the keystore password is not the one that the keystore was made with',
  tier: 'kubernetes',
  covers: ['cfg.keystore-password'],
  rung: RUNG.confirmed - 1,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'config-rejected');
    if (!fact?.phrase.endsWith('keystore-password')) return undefined;
    const { container } = subject;
    const settings = settingsOf(subject, evidence);
    const { isOfKey, ofKey, passwords } = askedFor(fact, settings);
    const stores = keystoresOf(subject, settings, evidence);
    const fix = new WorkloadFix(subject, evidence);
    const back = rollback(subject, evidence, (change) => /(?:^| )(?:image|env|mount|volume) ?/.test(change));
    const file = stores.map(({ path, object }) => `${path}${object ? ` (${object})` : ''}`).join(' or ');
    const places = [...passwords, ...keystoreOptions(settings)];
    const told = places.length > 0 ? ` in ${places.map(placeOf).join(' or ')}` : '';
    return {
      summary: `container ${container.name} cannot ${isOfKey ? 'take the key out of' : 'open'} its keystore${file ? ` ${file}` : ''}: the ${
        isOfKey && !ofKey ? '' : ofKey ? 'key ' : 'keystore '
      }password${told} is not the one that ${isOfKey ? 'the key in it was locked with' : 'it was made with'}${isOfKey && !ofKey ? ', which may be another than that of the keystore' : ''}`,
      confidence: 'likely',
      object: settingObject(places.length === 1 ? places[0] : undefined, fix),
      proof: [
        logProof(subject, fact),
        // A password that stands in the spec is not shown.
        ...passwords.filter(({ place }) => place.kind === 'secret').map((setting) => settingProof(setting, undefined, undefined, subject)),
        attemptProof(subject),
        ...present(back?.proof),
      ],
      fixes: [...present(back?.fix), ...passwords.flatMap((setting) => setAnew(setting, ofKey, fix) ?? [])],
      decides: 'whether the keystore opens with that password where you have both: keytool -list -keystore FILE',
    };
  },
};

interface AskedFor {
  /** The keystore was opened, and the key in it has a password of its own (openjdk/jdk:src/java.base/share/classes/sun/security/provider/KeyProtector.java). */
  isOfKey: boolean;
  /** Are these such passwords, by their names? */
  ofKey: boolean;
  passwords: Named[];
}

function askedFor({ quote }: Fact, settings: readonly Setting[]): AskedFor {
  const isOfKey = /Cannot recover key|Get Key failed/.test(quote);
  const own = isOfKey ? keyPasswords(settings) : [];
  return { isOfKey, ofKey: own.length > 0, passwords: own.length > 0 ? own : keystorePasswords(settings) };
}

function setAnew(setting: Named, ofKey: boolean, fix: WorkloadFix): Fix | undefined {
  const text = `set ${placeOf(setting)} to the password that ${ofKey ? 'the key in the keystore was locked with' : 'the keystore was made with'}`;
  const what = ofKey ? 'the password of the key' : 'the password of the keystore';
  return askedSetting(text, setting, { name: setting.name, refused: undefined, what }, fix);
}
