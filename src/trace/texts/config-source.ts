/** The ConfigMap or Secret behind the file that a program refuses. */
import { type Evidence, type Known, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { folderPath, lastName } from '../../kube/folder.ts';
import { commandLine, volumeOf } from '../../kube/pod.ts';
import type { Fact } from '../../logs/fact.ts';
import { only } from '../../only.ts';
import { copiedFile } from '../files/copied-file.ts';
import { configFiles, hiddenBehind, lastChange, mountedFile } from '../files/mounted-file.ts';
import { type Template, templateOf } from '../files/template-of.ts';
import { volumeFiles } from '../files/volume-files.ts';
import { fileOf, type Setting, settingsOf } from '../settings/settings.ts';
import { isCode } from '../settings/value-named.ts';
import { yamlOf } from './config-yaml.ts';
import { bucketFor, longestName } from './nginx-names.ts';
import { usesVariable } from './nginx-variable.ts';
import { isJsonSyntax, parsesAsJson } from './refused-json.ts';
import { wrongType } from './wrong-type.ts';

/** nginx names the variable in small letters, and no file. */
export const UNKNOWN_VARIABLE = 'web/nginx-variable';

const LONG_NAME = 'web/nginx-hash';

const LINE_SHOWN = /^stores\/(?:redis-config|sentinel-primary)/;

/** Which files a parser reads that names none. */
const FORMATS: readonly [phrase: RegExp, files: RegExp][] = [
  [/xml/, /\.(?:xml|xsd|xsl)$/],
  [/toml/, /\.toml$/],
  [/ya?ml|psych/, /\.ya?ml$/],
  [/\bini\b|\/ini-|configparser/, /\.(?:ini|cfg|conf)$/],
  [/properties/, /\.properties$/],
];

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
const isSound = (text: Known<string>, { quote }: Fact): boolean =>
  text.state === 'read' && NO_YAML.test(quote) && text.value.split(/^---.*$/m).every((part) => yamlOf(part) !== undefined);

/** What a parser says of a line in which nothing stands where a value should. */
const LACKS = /number of arguments|missing|empty|unexpected (?:";"|end)|\bexpected|no (?:value|port)/i;

/** With an ending, or within quotation marks. */
const PATH = /\/[\w@%+./-]{1,300}\.\w{1,10}\b|(?<=["'`])\/[\w@%+./-]{1,300}(?=["'`])/g;

/** The only mounted file that stands in the line of the log, where the parser's own words name none: "/etc/limits.yaml: invalid character 'l'". */
export function withFile<K extends 'config-malformed' | 'config-rejected'>(fact: Fact<K>, subject: Subject, evidence: Evidence): Fact<K> {
  if (fact.fields.file) return fact;
  if (fact.phrase === LONG_NAME) return withLongest(fact, subject, evidence);
  const file =
    only(configFiles(subject, evidence).filter(({ path }) => fact.quote.includes(path)))?.path ??
    only([...new Set(fact.quote.match(PATH) ?? [])].filter((path) => mountedFile(path, subject)?.source?.kind === 'Secret')) ??
    copiedJson(fact, subject, evidence) ??
    ofPair(fact, subject, evidence) ??
    unseenArgument(fact, subject, evidence);
  return file && !isCode(file) ? { ...fact, fields: { ...fact.fields, file } } : fact;
}

/** Go names no file: of the only Secret that has both parts where it is mounted (kubernetes.io/tls), the part that it could not read. */
function ofPair({ phrase, quote }: Fact, { container, pod, namespace }: Subject, evidence: Evidence): string | undefined {
  // What it could not parse may be the server's own.
  if (phrase !== 'go/pem' || !/failed to find any PEM data|does not match public key/.test(quote)) return undefined;
  const part = /in key input/.test(quote) ? 'tls.key' : 'tls.crt';
  return only(
    (container.volumeMounts ?? []).flatMap(({ name, mountPath, subPath }) => {
      const volume = volumeOf(pod, name);
      const files = volume?.secret && subPath === undefined ? (volumeFiles(volume, namespace, evidence) ?? []) : [];
      return files.includes('tls.crt') && files.includes('tls.key') ? [`${folderPath(mountPath)}/${part}`] : [];
    }),
  );
}

/** The only word of the command line that is a file which we may not read: of a Secret, or of a ConfigMap without the right to it. */
function unseenArgument({ phrase }: Fact, { container, ...subject }: Subject, evidence: Evidence): string | undefined {
  if (!LINE_SHOWN.test(phrase)) return undefined;
  return only(
    commandLine(container).filter((word) => {
      const source = word.startsWith('/') ? mountedFile(word, { container, ...subject })?.source : undefined;
      return (
        source?.key !== undefined &&
        (source.kind === 'Secret' || evidence.object('configmaps', subject.namespace, source.name).state === 'gap')
      );
    }),
  );
}

/** nginx has no room for a name, and says neither which nor where: the longest, or where the size is set already. */
function withLongest<K extends 'config-malformed' | 'config-rejected'>(fact: Fact<K>, subject: Subject, evidence: Evidence): Fact<K> {
  const table = fact.fields.token ?? '';
  const size = Number(/\d+$/.exec(fact.fields.detail ?? '')?.[0]);
  const found = configFiles(subject, evidence).flatMap(({ path, text }) => {
    const token = longestName(table, valueOf(text) ?? '');
    return token === undefined || bucketFor(token, size / 2) <= size ? [] : [{ file: path, token }];
  });
  const [longest] = found.sort((a, b) => b.token.length - a.token.length);
  const sized = configFiles(subject, evidence).find(({ text }) =>
    new RegExp(`^\\s*${table}_bucket_size\\s`, 'm').test(valueOf(text) ?? ''),
  );
  return longest ? { ...fact, fields: { ...fact.fields, ...longest, ...(sized ? { file: sized.path } : {}) } } : fact;
}

/** The parser names no file: the only one that the command or a script of the container names, and an init container copied, and that is no JSON. */
function copiedJson(fact: Fact<'config-malformed' | 'config-rejected'>, subject: Subject, evidence: Evidence): string | undefined {
  if (!isJsonSyntax(fact)) return undefined;
  const named = settingsOf(subject, evidence).flatMap(({ written = '' }) => written.match(PATH) ?? []);
  const json = [...new Set(named)].filter((path) => path.endsWith('.json'));
  return only(
    json.filter((path) => {
      const text = copiedFile(path, subject, evidence)?.text;
      return text !== undefined && !parsesAsJson(text);
    }),
  );
}

/**
 * The object behind the file; where the log names no file, the only ConfigMap file that holds the words that it quotes, or of those
 * that are no JSON the only one (`refused`).
 */
export function sourceOf(
  fact: Fact<'config-malformed' | 'config-rejected'>,
  refused: readonly Setting[] | undefined,
  subject: Subject,
  evidence: Evidence,
): Source | undefined {
  const { file, line, token, setting } = fact.fields;
  // Programs read their settings; they are none.
  const isRead = (path: string) => !isCode(path) || (fact.phrase === 'databases/psql-syntax' && path.endsWith('.sql'));
  const format = FORMATS.find(([words]) => words.test(fact.phrase))?.[1];
  const files = configFiles(subject, evidence).filter(
    ({ path, text }) => path === file || (isRead(path) && !(file === undefined && (isOfAnother(path, format) || isSound(text, fact)))),
  );
  const word = token ?? setting;
  const has = (text: string) => word !== undefined && (fact.phrase === UNKNOWN_VARIABLE ? usesVariable(text, word) : text.includes(word));
  const holds = ({ text }: { text: (typeof files)[number]['text'] }) => text.state === 'read' && has(text.value);
  const named = file
    ? (files.find(({ path }) => path === file) ?? files.find(({ path }) => path.endsWith(`/${lastName(file)}`)))
    : undefined;
  const isRefused = ({ path }: { path: string }) => refused?.some((setting) => fileOf(setting) === path);
  const told = only(files.filter(holds));
  const ofFormat = file || files.length < 2 ? undefined : only(files.filter(({ path }) => format?.test(path)));
  // Redis shows the whole line: a file that has no such line is another one.
  const likely = told ?? (LINE_SHOWN.test(fact.phrase) ? undefined : ((file ? undefined : only(files)) ?? ofFormat));
  const found = refused ? (refused.length === 1 ? files.find(isRefused) : undefined) : (named ?? likely);
  const quoteOf = (text: string) =>
    line
      ? text.split('\n')[Number(line) - 1]?.trim()
      : (text.split('\n').find(has)?.trim() ?? wrongType(text, fact.fields, fact.quote)?.quote);
  if (found) {
    const map = valueOf(evidence.object('configmaps', subject.namespace, found.name));
    const text = valueOf(found.text);
    const quote = text === undefined ? undefined : quoteOf(text);
    const beside = Object.keys(map?.data ?? {}).filter((key) => key !== found.key);
    return {
      kind: 'ConfigMap',
      ...found,
      text,
      beside,
      quote,
      changed: map && lastChange(map),
      hides: hiddenBehind(found, subject, evidence),
    };
  }
  const copied = file ? copiedFile(file, subject, evidence) : undefined;
  if (copied && file) {
    const map = valueOf(evidence.object('configmaps', subject.namespace, copied.name));
    const quote = copied.isStale ? undefined : quoteOf(copied.text);
    const { init, name, key, text, isStale } = copied;
    return { kind: 'ConfigMap', name, key, path: file, text, beside: [], quote, changed: map && lastChange(map), copiedBy: init, isStale };
  }
  const template = file ? templateOf(file, line, LACKS.test(fact.fields.detail ?? fact.quote), subject, evidence) : undefined;
  if (template) {
    const map = valueOf(evidence.object('configmaps', subject.namespace, template.name));
    const { name, key, path, text } = template;
    return { kind: 'ConfigMap', name, key, path, text, beside: [], quote: quoteOf(text), changed: map && lastChange(map), template };
  }
  const mounted = file ? mountedFile(file, subject)?.source : undefined;
  return mounted?.key && file
    ? { ...mounted, key: mounted.key, path: file, text: undefined, beside: [], quote: undefined, changed: undefined }
    : undefined;
}
