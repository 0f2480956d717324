/** The class that java is told to run, and where it looks for it. */
import type { Container } from '../../kube/shapes.ts';

const CLASS_PATH = /^(?:-cp|-classpath|--class-path)$/;
const WITH_VALUE = /^(?:-p|--module-path|--add-modules|--add-opens|--add-exports|--add-reads|--upgrade-module-path)$/;

/** The class path of `java … CLASS`, where CLASS is the first word behind its options; undefined where it is another word. */
export function classPathFor(name: string, { command = [], args = [], env = [] }: Container): string | undefined {
  const words = [...command, ...args].join(' ').split(/\s+/);
  let path = env.find((one) => one.name === 'CLASSPATH')?.value ?? '.';
  for (let at = words.findIndex((word) => /(?:^|\/)java$/.test(word)) + 1; at > 0 && at < words.length; at++) {
    const word = words[at] as string;
    if (CLASS_PATH.test(word)) path = words[++at] ?? path;
    else if (WITH_VALUE.test(word)) at++;
    else if (!/^[-$"'@]/.test(word)) return word === name ? path : undefined;
  }
  return undefined;
}

/** The source file of `java FILE.java`, by the name that java takes it for where there is no such file: that of a class, with dots. */
export const sourceFile = (name: string, words: readonly string[]): string | undefined =>
  name.endsWith('.java') ? words.find((word) => word.replaceAll('/', '.') === name) : undefined;
