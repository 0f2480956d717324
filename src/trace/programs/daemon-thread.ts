/** A program of Python in a ConfigMap whose main thread starts daemon threads and waits for none: Python ends with the last thread that is none (threading, Thread.daemon). */
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { fileOf, type Setting, settingsOf } from '../settings/settings.ts';
import { programCode } from './program-code.ts';

export interface DaemonThread {
  setting: Setting;
  /** "/app/poller.py, line 16 (key poller.py of ConfigMap poller)". */
  where: string;
  quote: string;
  /** All of it, with threads that keep it alive. */
  text: string;
}

const DAEMON = /,\s*daemon\s*=\s*True\b|\bdaemon\s*=\s*True\s*,\s*/;
/** The main thread has something of its own to do, or waits. */
const GOES_ON =
  /\b(?:join|wait|sleep|pause|input|get|accept|select|poll|run|\w*_forever|start_http_server|app|main|start_consuming)\(|\bwhile\b|\basyncio\b/;
const WORKS = /\w\s*\(|^\s*(?:for|with)\s/;
/** It starts such threads, or says something. */
const IDLE = /\bThread\(|\.start\(\)|\.append\(|^\s*(?:print|log(?:ger|ging)?\.\w+|signal\.signal)\(|^if __name__/;
const FUNCTION = /^(?:async\s+)?(?:def|class)\s+(\w+)/;

export function daemonThread(subject: Subject, evidence: Evidence): DaemonThread | undefined {
  const { config, lines = [] } = programCode(subject, evidence) ?? {};
  const setting = config && settingsOf(subject, evidence).find((one) => fileOf(one) === config.path);
  const at = lines.findIndex((line) => DAEMON.test(line) && /\bThread\(/.test(line));
  if (!config?.path.endsWith('.py') || !setting || at < 0) return undefined;
  let within: string | undefined;
  const ofMain = lines.filter((line) => {
    if (/^\S/.test(line)) within = FUNCTION.exec(line)?.[1];
    return within === undefined && !/^(?:import|from)\b/.test(line);
  });
  // The thread is started by the main thread itself, which does nothing else that lasts.
  const start = ofMain.indexOf(lines[at] as string);
  if (start < 0 || ofMain.some((line) => GOES_ON.test(line.replace(/\bThread\(.*$/, '')))) return undefined;
  // What it does behind that may be all that was to be done.
  const behind = ofMain.slice(start + 1);
  const isIdle = (line: string, at: number) => IDLE.test(line) || (/^\s*for\s/.test(line) && IDLE.test(behind[at + 1] ?? ''));
  if (behind.some((line, at) => WORKS.test(line) && !isIdle(line, at))) return undefined;
  return {
    setting,
    where: `${config.path}, line ${at + 1} (key ${config.key} of ConfigMap ${config.name})`,
    quote: `${config.key}, line ${at + 1}: ${(lines[at] as string).trim()}`.slice(0, 200),
    text: lines.map((line) => (/\bThread\(/.test(line) ? line.replace(DAEMON, '') : line)).join('\n'),
  };
}
