/** A blank too few behind [, or too many around the = of an assignment: the shell takes what stands first for a program. */

import { escaped } from '../escaped.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import { changeSettings } from '../fixes/settings.ts';
import type { WorkloadFix } from '../fixes/workload.ts';
import type { Fact } from '../logs/fact.ts';
import { only } from '../only.ts';
import { present } from '../present.ts';
import { isForShell } from '../trace/programs/start-text.ts';
import { fileOf, placeOf, settingsOf } from '../trace/settings/settings.ts';
import type { Match } from './match.ts';
import { settingObject } from './setting-proof.ts';

/** [ is a command, whose words are told apart by blanks (POSIX, test). */
const BRACKET = /(^|[\s;&|(!])(\[{1,2})(?=["$\w-])/;

export function shellSlip(fact: Fact<'command-not-found'>, fix: WorkloadFix): Match | undefined {
  const { command, shell, line: told } = fact.fields;
  const { subject, evidence } = fix;
  const assigned = /^[A-Za-z_]\w*$/.test(command)
    ? new RegExp(`^(\\s*(?:export\\s+|local\\s+)?)${escaped(command)}(?:\\s+=\\s*|\\s*=\\s+)(?=\\S)`)
    : undefined;
  const isBracket = command.startsWith('[');
  if (!assigned && !isBracket) return undefined;
  const better = (line: string) => (isBracket ? line.replace(BRACKET, '$1$2 ') : assigned ? line.replace(assigned, `$1${command}=`) : line);
  const texts = settingsOf(subject, evidence).filter(isForShell);
  const named = texts.find((one) => fileOf(one) !== undefined && fileOf(one) === shell);
  const slips = (named ? [named] : texts).flatMap((setting) =>
    (setting.written ?? '').split('\n').flatMap((line, at) => (better(line) === line ? [] : [{ setting, line, at }])),
  );
  const slip = (named && slips.find(({ at }) => String(at + 1) === told)) ?? only(slips);
  if (!slip) return undefined;
  const { setting, line, at } = slip;
  const file = fileOf(setting);
  const where = file === undefined ? placeOf(setting) : `line ${at + 1} of ${file} (${placeOf(setting)})`;
  const to = (setting.written ?? '').split('\n').with(at, better(line)).join('\n');
  const change = changeSettings(`write ${better(line).trim().slice(0, 80)} in ${where}`, [{ setting, to }], fix);
  return {
    summary: `container ${subject.container.name} ends with exit code ${subject.attempt?.exitCode}: its shell takes ${command} in ${where} for a program, as ${isBracket ? 'no blank stands behind the [' : 'blanks stand beside the = of what is to be an assignment'}`,
    confidence: subject.attempt?.exitCode === 127 ? 'certain' : 'likely',
    object: settingObject(setting, fix),
    proof: [
      logProof(subject, fact),
      { step: setting.place.kind === 'configmap' ? `get cm ${setting.place.object}` : 'get', quote: `${where}: ${line.trim()}` },
      attemptProof(subject),
    ],
    fixes: present(change),
    decides: 'whether the script ends there: the same with set -x',
  };
}
