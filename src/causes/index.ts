import { claimUnbound } from './claim-unbound.ts';
import { heapExhausted } from './heap-exhausted.ts';
import { killedWithoutTrace } from './killed-without-trace.ts';
import { memoryLimitBelowStart } from './memory-limit-below-start.ts';
import { missingConfigKey } from './missing-config-key.ts';
import { missingConfigObject } from './missing-config-object.ts';
import { oomKilled } from './oom-killed.ts';
import { oomKilledChild } from './oom-killed-child.ts';
import { podDisrupted } from './pod-disrupted.ts';
import { podEvicted } from './pod-evicted.ts';
import { podNotCreated } from './pod-not-created.ts';
import { podRejected } from './pod-rejected.ts';
import { podUnschedulable } from './pod-unschedulable.ts';
import { sandboxFailed } from './sandbox-failed.ts';
import type { Cause } from './cause.ts';

/** Every cause; made by `npm run causes`. */
export const causes: readonly Cause[] = [
  claimUnbound,
  heapExhausted,
  killedWithoutTrace,
  memoryLimitBelowStart,
  missingConfigKey,
  missingConfigObject,
  oomKilled,
  oomKilledChild,
  podDisrupted,
  podEvicted,
  podNotCreated,
  podRejected,
  podUnschedulable,
  sandboxFailed,
];
