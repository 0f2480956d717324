import { decidedBy } from '../evidence/end.ts';
import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { attemptProof, configMapProof, keyObject, logProof, specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { changeKey } from '../fixes/change-keys.ts';
import { setWord } from '../fixes/command-line.ts';
import { advised } from '../fixes/fix.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { commandLine } from '../kube/pod.ts';
import type { Container } from '../kube/shapes.ts';
import type { Fact } from '../logs/fact.ts';
import { present } from '../present.ts';
import { configFiles, mountedFile } from '../trace/files/mounted-file.ts';
import { badSubstitution } from '../trace/programs/bad-substitution.ts';
import { shellLine } from '../trace/programs/shell-line.ts';
import { type StartScript, startScript } from '../trace/programs/start-script.ts';
import { startText } from '../trace/programs/start-text.ts';
import { type Cause, type Fix, RUNG } from './cause.ts';

/** Words of bash that dash, the sh of Debian and Ubuntu, takes for programs (git.kernel.org/pub/scm/utils/dash: src/builtins.def.in). */
const WORDS =
  /^(?:source|\[\[|declare|typeset|let|function|shopt|pushd|popd|dirs|mapfile|readarray|select|time|coproc|compgen|enable|disown)$/;
/** What only the parser of bash knows: here-strings, substitutions such as ${A/x/y}, set -o pipefail. */
const SYNTAX = /Bad substitution|redirection unexpected|Bad for loop variable|Illegal option -o pipefail/;
/** What dash says at a bracket that only bash knows there, and where that stands: arrays, function NAME(), <(…). */
const BRACKET = /^[\w./-]+: (\d{1,7}): Syntax error: "\(" unexpected/;
const ONLY_BASH: readonly [form: RegExp, word: string][] = [
  [/(?:^|[\s;])\w+\+?=\(/, 'the array that stands there'],
  [/^\s*function\s+[\w-]+\s*\(/, 'function'],
  [/(?:^|\s)[<>]\(/, 'the process substitution that stands there'],
];
/** dash names the line without the word "line". */
const DASH = /^[\w./-]+: \d{1,7}: |^trap: SIG/;
const TRAP = /\btrap: (SIG\w+): bad trap/;

export const bashWordsInSh: Cause = {
  id: 'bash-words-in-sh',
  title: 'a script for bash is run by a plain sh',
  tier: 'kubernetes',
  covers: ['app.shell-syntax', 'img.cmd-not-found-shell'],
  rung: RUNG.said - 1,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'command-not-found', 'syntax-error');
    const script = fact && scriptOf(fact.quote, subject, evidence);
    const text = script?.text ?? (fact && speaker(fact.quote) ? undefined : shellLine(subject.container)?.line);
    const word = fact && (wordOf(fact, text) ?? bracketOf(fact, text ?? ''));
    if (!fact || word === undefined || !DASH.test(fact.quote)) return undefined;
    const { container, namespace } = subject;
    const fix = new WorkloadFix(subject, evidence);
    const byName = shellNamed(fact.quote, container);
    const line = script && /^#! ?(?:\/(?:usr\/)?bin\/)(?:env )?(?:da)?sh\b/.exec(script.text)?.[0];
    const where = script
      ? `${script.path} (key ${script.key} of ConfigMap ${script.name})`
      : byName
        ? 'its command line'
        : 'a script of its image';
    const inBash = byName
      ? setWord(fix, BASH, byName.list, 0, withBash(byName.word))
      : script && line && isRunByIt(script, subject, evidence) && changeKey(BASH, script, script.text.replace(line, withBash(line)), fix);
    return {
      summary: `container ${container.name} runs ${where} with sh, which is dash here and does not know ${word}: ${TRAP.test(fact.quote) ? 'signals go by their names without SIG there' : 'that is a word of bash'}`,
      confidence: byName || line ? 'certain' : 'likely',
      object: byName
        ? fix.containerObject(`${byName.list}[0]`)
        : script
          ? keyObject(namespace, script.name, script.key)
          : { kind: 'Image', name: container.image ?? '' },
      proof: [
        logProof(subject, fact),
        ...present(
          byName && specProof(subject, byName.list, commandLine(container).join(' ').slice(0, 200)),
          line && script && configMapProof(script.name, `${script.key}: ${line}`),
        ),
        attemptProof(subject),
      ],
      fixes: [
        ...present(withoutSig(fact.quote, subject, evidence, fix), inBash),
        advised(word === 'source' ? 'or write a dot for source, which every shell knows' : 'or write it as plain sh knows it'),
      ],
      decides: 'which shell the script is run by: its first line, or the command of the image',
    };
  },
};

/** The script that dash names, or that it was started with. */
function scriptOf(quote: string, subject: Subject, evidence: Evidence): Script | undefined {
  const said = speaker(quote);
  const start = startScript(subject, evidence);
  if (start && [undefined, start.path].includes(said)) return start;
  const file = configFiles(subject, evidence).find(({ path }) => path === said);
  const text = file && valueOf(file.text);
  return file && text !== undefined ? { ...file, text } : undefined;
}

type Script = Pick<StartScript, 'path' | 'name' | 'key' | 'text'>;

/** Its first line decides where the kernel starts it: what an entry point reads in (.) has no bit for that, mostly. */
function isRunByIt({ path }: Script, subject: Subject, evidence: Evidence): boolean {
  const { configMap } = mountedFile(path, subject)?.volume ?? {};
  return startScript(subject, evidence)?.path === path || ((configMap?.defaultMode ?? 0) & 0o111) !== 0;
}

const BASH = 'let bash run it, which this image most likely has';
const withBash = (words: string) => words.replace(/(?:da)?sh$/, 'bash');

/** The plain shell that the command line begins with, where it is that which speaks. */
function shellNamed(quote: string, container: Container): { list: 'command' | 'args'; word: string } | undefined {
  const list = container.command?.length ? 'command' : 'args';
  const word = container[list]?.[0];
  return word !== undefined && PLAIN.test(word) && isRead(quote, container) ? { list, word } : undefined;
}

const PLAIN = /^(?:\/(?:usr\/)?bin\/)?(?:da)?sh$/;

/** The script that dash names before the line; undefined where that is the shell itself. */
function speaker(quote: string): string | undefined {
  const said = /^([\w./-]+): \d/.exec(quote)?.[1];
  return said === undefined || PLAIN.test(said) ? undefined : said;
}

/** By that shell itself: a script that it calls is run by what its own first line names. */
function isRead(quote: string, container: Container): boolean {
  const said = speaker(quote);
  if (said === undefined) return true;
  return !shellLine(container) && commandLine(container).includes(said);
}

/** TERM is the name of the signal for every shell. */
function withoutSig(quote: string, subject: Subject, evidence: Evidence, fix: WorkloadFix): Fix | undefined {
  const found = TRAP.test(quote) ? startText(subject, evidence) : undefined;
  const to = found?.text.replace(/\btrap\b[^\n]*/g, (line) => line.replace(/(?<=\s)SIG(?=[A-Z]{1,8}\b)/g, ''));
  if (!found || to === undefined || to === found.text) return undefined;
  return changeSettings('name the signals without SIG, as every shell knows them', [{ setting: found.setting, to }], fix);
}

/** At a line of the script. */
function bracketOf({ quote }: Fact, text: string): string | undefined {
  const line = text.split('\n')[Number(BRACKET.exec(quote)?.[1] ?? 0) - 1] ?? '';
  return ONLY_BASH.find(([form]) => form.test(line))?.[1];
}

/** `text`: what the shell reads, where that is known. */
function wordOf({ kind, fields, quote }: Fact<'command-not-found' | 'syntax-error'>, text: string | undefined): string | undefined {
  if (kind === 'syntax-error') {
    const signal = TRAP.exec(quote)?.[1];
    if (signal) return `trap … ${signal}`;
    const said = SYNTAX.exec(quote)?.[0];
    if (said === 'Bad substitution' && text?.includes('${')) return badSubstitution(text);
    return said?.startsWith('Illegal') ? 'set -o pipefail' : said === undefined ? undefined : `what stands there (${said})`;
  }
  const { command } = fields as { command: string };
  return WORDS.test(command) ? command : undefined;
}
