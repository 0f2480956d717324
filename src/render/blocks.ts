/** A report as blocks of rows, for `text` (one screen for one crash) and `wide` (all that is known). */

import { present } from '../present.ts';
import type { ContainerReport, Finding, Fix, PodReport, Report } from '../report.ts';
import { quote } from '../shell-word.ts';
import { backgroundBlocks } from './background.ts';
import { localTimes } from './clock.ts';
import type { Block, Row } from './layout.ts';
import type { RenderOptions } from './options.ts';
import type { Tone } from './paint.ts';
import { scanBlocks, scanWords } from './scan.ts';
import { stayedBlocks } from './stayed.ts';
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

/** Lines of the log that are shown where no cause was found. */
const LAST_LINES = 5;
const TONES: Record<Finding['confidence'], Tone> = { certain: 'bold', likely: 'yellow', possible: 'yellow' };

export function blocksOf(report: Report, options: RenderOptions, isWide: boolean): Block[] {
  const { unhealthy } = byHealth(report);
  const isScan = report.groups.length > 0;
  // Of pods that are alike, the one that was looked into is shown in full.
  const full = isScan && !isWide ? [] : unhealthy.filter(({ diagnosedAs }) => diagnosedAs === undefined);
  const bodies = [...(isScan ? scanBlocks(report, options, isWide) : []), ...full.flatMap((pod) => podBlocks(pod, options, isWide))];
  const healthy = healthyLines(report).map(({ place, words }): Row => ({ lead: place, text: words, how: 'head', tone: 'green' }));
  const seen = scanWords(report).map((lead): Row => ({ lead, text: '', how: 'head' }));
  const nothing: Block[] =
    report.pods.length === 0 && report.scan?.complete !== false ? [[{ text: '', lead: NOTHING_WRONG, how: 'head' }]] : [];
  return [...stayedBlocks(report, options), ...bodies, ...nothing, [...healthy, ...seen], ...lastBlocks(report, options)];
}

export function podBlocks(pod: PodReport, options: RenderOptions, isWide: boolean): Block[] {
  const shown = troubledContainers(pod);
  const place = placeOf(pod);
  if (shown.length === 0)
    return [[{ lead: place, text: pod.status, how: 'head', tone: 'red' }], [{ label: 'cause', text: NOT_FOUND, how: 'prose' }], notes(pod)];
  const each = shown.flatMap((container) => [
    [{ lead: `${place}  ${containerName(container)}`, text: stateOf(pod, container, options.now), how: 'head', tone: 'red' } satisfies Row],
    ...(container.findings.length > 0 ? findingBlocks(container.findings, options, isWide) : unexplained(container)),
  ]);
  return [...each, notes(pod), ...(isWide ? backgroundBlocks(pod, options) : [])];
}

const notes = (pod: PodReport): Block => pod.notes.map((note, index) => ({ label: index === 0 ? 'note' : '', text: note, how: 'prose' }));

function unexplained({ log }: ContainerReport): Block[] {
  const lines = log.slice(-LAST_LINES);
  return [
    [{ label: 'cause', text: NOT_FOUND, how: 'prose', tone: 'yellow' }],
    lines.map((line, index) => ({ label: index === 0 ? 'log' : '', text: line, how: 'quote' })),
  ];
}

function findingBlocks(findings: readonly Finding[], { unicode }: RenderOptions, isWide: boolean): Block[] {
  return findings.flatMap((finding, index) => {
    const above = findings[index - 1];
    const isLast = index === findings.length - 1;
    return [
      [
        ...causeRows(finding, above),
        ...present(isLast && finding.explains !== null && ({ label: 'so', text: `${finding.explains} fails`, how: 'prose' } satisfies Row)),
      ],
      finding.proof.flatMap(({ step, quote, command, path }, row): Row[] => [
        { label: row === 0 ? 'proof' : '', lead: step, text: quote, how: isWide ? 'prose' : 'quote' },
        ...present(
          isWide && path && ({ text: path, how: 'prose', tone: 'dim' } satisfies Row),
          isWide && command && ({ text: command, how: 'whole', tone: 'cyan' } satisfies Row),
        ),
      ]),
      finding.fixes.flatMap((fix, row) => fixRows(fix, fixLabel(finding.fixes, row))),
      notItRows(finding, unicode),
      ...(isWide ? adviceBlocks(finding) : []),
    ];
  });
}

function causeRows(finding: Finding, above: Finding | undefined): Row[] {
  const label = { root: 'cause', beside: 'and', follows: 'so', alternative: 'or' }[relation(finding, above)];
  const victim = relation(finding, above) === 'follows' ? `${above?.explains}: ` : '';
  return [
    { label, text: `${victim}${finding.summary} ${sureness(finding)}`, how: 'prose', tone: TONES[finding.confidence] },
    ...(finding.decides === null ? [] : decidesRows(finding.decides)),
  ];
}

/** A command at its end has a line to itself. */
function decidesRows(decides: string): Row[] {
  const [words = '', command] = decides.split(/: (?=(?:kubectl|docker|crictl) )/, 2);
  return [
    { text: `to decide: ${words}`, how: 'prose' },
    ...present(command && ({ text: command, how: 'whole', tone: 'cyan' } satisfies Row)),
  ];
}

/** A command has its line to itself, so that the line can be copied; what it does stands below. */
function fixRows(fix: Fix, label: string): Row[] {
  const words: Row = { text: fixWords(fix), how: 'prose' };
  const asks = fix.asks.map((ask): Row => ({ text: askWords(ask), how: 'prose', tone: 'yellow' }));
  if (fix.command === undefined) return [{ label, ...words }, ...asks];
  return [{ label, text: fix.command, how: 'whole', tone: 'cyan' }, words, ...asks];
}

function adviceBlocks({ checks = [], prevention = [] }: Finding): Block[] {
  return [
    checks.flatMap(({ text, command }, index): Row[] => [
      { label: index === 0 ? 'check' : '', text: command, how: 'whole', tone: 'cyan' },
      { text, how: 'prose' },
    ]),
    prevention.map((text, index): Row => ({ label: index === 0 ? 'prevent' : '', text, how: 'prose' })),
  ];
}

function notItRows({ ruledOut }: Finding, unicode: boolean): Row[] {
  const words = ruledOut.map(({ cause, because }) => `${cause}: ${because}`).join(unicode ? ' · ' : '; ');
  return words === '' ? [] : [{ label: 'not it', text: words, how: 'prose' }];
}

/** What holds for the whole run: what was not seen, the steps, the calls. */
function lastBlocks(report: Report, options: RenderOptions): Block[] {
  const { unicode, showCommands } = options;
  const steps = localTimes(report.steps.map((step) => stepWords(step, unicode)).join('  '), options);
  const calls = report.calls.map(
    ({ args, ms, exit, bytes, failure }, index): Row => ({
      label: index === 0 ? 'calls' : '',
      lead: `${ms} ms, ${bytes} bytes, exit ${exit ?? '-'}${failure ? `, ${failure}` : ''}`,
      text: ['kubectl', ...args.map(quote)].join(' '),
      how: 'whole',
    }),
  );
  return [
    gapLines(report).map((line, index) => ({ label: index === 0 ? 'not seen' : '', text: line, how: 'prose', tone: 'yellow' })),
    steps === '' ? [] : [{ label: 'steps', text: steps, how: 'items', tone: 'dim' }],
    showCommands ? calls : [],
    report.redactions === 0 ? [] : [{ label: 'hidden', text: redactionWords(report), how: 'prose', tone: 'dim' }],
  ];
}
