/** A command that corrects a value in a file that a ConfigMap puts before a program. */
import type { Fix } from '../report.ts';
import { type ValueInFile, withPoint } from '../trace/settings/value-in-file.ts';
import { valueMeant } from '../trace/settings/value-meant.ts';
import { asksOf } from './command.ts';
import { askedKey, patchKeys } from './keys.ts';
import { runCommands } from './object.ts';
import type { WorkloadFix } from './workload.ts';

export function repairFile({ name, key, text, line }: ValueInFile, value: string, expected: string | undefined, fix: WorkloadFix): Fix {
  const { evidence, subject } = fix;
  const point = withPoint(value, expected);
  const better = point ?? valueMeant(value, expected);
  const holder = { sort: 'ConfigMap', name } as const;
  const lines = text.split('\n');
  const whole = lines[line - 1] as string;
  const at = whole.lastIndexOf(value);
  const before = [...lines.slice(0, line - 1), whole.slice(0, at)].join('\n');
  const after = [whole.slice(at + value.length), ...lines.slice(line)].join('\n');
  if (better === undefined) {
    const [, setting = 'VALUE'] = /^\s*(?:-\s+)?["']?([\w.-]{1,100})["']?\s*[:=]/.exec(whole) ?? [];
    const asked = askedKey('ConfigMap', key, setting, `the right value for line ${line}${expected ? `, ${expected}` : ''}`, before, after);
    const patch = patchKeys(evidence, subject.namespace, holder, asked);
    return runCommands(
      `correct line ${line} of key ${key}${expected ? ` (${expected})` : ''}`,
      [patch],
      fix,
      { again: true },
      asksOf([asked]),
    );
  }
  const patch = patchKeys(evidence, subject.namespace, holder, { [key]: before + better + after });
  return runCommands(
    `write ${better} for ${value} in line ${line} of key ${key}${point === undefined ? '' : ', with a decimal point'}`,
    [patch],
    fix,
    { again: true },
  );
}
