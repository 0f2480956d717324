import { FLAGS } from '../cli/flags.ts';

/** Which cluster, as whom, and which namespace. */
export interface Connection {
  /** kubectl's own connection flags for every child, one token each (`--context=prod`); may hold credentials. */
  args: readonly string[];
  /** As given with -n; absent: the context's own. Not in `args`. */
  namespace?: string;
  /** As given; in `args` too. */
  context?: string;
  kubeconfig?: string;
  allNamespaces: boolean;
}

const SECRET = new Set(FLAGS.filter(({ secret }) => secret).map(({ name }) => name));

/** `args` for people and reports: credentials are ***, also those inside an address. */
export function shown({ args }: Pick<Connection, 'args'>): string[] {
  return args.map((token) => {
    const [name = ''] = token.slice(2).split('=', 1);
    return SECRET.has(name) ? `--${name}=***` : token.replace(/:\/\/[^/\s]*@/, '://***@');
  });
}
