/** Is a file there, and whose is it? `ls -ldn`, which GNU, busybox and toybox print alike (POSIX ls). */
import { type Evidence, type Known, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import type { Proof } from '../../report.ts';
import { askInside, insideProof, isPlainPath } from './inside.ts';

export interface FileInside {
  exists: boolean;
  /** "drwxr-x---"; undefined where it is not there. */
  mode: string | undefined;
  uid: number | undefined;
  gid: number | undefined;
  proof: Proof;
}

const LISTED = /^([bcdlps-][rwxsStT-]{9})[.+@]?\s+\d+\s+(\d+)\s+(\d+)\s/;

export function fileInside(path: string, subject: Subject, evidence: Evidence): Known<FileInside> {
  if (!isPlainPath(path)) return { state: 'pending' };
  const known = askInside(subject, evidence, ['ls', '-ldn', path]);
  if (known.state !== 'read') return known;
  const { exit, stdout, words } = known.value;
  const [line = ''] = stdout.trim().split('\n');
  const [, mode, uid, gid] = LISTED.exec(line) ?? [];
  if (mode !== undefined)
    return { state: 'read', value: { exists: true, mode, uid: Number(uid), gid: Number(gid), proof: insideProof(known.value, line) } };
  if (exit !== 0 && /No such file or directory$/.test(words))
    return {
      state: 'read',
      value: { exists: false, mode: undefined, uid: undefined, gid: undefined, proof: insideProof(known.value, words) },
    };
  return { state: 'pending' };
}

export interface UserInside {
  uid: number;
  groups: number[];
  proof: Proof;
}

/** As whom commands run in it: `id` (POSIX). */
export function userInside(subject: Subject, evidence: Evidence): UserInside | undefined {
  const answer = valueOf(askInside(subject, evidence, ['id']));
  const line = answer?.stdout.trim().split('\n')[0] ?? '';
  const [, uid, gid, groups = ''] = /^uid=(\d+)(?:\([^)]*\))? gid=(\d+)(?:\([^)]*\))?(?: groups=(\S+))?/.exec(line) ?? [];
  if (!answer || uid === undefined) return undefined;
  const others = groups.split(',').flatMap((one) => one.match(/^\d+/) ?? []);
  return { uid: Number(uid), groups: [...new Set([gid, ...others].map(Number))], proof: insideProof(answer, line) };
}

/** May this user read it, by its mode alone? Root may all; an ACL or a security module may say otherwise. */
export function mayRead({ mode = '', uid, gid }: FileInside, user: UserInside): boolean {
  if (user.uid === 0) return true;
  return mode[user.uid === uid ? 1 : gid !== undefined && user.groups.includes(gid) ? 4 : 7] === 'r';
}
