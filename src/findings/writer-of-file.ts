/** Another container of the pod writes the very file that is not there: beside the one that reads it, or before it and in vain. */
import { kubectl } from '../fixes/command.ts';
import { advised, look } from '../fixes/fix.ts';
import type { WorkloadFix } from '../fixes/workload.ts';
import { only } from '../only.ts';
import type { Fix, Proof } from '../report.ts';
import { writersInto } from '../trace/files/filled-by.ts';
import type { MountedFile } from '../trace/files/mounted-file.ts';
import { filledProof } from './absence.ts';

export interface WriterOfFile {
  /** For the end of "does not find FILE". */
  why: string;
  proof: Proof;
  fix: Fix;
}

export function writerOfFile({ mount, source }: MountedFile, path: string, { subject, evidence }: WorkloadFix): WriterOfFile | undefined {
  // What an object brings nobody else writes.
  if (source) return undefined;
  const writer = only(writersInto(path, mount, subject, evidence).filter((one) => one.path === path));
  if (!writer) return undefined;
  const { by, kind, container } = writer;
  const { namespace, pod } = subject;
  const log = kubectl(evidence, namespace, ['logs', pod.metadata.name, '-c', container.name, '--tail=50']);
  return kind === 'init'
    ? {
        why: `; ${by} is to write it there, and has ended without`,
        proof: filledProof(writer),
        fix: look(`look what ${by} said`, log),
      }
    : {
        why: `; ${by} writes it there, and is started beside it, not before`,
        proof: filledProof(writer),
        fix: advised(
          `let ${subject.container.name} wait until ${path} is there (until [ -e ${path} ]; do sleep 1; done), or an init container make it`,
        ),
      };
}
