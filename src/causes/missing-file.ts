import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import type { Absence } from '../findings/absence.ts';
import { fromNowhere, fromOtherFolder, heldBy, namedByCommand, notPutThere } from '../findings/absent-file.ts';
import { fromVolume } from '../findings/absent-in-volume.ts';
import { ofBlankName } from '../findings/blank-name.ts';
import { rollback } from '../fixes/rollback.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { parentOf } from '../kube/folder.ts';
import { decisiveFact } from '../logs/reading.ts';
import { present } from '../present.ts';
import { writersInto } from '../trace/files/filled-by.ts';
import { holderOfFile } from '../trace/files/holder-of-file.ts';
import { mountedFile } from '../trace/files/mounted-file.ts';
import { isPutThere, listThatNames } from '../trace/files/program-file.ts';
import { wantedFolder } from '../trace/files/wanted-folder.ts';
import { elsewhere } from '../trace/files/working-directory.ts';
import { fileInside } from '../trace/inside/inside-file.ts';
import { readByShell } from '../trace/programs/read-by-shell.ts';
import { substitutedFor } from '../trace/programs/substituted.ts';
import { type Cause, RUNG } from './cause.ts';

export const missingFile: Cause = {
  id: 'missing-file',
  title: 'the program wants a file that is not there',
  tier: 'container',
  covers: ['app.missing-file'],
  rung: RUNG.said,

  detect(subject, evidence) {
    const log = valueOf(subject.log());
    const fact = decisiveFact(log, 'file-missing') ?? readByShell(subject);
    const path = fact?.fields.path;
    // Where its folder is missing, that is another matter.
    if (!fact || !path || wantedFolder(fact, subject, evidence)) return undefined;
    const fix = new WorkloadFix(subject, evidence);
    const blank = ofBlankName(path, fact, fix);
    if (blank) return blank;
    const { why, isCertain, object, proof, fixes } = absenceOf(path, fix);
    const back = rollback(subject, evidence, (change) => /(?:^| )(?:image|command|args|mount|volume|env)\b/.test(change));
    // The JVM says the same of an agent that is not there and of one that is no jar.
    const verb = fact.phrase === 'java/agent-jar' ? 'cannot open the Java agent' : 'does not find';
    const taken = log?.consequence && substitutedFor(fact, subject, evidence);
    const { name } = subject.container;
    const what = taken
      ? `the script in container ${name} ${taken.name ? `takes ${taken.name} from` : 'reads'}`
      : `the program in container ${name} ${verb}`;
    return {
      summary: `${what} ${path}${taken ? ', which is not there' : ''}${why}`,
      confidence: isCertain ? 'certain' : 'likely',
      object,
      proof: [
        logProof(subject, fact),
        ...present(log?.consequence && logProof(subject, log.consequence)),
        attemptProof(subject),
        ...proof,
        ...present(back?.proof),
      ],
      fixes: [...present(back?.fix), ...fixes],
      decides: `what there is in ${path.includes('/') ? parentOf(path) || '/' : 'the working directory'} of the container`,
    };
  },
};

function absenceOf(path: string, fix: WorkloadFix): Absence {
  const { subject, evidence } = fix;
  const mounted = mountedFile(path, subject);
  // Where its volume should have the file, that is what to look at, whoever names it.
  const named = mounted && isPutThere(mounted, path) ? undefined : listThatNames(path, subject);
  const holder = mounted || named?.list === 'command' || !path.startsWith('/') ? undefined : holderOfFile(path, subject, evidence);
  if (holder) return heldBy(holder, named, path, fix);
  const writer = mounted && writersInto(path, mounted.mount, subject, evidence).find((one) => one.path === path);
  if (writer) return seenInside(notPutThere(writer, fix), path, fix);
  const other = mounted ? undefined : elsewhere(path, subject, evidence);
  if (other) return seenInside(fromOtherFolder(other, named, path, fix), path, fix);
  if (named) return namedByCommand(named, path, mounted, fix);
  return seenInside(mounted ? fromVolume(mounted, path, fix) : fromNowhere(path, fix), path, fix);
}

/** With a look into the container, where that is allowed. */
function seenInside(absence: Absence, path: string, { subject, evidence }: WorkloadFix): Absence {
  const seen = valueOf(fileInside(path, subject, evidence));
  if (!seen) return absence;
  return { ...absence, isCertain: absence.isCertain || !seen.exists, proof: [...absence.proof, seen.proof] };
}
