/**
 * A limit that a container's own script sets before its program starts: ulimit -u 20, ulimit -n "$OPEN_FILES" (POSIX ulimit; bash and dash
 * have the same letters).
 */
import { escaped } from '../../escaped.ts';
import { BINARY } from '../../kube/quantity.ts';
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

/** `letters`: u processes and threads, n open files, f the size of a file in blocks, v address space, d data, in kilobytes where they are sizes. */
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

/** MAX_MEMORY_MB, WORKER_MEM_LIMIT_MIB, MEMORY_LIMIT_GB: in whole units that the name tells. */
const MEMORY = /(?:^|_)(?:MAX_?MEM(?:ORY)?|MEM(?:ORY)?_?(?:LIMIT|MAX))_?(M|G)I?B$/i;

/** Python's MemoryError is malloc's (Python/errors.c): it has no heap that is told a size. */
export const ownMemoryLimit = (
  runtime: string | undefined,
  settings: readonly Setting[],
  room: number | undefined,
): OwnUlimit | undefined => ownUlimit('vd', settings) ?? (runtime === 'python' ? memoryLimitTold(settings, room) : undefined);

/**
 * A variable by whose name a program limits its own memory (setrlimit), where that is less than the container may use (`room`, in bytes).
 * No more than that is of use: some of it is other than the program's data.
 */
export function memoryLimitTold(settings: readonly Setting[], room: number | undefined): OwnUlimit | undefined {
  for (const setting of settings) {
    const unit = MEMORY.exec(setting.name ?? '')?.[1]?.toLowerCase();
    const size = unit && isNumber(setting) ? BINARY[unit] : undefined;
    if (size === undefined || Number(setting.value) * size >= (room ?? Number.POSITIVE_INFINITY)) continue;
    const most = room === undefined ? Number.POSITIVE_INFINITY : Math.floor((room * 0.9) / size);
    const to = Math.min(Number(larger(setting, 0)), most);
    if (to > Number(setting.value)) return { text: `${setting.name}=${setting.value}`, setting, change: { setting, to: String(to) } };
  }
  return undefined;
}

const isNumber = (setting: Setting | undefined): boolean =>
  setting !== undefined && fileOf(setting) === undefined && /^[1-9]\d{0,8}$/.test(setting.value ?? '');

const larger = ({ value }: Setting, least: number): string => String(Math.max(least, Number(value) * 4));
