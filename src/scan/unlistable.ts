/** Why no pods could be listed, and what to type instead. */

import { KubectlError } from '../errors.ts';
import type { Gap } from '../evidence/evidence.ts';
import { PROGRAM } from '../version.ts';

/** `namespace`: where they were looked for, undefined for all; `own`: the one that kubectl would use. */
export function noPodsToList(
  { failure, args }: Gap,
  namespace: string | undefined,
  own: string,
  context: string | undefined,
): KubectlError {
  const where = `${namespace === undefined ? 'in all namespaces' : `in namespace ${namespace}`}${context === undefined ? '' : ` of ${context}`}`;
  const { verb = 'list', resource = 'pods' } = failure.needs ?? {};
  const message =
    failure.kind === 'forbidden'
      ? `not allowed to ${verb} ${resource} ${where}; ${instead(namespace, own)}`
      : `could not list the pods ${where}: ${failure.message}`;
  return new KubectlError(failure, args, message);
}

function instead(namespace: string | undefined, own: string): string {
  if (namespace === undefined)
    return `that needs a ClusterRole with the verb list on pods. Look into one namespace: '${PROGRAM} -n ${own}'`;
  return `that needs a Role with the verb list on pods. A pod that you may get can be named: '${PROGRAM} POD -n ${namespace}'`;
}
