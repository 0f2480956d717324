/** A variable that another container of the pod puts into a file of this one, and does not have: a shell makes nothing of it. */
import type { Evidence } from '../../evidence/evidence.ts';
import { valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { only } from '../../only.ts';
import { setsVariable, variablesIn } from '../programs/shell-variables.ts';
import { startText } from '../programs/start-text.ts';
import { variablesOf } from '../settings/settings.ts';
import { type FilledBy, writersInto } from './filled-by.ts';
import { configFiles, mountedFile } from './mounted-file.ts';

export interface UnsetInFile {
  name: string;
  writer: FilledBy;
  /** What of its script shows it. */
  line: string;
}

/** What a shell, or the system, has by itself (POSIX 2.5.3; Kubernetes' own names of Services). */
const ALWAYS =
  /^(?:HOME|PATH|PWD|OLDPWD|HOSTNAME|IFS|PPID|SHELL|USER|LOGNAME|UID|RANDOM|LINENO|OPTARG|OPTIND|\w+_SERVICE_(?:HOST|PORT\w*)|\w+_PORT(?:_\w+)?)$/;

/** Another file gives it variables: . FILE, source FILE. */
const SOURCES = /(?:^|[;&|\n]|\bthen\b|\bdo\b)\s*(?:\.|source)\s+\S/;

export function unsetInFile(path: string, subject: Subject, evidence: Evidence): UnsetInFile | undefined {
  const mounted = mountedFile(path, subject);
  if (!mounted?.volume.emptyDir) return undefined;
  const writer = only(writersInto(path, mounted.mount, subject, evidence).filter((one) => one.path === path));
  const own = writer && { ...subject, container: writer.container };
  const text = own && startText(own, evidence)?.text;
  if (!writer || !own || text === undefined || SOURCES.test(text)) return undefined;
  const has = new Set(variablesOf(own, evidence).map(({ name }) => name));
  const isGiven = (name: string) => has.has(name) || ALWAYS.test(name) || setsVariable(name, text);
  const lines = partsOf(writer.line, text, own, evidence);
  const lacking = lines.flatMap((line) => variablesIn(line).map((name) => ({ name, line }))).filter(({ name }) => !isGiven(name));
  const [first] = lacking;
  if (!first || lacking.some(({ name }) => name !== first.name)) return undefined;
  return { name: first.name, writer, line: first.line.trim() };
}

/** The line itself, outside of single quotes; the here-document that it begins; the template that envsubst fills in. */
function partsOf(line: string, text: string, own: Subject, evidence: Evidence): string[] {
  const [, source] = /\benvsubst\s+<\s*["']?(\/[\w./-]+)/.exec(line) ?? /\bcat\s+(\/[\w./-]+)\s*\|\s*envsubst\b/.exec(line) ?? [];
  const template = source && configFiles(own, evidence).find((file) => file.path === source)?.text;
  // Names in small letters are the file's own, as nginx's are.
  if (template) return (valueOf(template) ?? '').split('\n').filter((one) => variablesIn(one).some((name) => /^[A-Z]/.test(name)));
  const word = /<<-?\s*([A-Za-z_]\w*)/.exec(line)?.[1];
  const lines = text.split('\n');
  const at = lines.findIndex((one) => one.includes(line));
  const rest = lines.slice(at + 1);
  const end = word === undefined ? -1 : rest.findIndex((one) => one.trim() === word);
  const body = at >= 0 && end >= 0 ? rest.slice(0, end) : [];
  return [line.replace(/"[^"]*"|'[^']*'/g, (quoted) => (quoted.startsWith("'") ? "''" : quoted)), ...body];
}
