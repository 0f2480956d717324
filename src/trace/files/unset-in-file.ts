/** A variable that a script puts into a file, and does not have: its own start script, or one of another container of the pod. A shell makes nothing of it. */
import type { Evidence } from '../../evidence/evidence.ts';
import { valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import type { Container } from '../../kube/shapes.ts';
import { only } from '../../only.ts';
import { setsVariable, variablesIn } from '../programs/shell-variables.ts';
import { startScript } from '../programs/start-script.ts';
import { startText } from '../programs/start-text.ts';
import { variablesOf } from '../settings/settings.ts';
import { writersInto, writtenBy } from './filled-by.ts';
import { configFiles, mountedFile } from './mounted-file.ts';

export interface UnsetInFile {
  /** As this container sees it. */
  path: string;
  name: string;
  writer: Writer;
  /** What of its script shows it. */
  line: string;
}

export interface Writer {
  /** For a sentence: "init container render", "its own start script". */
  by: string;
  container: Container;
  kind: Subject['kind'];
  /** Its line that writes. */
  line: string;
}

/** What a shell, or the system, has by itself (POSIX 2.5.3; Kubernetes' own names of Services). */
const ALWAYS =
  /^(?:HOME|PATH|PWD|OLDPWD|HOSTNAME|IFS|PPID|SHELL|USER|LOGNAME|UID|RANDOM|LINENO|OPTARG|OPTIND|\w+_SERVICE_(?:HOST|PORT\w*)|\w+_PORT(?:_\w+)?)$/;

/** Another file gives it variables: . FILE, source FILE. */
const SOURCES = /(?:^|[;&|\n]|\bthen\b|\bdo\b)\s*(?:\.|source)\s+\S/;

export function unsetInFile(path: string, subject: Subject, evidence: Evidence): UnsetInFile | undefined {
  const mounted = mountedFile(path, subject);
  const others = mounted?.volume.emptyDir ? writersInto(path, mounted.mount, subject, evidence).filter((one) => one.path === path) : [];
  const own = !mounted || mounted.volume.emptyDir ? ownWrites(path, subject, evidence) : [];
  // Of several containers nobody knows whose is the last word; a script of its own may write line by line.
  if (others.length > 1 || (others.length > 0 && own.length > 0)) return undefined;
  return only([...others, ...own].flatMap((writer) => lackingIn(path, writer, subject, evidence) ?? []));
}

/** The one variable that the writer puts in and does not have. */
function lackingIn(path: string, writer: Writer, subject: Subject, evidence: Evidence): UnsetInFile | undefined {
  const own = { ...subject, container: writer.container };
  const text = startText(own, evidence)?.text;
  if (text === undefined || SOURCES.test(text)) return undefined;
  const has = new Set(variablesOf(own, evidence).map(({ name }) => name));
  const isGiven = (name: string) => has.has(name) || ALWAYS.test(name) || setsVariable(name, text);
  const lines = partsOf(writer.line, text, own, evidence);
  const firstLines = new Map<string, string>();
  for (const line of lines) for (const name of variablesIn(line)) if (!firstLines.has(name)) firstLines.set(name, line);
  const lacking = only([...firstLines].filter(([name]) => !isGiven(name)));
  return lacking && { path, name: lacking[0], writer, line: lacking[1].trim() };
}

/** The only file of those that its own start script writes: for a program that does not say which it could not read. */
export function unsetInOwnFile(subject: Subject, evidence: Evidence): UnsetInFile | undefined {
  const paths = new Set(writesOfScript(subject, evidence).map(({ to }) => to));
  return only([...paths].flatMap((path) => unsetInFile(path, subject, evidence) ?? []));
}

/** A script with more such lines is no start script. */
const MOST = 100;

/** What it writes before it starts its program. */
const writesOfScript = (subject: Subject, evidence: Evidence) =>
  writtenBy(subject.container, startScript(subject, evidence)?.text).slice(0, MOST);

const ownWrites = (path: string, subject: Subject, evidence: Evidence): Writer[] =>
  writesOfScript(subject, evidence)
    .filter(({ to }) => to === path)
    .map(({ line }) => ({ by: 'its own start script', container: subject.container, kind: subject.kind, line }));

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
  return [...groupBefore(line, text), line].map(withoutSingle).concat(body);
}

const withoutSingle = (line: string) => line.replace(/"[^"]*"|'[^']*'/g, (quoted) => (quoted.startsWith("'") ? "''" : quoted));

/** The commands of { …; } > FILE, which write it together. */
function groupBefore(line: string, text: string): string[] {
  const end = /^[})]\s*>/.test(line) ? text.indexOf(line) : -1;
  const open = end < 0 ? -1 : text.lastIndexOf(line.startsWith('}') ? '{ ' : '(', end);
  const start = open < 0 && line.startsWith('}') ? text.lastIndexOf('{\n', end) : open;
  return end < 0 || start < 0 ? [] : text.slice(start + 1, end).split(/[;\n]/);
}
