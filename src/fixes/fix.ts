/** Fixes that change nothing themselves. */
import type { Fix } from '../report.ts';

/** Words, where nothing can be typed. */
export const advised = (text: string): Fix => ({ text, changes: false, restarts: false, asks: [] });

/** A command that only shows what is to be known. */
export const look = (text: string, command: string): Fix => ({ text, command, changes: false, restarts: false, asks: [] });
