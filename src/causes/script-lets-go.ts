import { decidedBy } from '../evidence/end.ts';
import { attemptProof, configMapProof, logProof, specProof } from '../evidence/proof.ts';
import { settingObject } from '../findings/setting-proof.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { lastName } from '../kube/folder.ts';
import { commandLine } from '../kube/pod.ts';
import { present } from '../present.ts';
import type { Fix, Proof } from '../report.ts';
import { cleanEnd } from '../trace/programs/clean-end.ts';
import { BEHIND, keptInFront } from '../trace/programs/daemons.ts';
import { openHereDocument } from '../trace/programs/here-document.ts';
import { isShell } from '../trace/programs/shell-line.ts';
import { type StartText, startText } from '../trace/programs/start-text.ts';
import { type Cause, type Match, RUNG } from './cause.ts';

export const scriptLetsGo: Cause = {
  id: 'script-lets-go',
  title: 'what should keep its start script going ends too early',
  tier: 'kubernetes',
  covers: ['app.exit0-no-foreground', 'app.missing-file'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const fix = new WorkloadFix(subject, evidence);
    const found = subject.attempt ? startText(subject, evidence) : undefined;
    if (!found) return undefined;
    if (cleanEnd(subject)) return bothOutputs(found, fix) ?? firstChild(found, fix) ?? lastBehind(found, fix);
    return followedFile(found, fix);
  },
};

/** The last command; in a line of several what stands behind the last sign between them. */
const WAIT_FOR_ONE = /(?:^|[\n;&|]\s*)(wait\s+-n)\s*;?\s*$/;

/** wait -n returns as soon as one of them has ended, with its status (bash manual, Job Control Builtins). */
function firstChild(found: StartText, fix: WorkloadFix): Match | undefined {
  const said = WAIT_FOR_ONE.exec(bare(found.text))?.[1];
  if (!said) return undefined;
  const to = replacedLast(found.text, said, 'wait');
  return {
    ...common(found, said, fix),
    summary: `container ${fix.subject.container.name} ends with exit code 0: ${found.where} waits only for the first of what it starts in the background to end (${said}); that ended well, and the rest was stopped with the script`,
    fixes: change('let it wait for all of them (wait)', found, to, fix),
  };
}

/** &> is a word of bash; a shell of POSIX reads &, and then a redirection of nothing (POSIX 2.10.2). */
const BOTH_OUTPUTS = /\s*&(>>?)\s*(\S+)\s*;?\s*$/;

function bothOutputs(found: StartText, fix: WorkloadFix): Match | undefined {
  const last = bare(found.text).split('\n').at(-1)?.trim() ?? '';
  const [said, sign, file] = BOTH_OUTPUTS.exec(last) ?? [];
  const shell = commandLine(fix.subject.container).find(isShell) ?? /^#!(?:\S*\/env\s+)?(\S+)/.exec(found.text)?.[1];
  if (said === undefined || !/^(?:sh|dash)$/.test(lastName(shell ?? ''))) return undefined;
  const to = replacedLast(found.text, said, ` ${sign} ${file} 2>&1`);
  return {
    ...common(found, last, fix),
    // That of Alpine and busybox knows it, and is called sh as well.
    confidence: 'likely',
    decides: 'which shell sh is in this image: bash and busybox know &>, and then its program ends by itself',
    summary: `container ${fix.subject.container.name} ends with exit code 0: in ${found.where} &> is no redirection to sh where that is dash, as in Debian and Ubuntu: the & sends its last command to the background, and the script is at its end (${last.slice(0, 80)})`,
    fixes: change(`write ${sign} ${file} 2>&1, which every shell knows`, found, to, fix),
  };
}

/** A list behind & runs on its own, and the script is at its end (POSIX 2.9.3). */
function lastBehind(found: StartText, fix: WorkloadFix): Match | undefined {
  const last = bare(found.text).trimEnd().split('\n').at(-1)?.trim() ?? '';
  // One line is told by runs-in-background.
  if (found.setting.place.kind === 'argument' || openHereDocument(found.text)) return undefined;
  if (!/[^&]&$/.test(last)) return lastKept(last, found, fix) ?? behindBefore(found, fix);
  const to = replacedLast(found.text, last, last.replace(/\s*&$/, ''));
  return {
    ...common(found, last, fix),
    summary: `container ${fix.subject.container.name} ends with exit code 0: ${found.where} starts its last command in the background and has nothing to wait for (${last.slice(0, 80)})`,
    fixes: change('keep its last command in the foreground', found, to, fix),
  };
}

/** Its last command is a server that goes to the background by itself. */
function lastKept(last: string, found: StartText, fix: WorkloadFix): Match | undefined {
  const kept = keptInFront(last);
  if (!kept) return undefined;
  return {
    ...common(found, last, fix),
    summary: `container ${fix.subject.container.name} ends with exit code 0: ${kept.name}, the last command of ${found.where}, goes to the background by itself (${last.slice(0, 80)})`,
    fixes: change(`keep ${kept.name} in the foreground: ${kept.line}`, found, replacedLast(found.text, last, kept.line), fix),
  };
}

/** What follows it is done at once, and nothing waits. */
function behindBefore(found: StartText, fix: WorkloadFix): Match | undefined {
  const kept = keptInFront(bare(found.text));
  const said = found.text.split('\n').find((line) => /[^&>]&(?![&>\d])\s*(?:$|#|;)/.test(line));
  if (kept?.name !== BEHIND || !said) return undefined;
  return {
    ...common(found, said.trim(), fix),
    summary: `container ${fix.subject.container.name} ends with exit code 0: ${found.where} starts its program in the background (${said.trim().slice(0, 80)}) and comes to its end without waiting for it`,
    fixes: change('let it wait for what it started (wait)', found, `${found.text.trimEnd()}\nwait\n`, fix),
  };
}

/** tail -f gives up where no file is left to follow; -F waits for the file (coreutils and busybox alike). */
function followedFile(found: StartText, fix: WorkloadFix): Match | undefined {
  const { subject } = fix;
  const fact = decidedBy(subject, 'file-missing');
  const path = fact && /^tail: /.test(fact.quote) ? fact.fields.path : undefined;
  const [said, before = '', tail = ''] = path ? (/^([\s\S]*?)((?:\bexec\s+)?\btail\s+-f\s[^\n;&|]*)/.exec(found.text) ?? []) : [];
  if (!fact || !path || !said || !tail.includes(path)) return undefined;
  const front = found.setting.place.kind === 'argument' ? before.replace(/\s*(?:&&|;|&)\s*$/, '') : '';
  const kept = front && !front.includes('\n') ? keptInFront(front) : undefined;
  return {
    ...common(found, tail.trim(), fix),
    summary: `container ${subject.container.name} ends with exit code ${subject.attempt?.exitCode}: ${found.where} goes on only as long as tail follows ${path}, which is not there${kept ? `; ${kept.name} itself runs in the background` : ''}`,
    proof: [logProof(subject, fact), ...common(found, tail.trim(), fix).proof],
    fixes: [
      ...(kept ? change(`keep ${kept.name} in the foreground instead: ${kept.line}`, found, kept.line, fix) : []),
      ...change(
        `let tail wait for the file (-F); or name the file to which the program writes`,
        found,
        found.text.replace(tail, tail.replace(/\s-f\s/, ' -F ')),
        fix,
      ),
    ],
  };
}

const common = (
  { setting, text }: StartText,
  said: string,
  fix: WorkloadFix,
): Pick<Match, 'confidence' | 'object' | 'proof' | 'decides'> => ({
  // It may have left before, by its own will.
  confidence: /\b(?:exit|return)\b/.test(text) ? 'likely' : 'certain',
  decides: 'whether the script leaves before that line',
  object: settingObject(setting, fix),
  proof: [proofOf(setting, said, fix), attemptProof(fix.subject)],
});

const proofOf = ({ place }: StartText['setting'], said: string, { subject }: WorkloadFix): Proof =>
  place.kind === 'configmap' ? configMapProof(place.object, `${place.key}: ${said}`) : specProof(subject, 'command', said);

const bare = (text: string) => text.replace(/(?:^|\s)#.*$/gm, '').trimEnd();

function replacedLast(text: string, from: string, to: string): string {
  const at = text.lastIndexOf(from);
  return text.slice(0, at) + to + text.slice(at + from.length);
}

function change(what: string, { setting }: StartText, to: string, fix: WorkloadFix): Fix[] {
  const made = changeSettings(what, [{ setting, to }], fix);
  return present(made);
}
