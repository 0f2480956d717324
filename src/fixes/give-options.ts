/** Options that a program wants and is not given; their values are asked for. */
import type { Fix } from '../report.ts';
import { shellLine } from '../trace/programs/shell-line.ts';
import { ask } from './command.ts';
import type { WorkloadFix } from './workload.ts';

/** Behind what is there; in the script of a shell they would be words of the shell. */
export function giveOptions(text: string, wanted: readonly string[], fix: WorkloadFix): Fix {
  const { container } = fix.subject;
  const list = container.args ? 'args' : container.command ? 'command' : undefined;
  if (shellLine(container)) return fix.edit(`${text}, in the line that its shell runs`);
  const asks = wanted.map((option) => ask('', option.replace(/^-+/, '').toUpperCase(), `the value of ${option}`, false).ask);
  const words = wanted.map((option, index) => (option.startsWith('-') ? `${option}=${slotOf(index)}` : slotOf(index)));
  const path = `${fix.containerPath}/${list ?? 'args'}`;
  const patched = fix.patchJson(
    text,
    list ? words.map((value) => ({ op: 'add' as const, path: `${path}/-`, value })) : [{ op: 'add', path, value: words }],
  );
  // The patch stands in single quotes: they end before the variable, and begin again after it.
  const command =
    patched.command && asks.reduce((line, { variable }, index) => line.replace(slotOf(index), `'"$${variable}"'`), patched.command);
  return { ...patched, ...(command ? { command } : {}), asks };
}

/** What stands in the patch until the command puts a variable of the shell there. */
const slotOf = (index: number) => `__ASKED_${index}__`;
