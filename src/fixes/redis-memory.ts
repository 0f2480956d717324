/** How much memory a Redis that is full may be given. */
import { MI, quantity } from '../kube/quantity.ts';
import { redisBytes } from '../trace/servers/server-memory.ts';

/** A quarter is left for what is not data: buffers, fragments, the copy while saving. */
const SHARE = 0.75;

/** How much it needs is not known: half of what the container may have, where that is more than twice as much; else twice as much. */
export function moreMemory(value: string, limit: string | undefined): string | undefined {
  const has = redisBytes(value) ?? 0;
  const most = limit === undefined ? undefined : (quantity(limit) ?? 0);
  const half = Math.floor((most ?? 0) / 2 / MI);
  const more = has > 0 && half * MI > 2 * has ? `${half}mb` : doubled(value);
  return more !== undefined && (most === undefined || (redisBytes(more) ?? Number.POSITIVE_INFINITY) <= most * SHARE) ? more : undefined;
}

const doubled = (value: string): string | undefined =>
  redisBytes(value) ? value.replace(/^\d+/, (number) => String(Number(number) * 2)) : undefined;
