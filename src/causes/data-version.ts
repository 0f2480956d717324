import { decidedBy } from '../evidence/end.ts';
import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { advised } from '../fixes/fix.ts';
import { mountPath } from '../fixes/mount.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { folderPath } from '../kube/folder.ts';
import type { Fact } from '../logs/fact.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { type Cause, type Match, RUNG } from './cause.ts';

export const dataVersion: Cause = {
  id: 'data-version',
  title: 'its data are of another version than the program',
  tier: 'environment',
  covers: ['vol.version-mismatch'],
  rung: RUNG.said,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'data-version');
    if (!fact) return undefined;
    if (fact.phrase === 'postgres/image-18') return ofOldFolder(fact, subject, evidence);
    const { container } = subject;
    const { format } = fact.fields;
    const [found, wants] = [dotted(fact.fields.found), dotted(fact.fields.wants)];
    const fix = new WorkloadFix(subject, evidence);
    const writer = format === undefined ? undefined : RDB_WRITERS[format];
    const image = container.image ?? '';
    const newer = writer !== undefined && /(?:^|\/)redis:/.test(image) ? tagged(image, writer) : undefined;
    return {
      summary: `container ${container.name} cannot use the data in its volume, which another version has written${between(fact, found, wants)} (image ${image})`,
      confidence: 'likely',
      object: fix.containerObject('image'),
      proof: [logProof(subject, fact), specProof(subject, 'image', image), attemptProof(subject)],
      fixes: [
        ...present(withTheirVersion(fact, found, wants, fix), newer && fix.setImage(`run ${newer}, the first that reads such data`, newer)),
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

/** MySQL writes 8.0.33 as 80033 (include/mysql_version.h.in). */
const dotted = (version: string | undefined): string | undefined =>
  version !== undefined && /^\d{5,6}$/.test(version)
    ? [Math.floor(Number(version) / 10_000), Math.floor(Number(version) / 100) % 100, Number(version) % 100].join('.')
    : version;

function between(
  { fields: { format, detail }, quote }: Fact<'data-version'>,
  found: string | undefined,
  wants: string | undefined,
): string {
  const writer = format === undefined ? undefined : RDB_WRITERS[format];
  if (format)
    return `: they are of RDB format ${format}, which is newer than what it reads${writer ? `; Redis writes that since ${writer}` : ''}`;
  if (found && wants) return `: they are of version ${found}, and the program is version ${wants}`;
  return found ? `: they are of version ${found}` : `: ${detail ?? quote}`;
}

/** The image with that version in its tag. */
function withTheirVersion({ quote }: Fact, found: string | undefined, wants: string | undefined, fix: WorkloadFix): Fix | undefined {
  const { image = '' } = fix.subject.container;
  // Its logs are left to be applied, which no other version does.
  const cutOff = /\bafter a crash\b/.test(quote);
  const back = found === undefined ? undefined : cutOff ? tagged(image, found) : imageOf(image, found, wants);
  const once = `run ${back} once more, which was killed at its work: it brings its data in order, and where it then ends in peace, the newer one can take them over`;
  const again = isNewer(found, wants)
    ? `run ${back}, which made these data; no older one reads them`
    : `go back to ${back}, which made these data; upgrade them with the program's own tool afterwards`;
  return back ? fix.setImage(cutOff ? once : again, back) : undefined;
}

const isNewer = (found = '', wants = ''): boolean =>
  found !== '' && wants !== '' && found.localeCompare(wants, 'en', { numeric: true }) > 0;

/** A tag of a version, with what stands around that. */
const TAG = /^(.*:v?)(\d{1,4})((?:\.\d{1,6}){0,3})(-[\w.-]{1,60})?$/;
/** A revision of Bitnami's images belongs to one version alone. */
const REVISION = /-debian-\d{1,3}-r\d{1,4}$/;

/** The same image with the other version in its tag: postgres:15.4-alpine and 13 → postgres:13-alpine. */
function tagged(image: string, version: string): string | undefined {
  const [, name, , , rest = ''] = image.match(TAG) ?? [];
  return name && `${name}${version}${rest.replace(REVISION, '')}`;
}

function imageOf(image: string, found: string, wants: string | undefined): string | undefined {
  if (!/^\d{1,4}(?:\.\d{1,4}){0,2}$/.test(found)) return undefined;
  const [theirs] = found.split('.');
  const own = wants?.split('.')[0];
  // The version of an extension goes first there: pgvector/pgvector:0.5.1-pg16.
  const ofExtension = own === undefined ? image : image.replace(new RegExp(`([:-]pg)${own}(?![\\d.])`), `$1${theirs}`);
  if (ofExtension !== image) return ofExtension;
  const [, , major, minor] = image.match(TAG) ?? [];
  if (!major || (own !== undefined && own !== major)) return undefined;
  const isWhole = /^\d+\.\d+\.\d+$/.test(found) && minor !== '' && found !== `${major}${minor}`;
  return theirs !== major || isWhole ? tagged(image, found) : undefined;
}

/** Up to 17 the official image kept its data there; since 18 it has a folder for each version, one above (docker-library/postgres, pull 1259). */
const OLD = '/var/lib/postgresql/data';

/** It looks there for an older database, and ends where it finds one, or a mount that it does not use. */
function ofOldFolder(fact: Fact, subject: Subject, evidence: Evidence): Match {
  const { container } = subject;
  const fix = new WorkloadFix(subject, evidence);
  const isUnused = valueOf(subject.log())?.lines.some((line) => line.includes('(unused mount/volume)')) ?? false;
  const mount = container.volumeMounts?.find((one) => folderPath(one.mountPath) === OLD);
  const above = OLD.slice(0, OLD.lastIndexOf('/'));
  const what = isUnused ? 'a volume is mounted, which it would not use' : 'an older version has left its data, which it does not read';
  return {
    summary: `container ${container.name} runs PostgreSQL 18 or newer, whose image keeps its data below ${above}, in a folder for each version; at ${OLD} ${what} (image ${container.image ?? ''})`,
    confidence: isUnused && mount ? 'certain' : 'likely',
    object: fix.containerObject(isUnused && mount ? `volumeMounts[${mount.mountPath}]` : 'image'),
    proof: [
      logProof(subject, fact),
      specProof(subject, 'image', container.image ?? ''),
      ...present(mount && specProof(subject, 'volumeMounts', `${mount.name} at ${mount.mountPath}`)),
      attemptProof(subject),
    ],
    fixes: [
      isUnused && mount && !mount.subPath
        ? fix.patchJson(`mount volume ${mount.name} at ${above}`, [
            { op: 'replace', path: `${mountPath(fix, mount)}/mountPath`, value: above },
          ])
        : advised(
            'go back to the image of the version that made these data (PG_VERSION in their folder tells it); upgrade them with pg_upgrade, or dump and restore, after a backup',
          ),
    ],
    decides: `what lies in ${OLD}: PG_VERSION tells the version of a database`,
  };
}
