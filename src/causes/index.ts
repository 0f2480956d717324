import { addressUnavailable } from './address-unavailable.ts';
import { apiGroupDown } from './api-group-down.ts';
import { apiTokenMissing } from './api-token-missing.ts';
import { apiUnauthorized } from './api-unauthorized.ts';
import { argumentWords } from './argument-words.ts';
import { badArgument } from './bad-argument.ts';
import { bashWordsInSh } from './bash-words-in-sh.ts';
import { blankInList } from './blank-in-list.ts';
import { busyboxLacksOption } from './busybox-lacks-option.ts';
import { byteOrderMark } from './byte-order-mark.ts';
import { capabilityMissing } from './capability-missing.ts';
import { certificateExpired } from './certificate-expired.ts';
import { certificateName } from './certificate-name.ts';
import { certificateUntrusted } from './certificate-untrusted.ts';
import { claimUnbound } from './claim-unbound.ts';
import { clientRefused } from './client-refused.ts';
import { cloudIdentity } from './cloud-identity.ts';
import { cloudMetadata } from './cloud-metadata.ts';
import { clusterTooOld } from './cluster-too-old.ts';
import { clusterUnsafe } from './cluster-unsafe.ts';
import { commandNotFound } from './command-not-found.ts';
import { commandNotFoundInShell } from './command-not-found-in-shell.ts';
import { configEntryMissing } from './config-entry-missing.ts';
import { configKeyTwice } from './config-key-twice.ts';
import { configValueType } from './config-value-type.ts';
import { connectionsExhausted } from './connections-exhausted.ts';
import { containerLost } from './container-lost.ts';
import { containerRedefined } from './container-redefined.ts';
import { credentialsRejected } from './credentials-rejected.ts';
import { csvSeparator } from './csv-separator.ts';
import { dataCorrupt } from './data-corrupt.ts';
import { dataNotEmpty } from './data-not-empty.ts';
import { dataVersion } from './data-version.ts';
import { databaseFileUnopened } from './database-file-unopened.ts';
import { databaseInOtherVolume } from './database-in-other-volume.ts';
import { databaseMissing } from './database-missing.ts';
import { dependencyHttpError } from './dependency-http-error.ts';
import { dependencyLate } from './dependency-late.ts';
import { dependencyLocalhost } from './dependency-localhost.ts';
import { dependencyNotReady } from './dependency-not-ready.ts';
import { dependencyScaledDown } from './dependency-scaled-down.ts';
import { dependencyUnreachable } from './dependency-unreachable.ts';
import { dnsLoop } from './dns-loop.ts';
import { dnsPolicy } from './dns-policy.ts';
import { dnsUnavailable } from './dns-unavailable.ts';
import { endedByOwnCode } from './ended-by-own-code.ts';
import { endedByScript } from './ended-by-script.ts';
import { endpointDead } from './endpoint-dead.ts';
import { environmentDropped } from './environment-dropped.ts';
import { externalName } from './external-name.ts';
import { fileEncoding } from './file-encoding.ts';
import { fileMadeByHook } from './file-made-by-hook.ts';
import { fileMadeLater } from './file-made-later.ts';
import { fileMountedAsFolder } from './file-mounted-as-folder.ts';
import { fileNotMade } from './file-not-made.ts';
import { fileTooOpen } from './file-too-open.ts';
import { fileWrittenWrong } from './file-written-wrong.ts';
import { folderExists } from './folder-exists.ts';
import { foreignData } from './foreign-data.ts';
import { gpuMemoryFull } from './gpu-memory-full.ts';
import { gpuRefused } from './gpu-refused.ts';
import { heapExhausted } from './heap-exhausted.ts';
import { heapTooLarge } from './heap-too-large.ts';
import { hiddenOptionalReference } from './hidden-optional-reference.ts';
import { hostAlias } from './host-alias.ts';
import { hostEmpty } from './host-empty.ts';
import { hostLineBreak } from './host-line-break.ts';
import { hostMisspelt } from './host-misspelt.ts';
import { imageDiskFull } from './image-disk-full.ts';
import { imageNameInvalid } from './image-name-invalid.ts';
import { imageNeverPulled } from './image-never-pulled.ts';
import { imageNotFound } from './image-not-found.ts';
import { imageOtherPlatform } from './image-other-platform.ts';
import { imagePermission } from './image-permission.ts';
import { imagePullDenied } from './image-pull-denied.ts';
import { imagePullFails } from './image-pull-fails.ts';
import { imagePullLimited } from './image-pull-limited.ts';
import { imageUserUnknown } from './image-user-unknown.ts';
import { initNeverEnds } from './init-never-ends.ts';
import { initWaits } from './init-waits.ts';
import { initWaitsForFile } from './init-waits-for-file.ts';
import { initWaitsForItself } from './init-waits-for-itself.ts';
import { initWaitsForJob } from './init-waits-for-job.ts';
import { interpreterMissing } from './interpreter-missing.ts';
import { invalidValue } from './invalid-value.ts';
import { javaAreaFull } from './java-area-full.ts';
import { javaOptionsConflict } from './java-options-conflict.ts';
import { jobDeadline } from './job-deadline.ts';
import { jobFailed } from './job-failed.ts';
import { jobNeverEnds } from './job-never-ends.ts';
import { jobNotDone } from './job-not-done.ts';
import { kernelSettingRefused } from './kernel-setting-refused.ts';
import { keyLineBreaks } from './key-line-breaks.ts';
import { keystorePassword } from './keystore-password.ts';
import { killedWithoutTrace } from './killed-without-trace.ts';
import { kindNotServed } from './kind-not-served.ts';
import { leaderLost } from './leader-lost.ts';
import { libraryMissing } from './library-missing.ts';
import { lineNotContinued } from './line-not-continued.ts';
import { listensOnLocalhost } from './listens-on-localhost.ts';
import { localeMissing } from './locale-missing.ts';
import { malformedConfig } from './malformed-config.ts';
import { malformedJsonValue } from './malformed-json-value.ts';
import { malformedSecretFile } from './malformed-secret-file.ts';
import { memoryLimitBelowStart } from './memory-limit-below-start.ts';
import { memoryVolumeFull } from './memory-volume-full.ts';
import { meshProxyLate } from './mesh-proxy-late.ts';
import { migrationFailed } from './migration-failed.ts';
import { migrationsNotFound } from './migrations-not-found.ts';
import { missingArgument } from './missing-argument.ts';
import { missingConfigKey } from './missing-config-key.ts';
import { missingConfigObject } from './missing-config-object.ts';
import { missingFile } from './missing-file.ts';
import { missingFolder } from './missing-folder.ts';
import { missingModule } from './missing-module.ts';
import { missingVariable } from './missing-variable.ts';
import { moduleHidden } from './module-hidden.ts';
import { moduleSystem } from './module-system.ts';
import { mountHidesProgram } from './mount-hides-program.ts';
import { mountOverSystem } from './mount-over-system.ts';
import { mountRefused } from './mount-refused.ts';
import { mountedElsewhere } from './mounted-elsewhere.ts';
import { nativeCrash } from './native-crash.ts';
import { networkPolicy } from './network-policy.ts';
import { noCommand } from './no-command.ts';
import { noSpace } from './no-space.ts';
import { nodeOutOfMemory } from './node-out-of-memory.ts';
import { nodeProgramMissing } from './node-program-missing.ts';
import { nodeSocketMissing } from './node-socket-missing.ts';
import { oomKilled } from './oom-killed.ts';
import { oomKilledChild } from './oom-killed-child.ts';
import { optionalVolumeEmpty } from './optional-volume-empty.ts';
import { outputEncoding } from './output-encoding.ts';
import { outputInFile } from './output-in-file.ts';
import { peerNotPublished } from './peer-not-published.ts';
import { pipeClosed } from './pipe-closed.ts';
import { placeholderInFile } from './placeholder-in-file.ts';
import { pluginMissing } from './plugin-missing.ts';
import { podCidrMissing } from './pod-cidr-missing.ts';
import { podDeadline } from './pod-deadline.ts';
import { podDisrupted } from './pod-disrupted.ts';
import { podEvicted } from './pod-evicted.ts';
import { podNameUnknown } from './pod-name-unknown.ts';
import { podNotCreated } from './pod-not-created.ts';
import { podRejected } from './pod-rejected.ts';
import { podUnschedulable } from './pod-unschedulable.ts';
import { portInUse } from './port-in-use.ts';
import { postgresCertificateMissing } from './postgres-certificate-missing.ts';
import { poststartHookFails } from './poststart-hook-fails.ts';
import { poststartHookHangs } from './poststart-hook-hangs.ts';
import { privilegedPort } from './privileged-port.ts';
import { probeAnswersError } from './probe-answers-error.ts';
import { probeCommandFails } from './probe-command-fails.ts';
import { probeCommandMissing } from './probe-command-missing.ts';
import { probeHungUp } from './probe-hung-up.ts';
import { probeKillSuspected } from './probe-kill-suspected.ts';
import { probeNeedsLogin } from './probe-needs-login.ts';
import { probeNeighbourPort } from './probe-neighbour-port.ts';
import { probeNotGrpc } from './probe-not-grpc.ts';
import { probeNotHttp } from './probe-not-http.ts';
import { probePortName } from './probe-port-name.ts';
import { probeRedirected } from './probe-redirected.ts';
import { probeRefused } from './probe-refused.ts';
import { probeTimeout } from './probe-timeout.ts';
import { probeTooEarly } from './probe-too-early.ts';
import { probeUnreachable } from './probe-unreachable.ts';
import { probeWrongPath } from './probe-wrong-path.ts';
import { probeWrongPort } from './probe-wrong-port.ts';
import { probeWrongScheme } from './probe-wrong-scheme.ts';
import { processOfNeighbour } from './process-of-neighbour.ts';
import { processorTooOld } from './processor-too-old.ts';
import { programError } from './program-error.ts';
import { programFinishes } from './program-finishes.ts';
import { programNotExecutable } from './program-not-executable.ts';
import { programNotInVolume } from './program-not-in-volume.ts';
import { proxyUnreachable } from './proxy-unreachable.ts';
import { pythonHome } from './python-home.ts';
import { quotedValue } from './quoted-value.ts';
import { rbacForbidden } from './rbac-forbidden.ts';
import { readOnlyMount } from './read-only-mount.ts';
import { readOnlyRoot } from './read-only-root.ts';
import { registryUnreachable } from './registry-unreachable.ts';
import { registryUntrusted } from './registry-untrusted.ts';
import { replicaNameTaken } from './replica-name-taken.ts';
import { requestRefused } from './request-refused.ts';
import { resourceClaimMissing } from './resource-claim-missing.ts';
import { resourceExhausted } from './resource-exhausted.ts';
import { roleMissing } from './role-missing.ts';
import { rootForbidden } from './root-forbidden.ts';
import { rootRefused } from './root-refused.ts';
import { rowUneven } from './row-uneven.ts';
import { runsInBackground } from './runs-in-background.ts';
import { runtimeMismatch } from './runtime-mismatch.ts';
import { runtimeStuck } from './runtime-stuck.ts';
import { sandboxFailed } from './sandbox-failed.ts';
import { schedulerAbsent } from './scheduler-absent.ts';
import { schedulingGated } from './scheduling-gated.ts';
import { scriptEndsSilently } from './script-ends-silently.ts';
import { scriptLetsGo } from './script-lets-go.ts';
import { scriptLineEnds } from './script-line-ends.ts';
import { scriptLinesJoined } from './script-lines-joined.ts';
import { scriptStartsNothing } from './script-starts-nothing.ts';
import { secretForPath } from './secret-for-path.ts';
import { sedDelimiter } from './sed-delimiter.ts';
import { serverOnLocalhost } from './server-on-localhost.ts';
import { serverProcessKilled } from './server-process-killed.ts';
import { serviceLeadsElsewhere } from './service-leads-elsewhere.ts';
import { serviceLinkVariable } from './service-link-variable.ts';
import { serviceMissing } from './service-missing.ts';
import { servicePort } from './service-port.ts';
import { serviceProtocol } from './service-protocol.ts';
import { serviceSelector } from './service-selector.ts';
import { serviceSelectsOthers } from './service-selects-others.ts';
import { serviceTargetPort } from './service-target-port.ts';
import { settingNamesFolder } from './setting-names-folder.ts';
import { settingsHidden } from './settings-hidden.ts';
import { sharedMemoryFull } from './shared-memory-full.ts';
import { shellVariableInSpec } from './shell-variable-in-spec.ts';
import { shellWordsLost } from './shell-words-lost.ts';
import { signsWithoutShell } from './signs-without-shell.ts';
import { siteNotRead } from './site-not-read.ts';
import { sqlRefused } from './sql-refused.ts';
import { startRefused } from './start-refused.ts';
import { startupProbeTooShort } from './startup-probe-too-short.ts';
import { storageError } from './storage-error.ts';
import { subpathKeyMissing } from './subpath-key-missing.ts';
import { subpathRefused } from './subpath-refused.ts';
import { switchedOff } from './switched-off.ts';
import { systemCallBlocked } from './system-call-blocked.ts';
import { tableMissing } from './table-missing.ts';
import { tlsMismatch } from './tls-mismatch.ts';
import { typographicDash } from './typographic-dash.ts';
import { unexpandedVariable } from './unexpanded-variable.ts';
import { unexplainedExit } from './unexplained-exit.ts';
import { unhandledException } from './unhandled-exception.ts';
import { unknownFlag } from './unknown-flag.ts';
import { unquotedValue } from './unquoted-value.ts';
import { urlSchemeUnread } from './url-scheme-unread.ts';
import { userNameless } from './user-nameless.ts';
import { valueWithoutBranch } from './value-without-branch.ts';
import { variableNotExported } from './variable-not-exported.ts';
import { variableTooLong } from './variable-too-long.ts';
import { volumeFolderRead } from './volume-folder-read.ts';
import { volumeLocked } from './volume-locked.ts';
import { volumeNotMounted } from './volume-not-mounted.ts';
import { volumePermission } from './volume-permission.ts';
import { waitByShortName } from './wait-by-short-name.ts';
import { waitLacksProgram } from './wait-lacks-program.ts';
import { waitsForDebugger } from './waits-for-debugger.ts';
import { windowsLineEnds } from './windows-line-ends.ts';
import { workerTimeout } from './worker-timeout.ts';
import { writtenWithoutVariable } from './written-without-variable.ts';
import { wrongArchitecture } from './wrong-architecture.ts';
import { wrongWorkingDirectory } from './wrong-working-directory.ts';
import { zoneDataMissing } from './zone-data-missing.ts';
import type { Cause } from './cause.ts';

/** Every cause; made by `npm run causes`. */
export const causes: readonly Cause[] = [
  addressUnavailable,
  apiGroupDown,
  apiTokenMissing,
  apiUnauthorized,
  argumentWords,
  badArgument,
  bashWordsInSh,
  blankInList,
  busyboxLacksOption,
  byteOrderMark,
  capabilityMissing,
  certificateExpired,
  certificateName,
  certificateUntrusted,
  claimUnbound,
  clientRefused,
  cloudIdentity,
  cloudMetadata,
  clusterTooOld,
  clusterUnsafe,
  commandNotFound,
  commandNotFoundInShell,
  configEntryMissing,
  configKeyTwice,
  configValueType,
  connectionsExhausted,
  containerLost,
  containerRedefined,
  credentialsRejected,
  csvSeparator,
  dataCorrupt,
  dataNotEmpty,
  dataVersion,
  databaseFileUnopened,
  databaseInOtherVolume,
  databaseMissing,
  dependencyHttpError,
  dependencyLate,
  dependencyLocalhost,
  dependencyNotReady,
  dependencyScaledDown,
  dependencyUnreachable,
  dnsLoop,
  dnsPolicy,
  dnsUnavailable,
  endedByOwnCode,
  endedByScript,
  endpointDead,
  environmentDropped,
  externalName,
  fileEncoding,
  fileMadeByHook,
  fileMadeLater,
  fileMountedAsFolder,
  fileNotMade,
  fileTooOpen,
  fileWrittenWrong,
  folderExists,
  foreignData,
  gpuMemoryFull,
  gpuRefused,
  heapExhausted,
  heapTooLarge,
  hiddenOptionalReference,
  hostAlias,
  hostEmpty,
  hostLineBreak,
  hostMisspelt,
  imageDiskFull,
  imageNameInvalid,
  imageNeverPulled,
  imageNotFound,
  imageOtherPlatform,
  imagePermission,
  imagePullDenied,
  imagePullFails,
  imagePullLimited,
  imageUserUnknown,
  initNeverEnds,
  initWaits,
  initWaitsForFile,
  initWaitsForItself,
  initWaitsForJob,
  interpreterMissing,
  invalidValue,
  javaAreaFull,
  javaOptionsConflict,
  jobDeadline,
  jobFailed,
  jobNeverEnds,
  jobNotDone,
  kernelSettingRefused,
  keyLineBreaks,
  keystorePassword,
  killedWithoutTrace,
  kindNotServed,
  leaderLost,
  libraryMissing,
  lineNotContinued,
  listensOnLocalhost,
  localeMissing,
  malformedConfig,
  malformedJsonValue,
  malformedSecretFile,
  memoryLimitBelowStart,
  memoryVolumeFull,
  meshProxyLate,
  migrationFailed,
  migrationsNotFound,
  missingArgument,
  missingConfigKey,
  missingConfigObject,
  missingFile,
  missingFolder,
  missingModule,
  missingVariable,
  moduleHidden,
  moduleSystem,
  mountHidesProgram,
  mountOverSystem,
  mountRefused,
  mountedElsewhere,
  nativeCrash,
  networkPolicy,
  noCommand,
  noSpace,
  nodeOutOfMemory,
  nodeProgramMissing,
  nodeSocketMissing,
  oomKilled,
  oomKilledChild,
  optionalVolumeEmpty,
  outputEncoding,
  outputInFile,
  peerNotPublished,
  pipeClosed,
  placeholderInFile,
  pluginMissing,
  podCidrMissing,
  podDeadline,
  podDisrupted,
  podEvicted,
  podNameUnknown,
  podNotCreated,
  podRejected,
  podUnschedulable,
  portInUse,
  postgresCertificateMissing,
  poststartHookFails,
  poststartHookHangs,
  privilegedPort,
  probeAnswersError,
  probeCommandFails,
  probeCommandMissing,
  probeHungUp,
  probeKillSuspected,
  probeNeedsLogin,
  probeNeighbourPort,
  probeNotGrpc,
  probeNotHttp,
  probePortName,
  probeRedirected,
  probeRefused,
  probeTimeout,
  probeTooEarly,
  probeUnreachable,
  probeWrongPath,
  probeWrongPort,
  probeWrongScheme,
  processOfNeighbour,
  processorTooOld,
  programError,
  programFinishes,
  programNotExecutable,
  programNotInVolume,
  proxyUnreachable,
  pythonHome,
  quotedValue,
  rbacForbidden,
  readOnlyMount,
  readOnlyRoot,
  registryUnreachable,
  registryUntrusted,
  replicaNameTaken,
  requestRefused,
  resourceClaimMissing,
  resourceExhausted,
  roleMissing,
  rootForbidden,
  rootRefused,
  rowUneven,
  runsInBackground,
  runtimeMismatch,
  runtimeStuck,
  sandboxFailed,
  schedulerAbsent,
  schedulingGated,
  scriptEndsSilently,
  scriptLetsGo,
  scriptLineEnds,
  scriptLinesJoined,
  scriptStartsNothing,
  secretForPath,
  sedDelimiter,
  serverOnLocalhost,
  serverProcessKilled,
  serviceLeadsElsewhere,
  serviceLinkVariable,
  serviceMissing,
  servicePort,
  serviceProtocol,
  serviceSelector,
  serviceSelectsOthers,
  serviceTargetPort,
  settingNamesFolder,
  settingsHidden,
  sharedMemoryFull,
  shellVariableInSpec,
  shellWordsLost,
  signsWithoutShell,
  siteNotRead,
  sqlRefused,
  startRefused,
  startupProbeTooShort,
  storageError,
  subpathKeyMissing,
  subpathRefused,
  switchedOff,
  systemCallBlocked,
  tableMissing,
  tlsMismatch,
  typographicDash,
  unexpandedVariable,
  unexplainedExit,
  unhandledException,
  unknownFlag,
  unquotedValue,
  urlSchemeUnread,
  userNameless,
  valueWithoutBranch,
  variableNotExported,
  variableTooLong,
  volumeFolderRead,
  volumeLocked,
  volumeNotMounted,
  volumePermission,
  waitByShortName,
  waitLacksProgram,
  waitsForDebugger,
  windowsLineEnds,
  workerTimeout,
  writtenWithoutVariable,
  wrongArchitecture,
  wrongWorkingDirectory,
  zoneDataMissing,
];
