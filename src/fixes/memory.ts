/** Which memory limit to set, and where its number is from; without a measurement it is called a trial. */

import { isPodLimit } from '../evidence/proof.ts';
import { MI, mebibytes, quantity } from '../kube/quantity.ts';
import { present } from '../present.ts';
import type { Fix, Proof } from '../report.ts';
import { type HeapSetting, isFarAbove, resized } from '../trace/java/heap-setting.ts';
import { type Usage, usageOf } from '../trace/objects/usage.ts';
import type { ServerMemory } from '../trace/servers/server-memory.ts';
import { kubectl } from './command.ts';
import { changeSettings } from './settings.ts';
import type { WorkloadFix } from './workload.ts';

export interface RaisedMemory {
  fix: Fix;
  proof: Proof[];
}

/**
 * Twice what healthy siblings use; for a JVM or V8 that may grow its heap to a size, that size and about half as much for the rest of the
 * process; else a trial, large enough to see the true peak.
 */
export function raiseMemory(fix: WorkloadFix, limit: string, heap?: HeapSetting): RaisedMemory {
  const bytes = quantity(limit) ?? 0;
  const smaller = heap && isFarAbove(heap.bytes, limit) ? smallerHeap(fix, limit, heap) : undefined;
  if (smaller) return { fix: smaller, proof: [] };
  const usage = usageOf(fix.subject, fix.evidence);
  const proof = present(usage?.proof);
  const most = usage?.siblings[0];
  const set = (memory: string, why: string): RaisedMemory => ({
    fix: fix.setMemory(
      `raise the ${isPodLimit(fix.subject) ? "pod's memory limit" : 'memory limit'} from ${limit} to ${memory}: ${why}`,
      memory,
    ),
    proof,
  });
  if (heap && heap.bytes * 1.5 > bytes * 1.2)
    return set(
      mebibytes(heap.bytes * 1.5),
      `the heap alone may grow to ${heap.option} (${heap.place}), and the rest of the process takes about half as much again`,
    );
  if (most && most.bytes * 2 > bytes * 1.2)
    return set(mebibytes(most.bytes * 2), `twice the most that a healthy pod of it uses (${most.pod}: ${most.text})`);
  const trial = trialOf(bytes);
  return set(trial, `a trial, as ${nothing(usage, limit)}; ${measure(fix)}`);
}

/** So many times the limit no one means a server's memory to be. */
const FAR = 16;

/** Where a server takes more than the limit by its own setting: that made smaller, or the limit larger. */
export function fitServer(fix: WorkloadFix, limit: string, { given, bytes, what, atOnce, share, inWords }: ServerMemory): Fix[] {
  const room = quantity(limit) ?? 0;
  const value = inWords(room * share);
  const smaller = changeSettings(
    `let ${given.name} be ${value}, ${share === 0.25 ? 'a quarter' : share === 0.5 ? 'half' : 'three quarters'} of the limit of ${limit}`,
    [given.changedTo(value)],
    fix,
  );
  const raised =
    bytes < room * FAR
      ? fix.setMemory(
          `raise the memory limit from ${limit} to ${mebibytes(bytes * 1.5)}: ${what} alone may take ${given.value}, and the rest of the server about half as much again`,
          mebibytes(bytes * 1.5),
        )
      : undefined;
  return present(...(atOnce || !raised ? [smaller, raised] : [raised, smaller]));
}

/** The heap of that size where it is told one now; with `memory`, under that limit. */
export function resizeHeap(text: string, heap: HeapSetting, bytes: number, fix: WorkloadFix, memory?: string): Fix[] {
  const resize = changeSettings(text, [{ setting: heap.setting, to: resized(heap, bytes) }], fix);
  if (!resize?.command || memory === undefined) return present(resize);
  return [{ ...resize, command: [resize.command, fix.setMemory(text, memory).command].join(' && ') }];
}

/** The heap's share of a container's limit that leaves room for the rest of the process. */
const SHARE = 0.75;

function smallerHeap(fix: WorkloadFix, limit: string, heap: HeapSetting): Fix | undefined {
  const text = `let the heap be three quarters of the limit of ${limit}, so that it is collected before the kernel steps in; if that is too little for the program, raise both`;
  return resizeHeap(text, heap, (quantity(limit) ?? 0) * SHARE, fix)[0];
}

/** Room enough to see the true peak: four times a small limit, twice a large one. */
export function trialOf(bytes: number): string {
  return mebibytes(bytes * (bytes < 512 * MI ? 4 : 2));
}

function nothing(usage: Usage | undefined, limit: string): string {
  const most = usage?.siblings[0];
  return most
    ? `healthy pods of it use at most ${most.text}, and what this one needs beyond ${limit} nobody has measured`
    : `what it needs beyond ${limit} nobody has measured`;
}

function measure({ subject, evidence }: WorkloadFix): string {
  const command = kubectl(evidence, subject.namespace, ['top', 'pod', '--containers']);
  return `once it runs, read its peak (${command}) and set 1.5 to 2 times that`;
}

/** Seconds in which no slow leak fills a limit; a fast one takes half a minute. */
const SHORT = 5;
/** Seconds from which on a life was no start any more. */
const LONG = 600;

/** What the time from start to death says of the way it grows; undefined where it says nothing. */
export function lifeWords(fix: WorkloadFix): string | undefined {
  const { attempt, before, status } = fix.subject;
  const lives = [attempt?.seconds, before?.seconds].filter((one) => one !== undefined);
  if (lives.length === 0 || (status?.restartCount ?? 0) < 2) return undefined;
  if (lives.every((one) => one <= SHORT)) return `it dies within ${Math.max(1, ...lives)} s of its start, so it is no slow leak`;
  return lives.every((one) => one >= LONG)
    ? `it lives for ${lives.map((one) => `${Math.round(one / 60)} min`).join(' and ')} first: if it grows all that time it leaks, and a higher limit only puts the end off`
    : undefined;
}
