/** The only file of a Secret that it speaks of: what it cannot use stands in there, not in the setting that names the file. */

import type { Evidence } from '../../evidence/evidence.ts';
import { keyObject } from '../../evidence/proof.ts';
import type { Subject } from '../../evidence/subject.ts';
import { keyFromFile } from '../../fixes/lacking-key.ts';
import { WorkloadFix } from '../../fixes/workload.ts';
import { only } from '../../only.ts';
import { present } from '../../present.ts';
import type { Finding } from '../../report.ts';
import { mountedFile } from '../../trace/files/mounted-file.ts';

const PATH = /\/[\w@%+./-]{1,300}\.\w{1,10}\b/g;

export function ofSecretFile(finding: Finding, words: string, subject: Subject, evidence: Evidence): Finding | undefined {
  const found = only(
    [...new Set(words.match(PATH) ?? [])].flatMap((path) => {
      const source = mountedFile(path, subject)?.source;
      return source?.kind === 'Secret' && source.key !== undefined ? [{ name: source.name, file: source.key, path }] : [];
    }),
  );
  if (!found) return undefined;
  const { name, file, path } = found;
  const anew = keyFromFile(
    { kind: 'Secret', name, file },
    `if that is what it cannot use, write key ${file} of Secret ${name} anew`,
    new WorkloadFix(subject, evidence),
  );
  return {
    ...finding,
    summary: `${finding.summary}; ${path} is key ${file} of Secret ${name}`,
    object: keyObject(subject.namespace, name, file, 'Secret'),
    fixes: [...finding.fixes.filter(({ changes, command }) => changes || command !== undefined), ...present(anew)],
  };
}
