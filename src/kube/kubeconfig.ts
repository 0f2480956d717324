/** The namespace that kubectl would use, read from the kubeconfig files as client-go merges them (tools/clientcmd/loader.go). */
import { parse } from 'yaml';

interface Config {
  'current-context'?: unknown;
  contexts?: { name?: unknown; context?: { namespace?: unknown } }[];
}

/** The first file that names a current context, and the first that has it, win. Undefined where none tells. */
export function namespaceOf(files: readonly string[], context?: string): string | undefined {
  const configs = files.map(read);
  const current = context ?? configs.map((config) => config['current-context']).find((name) => typeof name === 'string' && name !== '');
  const found = configs.flatMap(({ contexts }) => (Array.isArray(contexts) ? contexts : [])).find((one) => one?.name === current);
  const namespace = found?.context?.namespace;
  return typeof namespace === 'string' && namespace !== '' ? namespace : undefined;
}

/** A file that cannot be parsed tells nothing here; kubectl itself will say what is wrong with it. */
function read(text: string): Config {
  try {
    const value: unknown = parse(text);
    return typeof value === 'object' && value !== null ? (value as Config) : {};
  } catch {
    return {};
  }
}
