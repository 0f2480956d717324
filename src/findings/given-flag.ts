/** Where a container is given an option or a subcommand that its program does not know, and how it is taken out or corrected. */
import { escaped } from '../escaped.ts';
import { loggedLines } from '../evidence/end.ts';
import { dropList, dropVariable, setWord } from '../fixes/command-line.ts';
import { changeSettings } from '../fixes/settings.ts';
import type { WorkloadFix } from '../fixes/workload.ts';
import { lastName } from '../kube/folder.ts';
import { imageName } from '../kube/image.ts';
import { nearest } from '../nearest.ts';
import { only } from '../only.ts';
import type { Fix } from '../report.ts';
import { JVM_SIZE, sizeMended } from '../trace/java/size-words.ts';
import { ONCE } from '../trace/programs/only-once.ts';
import { shellLine, wordsOf } from '../trace/programs/shell-line.ts';
import { startText } from '../trace/programs/start-text.ts';
import { placeOf, type Setting, variablesOf } from '../trace/settings/settings.ts';

export interface GivenFlag {
  /** args[1], env JAVA_TOOL_OPTIONS, ConfigMap orders key JAVA_TOOL_OPTIONS: … */
  place: string;
  /** Where a variable gives it. */
  setting?: Setting;
  /** The whole word there, where it holds more than the option: -Xms256m, --once=false. */
  word?: string | undefined;
  /** The field's text. */
  text: string;
  corrected: Fix | undefined;
  removed: Fix;
}

/** Options of programs that do not print them (nodejs.org/api/cli.html). */
const NODE = [
  '--max-old-space-size',
  '--max-semi-space-size',
  '--max-http-header-size',
  '--unhandled-rejections',
  '--enable-source-maps',
  '--trace-warnings',
  '--stack-size',
  '--heapsnapshot-signal',
  '--experimental-vm-modules',
  '--preserve-symlinks',
];

/** `flag`: one, or several with blanks between, as argparse lists them, or with commas, as yargs does. */
export function givenFlag(flag: string, known: readonly string[], fix: WorkloadFix): GivenFlag | undefined {
  const listed = flag.split(/,\s*|\s+/).filter(Boolean);
  return (
    (listed.length > 1
      ? (allOf(listed, known, flag.includes(','), 'args', fix) ?? allOf(listed, known, flag.includes(','), 'command', fix))
      : undefined) ?? oneOf(listed.length > 1 ? (listed[0] as string) : flag, known, fix)
  );
}

/** Each word of the list goes. Where the program lists names alone (yargs), the value that follows one goes with it. */
function allOf(
  listed: readonly string[],
  known: readonly string[],
  namesAlone: boolean,
  list: 'command' | 'args',
  fix: WorkloadFix,
): GivenFlag | undefined {
  const args = fix.subject.container[list] ?? [];
  const taken = new Set<number>();
  for (const name of listed) {
    const index = args.findIndex((word, at) => !taken.has(at) && (namesAlone ? word.startsWith('-') && isFlag(word, name) : word === name));
    if (index < 0) continue;
    taken.add(index);
    const next = args[index + 1];
    if (namesAlone && !args[index]?.includes('=') && next !== undefined && !next.startsWith('-')) taken.add(index + 1);
  }
  const [first] = [...taken];
  if (first === undefined || taken.size < 2) return undefined;
  const indexes = [...taken].sort((a, b) => a - b);
  // The value behind an option that is meant stays with it.
  const isKept = (at: number) => !args[at]?.startsWith('-') && nearestOption(args[at - 1] ?? '', known) !== undefined;
  const meant = args.flatMap((word, at) => (taken.has(at) && !isKept(at) ? (nearestOption(word, known) ?? []) : [word]));
  const isMeant = meant.length > args.length - taken.size;
  const words = indexes.map((index) => args[index]).join(' ');
  return {
    place: `${list}[${first}]`,
    text: args.join(' '),
    corrected: isMeant
      ? fix.patchJson(`write it as the program knows it: ${meant.join(' ')}`, [
          { op: 'replace', path: `${fix.containerPath}/${list}`, value: meant },
        ])
      : undefined,
    removed:
      indexes.length === args.length && list === 'args'
        ? dropList(fix, "take args out, so that the image's own run", 'args')
        : fix.patchJson(
            `take ${words} out`,
            indexes.reverse().map((index) => ({ op: 'remove', path: `${fix.containerPath}/${list}/${index}` })),
          ),
  };
}

function oneOf(flag: string, known: readonly string[], fix: WorkloadFix): GivenFlag | undefined {
  const { kind, pod } = fix.subject;
  const name = flag.split('=')[0] ?? flag;
  // With --once it would end again and again.
  const staysUp = kind === 'app' && (pod.spec.restartPolicy ?? 'Always') === 'Always';
  const options = (known.length ? known : NODE).filter((one) => !(staysUp && ONCE.test(one)));
  // The JVM has no other option that is near, and the log may tell the size with it.
  const meant = JVM_SIZE.test(name) ? undefined : nearestOption(name, options);
  return (
    inList('args', name, meant, fix) ??
    inList('command', name, meant, fix) ??
    inLine(name, meant, fix) ??
    inVariable(name, fix) ??
    inScript(name, meant, fix)
  );
}

/** A word of args or, behind the program, of command. */
function inList(list: 'command' | 'args', name: string, meant: string | undefined, fix: WorkloadFix): GivenFlag | undefined {
  const words = fix.subject.container[list] ?? [];
  const index = words.findIndex((word, at) => (list === 'args' || at > 0) && isFlag(word, name));
  const word = words[index];
  if (word === undefined) return undefined;
  const base = { place: `${list}[${index}]`, text: words.join(' ') };
  // "--port 8080", or "serve --port 8080", as one argument.
  const parts = word.startsWith('-') || (word !== name && word.split(/\s/)[0] === name) ? wordsOf(word) : undefined;
  if (parts && parts.length > 1)
    return {
      ...base,
      corrected: fix.patchJson(`write it as ${parts.length} arguments`, [
        { op: 'replace', path: `${fix.containerPath}/${list}`, value: words.flatMap((one, at) => (at === index ? parts : [one])) },
      ]),
      removed: dropList(fix, OWN[list], list),
    };
  const size = sizeMended(word);
  return {
    ...base,
    ...(JVM_SIZE.test(name) ? { word } : {}),
    corrected: meant
      ? setWord(fix, `say ${meant} instead of ${name}`, list, index, word.replace(name, meant))
      : size && setWord(fix, size.text, list, index, size.to),
    removed: isOwnName(word, index, list, fix)
      ? fix.patchJson(`take ${word} out: the image's entrypoint is ${word} already, and args are what it is given`, [
          { op: 'remove', path: `${fix.containerPath}/${list}/${index}` },
        ])
      : withoutOption(list, index, fix),
  };
}

const OWN = { args: "take args out, so that the image's own run", command: "take command out, so that the image's own run" };

/** The option with the value behind it; the whole list where it is a subcommand, or nothing else is in it. */
function withoutOption(list: 'command' | 'args', index: number, fix: WorkloadFix): Fix {
  const [word = '', next] = fix.subject.container[list]?.slice(index) ?? [];
  const takesNext = word.startsWith('-') && !word.includes('=') && next !== undefined && !next.startsWith('-');
  const count = takesNext && !isCommand(next, fix) ? 2 : 1;
  const isAll = list === 'args' && fix.subject.container.args?.length === count;
  const isSubcommand = !word.startsWith('-') && (list === 'command' || index === 0);
  if (isAll || isSubcommand) return dropList(fix, OWN[list], list);
  return fix.patchJson(
    `take ${[word, next].slice(0, count).join(' ')} out`,
    Array.from({ length: count }, () => ({ op: 'remove' as const, path: `${fix.containerPath}/${list}/${index}` })),
  );
}

/** A line of the usage that the program printed tells of it: cobra's "  serve       Start the server". */
function isCommand(word: string, { subject }: WorkloadFix): boolean {
  const form = new RegExp(`^ {1,8}${escaped(word)}(?:,| {2,})`);
  return loggedLines(subject).some((line) => form.test(line));
}

/** The program's own name, as the image is called after it, before its arguments. */
const isOwnName = (word: string, index: number, list: 'command' | 'args', { subject: { container } }: WorkloadFix): boolean =>
  list === 'args' &&
  index === 0 &&
  (container.args?.length ?? 0) > 1 &&
  !container.command?.length &&
  imageName(container.image ?? '') === lastName(word);

/** A word of a shell's line. */
function inLine(name: string, meant: string | undefined, fix: WorkloadFix): GivenFlag | undefined {
  const found = shellLine(fix.subject.container);
  if (!found?.line.includes(name)) return undefined;
  const { list, index, line } = found;
  const token = line.split(/\s+/).find((word) => isFlag(word, name)) ?? name;
  const without = line.replace(token, '').replace(/\s{2,}/g, ' ');
  return {
    place: `${list}[${index}]`,
    text: line,
    corrected: meant ? setWord(fix, `say ${meant} instead of ${name}`, list, index, line.replace(name, meant)) : undefined,
    removed: setWord(fix, `take ${token} out`, list, index, without.trim()),
  };
}

/** Of a variable that holds options, whoever gives it: NODE_OPTIONS of the pod spec, JAVA_TOOL_OPTIONS of a ConfigMap. */
function inVariable(name: string, fix: WorkloadFix): GivenFlag | undefined {
  const setting = variablesOf(fix.subject, fix.evidence).find(({ written }) => written?.split(/\s+/).some((word) => isFlag(word, name)));
  const { name: variable, written } = setting ?? {};
  if (!setting || variable === undefined || written === undefined) return undefined;
  const words = written.split(/\s+/);
  // Of options alone, what stands behind one without a dash is its value.
  const isItsValue = (word: string, before: string | undefined) =>
    /(?:ARGS|OPT(?:ION)?S|FLAGS)$/i.test(variable) &&
    before !== undefined &&
    isFlag(before, name) &&
    !/=|^-X/.test(before) &&
    !word.startsWith('-');
  const rest = words.filter((word, at) => !isFlag(word, name) && !isItsValue(word, words[at - 1])).join(' ');
  const percent = new RegExp(`(${escaped(name)}=[\\d.]{1,9})%`);
  const change = (text: string, to: string) => changeSettings(text, [{ setting, to }], fix);
  const removed =
    rest || setting.place.kind !== 'env'
      ? change(`take ${name} out of ${placeOf(setting).replace(/^env /, '')}`, rest)
      : dropVariable(fix, `take env ${variable} out`, variable);
  const size = name.startsWith('-X') ? sizeMended(written) : undefined;
  return (
    removed && {
      place: placeOf(setting),
      text: written,
      setting,
      word: words.find((word) => isFlag(word, name)),
      corrected: size
        ? change(size.text, size.to)
        : percent.test(written)
          ? change('write the number without a percent sign', written.replace(percent, '$1'))
          : undefined,
      removed,
    }
  );
}

const VALUE = `(?:"[^"\\n]*"|'[^'\\n]*'|[^\\s;&|<>"'\\\\]+)`;

/** In the only line of a start script that has it; what stands behind it, and is no option, is its value. */
function inScript(name: string, meant: string | undefined, fix: WorkloadFix): GivenFlag | undefined {
  const found = name.startsWith('-') ? startText(fix.subject, fix.evidence) : undefined;
  const form = new RegExp(`(?<=\\s)${escaped(name)}(?:=${VALUE}|\\s+(?!-)${VALUE})?(?=\\s|$)`);
  const line = only((found?.text ?? '').split('\n').filter((one) => !/^\s*#/.test(one) && form.test(one)));
  const [token = name] = form.exec(line ?? '') ?? [];
  if (!found || line === undefined) return undefined;
  const change = (text: string, to: string) =>
    changeSettings(text, [{ setting: found.setting, to: found.text.replace(line, () => to) }], fix);
  const removed = change(
    `take ${token} out of ${placeOf(found.setting)}`,
    line.replace(` ${token}`, () => '').replace(token, () => ''),
  );
  const corrected = meant
    ? change(
        `say ${meant} instead of ${name}`,
        line.replace(name, () => meant),
      )
    : undefined;
  return removed && { place: placeOf(found.setting), setting: found.setting, text: line.trim(), word: token, corrected, removed };
}

/** The program may leave out the dashes, or -XX:+. */
function isFlag(word: string, name: string): boolean {
  const bare = (text: string) => (text.split('=')[0] ?? '').replace(/^-{1,2}(?:XX:[+-]?)?/, '');
  return (
    word === name ||
    word.split(/[=\s]/)[0] === name ||
    (JVM_SIZE.test(name) && word.startsWith(name)) ||
    (bare(word) !== '' && bare(word) === bare(name)) ||
    // An option and its value in one word.
    (word.startsWith('-') && bare(name) !== '' && bare(word.split(/\s/)[0] ?? '') === bare(name)) ||
    // Of a path with points the program may name the one part that it does not know: --providers.kubernetescrd.trace.
    (/^[A-Za-z]\w*$/.test(name) && word.startsWith('--') && bare(word).toLowerCase().split('.').slice(1).includes(name.toLowerCase()))
  );
}

/** With the dashes that the program's own usage has. */
function nearestOption(name: string, known: readonly string[]): string | undefined {
  const found = nearest(
    name,
    known.filter((one) => one !== name && one !== '-h' && one !== '--help'),
  );
  return found !== undefined && name.startsWith('-') === found.startsWith('-') ? found : undefined;
}
