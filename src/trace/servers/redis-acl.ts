/** The rules of Redis's users, in redis.conf or a file of its own: user NAME on >PASSWORD ~KEYS +COMMAND (redis.io, management/security/acl). */
import { escaped } from '../../escaped.ts';
import type { Setting } from '../settings/settings.ts';

export interface AclRule {
  setting: Setting;
  user: string;
  /** The line, without its passwords. */
  text: string;
  /** The ConfigMap that brings the file, and its key. */
  object: string;
  key: string;
}

/** Passwords stand behind > and <, their hashes behind # and !. */
export const withoutPasswords = (line: string) => line.replace(/(\s[><#!])\S+/g, '$1…');

export function aclRule(user: string, settings: readonly Setting[]): AclRule | undefined {
  const form = new RegExp(`^[ \\t]*user[ \\t]+${escaped(user)}[ \\t].*$`, 'm');
  for (const setting of settings) {
    const { place, written } = setting;
    if (place.kind !== 'configmap' || place.path === undefined) continue;
    const line = written?.match(form)?.[0];
    if (line) return { setting, user, text: withoutPasswords(line.trim()), object: place.object, key: place.key };
  }
  return undefined;
}

/** It gives neither the command nor all of them. */
export const lacksCommand = ({ text }: AclRule, command: string): boolean =>
  !text.split(/\s+/).some((word) => [`+${command}`, '+@all', 'allcommands'].includes(word.toLowerCase()));
