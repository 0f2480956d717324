/** Why a postStart hook fails, as far as its spec, its program's log and the objects around it show it. */
import type { Evidence } from '../evidence/evidence.ts';
import type { Subject } from '../evidence/subject.ts';
import type { Handler } from '../kube/shapes.ts';
import type { LogReading } from '../logs/reading.ts';
import { type Request, requestsIn } from '../logs/requests.ts';
import { withoutBit } from '../trace/files/without-bit.ts';
import { ownServiceIn } from '../trace/network/own-service.ts';
import { earlyWords, otherPort } from '../trace/probes/hook-page.ts';
import { type HookMended, mendedHook } from './hook-command.ts';
import { type HookDenied, hookDenied } from './hook-denied.ts';
import { type HookFile, hookFile } from './hook-file.ts';

export interface WhyFails {
  /** What the program answers the hook, by its own log. */
  answered: Request | undefined;
  /** What the hook wrote. */
  output: string | undefined;
  /** The program that could not be started. */
  absent: string | undefined;
  /** The file that it may not write. */
  target: HookDenied | undefined;
  /** The script that nobody may run. */
  script: string | undefined;
  /** A Service of its own pod, which it asks too early. */
  own: string | undefined;
  /** A file that it reads, and that is not there. */
  file: HookFile | undefined;
  mended: HookMended | undefined;
  /** Where the program listens instead. */
  port: ReturnType<typeof otherPort>;
  /** That it asks too early, of one that asks for a page. */
  early: string;
}

export function whyFails(
  hook: Handler,
  what: string,
  said: string,
  log: LogReading | undefined,
  subject: Subject,
  evidence: Evidence,
): WhyFails {
  // The kubelet hides what the hook wrote since 1.34; a page that it asked for stands in the program's log.
  const answered = log && requestsIn(log).findLast(({ path, status: code }) => code >= 400 && what.includes(path));
  const output = /message: "(.{1,300}?)"/.exec(said)?.[1]?.replaceAll('\\n', ' ').trim();
  const command = answered || !hook.exec ? undefined : (hook.exec.command ?? []);
  const target = command && hookDenied(command, said, output, subject);
  const script = command && withoutBit(command, subject);
  const own = command && ownServiceIn(what, subject, evidence);
  const open = own || target || script ? undefined : command;
  const file = open && !output ? hookFile(open, subject, evidence) : undefined;
  return {
    answered,
    output,
    absent: /exec: \\?"([^"\\\s]{1,200})\\?": (?:stat [^:]{1,200}: no such file|executable file not found)/.exec(said)?.[1],
    target,
    script,
    own,
    file,
    mended: file ? file.mended : open && mendedHook(open, subject, evidence),
    port: answered ? undefined : otherPort(subject),
    early: hook.httpGet && !answered ? earlyWords(subject) : '',
  };
}
