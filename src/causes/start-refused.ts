import type { Subject } from '../evidence/subject.ts';
import { changing } from '../fixes/fix.ts';
import { rollback } from '../fixes/rollback.ts';
import { type StartRefusal, startRefusal } from '../fixes/start.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { present } from '../present.ts';
import type { Fix, ObjectRef, Proof } from '../report.ts';
import { heldBack } from '../trace/objects/held-back.ts';
import type { StartFailure } from '../trace/programs/start-failure.ts';
import { startFailure } from '../trace/programs/start-failure.ts';
import { type Cause, RUNG } from './cause.ts';

interface Refused {
  /** What cannot be done, and on which node where the spec does not tell why. */
  act: string;
  why: string;
  isSure: boolean;
  named: StartRefusal | undefined;
  fixes: Fix[];
  proof: Proof;
  decides: string;
}

export const startRefused: Cause = {
  id: 'start-refused',
  title: 'the kubelet or the runtime cannot create or start the container',
  tier: 'environment',
  covers: [
    'img.start-error-device',
    'img.start-error-hook',
    'img.hook-error',
    'img.create-error',
    'img.start-error-mount',
    'res.gpu-device',
  ],
  // The cause of last resort among those of the start: memory, permissions and mounts have their own.
  rung: RUNG.start + 5,

  detect(subject, evidence) {
    const fix = new WorkloadFix(subject, evidence);
    const refused = byRuntime(subject, fix) ?? byKubelet(subject, fix);
    if (!refused) return undefined;
    const back = rollback(subject, evidence);
    const field = refused.named?.field ?? { of: 'container' as const, name: undefined };
    const object: ObjectRef =
      field.of === 'node'
        ? { kind: 'Node', name: nodeOf(subject) }
        : field.of === 'pod'
          ? fix.object(field.name)
          : fix.containerObject(field.name);
    return {
      summary: `container ${subject.container.name} cannot ${refused.act}: ${refused.why}`,
      confidence: refused.isSure ? 'certain' : 'likely',
      object,
      proof: [refused.proof, ...present(back?.proof)],
      fixes: back ? [back.fix] : refused.fixes,
      decides: refused.decides,
    };
  },
};

const nodeOf = ({ pod }: Subject) => pod.spec.nodeName ?? '';

function byRuntime(subject: Subject, fix: WorkloadFix): Refused | undefined {
  const started = startFailure(subject);
  if (!started) return undefined;
  const { failure, message, proof } = started;
  const named = startRefusal(message, subject, fix);
  const why = named?.why ?? reason(failure, subject);
  if (!why) return undefined;
  const { sort } = failure;
  return {
    act: named && named.field.of !== 'node' ? 'start' : `start on node ${nodeOf(subject)}`,
    why,
    isSure: named !== undefined || sort !== 'other',
    named,
    fixes: named?.fixes ?? (sort === 'workdir' ? [inRoot(fix)] : sort === 'hook' ? hookFixes(failure.why, subject) : []),
    proof,
    decides: "the runtime's own log on the node",
  };
}

/** In words, what the runtime said; undefined for what has a cause of its own. */
function reason(failure: StartFailure, { container }: Subject): string | undefined {
  if (failure.sort === 'device') return `the node has no device ${failure.path}`;
  if (failure.sort === 'hook') return `a hook of the runtime failed: ${failure.why}`;
  if (failure.sort === 'workdir' && !container.workingDir)
    return `it cannot enter the working directory of its image, ${failure.path}: ${failure.why}`;
  if (failure.sort === 'other') return `the runtime says: ${failure.why.slice(0, 200)}`;
  return undefined;
}

/** The root directory can be entered by everyone. */
const inRoot = (fix: WorkloadFix): Fix =>
  fix.patchContainer('start it in / instead; or let its user enter that folder in the image', { workingDir: '/' });

function hookFixes(why: string, subject: Subject): Fix[] {
  if (!/nvidia-container-cli/.test(why)) return [];
  const [, wanted] = why.match(/unsatisfied condition: ([\w>=<.]{1,40})/) ?? [];
  const text = wanted
    ? `update the NVIDIA driver of node ${nodeOf(subject)}, which is too old for the image (it wants ${wanted}), or run an image built for an older CUDA`
    : `make nvidia-smi work on node ${nodeOf(subject)} (its NVIDIA driver), or keep this off nodes without a GPU`;
  return [changing(text)];
}

/** References, users and subPaths have their own causes. */
const TOLD_ELSEWHERE =
  /(?:configmap|secret) "[^"]{1,253}" not found|couldn't find key |non-root policy|runAsNonRoot|missing value for |subPath|SubPath/i;
/** It tries again by itself. */
const NOT_READ_YET = /services have not yet been read|failed to sync (?:configmap|secret) cache/;

function byKubelet(subject: Subject, fix: WorkloadFix): Refused | undefined {
  const held = heldBack(subject);
  if (!held?.message || TOLD_ELSEWHERE.test(held.message)) return undefined;
  const { message, proof } = held;
  const named = startRefusal(message, subject, fix);
  const isUnread = NOT_READ_YET.test(message);
  const words = message.trim().slice(0, 240);
  return {
    act: 'be created',
    why:
      named?.why ??
      (isUnread
        ? `the kubelet of node ${nodeOf(subject)} has not got from the API server what it needs for that: ${words}`
        : `the kubelet says: ${words}`),
    isSure: named !== undefined,
    named,
    fixes: named?.fixes ?? [],
    proof,
    decides: isUnread
      ? `whether it is still so in a minute: the kubelet tries again by itself; then its way to the API server, in its log on node ${nodeOf(subject)}`
      : 'the log of the kubelet on the node',
  };
}
