/** A setting that a server refuses, and a variable of just that name which gives it: Elasticsearch takes variables for settings. */
import type { WorkloadFix } from '../fixes/workload.ts';
import type { Fact } from '../logs/fact.ts';
import type { Fix } from '../report.ts';

export interface RefusedVariable {
  name: string;
  /** What it does, for the end of a sentence. */
  does: string;
  fix: Fix;
}

/** In its own words, what it knows instead: unknown setting [xpack.security.enable] did you mean [xpack.security.enabled]? */
const MEANT = /did you mean (?:any of )?\[?["'`]?([\w.-]{2,120})/i;

export function refusedVariable(
  { fields, quote, phrase }: Fact<'config-malformed' | 'config-rejected'>,
  fix: WorkloadFix,
): RefusedVariable | undefined {
  if (phrase === 'scripts/dotnet-certificate') return asksForHttps(fix);
  const { setting } = fields;
  const index = setting === undefined ? -1 : (fix.subject.container.env ?? []).findIndex(({ name }) => name === setting);
  if (setting === undefined || index < 0) return undefined;
  const path = `${fix.containerPath}/env/${index}`;
  const meant = MEANT.exec(`${fields.detail ?? ''} ${quote}`)?.[1];
  return {
    name: setting,
    does: 'sets it',
    fix: meant
      ? fix.patchJson(`call it ${meant}, which it knows`, [{ op: 'replace', path: `${path}/name`, value: meant }])
      : fix.patchJson(`take ${setting} out`, [{ op: 'remove', path }]),
  };
}

/** Kestrel's addresses (learn.microsoft.com, "Configure endpoints for the ASP.NET Core Kestrel web server"): without a certificate it can only serve HTTP. */
function asksForHttps(fix: WorkloadFix): RefusedVariable | undefined {
  const own = (fix.subject.container.env ?? []).find(
    ({ name, value }) =>
      (/^(?:ASPNETCORE_|DOTNET_)?URLS$/i.test(name) && value?.includes('https://')) || /^(?:ASPNETCORE_|DOTNET_)HTTPS_PORTS$/i.test(name),
  );
  if (!own?.value) return undefined;
  const urls = own.value.split(';').filter(Boolean);
  const plain = urls.filter((one) => !one.startsWith('https://'));
  const does = `asks for ${urls.find((one) => one.startsWith('https://')) ?? `HTTPS on port ${own.value}`}`;
  const text =
    'serve HTTP alone, where TLS ends at the Ingress or in a mesh; else mount a certificate, and name it in Kestrel__Certificates__Default__Path';
  if (/PORTS$/i.test(own.name)) return { name: own.name, does, fix: fix.setEnv(text, [`${own.name}-`]) };
  const to = plain.length > 0 ? plain : urls.map((one) => one.replace('https://', 'http://'));
  return { name: own.name, does, fix: fix.setEnv(text, [`${own.name}=${to.join(';')}`]) };
}
