/** A key that envFrom gives as a variable, and that was set last, after the pods had started that are well: it may have had another name. */
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { only } from '../../only.ts';
import type { Setting } from '../settings/settings.ts';
import { type Change, changesBefore } from './changes.ts';

export interface RenamedKey {
  setting: Setting;
  change: Change;
}

/** Only where its name is like the one that is wanted: STRIPE_API_KEY, STRIPE_SECRET_KEY. */
export function renamedKey(wanted: string, variables: readonly Setting[], subject: Subject, evidence: Evidence): RenamedKey | undefined {
  const taken = (subject.container.envFrom ?? []).map(({ configMapRef, secretRef }) => configMapRef?.name ?? secretRef?.name);
  const change = only(
    changesBefore(subject, evidence).filter(({ isContrasted, wasMade, name }) => isContrasted && !wasMade && taken.includes(name)),
  );
  const setting =
    change &&
    only(
      variables.filter(
        ({ name = '', place }) =>
          (place.kind === 'secret' || place.kind === 'configmap') &&
          place.object === change.name &&
          change.keys.includes(place.key) &&
          isLike(name, wanted),
      ),
    );
  return setting && { setting, change };
}

/** Of the same sort, and with another word in common. */
function isLike(one: string, other: string): boolean {
  const [a, b] = [one.split('_'), other.split('_')];
  return one !== other && a.at(-1) === b.at(-1) && a.slice(0, -1).some((word) => b.slice(0, -1).includes(word));
}
