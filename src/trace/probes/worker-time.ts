/** The time that gunicorn gives its workers, and whether it ends each of them before the program is loaded. */
import { escaped } from '../../escaped.ts';
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { commandLine } from '../../kube/pod.ts';
import type { Fact } from '../../logs/fact.ts';
import { lastFact } from '../../logs/reading.ts';
import { type Change, fileOf, type Setting, settingsOf, variablesOf } from '../settings/settings.ts';

export interface WorkersEnded {
  fact: Fact<'worker-timeout'>;
  /** How many of them. */
  count: number;
}

const BOOTS = /Booting worker with pid: (\d{1,9})/;
const ENDED = /WORKER TIMEOUT \(pid:(\d{1,9})\)/;

/** A line of its access log: a worker was loaded, and is ended for a request that lasts too long. */
const SERVED = /"(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) \S{1,2000} HTTP\/\d/;

/** Every worker but the youngest was ended so, and there were two at least: none came to serve. */
export function workersEnded(subject: Subject): WorkersEnded | undefined {
  const log = valueOf(subject.attempt ? subject.log() : subject.currentLog());
  const fact = log && lastFact(log, 'worker-timeout');
  if (!log || !fact) return undefined;
  const pids = (form: RegExp) => new Set(log.lines.flatMap((line) => form.exec(line)?.[1] ?? []));
  const [booted, ended] = [pids(BOOTS), pids(ENDED)];
  const left = [...booted].filter((pid) => !ended.has(pid));
  return ended.size >= 2 && left.length <= 1 && !log.lines.some((line) => SERVED.test(line)) ? { fact, count: ended.size } : undefined;
}

/** docs.gunicorn.org, settings: timeout. */
export const DEFAULT_SECONDS = 30;

export interface WorkerTime {
  seconds: number;
  setting: Setting;
  changedTo(seconds: number): Change;
}

const OPTION = /(^|\s)(--timeout(?:=|\s+)|-t\s*)(\d{1,5})(?=\s|$)/;
const LINE = /^(timeout\s*=\s*)(\d{1,5})\b/m;

/** The command line goes before GUNICORN_CMD_ARGS, and that before the file. */
export function workerTime(subject: Subject, evidence: Evidence): WorkerTime | undefined {
  const settings = settingsOf(subject, evidence);
  const words = settings.filter(({ place }) => place.kind === 'argument');
  const found = (setting: Setting, form: RegExp): WorkerTime[] => {
    const match = form.exec(setting.written ?? '');
    return match
      ? [
          {
            seconds: Number(match.at(-1)),
            setting,
            changedTo: (to) => ({
              setting,
              to: (setting.written as string).replace(form, (...all) => [...all.slice(1, match.length - 1), to].join('')),
            }),
          },
        ]
      : [];
  };
  const apart = words.flatMap((word, at): WorkerTime[] => {
    const next = words[at + 1];
    return /^(?:--timeout|-t)$/.test(word.written ?? '') && /^\d{1,5}$/.test(next?.written ?? '')
      ? [{ seconds: Number(next?.written), setting: next as Setting, changedTo: (to) => ({ setting: next as Setting, to: String(to) }) }]
      : [];
  });
  const variables = settings.filter(({ name }) => name === 'GUNICORN_CMD_ARGS');
  // The file that it is told (-c), or takes by its name.
  const line = commandLine(subject.container).join(' ');
  const files = settings.filter((setting) => {
    const path = fileOf(setting) ?? '';
    return (
      /gunicorn[\w.-]*\.py$/.test(path) ||
      (path.endsWith('.py') && new RegExp(`(?:\\s-c|--config)[=\\s]*(?:file:)?${escaped(path)}(?=\\s|$)`).test(line))
    );
  });
  return [...apart, ...[...words, ...variables].flatMap((one) => found(one, OPTION)), ...files.flatMap((one) => found(one, LINE))][0];
}

/** What it has there already stays. */
export const gunicornArguments = (subject: Subject, evidence: Evidence, option: string): string =>
  `GUNICORN_CMD_ARGS=${[variablesOf(subject, evidence).find(({ name }) => name === 'GUNICORN_CMD_ARGS')?.value, option].filter(Boolean).join(' ')}`;
