/** The port of Node.js's debugger, which listens before the program does: --inspect[=[HOST:]PORT] (nodejs.org/api/cli.html). */
import { only } from '../../only.ts';
import type { Setting } from '../settings/settings.ts';

const OPTION = /(?:^|\s)--inspect(?:-brk|-wait|-port)?(?:=(?:[^\s:=]{0,250}:)?(\d{1,5}))?(?=\s|$)/;
const DEFAULT = 9229;

/** The setting that opens it on this port. */
export function inspectorOn(port: number, settings: readonly Setting[]): Setting | undefined {
  return only(
    settings.filter(({ name, place, value = '' }) => {
      if (name !== 'NODE_OPTIONS' && place.kind !== 'argument') return false;
      const found = OPTION.exec(value);
      return found !== null && Number(found[1] ?? DEFAULT) === port;
    }),
  );
}
