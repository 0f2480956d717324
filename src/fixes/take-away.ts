/** Takes a file out of a container that runs. */
import type { Evidence } from '../evidence/evidence.ts';
import type { Subject } from '../evidence/subject.ts';
import type { Fix } from '../report.ts';
import { inContainer } from './command.ts';
import { changing } from './fix.ts';

export function takeAway(path: string, { pod, namespace, container }: Subject, evidence: Evidence): Fix {
  const command = inContainer(evidence, namespace, pod, container, ['rm', '-r', path]);
  return changing(`take ${path} away, if what it was put there for is over`, command);
}
