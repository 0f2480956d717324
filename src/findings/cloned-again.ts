/** A repository that git clones anew at each start, into a folder that a volume keeps. */
import { attemptProof, logProof } from '../evidence/proof.ts';
import { setCommand } from '../fixes/command-line.ts';
import { advised } from '../fixes/fix.ts';
import { changeSettings } from '../fixes/settings.ts';
import type { WorkloadFix } from '../fixes/workload.ts';
import { lastName } from '../kube/folder.ts';
import { imageName } from '../kube/image.ts';
import { commandLine } from '../kube/pod.ts';
import type { Fact } from '../logs/fact.ts';
import { only } from '../only.ts';
import type { Fix } from '../report.ts';
import { inScript, quote } from '../shell-word.ts';
import { mountedFile } from '../trace/files/mounted-file.ts';
import { goesOn } from '../trace/programs/made-by-script.ts';
import { isForShell } from '../trace/programs/start-text.ts';
import { type Setting, settingsOf } from '../trace/settings/settings.ts';
import type { Match } from './match.ts';
import { settingObject } from './setting-proof.ts';

/** Up to its end: what a shell joins with others stays one command in braces; 2>&1 is of it. */
const CLONE = /(?<![\w/-])git\s+(?:-\S+\s+){0,4}clone\b(?:>&|[^;&|\n])*/;
/** It goes on in the next line, or a brace behind it would be a part of what is said about it. */
const UNENDED = /\\$|\s#|["'`(){}]/;

/** Undefined where the script has gone on after it. */
export function clonedAgain(fact: Fact<'data-not-empty'>, path: string, fix: WorkloadFix): Match | undefined {
  const { subject, evidence } = fix;
  const volume = mountedFile(path, subject)?.volume.name;
  const found = only(
    settingsOf(subject, evidence).filter((one) => isForShell(one) && one.written?.match(new RegExp(CLONE, 'g'))?.length === 1),
  );
  const [command] = CLONE.exec(found?.written ?? '') ?? [];
  if (found && command !== undefined && goesOn({ setting: found, command }, subject, evidence)) return undefined;
  return {
    summary: `container ${subject.container.name} clones into ${path} with git at each start, and that is there and not empty${volume ? `: volume ${volume} keeps what is in it` : ''}`,
    confidence: 'likely',
    object: found ? settingObject(found, fix) : fix.containerObject('command'),
    proof: [logProof(subject, fact), attemptProof(subject)],
    fixes: [onceInScript(path, found, fix) ?? onceAsWords(path, fix) ?? advised(`clone only where ${path} has no repository yet`)],
    decides: `what lies in ${path}: the repository, of an earlier start, which did not end well for another reason; or something else, such as lost+found of a new file system`,
  };
}

/** What a repository has (gitrepository-layout): a bare one in the folder itself. */
const unlessThere = (path: string, command: string) =>
  `[ -e ${inScript(path)}/${/ --(?:bare|mirror)\b/.test(command) ? 'HEAD' : '.git'} ] ||`;

function onceInScript(path: string, found: Setting | undefined, fix: WorkloadFix): Fix | undefined {
  if (UNENDED.test(CLONE.exec(found?.written ?? '')?.[0] ?? '')) return undefined;
  const to = found?.written?.replace(
    CLONE,
    (command) => `{ ${unlessThere(path, command)} ${command.trim()}; }${command.endsWith(' ') ? ' ' : ''}`,
  );
  return found && to !== undefined
    ? changeSettings(`clone only where ${path} has no repository yet`, [{ setting: found, to }], fix)
    : undefined;
}

function onceAsWords(path: string, fix: WorkloadFix): Fix | undefined {
  const { container } = fix.subject;
  const { command = [], args = [], image = '' } = container;
  const words = command.length > 0 ? commandLine(container) : /git/.test(imageName(image)) ? ['git', ...args] : [];
  if (lastName(words[0] ?? '') !== 'git' || !words.includes('clone')) return undefined;
  const line = words.map(quote).join(' ');
  return setCommand(fix, `clone only where ${path} has no repository yet`, ['sh', '-c', `${unlessThere(path, line)} exec ${line}`], true);
}
