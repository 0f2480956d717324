/** For issues, merge requests and channels: reads well on GitHub and GitLab, and as plain text where only fences are understood. */

import { present } from '../present.ts';
import type { ContainerReport, Finding, Fix, PodReport, Report } from '../report.ts';
import { quote } from '../shell-word.ts';
import { layDifference, ONLY_HIDDEN } from './difference.ts';
import type { RenderOptions } from './options.ts';
import { inert } from './printable.ts';
import { groupsOf, scanHeading, scanWords } from './scan.ts';
import { attemptsHeading, attemptWords, ROWS } from './stayed.ts';
import { byHealth, relation, troubledContainers } from './troubled.ts';
import {
  askWords,
  containerName,
  fixLabel,
  fixWords,
  gapLines,
  healthyLines,
  NOT_FOUND,
  NOTHING_WRONG,
  placeOf,
  redactionWords,
  stateOf,
  stepWords,
  sureness,
} from './words.ts';

/** Lines of a log that are worth pasting. */
const LAST_LINES = 20;

export function markdown(report: Report, options: RenderOptions): string {
  const isScan = report.groups.length > 0;
  const parts = [
    ...stayed(report, options),
    ...(isScan ? scan(report, options) : byHealth(report).unhealthy.flatMap((pod) => onePod(pod, options))),
    ...list(healthyLines(report).map(({ place, words }) => `${place}: ${words}`)),
    ...present(report.pods.length === 0 && report.scan?.complete !== false && prose(NOTHING_WRONG)),
    ...list(scanWords(report)),
    ...titled('Not seen', list(gapLines(report))),
    ...(report.steps.length === 0 ? [] : [`**Steps:** ${prose(report.steps.map((step) => stepWords(step, options.unicode)).join(' · '))}`]),
    ...(options.showCommands
      ? titled('Calls', [
          fence(
            '',
            report.calls.map(({ args, ms }) => `${['kubectl', ...args.map(quote)].join(' ')}  # ${ms} ms`),
          ),
        ])
      : []),
    ...(report.redactions === 0 ? [] : [prose(redactionWords(report))]),
  ];
  return inert(`${parts.join('\n\n')}\n`);
}

function stayed({ change, caught, attempts }: Report, options: RenderOptions): string[] {
  return [
    ...(change ? [`**${prose(change.summary)}**`, ...present(change.before && `Before: ${prose(change.before.summary)}`)] : []),
    ...(caught
      ? [
          `**Run ${caught.number} of ${prose(caught.container)} in ${prose(caught.pod)}, caught:**`,
          table(
            ['asked inside', 'answer'],
            caught.inside.map(({ command, answer }) => [command, answer]),
          ),
        ]
      : []),
    ...(attempts
      ? [
          `**${prose(attemptsHeading(attempts))}**`,
          table(
            ['run', 'how it ended'],
            attempts.seen.slice(-ROWS).map((one) => {
              const { lead, words } = attemptWords(one, options);
              return [lead, words];
            }),
          ),
          ...list(attempts.conclusions),
        ]
      : []),
  ];
}

function scan(report: Report, { now }: RenderOptions): string[] {
  const groups = groupsOf(report, now).flatMap(({ cause, summary, command, pods }) => [
    `**${cause === '' ? 'Cause' : prose(cause)}:** ${prose(summary)}`,
    table(
      ['pod', 'state'],
      pods.map(({ place, words }) => [place, words]),
    ),
    ...(command === null ? [] : [fence('sh', [command])]),
  ]);
  return [`### ${scanHeading(report)}`, ...groups];
}

function onePod(pod: PodReport, options: RenderOptions): string[] {
  const shown = troubledContainers(pod);
  const place = placeOf(pod);
  if (shown.length === 0) return [`### ${prose(place)}: ${prose(pod.status)}`, `**Cause** ${NOT_FOUND}`];
  const blocks = shown.flatMap((container) => [
    `### ${prose(`${place} ${containerName(container)}`)}: ${prose(stateOf(pod, container, options.now))}`,
    ...(container.findings.length === 0
      ? [`**Cause** ${NOT_FOUND}`]
      : container.findings.flatMap((finding, index) => oneFinding(finding, container.findings[index - 1]))),
    ...log(container),
  ]);
  return [...blocks, ...list(pod.notes), ...events(pod)];
}

function oneFinding(finding: Finding, above: Finding | undefined): string[] {
  const { proof, fixes, ruledOut, decides, checks = [], prevention = [], differences = [] } = finding;
  const how = relation(finding, above);
  const title = { root: 'Cause', beside: 'And', follows: 'So', alternative: 'Or' }[how];
  const victim = how === 'follows' ? `${above?.explains}: ` : '';
  return [
    `**${title}** ${prose(`${victim}${finding.summary} ${sureness(finding)}`)}`,
    ...(decides === null ? [] : [`**To decide:** ${prose(decides)}`]),
    ...titled('Proof', [fence('', columns(proof.map(({ step, quote }) => [step, quote])))]),
    ...titled(
      'What changed',
      differences.map(layDifference).flatMap(({ title, lines }) => [prose(title), lines.length === 0 ? ONLY_HIDDEN : fence('diff', lines)]),
    ),
    ...titled(
      'Fix',
      fixes.flatMap((fix, index) => oneFix(fix, fixLabel(fixes, index))),
    ),
    ...(ruledOut.length === 0 ? [] : [`**Not it:** ${prose(ruledOut.map(({ cause, because }) => `${cause}: ${because}`).join(' · '))}`]),
    ...titled(
      'Check',
      checks.flatMap(({ text, command }) => [fence('sh', [command]), ...list([text])]),
    ),
    ...titled('Prevent', list(prevention)),
  ];
}

function oneFix(fix: Fix, label: string): string[] {
  const words = [fixWords(fix), ...fix.asks.map(askWords)];
  const shown = fix.command === undefined ? [] : [fence('sh', [fix.command])];
  return [...present((label === 'or' || label === 'look') && `${label}:`), ...shown, ...list(words)];
}

function log({ log: lines }: ContainerReport): string[] {
  return lines.length === 0 ? [] : titled('Log', [fence('', lines.slice(-LAST_LINES))]);
}

function events({ events: all }: PodReport): string[] {
  const warnings = all
    .filter(({ type }) => type !== 'Normal')
    .map(({ reason, count, message, lastSeen }) => [lastSeen ?? '', reason, String(count), message]);
  return warnings.length === 0 ? [] : titled('Events', [table(['last seen', 'reason', 'count', 'message'], warnings)]);
}

const titled = (title: string, parts: string[]) => (parts.length === 0 ? [] : [`**${title}:**`, ...parts]);
const list = (lines: string[]) => (lines.length === 0 ? [] : [lines.map((line) => `- ${prose(line)}`).join('\n')]);

function columns(rows: [string, string][]): string[] {
  const widest = Math.max(0, ...rows.map(([lead]) => lead.length));
  return rows.map(([lead, quote]) => `${lead.padEnd(widest)}  ${quote}`);
}

/** A fence longer than any run of backticks inside (spec.commonmark.org/0.31.2/#fenced-code-blocks). */
function fence(info: string, lines: string[]): string {
  const longest =
    lines
      .join('\n')
      .match(/`+/g)
      ?.reduce((most, run) => Math.max(most, run.length), 2) ?? 2;
  const marks = '`'.repeat(longest + 1);
  return [`${marks}${info}`, ...lines, marks].join('\n');
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map((cells) => line(cells.map(prose)))].join('\n');
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/**
 * Text between the marks: no markup, HTML, mention or cross-reference comes of it. An underscore within a word is never emphasis. Entities stand for
 * the angle brackets as Slack takes <!channel> for a ping even after a backslash.
 */
function prose(text: string): string {
  return text
    .replace(/[\\`*[\]|~$]|(?<!\w)_|_(?!\w)/g, '\\$&')
    .replace(/[&<>]/g, (character) => ENTITIES[character] ?? '')
    .replace(/(?<!\w)([@#!])(?=\w)/g, '$1\u200b')
    .replace(/^(\d+)([.)])/, '$1\\$2')
    .replace(/^[-+#]/, '\\$&');
}
