/** Whether a server that most often goes to the background stayed in front, and ended for another reason. */
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { commandLine } from '../../kube/pod.ts';
import { configFiles } from '../files/mounted-file.ts';
import { lastedLong } from './clean-end.ts';
import { BEHIND, type Kept, keptInFront } from './daemons.ts';
import { shellLine } from './shell-line.ts';

/** They tell their process when they are up: one that goes to the background is another than the first (nginx, php-fpm, supervisord, redis). */
const FIRST_PROCESS = /\s1#1: start worker processes|\bpid[:=]? ?1\b/i;
/** nginx.org/en/docs/ngx_core_module.html; supervisord.org, configuration; php-fpm.conf. */
const BY_FILE = /^\s*(?:daemon\s+off\s*;|nodaemon\s*=\s*true\b|daemonize\s*=?\s*no\b)/m;

/** The server of a command line that goes to the background, if this one did. */
export function sentBehind(subject: Subject, evidence: Evidence): Kept | undefined {
  const kept = keptInFront(shellLine(subject.container)?.line ?? commandLine(subject.container).join(' '));
  return kept && !isInFront(subject, evidence, kept) ? kept : undefined;
}

/** As its file or its log says; or as it went on for long, and no shell had more to do. */
function isInFront(subject: Subject, evidence: Evidence, { name }: Kept): boolean {
  if (name === BEHIND) return false;
  return (
    (valueOf(subject.log())?.lines.some((line) => FIRST_PROCESS.test(line)) ?? false) ||
    configFiles(subject, evidence).some(({ text }) => BY_FILE.test(valueOf(text) ?? '')) ||
    (lastedLong(subject) && !shellLine(subject.container))
  );
}
