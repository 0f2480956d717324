/** A limit that a container's own script sets before its program starts: ulimit -u 20 (POSIX ulimit; bash and dash have the same letters). */
import type { Change, Setting } from '../settings/settings.ts';
import { isForShell } from './start-text.ts';

export interface OwnUlimit {
  /** ulimit -u 20 */
  text: string;
  setting: Setting;
  /** The script without it. */
  without: Change;
}

/** `letters`: u processes and threads, n open files, v address space, d data, in kilobytes where they are sizes. */
export function ownUlimit(letters: string, settings: readonly Setting[]): OwnUlimit | undefined {
  const form = new RegExp(`(?<![\\w-])ulimit (?:-[HS] )?-[HS]?[${letters}] ?\\d{1,12}(?!\\d)`);
  for (const setting of settings) {
    const written = setting.written ?? '';
    const text = isForShell(setting) ? form.exec(written)?.[0] : undefined;
    if (text === undefined) continue;
    const to = written.replace(new RegExp(`${text}[ \\t]*(?:;|&&|\\n)?[ \\t]*`), '');
    return { text, setting, without: { setting, to } };
  }
  return undefined;
}
