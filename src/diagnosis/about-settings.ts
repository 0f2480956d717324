/** A finding that has the program's own words alone, and the place of what they speak of among its settings. */

import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { memoryLimitField, memoryLimitProof, specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { settingObject, settingProof } from '../findings/setting-proof.ts';
import { askedSetting } from '../fixes/asked-setting.ts';
import { kubectl } from '../fixes/command.ts';
import { keyFromFile } from '../fixes/lacking-key.ts';
import { runCommands } from '../fixes/object.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { LogReading } from '../logs/reading.ts';
import { only } from '../only.ts';
import type { Finding, Fix, Proof } from '../report.ts';
import { type EmptyFolder, emptyFolderIn } from '../trace/files/empty-folder.ts';
import { mountedFile } from '../trace/files/mounted-file.ts';
import { type LimitTold, limitTold } from '../trace/settings/limit-told.ts';
import { type Mention, mentionedIn } from '../trace/settings/mentioned.ts';
import { fieldBehind, fieldWords } from '../trace/settings/pod-field.ts';
import { fileOf, placeOf, settingsOf } from '../trace/settings/settings.ts';
import { renamedEntry } from '../trace/texts/entries.ts';

/**
 * Where none is spoken of, all of them are what would decide; as it is where another place is named already.
 * `isExplained`: the fault has a name of its own, and what is spoken of may be no part of it; it is told all the same.
 */
export function withMentioned(finding: Finding, isExplained: boolean, subject: Subject, evidence: Evidence): Finding {
  const isPlaced = finding.object?.field !== undefined || finding.object?.kind === 'ConfigMap' || finding.object?.kind === 'Secret';
  const words = isPlaced ? undefined : lastWords(valueOf(subject.log()));
  const secret = words && !isExplained ? secretIn(words, subject) : undefined;
  if (secret) return ofSecret(finding, secret, subject, evidence);
  const told = words && !isExplained ? limitTold(words, subject) : undefined;
  if (told) return ofLimit(finding, told, subject, evidence);
  const mention = words ? mentionedIn(words, settingsOf(subject, evidence)) : undefined;
  const proof = mention ? withProof(finding.proof, proofOf(mention, subject)) : finding.proof;
  if (isExplained) return { ...finding, proof };
  const folder = words && !mention ? emptyFolderIn(words, subject) : undefined;
  if (folder) return inEmptyFolder(finding, folder, new WorkloadFix(subject, evidence));
  if (!mention) return isPlaced ? finding : withGiven(finding, subject, evidence);
  const fix = new WorkloadFix(subject, evidence);
  const correct = correction(mention, fix);
  const others = finding.fixes.filter(({ changes, command }) => changes || command !== undefined);
  return {
    ...finding,
    summary: `${finding.summary.replace(/\.$/, '')}; ${wordsOf(mention, subject)}`,
    object: settingObject(mention.setting, fix),
    proof,
    fixes: [...others, ...(correct ? [correct] : [])],
  };
}

interface SecretFile {
  kind: 'Secret';
  name: string;
  file: string;
  path: string;
}

const PATH = /\/[\w@%+./-]{1,300}\.\w{1,10}\b/g;

/** The only file of a Secret that it speaks of: what it cannot use stands in there, not in the setting that names the file. */
function secretIn(words: string, subject: Subject): SecretFile | undefined {
  return only(
    [...new Set(words.match(PATH) ?? [])].flatMap((path): SecretFile[] => {
      const source = mountedFile(path, subject)?.source;
      return source?.kind === 'Secret' && source.key !== undefined ? [{ kind: 'Secret', name: source.name, file: source.key, path }] : [];
    }),
  );
}

function ofSecret(finding: Finding, { path, ...secret }: SecretFile, subject: Subject, evidence: Evidence): Finding {
  const { name, file } = secret;
  const anew = keyFromFile(
    secret,
    `if that is what it cannot use, write key ${file} of Secret ${name} anew`,
    new WorkloadFix(subject, evidence),
  );
  return {
    ...finding,
    summary: `${finding.summary}; ${path} is key ${file} of Secret ${name}`,
    object: { kind: 'Secret', namespace: subject.namespace, name, field: `data[${file}]` },
    fixes: [...finding.fixes.filter(({ changes, command }) => changes || command !== undefined), ...(anew ? [anew] : [])],
  };
}

const inEmptyFolder = (finding: Finding, { path, volume }: EmptyFolder, fix: WorkloadFix): Finding => ({
  ...finding,
  summary: `${finding.summary}; ${path} is in volume ${volume}, an emptyDir, which begins empty with each pod and which no other container fills`,
  object: fix.object(`volumes[${volume}]`),
  proof: [...finding.proof, { step: 'get', quote: `${volume}: emptyDir`, path: 'spec.volumes' }],
});

/** It was not killed for it: it counts for itself. */
function ofLimit(finding: Finding, { limit, wants }: LimitTold, subject: Subject, evidence: Evidence): Finding {
  const fix = new WorkloadFix(subject, evidence);
  return {
    ...finding,
    summary: `${finding.summary.replace(/\.$/, '')}; its memory limit is ${limit} (${memoryLimitField(subject)})`,
    object: fix.object(memoryLimitField(subject)),
    proof: withProof(finding.proof, memoryLimitProof(subject, limit)),
    fixes: [fix.setMemory(`give it the memory that it asks for, ${wants}`, wants), ...finding.fixes],
  };
}

/** A cause may have told the very same. */
const withProof = (proof: Finding['proof'], one: Proof): Finding['proof'] =>
  proof.some(({ step, quote }) => step === one.step && quote === one.quote) ? proof : [...proof, one];

/** Names of each sort that are listed. */
const MOST = 5;

/** What would decide is the code, or a run by hand, with what it was told from outside: all of it by name. */
function withGiven(finding: Finding, subject: Subject, evidence: Evidence): Finding {
  const settings = settingsOf(subject, evidence);
  const variables = settings.flatMap(({ name, place }) => (name !== undefined && place.kind === 'env' ? [name] : []));
  const objects = settings.flatMap(({ place }) =>
    place.kind === 'configmap' ? [`ConfigMap ${place.object}`] : place.kind === 'secret' ? [`Secret ${place.object}`] : [],
  );
  const given = [...(variables.length ? [`env ${listed(variables)}`] : []), ...(objects.length ? [listed([...new Set(objects)])] : [])];
  return given.length && finding.decides ? { ...finding, decides: `${finding.decides}; its settings: ${given.join('; ')}` } : finding;
}

const listed = (names: readonly string[]) =>
  `${names.slice(0, MOST).join(', ')}${names.length > MOST ? ` and ${names.length - MOST} more` : ''}`;

/** What the program said last: the message that decided, else its last line. */
function lastWords(log: LogReading | undefined): string | undefined {
  if (!log?.decisive) return log?.lines.at(-1);
  const { message } = log.decisive.fields as { message?: string };
  return [message, log.decisive.quote].filter(Boolean).join('\n');
}

function wordsOf({ setting, word, line, whole }: Mention, subject: Subject): string {
  const { place, name, value } = setting;
  if (whole)
    return `"${word}" is the value of ${whole.key === undefined ? '' : `${whole.key} in line ${(line ?? 0) + 1} of `}${placeOf(setting)}`;
  const where = line === undefined ? '' : `, line ${line + 1}`;
  if (place.kind === 'configmap' && fileOf(setting) === word) return `${word} is key ${place.key} of ConfigMap ${place.object}${where}`;
  const field = fieldBehind(setting, subject);
  if (name === word)
    return `${placeOf(setting)} ${value === undefined ? 'is what it speaks of' : isSecretName(word) ? `has ${value.length} characters` : `is ${JSON.stringify(value.slice(0, 80))}`}${field ? `, taken ${fieldWords(field)}` : ''}`;
  return `${word} comes from ${placeOf(setting)}${where}`;
}

/** Its value may be one, though it stands in the spec. */
const isSecretName = (name: string | undefined) => /PASS(?:WORD|WD)?$|SECRET|TOKEN|(?:^|_)KEY$/i.test(name ?? '');

function proofOf({ setting, line }: Mention, subject: Subject): Proof {
  const { place, value = '' } = setting;
  if (place.kind === 'env' && isSecretName(setting.name)) return specProof(subject, `env ${setting.name}`, `${value.length} characters`);
  if (place.kind !== 'configmap' || place.path === undefined) return settingProof(setting, undefined, undefined, subject);
  const text = line === undefined ? undefined : value.split('\n')[line]?.trim();
  const quote = text ? `${place.key}, line ${(line ?? 0) + 1}: ${text}` : `key ${place.key}, mounted at ${place.path}`;
  return { step: `get cm ${place.object}`, quote };
}

function correction(mention: Mention, fix: WorkloadFix): Fix | undefined {
  const { setting, word, line, whole, entry } = mention;
  const { place, value } = setting;
  const renamed = entry && !entry.isThere ? renamedEntry(entry.path.join('.'), [], setting.written ?? '', word) : undefined;
  const change =
    renamed &&
    changeSettings(
      `write ${renamed.to} for ${renamed.from} in line ${(line ?? 0) + 1} of ${placeOf(setting)}`,
      [{ setting, to: renamed.text }],
      fix,
    );
  if (change) return change;
  const name = whole?.key ?? setting.name;
  if (whole) {
    const what = name ?? placeOf(setting);
    return askedSetting(
      `if "${word}" is what it cannot use, set ${what} to another value`,
      setting,
      { name, refused: word, what: `a valid value of ${what}` },
      fix,
    );
  }
  const text = `if that is what it cannot use, correct ${placeOf(setting)}${line === undefined ? '' : `, line ${line + 1}`}`;
  if (place.kind !== 'configmap' || place.path === undefined)
    return askedSetting(text, setting, { name, refused: value ?? word, what: `a value of ${name} that the program takes` }, fix);
  const edit = kubectl(fix.evidence, fix.subject.namespace, ['edit', 'configmap', place.object]);
  return runCommands(`${text}, and start the pods anew`, [edit], fix, { again: true });
}
