import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import { advised } from '../fixes/fix.ts';
import { otherImage } from '../fixes/image.ts';
import { lastFact } from '../logs/reading.ts';
import { present } from '../present.ts';
import { type Cause, RUNG } from './cause.ts';

/** 128 + SIGILL. */
const ILLEGAL = 132;

export const processorTooOld: Cause = {
  id: 'processor-too-old',
  title: "the program uses instructions that the node's processor does not have",
  tier: 'environment',
  covers: ['img.illegal-instruction', 'app.ill'],
  rung: RUNG.said,

  detect(subject, evidence) {
    const { attempt, container, pod } = subject;
    const log = valueOf(subject.log());
    const fact = log && lastFact(log, 'illegal-instruction');
    if (!attempt || (!fact && attempt.exitCode !== ILLEGAL) || attempt.exitCode === 0) return undefined;
    // Compilers end a program that finds a fault of its own by such an instruction, too.
    if (!says(fact?.fields.detail) && log?.lines.some((line) => ON_PURPOSE.test(line))) return undefined;
    const other = otherImage(subject, evidence);
    const isEmulated = fact?.fields.detail?.startsWith('qemu: ') ?? false;
    const does = says(fact?.fields.detail) && attempt.exitCode !== ILLEGAL ? 'needs instructions' : 'ends on an instruction';
    return {
      summary: `the program in container ${container.name} ${does} that the ${isEmulated ? 'emulator that runs it on' : 'processor of'} node ${pod.spec.nodeName ?? ''} does not have${fact?.fields.detail ? `: ${fact.fields.detail}` : ' (SIGILL)'}`,
      confidence: says(fact?.fields.detail) && attempt.exitCode === ILLEGAL ? 'certain' : 'likely',
      object: { kind: 'Image', name: container.image ?? '' },
      proof: [fact ? logProof(subject, fact) : attemptProof(subject), ...present(fact && attemptProof(subject)), ...other.proof],
      fixes: [
        ...other.fixes,
        advised(isEmulated ? EMULATED : 'let the pod run on newer nodes (nodeSelector), or run a build for older processors'),
      ],
      decides: 'whether the same image runs on a node with a newer processor',
    };
  },
};

const EMULATED = 'use an image for the architecture of the node: this one runs in an emulator (qemu), which does not know all instructions';

/** That it is the processor is said by the program, or the library: the signal alone is that of any trap (__builtin_trap, ud2). */
const says = (detail = '') => detail !== '' && !detail.includes('Illegal instruction');
/** Swift's traps; V8's and Chromium's own checks; Rust where it cannot unwind. */
const ON_PURPOSE = /\bFatal error: |^# Fatal error in |^#?\s*Check failed: |:FATAL:|thread panicked while (?:processing|panicking)/;
