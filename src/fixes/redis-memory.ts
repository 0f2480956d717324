/** How much memory a Redis that is full may be given. */

export function moreMemory(value: string, limit: string | undefined): string | undefined {
  const more = halfOf(limit, value) ?? doubled(value);
  return more && (limit === undefined || fits(more, limit)) ? more : undefined;
}

/** redis.conf: 1k is 1000 bytes, 1kb 1024 (src/util.c, memtoull). */
const UNITS: Readonly<Record<string, number>> = { '': 1, b: 1, k: 1e3, kb: 1024, m: 1e6, mb: 1024 ** 2, g: 1e9, gb: 1024 ** 3 };
const KUBERNETES: Readonly<Record<string, number>> = { '': 1, k: 1e3, M: 1e6, G: 1e9, Ki: 1024, Mi: 1024 ** 2, Gi: 1024 ** 3 };

function doubled(value: string): string | undefined {
  const [, number, unit = ''] = value.match(/^(\d{1,15})([a-z]*)$/i) ?? [];
  return number && number !== '0' && unit.toLowerCase() in UNITS ? `${Number(number) * 2}${unit}` : undefined;
}

/** How much it needs is not known: half of what the container may have, where that is more than twice as much. */
function halfOf(limit: string | undefined, value: string): string | undefined {
  const [, most = '', of = ''] = limit?.match(/^(\d+)([MG]i)$/) ?? [];
  const [, number = '', unit = ''] = value.match(/^(\d{1,15})([a-z]*)$/i) ?? [];
  const half = Math.floor((Number(most) * (KUBERNETES[of] ?? 0)) / 2 / 1024 ** 2);
  const has = Number(number) * (UNITS[unit.toLowerCase()] ?? Number.POSITIVE_INFINITY);
  return has > 0 && half * 1024 ** 2 > 2 * has ? `${half}mb` : undefined;
}

/** A quarter is left for what is not data: buffers, fragments, the copy while saving. */
function fits(value: string, limit: string): boolean {
  const [, number = '', unit = ''] = value.match(/^(\d+)(.*)$/) ?? [];
  const [, most = '', of = ''] = limit.match(/^([\d.]+)(.*)$/) ?? [];
  return Number(number) * (UNITS[unit.toLowerCase()] ?? Number.POSITIVE_INFINITY) <= Number(most) * (KUBERNETES[of] ?? 0) * 0.75;
}
