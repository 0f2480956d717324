/** The host of its settings that a program's own words say it did not reach: "cache did not become available within 30s". */
import { escaped } from '../../escaped.ts';
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import type { Fact } from '../../logs/fact.ts';
import { only } from '../../only.ts';
import { settingsOf } from '../settings/settings.ts';
import { isAddress, leadsToSelf } from './place.ts';
import { hostsOf, isCalledAsHost } from './told-hosts.ts';

const NOT_REACHED =
  /\b(?:(?:could|can|did|is|was|are|were|has|have) ?not|couldn't|can't|didn't|isn't|cannot|unable to|failed to|never|no)(?: \w{1,20}){0,3}? (?:connect\w{0,4}|connection|reach\w{0,4}|available|respond\w{0,4}|answer\w{0,4}|established|up|there|ready)\b|\b(?:unavailable|unreachable|connection (?:failed|error|lost|timeout)|timed out|is down)\b/i;

export function spokenHost({ kind, fields, quote }: Fact, subject: Subject, evidence: Evidence): string | undefined {
  const words = kind === 'fatal-line' || kind === 'exception' ? ((fields as { message?: string }).message ?? quote) : quote;
  if (!NOT_REACHED.test(words)) return undefined;
  const hosts = settingsOf(subject, evidence)
    .flatMap(hostsOf)
    .flatMap(({ host, port, scheme, name }) => ((port ?? scheme ?? (host.includes('.') || isCalledAsHost(name))) ? [host] : []))
    .filter((host) => host.length > 1 && !isAddress(host) && !leadsToSelf(host));
  return only([...new Set(hosts)].filter((host) => new RegExp(`(?<![\\w.-])${escaped(host)}(?![\\w-])`, 'i').test(words)));
}
