/** A variable that is not there, by the text that a program makes of nothing: JavaScript's undefined, Python's None. */
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { readIn } from '../../logs/environment-reads.ts';
import type { Fact } from '../../logs/fact.ts';
import { decisiveFact } from '../../logs/reading.ts';
import { only } from '../../only.ts';
import { codeInConfig } from '../files/code-in-config.ts';
import { settingThatHolds } from './setting-named.ts';
import { settingsOf } from './settings.ts';

const NOTHING = /^(?:undefined|None)$/;

export interface NothingRead {
  /** As if the program had said that it misses the variable. */
  fact: Fact<'variable-missing'>;
  /** The line of code, where the log does not have it. */
  code: string | undefined;
}

/** The one variable that the failing line reads. */
export function nothingRead(subject: Subject, evidence: Evidence): NothingRead | undefined {
  const log = valueOf(subject.log());
  const fact = decisiveFact(log, 'value-invalid', 'config-malformed');
  if (!log || !fact) return undefined;
  const { value, name: said, reads } = fact.fields as { value?: string; name?: string; reads?: string };
  const isNothing = fact.phrase === 'node/json-token' ? isParsed(fact.quote, log.lines) : value !== undefined && NOTHING.test(value);
  if (!isNothing || (value !== undefined && settingThatHolds(said, value, settingsOf(subject, evidence)))) return undefined;
  const code = reads ? undefined : failingLine(log.lines.slice(0, fact.line + FRAMES), subject, evidence);
  const name = reads ?? only(readIn(code ?? ''));
  return name === undefined
    ? undefined
    : { fact: { ...fact, kind: 'variable-missing', fields: { name } }, code: code?.trim().slice(0, 200) };
}

/**
 * What is not set was taken for JSON. Up to Node.js 18 the text stands above the error, below the place that it has none of
 * (lib/internal/process/execution.js).
 */
const isParsed = (quote: string, lines: readonly string[]): boolean =>
  quote.includes('"undefined" is not valid JSON') || lines.some((line, at) => line === 'undefined:1' && lines[at + 1] === 'undefined');

/** So many lines below a message of Node.js are looked at. */
const FRAMES = 12;
/** `at [eval]:1:13`, `at main (/app/server.js:3:9)`; Python's last frame of what -c gives stands above its message. */
const EVALUATED = /(?:\[eval\]:|File "<string>", line )(\d{1,6})\b/;
const FRAME = /(?:at (?:.{0,200}\()?(?:file:\/\/)?|File ")(\/[^\s"():]{1,300})(?::|", line )(\d{1,6})\b/;

/** The innermost line of a program that stands in the spec or in a ConfigMap. */
function failingLine(lines: readonly string[], subject: Subject, evidence: Evidence): string | undefined {
  for (const line of lines.some((one) => FRAME_OF_PYTHON.test(one)) ? lines.toReversed() : lines) {
    const evaluated = EVALUATED.exec(line)?.[1];
    if (evaluated !== undefined) return programText(subject)?.split('\n')[Number(evaluated) - 1];
    const [, path, number] = FRAME.exec(line) ?? [];
    const code = path === undefined ? undefined : codeInConfig(`${path}:${number}`, subject, evidence);
    if (code) return code.quote;
  }
  return undefined;
}

const FRAME_OF_PYTHON = /^\s+File "/;

/** What node -e and python -c are given: the words behind it, the kubelet's $(NAME) among them, are the program. */
export function programText({ container: { command = [], args = [] } }: Subject): string | undefined {
  const words = [...command, ...args];
  const program = words.findIndex((word) => /(?:^|\/)(?:node|python[\d.]*)$/.test(word));
  const at = program < 0 ? -1 : words.findIndex((word, index) => index > program && /^(?:-\w*[cep]|--eval|--print)$/.test(word));
  return at < 0 ? undefined : words[at + 1];
}
