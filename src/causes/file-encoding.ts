import { decidedBy } from '../evidence/end.ts';
import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { runCommands } from '../fixes/object.ts';
import { filterKey } from '../fixes/secret-key.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { decisiveFact } from '../logs/reading.ts';
import { only } from '../only.ts';
import type { Fix } from '../report.ts';
import { mountedFile } from '../trace/files/mounted-file.ts';
import { type UnseenFile, unseenFiles } from '../trace/files/unseen-files.ts';
import { type Cause, type Match, RUNG } from './cause.ts';

export const fileEncoding: Cause = {
  id: 'file-encoding',
  title: 'a file that it reads from a ConfigMap is written in another encoding than UTF-8',
  tier: 'kubernetes',
  covers: ['cfg.malformed-file', 'cfg.bad-value', 'app.python-traceback'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const log = valueOf(subject.log());
    const fact = decisiveFact(log, 'exception');
    const [, byte, position] = UNDECODED.exec(fact?.quote ?? '') ?? [];
    if (byte === undefined) return inUtf16(subject, evidence) ?? notUtf8(subject, evidence);
    if (!log || !fact) return undefined;
    const found = unseenFiles(subject, evidence, ['ConfigMap']).flatMap((file) => {
      const bytes = bytesOf(file, subject, evidence);
      return bytes && holds(bytes, Number.parseInt(byte, 16), Number(position)) ? [{ ...file, from: encodingOf(bytes) }] : [];
    });
    const file = only(found) ?? only(found.filter(({ path }) => log.lines.some((line) => line.includes(path))));
    if (!file) return notUtf8(subject, evidence);
    const { name, key, path } = file;
    return {
      summary: `container ${subject.container.name} reads ${path} as UTF-8, and it is none: byte 0x${byte} at position ${position} (${file.from}, by the looks of it); the file is key ${key} of ConfigMap ${name}, which holds it as binaryData`,
      confidence: 'certain',
      object: { kind: 'ConfigMap', namespace: subject.namespace, name, field: `binaryData[${key}]` },
      proof: [
        logProof(subject, fact),
        { step: `get cm ${name}`, quote: `binaryData ${key}: byte 0x${byte}`, path: `binaryData[${key}]` },
        attemptProof(subject),
      ],
      fixes: converted(file, new WorkloadFix(subject, evidence)),
    };
  },
};

const PATHS = /(?<![\w/])\/[\w@%+./-]{1,300}/g;

/** Whatever its reader makes of it: a text of UTF-16, as PowerShell and editors of Windows write them, says so in its first two bytes. */
function inUtf16(subject: Subject, evidence: Evidence): Match | undefined {
  const fact = decidedBy(subject);
  // Nothing is asked for where it speaks of no mount.
  if (!fact || !subject.attempt?.exitCode || !(fact.quote.match(PATHS) ?? []).some((path) => mountedFile(path, subject))) return undefined;
  const found = unseenFiles(subject, evidence, ['ConfigMap']).filter((file) => {
    const bytes = bytesOf(file, subject, evidence);
    return bytes && encodingOf(bytes) === 'UTF-16';
  });
  const file = only(found.filter(({ path }) => fact.quote.includes(path)));
  if (!file) return undefined;
  const { name, key, path } = file;
  return {
    summary: `container ${subject.container.name} cannot read ${path}, which is UTF-16, where programs expect UTF-8; the file is key ${key} of ConfigMap ${name}, which holds it as binaryData`,
    confidence: 'certain',
    object: { kind: 'ConfigMap', namespace: subject.namespace, name, field: `binaryData[${key}]` },
    proof: [
      logProof(subject, fact),
      { step: `get cm ${name}`, quote: `binaryData ${key}: begins with the byte order mark of UTF-16`, path: `binaryData[${key}]` },
      attemptProof(subject),
    ],
    fixes: converted({ ...file, from: 'UTF-16' }, new WorkloadFix(subject, evidence)),
  };
}

/**
 * What readers say of a text that is no UTF-8: go-yaml and libyaml (readerc.go, reader.c), Ruby, Java, Rust, PHP, PostgreSQL, and Python,
 * whose position may be that in a piece of the text.
 */
const NOT_UTF8 =
  /(?:invalid (?:leading|trailing)|incomplete) UTF-8 octet|invalid byte sequence (?:in UTF-8|for encoding "UTF8")|MalformedInputException: Input length = \d|stream did not contain valid UTF-8|Malformed UTF-8 characters|'utf-?8' codec can't decode byte|Non-UTF-8 code starting with/;

/** The only file of text that its ConfigMaps keep as bytes, as it is no UTF-8. */
function notUtf8(subject: Subject, evidence: Evidence): Match | undefined {
  const fact = decidedBy(subject);
  if (!fact || !subject.attempt?.exitCode || !NOT_UTF8.test(fact.quote)) return undefined;
  const [, byte] = UNDECODED.exec(fact.quote) ?? [];
  const found = unseenFiles(subject, evidence, ['ConfigMap']).flatMap((file) => {
    const bytes = bytesOf(file, subject, evidence);
    return bytes && isOtherText(bytes) && (byte === undefined || bytes.includes(Number.parseInt(byte, 16)))
      ? [{ ...file, from: encodingOf(bytes) }]
      : [];
  });
  const named = found.filter(({ path }) => fact.quote.includes(path));
  const file = only(named) ?? only(found);
  if (!file) return undefined;
  const { name, key, path, from } = file;
  return {
    summary: `container ${subject.container.name} reads a text as UTF-8, and it is none; ${path} is such (${from}, by the looks of it): key ${key} of ConfigMap ${name}, which holds it as binaryData`,
    confidence: named.length > 0 ? 'certain' : 'likely',
    object: { kind: 'ConfigMap', namespace: subject.namespace, name, field: `binaryData[${key}]` },
    proof: [
      logProof(subject, fact),
      { step: `get cm ${name}`, quote: `binaryData ${key}: a text, and no UTF-8`, path: `binaryData[${key}]` },
      attemptProof(subject),
    ],
    fixes: converted(file, new WorkloadFix(subject, evidence)),
    decides: 'which file it reads as it fails',
  };
}

/** A text has no control characters but tabs and line ends (UTF-16: as its second bytes); a keystore or an archive has. */
function isOtherText(bytes: Buffer): boolean {
  if (encodingOf(bytes) === 'UTF-16') return true;
  return bytes.every((byte) => byte >= 0x20 || byte === 9 || byte === 10 || byte === 13) && !bytes.equals(Buffer.from(bytes.toString()));
}

/** Python, of a text that is no UTF-8 (Objects/unicodeobject.c). Of 'ascii' it is the locale that is to blame. */
const UNDECODED = /UnicodeDecodeError: 'utf-8' codec can't decode byte 0x([0-9a-f]{2}) in position (\d{1,9})/;
/** A file is decoded piece by piece; a position counts from the beginning of such a piece. */
const PIECE = 8192;

/** kubectl puts a text that is no UTF-8 into binaryData (kubectl pkg/cmd/create/create_configmap.go), in base64. */
function bytesOf({ name, key }: UnseenFile, { namespace }: Subject, evidence: Evidence): Buffer | undefined {
  const text = valueOf(evidence.object('configmaps', namespace, name))?.binaryData?.[key];
  return text === undefined ? undefined : Buffer.from(text, 'base64');
}

const holds = (bytes: Buffer, byte: number, position: number) =>
  bytes[position] === byte || (bytes.length > PIECE && bytes.includes(byte, PIECE));

/** Spreadsheets of Windows write one or the other. */
const encodingOf = (bytes: Buffer) =>
  (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff) ? 'UTF-16' : 'WINDOWS-1252';

function converted({ name, key, from }: UnseenFile & { from: string }, fix: WorkloadFix): Fix[] {
  const write = filterKey({ object: name, key }, `iconv -f ${from} -t UTF-8`, fix, 'configmap');
  if (write === undefined) return [];
  return [runCommands(`write key ${key} as UTF-8 (if it is ${from} now), then start it anew`, [write], fix, { again: true })];
}
