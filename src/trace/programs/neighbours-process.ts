/** A script in which kill or killall found nobody: the process that it looks for is that of another container of the pod. */

import { escaped } from '../../escaped.ts';
import { decidedBy, loggedLines } from '../../evidence/end.ts';
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import type { Fact } from '../../logs/fact.ts';
import { mountedFile } from '../files/mounted-file.ts';
import { type ProcessBeside, processBeside } from './process-beside.ts';
import { type StartText, startText } from './start-text.ts';

export interface NeighboursProcess extends ProcessBeside {
  /** By what it looks for it, with its words. */
  line: string;
  start: StartText;
  /** What the program that looked said of it. */
  said: string;
  /** The script starts something beside it, which may be that process. */
  startsOthers: boolean;
}

const LOOKS = /(?<![\w.-])(?:pidof|pgrep|pkill|killall)\s+[^;|&)\n`]{1,200}/g;
/** kill of busybox, dash and bash without a process; killall of busybox and of psmisc. */
const SAID = /you need to specify whom to kill|\bkill: [Uu]sage: kill |: no process (?:killed|found)$/;

export function neighboursProcess(subject: Subject, evidence: Evidence): NeighboursProcess | undefined {
  const { attempt } = subject;
  const said = attempt?.exitCode === 1 || attempt?.exitCode === 2 ? lastSaid(subject) : undefined;
  const start = said === undefined ? undefined : startText(subject, evidence);
  if (said === undefined || !start) return undefined;
  for (const [found] of start.text.matchAll(LOOKS)) {
    const line = found.trim();
    const beside = processBeside(line.split(/\s+/), subject);
    if (beside && !startsItself(beside.process, start.text))
      return { ...beside, line, start, said, startsOthers: /[^&>|]&(?![&>\d])/.test(start.text) };
  }
  return undefined;
}

export interface NeighboursPidFile extends ProcessBeside {
  fact: Fact<'file-missing'>;
  line: string;
  start: StartText;
}

/** kill $(cat /var/run/nginx.pid): the file that the other container writes in its own file system, of a process that is not seen here. */
export function neighboursPidFile(subject: Subject, evidence: Evidence): NeighboursPidFile | undefined {
  const fact = decidedBy(subject, 'file-missing');
  const path = fact?.fields.path ?? '';
  const [, process] = /^\/(?:var\/)?run\/(?:[\w.-]+\/)?([\w.-]+)\.pid$/.exec(path) ?? [];
  const start = process === undefined || mountedFile(path, subject) ? undefined : startText(subject, evidence);
  // nginx -s reload reads the same file.
  const signals = /\bnginx\b[^;|&\n]{0,80}\s-s\s+\w+/g;
  const line = start?.text
    .split('\n')
    .find((one) => (/\bkill\b/.test(one) && one.includes(path)) || (process === 'nginx' && one.match(signals)));
  const beside = process === undefined ? undefined : processBeside(['pidof', process], subject);
  return fact && start && line !== undefined && beside && !startsItself(beside.process, start.text.replace(signals, ''))
    ? { ...beside, fact, line: line.trim(), start }
    : undefined;
}

const lastSaid = (subject: Subject) =>
  loggedLines(subject)
    .slice(-6)
    .map((line) => line.trim())
    .find((line) => SAID.test(line));

/** It stands where a shell takes it for a command, or the words speak of its start: service nginx start, start-nginx. */
const startsItself = (process: string, script: string): boolean =>
  new RegExp(`\\b(?:re)?start[ -]${escaped(process)}\\b|\\b${escaped(process)}[ -](?:re)?start\\b`).test(script) ||
  new RegExp(`(?:^|[\\n;&|({]|\\b(?:then|do|else|exec))[ \\t]*(?:/[\\w./-]*/)?${escaped(process)}(?=[\\s;&|]|$)`).test(script);
