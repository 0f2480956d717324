/** What kubectl exec's answer says of the command: how it ended, that the image lacks it, or that nothing runs there any more. */
import type { Known } from '../evidence/evidence.ts';
import type { Executed } from '../evidence/query.ts';
import type { Answer } from './port.ts';

/** kubectl pkg/cmd/util/helpers.go; the line before it is the command's own last word (failure.ts). */
const ENDED = /command terminated with exit code (\d+)(?: \(([\s\S]*)\))?$/;

/** runc libcontainer/init_linux.go through containerd and CRI-O; crun's wording; dockershim gave it as 126 and 127. */
const LACKS =
  /executable file [`"']?[^`"']*[`"']? ?not found|executable file not found in \$PATH|exec: "[^"]*": (?:stat [^:]*: |fork\/exec [^:]*: )?no such file or directory/;

/**
 * The container has ended meanwhile: kubelet_pods.go GetExec; containerd process/init_state.go; runc and crun on a container that is
 * no longer there.
 */
const GONE =
  /container not found \("|cannot exec in a (?:stopped|deleted)|container (?:is )?not (?:running|created)|is not running|task \S+ not found|process already finished|CONTAINER_EXITED/;

export function readExecuted({ stdout, failure }: Answer): Known<Executed> {
  if (!failure) return { state: 'read', value: { exit: 0, stdout, words: '' } };
  const { message } = failure;
  if (LACKS.test(message)) return { state: 'read', value: { exit: 127, stdout: '', words: message, lacks: true } };
  if (failure.kind === 'not-found' || GONE.test(message)) return { state: 'absent' };
  const [, exit, words = ''] = ENDED.exec(message) ?? [];
  return exit === undefined ? { state: 'gap', failure } : { state: 'read', value: { exit: Number(exit), stdout, words } };
}
