/** Fixes of what a server complains of in its own log, where its pod spec shows the reason. */
import type { Evidence } from '../evidence/evidence.ts';
import type { Subject } from '../evidence/subject.ts';
import type { Fix } from '../report.ts';
import { mountedFile } from '../trace/files/mounted-file.ts';
import { sizeOf } from '../trace/files/volume-sort.ts';
import { writtenVolume } from '../trace/files/written-volume.ts';
import type { Complaint } from '../trace/servers/server-complaint.ts';
import { serverSetting } from '../trace/servers/server-setting.ts';
import { settingsOf } from '../trace/settings/settings.ts';
import { mountPath } from './mount.ts';
import { changeSettings } from './settings.ts';
import { enlargeEmptyDir } from './volumes.ts';
import { WorkloadFix } from './workload.ts';

export function answerComplaint({ fact, text }: Complaint, behind: Subject, evidence: Evidence): Fix | undefined {
  const fix = new WorkloadFix(behind, evidence);
  if (fact.kind === 'read-only') {
    const folder = text.match(/\bin server root dir (\/[^\s)]{0,200})/)?.[1];
    const mount = folder ? mountedFile(`${folder}/x`, behind)?.mount : undefined;
    return mount?.readOnly
      ? fix.patchJson(`mount volume ${mount.name} of the server for writing`, [
          { op: 'replace', path: `${mountPath(fix, mount)}/readOnly`, value: false },
        ])
      : undefined;
  }
  if (fact.kind === 'no-space') {
    const place = writtenVolume(undefined, fact.phrase, behind);
    return place && sizeOf(place.volume) ? enlargeEmptyDir(place.volume, fix) : undefined;
  }
  if (fact.kind !== 'auth-failed') return undefined;
  const settings = settingsOf(behind, evidence);
  const own = serverSetting(['requirepass'], settings);
  // One password for all of them is how replicas are made; another one only the user knows.
  if (!own || serverSetting(['masterauth'], settings)) return undefined;
  const { place, written = '' } = own.setting;
  const line = /(^[ \t]*|--)requirepass([ \t=]+)("[^"]*"|'[^']*'|\S+)/m;
  if (place.kind !== 'argument' && place.kind !== 'configmap') return undefined;
  const between = place.kind === 'argument' ? ' ' : '\n';
  return line.test(written)
    ? changeSettings(
        'give it masterauth as well, the password of its primary, if that is the same as its own',
        [{ setting: own.setting, to: written.replace(line, `$&${between}$1masterauth$2$3`) }],
        fix,
      )
    : undefined;
}
