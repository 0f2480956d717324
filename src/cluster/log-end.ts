/**
 * The end of a log tells why it ended, and the API may keep exactly that from us: limitBytes counts from the first of the
 * tailLines (kubelet logWriter, cri-client pkg/logs/logs.go), so of a thousand long lines the last ones are cut off. Then
 * fewer lines are asked for, until they fit.
 */
import type { Answer, Kubectl } from './port.ts';

const TRIES = 4;

export function withLogEnd(kubectl: Kubectl): Kubectl {
  return async (args, limits) => {
    let answer = await kubectl(args, limits);
    let asked = args;
    for (let tries = 0; tries < TRIES; tries++) {
      const shorter = isEndMissing(asked, answer) ? withFewerLines(asked, answer) : undefined;
      if (!shorter) break;
      const next = await kubectl(shorter, limits);
      const total = { ms: answer.ms + next.ms };
      // What was read before is better than a failure.
      if (next.failure) return { ...answer, ...total, cut: true };
      answer = { ...next, ...total };
      asked = shorter;
    }
    return isEndMissing(asked, answer) ? { ...answer, cut: true } : answer;
  };
}

const urlOf = (args: readonly string[]) => args.find((arg) => /^\/api\/v1\/namespaces\/[^/]+\/pods\/[^/]+\/log\?/.test(arg));
const numberIn = (url: string, name: string) => Number(url.match(new RegExp(`[?&]${name}=(\\d+)`))?.[1] ?? Number.NaN);

function isEndMissing(args: readonly string[], { failure, cut, bytes }: Answer): boolean {
  const url = urlOf(args);
  return url !== undefined && !failure && (cut || bytes >= numberIn(url, 'limitBytes'));
}

/** A quarter of the lines that came, or of those that were asked for: the last ones may be longer than the first. */
function withFewerLines(args: readonly string[], { stdout }: Answer): string[] | undefined {
  const url = urlOf(args) ?? '';
  const before = numberIn(url, 'tailLines');
  if (!(before > 1)) return undefined;
  const came = stdout.split('\n').length;
  const lines = Math.max(1, Math.floor(Math.min(came, before) / 4));
  return args.map((arg) => (arg === url ? arg.replace(/([?&]tailLines=)\d+/, `$1${lines}`) : arg));
}
