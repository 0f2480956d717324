/** An evidence bundle: the calls of a run with kubectl's answers. `--from` and `demo` replay one at the port. */
import type { Target } from './command.ts';
import type { Failure } from './errors.ts';
import type { Answer, Kubectl } from './port.ts';

export const BUNDLE_FORMAT = 'crashloop-bundle/v1';

export interface SavedCall { args: string[]; stdout: string; exit: number | null; failure?: Failure; cut?: true }

export interface Bundle {
  format: typeof BUNDLE_FORMAT;
  /** One line: what it shows. */
  title?: string;
  /** Milliseconds since 1970 at which the run began; ages count from it. */
  now: number;
  namespace: string;
  targets: Target[];
  calls: SavedCall[];
}

const keyOf = (args: readonly string[]) => args.join('\n');

/** kubectl as it answered then; what was not asked then is a gap. */
export function replayed({ calls }: Bundle): Kubectl {
  const answers = new Map(calls.map((call) => [keyOf(call.args), call]));
  return async (args): Promise<Answer> => {
    const call = answers.get(keyOf(args));
    if (!call) return { stdout: '', failure: { kind: 'other', message: 'the bundle does not hold this call' }, cut: false, exit: 1, ms: 0, bytes: 0 };
    return { stdout: call.stdout, cut: call.cut ?? false, exit: call.exit, ms: 0, bytes: call.stdout.length, ...(call.failure ? { failure: call.failure } : {}) };
  };
}

/** The same kubectl, and a list to which each call is added with its answer. */
export function recording(kubectl: Kubectl, calls: SavedCall[]): Kubectl {
  return async (args, limits) => {
    const answer = await kubectl(args, limits);
    const { stdout, exit, failure, cut } = answer;
    calls.push({ args: [...args], stdout, exit, ...(failure ? { failure } : {}), ...(cut ? { cut: true } : {}) });
    return answer;
  };
}

