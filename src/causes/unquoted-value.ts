import { decidedBy } from '../evidence/end.ts';
import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { attemptProof, changeProof, keyObject, lineProof, logProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { changeKeys, editKeys } from '../fixes/change-keys.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { commandLine } from '../kube/pod.ts';
import { only } from '../only.ts';
import { present } from '../present.ts';
import { configFiles, lastChange, mountedFile } from '../trace/files/mounted-file.ts';
import { assignmentIn, isArray, isListOfSettings, isTakenApart, withQuotes } from '../trace/texts/shell-assignments.ts';
import { type Cause, type Match, RUNG } from './cause.ts';

export const unquotedValue: Cause = {
  id: 'unquoted-value',
  title: 'a value without quotation marks, in a file that a shell reads',
  tier: 'kubernetes',
  covers: ['cfg.bad-value', 'cfg.malformed-file'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'command-not-found', 'syntax-error');
    if (!fact?.phrase.startsWith('shell/')) return undefined;
    // Bash names the file that it reads where it names its script else.
    const { shell, file = shell, line } = fact.fields as { shell?: string; file?: string; line?: string };
    if (!file || !line) return undefined;
    const sourced: Sourced = { file, line: Number(line), fact };
    return ofConfigMap(sourced, subject, evidence) ?? ofUnread(sourced, subject, evidence);
  },
};

interface Sourced {
  file: string;
  /** 1-based. */
  line: number;
  fact: Parameters<typeof logProof>[1];
}

function ofConfigMap({ file, line, fact }: Sourced, subject: Subject, evidence: Evidence): Match | undefined {
  const { container, namespace } = subject;
  const files = configFiles(subject, evidence);
  const found = files.find(({ path }) => path === file) ?? only(files.filter(({ path }) => path.endsWith(`/${file.replace(/^\.\//, '')}`)));
  const text = found && valueOf(found.text);
  if (!found || text === undefined || !isListOfSettings(text)) return undefined;
  const { name, key, path } = found;
  const lines = text.split('\n');
  // Some shells name the line after the one that they could not take apart.
  const at = [line, line - 1].find((one) => {
    const assignment = assignmentIn(lines[one - 1] ?? '');
    return assignment && !isArray(assignment) && (isTakenApart(assignment) || fact.kind === 'syntax-error');
  });
  const assignment = at === undefined ? undefined : assignmentIn(lines[at - 1] as string);
  if (!at || !assignment) return undefined;
  const fix = new WorkloadFix(subject, evidence);
  const quoted = withQuotes(text);
  const map = valueOf(evidence.object('configmaps', namespace, name));
  const changed = map && lastChange(map);
  const repaired = quoted.split('\n')[at - 1] !== lines[at - 1];
  return {
    summary: `container ${container.name} reads ${path} with a shell, which takes each line as a command: ${
      assignment.spaced
        ? `blanks stand beside the equals sign of ${assignment.name} in line ${at}`
        : `the value of ${assignment.name} in line ${at} needs quotation marks`
    }; the file is key ${key} of ConfigMap ${name}`,
    confidence: 'certain',
    object: keyObject(namespace, name, key),
    proof: [
      logProof(subject, fact),
      lineProof({ name, key }, at, (lines[at - 1] as string).trim()),
      ...present(changed && changeProof(name, changed)),
      attemptProof(subject),
    ],
    fixes: [
      repaired
        ? changeKeys(
            `write the value in quotation marks: ${assignment.name}=${`'${assignment.value}'`.slice(0, 80)}`,
            { sort: 'ConfigMap', name },
            { [key]: quoted },
            fix,
          )
        : editKeys(`put the value of ${assignment.name} in key ${key} into quotation marks`, { sort: 'ConfigMap', name }, fix),
    ],
  };
}

/** What a Secret holds is not read: that the shell takes a line of it as a command is said by the shell. */
function ofUnread({ file, line, fact }: Sourced, subject: Subject, evidence: Evidence): Match | undefined {
  const { container, namespace } = subject;
  const source = mountedFile(file, subject)?.source;
  if (!source?.key || commandLine(container).includes(file)) return undefined;
  const { kind, name, key } = source;
  if (kind === 'ConfigMap' && valueOf(evidence.object('configmaps', namespace, name))) return undefined;
  const hidden = kind === 'Secret';
  return {
    summary: `container ${container.name} reads ${file} with a shell, which takes each line as a command, and line ${line} as one that there is not: a value with blanks or signs such as & needs quotation marks there; the file is key ${key} of ${kind} ${name}`,
    confidence: 'likely',
    object: keyObject(namespace, name, key, kind),
    // The word that it takes for a command is a part of the Secret.
    proof: [
      hidden
        ? { ...logProof(subject, fact), quote: `${fact.quote.slice(0, fact.quote.indexOf(file) + file.length)}: line ${line}: …` }
        : logProof(subject, fact),
      attemptProof(subject),
    ],
    fixes: [
      editKeys(
        `put the value in line ${line} of key ${key} into quotation marks${hidden ? ' (the editor shows it as base64)' : ''}`,
        { sort: kind, name },
        new WorkloadFix(subject, evidence),
      ),
    ],
    decides: `line ${line} of key ${key} of ${kind} ${name}`,
  };
}
