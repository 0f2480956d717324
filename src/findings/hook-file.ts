/** The file that a hook's command reads from the volume of a ConfigMap or Secret, which has no such key; the kubelet hides what the hook wrote. */
import type { Evidence } from '../evidence/evidence.ts';
import { keysProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { parentOf } from '../kube/folder.ts';
import type { Proof } from '../report.ts';
import { lackingKey } from '../trace/files/lacking-key.ts';
import { mountedFile } from '../trace/files/mounted-file.ts';
import type { HookMended } from './hook-command.ts';

export interface HookFile {
  words: string;
  proof: Proof;
  /** With the key that is meant, where one is near. */
  mended: HookMended | undefined;
}

const PATH = /(?<![\w./:-])\/[\w.-]+(?:\/[\w.-]+)+/g;

export function hookFile(command: readonly string[], subject: Subject, evidence: Evidence): HookFile | undefined {
  for (const path of new Set(command.join(' ').match(PATH) ?? [])) {
    const mounted = mountedFile(path, subject);
    const lacking = mounted && lackingKey(mounted, path, subject, evidence);
    if (!lacking?.keys || lacking.alike) continue;
    const { kind, name, keys, near, hasItems } = lacking;
    const words = `; ${path} is not there: ${kind} ${name} has ${hasItems && keys.includes(lacking.file) ? `it, and volume ${mounted?.volume.name} does not show it` : keys.length > 0 ? `no such key, but ${keys.slice(0, 5).join(', ')}` : 'no key'}`;
    const there = near === undefined || hasItems ? undefined : `${parentOf(path)}/${near}`;
    return {
      words,
      proof: keysProof(kind, name, keys.join(', ') || 'no key'),
      mended:
        there === undefined
          ? undefined
          : {
              words,
              text: `name ${there}, which is there, if that is the one that is meant`,
              command: command.map((word) => word.replaceAll(path, there)),
              isPlain: true,
            },
    };
  }
  return undefined;
}
