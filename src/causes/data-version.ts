import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { decisiveFact } from '../logs/reading.ts';
import type { Fix } from '../report.ts';
import { type Cause, RUNG } from './cause.ts';

export const dataVersion: Cause = {
  id: 'data-version',
  title: 'its data are of another version than the program',
  tier: 'environment',
  covers: ['vol.version-mismatch'],
  rung: RUNG.said,

  detect(subject, evidence) {
    const fact = decisiveFact(valueOf(subject.log()), 'data-version');
    if (!fact) return undefined;
    const { found, wants, detail } = fact.fields;
    const { container, namespace } = subject;
    const fix = new WorkloadFix(subject, evidence);
    const between =
      found && wants
        ? `: they are of version ${found}, and the program is version ${wants}`
        : found
          ? `: they are of version ${found}`
          : `: ${detail ?? fact.quote}`;
    const back = found === undefined ? undefined : imageOf(container.image ?? '', found, wants);
    return {
      summary: `container ${container.name} cannot use the data in its volume, which another version has written${between} (image ${container.image})`,
      confidence: 'likely',
      object: { kind: fix.owner.kind, namespace, name: fix.owner.name, field: `containers[${container.name}].image` },
      proof: [logProof(subject, fact), specProof(subject, 'image', container.image ?? ''), attemptProof(subject)],
      fixes: [
        ...(back
          ? [fix.setImage(`go back to ${back}, which made these data; upgrade them with the program's own tool afterwards`, back)]
          : []),
        {
          text: "bring the data to the new version with the program's own tool (pg_upgrade, dump and restore), after a backup",
          changes: false,
          restarts: false,
          asks: [],
        },
      ] satisfies Fix[],
      decides: 'the version file in the data folder',
    };
  },
};

/** The same image with the other version in its tag: postgres:15.4-alpine and 13 → postgres:13-alpine. */
function imageOf(image: string, found: string, wants: string | undefined): string | undefined {
  const [, name, major, , rest = ''] = image.match(/^(.*:v?)(\d{1,4})((?:\.\d{1,6}){0,3})(-[\w.-]{1,60})?$/) ?? [];
  if (!name || !major || !/^\d{1,4}(?:\.\d{1,4}){0,2}$/.test(found)) return undefined;
  if (wants !== undefined && wants.split('.')[0] !== major) return undefined;
  return found.split('.')[0] === major ? undefined : `${name}${found}${rest}`;
}
