/** NAME=value among the words of command or args, which only a shell takes for a variable. */
import type { Fix } from '../report.ts';
import { isAssignment } from '../trace/programs/shell-line.ts';
import type { JsonPatch, WorkloadFix } from './workload.ts';

/** All that stand at the beginning of the list: LOG_LEVEL=debug ./app. */
export function intoVariables(fix: WorkloadFix, list: 'command' | 'args'): Fix | undefined {
  const { [list]: words = [], env } = fix.subject.container;
  const end = words.findIndex((word) => !isAssignment(word));
  const given = (end < 0 ? words : words.slice(0, end)).map((word) => ({
    name: word.slice(0, word.indexOf('=')),
    value: word.slice(word.indexOf('=') + 1),
  }));
  if (given.length === 0) return undefined;
  const path = fix.containerPath;
  const rest = end < 0 ? [] : words.slice(end);
  const operations: JsonPatch[] = [
    rest.length > 0 ? { op: 'replace', path: `${path}/${list}`, value: rest } : { op: 'remove', path: `${path}/${list}` },
    ...(env
      ? given.map((value): JsonPatch => {
          const at = env.findIndex(({ name }) => name === value.name);
          return at < 0 ? { op: 'add', path: `${path}/env/-`, value } : { op: 'replace', path: `${path}/env/${at}`, value };
        })
      : [{ op: 'add' as const, path: `${path}/env`, value: given }]),
  ];
  return fix.patchJson(
    `set ${given.map(({ name }) => name).join(', ')} under env instead${rest.length > 0 ? `, and run ${rest[0]}` : ''}`,
    operations,
  );
}
