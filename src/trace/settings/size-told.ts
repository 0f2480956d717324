/** What a container is told that decides how much memory it takes: a size by its name or its unit, or the number of its processes. */
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { commandLine } from '../../kube/pod.ts';
import { BINARY, quantity } from '../../kube/quantity.ts';
import { only } from '../../only.ts';
import { placeOf, type Setting, settingsOf, variablesOf } from './settings.ts';

export interface SizeTold {
  setting: Setting;
  /** For the end of a sentence. */
  words: string;
  /** It is the limit itself in bytes, and by its name no number of bytes: its place in the container's env. */
  inBytes?: number;
  /** By its name it counts megabytes or gigabytes, and what it has is so many only if it counts bytes: as many of those, or `most` where that is too much. */
  meant?: { size: number; most: number };
}

/** What no machine has. */
const MOST = 2 ** 42;
/** BATCH_MB=300; CACHE_SIZE=1g. */
const NAMED = /(?:^|_)(MB|MIB|GB|GIB)$/i;
const SIZE = /CACHE|BUFFER|BATCH|MEM|SIZE|POOL/i;
/** gunicorn and uvicorn (--workers, -w; WEB_CONCURRENCY). */
const WORKERS = /(?:^|\s)--workers(?:=|\s+)(\d{1,4})(?=\s|$)/;
/** Of gunicorn alone; the -w of nc, ping and others is a number of seconds. */
const SHORT = /(?:^|\s)(?:--workers(?:=|\s+)|-w\s*)(\d{1,4})(?=\s|$)/;
/** Fewer are what such servers are started with as a rule. */
const MANY = 4;

/** CACHE_ENTRIES, MAX_ITEMS: so many of something; CACHE_MB. */
const COUNTS = /(?:^|_)(?:ENTRIES|ITEMS|ROWS|RECORDS|KEYS|OBJECTS|DOCUMENTS|MESSAGES|EVENTS|CONNECTIONS|MB|MIB|GB|GIB)$/i;

/** Of two nobody knows which it was. */
export function sizeTold(subject: Subject, evidence: Evidence, limit: string | undefined): SizeTold | undefined {
  const room = quantity(limit);
  const counted = only(limitInBytes(subject));
  if (counted) return counted;
  const sizes = room === undefined ? [] : variablesOf(subject, evidence).flatMap((setting) => sized(setting, room, limit as string) ?? []);
  return only(sizes) ?? (sizes.length === 0 ? workers(subject, evidence) : undefined);
}

function sized(setting: Setting, room: number, limit: string): SizeTold | undefined {
  const { name = '', value = '' } = setting;
  const [, unit] = NAMED.exec(name) ?? [];
  const [, number, given] = /^(\d{1,12})\s?(?:([kmg])i?b?)?$/i.exec(value.trim()) ?? [];
  const factor = given
    ? SIZE.test(name)
      ? BINARY[given.toLowerCase()]
      : undefined
    : unit
      ? BINARY[(unit[0] as string).toLowerCase()]
      : undefined;
  const bytes = Number(number) * (factor ?? Number.NaN);
  if (!(bytes >= room / 2)) return undefined;
  const isInBytes = factor !== undefined && !given && bytes > MOST && Number(number) % factor === 0;
  if (isInBytes)
    return {
      setting,
      words: `; ${name} is ${value.trim()} (${placeOf(setting)}), a number of bytes, as it seems, where its name wants ${unit?.toUpperCase()}`,
      meant: { size: Number(number) / factor, most: Math.floor(room / 2 / factor) },
    };
  return {
    setting,
    words: `; ${name} is ${value.trim()} (${placeOf(setting)}), ${bytes > room ? 'more than' : 'most of'} ${limit}, if that is a size in memory`,
  };
}

/** The kubelet fills it with the limit, in units of its divisor: a byte, where none is set. */
const limitInBytes = ({ container }: Subject): SizeTold[] =>
  (container.env ?? []).flatMap(({ name, valueFrom }, index) => {
    const { resource, divisor = '0' } = valueFrom?.resourceFieldRef ?? {};
    if (resource !== 'limits.memory' || !/^[01]$/.test(divisor) || !COUNTS.test(name)) return [];
    const setting: Setting = { name, written: undefined, value: undefined, place: { kind: 'env', index } };
    const words = `; ${placeOf(setting)} is that limit as a number of bytes (resourceFieldRef limits.memory without a divisor), and grows with it`;
    return [{ setting, inBytes: index, words }];
  });

function workers(subject: Subject, evidence: Evidence): SizeTold | undefined {
  const isFile = ({ place }: Setting) => place.kind === 'configmap' && place.path !== undefined;
  const all = settingsOf(subject, evidence).filter((one) => !isFile(one));
  const line = commandLine(subject.container).join(' ');
  const found = all.flatMap((setting): { setting: Setting; count: number }[] => {
    const { name = '', place, value = '' } = setting;
    const ofGunicorn = /gunicorn/i.test(place.kind === 'argument' ? line : name);
    const said = name === 'WEB_CONCURRENCY' ? /^(\d{1,4})$/.exec(value.trim()) : (ofGunicorn ? SHORT : WORKERS).exec(value);
    const apart =
      place.kind === 'argument' &&
      /^\d{1,4}$/.test(value) &&
      new RegExp(`(?:^|\\s)(?:--workers${ofGunicorn ? '|-w' : ''}) ${value}(?=\\s|$)`).test(line);
    return said ? [{ setting, count: Number(said[1]) }] : apart ? [{ setting, count: Number(value) }] : [];
  });
  const one = only(found);
  return one && one.count >= MANY
    ? { setting: one.setting, words: `; ${placeOf(one.setting)} has it run ${one.count} workers, each of which takes its share` }
    : undefined;
}
