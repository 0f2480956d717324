/** What a lifecycle hook does, in one line. */
import type { Handler } from '../../kube/shapes.ts';

export function hookWords({ exec, httpGet }: Pick<Handler, 'exec' | 'httpGet'>): string {
  return exec ? (exec.command ?? []).join(' ') : `GET ${httpGet?.path ?? '/'} on port ${httpGet?.port}`;
}
