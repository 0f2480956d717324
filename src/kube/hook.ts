/** Lifecycle hooks. */
import type { Handler } from './shapes.ts';

/** Seconds that a hook sleeps by intent, one sleep after another; of a loop nobody knows how often. */
export function sleepOf({ exec, sleep }: Handler): number {
  const words = (exec?.command ?? []).join(' ');
  if (/\b(?:while|until|for)\b/.test(words)) return 0;
  return [...words.matchAll(/(?:^|[\s;&])sleep (\d{1,5})([smh]?)(?=$|[\s;&])/g)].reduce(
    (sum, [, number, unit]) => sum + Number(number) * (unit === 'h' ? 3600 : unit === 'm' ? 60 : 1),
    sleep?.seconds ?? 0,
  );
}
