/** The page that a container asks another program for, by an address in one of its settings, and another one that is answered. */
import { escaped } from '../escaped.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { Subject } from '../evidence/subject.ts';
import { changeSettings } from '../fixes/settings.ts';
import type { WorkloadFix } from '../fixes/workload.ts';
import { lastName, parentOf } from '../kube/folder.ts';
import { only } from '../only.ts';
import type { Fix } from '../report.ts';
import { isReady } from '../trace/network/backends.ts';
import { isForShell } from '../trace/programs/start-text.ts';
import type { ServedFiles } from '../trace/servers/served-files.ts';
import type { Server } from '../trace/servers/server.ts';
import { type Setting, settingsOf, variablesOf } from '../trace/settings/settings.ts';

export interface PathOfSetting {
  setting: Setting;
  path: string;
  /** The setting with another path behind the host; undefined: none. */
  with: (path: string) => string;
  /** It is an address that the program adds paths to; else the page itself. */
  isBase: boolean;
}

/** The only setting that gives an address of the host with a path; else the only page of it that a command or a script asks for. */
export function pathOfSetting(host: string, subject: Subject, evidence: Evidence): PathOfSetting | undefined {
  const address = `(https?://(?:[^@/\\s"']{0,200}@)?${escaped(host)}(?::\\d{1,5})?)`;
  const whole = new RegExp(`^${address}(/[^?#\\s]{1,200})$`, 'i');
  const base = only(
    variablesOf(subject, evidence).flatMap((setting): PathOfSetting[] => {
      const [, without, path] = whole.exec(setting.written?.trim() ?? '') ?? [];
      if (without === undefined || path === undefined) return [];
      return [{ setting, path: path.replace(/\/$/, ''), with: (other) => `${without}${other}`, isBase: true }];
    }),
  );
  if (base) return base;
  const within = new RegExp(`${address}(/[^?#\\s"'\`$|;&)<>]{1,200})(?![?#$])`, 'gi');
  return only(
    settingsOf(subject, evidence)
      .filter(isForShell)
      .flatMap((setting) =>
        [...(setting.written ?? '').matchAll(within)].map(({ 1: without = '', 2: path = '', 0: all, index, input }): PathOfSetting => {
          const replaced = (other: string) => `${input.slice(0, index)}${without}${other}${input.slice(index + all.length)}`;
          return { setting, path, with: replaced, isBase: false };
        }),
      ),
  );
}

/** A page by which a server says whether it is well. */
const HEALTH = /(?:health|ready|readiness|live|liveness|alive|ping|status|up)z?$/i;

/** What the server's own probe asks for, and gets: its page of health, or the file of that name. */
export function askProbed({ setting, path, with: asking }: PathOfSetting, server: Server | undefined, fix: WorkloadFix): Fix | undefined {
  const { readinessProbe, livenessProbe } = server?.container ?? {};
  const other = readinessProbe?.httpGet?.path ?? livenessProbe?.httpGet?.path;
  const isMeant = HEALTH.test(path) || (isFile(path) && lastName(path) === lastName(other ?? ''));
  if (!isMeant || !server?.pod || !isReady(server.pod) || !other?.startsWith('/') || other === path) return undefined;
  return changeSettings(
    `ask for ${other}, as the probe of ${server.pod.metadata.name} does, which passes`,
    [{ setting, to: asking(other) }],
    fix,
  );
}

/** A page's address is no address of a server: without the file there is nothing to ask for. */
export function otherPath(
  { setting, path, with: asking, isBase }: PathOfSetting,
  served: ServedFiles | undefined,
  fix: WorkloadFix,
): Fix | undefined {
  if (!isFile(path)) return isBase ? changeSettings(`ask without ${path}`, [{ setting, to: asking('') }], fix) : undefined;
  if (!served) return undefined;
  const there = `${served.folder ?? parentOf(path)}/${served.meant}`;
  const text = `ask for ${served.folder === undefined ? served.meant : there}, which is there${served.meant === lastName(path) ? '' : ', if that will do'}`;
  return changeSettings(text, [{ setting, to: asking(there) }], fix);
}

export const isFile = (path: string) => /\.\w{1,8}$/.test(path);
