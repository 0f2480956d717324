import { decidedBy } from '../evidence/end.ts';
import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import { advised } from '../fixes/fix.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { type Cause, RUNG } from './cause.ts';

export const dataVersion: Cause = {
  id: 'data-version',
  title: 'its data are of another version than the program',
  tier: 'environment',
  covers: ['vol.version-mismatch'],
  rung: RUNG.said,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'data-version');
    if (!fact) return undefined;
    const { found, wants, detail, format } = fact.fields;
    const { container } = subject;
    const fix = new WorkloadFix(subject, evidence);
    const writer = format === undefined ? undefined : RDB_WRITERS[format];
    const between = format
      ? `: they are of RDB format ${format}, which is newer than what it reads${writer ? `; Redis writes that since ${writer}` : ''}`
      : found && wants
        ? `: they are of version ${found}, and the program is version ${wants}`
        : found
          ? `: they are of version ${found}`
          : `: ${detail ?? fact.quote}`;
    const image = container.image ?? '';
    // Its logs are left to be applied, which no other version does.
    const cutOff = /\bafter a crash\b/.test(fact.quote);
    const back = found === undefined ? undefined : cutOff ? tagged(image, found) : imageOf(image, found, wants);
    const newer = writer !== undefined && /(?:^|\/)redis:/.test(image) ? tagged(image, writer) : undefined;
    return {
      summary: `container ${container.name} cannot use the data in its volume, which another version has written${between} (image ${image})`,
      confidence: 'likely',
      object: fix.containerObject('image'),
      proof: [logProof(subject, fact), specProof(subject, 'image', image), attemptProof(subject)],
      fixes: [
        ...present(
          back &&
            fix.setImage(
              cutOff
                ? `run ${back} once more, which was killed at its work: it brings its data in order, and where it then ends in peace, the newer one can take them over`
                : `go back to ${back}, which made these data; upgrade them with the program's own tool afterwards`,
              back,
            ),
          newer && fix.setImage(`run ${newer}, the first that reads such data`, newer),
        ),
        advised(
          format
            ? 'or start it without that file, if the data may be lost; an older Redis has no way to read it'
            : "bring the data to the new version with the program's own tool (pg_upgrade, dump and restore), after a backup",
        ),
      ] satisfies Fix[],
      decides: 'the version file in the data folder',
    };
  },
};

/** The first Redis that writes an RDB format: RDB_VERSION of redis/redis:src/rdb.h at its releases. Each reads all earlier ones. */
const RDB_WRITERS: Record<string, string> = { 9: '5.0', 10: '7.0', 11: '7.2', 12: '7.4', 13: '8.6', 14: '8.8' };

/** A tag of a version, with what stands around that. */
const TAG = /^(.*:v?)(\d{1,4})((?:\.\d{1,6}){0,3})(-[\w.-]{1,60})?$/;

/** The same image with the other version in its tag: postgres:15.4-alpine and 13 → postgres:13-alpine. */
function tagged(image: string, version: string): string | undefined {
  const [, name, , , rest = ''] = image.match(TAG) ?? [];
  return name && `${name}${version}${rest}`;
}

function imageOf(image: string, found: string, wants: string | undefined): string | undefined {
  const major = image.match(TAG)?.[2];
  if (!major || !/^\d{1,4}(?:\.\d{1,4}){0,2}$/.test(found)) return undefined;
  if (wants !== undefined && wants.split('.')[0] !== major) return undefined;
  return found.split('.')[0] === major ? undefined : tagged(image, found);
}
