/** A failed connection in words, for the beginning of a sentence. */

import type { Subject } from '../../evidence/subject.ts';
import { labelsText } from '../../kube/selector.ts';
import type { Service } from '../../kube/shapes.ts';
import type { ObjectRef } from '../../report.ts';
import type { Connection } from './connection.ts';

const WORDS: Readonly<Record<Connection['how'], string>> = {
  refused: 'is refused at',
  timeout: 'times out at',
  reset: 'is cut off by',
  unresolved: 'cannot resolve',
  unreachable: 'cannot reach',
  answered: 'is turned away by',
};

export const addressOf = ({ host, port }: Connection) => (port === undefined ? host : `${host.includes(':') ? `[${host}]` : host}:${port}`);

/** The file of a socket that the program called instead of a host. */
export const socketOf = ({ fact }: Connection): string | undefined => (fact?.fields as { socket?: string } | undefined)?.socket;

/** "container web is refused at cache:6379", "init container wait waits for postgres:5432". */
export function failing({ container, kind }: Subject, connection: Connection): string {
  const who = `${kind === 'init' ? 'init container' : 'container'} ${container.name}`;
  if (connection.waits) return `${who} waits for ${addressOf(connection)} and never gets on`;
  const socket = socketOf(connection);
  const what = socket
    ? `looks for its server at a socket of its own file system (${socket})`
    : `${WORDS[connection.how]} ${connection.how === 'unresolved' ? connection.host : addressOf(connection)}`;
  if (connection.probed) {
    const { kind: probe, effect, command } = connection.probed;
    const does = effect === 'kills' ? `kills ${who}` : `keeps ${who} from becoming ready`;
    return `the ${probe} probe ${does}: its command (${command.slice(0, 160)}) asks another program, and ${what}`;
  }
  if (connection.answered) return `the liveness probe kills ${who}, which answers ${connection.answered}, as it ${what}`;
  return `${who} ${what}`;
}

/** A Service's selector as it is typed. */
export const selectorText = ({ spec }: Service) => labelsText(spec.selector ?? {}) || 'nothing';

/** The Service of a short name, as far as that is one: all who call it by that name meet with the same. */
export const unreadService = ({ host }: Connection, { namespace }: Subject): { object?: ObjectRef } =>
  /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/.test(host) ? { object: { kind: 'Service', namespace, name: host } } : {};
