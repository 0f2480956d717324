/** Fixes, by what they do to the cluster. */
import type { Asks, Fix } from '../report.ts';

/** Words, where nothing can be typed. */
export const advised = (text: string): Fix => ({ text, changes: false, restarts: false, asks: [] });

/** A command that only shows what is to be known. */
export const look = (text: string, command: string): Fix => ({ text, command, changes: false, restarts: false, asks: [] });

/** A change with which no pod is started anew; in words alone where no command is known. */
export const changing = (text: string, command?: string, asks: Asks[] = []): Fix => changed(text, command, false, asks);

/** A change with which pods are started anew. */
export const restarting = (text: string, command?: string, asks: Asks[] = []): Fix => changed(text, command, true, asks);

const changed = (text: string, command: string | undefined, restarts: boolean, asks: Asks[]): Fix => ({
  text,
  ...(command === undefined ? {} : { command }),
  changes: true,
  restarts,
  asks,
});
