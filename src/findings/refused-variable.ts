/** A setting that a server refuses, and a variable of just that name which gives it: Elasticsearch takes variables for settings. */
import type { WorkloadFix } from '../fixes/workload.ts';
import type { Fact } from '../logs/fact.ts';
import type { Fix } from '../report.ts';

export interface RefusedVariable {
  name: string;
  fix: Fix;
}

/** In its own words, what it knows instead: unknown setting [xpack.security.enable] did you mean [xpack.security.enabled]? */
const MEANT = /did you mean (?:any of )?\[?["'`]?([\w.-]{2,120})/i;

export function refusedVariable(
  { fields, quote }: Fact<'config-malformed' | 'config-rejected'>,
  fix: WorkloadFix,
): RefusedVariable | undefined {
  const { setting } = fields;
  const index = setting === undefined ? -1 : (fix.subject.container.env ?? []).findIndex(({ name }) => name === setting);
  if (setting === undefined || index < 0) return undefined;
  const path = `${fix.containerPath}/env/${index}`;
  const meant = MEANT.exec(`${fields.detail ?? ''} ${quote}`)?.[1];
  return {
    name: setting,
    fix: meant
      ? fix.patchJson(`call it ${meant}, which it knows`, [{ op: 'replace', path: `${path}/name`, value: meant }])
      : fix.patchJson(`take ${setting} out`, [{ op: 'remove', path }]),
  };
}
