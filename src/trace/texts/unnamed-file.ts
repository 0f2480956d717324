/** The file that a parser refuses, where its own words name none. */
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { folderPath } from '../../kube/folder.ts';
import { commandLine, volumeOf } from '../../kube/pod.ts';
import type { Fact } from '../../logs/fact.ts';
import { only } from '../../only.ts';
import { copiedFile } from '../files/copied-file.ts';
import { configFiles, mountedFile } from '../files/mounted-file.ts';
import { volumeFiles } from '../files/volume-files.ts';
import { settingsOf } from '../settings/settings.ts';
import { isCode } from '../settings/value-named.ts';
import { LINE_SHOWN } from './config-source.ts';
import { bucketFor, longestName } from './nginx-names.ts';
import { isJsonSyntax, parsesAsJson } from './refused-json.ts';

const LONG_NAME = 'web/nginx-hash';

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
