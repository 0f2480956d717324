/** A setting that a server refuses where its command line gives it: postgres -c NAME=VALUE; or a client's options: PGOPTIONS. */

import { escaped } from '../escaped.ts';
import { decidedBy } from '../evidence/end.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { Subject } from '../evidence/subject.ts';
import { setWord } from '../fixes/command-line.ts';
import { changeSettings } from '../fixes/settings.ts';
import type { WorkloadFix } from '../fixes/workload.ts';
import type { Fact } from '../logs/fact.ts';
import type { Fix } from '../report.ts';
import { type ServerSetting, serverSetting, settingInVariable } from '../trace/servers/server-setting.ts';
import { settingBehind } from '../trace/settings/behind.ts';
import { type Place, type Setting, settingsOf } from '../trace/settings/settings.ts';
import { directiveMeant } from '../trace/texts/directives.ts';
import { otherForm } from '../trace/texts/value-forms.ts';

export interface RefusedSetting {
  fact: Fact<'config-rejected'>;
  name: string;
  given: ServerSetting;
  /** Undefined: it stands in a variable. */
  place: Extract<Place, { kind: 'argument' }> | undefined;
  /** What $(NAME) in it is taken from. */
  source: Setting | undefined;
}

/** The log names the setting and no file. */
export function refusedSetting(subject: Subject, evidence: Evidence): RefusedSetting | undefined {
  const fact = decidedBy(subject, 'config-rejected');
  const name = fact?.fields.setting;
  if (!fact || !name || fact.fields.file || !fact.phrase.startsWith('postgres/')) return undefined;
  const settings = settingsOf(subject, evidence);
  const words = settings.filter(({ place }) => place.kind === 'argument');
  const given = serverSetting([name], words) ?? settingInVariable(name, settings);
  // The value that it names may stand in a file of its data, which ALTER SYSTEM or an image wrote.
  const said = new RegExp(`"${escaped(name)}": "([^"]{1,200})"`).exec(fact.quote)?.[1];
  if (!given || (said !== undefined && !given.setting.value?.includes(said))) return undefined;
  const { place } = given.setting;
  const source = settingBehind(given.setting, undefined, settings);
  return { fact, name, given, place: place.kind === 'argument' ? place : undefined, source: source === given.setting ? undefined : source };
}

/** The name that was meant, the value that would do, or none: then it starts with the default. */
export function otherSetting({ fact, name, given, place }: RefusedSetting, fix: WorkloadFix): Fix | undefined {
  if (!place) return inVariable(fact, given, fix);
  const { list, index } = place;
  const written = given.setting.written ?? '';
  const meant = directiveMeant(name, fact.phrase);
  if (meant)
    return setWord(
      fix,
      `say ${meant.near}; ${meant.program} has no ${name}`,
      list,
      index,
      written.replace(new RegExp(`\\b${escaped(name)}\\b`), meant.near),
    );
  const wants = fact.fields.wants ?? otherForm(fact)?.wants;
  if (wants) return setWord(fix, `let ${name} be ${wants}`, list, index, given.changedTo(wants).to);
  const text = `take ${name} out, so that it starts with the default; then give it a value that it takes`;
  const path = `${fix.containerPath}/${list}`;
  const before = fix.subject.container[list]?.[index - 1];
  if (before === '-c' && written.startsWith(`${name}=`))
    return fix.patchJson(text, [
      { op: 'remove', path: `${path}/${index}` },
      { op: 'remove', path: `${path}/${index - 1}` },
    ]);
  if (/^(?:--|-c)/.test(written) && !/\s/.test(written)) return fix.patchJson(text, [{ op: 'remove', path: `${path}/${index}` }]);
  return setWord(fix, text, list, index, written.replace(optionOf(name), ''));
}

const optionOf = (name: string) => new RegExp(`\\s*(?:-c ?|--)${escaped(name)}=(?:'[^']*'|"[^"]*"|\\S+)`);

function inVariable(fact: Fact<'config-rejected'>, given: ServerSetting, fix: WorkloadFix): Fix | undefined {
  const { name, setting } = given;
  const wants = otherForm(fact)?.wants;
  if (wants) return changeSettings(`let ${name} be ${wants}`, [given.changedTo(wants)], fix);
  const to = setting.written?.replace(optionOf(name), '').trim();
  return changeSettings(
    `take ${name} out, so that the server's own holds; then give it one that it takes`,
    [{ setting, to: to ?? '' }],
    fix,
  );
}
