/** A command that corrects a value in a file that a ConfigMap puts before a program. */
import type { Fix } from '../report.ts';
import { type ValueInFile, withPoint } from '../trace/settings/value-in-file.ts';
import { valueMeant } from '../trace/settings/value-meant.ts';
import { entriesWith } from '../trace/texts/entries.ts';
import { changeKeys } from './change-keys.ts';
import { askedKey } from './keys.ts';
import { expectedWords } from './value.ts';
import type { WorkloadFix } from './workload.ts';

export function repairFile(
  { name, key, path, text, line }: ValueInFile,
  value: string,
  expected: string | undefined,
  fix: WorkloadFix,
): Fix {
  const holder = { sort: 'ConfigMap', name } as const;
  const lines = text.split('\n');
  const whole = lines[line - 1] as string;
  const at = whole.lastIndexOf(value);
  const before = [...lines.slice(0, line - 1), whole.slice(0, at)].join('\n');
  const after = [whole.slice(at + value.length), ...lines.slice(line)].join('\n');
  const [, setting = 'VALUE'] = /["']?([\w.-]{1,100})["']?\s*[:=]\s*["']?$/.exec(whole.slice(0, at)) ?? [];
  const point = withPoint(value, expected);
  const own = expected === 'a port number' ? ownPort(text, line, value, path, fix) : undefined;
  const better = point ?? valueMeant(value, expected, setting) ?? own;
  if (better === undefined) {
    const words = expectedWords(expected);
    const asked = askedKey('ConfigMap', key, setting, `the right value for line ${line}${words ? `, ${words}` : ''}`, before, after);
    return changeKeys(`correct line ${line} of key ${key}${words ? ` (${words})` : ''}`, holder, asked, fix);
  }
  return changeKeys(
    `write ${better} for ${value} in line ${line} of key ${key}${point === undefined ? '' : ', with a decimal point'}${own !== undefined && better === own ? ', the port that the container declares' : ''}`,
    holder,
    { [key]: before + better + after },
    fix,
  );
}

/** The port on which the program itself listens: no server that it calls stands above it. */
function ownPort(text: string, line: number, value: string, path: string, { subject }: WorkloadFix): string | undefined {
  const [port, other] = subject.container.ports ?? [];
  const entry = entriesWith(value, text, path).find(({ start }) => text.slice(0, start).split('\n').length === line);
  const isOwn = entry !== undefined && OWN_PORT.test(entry.path.join('.'));
  return isOwn && port && !other ? String(port.containerPort) : undefined;
}

const OWN_PORT = /^(?:(?:server|http|web|listen|app|api|service)[._-]?){0,2}port$/i;
