import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import { LOG_LINES } from '../evidence/query.ts';
import { kubectl } from '../fixes/command.ts';
import { debugCopy } from '../fixes/debug-copy.ts';
import { look } from '../fixes/fix.ts';
import { rollback } from '../fixes/rollback.ts';
import { exitCodeWords } from '../kube/exit-codes.ts';
import { commandLine } from '../kube/pod.ts';
import { isFault } from '../logs/kinds.ts';
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
    const back = rollback(subject, evidence);
    const isCut = (log?.lines.length ?? 0) >= LOG_LINES;
    const message = attempt.message?.trim();
    // Words that are known, of which no cause could make more.
    const said = log?.decisive && isFault(log.decisive.kind) ? log.decisive : undefined;
    const last = log?.block.at(-1) ?? log?.lines.at(-1);
    const words = message
      ? `its termination message: ${message.slice(0, 200)}`
      : said
        ? `in its own words: ${said.quote.slice(0, 220)}`
        : log
          ? log.lines.length
            ? `no error is recognised in ${isCut ? `the last ${log.lines.length} lines of its log` : 'its log'}; the last line is: ${last ?? ''}`
            : 'its log is empty'
          : 'its log could not be read';
    const proof: [Proof, ...Proof[]] = [attemptProof(subject)];
    if (message) proof.push({ step: 'get', quote: message.slice(0, 300), path: 'terminated.message' });
    else if (said) proof.push(logProof(subject, said));
    else if (last) proof.push({ step: attempt.log === 'current' ? 'logs' : 'logs --previous', quote: last });
    if (back) proof.push(back.proof);
    const logs = kubectl(evidence, namespace, [
      'logs',
      `pod/${pod.metadata.name}`,
      `--container=${container.name}`,
      ...(attempt.log === 'previous' ? ['--previous'] : []),
    ]);
    const unread = known.state === 'gap' ? known.failure.kind : undefined;
    return {
      summary: `container ${container.name} ends with exit code ${attempt.exitCode} (${exitCodeWords(attempt.exitCode, [container.image, ...commandLine(container)].join(' '))}); ${words}`,
      confidence: message ? 'likely' : 'possible',
      proof,
      fixes: [
        ...(back ? [back.fix] : []),
        ...(isCut
          ? [
              look(
                'look in the whole log, of which only the end was read here',
                `${logs} | grep -niE 'fatal|panic|critical|error|exception|denied|invalid' | head -n 40`,
              ),
            ]
          : []),
        ...(unread
          ? [
              look(
                unread === 'forbidden' ? 'let someone who may read logs read it' : 'read its log once more, right after its next end',
                logs,
              ),
            ]
          : []),
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
