/** A program of Python in a ConfigMap that defines what it is to do, and calls none of it. */
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { fileOf, type Setting, settingsOf } from '../settings/settings.ts';
import { programCode } from './program-code.ts';

export interface NothingCalled {
  setting: Setting;
  /** "/code/poller.py, line 18 (key poller.py of ConfigMap poller)". */
  where: string;
  /** Behind a colon. */
  why: string;
  quote: string;
  /** All of it with the line that runs it. */
  to: { text: string; what: string };
}

/** What runs as the main program is called "__main__" (docs.python.org/3/library/__main__.html). */
const GUARD = /^if\s+__name__\s*==\s*(["'])(?!__main__\1)([^"'\n]{0,40})\1\s*:/;
/** Defines or loads, and does nothing by itself. */
const DEFINES =
  /^(?:(?:async\s+)?def|class|import|from|@|#|[)\]}]|if\s+TYPE_CHECKING)|^[A-Za-z_]\w*(?:\s{0,9}:[^=]{1,60})?\s{0,9}=(?!=)|^$/;
/** A value that is made by a call of what only reads: os.environ.get("X"), int("5"), logging.getLogger(). */
const MAKES =
  /^[A-Za-z_]\w*[^=]{0,60}=(?!=).*?(?<![\w.])(?!(?:os\.(?:environ\.get|getenv)|int|float|str|bool|set|dict|list|tuple|len|logging\.getLogger|re\.compile|pathlib\.Path|Path)\()[A-Za-z_][\w.]*\(/;
const MAIN = /^(async\s+)?def\s+(main|run|start|serve)\(\)/;

export function nothingCalled(subject: Subject, evidence: Evidence): NothingCalled | undefined {
  const program = programCode(subject, evidence);
  const { config, lines = [] } = program ?? {};
  const setting = config && settingsOf(subject, evidence).find((one) => fileOf(one) === config.path);
  if (!config?.path.endsWith('.py') || !setting) return undefined;
  const at = (line: number) => `${config.path}, line ${line + 1} (key ${config.key} of ConfigMap ${config.name})`;
  const guard = lines.findIndex((line) => GUARD.test(line));
  const main = lines.findIndex((line) => MAIN.test(line));
  const isQuiet = lines.every((line, index) => index === guard || /^\s/.test(line) || DEFINES.test(line.trimEnd()));
  if (!isQuiet || (guard < 0 && main < 0)) return undefined;
  if (guard >= 0) {
    const line = lines[guard] as string;
    const [, , name] = GUARD.exec(line) ?? [];
    const better = line.replace(GUARD, (whole, mark: string) => whole.replace(`${mark}${name}${mark}`, `${mark}__main__${mark}`));
    return {
      setting,
      where: at(guard),
      why: `it compares __name__ with "${name}", and that of a program which is run is "__main__"`,
      quote: `${config.key}, line ${guard + 1}: ${line.trim()}`,
      to: { text: lines.with(guard, better).join('\n'), what: `write ${better.trim()} in key ${config.key}` },
    };
  }
  // What a value is made with may do the work.
  if (lines.some((line) => /^\w/.test(line) && MAKES.test(line))) return undefined;
  const [, isAsync, name] = MAIN.exec(lines[main] as string) ?? [];
  // What is named elsewhere may be called there.
  if (isAsync || lines.some((line, index) => index !== main && new RegExp(`\\b${name}\\b`).test(line))) return undefined;
  return {
    setting,
    where: at(main),
    why: `it defines ${name}, and no line calls that`,
    quote: `${config.key}, line ${main + 1}: ${lines[main]?.trim()}`,
    to: { text: `${lines.join('\n').trimEnd()}\n\n\n${name}()\n`, what: `call ${name}() at the end of key ${config.key}` },
  };
}
