/** The page that a container asks another program for, by an address in one of its settings, and another one that is answered. */
import { escaped } from '../escaped.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { Subject } from '../evidence/subject.ts';
import { changeSettings } from '../fixes/settings.ts';
import type { WorkloadFix } from '../fixes/workload.ts';
import { only } from '../only.ts';
import type { Fix } from '../report.ts';
import { isReady } from '../trace/network/backends.ts';
import type { ServedFiles } from '../trace/servers/served-files.ts';
import type { Server } from '../trace/servers/server.ts';
import { type Setting, variablesOf } from '../trace/settings/settings.ts';

export interface PathOfSetting {
  setting: Setting;
  path: string;
  without: string;
}

/** The only setting that gives an address of the host with a path, and the address without. */
export function pathOfSetting(host: string, subject: Subject, evidence: Evidence): PathOfSetting | undefined {
  const form = new RegExp(`^(https?://(?:[^@/\\s]{0,200}@)?${escaped(host)}(?::\\d{1,5})?)(/[^?#\\s]{1,200})$`, 'i');
  return only(
    variablesOf(subject, evidence).flatMap((setting) => {
      const [, without, path] = form.exec(setting.written?.trim() ?? '') ?? [];
      return without === undefined || path === undefined ? [] : [{ setting, path: path.replace(/\/$/, ''), without }];
    }),
  );
}

/** A page by which a server says whether it is well. */
const HEALTH = /(?:health|ready|readiness|live|liveness|alive|ping|status|up)z?$/i;

/** What the server's own probe asks for, and gets. */
export function askHealth({ setting, path, without }: PathOfSetting, server: Server | undefined, fix: WorkloadFix): Fix | undefined {
  const { readinessProbe, livenessProbe } = server?.container ?? {};
  const other = readinessProbe?.httpGet?.path ?? livenessProbe?.httpGet?.path;
  if (!HEALTH.test(path) || !server?.pod || !isReady(server.pod) || !other?.startsWith('/') || other === path) return undefined;
  return changeSettings(
    `ask for ${other}, as the probe of ${server.pod.metadata.name} does, which passes`,
    [{ setting, to: `${without}${other}` }],
    fix,
  );
}

/** A page's address is no address of a server: without the file there is nothing to ask for. */
export function otherPath({ setting, path, without }: PathOfSetting, served: ServedFiles | undefined, fix: WorkloadFix): Fix | undefined {
  if (!isFile(path)) return changeSettings(`ask without ${path}`, [{ setting, to: without }], fix);
  const to = served && `${without}${path.slice(0, path.lastIndexOf('/') + 1)}${served.meant}`;
  return to === undefined ? undefined : changeSettings(`ask for ${served?.meant}, which is there, if that will do`, [{ setting, to }], fix);
}

export const isFile = (path: string) => /\.\w{1,8}$/.test(path);
