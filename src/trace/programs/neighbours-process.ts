/**
 * A script that looks for the process of another container of its pod: each container sees its own processes alone, unless the pod sets
 * shareProcessNamespace (Kubernetes, "Share Process Namespace between Containers in a Pod").
 */

import { escaped } from '../../escaped.ts';
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import { type Subject, subjectsBeside } from '../../evidence/subject.ts';
import { lastName } from '../../kube/folder.ts';
import { imageName } from '../../kube/image.ts';
import { commandLine } from '../../kube/pod.ts';
import { silentEnd } from './silent-end.ts';
import { type StartText, startText } from './start-text.ts';

export interface NeighboursProcess {
  process: string;
  /** The container that runs it. */
  container: string;
  /** By what it looks for it, with its words. */
  line: string;
  start: StartText;
  /** What the program that looked said of it. */
  said: string | undefined;
}

const LOOKS = /(?<![\w.-])(?:pidof|pgrep|pkill|killall)\s+(?<words>[^;|&)\n`]{1,200})/g;
/** kill of busybox, dash and bash without a process; killall of busybox and of psmisc. */
const SAID = /you need to specify whom to kill|\bkill: [Uu]sage: kill |: no process (?:killed|found)$/;

export function neighboursProcess(subject: Subject, evidence: Evidence): NeighboursProcess | undefined {
  const { attempt, pod } = subject;
  const log = valueOf(subject.log());
  if (!attempt?.exitCode || attempt.exitCode > 2 || pod.spec.shareProcessNamespace || pod.spec.hostPID || !log) return undefined;
  const start = startText(subject, evidence);
  if (!start) return undefined;
  const beside = subjectsBeside(subject, evidence);
  for (const { 0: line, groups } of start.text.matchAll(LOOKS)) {
    const words = (groups?.['words'] ?? '').split(/\s+/).map((word) => lastName(word.replace(/^["']|["']$/g, '')));
    for (const process of words.filter((word) => /^[\w.-]*[a-z]{2}[\w.-]*$/.test(word) && !word.startsWith('-'))) {
      const other = beside.find(({ container }) => runs(process, container));
      if (!other || startsItself(process, start.text)) continue;
      const said = log.lines.slice(-6).find((one) => SAID.test(one.trim()));
      const isSilent = silentEnd(subject, evidence)?.step.words.some((word) => lastName(word.replace(/^["']|["')]+$/g, '')) === process);
      if (said !== undefined || isSilent) return { process, container: other.container.name, line: line.trim(), start, said };
    }
  }
  return undefined;
}

/** By its command, or by its image: redis-server of redis:7. */
function runs(process: string, container: Subject['container']): boolean {
  const name = imageName(container.image ?? '');
  const [program = ''] = commandLine(container);
  return lastName(program) === process || name.split(/[-_.]/).includes(process) || (name !== '' && process.startsWith(`${name}-`));
}

/** It stands where a shell takes it for a command. */
const startsItself = (process: string, script: string): boolean =>
  new RegExp(`(?:^|[\\n;&|({]|\\b(?:then|do|else|exec))[ \\t]*(?:/[\\w./-]*/)?${escaped(process)}(?=[\\s;&|]|$)`).test(script);
