/**
 * Why the runtime could not create or start the process, from its own words. runc: libcontainer (init_linux.go, rootfs_linux.go);
 * crun: src/libcrun/container.c; containerd: internal/cri; Docker wraps runc's text.
 */

import type { Subject } from '../../evidence/subject.ts';
import type { Proof } from '../../report.ts';

export type StartFailure =
  | { sort: 'not-found'; program: string }
  | { sort: 'not-executable'; program: string }
  | { sort: 'is-directory'; program: string }
  | { sort: 'exec-format'; program: string | undefined }
  | { sort: 'interpreter'; program: string }
  | { sort: 'workdir'; path: string; why: string }
  /** Something is mounted on what is of another kind: a folder on a file or the reverse. */
  | { sort: 'mount-kind'; target: string }
  | { sort: 'mount'; target: string | undefined; why: string }
  /** What is mounted with propagation lies on a mount of the node that is private. */
  | { sort: 'propagation'; path: string }
  | { sort: 'device'; path: string }
  | { sort: 'user'; user: string; group: boolean }
  | { sort: 'platform' }
  | { sort: 'no-command' }
  | { sort: 'reserved' }
  | { sort: 'deadline' }
  | { sort: 'hook'; why: string }
  | { sort: 'other'; why: string };

export interface Started {
  failure: StartFailure;
  message: string;
  proof: Proof;
}

const CREATING = [
  'RunContainerError',
  'CreateContainerError',
  'StartError',
  'ContainerCannotRun',
  'PreCreateHookError',
  'PreStartHookError',
];

/** Undefined where the last thing that happened is no failure to create or start. */
export function startFailure(subject: Subject): Started | undefined {
  const { status, attempt } = subject;
  const { reason, message } = status?.state?.waiting ?? {};
  const ran = attempt?.reason === 'StartError' || attempt?.reason === 'ContainerCannotRun';
  if (reason !== undefined && CREATING.includes(reason) && message)
    return read(message, { step: 'get', quote: `${reason}: ${message}`, path: 'state.waiting.message' });
  if (ran && attempt.message) {
    return read(attempt.message, {
      step: 'get',
      quote: `${attempt.reason}: ${attempt.message.trim()}`,
      path: `${attempt.log === 'current' ? 'state' : 'lastState'}.terminated.message`,
    });
  }
  if (!ran && (reason === undefined || !CREATING.includes(reason))) return undefined;
  const [event] = subject.events('Failed').filter((one) => one.message?.startsWith('Error: ') && one.message.length > 40);
  return event?.message ? read(event.message, { step: 'events', quote: `Failed: ${event.message}` }) : undefined;
}

function read(message: string, proof: Proof): Started {
  return { failure: failureOf(message), message, proof: { ...proof, quote: shortened(proof.quote) } };
}

/** The runtime's chain of "failed to … : failed to …" says nothing; its end does. */
const shortened = (text: string) =>
  text
    .replace(
      /(?:failed to create containerd task: |failed to create shim task: |OCI runtime create failed: |runc create failed: |container create failed: )+/,
      '… ',
    )
    .replace(/: unknown$/, '')
    .slice(0, 400);

const PATTERNS: readonly [RegExp, (groups: string[]) => StartFailure][] = [
  // containerd (contrib/apparmor) runs it on the node, before there is a container.
  [/get apparmor_parser version: (.{1,200})/, ([why = '']) => ({ sort: 'other', why: `apparmor_parser of the node: ${why}` })],
  [
    /exec: "((?:[^"\\]|\\.){0,400})": (?:executable file not found in \$PATH|stat .{1,400}: no such file or directory|.{0,100}no such file or directory)/,
    ([program = '']) => ({ sort: 'not-found', program: unquoted(program) }),
  ],
  [/executable file `([^`]{1,400})` not found/, ([program = '']) => ({ sort: 'not-found', program })],
  [/exec: "((?:[^"\\]|\\.){1,400})": is a directory/, ([program = '']) => ({ sort: 'is-directory', program: unquoted(program) })],
  [
    /exec: "((?:[^"\\]|\\.){1,400})": (?:stat .{1,400}: )?permission denied/,
    ([program = '']) => ({ sort: 'not-executable', program: unquoted(program) }),
  ],
  [/open executable: Permission denied/i, () => ({ sort: 'not-executable', program: '' })],
  [/the path `([^`]{1,300})` exists but it is not executable/, ([program = '']) => ({ sort: 'not-executable', program })],
  [/the path `([^`]{1,300})` is not a regular file/, ([program = '']) => ({ sort: 'is-directory', program })],
  [/exec (?:container process )?[`"]?([^\s`":]{1,300})[`"]?: [Ee]xec format error/, ([program]) => ({ sort: 'exec-format', program })],
  [/exec format error/, () => ({ sort: 'exec-format', program: undefined })],
  [/\(missing dynamic library\?\) `([^`]{1,300})`/, ([program = '']) => ({ sort: 'interpreter', program })],
  [
    /chdir to cwd \("([^"]{1,300})"\) set in config\.json failed: ([^:]{1,100})/,
    ([path = '', why = '']) => ({ sort: 'workdir', path, why }),
  ],
  [/chdir to `([^`]{1,300})`: ([^:\n]{1,100})/, ([path = '', why = '']) => ({ sort: 'workdir', path, why: lower(why) })],
  // Of the workingDir; what is made for a volume has its path in quotation marks before it.
  [
    /(?<!": )mkdir ([^\s:]{1,300}): (not a directory|permission denied|read-only file system)/,
    ([path = '', why = '']) => ({ sort: 'workdir', path, why }),
  ],
  [
    /to rootfs at "([^"]{1,300})"(?:.{0,600})(?:not a directory|is a directory|mount a directory onto a file)/i,
    ([target = '']) => ({ sort: 'mount-kind', target }),
  ],
  [/error mounting ".{1,400}?" to rootfs at "([^"]{1,300})": (.{1,900})/, ([target = '', why = '']) => ({ sort: 'mount', target, why })],
  // crun gives the place in the container without its first slash.
  [/mount `[^`]{1,400}` to `\/?([^`]{1,300})`: (?:Not|Is) a directory/, ([target = '']) => ({ sort: 'mount-kind', target: `/${target}` })],
  [
    /mount `[^`]{1,400}` to `\/?([^`]{1,300})`: ([^:\n]{1,100})/,
    ([target = '', why = '']) => ({ sort: 'mount', target: `/${target}`, why: lower(why) }),
  ],
  [/unresolvable CDI devices ([^\s,:]{1,200})/, ([path = '']) => ({ sort: 'device', path })],
  [/custom device "([^"]{1,300})"/, ([path = '']) => ({ sort: 'device', path })],
  [/unable to find user ([^\s:]{1,100}): no matching entries/, ([user = '']) => ({ sort: 'user', user, group: false })],
  [/unable to find group ([^\s:]{1,100}): no matching entries/, ([user = '']) => ({ sort: 'user', user, group: true })],
  // containerd (pkg/oci/spec_opts.go) says it without the name.
  [/no users found\b/, () => ({ sort: 'user', user: '', group: false })],
  [/no groups found\b/, () => ({ sort: 'user', user: '', group: true })],
  // Windows (hcsshim): an image of another build of Windows than the node's.
  [/container operating system does not match the host operating system/, () => ({ sort: 'platform' })],
  [/no command specified|no (?:command|entrypoint) (?:or|and) (?:entrypoint|command|CMD)/i, () => ({ sort: 'no-command' })],
  [
    /name ".{1,400}?" is reserved for|failed to reserve container name|: name is reserved\b|: that name is already in use\b/,
    () => ({ sort: 'reserved' }),
  ],
  [/nvidia-container-cli(?:\.real)?: (.{1,200})/, ([why = '']) => ({ sort: 'hook', why: `nvidia-container-cli: ${why}` })],
  [/path "?([^"\s]{1,300})"? is mounted on "?[^"\s]{1,300}"? but it is not a shared/, ([path = '']) => ({ sort: 'propagation', path })],
  [
    /error running (?:\w{1,20} )?(?:prestart |createRuntime |createContainer |startContainer )?hook.{0,20}: (.{1,300})/i,
    ([why = '']) => ({ sort: 'hook', why }),
  ],
  [/context deadline exceeded/, () => ({ sort: 'deadline' })],
];

export function failureOf(message: string): StartFailure {
  // runc before 1.0.0-rc93 quotes what it passes on, once for each process that it goes through; CRI-O hands on runc's line of its log.
  const words = /starting container process caused "|level=error msg="/.test(message) ? message.replaceAll(/\\+"/g, '"') : message;
  for (const [pattern, make] of PATTERNS) {
    const found = pattern.exec(words);
    if (found) return make(found.slice(1));
  }
  return { sort: 'other', why: shortened(message) };
}

/** crun's words for an errno are glibc's, runc's those of Go. */
const lower = (text: string) => text.trim().toLowerCase();

/** Go quotes the word (%q). */
const unquoted = (text: string) => text.replace(/\\(["\\])/g, '$1');
