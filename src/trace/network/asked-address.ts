/** The Service whose answer a program reads, where it says only that it could not make sense of a text. */
import { loggedLines } from '../../evidence/end.ts';
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { only } from '../../only.ts';
import { type Setting, variablesOf } from '../settings/settings.ts';
import type { OfService } from './fault.ts';
import { placeOf } from './place.ts';

export interface AskedAddress extends OfService {
  /** The variable that holds the address. */
  setting: Setting;
  url: string;
  host: string;
  port: number | undefined;
  /** "/prices.json", without what is asked behind it; empty: none is given. */
  path: string;
}

const ADDRESS = /^https?:\/\/(?:[^@/\s]{0,200}@)?([\w.-]{1,253})(?::(\d{1,5}))?((?:[/?]\S{0,300})?)$/i;

/** What a client of HTTP is called where it is read in a trace: Python, Node.js, Java, Go, PHP, Ruby. */
export const CLIENT =
  /\burlopen\b|\brequests[./]|\bhttpx\b|\baiohttp\b|\.json\(\)|\bfetch\b|\bundici\b|\baxios\b|HttpClient|RestTemplate|WebClient|http\.Get|\bresponse\b|Net::HTTP|\bcurl_|file_get_contents/i;

/** The only variable with an address of HTTP, in whose place a Service stands. */
export function askedAddress(subject: Subject, evidence: Evidence): AskedAddress | undefined {
  const addresses = variablesOf(subject, evidence).flatMap((setting) => {
    const [url, host = '', port, rest = ''] = ADDRESS.exec(setting.value?.trim() ?? '') ?? [];
    const [path = ''] = rest.split(/[?#]/);
    return url === undefined ? [] : [{ setting, url, host, port: port === undefined ? undefined : Number(port), path }];
  });
  const one = only(addresses);
  const isRead =
    one &&
    loggedLines(subject)
      .slice(-40)
      .some((line) => CLIENT.test(line) || line.includes(one.url));
  const place = one && isRead ? placeOf(one.host, subject, evidence) : undefined;
  return one && place?.kind === 'service' ? { service: place.service, namespace: place.namespace, ...one } : undefined;
}
