/** A command that corrects a value in a file that a ConfigMap puts before a program. */
import type { Fix } from '../report.ts';
import { type ValueInFile, withPoint } from '../trace/value-in-file.ts';
import { kubectl } from './command.ts';
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
  const body = JSON.stringify({ data: { [key]: lines.join('\n') } });
  const patch = kubectl(evidence, subject.namespace, ['patch', 'configmap', name, '--type=merge'], ['-p', body]);
  return runCommands(`write ${better} for ${value} in line ${line} of key ${key}, with a decimal point`, [patch], fix, { again: true });
}
