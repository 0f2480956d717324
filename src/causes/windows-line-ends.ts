import { hadWindowsLineEnds } from '../clean.ts';
import { escaped } from '../escaped.ts';
import { decidedBy } from '../evidence/end.ts';
import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { attemptProof, configMapProof, keyObject, logProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { commandLine } from '../kube/pod.ts';
import type { Fact } from '../logs/fact.ts';
import { present } from '../present.ts';
import { isShell, shellLine } from '../trace/programs/shell-line.ts';
import { startScript } from '../trace/programs/start-script.ts';
import { type Setting, settingsOf } from '../trace/settings/settings.ts';
import { assignmentIn, isListOfSettings, isSourced } from '../trace/texts/shell-assignments.ts';
import { type Cause, RUNG } from './cause.ts';

/** What a shell or the runtime says of a line that it does not understand. */
const MISREAD: readonly Fact['kind'][] = [
  'carriage-return',
  'interpreter-missing',
  'command-not-found',
  'syntax-error',
  'flag-unknown',
  'file-missing',
];

export const windowsLineEnds: Cause = {
  id: 'windows-line-ends',
  title: 'a text of a ConfigMap that a shell reads has Windows line ends',
  tier: 'kubernetes',
  covers: ['img.crlf', 'img.shebang-missing', 'img.cmd-not-found-shell', 'app.shell-syntax', 'cfg.bad-value'],
  // The text itself proves it, so it explains what the shell, the runtime or the program then says.
  rung: RUNG.start - 2,

  detect(subject, evidence) {
    const { attempt, container, namespace } = subject;
    if (!attempt || attempt.exitCode === 0) return undefined;
    const fact = decidedBy(subject);
    if (!fact) return undefined;
    const texts = textsWithReturns(subject, evidence);
    const script = MISREAD.includes(fact.kind) ? texts.find(({ isRun }) => isRun) : undefined;
    const settings = texts.find((one) => one.isSourced && (MISREAD.includes(fact.kind) || holdsValue(one.written, fact)));
    const found = script ?? settings;
    if (!found) return undefined;
    const { object, key, path } = found.place;
    const fix = new WorkloadFix(subject, evidence);
    const clean = changeSettings(`write ${key} with Unix line ends`, [{ setting: found, to: found.written }], fix);
    return {
      summary: `container ${container.name} ${
        script ? `cannot run ${path}` : `gets its settings from ${path} with a carriage return behind each value`
      }: key ${key} of ConfigMap ${object} has Windows line ends (CRLF), and the carriage return counts as a part of every line`,
      confidence: 'certain',
      object: keyObject(namespace, object, key),
      proof: [logProof(subject, fact), configMapProof(object, `${key}: lines end with \\r\\n`), attemptProof(subject)],
      fixes: present(clean),
    };
  },
};

interface Text extends Setting {
  written: string;
  place: Extract<Setting['place'], { kind: 'configmap' }>;
  /** The command line has it run: as the script, or as an argument of a shell. */
  isRun: boolean;
  /** A shell reads it as its own commands, and it holds settings alone. */
  isSourced: boolean;
}

function textsWithReturns(subject: Subject, evidence: Evidence): Text[] {
  const words = commandLine(subject.container).join(' ');
  const script = startScript(subject, evidence)?.text ?? '';
  return settingsOf(subject, evidence).flatMap((setting): Text[] => {
    const { place, written } = setting;
    if (place.kind !== 'configmap' || place.path === undefined || written === undefined) return [];
    if (!hadWindowsLineEnds(valueOf(evidence.object('configmaps', subject.namespace, place.object))?.data, place.key)) return [];
    const reads = isSourced(place.path, words) || isSourced(place.path, script);
    return [{ ...setting, place, written, isRun: isRun(place.path, written, subject), isSourced: reads && isListOfSettings(written) }];
  });
}

/** By the kernel, which reads its first line, or by a shell; other interpreters take such line ends, and a file of data is read by its program. */
function isRun(path: string, text: string, { container }: Subject): boolean {
  const line = shellLine(container)?.line;
  if (line !== undefined)
    return new RegExp(`(?:^|[\\n;&|(]|(?:^|\\s)(?:sh|bash|dash|ash|zsh|exec|source|\\.)\\s)\\s*["']?${escaped(path)}(?![\\w./-])`).test(
      line,
    );
  const words = commandLine(container);
  const at = words.indexOf(path);
  const before = words.slice(0, Math.max(at, 0)).findLast((word) => !word.startsWith('-'));
  // Without a command the image's entrypoint takes it, most often to run it.
  const isFirst = at === 0 && (container.command !== undefined || path.endsWith('.sh') || text.startsWith('#!'));
  return isFirst || (before !== undefined && isShell(before));
}

/** The log has a value of the file with the carriage return behind it, or a host name that no DNS knows in that form. */
function holdsValue(text: string, { quote, kind, fields }: Fact): boolean {
  const values = text.split('\n').flatMap((line) => assignmentIn(line)?.value || []);
  const { host } = fields as { host?: string };
  return values.some((value) => quote.includes(`${value}\\r`) || (kind === 'name-unresolved' && host === value));
}
