/** The sentences that the text, markdown, HTML and JUnit forms share. */

import type { FailureKind } from '../errors.ts';
import { present } from '../present.ts';
import type { Asks, ContainerReport, Finding, Fix, PodReport, Report, ReportGap, StepReport } from '../report.ts';
import { span } from './duration.ts';
import { byHealth } from './troubled.ts';

export const NOT_FOUND = 'not found: none of the known causes fits what was seen';
export const NOTHING_WRONG = 'no pod was found that crashes, cannot start, or stays unready';

export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** A name as one word: names have no spaces, and one that has could pass for a label of ours, or for arguments. */
export function word(name: string): string {
  return name.replaceAll(' ', '_');
}

/** "shop/web-0" */
export function placeOf({ namespace, name }: PodReport): string {
  return `${word(namespace)}/${word(name)}`;
}

/** "migrate (init)"; app containers by their name alone. */
export function containerName({ name, kind }: ContainerReport): string {
  return kind === 'app' ? word(name) : `${word(name)} (${kind})`;
}

/** "CrashLoopBackOff, 7 restarts, last exit 137 (SIGKILL), next try in about 2m10s" */
export function stateOf(pod: PodReport, container: ContainerReport, now: number): string {
  const { state, reason, restarts, exitCode, signal } = container;
  const word = reason ?? (state === 'running' ? 'Running' : pod.status);
  return [
    word,
    ...present(restarts > 0 && count(restarts, 'restart')),
    ...(exitCode === null ? [] : [`last exit ${exitCode}${signal ? ` (${signal})` : ''}`]),
    ...nextTry(container, now),
  ].join(', ');
}

function nextTry({ backOff }: ContainerReport, now: number): string[] {
  if (!backOff) return [];
  const at = backOff.nextTry === null ? Number.NaN : Date.parse(backOff.nextTry);
  if (Number.isNaN(at)) return backOff.seconds === null ? [] : [`waits ${span(backOff.seconds)} between tries`];
  return [at - now < 1000 ? 'next try any moment' : `next try in about ${span((at - now) / 1000)}`];
}

/** "(likely, container tier: oom-killed)" */
export function sureness({ confidence, tier, cause }: Finding): string {
  return `(${confidence}, ${tier} tier: ${cause})`;
}

/** A fix in words, with what its command does to the cluster. */
export function fixWords({ text, command, changes, restarts }: Fix): string {
  if (command === undefined) return text;
  return `${text}${!changes ? (/^kubectl (?:debug .*--copy-to=|run .*--rm )/.test(command) ? ' (changes only the copy)' : ' (only reads)') : restarts ? ' (replaces pods)' : ''}`;
}

/** "fix" before the first change, "or" before another, "look" before a command that only reads; words alone that change nothing follow on. */
export function fixLabel(fixes: readonly Fix[], index: number): string {
  const { changes, command } = fixes[index] ?? {};
  if (changes) return fixes.findIndex((fix) => fix.changes) === index ? 'fix' : 'or';
  if (command !== undefined) return 'look';
  return index === 0 ? 'fix' : '';
}

export function askWords({ variable, what, secret }: Asks): string {
  return `you give: ${variable} = ${what}${secret ? ` (a secret; read -rs ${variable} takes it unseen)` : ''}`;
}

const GAPS: Record<FailureKind, string> = {
  'no-kubectl': 'kubectl could not be run',
  'not-found': 'not found',
  forbidden: 'forbidden',
  unauthorized: 'the cluster did not accept the credentials',
  credentials: 'the credential plugin failed',
  configuration: 'the kubeconfig could not be used',
  unreachable: 'not reachable',
  throttled: 'too many requests',
  server: 'the server failed',
  timeout: 'timed out',
  stopped: 'not asked, time was up',
  'no-log': 'no log is kept of that run',
  unsupported: 'not served by this cluster',
  'bad-answer': 'the answer could not be read',
  'too-large': 'the answer was too large',
  other: 'failed',
};

/** Kinds that say nothing without kubectl's own words. */
const TOLD_BY_KUBECTL: readonly FailureKind[] = ['other', 'server', 'bad-answer', 'credentials', 'configuration', 'unreachable'];

/** "events: forbidden, needs list events" */
export function gapWords({ step, gap, message, needs }: ReportGap): string {
  const what = TOLD_BY_KUBECTL.includes(gap) && message !== '' ? `${GAPS[gap]} (${message})` : GAPS[gap];
  return `${step}: ${what}${needs ? `, needs ${needs.verb} ${needs.resource}${needs.group ? `.${needs.group}` : ''}` : ''}`;
}

/** All gaps, each once. */
export function gapLines({ gaps = [], pods }: Report): string[] {
  return [...new Set([...gaps, ...pods.flatMap((pod) => pod.gaps)].map(gapWords))];
}

/** "get ✓  logs --previous ✓  events ✓ since 13:20  exec – not running" */
export function stepWords({ step, outcome, note }: StepReport, unicode: boolean): string {
  const marks = unicode ? { ok: '✓', none: '✓', gap: '✗', skipped: '–' } : { ok: 'ok', none: 'ok', gap: 'x', skipped: '-' };
  const said = note ?? (outcome === 'none' ? 'none' : '');
  return `${step} ${marks[outcome]}${said ? ` ${said}` : ''}`;
}

export function redactionWords({ redactions }: Report): string {
  return `${count(redactions, 'value')} that looked like credentials ${redactions === 1 ? 'is' : 'are'} hidden (--show-secrets shows them)`;
}

export function managerWords({ owner, managedBy }: PodReport): string {
  if (!managedBy) return owner ?? 'no owner';
  const { tool, name, chart } = managedBy;
  const who = tool === 'kubectl apply' ? 'made by kubectl apply' : `managed by ${tool === 'operator' ? 'the operator of' : tool} ${name}`;
  return `${owner ?? 'no owner'}, ${who}${chart ? ` (chart ${chart})` : ''}`;
}

/** Healthy pods with something to say have a line each; the others are counted. */
export function healthyLines(report: Report): { place: string; words: string }[] {
  const { healthy, unhealthy } = byHealth(report);
  const alone = healthy.length === 1 || (unhealthy.length === 0 && !report.scan);
  const told = healthy.filter(({ notes }) => alone || notes.length > 0);
  const lines = told.map((pod) => ({ place: placeOf(pod), words: [`${pod.status}, no fault found`, ...pod.notes].join('; ') }));
  const rest = healthy.length - told.length;
  return rest === 0 ? lines : [...lines, { place: count(rest, `${told.length ? 'more ' : ''}pod`), words: 'no fault found' }];
}
