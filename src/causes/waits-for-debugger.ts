import { loggedLines } from '../evidence/end.ts';
import { logStep } from '../evidence/proof.ts';
import { notMemory, probeProofs, probeSentence } from '../findings/probe-match.ts';
import { settingObject, settingProof } from '../findings/setting-proof.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { commandLine } from '../kube/pod.ts';
import { only } from '../only.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { probeTrouble } from '../trace/probes/probe-trouble.ts';
import { placeOf, type Setting, settingsOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

interface Debugger {
  /** What it says as it begins to wait. */
  waits: RegExp;
  /** The option by which it waits, and the same option without that. */
  option: RegExp;
  without: (option: string) => string;
  /** It goes on by itself. */
  unless?: RegExp;
  /** Its command line, where its words are those of others, too. */
  program?: RegExp;
}

/** The JVM's agent waits unless told otherwise (jdk.jdwp.agent: suspend=y is the default); Node.js with these two (nodejs.org/api/cli.html). */
const DEBUGGERS: readonly Debugger[] = [
  {
    waits: /^Listening for transport dt_socket at address: \S+$/,
    // It may stand within quotation marks.
    option: /-(?:agentlib:|Xrun)jdwp[=:](?![^\s"']*suspend=n)[^\s"']+/,
    without: (option) => (option.includes('suspend=y') ? option.replace('suspend=y', 'suspend=n') : `${option},suspend=n`),
  },
  {
    waits: /^Debugger listening on ws:\/\//,
    option: /--inspect-(?:brk|wait)(?=[=\s]|$)/,
    without: () => '--inspect',
  },
  // go-delve/delve, Documentation/usage/dlv.md: it lets the program run only when a client says so, or with --continue.
  {
    waits: /^API server listening at: /,
    option: /--headless(?:=true)?(?=\s|$)/,
    without: (option) => `${option} --accept-multiclient --continue`,
    unless: /\s--continue(?:=true)?(?=\s|$)/,
    program: /(?:^|[\s/])(?:dlv|delve)\s|^(?:exec|debug|test|attach|core)\s/,
  },
];

/** What stands behind that. */
const HELP = /^For help, see: https:\/\/nodejs\.org\/|Listening for remote connections \(connections are not authenticated/;

export const waitsForDebugger: Cause = {
  id: 'waits-for-debugger',
  title: 'the program waits for a debugger before it begins',
  tier: 'container',
  covers: ['probe.startup-exhausted', 'probe.liveness-too-early'],
  rung: RUNG.killed - 1, // says more than what the probe met with: the port of the debugger is none of the program's

  detect(subject, evidence) {
    const trouble = probeTrouble(subject, evidence);
    const last = trouble && loggedLines(subject).findLast((line) => line.trim() !== '' && !HELP.test(line));
    const found = DEBUGGERS.find(({ waits }) => waits.test(last?.trim() ?? ''));
    const setting = found && only(settingsOf(subject, evidence).filter(({ value = '' }) => found.option.test(value)));
    if (!trouble || !found || !setting || last === undefined) return undefined;
    const line = commandLine(subject.container).join(' ');
    if (found.unless?.test(line) || found.program?.test(line) === false) return undefined;
    const [option = ''] = found.option.exec(setting.written ?? '') ?? [];
    const fix = new WorkloadFix(subject, evidence);
    const change = begins(found, option, setting, fix);
    return {
      summary: probeSentence(
        trouble,
        subject,
        `meets with a program that has not begun: it waits for a debugger, as ${placeOf(setting)} has ${option} (${last.trim()})`,
      ),
      confidence: 'certain',
      object: settingObject(setting, fix),
      proof: [
        ...probeProofs(trouble, subject),
        { step: logStep(subject), quote: last },
        settingProof(setting, undefined, undefined, subject),
      ],
      fixes: present(change),
      ruledOut: notMemory(trouble, subject),
    };
  },
};

/** A word that is an option alone becomes several. */
function begins({ option: form, without }: Debugger, option: string, setting: Setting, fix: WorkloadFix): Fix | undefined {
  const { place, written } = setting;
  const text = `let it begin at once: ${without(option)}`;
  const words = without(option).split(' ');
  if (written === undefined) return undefined;
  if (place.kind !== 'argument' || written !== option || words.length === 1)
    return changeSettings(text, [{ setting, to: written.replace(form, without) }], fix);
  const { list, index } = place;
  const all = fix.subject.container[list] ?? [];
  return fix.patchJson(text, [{ op: 'replace', path: `${fix.containerPath}/${list}`, value: all.toSpliced(index, 1, ...words) }]);
}
