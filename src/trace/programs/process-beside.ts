/** A script looks for a process that runs in another container of its pod, whose processes it does not see. */
import type { Subject } from '../../evidence/subject.ts';
import { lastName } from '../../kube/folder.ts';
import { partsOf } from '../../kube/image.ts';
import { commandLine, containersOf } from '../../kube/pod.ts';
import type { Container } from '../../kube/shapes.ts';
import { only } from '../../only.ts';
import { asWord } from './shell-line.ts';

export interface ProcessBeside {
  process: string;
  /** The container that runs it. */
  container: string;
}

const SEEKS = /^(?:pidof|pgrep|pkill|killall)$/;

/** Each container has a process namespace of its own, unless the pod says otherwise (pod.spec.shareProcessNamespace). */
export function processBeside(command: readonly string[], { container, pod }: Subject): ProcessBeside | undefined {
  const [program = '', ...words] = command;
  if (!SEEKS.test(lastName(program)) || pod.spec.shareProcessNamespace || pod.spec.hostPID) return undefined;
  const process = words.findLast((word) => /^["']?[\w.-]+["']?$/.test(word) && !word.startsWith('-'))?.replace(/["']/g, '');
  // With a command of its own a container does not run what its image is named for.
  if (process === undefined || isCalled(process, container.command ? { ...container, image: '' } : container)) return undefined;
  const found = only(
    containersOf(pod).filter(
      ({ spec, kind }) => kind !== 'init' && spec.name !== container.name && (isCalled(process, spec) || isRun(process, commandLine(spec))),
    ),
  );
  return found && { process, container: found.spec.name };
}

/** A word of its own that is no value of an option (tini -- envoy, not --role envoy), or a command of a shell's line. */
const isRun = (process: string, words: readonly string[]): boolean =>
  words.some((word, at) =>
    /\s/.test(word)
      ? asWord(process).test(word)
      : lastName(word) === process && (words[at - 1] === '--' || !words[at - 1]?.startsWith('-')),
  );

/** Its image, or its first word. */
const isCalled = (process: string, { image = '', ...spec }: Container): boolean =>
  [partsOf(image).repository, commandLine(spec)[0] ?? ''].some((one) => lastName(one) === process);
