/** Takes Redis out of protected mode, in which one without a password answers only to its own pod (redis.io/docs/latest/operate/oss_and_stack/management/security). */
import { type ServerSetting, serverSetting } from '../trace/servers/server-setting.ts';
import { type Change, fileOf, type Setting } from '../trace/settings/settings.ts';
import type { JsonPatch, WorkloadFix } from './workload.ts';

export interface Opening {
  /** What keeps it closed, where it is written. */
  given: ServerSetting | undefined;
  /** The file to which it is added. */
  file: Setting | undefined;
  change: Change | undefined;
  /** Where it has no file: two words more for redis-server. */
  operations: JsonPatch[];
}

const SERVER = /^(?:\/\S*\/)?(?:redis|valkey|keydb)-server$/;

/** Of the Redis that `fix` is for; it is told by its settings alone. */
export function opening(settings: readonly Setting[], fix: WorkloadFix): Opening {
  const given = serverSetting(['protected-mode'], settings);
  const file = given ? undefined : settings.find((setting) => fileOf(setting)?.endsWith('.conf'));
  const list = (['command', 'args'] as const).find((one) => SERVER.test(fix.subject.container[one]?.[0] ?? ''));
  const last = list === 'command' && fix.subject.container.args ? 'args' : list;
  return {
    given,
    file,
    change: given
      ? given.changedTo('no')
      : file?.written === undefined
        ? undefined
        : { setting: file, to: `${file.written.replace(/\n*$/, '\n')}protected-mode no\n` },
    operations:
      given || file || !last
        ? []
        : ['--protected-mode', 'no'].map((value): JsonPatch => ({ op: 'add', path: `${fix.containerPath}/${last}/-`, value })),
  };
}

/** A password, or users of its own, end protected mode as well. */
export const isOpen = (settings: readonly Setting[]): boolean =>
  serverSetting(['protected-mode'], settings)?.value === 'no' || serverSetting(['requirepass', 'aclfile', 'user'], settings) !== undefined;
