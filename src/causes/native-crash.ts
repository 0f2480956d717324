import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import { debugCopy } from '../fixes/debug-copy.ts';
import { advised } from '../fixes/fix.ts';
import { patchObject } from '../fixes/object.ts';
import { isInside, rollback } from '../fixes/rollback.ts';
import { largerSharedMemory } from '../fixes/shared-memory.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { signalOf } from '../kube/signals.ts';
import { decisiveFact, isWordless, type LogReading } from '../logs/reading.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { mountedFile } from '../trace/files/mounted-file.ts';
import { type Chosen, chosenInLog } from '../trace/settings/chosen-in-log.ts';
import { settingsOf, unreadSources } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

const WORDS: Record<string, string> = {
  SIGSEGV: 'a segmentation fault: it touched memory that it does not have',
  SIGABRT: 'an abort: it ended itself',
  SIGBUS: 'a bus error: it touched a page that cannot be had, often of a file or shared memory that is too small',
  SIGFPE: 'an arithmetic fault, such as an integer division by zero',
  SIGILL: 'an illegal instruction: the binary wants a processor feature that this node lacks, or ran into its own trap',
  SIGSYS: 'a system call that a seccomp filter forbids: that of its profile, or its own',
  SIGTRAP: 'a trap of its own',
};

/** It is what most often ends so in a container: Chromium, PyTorch's loaders, and what else shares memory between its processes. */
const LARGER = 'a trial: mount a larger /dev/shm in memory, in the place of the 64 MiB that every container gets';

const EITHER = 'a segmentation fault, or of an abort, with which a runtime also ends itself when its heap is full';

export const nativeCrash: Cause = {
  id: 'native-crash',
  title: 'native code ended on a signal',
  tier: 'container',
  covers: ['app.segv', 'app.abort', 'app.bus', 'app.fpe', 'app.ill', 'app.sigsys', 'perm.seccomp'],
  rung: RUNG.fell,

  detect(subject, evidence) {
    const { attempt, container } = subject;
    const log = valueOf(subject.log());
    const fact = decisiveFact(log, 'abort', 'segfault');
    const signal = attempt ? signalOf(attempt.exitCode) : undefined;
    const word = signal && signal in WORDS ? signal : undefined;
    if (!attempt || (!word && !fact)) return undefined;
    // The log's own words say more than a signal; a PID 1 that aborts ends with 139, as the signal does not kill it and the trap after it does.
    if (!fact && log?.decisive && log.decisive.kind !== 'exception' && log.decisive.kind !== 'fatal-line') return undefined;
    if (!fact && (signal === 'SIGABRT' || signal === 'SIGSEGV') && abortsItself(log)) return undefined;
    // The JVM names the signal that it met, and ends itself by another.
    const met = fact?.kind === 'segfault' ? /\bSIG(?:SEGV|BUS|ILL|FPE)\b/.exec(fact.quote)?.[0] : undefined;
    const kind = fact?.kind === 'abort' ? 'SIGABRT' : (met ?? word ?? 'SIGSEGV');
    const back = rollback(subject, evidence, isInside);
    const frame = met && problematicFrame(log);
    const said = fact ? `: ${fact.quote}${frame ? `; in ${frame}` : ''}` : '';
    // Process 1 ends with 139 where another one ends with 134: only its last words tell an abort, of a full heap too, from a segmentation fault.
    const chosen = log && !back ? chosenInLog(log, settingsOf(subject, evidence)) : undefined;
    const isEither = !fact && (kind === 'SIGSEGV' || kind === 'SIGABRT') && (!log || isWordless(log));
    const fix = new WorkloadFix(subject, evidence);
    return {
      summary: `container ${container.name} died of ${isEither ? EITHER : WORDS[kind]} (exit code ${attempt.exitCode}${signal ? `, ${signal}` : ''})${isEither ? `; its log ${log ? 'has no word of it' : 'could not be read'}` : said}`,
      // What shares memory, and so meets the end of it, may stand in a file that was not read.
      confidence: log && !isEither && !(kind === 'SIGBUS' && unreadSources(subject, evidence).length > 0) ? 'likely' : 'possible',
      object: { kind: 'Image', name: container.image ?? '' },
      proof: [
        attemptProof(subject),
        ...present(
          fact && logProof(subject, fact),
          back?.proof,
          chosen && { step: attempt.log === 'current' ? 'logs' : 'logs --previous', quote: chosen.quote },
        ),
      ],
      fixes: back ? [back.fix] : trials(kind, chosen, fix),
      decides: log ? 'a core dump, or the kernel log of the node, which names the faulting library' : 'its log, which could not be read',
    };
  },
};

function trials(kind: string, chosen: Chosen | undefined, fix: WorkloadFix): Fix[] {
  const { subject, evidence } = fix;
  return [
    ...present(
      chosen && without(chosen, fix),
      kind === 'SIGBUS' && !subject.pod.spec.hostIPC && !mountedFile('/dev/shm/x', subject) && largerSharedMemory(LARGER, fix),
    ),
    advised(`run it under a debugger, or with a core dump; look at its native modules and at what its settings switch on`),
    debugCopy(subject, evidence),
  ];
}

/** Where it was, by the JVM's report: "# C  [libfoo.so+0x1a2b]" (openjdk/jdk:src/hotspot/share/utilities/vmError.cpp). */
function problematicFrame(log: LogReading | undefined): string | undefined {
  const at = log?.lines.findIndex((line) => /^# Problematic frame:/.test(line)) ?? -1;
  return at < 0 ? undefined : /^# [A-Za-z] {1,3}(\S.{0,150})$/.exec(log?.lines[at + 1] ?? '')?.[1];
}

/** .NET and C++ end so on every exception that nothing handles, Rust on a panic where it was built with panic=abort: its words say more. */
const abortsItself = (log: LogReading | undefined) => {
  const thrown = decisiveFact(log, 'exception');
  return thrown !== undefined && ['c++', 'dotnet', 'rust'].includes(thrown.fields.runtime ?? '');
};

/** The one that it acts on is left out: what it does by itself may not meet the fault. */
function without({ setting: { name, value, place } }: Chosen, fix: WorkloadFix): Fix | undefined {
  const text = `a trial: start it without ${name}, so that it takes its own default; its log says that it works with ${value}`;
  const { container, namespace } = fix.subject;
  const index = (container.env ?? []).findLastIndex((variable) => variable.name === name);
  if (index >= 0) return fix.patchJson(text, [{ op: 'remove', path: `${fix.containerPath}/env/${index}` }]);
  const map = place.kind === 'configmap' ? valueOf(fix.evidence.object('configmaps', namespace, place.object)) : undefined;
  if (!map || place.kind !== 'configmap' || place.immutable) return undefined;
  return patchObject(text, { word: 'configmap', metadata: map.metadata, namespace }, { data: { [place.key]: null } }, fix, { again: true });
}
