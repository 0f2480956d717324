/** A line by which a script ends what it started, or, where the containers of the pod share their processes, what another one runs. */
import type { Evidence } from '../../evidence/evidence.ts';
import { type Subject, subjectsBeside } from '../../evidence/subject.ts';
import { commandLine } from '../../kube/pod.ts';
import { fileOf, type Setting, settingsOf, variablesOf } from '../settings/settings.ts';

export interface KillLine {
  /** Whose script it is: the container's own, or that of another one, with which it shares the process namespace. */
  container: string;
  own: boolean;
  /** From the command on, without its indentation; at most 120 characters. */
  line: string;
  setting: Setting;
  /** `timeout` with its options and its limit, up to the program that it runs. */
  before?: string;
  /** After how many seconds, where the line says so, and the variable that the number comes from. */
  limit: { seconds: number; variable: Setting | undefined } | undefined;
}

/**
 * `timeout` ends with 124 (GNU coreutils) or 143 (busybox) where it sent SIGTERM, with 137 where it sent SIGKILL; a shell passes on
 * 128 + signal of a child. Each form is told by the code that it leaves.
 */
const TIMEOUT =
  /(?<![\w.-])timeout(?<options>(?:\s+(?:-\w+(?:[= ](?:SIG)?(?:[A-Z]{3,5}|\d+[smhd]?))?|--[\w-]+(?:=\S+)?))*)\s+["']?(?<limit>\$\{?\w+[^\s"']{0,40}|\d+(?:\.\d+)?[smhd]?)["']?\s/;
const KILL = /(?<![\w.-])(?:pkill|killall|kill)\s+(?<options>(?:-s\s+\w+\s+|-\S+\s+)*)[^\s-]/;
const EXIT = /\bexit\s+(?<code>137|143|124)\b/;
const BY_KILL = /(?:^|[\s=-])(?:SIG)?(?:KILL|9)\b|(?:^|\s)-k|--kill-after/;
const OTHER_SIGNAL = /-(?:s\s*)?(?:0|1|2|HUP|USR[12]|WINCH|INT|QUIT|STOP|CONT|l|SIG(?:HUP|USR[12]|WINCH|INT|QUIT|STOP|CONT))\b/;

/** What a trap does follows a signal or an end that came from elsewhere, and what is printed is not run. */
const PASSIVE = /(?<![\w.-])(?:trap|echo|printf)\s+(?:--\s+)?(?:"(?:[^"\\]|\\.){0,400}"|'[^']{0,400}')/g;

export function killLine(subject: Subject, evidence: Evidence): KillLine | undefined {
  const code = subject.attempt?.exitCode;
  if (code === undefined) return undefined;
  const own = linesOf(subject, evidence).flatMap((one) => endsWith(code, one, subject, evidence) ?? []);
  const shared = subject.pod.spec.shareProcessNamespace
    ? subjectsBeside(subject, evidence)
        .flatMap((other) =>
          linesOf(other, evidence).flatMap((one) => (KILL.test(one.text) ? (endsWith(code, one, other, evidence) ?? []) : [])),
        )
        .map((one) => ({ ...one, own: false }))
    : [];
  return own.find(({ limit }) => fits(subject, limit)) ?? shared[0] ?? own.find(({ limit }) => limit === undefined);
}

/** It lived for as long as the limit says; what the script did before comes on top. */
function fits({ attempt }: Subject, limit: KillLine['limit']): boolean {
  const ran = attempt?.seconds;
  return limit !== undefined && ran !== undefined && ran >= limit.seconds - 1 && ran <= limit.seconds + 5;
}

interface Line {
  text: string;
  setting: Setting;
}

/** What the container runs: its command line, and the files of ConfigMaps that it names. */
function linesOf(subject: Subject, evidence: Evidence): Line[] {
  const words = commandLine(subject.container);
  const settings = settingsOf(subject, evidence);
  const given = settings.filter(({ place }) => place.kind === 'argument');
  // The words of `timeout 15 python …` stand in places of their own.
  const [first] = given;
  const line: Line[] = first && given.length > 1 && words[0]?.endsWith('timeout') ? [{ text: words.join(' '), setting: first }] : [];
  const scripts = settings.filter((setting) => {
    if (setting.value === undefined) return false;
    if (setting.place.kind === 'argument') return true;
    const path = fileOf(setting);
    return path !== undefined && words.some((word) => word.split(/\s+/).includes(path));
  });
  return [
    ...line,
    ...scripts.flatMap((setting) =>
      (setting.value ?? '')
        .split('\n')
        .map((text) => text.replace(PASSIVE, '').trim())
        .filter((text) => text.length < 500 && !text.startsWith('#'))
        .map((text) => ({ text, setting })),
    ),
  ];
}

function endsWith(code: number, { text, setting }: Line, subject: Subject, evidence: Evidence): KillLine | undefined {
  const common = { container: subject.container.name, own: true, setting };
  const exit = EXIT.exec(text);
  if (exit && Number(exit.groups?.['code']) === code)
    return { ...common, line: text.slice(exit.index, exit.index + 120), limit: undefined };
  const timeout = TIMEOUT.exec(`${text} `);
  if (timeout) {
    const { options = '', limit = '' } = timeout.groups ?? {};
    const codes = BY_KILL.test(options) ? [137] : OTHER_SIGNAL.test(options) ? [] : [124, 143];
    const after = secondsOf(limit, subject, evidence);
    return codes.includes(code) && after
      ? { ...common, line: text.slice(timeout.index, timeout.index + 120), before: timeout[0], limit: after }
      : undefined;
  }
  const kill = KILL.exec(text);
  if (!kill) return undefined;
  const signal = signalOf(kill.groups?.['options'] ?? '');
  return signal !== undefined && code === 128 + signal
    ? { ...common, line: text.slice(kill.index, kill.index + 120), limit: undefined }
    : undefined;
}

/** Those that end a program which does not handle them (signal(7)); others stop it, wake it, or only ask whether it is there. */
const SIGNALS: Readonly<Record<string, number>> = { HUP: 1, INT: 2, QUIT: 3, KILL: 9, USR1: 10, USR2: 12, ALRM: 14, TERM: 15 };

/** -9, -HUP, -SIGHUP, -s HUP, --signal=HUP; without one it is SIGTERM (kill(1), pkill(1)). */
function signalOf(options: string): number | undefined {
  const [, word] = /(?:^|\s)(?:-s\s*|--signal[= ]|-)(?:SIG)?([A-Z]{3,5}\d?|\d{1,2})(?=\s|$)/.exec(options) ?? [];
  if (word === undefined) return /(?:^|\s)-l\b/.test(options) ? undefined : SIGNALS['TERM'];
  return SIGNALS[word] ?? Object.values(SIGNALS).find((number) => String(number) === word);
}

const UNITS: Record<string, number> = { s: 1, m: 60, h: 3600, d: 86400 };

/** 15, 2m, $LIMIT, ${LIMIT:-5}: the shell's, with what the container's variables say. */
function secondsOf(word: string, subject: Subject, evidence: Evidence): KillLine['limit'] {
  const [, name, otherwise] = /^\$\{?(\w+)(?::?-([^}]+))?\}?$/.exec(word) ?? [];
  const variable = name === undefined ? undefined : variablesOf(subject, evidence).find((one) => one.name === name);
  const text = name === undefined ? word : (variable?.value ?? otherwise ?? '');
  const [, number, unit = 's'] = /^(\d+(?:\.\d+)?)([smhd]?)$/.exec(text) ?? [];
  return number === undefined ? undefined : { seconds: Number(number) * (UNITS[unit || 's'] ?? 1), variable };
}
