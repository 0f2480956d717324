import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import { LOG_LINES } from '../evidence/query.ts';
import type { Subject } from '../evidence/subject.ts';
import { kubectl } from '../fixes/command.ts';
import { debugCopy } from '../fixes/debug-copy.ts';
import { look } from '../fixes/fix.ts';
import { isInside, rollback } from '../fixes/rollback.ts';
import { exitCodeWords } from '../kube/exit-codes.ts';
import { commandLine } from '../kube/pod.ts';
import { isFault } from '../logs/kinds.ts';
import { type LogReading, lastLine } from '../logs/reading.ts';
import { present } from '../present.ts';
import type { Proof } from '../report.ts';
import { type Cause, RUNG } from './cause.ts';

export const unexplainedExit: Cause = {
  id: 'unexplained-exit',
  title: 'it ended, and its log does not say why',
  tier: 'container',
  covers: ['app.silent-exit', 'app.exit-nonzero-generic'],
  rung: RUNG.code + 1,

  detect(subject, evidence) {
    const { attempt, container, pod, namespace } = subject;
    if (!attempt || attempt.exitCode === 0) return undefined;
    const known = subject.log();
    if (known.state === 'pending') return undefined;
    const log = valueOf(known);
    const back = rollback(subject, evidence, isInside);
    const isCut = (log?.lines.length ?? 0) >= LOG_LINES;
    const { words, proof, isMessage } = lastWords(subject, attempt, log, isCut);
    const logs = kubectl(evidence, namespace, [
      'logs',
      `pod/${pod.metadata.name}`,
      `--container=${container.name}`,
      ...present(attempt.log === 'previous' && '--previous'),
    ]);
    const unread = known.state === 'gap' ? known.failure.kind : undefined;
    return {
      summary: `container ${container.name} ends with exit code ${attempt.exitCode} (${exitCodeWords(attempt.exitCode, [container.image, ...commandLine(container)].join(' '))}); ${words}`,
      confidence: isMessage ? 'likely' : 'possible',
      proof: [attemptProof(subject), ...present(proof, back?.proof)],
      fixes: [
        ...present(
          back?.fix,
          isCut &&
            look(
              'look in the whole log, of which only the end was read here',
              `${logs} | grep -niE 'fatal|panic|critical|error|exception|denied|invalid' | head -n 40`,
            ),
          unread &&
            look(
              unread === 'forbidden' ? 'let someone who may read logs read it' : 'read its log once more, right after its next end',
              logs,
            ),
        ),
        debugCopy(subject, evidence),
      ],
      decides:
        log?.lines.length === 0
          ? 'the program may log to a file or hold its output back in a buffer: run it by hand in a copy of the pod'
          : isCut
            ? 'what stands further up in its log'
            : unread
              ? 'what it wrote into its log before it ended'
              : 'a run by hand in a copy of the pod',
    };
  },
};

/** What it left, in its own words: its termination message, words that are known of which no cause could make more, or its last line. */
function lastWords(
  subject: Subject,
  { message: left, log: from }: NonNullable<Subject['attempt']>,
  log: LogReading | undefined,
  isCut: boolean,
): { words: string; proof?: Proof; isMessage?: true } {
  const message = left?.trim();
  if (message)
    return {
      words: `its termination message: ${message.slice(0, 200)}`,
      proof: { step: 'get', quote: message.slice(0, 300), path: 'terminated.message' },
      isMessage: true,
    };
  if (!log) return { words: 'its log could not be read' };
  const { decisive, lines } = log;
  if (decisive && isFault(decisive.kind))
    return { words: `in its own words: ${decisive.quote.slice(0, 220)}`, proof: logProof(subject, decisive) };
  const last = log.block.at(-1) ?? lastLine(lines);
  if (last === undefined) return { words: 'its log is empty' };
  return {
    words: `no error is recognised in ${isCut ? `the last ${lines.length} lines of its log` : 'its log'}; the last line is: ${last}`,
    proof: { step: from === 'current' ? 'logs' : 'logs --previous', quote: last },
  };
}
