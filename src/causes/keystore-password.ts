import { decidedBy } from '../evidence/end.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import { settingObject, settingProof } from '../findings/setting-proof.ts';
import { askedSetting } from '../fixes/asked-setting.ts';
import { rollback } from '../fixes/rollback.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { present } from '../present.ts';
import { keystorePasswords, keystoresOf } from '../trace/java/keystores.ts';
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
    const passwords = keystorePasswords(settings);
    const stores = keystoresOf(subject, settings, evidence);
    const fix = new WorkloadFix(subject, evidence);
    const back = rollback(subject, evidence, (change) => /(?:^| )(?:image|env|mount|volume) ?/.test(change));
    const [only] = passwords;
    const file = stores.map(({ path, object }) => `${path}${object ? ` (${object})` : ''}`).join(' or ');
    const told = passwords.length > 0 ? ` in ${passwords.map(placeOf).join(' or ')}` : '';
    return {
      summary: `container ${container.name} cannot open its keystore${file ? ` ${file}` : ''}: the keystore password${told} is not the one that it was made with`,
      confidence: 'likely',
      object: settingObject(passwords.length === 1 ? only : undefined, fix),
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
              `set ${placeOf(setting)} to the password that the keystore was made with`,
              setting,
              { name: setting.name, refused: undefined, what: 'the password of the keystore' },
              fix,
            ) ?? [],
        ),
      ],
      decides: 'whether the keystore opens with that password where you have both: keytool -list -keystore FILE',
    };
  },
};
