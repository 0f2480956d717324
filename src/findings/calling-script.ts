/** The line of a script that a ConfigMap brings, or of what it reads, that calls a program which is not there. */
import { changeSettings } from '../fixes/settings.ts';
import type { WorkloadFix } from '../fixes/workload.ts';
import type { Fact } from '../logs/fact.ts';
import { nearestOther } from '../nearest.ts';
import { only } from '../only.ts';
import type { Fix, ObjectRef, Proof } from '../report.ts';
import { commonProgram } from '../trace/programs/programs.ts';
import { asWord } from '../trace/programs/shell-line.ts';
import { isForShell } from '../trace/programs/start-text.ts';
import { fileOf, placeOf, settingsOf } from '../trace/settings/settings.ts';
import { settingObject } from './setting-proof.ts';

export interface CallingScript {
  /** "line 6 of /start/run.sh (ConfigMap worker key run.sh)". */
  where: string;
  meant: string | undefined;
  fix: Fix | undefined;
  object: ObjectRef;
  proof: Proof;
}

export function callingScript({ fields }: Fact<'command-not-found'>, fix: WorkloadFix): CallingScript | undefined {
  const { command, shell, file } = fields;
  const form = asWord(command);
  const texts = settingsOf(fix.subject, fix.evidence).filter((one) => isForShell(one) && fileOf(one) !== undefined);
  const named = texts.find((one) => fileOf(one) === (file ?? shell));
  const calls = (named ? [named] : texts).flatMap((setting) =>
    (setting.written ?? '').split('\n').flatMap((line, at) => (form.test(line.replace(/(?:^|\s)#.*$/, '')) ? [{ setting, line, at }] : [])),
  );
  // The shell counts lines from 1.
  const call = (named && calls.find(({ at }) => String(at + 1) === fields.line)) ?? only(calls);
  if (!call) return undefined;
  const { setting, line, at } = call;
  const text = setting.written ?? '';
  const meant = functionMeant(command, text) ?? commonProgram(command);
  const to = text
    .split('\n')
    .with(
      at,
      line.replace(form, () => meant ?? ''),
    )
    .join('\n');
  const where = `line ${at + 1} of ${fileOf(setting)} (${placeOf(setting)})`;
  return {
    where,
    meant,
    fix: meant === undefined ? undefined : changeSettings(`write ${meant} for ${command} in ${where}`, [{ setting, to }], fix),
    object: settingObject(setting, fix),
    proof: { step: `get cm ${setting.place.kind === 'configmap' ? setting.place.object : ''}`, quote: `line ${at + 1}: ${line.trim()}` },
  };
}

/** A function of the script itself. */
const functionMeant = (command: string, text: string): string | undefined =>
  nearestOther(
    command,
    [...text.matchAll(/^[ \t]*(?:function[ \t]+([A-Za-z_][\w-]*)|([A-Za-z_][\w-]*)[ \t]*\(\))/gm)].map(
      ([, one, other]) => one ?? other ?? '',
    ),
  );
