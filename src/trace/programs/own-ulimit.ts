/**
 * A limit that a container's own script sets before its program starts: ulimit -u 20, ulimit -n "$OPEN_FILES" (POSIX ulimit; bash and dash
 * have the same letters).
 */
import { escaped } from '../../escaped.ts';
import { type Change, fileOf, type Setting } from '../settings/settings.ts';
import { isForShell } from './start-text.ts';

export interface OwnUlimit {
  /** ulimit -u 20 */
  text: string;
  /** Where its number stands: the script, or the variable that the script takes it from. */
  setting: Setting;
  /** The script without it, or the variable with a larger number. */
  change: Change;
}

/** `letters`: u processes and threads, n open files, v address space, d data, in kilobytes where they are sizes. */
export function ownUlimit(letters: string, settings: readonly Setting[]): OwnUlimit | undefined {
  const form = new RegExp(
    `(?<![\\w-])ulimit (?:-[HS] )?-[HS]?[${letters}] ?(?:\\d{1,12}(?!\\d)|"?\\$\\{?(\\w{1,60})(?::?[-=]\\d{0,12})?\\}?"?)`,
  );
  for (const setting of settings) {
    const written = setting.written ?? '';
    const [text, name] = (isForShell(setting) && form.exec(written)) || [];
    if (text === undefined) continue;
    const given = name === undefined ? undefined : settings.find((one) => one.name === name && fileOf(one) === undefined);
    if (name !== undefined && !isNumber(given)) continue;
    if (given) return { text, setting: given, change: { setting: given, to: larger(given, 0) } };
    const to = written.replace(new RegExp(`${escaped(text)}[ \\t]*(?:;|&&|\\n)?[ \\t]*`), '');
    return { text, setting, change: { setting, to } };
  }
  return undefined;
}

/** OPEN_FILES, NOFILE, APP_MAX_FDS, ULIMIT_NOFILE */
const FILES =
  /(?<!(?:CACHE|DB|LOG|STORE|TABLE)(?:_MAX)?)(?:^|_)(?:OPEN_?FILES?|NO_?FILES?|FDS?|FILE_?DESCRIPTORS?|ULIMIT_N)(?:_(?:LIMIT|MAX))?$|^ULIMIT$/i;
/** The least soft limit that a process of a container has where nobody lowers it (systemd's and Docker's default). */
const USUAL_FILES = 1024;

/** A variable that its image's own script takes the limit of open files from, by its name; one that is no lower than usual is some other bound. */
export function filesLimit(settings: readonly Setting[]): OwnUlimit | undefined {
  const setting = settings.find((one) => FILES.test(one.name ?? '') && isNumber(one) && Number(one.value) < USUAL_FILES);
  return setting && { text: `${setting.name}=${setting.value}`, setting, change: { setting, to: larger(setting, USUAL_FILES) } };
}

const isNumber = (setting: Setting | undefined): boolean =>
  setting !== undefined && fileOf(setting) === undefined && /^[1-9]\d{0,8}$/.test(setting.value ?? '');

const larger = ({ value }: Setting, least: number): string => String(Math.max(least, Number(value) * 4));
