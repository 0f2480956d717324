/** A variable that is not there, by the text that a program makes of nothing: JavaScript's undefined, Python's None, Java's null. */
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { commandLine } from '../../kube/pod.ts';
import { readIn } from '../../logs/environment-reads.ts';
import type { Fact } from '../../logs/fact.ts';
import { decisiveFact } from '../../logs/reading.ts';
import { only } from '../../only.ts';
import { codeInConfig } from '../files/code-in-config.ts';
import { wantedOf } from './given-nothing.ts';
import { settingThatHolds } from './setting-named.ts';
import { settingsOf } from './settings.ts';

const NOTHING = /^(?:undefined|None)$/;
/** What the JDK says of a text that is none: Integer.parseInt, and a call on it (JEP 358); CPython of a key. */
const NULL =
  /\bNumberFormatException: (?:Cannot parse null string|null$)|because the return value of "java\.lang\.System\.getenv\(String\)" is null|^KeyError: None$/;

export interface NothingRead {
  /** As if the program had said that it misses the variable. */
  fact: Fact<'variable-missing'>;
  /** The line of code, where the log does not have it. */
  code: string | undefined;
}

/** The one variable that the failing line reads. */
export function nothingRead(subject: Subject, evidence: Evidence): NothingRead | undefined {
  const log = valueOf(subject.log());
  const fact = decisiveFact(log, 'value-invalid', 'config-malformed', 'exception');
  if (!log || !fact) return undefined;
  const { value, name: said, reads } = fact.fields as { value?: string; name?: string; reads?: string };
  const isNothing =
    fact.phrase === 'node/json-token'
      ? isParsed(fact.quote, log.lines)
      : value === undefined
        ? NULL.test(fact.quote) || (fact.kind === 'exception' && (reads !== undefined || wantedOf(fact.quote) !== undefined))
        : fact.kind !== 'exception' && NOTHING.test(value);
  if (!isNothing || (value !== undefined && settingThatHolds(said, value, settingsOf(subject, evidence)))) return undefined;
  const [code, caller = ''] = reads ? [] : failingLines(framesOf(log.lines, fact.line), subject, evidence);
  const name = reads ?? only(BY_NAME.test(code ?? '') ? namesIn(caller) : readIn(code ?? ''));
  const isThere = value === undefined && settingsOf(subject, evidence).some((one) => one.name === name && one.value !== '');
  return name === undefined || isThere
    ? undefined
    : { fact: { ...fact, kind: 'variable-missing', fields: { name } }, code: code?.trim().slice(0, 200) };
}

/**
 * What is not set was taken for JSON. Up to Node.js 18 the text stands above the error, below the place that it has none of
 * (lib/internal/process/execution.js).
 */
const isParsed = (quote: string, lines: readonly string[]): boolean =>
  quote.includes('"undefined" is not valid JSON') || lines.some((line, at) => line === 'undefined:1' && lines[at + 1] === 'undefined');

/** What may hold the frames of the message in a line, innermost first: Python's stand above it, indented. */
function framesOf(lines: readonly string[], at: number): readonly string[] {
  let head = at;
  while (head > 0 && /^\s+\S/.test(lines[head - 1] ?? '')) head--;
  const above = lines.slice(head, at + 1);
  return above.some((line) => FRAME_OF_PYTHON.test(line)) ? above.toReversed() : lines.slice(head, at + FRAMES);
}

/** So many lines below a message of Node.js are looked at. */
const FRAMES = 12;
/** `at [eval]:1:13`, `at main (/app/server.js:3:9)`; Python's last frame of what -c gives stands above its message. */
const EVALUATED = /(?:\[eval\]:|File "<string>", line )(\d{1,6})\b/;
const FRAME = /(?:at (?:.{0,200}\()?(?:file:\/\/)?|File ")(\/[^\s"():]{1,300}|(?<=\()[\w$]{1,100}\.java)(?::|", line )(\d{1,6})\b/;

/** A helper that reads what it is told: Integer.parseInt(System.getenv(name)). */
const BY_NAME = /\bgetenv\(\s?[a-z]\w{0,40}\s?\)/;
const namesIn = (code: string) => [...code.matchAll(/"([A-Z][A-Z0-9_]{2,80})"/g)].map((match) => match[1] as string);

/** The innermost lines of a program that stands in the spec or in a ConfigMap. */
function failingLines(lines: readonly string[], subject: Subject, evidence: Evidence): string[] {
  const found: string[] = [];
  for (const line of lines) {
    const evaluated = EVALUATED.exec(line)?.[1];
    if (evaluated !== undefined) return [...found, programText(subject)?.split('\n')[Number(evaluated) - 1] ?? ''];
    const [, path, number] = FRAME.exec(line) ?? [];
    const code = path === undefined ? undefined : codeInConfig(`${path}:${number}`, subject, evidence);
    if (code) found.push(code.quote);
  }
  return found;
}

const FRAME_OF_PYTHON = /^\s+File "/;

/** What node -e and python -c are given: the words behind it, the kubelet's $(NAME) among them, are the program. */
export function programText({ container }: Subject): string | undefined {
  const words = commandLine(container);
  const program = words.findIndex((word) => /(?:^|\/)(?:node|python[\d.]*)$/.test(word));
  const at = program < 0 ? -1 : words.findIndex((word, index) => index > program && /^(?:-\w*[cep]|--eval|--print)$/.test(word));
  return at < 0 ? undefined : words[at + 1];
}
