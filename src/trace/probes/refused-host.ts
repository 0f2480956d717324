/** A program that answers only requests for its own names: the kubelet asks by the pod's address, and is refused. */

import type { Evidence } from '../../evidence/evidence.ts';
import { valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import type { LogReading } from '../../logs/reading.ts';
import { settingsOf } from '../settings/settings.ts';

export interface RefusedHost {
  /** As the log has it: 10.0.0.7:8000. */
  host: string;
  quote: string;
  /** A name that it does answer to, where a setting tells one. */
  allowed: string | undefined;
}

/** Django's DisallowedHost (django/http/request.py), Rails' HostAuthorization (actionpack action_dispatch/middleware/host_authorization.rb). */
const WORDS = [/Invalid HTTP_HOST header: '([^']{1,253})'/, /\bBlocked hosts?: ([^\s,]{1,253})/];
/** Names of settings that list them: ALLOWED_HOSTS, DJANGO_ALLOWED_HOSTS, RAILS_ALLOWED_HOSTS. */
const SETTING = /(?:^|_)ALLOWED_HOSTS?$/i;
/** An address, as the kubelet has it; a wrong name is somebody else's request. */
const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[[\da-fA-F:.]+\])(?::\d{1,5})?$/;
const LINES = 400;

export function refusedHost(subject: Subject, evidence: Evidence): RefusedHost | undefined {
  const logs = [valueOf(subject.log()), valueOf(subject.currentLog())].filter((log): log is LogReading => log !== undefined);
  for (const line of logs.flatMap(({ lines }) => lines.slice(-LINES)).reverse()) {
    const host = WORDS.map((pattern) => pattern.exec(line)?.[1]).find((found) => found !== undefined && ADDRESS.test(found));
    if (host !== undefined) return { host, quote: line.trim(), allowed: allowedOf(subject, evidence) };
  }
  return undefined;
}

function allowedOf(subject: Subject, evidence: Evidence): string | undefined {
  const value = settingsOf(subject, evidence).find(({ name }) => name !== undefined && SETTING.test(name))?.value ?? '';
  // A name with a dot before it stands for all below it.
  return value.split(/[\s,;'"[\]]+/).find((name) => /^[A-Za-z0-9][A-Za-z0-9.-]{0,252}$/.test(name));
}
