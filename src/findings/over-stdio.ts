/** A server that talks by its standard input and output, as those of the Model Context Protocol do by default (modelcontextprotocol.io, Transports): it ends where that input is closed. */
import { advised } from '../fixes/fix.ts';
import type { WorkloadFix } from '../fixes/workload.ts';
import type { Fix } from '../report.ts';

const STDIO = /\b(?:on|over|via|using|with|in) (?:the )?stdio\b|\bstdio (?:transport|mode|server)\b/i;

export function overStdio(last: string | undefined, fix: WorkloadFix): { why: string; fixes: Fix[] } | undefined {
  if (last === undefined || !STDIO.test(last) || fix.subject.container.stdin) return undefined;
  return {
    why: 'it serves by its standard input, which is closed in a container that does not ask for one, and takes that for the end',
    fixes: [
      advised('let it serve over the network, if it can: its options, or a variable, name the transport (http, streamable-http, sse)'),
      fix.patchContainer('keep its input open, for who attaches to it (kubectl attach -i)', { stdin: true }),
    ],
  };
}
