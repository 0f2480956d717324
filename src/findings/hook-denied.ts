/** The file that a hook's command writes where its container may not: below a root file system that is read-only, or in a folder of root's. */
import { specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { parentOf } from '../kube/folder.ts';
import type { Proof } from '../report.ts';
import { mountedFile } from '../trace/files/mounted-file.ts';
import { identityOf } from '../trace/objects/identity.ts';

export interface HookDenied {
  path: string;
  /** Where an empty volume would mend it. */
  folder: string | undefined;
  why: string;
  proof: Proof;
}

/** What a shell is told to write: by a redirection, or by a program that makes files. */
const WRITES = /(?:>{1,2}\s*|\b(?:touch|mkdir(?: -p)?|tee(?: -a)?|rm(?: -\w+)?|install -d)\s+)(\/[\w./-]+)/g;
/** Folders with files of the image, which an empty one would hide; and such as are always there to write in. */
const FULL = /^\/(?:bin|sbin|lib|lib64|usr|etc|opt|app|root|home|var)?$|^\/(?:usr|etc|bin|sbin|lib)\//;
const ALWAYS = /^\/(?:dev|proc|sys)\//;
/** Folders that are root's in nearly every image. */
const OF_ROOT = /^\/(?:(?:var\/)?run|var\/(?:log|lib|spool|cache|opt)|var|etc|usr|opt|srv|mnt|root|s?bin|lib)?$/;

/** The kubelet's `said`, and in it what the hook wrote, which it hides since 1.34. */
export function hookDenied(command: readonly string[], said: string, output: string | undefined, subject: Subject): HookDenied | undefined {
  const paths = [...command.join(' ').matchAll(WRITES)].map(([, path = '']) => path);
  const path = paths.find((one) => !ALWAYS.test(one) && !mountedFile(one, subject));
  if (path === undefined || saysOther(said, output)) return undefined;
  const parent = parentOf(path) || '/';
  const folder = FULL.test(parent) ? undefined : parent;
  if (subject.container.securityContext?.readOnlyRootFilesystem)
    return {
      path,
      folder,
      why: 'readOnlyRootFilesystem lets it write in no folder that is no volume',
      proof: specProof(subject, 'securityContext.readOnlyRootFilesystem', 'true'),
    };
  const { uid } = identityOf(subject);
  if (!uid || !OF_ROOT.test(parent) || !isReached(path, command)) return undefined;
  return {
    path,
    folder,
    why: `it runs as user ${uid}, and ${parent} is root's in nearly every image`,
    proof: specProof(subject, 'securityContext.runAsUser', String(uid)),
  };
}

const DENIED = /denied|not permitted|read-only|can(?:'t|not) (?:create|touch|open)/i;

/** A program that is not there (126, 127; POSIX 2.8.2), or words of another trouble. */
function saysOther(said: string, output: string | undefined): boolean {
  const words = output ?? /exited with \d{1,3}: ([^,\s].*)/s.exec(said)?.[1];
  return words === undefined ? /exited with 12[67]\b/.test(said) : !DENIED.test(words);
}

/** Commands that do not fail. */
const HARMLESS = /^\s*(?:(?:set|cd|umask|sleep|echo|printf|date|export|true|:)(?=\s|$)|[A-Za-z_]\w*=\S*\s*$|$)/;

/** What stands before it, and can fail, may be what failed. */
function isReached(path: string, command: readonly string[]): boolean {
  const [before = ''] = (command.at(-1) ?? '').split(path);
  const steps = before.split(/&&|\|\||[;\n]/);
  return steps.slice(0, -1).every((step) => HARMLESS.test(step));
}
