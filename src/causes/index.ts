import { certificateExpired } from './certificate-expired.ts';
import { certificateName } from './certificate-name.ts';
import { certificateUntrusted } from './certificate-untrusted.ts';
import { claimUnbound } from './claim-unbound.ts';
import { commandNotFound } from './command-not-found.ts';
import { commandNotFoundInShell } from './command-not-found-in-shell.ts';
import { connectionsExhausted } from './connections-exhausted.ts';
import { containerLost } from './container-lost.ts';
import { credentialsRejected } from './credentials-rejected.ts';
import { databaseMissing } from './database-missing.ts';
import { dependencyHttpError } from './dependency-http-error.ts';
import { dependencyLate } from './dependency-late.ts';
import { dependencyLocalhost } from './dependency-localhost.ts';
import { dependencyNotReady } from './dependency-not-ready.ts';
import { dependencyScaledDown } from './dependency-scaled-down.ts';
import { dependencyUnreachable } from './dependency-unreachable.ts';
import { dnsPolicy } from './dns-policy.ts';
import { dnsUnavailable } from './dns-unavailable.ts';
import { endpointDead } from './endpoint-dead.ts';
import { externalName } from './external-name.ts';
import { heapExhausted } from './heap-exhausted.ts';
import { hiddenOptionalReference } from './hidden-optional-reference.ts';
import { initWaits } from './init-waits.ts';
import { interpreterMissing } from './interpreter-missing.ts';
import { invalidValue } from './invalid-value.ts';
import { jobDeadline } from './job-deadline.ts';
import { jobFailed } from './job-failed.ts';
import { killedWithoutTrace } from './killed-without-trace.ts';
import { leaderLost } from './leader-lost.ts';
import { listensOnLocalhost } from './listens-on-localhost.ts';
import { malformedConfig } from './malformed-config.ts';
import { memoryLimitBelowStart } from './memory-limit-below-start.ts';
import { memoryVolumeFull } from './memory-volume-full.ts';
import { meshProxyLate } from './mesh-proxy-late.ts';
import { migrationFailed } from './migration-failed.ts';
import { missingConfigKey } from './missing-config-key.ts';
import { missingConfigObject } from './missing-config-object.ts';
import { missingModule } from './missing-module.ts';
import { missingVariable } from './missing-variable.ts';
import { nativeCrash } from './native-crash.ts';
import { networkPolicy } from './network-policy.ts';
import { nodeOutOfMemory } from './node-out-of-memory.ts';
import { oomKilled } from './oom-killed.ts';
import { oomKilledChild } from './oom-killed-child.ts';
import { podDisrupted } from './pod-disrupted.ts';
import { podEvicted } from './pod-evicted.ts';
import { podNotCreated } from './pod-not-created.ts';
import { podRejected } from './pod-rejected.ts';
import { podUnschedulable } from './pod-unschedulable.ts';
import { poststartHookFails } from './poststart-hook-fails.ts';
import { privilegedPort } from './privileged-port.ts';
import { probeAnswersError } from './probe-answers-error.ts';
import { probeCommandFails } from './probe-command-fails.ts';
import { probeCommandMissing } from './probe-command-missing.ts';
import { probeKillSuspected } from './probe-kill-suspected.ts';
import { probeNeedsLogin } from './probe-needs-login.ts';
import { probeNotGrpc } from './probe-not-grpc.ts';
import { probePortName } from './probe-port-name.ts';
import { probeRedirected } from './probe-redirected.ts';
import { probeRefused } from './probe-refused.ts';
import { probeTimeout } from './probe-timeout.ts';
import { probeTooEarly } from './probe-too-early.ts';
import { probeUnreachable } from './probe-unreachable.ts';
import { probeWrongPath } from './probe-wrong-path.ts';
import { probeWrongPort } from './probe-wrong-port.ts';
import { probeWrongScheme } from './probe-wrong-scheme.ts';
import { programError } from './program-error.ts';
import { programNotExecutable } from './program-not-executable.ts';
import { readOnlyMount } from './read-only-mount.ts';
import { readOnlyRoot } from './read-only-root.ts';
import { resourceExhausted } from './resource-exhausted.ts';
import { roleMissing } from './role-missing.ts';
import { rootForbidden } from './root-forbidden.ts';
import { runtimeMismatch } from './runtime-mismatch.ts';
import { sandboxFailed } from './sandbox-failed.ts';
import { serviceLinkVariable } from './service-link-variable.ts';
import { serviceMissing } from './service-missing.ts';
import { servicePort } from './service-port.ts';
import { serviceSelector } from './service-selector.ts';
import { serviceTargetPort } from './service-target-port.ts';
import { startupProbeTooShort } from './startup-probe-too-short.ts';
import { tableMissing } from './table-missing.ts';
import { tlsMismatch } from './tls-mismatch.ts';
import { unexplainedExit } from './unexplained-exit.ts';
import { unhandledException } from './unhandled-exception.ts';
import { wrongArchitecture } from './wrong-architecture.ts';
import type { Cause } from './cause.ts';

/** Every cause; made by `npm run causes`. */
export const causes: readonly Cause[] = [
  certificateExpired,
  certificateName,
  certificateUntrusted,
  claimUnbound,
  commandNotFound,
  commandNotFoundInShell,
  connectionsExhausted,
  containerLost,
  credentialsRejected,
  databaseMissing,
  dependencyHttpError,
  dependencyLate,
  dependencyLocalhost,
  dependencyNotReady,
  dependencyScaledDown,
  dependencyUnreachable,
  dnsPolicy,
  dnsUnavailable,
  endpointDead,
  externalName,
  heapExhausted,
  hiddenOptionalReference,
  initWaits,
  interpreterMissing,
  invalidValue,
  jobDeadline,
  jobFailed,
  killedWithoutTrace,
  leaderLost,
  listensOnLocalhost,
  malformedConfig,
  memoryLimitBelowStart,
  memoryVolumeFull,
  meshProxyLate,
  migrationFailed,
  missingConfigKey,
  missingConfigObject,
  missingModule,
  missingVariable,
  nativeCrash,
  networkPolicy,
  nodeOutOfMemory,
  oomKilled,
  oomKilledChild,
  podDisrupted,
  podEvicted,
  podNotCreated,
  podRejected,
  podUnschedulable,
  poststartHookFails,
  privilegedPort,
  probeAnswersError,
  probeCommandFails,
  probeCommandMissing,
  probeKillSuspected,
  probeNeedsLogin,
  probeNotGrpc,
  probePortName,
  probeRedirected,
  probeRefused,
  probeTimeout,
  probeTooEarly,
  probeUnreachable,
  probeWrongPath,
  probeWrongPort,
  probeWrongScheme,
  programError,
  programNotExecutable,
  readOnlyMount,
  readOnlyRoot,
  resourceExhausted,
  roleMissing,
  rootForbidden,
  runtimeMismatch,
  sandboxFailed,
  serviceLinkVariable,
  serviceMissing,
  servicePort,
  serviceSelector,
  serviceTargetPort,
  startupProbeTooShort,
  tableMissing,
  tlsMismatch,
  unexplainedExit,
  unhandledException,
  wrongArchitecture,
];
