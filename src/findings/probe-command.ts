/** A probe's command that cannot work, and what it was meant to ask. */

import type { ProbeFix } from '../fixes/probe.ts';
import { commandLine } from '../kube/pod.ts';
import type { EnvVar, HttpGet } from '../kube/shapes.ts';
import { SIDE } from '../logs/consequences.ts';
import type { Fix } from '../report.ts';
import type { ProbeTrouble } from '../trace/probes/probe-trouble.ts';
import { openPorts, type Serving } from '../trace/probes/serving.ts';
import { alternatives } from './probe-alternatives.ts';

/** A program that the shell, env or the runtime did not find. */
const NOT_FOUND =
  /(?:^|\n)(?:[\w./-]{1,100}: )?(?:line )?(?:\d{1,5}: )?([\w./-]{1,100}): (?:command )?not found\b|can't execute '([^']{1,100})'|exec: "([^"]{1,300})": executable file not found|^env: '?([\w./-]{1,100})'?: No such file/;

export function missingProgram({ failure, probe }: ProbeTrouble): string | undefined {
  if (failure?.sort === 'command-missing') return failure.program;
  if (failure?.sort !== 'command') return undefined;
  const [, ...groups] = NOT_FOUND.exec(failure.output) ?? [];
  const found = groups.find(Boolean);
  // To a shell $(NAME) is the output of a program, and one with the name of a variable was meant as that.
  const isVariable = /^[A-Z][A-Z\d_]+$/.test(found ?? '') && probe.exec?.command?.some((word) => word.includes(`$(${found})`));
  return isVariable ? undefined : found;
}

/** What curl and wget write of their progress, and never of the failure. */
const PROGRESS = /^(?:% Total {1,9}% Received|Dload {1,9}Upload|[\d.kMG ]{1,60}(?:--:--:--|\d:\d\d:\d\d)|Connecting to \S{1,200} \()/;

/** The first line that tells of the failure; of a Python traceback the last. */
export function decisiveLine(output: string): string {
  const lines = output
    .split('\n')
    .map((text) => text.trim())
    .filter((text) => text !== '' && !PROGRESS.test(text));
  return (lines[0]?.startsWith('Traceback (most recent call last)') ? lines.at(-1) : lines[0]) ?? '';
}

/** The program had ended before the command came to run (containerd, CRI-O, Docker). */
const GONE =
  /container (?:is in CONTAINER_EXITED state|is not (?:created or )?running|not running)|\bno running task found|cannot exec in a (?:stopped|deleted)/;

export const isGone = (output: string): boolean => GONE.test(output);

/** What the clients of servers say where nobody answers yet: pg_isready, curl, mysqladmin, redis-cli, nc. */
const UNANSWERED =
  /\b(?:no response|rejecting connections|connection refused|could not connect|couldn't connect|can't connect|failed to connect|ECONNREFUSED)\b/i;

export const isUnanswered = (line: string): boolean => UNANSWERED.test(line);

/** The page on this very container that the command asks for. */
const OWN_PAGE = /\bhttps?:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])(?::(\d{1,5}))?(\/[^\s"'|;&)]{0,300})?/;

/** curl and wget take a place without http:// for one of HTTP. */
const OF_CURL =
  /\b(?:curl|wget)\b[^|;&]{0,80}?\s["']?(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])(?::(\d{1,5}))?(\/[^\s"'|;&)]{0,300})?(?=[\s"'|;&)]|$)/;

function askedPage({ probe }: ProbeTrouble): HttpGet | undefined {
  const text = (probe.exec?.command ?? []).join(' ');
  const found = OWN_PAGE.exec(text) ?? OF_CURL.exec(text);
  if (!found) return undefined;
  const secure = found[0].startsWith('https');
  return { path: found[2] ?? '/', port: Number(found[1] ?? (secure ? 443 : 80)), ...(secure ? { scheme: 'HTTPS' } : {}) };
}

/** In the order of what is known to work: the program's own way in, the same page asked by the kubelet, what passes, a bare port, nothing. */
export function repairCommand(probes: ProbeFix, serving: Serving, why: string): Fix[] {
  const { fix, trouble } = probes;
  const login = redisLogin(trouble, fix.subject.container.env ?? [], [...commandLine(fix.subject.container)]);
  if (login)
    return [
      fix.patchContainer(`give redis-cli the password that the server asks for: it reads REDISCLI_AUTH`, { env: [login] }),
      alternatives(probes, serving, 'or without a password'),
    ];
  const page = askedPage(trouble);
  const open = openPorts(serving);
  const declared = (fix.subject.container.ports ?? []).map(({ containerPort }) => containerPort);
  const isSide = (port: number) => serving.listeners.some((one) => one.port === port && SIDE.test(one.quote));
  const port = page && [...open, ...(open.length ? [] : declared)].find((one) => one === page.port || (open.length === 1 && !isSide(one)));
  if (page && port !== undefined) {
    return [
      probes.handler((words) => `${why}: let the kubelet itself ask for ${page.path} on port ${port} (${words})`, {
        httpGet: { ...page, port },
      }),
    ];
  }
  return [alternatives(probes, serving, why)];
}

/**
 * A shell keeps for itself what redis-cli said: test "$(redis-cli ping)" = PONG. redis-cli ends with 0 all the same, and the server asks
 * everybody for the password that it was started with, be it by an option or in its file (redis.io/docs/latest/operate/oss_and_stack/management/security).
 */
export function lacksPassword(output: string, command: readonly string[], asks: boolean): boolean {
  const line = command.join(' ');
  return (
    asks &&
    output.trim() === '' &&
    /(?:\$\(|`)\s*redis-cli\b|\bredis-cli\b[^;&|]*\|/.test(line) &&
    !/\bREDISCLI_AUTH=|\bredis-cli\b[^;&|)`]*\s(?:-a|--pass|--user|-u)\b/.test(line)
  );
}

/** redis-cli takes the password from REDISCLI_AUTH (redis.io/docs/latest/develop/tools/cli); the container has it for the server. */
function redisLogin({ failure, probe }: ProbeTrouble, env: readonly EnvVar[], words: readonly string[]): EnvVar | undefined {
  if (
    failure?.sort !== 'command' ||
    !(
      /\bNOAUTH\b/.test(failure.output) ||
      lacksPassword(
        failure.output,
        probe.exec?.command ?? [],
        words.some((word) => /(?:^|\s)--requirepass\b/.test(word)),
      )
    ) ||
    !(probe.exec?.command ?? []).some((word) => word.includes('redis-cli'))
  )
    return undefined;
  // As an argument of its own, or within the line of a shell.
  const named = /--requirepass[\s"'=]+\$[({]?(\w{1,200})\b/.exec(words.join(' '))?.[1];
  const source =
    env.find(({ name }) => name === named) ?? env.find(({ name }) => /^(?:REDIS|VALKEY)?_?(?:PASSWORD|PASS|AUTH)$/i.test(name));
  if (!source) return undefined;
  return source.valueFrom ? { name: 'REDISCLI_AUTH', valueFrom: source.valueFrom } : { name: 'REDISCLI_AUTH', value: `$(${source.name})` };
}
