import { oomKilled } from './oom-killed.ts';
import type { Cause } from './cause.ts';

/** Every cause; made by `npm run causes`. */
export const causes: readonly Cause[] = [
  oomKilled,
];
