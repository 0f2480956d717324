import { escaped } from '../escaped.ts';
import { thrownBy } from '../evidence/end.ts';
import { attemptProof, keyObject, logProof } from '../evidence/proof.ts';
import { changeKeys, editKeys } from '../fixes/change-keys.ts';
import { entryAsked } from '../fixes/entry-asked.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { LogReading, Thrown } from '../logs/reading.ts';
import { only } from '../only.ts';
import { codeBehind } from '../trace/files/code-in-config.ts';
import { CSV, fileRead, type ReadFile } from '../trace/files/file-read.ts';
import { groupWithout, isOfElsewhere } from '../trace/texts/asked-entry.ts';
import { entriesOf, renamedEntry } from '../trace/texts/entries.ts';
import { type HollowEntry, hollowEntry } from '../trace/texts/hollow-entry.ts';
import { parsesAsJson } from '../trace/texts/refused-json.ts';
import { headFault } from '../trace/texts/table-rows.ts';
import { type Cause, type Match, RUNG } from './cause.ts';

export const configEntryMissing: Cause = {
  id: 'config-entry-missing',
  title: 'a file that it reads from a ConfigMap is empty, or lacks an entry',
  tier: 'kubernetes',
  covers: ['cfg.malformed-file', 'cfg.bad-value', 'app.python-traceback'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const thrown = thrownBy(subject);
    if (!thrown) return undefined;
    const { log, fact, type, message, words } = thrown;
    const nothing = OF_NOTHING.test(words);
    const entry = /^KeyError$/i.test(type) ? /^'([\w.-]{1,80})'$/.exec(message)?.[1] : nothing ? memberBefore(message, log) : undefined;
    if (entry === undefined && !nothing) return undefined;
    const file = fileRead(log, subject, evidence);
    if (!file) return undefined;
    const empty = contentOf(file.text) === '';
    const code = () => [...log.lines, ...codeBehind(fact.fields.frame, subject, evidence)];
    const hollow = nothing && !empty ? hollowEntry(file.text, code()) : undefined;
    const head = entry !== undefined && CSV.test(file.path) ? headFault(entry, file.text, code()) : undefined;
    const group = entry === undefined || empty ? undefined : groupWithout(entry, code(), file);
    if (!empty && !hollow && !head && (entry === undefined || (holds(file.text, entry) && !group) || isOfElsewhere(entry, code())))
      return undefined;
    return ofLack({ entry, empty, hollow, head, group }, thrown, file, code(), new WorkloadFix(subject, evidence));
  },
};

interface Lack {
  entry: string | undefined;
  empty: boolean;
  hollow: HollowEntry | undefined;
  head: ReturnType<typeof headFault>;
  /** Which has no such entry, where another group may. */
  group: string | undefined;
}

function ofLack(lack: Lack, { log, fact }: Thrown, file: ReadFile, code: readonly string[], fix: WorkloadFix): Match {
  const { entry, empty, hollow, head } = lack;
  const { name, key, path, text } = file;
  const { subject } = fix;
  const entries = empty ? [] : /\.(?:toml|ini|cfg)$/.test(path) ? entriesOf(text, path).map((one) => one.path.join('.')) : keysOf(text);
  const renamed = entry === undefined || empty ? undefined : renamedEntry(entry, membersOf(entry, log.lines), text, path);
  const better = head ?? (renamed && { what: `write ${renamed.to} for ${renamed.from}`, text: renamed.text });
  const rewritten = hollow?.filled ?? (better && { ...better, what: `${better.what} in key ${key}` });
  const holder = { sort: 'ConfigMap', name } as const;
  const asked = entry === undefined || empty || hollow ? undefined : entryAsked(entry, file, code, fix);
  const lacks = lackWords(lack);
  const toWrite = empty ? 'what the program wants' : hollow ? `a value behind ${hollow.key}` : entry;
  return {
    summary: `container ${subject.container.name} reads ${path}, which ${lacks}${entries.length > 0 && !hollow && !head ? ` (it has ${entries.slice(0, 8).join(', ')})` : ''}; the file is key ${key} of ConfigMap ${name}`,
    confidence: 'likely',
    object: keyObject(subject.namespace, name, key),
    proof: [
      logProof(subject, fact),
      {
        step: `get cm ${name}`,
        quote: `${key}: ${empty ? 'no content' : hollow ? `${hollow.key}:` : entries.join(', ').slice(0, 200) || lacks}`,
      },
      attemptProof(subject),
    ],
    fixes: [
      rewritten
        ? changeKeys(`${rewritten.what}, then start the pods anew`, holder, { [key]: rewritten.text }, fix)
        : (asked ?? editKeys(`write ${toWrite} into key ${key}, then start the pods anew`, holder, fix)),
    ],
    decides: `whether ${fact.fields.frame ?? 'the program'} reads that file there`,
  };
}

function lackWords({ entry, empty, hollow, head, group }: Lack): string {
  if (empty) return 'is empty';
  if (hollow) return `has nothing behind ${hollow.key} in line ${hollow.line}${hollow.filled?.why ? `: ${hollow.filled.why}` : ''}`;
  return `has no ${entry}${group ? ` in ${group}` : ''}${head?.words ?? ''}`;
}

/** What Python says of None (an empty YAML file is one), and Node.js of undefined (js-yaml's answer to it). */
const OF_NOTHING =
  /^(?:AttributeError: 'NoneType' object has no attribute |TypeError: (?:'NoneType' object is not |argument of type 'NoneType' is not iterable|Cannot (?:read propert(?:y|ies)|destructure property) .{0,80}\b(?:undefined|null)\b))/;

/** upstream of `config.upstream.url`, where the code that Node.js shows reads url of what is undefined; no variable of the environment. */
function memberBefore(message: string, log: LogReading): string | undefined {
  const member = /\(reading '([A-Za-z_$][\w$]{0,60})'\)/.exec(message)?.[1];
  if (member === undefined) return undefined;
  const chain = new RegExp(`[A-Za-z_$][\\w$]{0,40}((?:\\??\\.[A-Za-z_$][\\w$]{0,60}){1,6})\\??\\.${escaped(member)}(?![\\w$])`);
  const found = log.lines.flatMap((line) => (/process\.env\./.test(line) ? [] : [chain.exec(line.slice(0, 400))?.[1] ?? []])).flat();
  return only([...new Set(found)])
    ?.split('.')
    .at(-1);
}

const contentOf = (text: string) => text.replace(/^\s*(?:#.*|---)$/gm, '').trim();

/** What the code in a trace reads from the entry: settings["smtp"]["host"], settings.smtp.host. */
function membersOf(entry: string, lines: readonly string[]): string[] {
  const form = new RegExp(
    `(?:\\[["']${escaped(entry)}["']\\]|\\.${escaped(entry)})(?:\\[["']([\\w.-]{1,60})["']\\]|\\.([A-Za-z_]\\w{0,60})(?!\\w|\\())`,
    'g',
  );
  return [...new Set(lines.flatMap((line) => [...line.slice(0, 400).matchAll(form)].map(([, one, other]) => (one ?? other) as string)))];
}

/** As a word: a key, a column, a section. */
const holds = (text: string, entry: string) => new RegExp(`(?<![\\w-])${escaped(entry)}(?![\\w-])`).test(text);

/** Keys at the beginning of a line, or the columns of the first. */
function keysOf(text: string): string[] {
  if (text.trimStart().startsWith('{') && parsesAsJson(text)) return [...keysIn(JSON.parse(text))];
  const first = text.trimStart().split('\n')[0] ?? '';
  if (/^[\w. -]{1,40}(?:[,;\t][\w. -]{1,40})+$/.test(first)) return first.split(/[,;\t]/).map((column) => column.trim());
  const keys = [...text.matchAll(/^(?: {2}| {4}|\t)?["']?([A-Za-z_][\w.-]{0,60})["']?\s*[:=](?:\s|$)/gm)].map(([, key]) => key as string);
  return [...new Set(keys)];
}

/** Those of objects within objects, too. */
function keysIn(value: unknown, found = new Set<string>()): Set<string> {
  if (typeof value !== 'object' || value === null) return found;
  for (const [key, inner] of Object.entries(value)) {
    if (!Array.isArray(value)) found.add(key);
    keysIn(inner, found);
  }
  return found;
}
