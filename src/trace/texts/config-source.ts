/** The ConfigMap or Secret behind the file that a program refuses. */
import { type Evidence, type Known, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { lastName } from '../../kube/folder.ts';
import type { Fact } from '../../logs/fact.ts';
import { only } from '../../only.ts';
import { copiedFile } from '../files/copied-file.ts';
import { type ConfigFile, configFiles, hiddenBehind, lastChange, mountedFile } from '../files/mounted-file.ts';
import { type Template, templateOf } from '../files/template-of.ts';
import { fileOf, type Setting } from '../settings/settings.ts';
import { isCode } from '../settings/value-named.ts';
import { yamlOf } from './config-yaml.ts';
import { usesVariable } from './nginx-variable.ts';
import { wrongType } from './wrong-type.ts';

/** nginx names the variable in small letters, and no file. */
export const UNKNOWN_VARIABLE = 'web/nginx-variable';

/** Redis shows the line that it refuses. */
export const LINE_SHOWN = /^stores\/(?:redis-config|sentinel-primary)/;

/** Which files a parser reads that names none. */
const FORMATS: readonly [phrase: RegExp, files: RegExp][] = [
  [/xml/, /\.(?:xml|xsd|xsl)$/],
  [/toml/, /\.toml$/],
  [/ya?ml|psych/, /\.ya?ml$/],
  [/\bini\b|\/ini-|configparser/, /\.(?:ini|cfg|conf)$/],
  [/properties/, /\.properties$/],
];

type Refusal = Fact<'config-malformed' | 'config-rejected'>;

export interface Source {
  kind: 'ConfigMap' | 'Secret';
  name: string;
  key: string;
  path: string;
  text: string | undefined;
  /** The other keys of the object, as far as they are known. */
  beside: string[];
  quote: string | undefined;
  changed: ReturnType<typeof lastChange>;
  /** ConfigMaps before it in the same volume that have a file of that name too, and are not seen for it. */
  hides?: string[];
  /** The init container that copies it into a volume, once for each pod. */
  copiedBy?: string;
  /** The pod has the text from before the change. */
  isStale?: boolean;
  /** The file is made from it at each start. */
  template?: Template;
}

/** A parser of YAML has not read the .toml beside it; .conf may be anything. */
const isOfAnother = (path: string, format: RegExp | undefined): boolean =>
  format !== undefined && !format.test(path) && FORMATS.some(([, files]) => files.test(path)) && !path.endsWith('.conf');

/** What parsers of YAML say of a text that is none (libyaml, go-yaml, SnakeYAML, js-yaml). */
const NO_YAML =
  /mapping values are not allowed|did not find expected|could not find expected|found character that cannot start|block (?:sequence|mapping|collection)|found unknown escape|while (?:scanning|parsing)|found unexpected|bad indentation/;

/** It is YAML: what the parser could not take apart is another text, such as its standard input. */
const isSound = (text: Known<string>, quote: string): boolean =>
  text.state === 'read' && NO_YAML.test(quote) && text.value.split(/^---.*$/m).every((part) => yamlOf(part) !== undefined);

/** What a parser says of a line in which nothing stands where a value should. */
const LACKS = /number of arguments|missing|empty|unexpected (?:";"|end)|\bexpected|no (?:value|port)/i;

/**
 * The object behind the file; where the log names no file, the only ConfigMap file that holds the words that it quotes, or of those
 * that are no JSON the only one (`refused`).
 */
export function sourceOf(fact: Refusal, refused: readonly Setting[] | undefined, subject: Subject, evidence: Evidence): Source | undefined {
  const found = refused ? amongRefused(refused, fact, subject, evidence) : fileMeant(fact, subject, evidence);
  if (found) return ofMountedMap(found, fact, subject, evidence);
  const { file } = fact.fields;
  if (!file) return undefined;
  return ofCopy(file, fact, subject, evidence) ?? ofTemplate(file, fact, subject, evidence) ?? ofUnread(file, subject);
}

/** The files of ConfigMaps that this parser may have read. */
function candidates({ fields: { file }, phrase, quote }: Refusal, subject: Subject, evidence: Evidence): ConfigFile[] {
  // Programs read their settings; they are none.
  const isRead = (path: string) => !isCode(path) || (phrase === 'databases/psql-syntax' && path.endsWith('.sql'));
  const format = formatOf(phrase);
  return configFiles(subject, evidence).filter(
    ({ path, text }) => path === file || (isRead(path) && !(file === undefined && (isOfAnother(path, format) || isSound(text, quote)))),
  );
}

function amongRefused(refused: readonly Setting[], fact: Refusal, subject: Subject, evidence: Evidence): ConfigFile | undefined {
  const setting = only(refused);
  return setting && candidates(fact, subject, evidence).find(({ path }) => path === fileOf(setting));
}

/** The one that is named, else the only one that has the words, or that there is, or that is of the parser's format. */
function fileMeant(fact: Refusal, subject: Subject, evidence: Evidence): ConfigFile | undefined {
  const files = candidates(fact, subject, evidence);
  const { file } = fact.fields;
  const named = file
    ? (files.find(({ path }) => path === file) ?? files.find(({ path }) => path.endsWith(`/${lastName(file)}`)))
    : undefined;
  const told = named ?? only(files.filter(({ text }) => text.state === 'read' && hasWords(text.value, fact)));
  // What has no such line is another file than the one whose line is shown.
  if (told || file || LINE_SHOWN.test(fact.phrase)) return told;
  return only(files) ?? only(files.filter(({ path }) => formatOf(fact.phrase)?.test(path)));
}

const formatOf = (phrase: string) => FORMATS.find(([words]) => words.test(phrase))?.[1];

/** What it refuses stands there. */
function hasWords(text: string, { fields, phrase }: Refusal): boolean {
  const word = fields.token ?? fields.setting;
  if (word === undefined) return false;
  return phrase === UNKNOWN_VARIABLE ? usesVariable(text, word) : text.includes(word);
}

function quoteOf(text: string, fact: Refusal): string | undefined {
  const lines = text.split('\n');
  const { line } = fact.fields;
  if (line) return lines[Number(line) - 1]?.trim();
  return lines.find((one) => hasWords(one, fact))?.trim() ?? wrongType(text, fact.fields, fact.quote)?.quote;
}

function ofMountedMap(found: ConfigFile, fact: Refusal, subject: Subject, evidence: Evidence): Source {
  const map = valueOf(evidence.object('configmaps', subject.namespace, found.name));
  const text = valueOf(found.text);
  return {
    kind: 'ConfigMap',
    ...found,
    text,
    beside: Object.keys(map?.data ?? {}).filter((key) => key !== found.key),
    quote: text === undefined ? undefined : quoteOf(text, fact),
    changed: map && lastChange(map),
    hides: hiddenBehind(found, subject, evidence),
  };
}

/** An init container copies it from there. */
function ofCopy(file: string, fact: Refusal, subject: Subject, evidence: Evidence): Source | undefined {
  const copied = copiedFile(file, subject, evidence);
  if (!copied) return undefined;
  const { init, name, key, text, isStale } = copied;
  const map = valueOf(evidence.object('configmaps', subject.namespace, name));
  const quote = isStale ? undefined : quoteOf(text, fact);
  return { kind: 'ConfigMap', name, key, path: file, text, beside: [], quote, changed: map && lastChange(map), copiedBy: init, isStale };
}

function ofTemplate(file: string, fact: Refusal, subject: Subject, evidence: Evidence): Source | undefined {
  const template = templateOf(file, fact.fields.line, LACKS.test(fact.fields.detail ?? fact.quote), subject, evidence);
  if (!template) return undefined;
  const { name, key, path, text } = template;
  const map = valueOf(evidence.object('configmaps', subject.namespace, name));
  return { kind: 'ConfigMap', name, key, path, text, beside: [], quote: quoteOf(text, fact), changed: map && lastChange(map), template };
}

/** A Secret's, or a ConfigMap's that could not be read. */
function ofUnread(file: string, subject: Subject): Source | undefined {
  const source = mountedFile(file, subject)?.source;
  return source?.key
    ? { ...source, key: source.key, path: file, text: undefined, beside: [], quote: undefined, changed: undefined }
    : undefined;
}
