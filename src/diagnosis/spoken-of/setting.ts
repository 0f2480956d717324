/** One of its settings: a variable, an argument, a value, a file of a ConfigMap. */

import type { Evidence } from '../../evidence/evidence.ts';
import { specProof } from '../../evidence/proof.ts';
import type { Subject } from '../../evidence/subject.ts';
import { settingObject, settingProof } from '../../findings/setting-proof.ts';
import { askedSetting } from '../../fixes/asked-setting.ts';
import { editKeys } from '../../fixes/change-keys.ts';
import { advised } from '../../fixes/fix.ts';
import { changeSettings } from '../../fixes/settings.ts';
import { WorkloadFix } from '../../fixes/workload.ts';
import { lettersOf } from '../../nearest.ts';
import { only } from '../../only.ts';
import { present } from '../../present.ts';
import { secrecyOf } from '../../redact/secret-name.ts';
import type { Finding, Fix, Proof } from '../../report.ts';
import { programCode } from '../../trace/programs/program-code.ts';
import type { Mention } from '../../trace/settings/mentioned.ts';
import { fieldBehind, fieldWords } from '../../trace/settings/pod-field.ts';
import { fileOf, placeOf } from '../../trace/settings/settings.ts';
import { renamedEntry } from '../../trace/texts/entries.ts';
import { withProof } from './with-proof.ts';

export function ofSetting(finding: Finding, mention: Mention | undefined, subject: Subject, evidence: Evidence): Finding | undefined {
  if (!mention) return undefined;
  const fix = new WorkloadFix(subject, evidence);
  const correct = correction(mention, fix, finding.summary);
  const others = finding.fixes.filter(({ changes, command }) => changes || command !== undefined);
  return {
    ...withSettingProof(finding, mention, subject),
    summary: `${finding.summary.replace(/\.$/, '')}; ${wordsOf(mention, subject)}`,
    object: settingObject(mention.setting, fix),
    fixes: [...others, ...present(correct)],
  };
}

export function withSettingProof(finding: Finding, mention: Mention | undefined, subject: Subject): Finding {
  return mention ? { ...finding, proof: withProof(finding.proof, proofOf(mention, subject)) } : finding;
}

function wordsOf({ setting, word, line, whole, without }: Mention, subject: Subject): string {
  const { place, name, value } = setting;
  const field = fieldBehind(setting, subject);
  const taken = field ? `, taken ${fieldWords(field)}` : '';
  if (whole)
    return `"${word}" is the value of ${whole.key === undefined ? '' : `${whole.key} in line ${(line ?? 0) + 1} of `}${placeOf(setting)}${taken}`;
  if (without !== undefined) return `"${word}" is one of ${placeOf(setting)}: ${value}`;
  const where = line === undefined ? '' : `, line ${line + 1}`;
  if (place.kind === 'configmap' && fileOf(setting) === word) return `${word} is key ${place.key} of ConfigMap ${place.object}${where}`;
  if (name === word)
    return `${placeOf(setting)} ${value === undefined ? 'is what it speaks of' : isSecretName(word) ? `has ${value.length} characters` : `is ${JSON.stringify(value.slice(0, 80))}`}${taken}`;
  return `${word} comes from ${placeOf(setting)}${where}`;
}

/** Its value may be one, though it stands in the spec. */
const isSecretName = (name: string | undefined) => secrecyOf(name ?? '') !== 'none';

function proofOf({ setting, line }: Mention, subject: Subject): Proof {
  const { place, value = '' } = setting;
  if (place.kind === 'env' && isSecretName(setting.name)) return specProof(subject, `env ${setting.name}`, `${value.length} characters`);
  if (place.kind !== 'configmap' || place.path === undefined) return settingProof(setting, undefined, undefined, subject);
  const text = line === undefined ? undefined : value.split('\n')[line]?.trim();
  const quote = text ? `${place.key}, line ${(line ?? 0) + 1}: ${text}` : `key ${place.key}, mounted at ${place.path}`;
  return { step: `get cm ${place.object}`, quote };
}

/** The one text in its code that is the same but for capitals, hyphens and the like: "CHF" of chf. */
function speltInCode(word: string, { subject, evidence }: WorkloadFix): string | undefined {
  const code = programCode(subject, evidence)?.lines.join('\n') ?? '';
  const texts = [...code.matchAll(/(["'])([\w .-]{2,60})\1/g)].map(([, , text = '']) => text);
  return texts.includes(word) ? undefined : only([...new Set(texts.filter((text) => lettersOf(text) === lettersOf(word)))]);
}

/** kubectl's words of an object that is not there: its name is no value that the program cannot use. */
const NOT_FOUND = /\bError from server \(NotFound\): ([\w./-]{1,100}) "([^"]{1,253})" not found/;

function correction(mention: Mention, fix: WorkloadFix, said: string): Fix | undefined {
  const { setting, word, line, whole, entry, without } = mention;
  const { place, value } = setting;
  const [, type, missing] = NOT_FOUND.exec(said) ?? [];
  if (type && missing === word)
    return advised(
      `make ${type} ${word}, or name one that is there${/^jobs?\b/.test(type) ? ': a Job is taken away some time after it ended (ttlSecondsAfterFinished), and Helm takes those of its hooks away' : ''}`,
    );
  if (without !== undefined)
    return changeSettings(`if "${word}" is what it cannot use, take it out of ${placeOf(setting)}`, [{ setting, to: without }], fix);
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
    const spelt = whole.key === undefined ? speltInCode(word, fix) : undefined;
    const other = spelt && changeSettings(`write ${spelt}, as the program has it, for ${word} in ${what}`, [{ setting, to: spelt }], fix);
    if (other) return other;
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
  return editKeys(`${text}, and start the pods anew`, { sort: 'ConfigMap', name: place.object }, fix);
}
