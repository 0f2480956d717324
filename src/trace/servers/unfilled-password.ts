/** A server whose password is the text $(NAME): the kubelet leaves that as it is where the container has no such variable (third_party/forked/golang/expansion). */
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { UNEXPANDED } from '../../kube/expansion.ts';
import { shellLine } from '../programs/shell-line.ts';
import { meantBy } from '../settings/named-variable.ts';
import type { Server } from './server.ts';

export interface UnfilledPassword {
  list: 'command' | 'args';
  index: number;
  word: string;
  /** The variable that the word names, and the one that the container has instead. */
  name: string;
  meant: string | undefined;
}

const GIVES_PASSWORD = /^--?[\w-]*(?:requirepass|password|pass)(?:=|$)/i;

export function unfilledPassword({ container, variables, namespace }: Server, evidence: Evidence): UnfilledPassword | undefined {
  // To a shell it is a command, whose output it puts there.
  if (!container || shellLine(container) || !isKnown(container, namespace, evidence)) return undefined;
  for (const list of ['command', 'args'] as const)
    for (const [index, word] of (container[list] ?? []).entries()) {
      const before = container[list]?.[index - 1] ?? '';
      const name = UNEXPANDED.exec(word)?.[1];
      if (name === undefined || word.includes('$$(') || variables.some((one) => one.name === name)) continue;
      if (!GIVES_PASSWORD.test(word) && !(GIVES_PASSWORD.test(before) && !before.includes('='))) continue;
      return { list, index, word, name, meant: meantBy(name, variables, [])?.setting.name };
    }
  return undefined;
}

/** All that gives it variables could be read. */
const isKnown = ({ envFrom = [] }: Subject['container'], namespace: string, evidence: Evidence): boolean =>
  envFrom.every(({ configMapRef, secretRef }) =>
    [
      configMapRef?.name && evidence.object('configmaps', namespace, configMapRef.name),
      secretRef?.name && evidence.keys('secrets', namespace),
    ].every((known) => !known || known.state === 'read'),
  );
