/**
 * The file that a script waits for: `until [ -f FILE ]; do`, `while ! test -s FILE; do`, `while [ ! -e FILE ]; do`, `until ls FILE; do`.
 * `while [ -f FILE ]; do` waits until it is gone.
 */
import type { Subject } from '../../evidence/subject.ts';

const TEST =
  /\b(?:until\s+(?:\[{1,2}|test)|while\s+!\s*(?:\[{1,2}|test)|while\s+(?:\[{1,2}|test)\s+!)\s+-[efsrdSp]\s+["']?(\/[\w./@%+-]{1,300})["']?/;
const READ = /\b(?:until|while\s+!)\s+(?:ls|cat|stat)\s+(?:-\w+\s+)?["']?(\/[\w./@%+-]{1,300})["']?/;

export interface AwaitedFile {
  path: string;
  list: 'command' | 'args';
  index: number;
  text: string;
}

export function awaitedFile({ container }: Pick<Subject, 'container'>): AwaitedFile | undefined {
  for (const list of ['command', 'args'] as const) {
    for (const [index, text] of (container[list] ?? []).entries()) {
      const path = TEST.exec(text)?.[1] ?? READ.exec(text)?.[1];
      if (path !== undefined) return { path, list, index, text };
    }
  }
  return undefined;
}
