import { claimUnbound } from './claim-unbound.ts';
import { heapExhausted } from './heap-exhausted.ts';
import { hiddenOptionalReference } from './hidden-optional-reference.ts';
import { invalidValue } from './invalid-value.ts';
import { killedWithoutTrace } from './killed-without-trace.ts';
import { malformedConfig } from './malformed-config.ts';
import { memoryLimitBelowStart } from './memory-limit-below-start.ts';
import { missingConfigKey } from './missing-config-key.ts';
import { missingConfigObject } from './missing-config-object.ts';
import { missingModule } from './missing-module.ts';
import { missingVariable } from './missing-variable.ts';
import { nativeCrash } from './native-crash.ts';
import { oomKilled } from './oom-killed.ts';
import { oomKilledChild } from './oom-killed-child.ts';
import { podDisrupted } from './pod-disrupted.ts';
import { podEvicted } from './pod-evicted.ts';
import { podNotCreated } from './pod-not-created.ts';
import { podRejected } from './pod-rejected.ts';
import { podUnschedulable } from './pod-unschedulable.ts';
import { programError } from './program-error.ts';
import { resourceExhausted } from './resource-exhausted.ts';
import { runtimeMismatch } from './runtime-mismatch.ts';
import { sandboxFailed } from './sandbox-failed.ts';
import { serviceLinkVariable } from './service-link-variable.ts';
import { unexplainedExit } from './unexplained-exit.ts';
import { unhandledException } from './unhandled-exception.ts';
import type { Cause } from './cause.ts';

/** Every cause; made by `npm run causes`. */
export const causes: readonly Cause[] = [
  claimUnbound,
  heapExhausted,
  hiddenOptionalReference,
  invalidValue,
  killedWithoutTrace,
  malformedConfig,
  memoryLimitBelowStart,
  missingConfigKey,
  missingConfigObject,
  missingModule,
  missingVariable,
  nativeCrash,
  oomKilled,
  oomKilledChild,
  podDisrupted,
  podEvicted,
  podNotCreated,
  podRejected,
  podUnschedulable,
  programError,
  resourceExhausted,
  runtimeMismatch,
  sandboxFailed,
  serviceLinkVariable,
  unexplainedExit,
  unhandledException,
];
