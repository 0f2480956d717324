/** A command of a shell script that begins with a variable without a value: the shell takes what is left of it for the program. */
import { loggedLines } from '../../evidence/end.ts';
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { isEmptied } from './emptied.ts';
import type { LackingVariable } from './lacking-variable.ts';
import { notFoundIn } from './read-by-shell.ts';
import { startText } from './start-text.ts';

/** $APP serve, "$APP" serve, exec ${HOME_OF_APP}/bin/app, at the beginning of a command. */
const BEGINS =
  /(?:^|[;&|({]|\b(?:then|else|do)\s)\s*(?:exec\s+)?("?)\$(?:\{([A-Za-z_]\w{0,80})\}|([A-Za-z_]\w{0,80}))([^\s"';&|)]*)("?)(?:\s+["']?([^\s"';&|)]+))?/g;
/** An empty word as a program: dash calls that a permission, bash does not find it (run: dash 0.5.12, bash 5.2). */
const EMPTY =
  /^(?:\/?[\w./-]{1,200}): (?:(?:line )?\d{1,7}: |-c: line \d{1,7}: )?(?:exec: )?: (?:(?:command )?not found|Permission denied)$/;

export function emptiedCommand(subject: Subject, evidence: Evidence): LackingVariable | undefined {
  const told = toldProgram(subject);
  const text = told && startText(subject, evidence)?.text;
  if (!told || !text) return undefined;
  const looked = new Set<string>();
  for (const code of text.split('\n').map((line) => line.slice(0, 2000))) {
    if (/^\s*#/.test(code)) continue;
    for (const [, quoted, braced, bare, rest, end, next] of code.matchAll(BEGINS)) {
      const name = (braced ?? bare) as string;
      const left = rest !== '' ? rest : quoted === '"' ? '' : next;
      if (quoted !== end || left !== told.program || looked.has(name)) continue;
      looked.add(name);
      if (isEmptied(name, text, subject, evidence))
        return {
          code: code.trim(),
          fact: { kind: 'variable-missing', fields: { name }, quote: told.quote, line: told.line, phrase: 'shell/emptied-command' },
          // sudo, a debugger or a wrapper may be nothing, and what is left the program that was meant.
          doubt: rest === '' && left !== '' ? `whether ${name} may be empty: then it is ${left} that the image lacks` : undefined,
        };
    }
  }
  return undefined;
}

/** What the shell took for its program, at the end of the log. */
function toldProgram(subject: Subject): { program: string; quote: string; line: number } | undefined {
  const fact = notFoundIn(valueOf(subject.log()), subject.attempt?.exitCode);
  if (fact) return { program: fact.fields.command, quote: fact.quote, line: fact.line };
  const lines = loggedLines(subject);
  const line = lines.findLastIndex((one) => one.trim() !== '');
  const quote = lines[line]?.trim() ?? '';
  return EMPTY.test(quote) && subject.attempt?.exitCode !== 0 ? { program: '', quote, line } : undefined;
}
