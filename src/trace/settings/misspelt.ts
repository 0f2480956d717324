/** Values that would be right without what stands around them. A shell takes quotation marks away; a file of variables, or YAML within YAML, does not. */
import { escaped } from '../../escaped.ts';
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { type Setting, variablesOf } from './settings.ts';

export interface Misspelt {
  setting: Setting;
  to: string;
}

const AROUND = /^[\s"'`]+|[\s"'`]+$/g;

/**
 * Variables whose value is this host, or an address of it, with something around; or a URL, or a port or slash behind it that the program took for
 * a part of the name (`said`), where the host alone is wanted (REDIS_HOST).
 */
export function misspelt(host: string, said: string, subject: Subject, evidence: Evidence): Misspelt[] {
  return variablesOf(subject, evidence).flatMap((setting): Misspelt[] => {
    const { written } = setting;
    if (written === undefined) return [];
    const isHost = /HOST(?:NAME)?$/i.test(setting.name ?? '');
    const inUrl = isHost ? /^\w{2,20}:\/\/(?:[^@/\s]{0,200}@)?([\w.-]+)(?::\d{1,5})?(?:\/\S*)?$/.exec(written)?.[1] : undefined;
    const withPort = isHost ? /^([\w.-]+):\d{1,5}$/.exec(written)?.[1] : undefined;
    if (withPort === host && (said.includes(`"${written}"`) || said.includes(`${written}:`))) return [{ setting, to: host }];
    // Node.js takes the port for a part of the name, and others the slash behind it.
    if (withPort === host && new RegExp(`\\b(?:ENOTFOUND|EAI_AGAIN) ${escaped(written)}$`, 'm').test(said)) return [{ setting, to: host }];
    if (isHost && written === `${host}/` && said.includes(written)) return [{ setting, to: host }];
    // A program that shows the name alone has taken it out of the URL.
    if (inUrl === host && /:\/\//.test(said)) return [{ setting, to: host }];
    const to = written.replace(AROUND, '');
    return to !== written && (to === host || to.startsWith(`${host}:`) || to.includes(`//${host}`) || to.includes(`@${host}`))
      ? [{ setting, to }]
      : [];
  });
}
