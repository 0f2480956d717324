/** The setting after so much of which a program ends on purpose, as its last line tells: MAX_JOBS=20, "worker handled 20 jobs, recycling". */
import { escaped } from '../../escaped.ts';
import { only } from '../../only.ts';
import type { Setting } from './settings.ts';

export interface EndBound {
  setting: Setting & { name: string };
  value: string;
}

/** max_requests, max-tasks-per-child and their like; a size or a time is none, nor what it takes of what goes wrong. */
const NAME = /(?:^|_)(?:MAX|LIMIT|STOP_AFTER|EXIT_AFTER)(?:_|$)/i;
const OTHER = /TIME|SEC|_MS|MB$|KB$|BYTES|SIZE|MEM|HEAP|POOL|CONN|RETR|ATTEMPT|FAIL|ERR|WORKER|THREAD|PORT|LEVEL|RATE|DEPTH|LENGTH|AGE/i;

/** A number that is all too common may stand there for something else. */
const LEAST = 3;

export function endBound(last: string | undefined, settings: readonly Setting[]): EndBound | undefined {
  if (last === undefined) return undefined;
  return only(
    settings.flatMap((setting): EndBound[] => {
      const { name, value = '' } = setting;
      if (!name || !NAME.test(name) || OTHER.test(name) || !/^\d{1,9}$/.test(value) || Number(value) < LEAST) return [];
      // What follows a time is no part of it.
      return new RegExp(`(?<![\\d.:,-])${escaped(value)}(?![\\d.:]|,\\d)`).test(last) ? [{ setting: { ...setting, name }, value }] : [];
    }),
  );
}
