/** How much memory a database server is told to take for its data, by its own setting. */
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { BINARY, GI, KI, MI, TI } from '../../kube/quantity.ts';
import { settingsOf } from '../settings/settings.ts';
import { type ServerSetting, serverSetting } from './server-setting.ts';

/** Redis means 1000 by k and 1024 by kb (redis/redis:src/util.c, memtoull). */
const REDIS = { '': 1, b: 1, k: 1e3, kb: KI, m: 1e6, mb: MI, g: 1e9, gb: GI };

interface Server {
  setting: string;
  /** What it is for, in words. */
  what: string;
  /** Bytes of a unit in small letters; '' is a number alone. */
  units: Record<string, number>;
  /** All of it is taken at the start, whatever the data. */
  atOnce: boolean;
  /** The share of all memory that its manual begins with. */
  share: number;
}

/**
 * PostgreSQL counts in blocks of 8 kB and means 1024 by kB (guc.c); MySQL knows single letters. A quarter for shared_buffers: postgresql.org/docs/current/runtime-config-resource.html.
 */
const SERVERS: readonly Server[] = [
  {
    setting: 'shared_buffers',
    what: 'its shared buffers',
    units: { '': 8 * KI, b: 1, kb: KI, mb: MI, gb: GI, tb: TI },
    atOnce: true,
    share: 0.25,
  },
  {
    setting: 'maxmemory',
    what: 'its data',
    units: REDIS,
    atOnce: false,
    share: 0.75,
  },
  { setting: 'innodb_buffer_pool_size', what: 'its buffer pool', units: BINARY, atOnce: false, share: 0.5 },
];

export interface ServerMemory extends Pick<Server, 'what' | 'atOnce' | 'share'> {
  given: ServerSetting;
  bytes: number;
  /** The size in the server's own words. */
  inWords(bytes: number): string;
}

function bytesOf(value: string, units: Readonly<Record<string, number>>): number | undefined {
  const [, size, unit = ''] = /^(\d{1,15})\s*([A-Za-z]*)$/.exec(value) ?? [];
  const factor = units[unit.toLowerCase()];
  return size === undefined || factor === undefined ? undefined : Number(size) * factor;
}

/** A size of memory as Redis reads it. */
export const redisBytes = (value: string): number | undefined => bytesOf(value, REDIS);

export function serverMemory(subject: Subject, evidence: Evidence): ServerMemory | undefined {
  const settings = settingsOf(subject, evidence);
  for (const { setting, units, what, atOnce, share } of SERVERS) {
    const given = serverSetting([setting, setting.replaceAll('_', '-')], settings);
    const bytes = given && bytesOf(given.value, units);
    const mega = units['mb'] ? 'MB' : 'M';
    if (given && bytes) return { what, atOnce, share, given, bytes, inWords: (other) => `${Math.max(1, Math.floor(other / MI))}${mega}` };
  }
  return undefined;
}
