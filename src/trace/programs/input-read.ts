/** A program that a ConfigMap brings and that works on its standard input, in a container that has none. */

import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { commandLine } from '../../kube/pod.ts';
import { configFiles } from '../files/mounted-file.ts';

export interface InputRead {
  name: string;
  key: string;
  /** From 1. */
  line: number;
  quote: string;
}

/** Python, Node.js, Ruby, Perl, PHP, and a shell's read that nothing is given to. */
const READS =
  /\bsys\.stdin\b(?!\.(?:isatty|fileno|encoding|reconfigure)\b)|(?<![\w.])input\(|\bprocess\.stdin\b(?!\.(?:isTTY|fd|unref)\b)|\bSTDIN\b|<STDIN>|php:\/\/stdin|^\s*while (?:IFS=\S* )?read\b[^<|]*$/;

/** /dev/null is what the kubelet gives where stdin is not asked for: the first reading is the end. */
export function inputRead({ container, ...subject }: Subject, evidence: Evidence): InputRead | undefined {
  if (container.stdin) return undefined;
  const words = commandLine(container);
  for (const { path, name, key, text } of configFiles({ ...subject, container }, evidence)) {
    if (!words.some((word) => word.split(/\s+/).includes(path))) continue;
    const lines = valueOf(text)?.split('\n') ?? [];
    const at = lines.findIndex((line) => READS.test(line) && !/^\s*(?:#|\/\/)/.test(line));
    // A loop in a shell may get it from what stands behind its end.
    if (at >= 0 && !lines.some((line) => /^\s*done\s*<|\|\s*while\b/.test(line)))
      return { name, key, line: at + 1, quote: (lines[at] as string).trim() };
  }
  return undefined;
}
