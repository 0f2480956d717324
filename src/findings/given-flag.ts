/** Where a container is given an option or a subcommand that its program does not know, and how it is taken out or corrected. */
import { escaped } from '../escaped.ts';
import { dropList, dropVariable, setWord } from '../fixes/command-line.ts';
import { changeSettings } from '../fixes/settings.ts';
import type { WorkloadFix } from '../fixes/workload.ts';
import { lastName } from '../kube/folder.ts';
import { imageName } from '../kube/image.ts';
import { nearest } from '../nearest.ts';
import { only } from '../only.ts';
import type { Fix } from '../report.ts';
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
  const meant = args.flatMap((word, at) => (taken.has(at) ? (nearestOption(word, known) ?? []) : [word]));
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
  const { container } = fix.subject;
  const name = flag.split('=')[0] ?? flag;
  // With --once it would end again and again.
  const staysUp = fix.subject.kind === 'app' && (fix.subject.pod.spec.restartPolicy ?? 'Always') === 'Always';
  // The JVM has no other option that is near, and the log may tell the size with it.
  const meant = JVM_SIZE.test(name)
    ? undefined
    : nearestOption(
        name,
        (known.length ? known : NODE).filter((one) => !(staysUp && ONCE.test(one))),
      );
  for (const list of ['args', 'command'] as const) {
    const words = container[list] ?? [];
    const index = words.findIndex((word, at) => (list === 'args' || at > 0) && isFlag(word, name));
    const word = words[index];
    if (word === undefined) continue;
    const place = `${list}[${index}]`;
    // "--port 8080", or "serve --port 8080", as one argument.
    const parts = word.startsWith('-') || (word !== name && word.split(/\s/)[0] === name) ? wordsOf(word) : undefined;
    if (parts && parts.length > 1) {
      const split = fix.patchJson(`write it as ${parts.length} arguments`, [
        { op: 'replace', path: `${fix.containerPath}/${list}`, value: words.flatMap((one, at) => (at === index ? parts : [one])) },
      ]);
      return {
        place,
        text: words.join(' '),
        corrected: split,
        removed: dropList(fix, `take ${list} out, so that the image's own run`, list),
      };
    }
    const isOption = word.startsWith('-');
    const next = words[index + 1];
    const withValue = isOption && !word.includes('=') && next !== undefined && !next.startsWith('-');
    const path = `${fix.containerPath}/${list}/${index}`;
    const alone = words.length === (withValue ? 2 : 1);
    return {
      place,
      ...(JVM_SIZE.test(name) ? { word } : {}),
      text: words.join(' '),
      corrected: meant
        ? setWord(fix, `say ${meant} instead of ${name}`, list, index, word.replace(name, meant))
        : SIZE.test(word)
          ? setWord(fix, NO_SIGN, list, index, word.replace(SIZE, '$1$2'))
          : unitOf(word) !== undefined
            ? setWord(fix, unitText(word), list, index, word.replace(UNIT, '$1$2'))
            : undefined,
      removed: isOwnName(word, index, list, fix)
        ? fix.patchJson(`take ${word} out: the image's entrypoint is ${word} already, and args are what it is given`, [
            { op: 'remove', path },
          ])
        : (!isOption && (list === 'command' || index === 0)) || (alone && list === 'args')
          ? dropList(fix, `take ${list} out, so that the image's own run`, list)
          : fix.patchJson(`take ${word}${withValue ? ` ${next}` : ''} out`, [
              ...(withValue ? [{ op: 'remove' as const, path }] : []),
              { op: 'remove', path },
            ]),
    };
  }
  const line = shellLine(container);
  if (line?.line.includes(name)) {
    const token = line.line.split(/\s+/).find((word) => isFlag(word, name)) ?? name;
    return {
      place: `${line.list}[${line.index}]`,
      text: line.line,
      corrected: meant ? setWord(fix, `say ${meant} instead of ${name}`, line.list, line.index, line.line.replace(name, meant)) : undefined,
      removed: setWord(
        fix,
        `take ${token} out`,
        line.list,
        line.index,
        line.line
          .replace(token, '')
          .replace(/\s{2,}/g, ' ')
          .trim(),
      ),
    };
  }
  return inVariable(name, fix) ?? inScript(name, meant, fix);
}

const JVM_SIZE = /^-X(?:m[xsn]|ss)$/;
/** The JVM takes k, m, g and t, and no more behind them (openjdk/jdk:src/hotspot/share/runtime/arguments.cpp, parse_integer). */
const UNIT = /(^|\s)(-X(?:m[xsn]|ss)\d{1,9}[kmgt])(?:ib?|b)(?=\s|$)/i;
/** The program's own name, as the image is called after it, before its arguments. */
const isOwnName = (word: string, index: number, list: 'command' | 'args', { subject: { container } }: WorkloadFix): boolean =>
  list === 'args' &&
  index === 0 &&
  (container.args?.length ?? 0) > 1 &&
  !container.command?.length &&
  imageName(container.image ?? '') === lastName(word);

/** The JVM's sizes stand right behind the option. */
const SIZE = /(^|\s)(-X(?:m[xsn]|ss))=(?=\d)/;
/** The word whose unit has more behind its letter. */
const unitOf = (written: string): string | undefined => written.split(/\s+/).find((word) => word.replace(UNIT, '$1$2') !== word);
const unitText = (word: string) => `write ${word.replace(UNIT, '$1$2')} for ${word}: java has the units k, m, g and t`;
const NO_SIGN = 'write the size right behind the option, without a sign';

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
  // The JVM counts bytes where no unit stands (-Xmx64).
  const bytes = /(^|\s)(-X(?:m[xsn]|ss)\d{1,5})(?=\s|$)/;
  const percent = new RegExp(`(${escaped(name)}=[\\d.]{1,9})%`);
  const change = (text: string, to: string) => changeSettings(text, [{ setting, to }], fix);
  const removed =
    rest || setting.place.kind !== 'env'
      ? change(`take ${name} out of ${placeOf(setting).replace(/^env /, '')}`, rest)
      : dropVariable(fix, `take env ${variable} out`, variable);
  return (
    removed && {
      place: placeOf(setting),
      text: written,
      setting,
      word: written.split(/\s+/).find((word) => isFlag(word, name)),
      corrected:
        bytes.test(written) && /^-X/.test(name)
          ? change('write the unit: m for megabytes', written.replace(bytes, '$1$2m'))
          : SIZE.test(written) && /^-X/.test(name)
            ? change(NO_SIGN, written.replace(SIZE, '$1$2'))
            : unitOf(written) !== undefined && /^-X/.test(name)
              ? change(unitText(unitOf(written) as string), written.replace(UNIT, '$1$2'))
              : percent.test(written)
                ? change('write the number without a percent sign', written.replace(percent, '$1'))
                : undefined,
      removed,
    }
  );
}

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

const VALUE = `(?:"[^"\\n]*"|'[^'\\n]*'|[^\\s;&|<>"'\\\\]+)`;

/** The program may leave out the dashes, or -XX:+. */
function isFlag(word: string, name: string): boolean {
  const bare = (text: string) => (text.split('=')[0] ?? '').replace(/^-{1,2}(?:XX:[+-]?)?/, '');
  return (
    word === name ||
    word.split(/[=\s]/)[0] === name ||
    (JVM_SIZE.test(name) && word.startsWith(name)) ||
    (bare(word) !== '' && bare(word) === bare(name)) ||
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
