/** What those who stay have to say beyond the report: what has become of it, and the attempts side by side. */

import { measured } from '../kube/quantity.ts';
import { present } from '../present.ts';
import type { AttemptReport, Attempts, Caught, Change, Report } from '../report.ts';
import { clock } from './clock.ts';
import { span } from './duration.ts';
import type { Block, Row } from './layout.ts';
import type { RenderOptions } from './options.ts';
import type { Tone } from './paint.ts';
import { timeOf } from './timeline.ts';
import { count } from './words.ts';

const TONES: Record<Change['outcome'], Tone> = { fixed: 'green', well: 'green', same: 'yellow', another: 'yellow', broke: 'red' };
/** Attempts that have a row each; of more, the last ones. */
export const ROWS = 20;
/** Lines of a caught log that are shown. */
const CAUGHT_LINES = 10;

export function stayedBlocks({ change, caught, attempts }: Report, options: RenderOptions): Block[] {
  return [
    ...present(change && changeBlock(change)),
    ...(caught ? caughtBlocks(caught) : []),
    ...(attempts ? attemptBlocks(attempts, options) : []),
  ];
}

function changeBlock({ outcome, summary, before }: Change): Block {
  const head: Row = { lead: summary, text: '', how: 'head', tone: TONES[outcome] };
  return before && outcome !== 'same' ? [head, { label: 'before', text: before.summary, how: 'prose' }] : [head];
}

function caughtBlocks({ pod, container, number, after, inside, log }: Caught): Block[] {
  const when = after === null ? '' : `, ${span(after)} after its start`;
  return [
    [{ lead: `caught run ${number} of ${container} in ${pod}${when}`, text: '', how: 'head' }],
    inside.map(({ command, answer }, index): Row => ({ label: index === 0 ? 'inside' : '', lead: command, text: answer, how: 'quote' })),
    log.slice(-CAUGHT_LINES).map((line, index): Row => ({ label: index === 0 ? 'log' : '', text: line, how: 'quote' })),
  ];
}

function attemptBlocks(attempts: Attempts, options: RenderOptions): Block[] {
  const shown = attempts.seen.slice(-ROWS);
  const rows = shown.map((attempt, index): Row => {
    const { lead, words } = attemptWords(attempt, options);
    return { label: index === 0 ? 'attempts' : '', lead, text: words, how: 'quote' };
  });
  const conclusions = attempts.conclusions.map(
    (text, index): Row => ({ label: index === 0 ? 'compared' : '', text, how: 'prose', tone: 'bold' }),
  );
  return [[{ lead: attemptsHeading(attempts), text: '', how: 'head' }], rows, conclusions];
}

/** "5 runs ended between 13:20:04 and 13:24:10" */
export function attemptsHeading({ seen, missed }: Attempts): string {
  const left = seen.length > ROWS ? `; the last ${ROWS} of them` : '';
  const gone = missed > 0 ? `; ${missed} more ended unseen` : '';
  return `${count(seen.length, 'run')} ended while it was watched${gone}${left}`;
}

export interface AttemptWords {
  /** "#4 13:20:04 ran 32s" */
  lead: string;
  /** How it ended, and what decided. */
  words: string;
}

export function attemptWords(attempt: AttemptReport, options: Pick<RenderOptions, 'now' | 'timeZone'>): AttemptWords {
  const { number, startedAt, finishedAt, seconds, exitCode, signal, reason, decisive, memory, cause } = attempt;
  const at = timeOf(startedAt) ?? timeOf(finishedAt);
  const ran = seconds === null ? '' : ` ran ${span(seconds)}`;
  const [first, last] = [memory[0], memory.at(-1)];
  const grew = first && last && memory.length > 1 ? `memory ${measured(first.bytes)} to ${measured(last.bytes)}` : undefined;
  return {
    lead: `#${number}${at === null ? '' : ` ${clock(options).time(at)}`}${ran}`,
    words: [
      `exit ${exitCode}${signal ? ` (${signal})` : ''}${reason && reason !== 'Error' ? ` ${reason}` : ''}`,
      grew,
      cause ?? undefined,
      decisive ?? attempt.log.at(-1),
    ]
      .filter((one) => one !== undefined && one !== '')
      .join('; '),
  };
}
