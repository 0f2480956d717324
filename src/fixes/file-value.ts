/** A command that corrects a value in a file that a ConfigMap puts before a program. */
import type { Fix } from '../report.ts';
import { type ValueInFile, withPoint } from '../trace/value-in-file.ts';
import { kubectl } from './command.ts';
import { patchKeys } from './keys.ts';
import { runCommands } from './object.ts';
import type { WorkloadFix } from './workload.ts';

export function repairFile({ name, key, text, line }: ValueInFile, value: string, expected: string | undefined, fix: WorkloadFix): Fix {
  const { evidence, subject } = fix;
  const better = withPoint(value, expected);
  if (better === undefined) {
    const edit = kubectl(evidence, subject.namespace, ['edit', 'configmap', name]);
    return runCommands(`correct line ${line} of key ${key}${expected ? ` (${expected})` : ''}, then start the pods anew`, [edit], fix, {
      again: true,
    });
  }
  const lines = text.split('\n');
  lines[line - 1] = (lines[line - 1] as string).replace(value, better);
  const patch = patchKeys(evidence, subject.namespace, { sort: 'ConfigMap', name }, { [key]: lines.join('\n') });
  return runCommands(`write ${better} for ${value} in line ${line} of key ${key}, with a decimal point`, [patch], fix, { again: true });
}
