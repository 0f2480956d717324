import { type Evidence, valueOf } from '../evidence.ts';
import { kubectl } from '../fixes/command.ts';
import { patchKeys } from '../fixes/keys.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { ConfigFault, Fact } from '../logs/fact.ts';
import { decisiveFact } from '../logs/reading.ts';
import { attemptProof, logProof } from '../proof.ts';
import type { Fix, Proof } from '../report.ts';
import type { Subject } from '../subject.ts';
import { corrected } from '../trace/config-text.ts';
import { configFiles, lastChange, mountedFile } from '../trace/mounted-file.ts';
import { type Misplaced, misplaced } from '../trace/nginx-context.ts';
import { refusedSettings } from '../trace/refused-json.ts';
import type { Setting } from '../trace/settings.ts';
import { unseenJson } from '../trace/unseen-json.ts';
import { type Cause, type Match, RUNG } from './cause.ts';

export const malformedConfig: Cause = {
  id: 'malformed-config',
  title: 'its configuration file has an error',
  tier: 'kubernetes',
  covers: ['cfg.malformed-file', 'app.config-rejects'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const fact = decisiveFact(valueOf(subject.log()), 'config-malformed', 'config-rejected');
    if (!fact) return undefined;
    const refused = refusedSettings(fact, subject, evidence);
    // A variable or an argument is no file.
    if (refused?.length && !refused.some(isFile)) return undefined;
    const source = sourceOf(fact, refused?.filter(isFile), subject, evidence);
    if (refused && !source) return elsewhere(fact, subject, evidence);
    const { container, namespace } = subject;
    const { line, detail } = fact.fields;
    const file = fact.fields.file ?? source?.path;
    // Where no file is named, it may as well be data that the program works on.
    const where = `${file ?? (fact.kind === 'config-rejected' ? 'its configuration' : 'what it reads')}${line ? `, line ${line}` : ''}`;
    const of = source ? `; the file is key ${source.key} of ${source.kind} ${source.name}` : '';
    const proof: [Proof, ...Proof[]] = [logProof(subject, fact)];
    if (source?.quote) proof.push({ step: `get cm ${source.name}`, quote: `${source.key}: ${source.quote}` });
    if (source?.changed)
      proof.push({ step: `get cm ${source.name}`, quote: `changed ${source.changed.time} by ${source.changed.manager}` });
    proof.push(attemptProof(subject));
    const isSeen = source !== undefined && (source.quote !== undefined || refused !== undefined);
    const place = source && placeOf(source, fact, subject);
    return {
      summary: `container ${container.name} refuses ${where}: ${shortened(detail ?? fact.quote)}${of}${place ? `; ${place.what}` : ''}`,
      confidence: isSeen ? 'certain' : 'likely',
      ...(source ? { object: { kind: source.kind, namespace, name: source.name, field: `data[${source.key}]` } } : {}),
      proof,
      fixes: place ? [place.fix(new WorkloadFix(subject, evidence))] : source ? fixesOf(source, fact, subject, evidence) : [],
      decides: file ? `the file ${file} as the container sees it` : 'which text it reads there: a file, a variable, or its input',
    };
  },
};

const isFile = ({ place }: Setting) => place.kind === 'configmap' && place.path !== undefined;

/** nginx refuses a directive for where it stands: it may be the file that stands in the wrong place. */
function placeOf({ key, path, text, beside }: Source, { fields, quote }: Fact, subject: Subject): Misplaced | undefined {
  const { detail = quote } = fields as ConfigFault;
  return text !== undefined && /is not allowed here/.test(detail) ? misplaced(text, { key, path, beside }, subject) : undefined;
}

/** All that we see of its files and variables is JSON where it is meant so: one that we don't see may be none. */
function elsewhere(fact: Fact<'config-malformed' | 'config-rejected'>, subject: Subject, evidence: Evidence): Match {
  const unseen = unseenJson(subject, evidence);
  const [only] = unseen.length === 1 ? unseen : [];
  const named = unseen.map(({ kind, name, key, path }) => `key ${key} of ${kind} ${name}, at ${path}`);
  return {
    summary: `container ${subject.container.name} could not read a text as JSON: ${shortened(fact.fields.detail ?? fact.quote)}; ${only ? `no text that we see is at fault, so it may be ${named[0]}, which was not read` : 'no text that we see is at fault'}`,
    confidence: 'possible',
    ...(only ? { object: { kind: only.kind, namespace: subject.namespace, name: only.name, field: `data[${only.key}]` } } : {}),
    proof: [
      logProof(subject, fact),
      ...unseen.slice(0, 3).map(({ kind, key, path, name }) => ({
        step: 'get',
        quote: `${path}: key ${key} of ${kind} ${name}`,
        path: 'spec.volumes',
      })),
      attemptProof(subject),
    ],
    fixes: [],
    decides: `which text it was: ${[...named, 'a file of the image or of another volume', 'a value of a Secret', 'the answer of another program'].join('; ')}`,
  };
}

const shortened = (text: string) => (text.length > 160 ? `${text.slice(0, 157)}…` : text);

interface Source {
  kind: 'ConfigMap' | 'Secret';
  name: string;
  key: string;
  path: string;
  text: string | undefined;
  /** The other keys of the object, as far as they are known. */
  beside: string[];
  quote: string | undefined;
  changed: ReturnType<typeof lastChange>;
}

/**
 * The object behind the file; where the log names no file, the only ConfigMap file that holds the words that it quotes, or of those
 * that are no JSON the only one (`refused`).
 */
function sourceOf(
  fact: Fact<'config-malformed' | 'config-rejected'>,
  refused: readonly Setting[] | undefined,
  subject: Subject,
  evidence: Evidence,
): Source | undefined {
  const { file, line, token, setting } = fact.fields;
  const files = configFiles(subject, evidence);
  const word = token ?? setting;
  const holds = ({ text }: { text: (typeof files)[number]['text'] }) =>
    text.state === 'read' && word !== undefined && text.value.includes(word);
  const named = file
    ? (files.find(({ path }) => path === file) ?? files.find(({ path }) => path.endsWith(`/${file.split('/').at(-1)}`)))
    : undefined;
  const isRefused = ({ path }: { path: string }) => refused?.some(({ place }) => place.kind === 'configmap' && place.path === path);
  const likely = files.filter(holds).length === 1 ? files.find(holds) : files.length === 1 && !file ? files[0] : undefined;
  const found = refused ? (refused.length === 1 ? files.find(isRefused) : undefined) : (named ?? likely);
  if (found) {
    const map = valueOf(evidence.object('configmaps', subject.namespace, found.name));
    const text = valueOf(found.text);
    const quote = line
      ? text?.split('\n')[Number(line) - 1]?.trim()
      : word && text?.includes(word)
        ? text
            .split('\n')
            .find((one) => one.includes(word))
            ?.trim()
        : undefined;
    const beside = Object.keys(map?.data ?? {}).filter((key) => key !== found.key);
    return { kind: 'ConfigMap', ...found, text, beside, quote, changed: map && lastChange(map) };
  }
  const mounted = file ? mountedFile(file, subject)?.source : undefined;
  return mounted?.key && file
    ? { ...mounted, key: mounted.key, path: file, text: undefined, beside: [], quote: undefined, changed: undefined }
    : undefined;
}

function fixesOf(
  { kind, name, key, text }: Source,
  fact: Fact<'config-malformed' | 'config-rejected'>,
  subject: Subject,
  evidence: Evidence,
): Fix[] {
  const restart = new WorkloadFix(subject, evidence).restartCommand();
  const better = text === undefined ? undefined : corrected(text, key, fact);
  if (better) {
    const command = patchKeys(evidence, subject.namespace, { sort: 'ConfigMap', name }, { [key]: better.text });
    return [{ text: better.what, command: `${command} && ${restart}`, changes: true, restarts: true, asks: [] }];
  }
  const edit = kubectl(evidence, subject.namespace, ['edit', kind === 'Secret' ? 'secret' : 'configmap', name]);
  return [
    { text: `correct key ${key}, then start the pods anew`, command: `${edit} && ${restart}`, changes: true, restarts: true, asks: [] },
  ];
}
