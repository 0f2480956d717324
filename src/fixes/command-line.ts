/** Changes to what a container runs: its command and args. */

import type { Subject } from '../evidence/subject.ts';
import { folderPath, lastName } from '../kube/folder.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { inScript, quote } from '../shell-word.ts';
import { configFiles } from '../trace/files/mounted-file.ts';
import type { CommandInOne } from '../trace/programs/command-in-one.ts';
import type { NotFollowing } from '../trace/programs/follows.ts';
import { commonProgram, runsNothing } from '../trace/programs/programs.ts';
import { isAssignment, isShell, shellLine, wordsOf } from '../trace/programs/shell-line.ts';
import { intoVariables } from './assignment.ts';
import { runWith } from './run-with.ts';
import { changeSettings } from './settings.ts';
import type { JsonPatch, WorkloadFix } from './workload.ts';

/** The command as a whole; the args that it makes useless go. */
export function setCommand(fix: WorkloadFix, text: string, command: readonly string[], dropArgs: boolean): Fix {
  const { container } = fix.subject;
  const operations: JsonPatch[] = [{ op: 'add', path: `${fix.containerPath}/command`, value: command }];
  if (dropArgs && container.args) operations.push({ op: 'remove', path: `${fix.containerPath}/args` });
  return fix.patchJson(text, operations);
}

export function setWord(fix: WorkloadFix, text: string, list: 'command' | 'args', index: number, word: string): Fix {
  return fix.patchJson(text, [{ op: 'replace', path: `${fix.containerPath}/${list}/${index}`, value: word }]);
}

/** What the image brings is used again. */
export function dropList(fix: WorkloadFix, text: string, list: 'command' | 'args'): Fix {
  return fix.patchJson(text, [{ op: 'remove', path: `${fix.containerPath}/${list}` }]);
}

export function dropVariable(fix: WorkloadFix, text: string, name: string): Fix {
  const index = (fix.subject.container.env ?? []).findIndex((variable) => variable.name === name);
  return fix.patchJson(text, [{ op: 'remove', path: `${fix.containerPath}/env/${index}` }]);
}

/** They reap processes and forward signals (their manuals); what they start runs without them. */
const INIT = /^(?:\/\S*\/)?(?:tini(?:-static)?|dumb-init|catatonit)$/;

export interface Repair {
  fix: Fix;
  why: string;
}

/** The word that a container is started with, as its spec has it. */
interface FirstWord {
  program: string;
  list: 'command' | 'args';
  /** What stands behind it in that list. */
  rest: readonly string[];
}

/** For a program that is not in the image, where its name stands in the spec: what a person may have meant. */
export function repairCommand(fix: WorkloadFix, program: string): Repair | undefined {
  const { command = [], args = [] } = fix.subject.container;
  const list = command[0] === program ? 'command' : command.length === 0 && args[0] === program ? 'args' : undefined;
  if (!list) return undefined;
  const first: FirstWord = { program, list, rest: (list === 'command' ? command : args).slice(1) };
  return (
    optionsAlone(fix, first) ??
    assignment(fix, first) ??
    runWith(fix) ??
    argumentsAlone(fix, first) ??
    inWorkingDirectory(fix, program, list) ??
    textOfList(fix, first) ??
    withMarks(fix, first) ??
    forShell(fix, program, list) ??
    wholeLine(fix, first) ??
    withoutInit(fix, first) ??
    withoutShell(fix, first) ??
    otherProgram(fix, first)
  );
}

function optionsAlone(fix: WorkloadFix, { program, list }: FirstWord): Repair | undefined {
  if (!program.startsWith('-') || list !== 'command') return undefined;
  const { command = [], args = [] } = fix.subject.container;
  return {
    why: "command holds options, and it replaces the image's entrypoint",
    fix: fix.patchJson("give them as args, so that the image's entrypoint gets them", [
      { op: 'add', path: `${fix.containerPath}/args`, value: [...command, ...args] },
      { op: 'remove', path: `${fix.containerPath}/command` },
    ]),
  };
}

/** Which program they were meant for, only the image tells. */
function argumentsAlone(fix: WorkloadFix, { program, list }: FirstWord): Repair | undefined {
  if (!program.startsWith('-') || list !== 'args' || runsNothing(fix.subject.container.image ?? '')) return undefined;
  return {
    why: 'args hold options alone, and the image has no entrypoint that would get them: args[0] is taken for the program',
    fix: dropList(fix, "take args out, so that the image's own command runs; options belong behind the name of a program", 'args'),
  };
}

function assignment(fix: WorkloadFix, { program, list }: FirstWord): Repair | undefined {
  const set = isAssignment(program) ? intoVariables(fix, list) : undefined;
  return set && { why: 'it is no program, but a variable, as only a shell sets it', fix: set };
}

function textOfList(fix: WorkloadFix, { program, list, rest }: FirstWord): Repair | undefined {
  const words = listed(program);
  return words && { why: `${list}[0] is the text of a list, and no list of words`, fix: asWords(fix, list, words, rest) };
}

function withMarks(fix: WorkloadFix, { program, list }: FirstWord): Repair | undefined {
  const plain = program.trim().replace(/^(["'])(.*)\1$/, '$2');
  if (plain === program || plain === '' || /\s/.test(plain)) return undefined;
  return {
    why: `${/["']/.test(program) ? 'the quotation marks are' : 'the blank beside it is'} part of the name`,
    fix: setWord(fix, `run ${plain}`, list, 0, plain),
  };
}

function wholeLine(fix: WorkloadFix, { program, list, rest }: FirstWord): Repair | undefined {
  if (!/\s/.test(program)) return undefined;
  const words = wordsOf(program) ?? ['sh', '-c', program];
  return { why: `the whole command line stands in ${list}[0] as one word`, fix: asWords(fix, list, words, rest) };
}

const asWords = (fix: WorkloadFix, list: 'command' | 'args', words: readonly string[], rest: readonly string[]): Fix =>
  fix.patchJson(`write it as ${words.length} words: ${words.join(' ')}`, [
    { op: 'replace', path: `${fix.containerPath}/${list}`, value: [...words, ...rest] },
  ]);

function withoutInit(fix: WorkloadFix, { program, list, rest }: FirstWord): Repair | undefined {
  const start = INIT.test(program) ? [...rest, ...(list === 'command' ? (fix.subject.container.args ?? []) : [])] : [];
  const own = start.slice(start.indexOf('--') + 1);
  if (!own[0] || own[0].startsWith('-')) return undefined;
  const text = `run ${own[0]} without it`;
  return {
    why: `${lastName(program)} only starts a program and hands signals on`,
    fix:
      list === 'command'
        ? setCommand(fix, text, own, true)
        : fix.patchJson(text, [{ op: 'replace', path: `${fix.containerPath}/args`, value: own }]),
  };
}

function withoutShell(fix: WorkloadFix, { program, list }: FirstWord): Repair | undefined {
  const { command = [], args = [] } = fix.subject.container;
  const line = isShell(program) ? shellLine({ command, args }) : undefined;
  if (!line) return undefined;
  if (lastName(program) !== 'sh')
    return { why: '', fix: setWord(fix, `run it with sh, which most images have, instead of ${program}`, list, 0, 'sh') };
  // A shell puts in nothing for what is not set; the kubelet leaves it as it stands.
  const isNothing = (word: string) => /^\$\(\w+\)$/.test(word) && !isGiven(word.slice(2, -1), fix.subject);
  const all = wordsOf(line.line.replace(/^\s*exec\s+/, '')) ?? [];
  const words = all.filter((word) => !isNothing(word));
  // An option is nothing without its value: the image may set the variable.
  const isBare = all.some((word, at) => isNothing(word) && /^--?[\w-]+$/.test(all[at - 1] ?? ''));
  if (words.length === 0 || isBare) return undefined;
  return { why: '', fix: setCommand(fix, `run the program itself, without a shell: ${words.join(' ')}`, words, true) };
}

/** What envFrom brings is not looked into. */
const isGiven = (name: string, { container: { env = [], envFrom = [] } }: Subject): boolean =>
  envFrom.length > 0 || env.some((one) => one.name === name);

function otherProgram(fix: WorkloadFix, { program, list }: FirstWord): Repair | undefined {
  const meant = commonProgram(program);
  if (meant) return { why: `${meant} was probably meant`, fix: setWord(fix, `run ${meant} instead of ${program}`, list, 0, meant) };
  return program === 'python'
    ? { why: '', fix: setWord(fix, 'run python3, as many images have no python', list, 0, 'python3') }
    : undefined;
}

/** A file of a ConfigMap in the working directory: programs are looked for in PATH, and elsewhere only by a path (exec.LookPath). */
function inWorkingDirectory(fix: WorkloadFix, program: string, list: 'command' | 'args'): Repair | undefined {
  const { evidence, subject } = fix;
  const { workingDir } = subject.container;
  const there =
    workingDir !== undefined && configFiles(subject, evidence).some(({ path }) => path === `${folderPath(workingDir)}/${program}`);
  return there
    ? {
        why: `${program} is in the working directory, ${workingDir}, where nothing is looked for without ./`,
        fix: setWord(fix, `run ./${program}`, list, 0, `./${program}`),
      }
    : undefined;
}

/** ["python", "app.py"] as a text, as a Dockerfile has it. */
function listed(text: string): string[] | undefined {
  if (!/^\s*\[.*\]\s*$/s.test(text)) return undefined;
  try {
    const words: unknown = JSON.parse(text);
    return Array.isArray(words) && words.length > 0 && words.every((word) => typeof word === 'string') ? words : undefined;
  } catch {
    return undefined;
  }
}

/** Words that a shell acts on itself (POSIX 2.14, 1.6); some systems have a few of them as programs too. */
const BUILTIN =
  /^(?:cd|\.|source|export|exec|eval|set|unset|ulimit|umask|trap|exit|alias|read|shift|local|declare|if|for|while|until|case)$/;
const OPERATOR = /^(?:&&|\|\|?|;|&|[12]?>{1,2}|<|2>&1)$/;

/** A line that a shell was to read, word by word, with no shell to read it. */
function forShell(fix: WorkloadFix, program: string, list: 'command' | 'args'): Repair | undefined {
  const { command = [], args = [] } = fix.subject.container;
  const words = [...command, ...args];
  if (!BUILTIN.test(program)) return undefined;
  const line = words.map((word) => (OPERATOR.test(word) || /^[\w@%+=:,./$(){}-]+$/.test(word) ? word : inScript(word))).join(' ');
  const operations: JsonPatch[] = [
    { op: 'add', path: `${fix.containerPath}/command`, value: ['sh', '-c', line] },
    ...present(args.length > 0 && { op: 'remove' as const, path: `${fix.containerPath}/args` }),
  ];
  return {
    why: `${program} is a word of the shell, and ${list} names no shell`,
    fix: fix.patchJson(`let a shell read it: sh -c ${quote(line)}`, operations),
  };
}

/** Another path in place of this one, wherever the command line has it; undefined where it has not. */
export function renameInCommand(fix: WorkloadFix, from: string, to: string): Fix | undefined {
  const { container } = fix.subject;
  const operations = (['command', 'args'] as const).flatMap((list) =>
    (container[list] ?? []).flatMap((word, index): JsonPatch[] =>
      word.split(/\s+/).includes(from)
        ? [{ op: 'replace', path: `${fix.containerPath}/${list}/${index}`, value: word.replaceAll(from, to) }]
        : [],
    ),
  );
  return operations.length > 0 ? fix.patchJson(`run ${to}, which is there`, operations) : undefined;
}

export function followFix({ program, option, list, index, line }: NotFollowing, fix: WorkloadFix): Fix {
  const path = `${fix.containerPath}/${list}/${line === undefined ? index + 1 : index}`;
  return fix.patchJson(`let ${program} follow the file with ${option}`, [
    line === undefined ? { op: 'add', path, value: option } : { op: 'replace', path, value: line },
  ]);
}

/** A program and its arguments that stand in one word. */
export function takenApart({ setting, repair }: CommandInOne, fix: WorkloadFix): Fix | undefined {
  const text = 'write the program and its arguments as words of their own';
  if ('to' in repair) return changeSettings(text, [repair], fix);
  const { place } = setting;
  if (place.kind !== 'argument') return undefined;
  const words = [...(fix.subject.container[place.list] ?? [])];
  words.splice(place.index, 1, ...repair.words);
  return fix.patchJson(text, [{ op: 'replace', path: `${fix.containerPath}/${place.list}`, value: words }]);
}
