/** What `-o wide` has more: whose pod it is, the timeline, the events in full, the log, and why a reading is missing. */
import type { PodReport } from '../report.ts';
import { clock } from './clock.ts';
import { ago } from './duration.ts';
import type { Block, Row } from './layout.ts';
import type { RenderOptions } from './options.ts';
import { timelineOf } from './timeline.ts';
import { managerWords } from './words.ts';

export function backgroundBlocks(pod: PodReport, options: RenderOptions): Block[] {
  const images = pod.containers.map(({ name, image }): Row => ({ lead: name, text: image, how: 'prose' }));
  const events = pod.events.map(
    ({ reason, message, count }): Row => ({ lead: count > 1 ? `${reason} x${count}` : reason, text: message, how: 'prose' }),
  );
  const gaps = pod.gaps.flatMap(({ step, message, command }): Row[] => [
    { lead: step, text: message, how: 'prose' },
    { text: command, how: 'whole', tone: 'cyan' },
  ]);
  return [
    [{ label: 'owner', text: managerWords(pod), how: 'prose' }],
    labelled('images', images),
    timelineBlock(pod, options),
    labelled('events', events),
    ...pod.containers.filter(({ log }) => log.length > 0).map(logBlock),
    labelled('gaps', gaps),
    pod.describe === undefined ? [] : describeBlock(pod.describe),
  ];
}

function timelineBlock(pod: PodReport, options: RenderOptions): Block {
  const { time, zone } = clock(options);
  const { now } = options;
  const happened = timelineOf(pod).map(
    ({ at, until, who, what }): Row => ({
      lead: until !== null && until !== at ? `${time(at)} to ${time(until)}` : time(at),
      text: `${who ? `${who}: ` : ''}${what}${at <= now ? `, ${ago(at, now)}` : ''}`,
      how: 'prose',
    }),
  );
  return happened.length === 0 ? [] : [{ label: 'timeline', text: `times are ${zone}`, how: 'prose', tone: 'dim' }, ...happened];
}

const logBlock = ({ name, log }: PodReport['containers'][number]): Block => [
  { label: 'log', text: `${name}, the end of the run that died`, how: 'prose', tone: 'dim' },
  ...log.map((line): Row => ({ text: line, how: 'whole' })),
];

const describeBlock = (text: string): Block => [
  { label: 'describe', text: 'as kubectl prints it', how: 'prose', tone: 'dim' },
  ...text
    .trimEnd()
    .split('\n')
    .map((line): Row => ({ text: line, how: 'whole' })),
];

function labelled(label: string, rows: Row[]): Block {
  const [first, ...rest] = rows;
  return first ? [{ ...first, label }, ...rest] : [];
}
