/** The number of a Redis database that a client selects, in an address or by itself, and of which the server has fewer. */
import { only } from '../../only.ts';
import { hiddenAddress } from '../settings/hidden-address.ts';
import type { Setting } from '../settings/settings.ts';

export interface DatabaseNumber {
  setting: Setting;
  /** Undefined where a Secret holds it. */
  number: number | undefined;
  /** How many the server has. */
  count: number;
}

/** redis.conf: databases 16. */
const DEFAULT = 16;

export function databaseNumber(settings: readonly Setting[], given: string | undefined): DatabaseNumber | undefined {
  const count = given !== undefined && /^\d{1,6}$/.test(given) ? Number(given) : DEFAULT;
  const seen = only(
    settings.flatMap((setting): DatabaseNumber[] => {
      const { name = '', value = '' } = setting;
      const own = /REDIS.*_?(?:DB|DATABASE)(?:_?(?:INDEX|NUMBER|ID))?$/i.test(name) ? /^\s*(\d{1,6})\s*$/.exec(value) : null;
      const [, digits] = own ?? /\b(?:rediss?|unix):\/\/[^\s/]{1,300}\/(\d{1,6})(?=$|[\s?#"'])/.exec(value) ?? [];
      return digits !== undefined && Number(digits) >= count ? [{ setting, number: Number(digits), count }] : [];
    }),
  );
  const hidden = seen ? undefined : hiddenAddress(settings);
  return seen ?? (hidden && { setting: hidden, number: undefined, count });
}
