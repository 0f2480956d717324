/** What a finding on an error without a known phrase says of the setting whose value its words name. */
import { askedSetting } from '../fixes/asked-setting.ts';
import type { WorkloadFix } from '../fixes/workload.ts';
import type { Fix, ObjectRef, Proof } from '../report.ts';
import { placeOf, settingsOf } from '../trace/settings/settings.ts';
import { valueNamed } from '../trace/settings/value-named.ts';
import { settingObject, settingProof } from './setting-proof.ts';

export interface NamedInError {
  /** "Europe/Berln" stands in line 2 of ConfigMap dispatch-config key shipping.properties */
  says: string;
  object: ObjectRef;
  proof: Proof;
  fixes: Fix[];
}

export function namedInError(message: string, fix: WorkloadFix): NamedInError | undefined {
  const { subject, evidence } = fix;
  const found = valueNamed(message, settingsOf(subject, evidence));
  if (!found) return undefined;
  const { setting, value, inFile } = found;
  const name = inFile?.key ?? setting.name;
  const repair = askedSetting(
    `if "${value}" is what it cannot use, set ${name ?? placeOf(setting)} to another value`,
    setting,
    { name, refused: value, what: `a valid value of ${name ?? placeOf(setting)}` },
    fix,
  );
  return {
    says: `"${value}" is the value of ${inFile ? `${inFile.key} in line ${inFile.line} of ` : ''}${placeOf(setting)}`,
    object: settingObject(setting, fix),
    proof: inFile
      ? {
          step: `get cm ${(setting.place as { object: string }).object}`,
          quote: `${(setting.place as { key: string }).key}, line ${inFile.line}: ${inFile.text}`,
        }
      : settingProof(setting, undefined, undefined, subject),
    fixes: repair ? [repair] : [],
  };
}
