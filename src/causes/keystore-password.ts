import { decidedBy } from '../evidence/end.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import { settingObject, settingProof } from '../findings/setting-proof.ts';
import { askedSetting } from '../fixes/asked-setting.ts';
import { rollback } from '../fixes/rollback.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { present } from '../present.ts';
import { keyPasswords, keystoreOptions, keystorePasswords, keystoresOf } from '../trace/java/keystores.ts';
import { placeOf, settingsOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

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
    // The keystore was opened, and the key in it has a password of its own (openjdk/jdk:src/java.base/share/classes/sun/security/provider/KeyProtector.java).
    const isOfKey = /Cannot recover key|Get Key failed/.test(fact.quote);
    const ofKey = isOfKey ? keyPasswords(settings) : [];
    const passwords = ofKey.length > 0 ? ofKey : keystorePasswords(settings);
    const locked = ofKey.length > 0 ? 'the key in it was locked with' : 'it was made with';
    const stores = keystoresOf(subject, settings, evidence);
    const fix = new WorkloadFix(subject, evidence);
    const back = rollback(subject, evidence, (change) => /(?:^| )(?:image|env|mount|volume) ?/.test(change));
    const file = stores.map(({ path, object }) => `${path}${object ? ` (${object})` : ''}`).join(' or ');
    const places = [...passwords, ...keystoreOptions(settings)];
    const told = places.length > 0 ? ` in ${places.map(placeOf).join(' or ')}` : '';
    return {
      summary: `container ${container.name} cannot ${isOfKey ? 'take the key out of' : 'open'} its keystore${file ? ` ${file}` : ''}: ${
        isOfKey && ofKey.length === 0
          ? `the password${told} is not the one that the key in it was locked with, which may be another than that of the keystore`
          : `the ${ofKey.length > 0 ? 'key' : 'keystore'} password${told} is not the one that ${locked}`
      }`,
      confidence: 'likely',
      object: settingObject(places.length === 1 ? places[0] : undefined, fix),
      proof: [
        logProof(subject, fact),
        // A password that stands in the spec is not shown.
        ...passwords.filter(({ place }) => place.kind === 'secret').map((setting) => settingProof(setting, undefined, undefined, subject)),
        attemptProof(subject),
        ...present(back?.proof),
      ],
      fixes: [
        ...present(back?.fix),
        ...passwords.flatMap(
          (setting) =>
            askedSetting(
              `set ${placeOf(setting)} to the password that ${ofKey.length > 0 ? 'the key in the keystore was locked with' : 'the keystore was made with'}`,
              setting,
              {
                name: setting.name,
                refused: undefined,
                what: ofKey.length > 0 ? 'the password of the key' : 'the password of the keystore',
              },
              fix,
            ) ?? [],
        ),
      ],
      decides: 'whether the keystore opens with that password where you have both: keytool -list -keystore FILE',
    };
  },
};
