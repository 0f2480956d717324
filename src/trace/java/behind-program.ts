/** An option that stands behind the program which java or node runs: it is the program's own argument, and the runtime does not read it. */
import type { Setting } from '../settings/settings.ts';

/** Options that take the next word (the java launcher's help; nodejs.org/api/cli.html). */
const WITH_VALUE =
  /^(?:-cp|-classpath|--class-path|-p|--module-path|--add-modules|--add-opens|--add-exports|--add-reads|--upgrade-module-path|-r|--require|--import|--loader|--env-file)$/;
/** Behind these stands the program itself. */
const NAMES_PROGRAM = /^(?:-jar|-m|--module)$/;

export function isBehindProgram(setting: Setting, settings: readonly Setting[]): boolean {
  const words = settings.filter(({ place }) => place.kind === 'argument');
  const isOwn = ({ place }: Setting) => JSON.stringify(place) === JSON.stringify(setting.place);
  const own = setting.place.kind === 'argument' ? words.findIndex(isOwn) : -1;
  let at = words.findIndex(({ written = '' }) => /(?:^|\/)(?:java|node)$/.test(written)) + 1;
  if (own < 0 || at === 0) return false;
  for (; at < words.length; at++) {
    const { written = '' } = words[at] as Setting;
    if (NAMES_PROGRAM.test(written)) return own > at + 1;
    if (WITH_VALUE.test(written)) at++;
    else if (!/^[-$@]/.test(written)) return own > at;
  }
  return false;
}
