/** What the kubelet puts for $(NAME) in a variable or an argument comes from another setting: that is the one to change. */
import { namesIn } from '../../kube/expansion.ts';
import type { Setting } from './settings.ts';

/** The variable that gives a setting this text; the setting itself where it is written there. */
export function settingBehind(setting: Setting, text: string | undefined, settings: readonly Setting[]): Setting {
  let found = setting;
  // A variable may be made of others, each of them set before it.
  for (let step = 0; step < 5; step++) {
    const names = namesIn(found.written ?? '');
    const sources = settings.filter(
      (one) => one !== found && one.name !== undefined && names.includes(one.name) && holds(one, text, names.length),
    );
    const [source] = sources;
    if (!source || sources.length > 1 || (text !== undefined && found.written?.includes(text))) return found;
    found = source;
  }
  return found;
}

/** A Secret's value is not known: it can be the one only where nothing else is put in. */
const holds = ({ value }: Setting, text: string | undefined, count: number) =>
  value === undefined || text === undefined ? count === 1 : value.trim() !== '' && text.includes(value.trim());
