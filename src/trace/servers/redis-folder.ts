/** Redis names the files of its data without their folder: that is its setting `dir`, else where it is started, in the official image /data. */
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { folderPath } from '../../kube/folder.ts';
import type { Fact } from '../../logs/fact.ts';
import { settingsOf } from '../settings/settings.ts';
import { serverSetting } from './server-setting.ts';

const IMAGE = '/data';

/** The file that Redis speaks of, with its folder; undefined where it speaks of none. */
export function redisFile({ phrase, quote }: Fact, subject: Subject, evidence: Evidence): string | undefined {
  if (phrase.startsWith('stores/redis-log-')) return logFile(subject, evidence);
  const name = phrase.startsWith('stores/redis-append-')
    ? quote.match(/append-only (?:dir|file) (?:manifest )?([\w.-]{1,100})/)?.[1]
    : undefined;
  if (name === undefined) return undefined;
  return `${folderOf(subject, evidence)}/${name}`;
}

function folderOf(subject: Subject, evidence: Evidence): string {
  const set = serverSetting(['dir'], settingsOf(subject, evidence))?.value;
  return folderPath(set?.startsWith('/') ? set : (subject.container.workingDir ?? IMAGE));
}

/** It does not say which, but is told it: logfile. */
function logFile(subject: Subject, evidence: Evidence): string | undefined {
  const set = serverSetting(['logfile'], settingsOf(subject, evidence))?.value;
  return set === undefined || set.startsWith('/') ? set : `${folderOf(subject, evidence)}/${set}`;
}
