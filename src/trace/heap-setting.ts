/** How large a runtime was told that its heap may grow, by the options in variables and arguments. */
import { quantity } from '../kube/quantity.ts';
import type { Container } from '../kube/shapes.ts';
import { variableOf } from './variables.ts';

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
    pattern: /-Xmx(\d+|\$\([\w.-]+\))([kKmMgG]?)/,
    unit: { '': 1, k: 2 ** 10, m: MI, g: 2 ** 30 },
  },
  node: {
    option: (bytes) => `--max-old-space-size=${Math.floor(bytes / MI)}`,
    pattern: /--max[-_]old[-_]space[-_]size[= ](\d+|\$\([\w.-]+\))()/,
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
  /** The variable whose $(NAME) gives the number. */
  from: string | undefined;
}

export function heapSetting(container: Container, runtime?: string): HeapSetting | undefined {
  const { env = [], command = [], args = [] } = container;
  const words = [
    ...env.map(({ name, value = '' }) => ({ place: `env ${name}`, variable: name as string | undefined, value })),
    ...[...command, ...args].map((value) => ({ place: 'args', variable: undefined, value })),
  ];
  for (const [name, { pattern, unit }] of Object.entries(RUNTIMES)) {
    if (runtime !== undefined && runtime !== name) continue;
    for (const word of words) {
      const [written, size = '', suffix = ''] = word.value.match(pattern) ?? [];
      const from = size.startsWith('$') ? size.slice(2, -1) : undefined;
      const number = from === undefined ? Number(size) : numberIn(from, container);
      if (!written || number === undefined) continue;
      const option = written.replace(size, () => String(number));
      return { ...word, runtime: name, option, bytes: number * (unit[suffix.toLowerCase()] ?? 1), from };
    }
  }
  return undefined;
}

/** A number that the kubelet puts for $(NAME): of a variable, or of this container's own limit, rounded up to the divisor. */
function numberIn(name: string, container: Container): number | undefined {
  const variable = variableOf(container, name);
  const { resource, divisor, containerName = container.name } = variable?.valueFrom?.resourceFieldRef ?? {};
  if (resource?.startsWith('limits.') && containerName === container.name) {
    const limit = quantity(container.resources?.limits?.[resource.slice('limits.'.length)]);
    return limit === undefined ? undefined : Math.ceil(limit / (quantity(divisor) || 1));
  }
  return /^\d+$/.test(variable?.value ?? '') ? Number(variable?.value) : undefined;
}

/** So many times the memory limit nobody means a heap to be: the number counts bytes (or KiB) where the runtime counts MiB. */
const UNIT = 1000;

export const isInWrongUnit = ({ bytes }: HeapSetting, limit: string | undefined): boolean =>
  bytes >= (quantity(limit) || Number.POSITIVE_INFINITY) * UNIT;

/** The value with another size of heap in it. */
export function resized({ runtime, value }: HeapSetting, bytes: number): string {
  const { pattern, option } = RUNTIMES[runtime] as Runtime;
  return value.replace(pattern, option(bytes));
}
