/**
 * An evidence bundle: the calls of a run with kubectl's answers, without their secrets. `--save` writes one, `--from` and `demo` replay
 * one at the port. docs/bundle.md tells the format.
 */

import { type Answer, type Kubectl, unanswered } from '../cluster/port.ts';
import type { Target } from '../command.ts';
import type { Failure } from '../errors.ts';
import { LOG_BYTES } from '../evidence/query.ts';
import type { Attempts } from '../report.ts';
import { answerInList } from './answer-in-list.ts';

export const BUNDLE_FORMAT = 'crashloop-bundle/v1';

export interface SavedCall {
  args: string[];
  stdout: string;
  exit: number | null;
  /** Milliseconds from the start of the run, and how many it took. */
  at: number;
  ms: number;
  /** As many as came over the wire. */
  bytes: number;
  failure?: Failure;
  cut?: true;
}

/** What the user wanted to know. */
export type Asked =
  | { kind: 'diagnose'; targets: readonly Target[]; selector?: string; container?: string }
  | { kind: 'scan'; allNamespaces?: boolean; selector?: string; sinceMs?: number };

export interface Bundle {
  format: typeof BUNDLE_FORMAT;
  /** The version that wrote it. */
  program: string;
  /** One line: what it shows. */
  title?: string;
  /** RFC 3339. Ages count from `began`; the report was shown at `ended`. */
  began: string;
  ended: string;
  namespace: string;
  /** The connection flags that printed commands need. */
  flags: string[];
  asked: Asked;
  /** What stood where the answers have ***1, ***2 …: DB_PASSWORD, GITHUB_TOKEN. */
  hidden: string[];
  /** Of --record: the runs that ended meanwhile. */
  attempts?: Attempts;
  calls: SavedCall[];
}

const keyOf = (args: readonly string[]) => args.join('\n');
const isLog = (args: readonly string[]) => args.some((arg) => /^\/api\/v1\/namespaces\/[^/]+\/pods\/[^/]+\/log(?:\?|$)/.test(arg));

/** kubectl as it answered then; what was not asked then, and stands in no list, is a gap. */
export function replayed(bundle: Bundle): Kubectl {
  const answers = new Map(bundle.calls.map((call) => [keyOf(call.args), call]));
  return async (args, limits): Promise<Answer> => {
    const call = answers.get(keyOf(args));
    if (!call) {
      const lists = bundle.calls.filter(({ stdout, failure, cut }) => !failure && !cut && stdout.length <= limits.bytes);
      const listed = answerInList(args, lists);
      if (listed !== undefined) return { stdout: listed, cut: false, exit: 0, ms: 0, bytes: 0 };
      return unanswered({ kind: 'other', message: `the bundle does not hold this reading; it answers ${questionOf(bundle)}` });
    }
    // No cluster gives a longer log; a file can.
    const most = isLog(args) ? Math.min(2 * LOG_BYTES, limits.bytes) : limits.bytes;
    const isLonger = call.stdout.length > most;
    const { exit, ms, bytes, failure } = call;
    return {
      stdout: isLonger ? call.stdout.slice(0, most) : call.stdout,
      cut: isLonger || (call.cut ?? false),
      exit,
      ms,
      bytes,
      ...(failure ? { failure } : {}),
    };
  };
}

/** The same kubectl, and a list to which each call is added with its answer. */
export function recording(kubectl: Kubectl, calls: SavedCall[], clock: () => number): Kubectl {
  const began = clock();
  return async (args, limits) => {
    const at = clock() - began;
    const answer = await kubectl(args, limits);
    calls.push(savedCall(args, answer, at));
    return answer;
  };
}

export function savedCall(args: readonly string[], { stdout, exit, ms, bytes, failure, cut }: Answer, at: number): SavedCall {
  return {
    args: [...args],
    stdout,
    exit,
    at,
    ms: Math.round(ms),
    bytes,
    ...(failure ? { failure } : {}),
    ...(cut ? { cut: true } : {}),
  };
}

/** `why deployments/web crashes`, in words. */
function questionOf({ asked, namespace }: Bundle): string {
  const where = `in namespace ${namespace}`;
  if (asked.kind === 'scan') return asked.allNamespaces ? 'what crashes in all namespaces' : `what crashes ${where}`;
  return asked.selector
    ? `why the pods with ${asked.selector} ${where} crash`
    : `for ${asked.targets.map(({ plural, name }) => `${plural}/${name}`).join(', ')} ${where}`;
}
