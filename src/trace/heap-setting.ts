/** How large a runtime was told that its heap may grow, by the options in variables and arguments. */
import type { Container } from '../kube/shapes.ts';

interface Runtime {
  option: (bytes: number) => string;
  pattern: RegExp;
  unit: Record<string, number>;
}

const MI = 2 ** 20;

/** `java` knows -Xmx, `node` --max-old-space-size (in MiB). */
export const RUNTIMES: Record<string, Runtime> = {
  java: {
    option: (bytes) => `-Xmx${Math.floor(bytes / MI)}m`,
    pattern: /-Xmx(\d+)([kKmMgG]?)/,
    unit: { '': 1, k: 2 ** 10, m: MI, g: 2 ** 30 },
  },
  node: {
    option: (bytes) => `--max-old-space-size=${Math.floor(bytes / MI)}`,
    pattern: /--max[-_]old[-_]space[-_]size[= ](\d+)()/,
    unit: { '': MI },
  },
};

export interface HeapSetting {
  runtime: string;
  /** As it stands there: -Xmx512m. */
  option: string;
  bytes: number;
  /** "env JAVA_TOOL_OPTIONS" or "args". */
  place: string;
  variable: string | undefined;
  /** The whole value of the variable or argument. */
  value: string;
}

export function heapSetting({ env = [], command = [], args = [] }: Container, runtime?: string): HeapSetting | undefined {
  const words = [
    ...env.map(({ name, value = '' }) => ({ place: `env ${name}`, variable: name as string | undefined, value })),
    ...[...command, ...args].map((value) => ({ place: 'args', variable: undefined, value })),
  ];
  for (const [name, { pattern, unit }] of Object.entries(RUNTIMES)) {
    if (runtime !== undefined && runtime !== name) continue;
    for (const word of words) {
      const [option, digits, suffix = ''] = word.value.match(pattern) ?? [];
      if (option) return { ...word, runtime: name, option, bytes: Number(digits) * (unit[suffix.toLowerCase()] ?? 1) };
    }
  }
  return undefined;
}

/** The value with another size of heap in it. */
export function resized({ runtime, value }: HeapSetting, bytes: number): string {
  const { pattern, option } = RUNTIMES[runtime] as Runtime;
  return value.replace(pattern, option(bytes));
}
