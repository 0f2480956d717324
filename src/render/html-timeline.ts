/** The timeline as a drawing, a lane for each container and one for the pod's events; the table below it says the same. */
import type { Attempts, PodReport } from '../report.ts';
import { clock } from './clock.ts';
import { type Markup, markup } from './markup.ts';
import type { RenderOptions } from './options.ts';
import { attemptsTimeline, type Happening, timelineOf } from './timeline.ts';

const WIDTH = 900;
const LEFT = 140;
const RIGHT = 20;
const LANE = 28;
const TICKS = 4;
/** Characters of a container's name that fit beside its lane. */
const NAME = 18;

export function timelineFigure(pod: PodReport, options: RenderOptions): Markup | [] {
  const caption = 'Last run (filled), waiting for the next try (dashed), events (warnings are diamonds).';
  return figure(timelineOf(pod), `Timeline of ${pod.name}`, caption, options);
}

/** The recorded runs of each container, and the waits between them. */
export function attemptsFigure(attempts: Attempts, options: RenderOptions): Markup | [] {
  return figure(attemptsTimeline(attempts), 'The recorded runs', 'Runs (filled), and the time until the next one (dashed).', options);
}

function figure(all: readonly Happening[], title: string, caption: string, options: RenderOptions): Markup | [] {
  const times = all.flatMap(({ at, until }) => [at, until ?? at]);
  const [from, to] = [Math.min(...times), Math.max(...times)];
  if (all.length === 0 || from === to) return [];
  const x = (ms: number) => Math.round(LEFT + ((ms - from) / (to - from)) * (WIDTH - LEFT - RIGHT));
  const { time, zone } = clock(options);
  const lanes = [...new Set(all.map(({ who }) => who))];
  const height = lanes.length * LANE + 36;
  const ticks = [...Array(TICKS + 1).keys()].map((index) => from + ((to - from) * index) / TICKS);
  const what = ({ at, until, who, what: words }: Happening) =>
    `${time(at)}${until !== null && until !== at ? ` to ${time(until)}` : ''}  ${who ?? 'pod'}: ${words}`;
  return markup`<figure>
<div class="wide" tabindex="0" role="group" aria-label="Timeline"><svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${title} from ${time(from)} to ${time(to)}; the list below says the same">
${ticks.map(
  (
    tick,
    index,
  ) => markup`<line class="axis" x1="${x(tick)}" x2="${x(tick)}" y1="0" y2="${height - 24}"/><text x="${x(tick)}" y="${height - 8}" text-anchor="${index === 0 ? 'start' : index === TICKS ? 'end' : 'middle'}">${time(tick)}</text>
`,
)}${
  options.now > from && options.now < to
    ? markup`<line class="now" x1="${x(options.now)}" x2="${x(options.now)}" y1="0" y2="${height - 24}"><title>now</title></line>
`
    : []
}${lanes.map(
  (lane, index) => markup`<text x="0" y="${index * LANE + 18}">${short(lane ?? 'pod')}</text>
${all.filter(({ who }) => who === lane).map((one) => shape(one, index * LANE, x, what(one)))}`,
)}</svg></div>
<figcaption>${caption} Times are ${zone}.</figcaption>
<details><summary>The timeline as a list</summary>
<ul>${all.map((one) => markup`<li>${what(one)}</li>`)}</ul></details>
</figure>`;
}

function shape({ at, until, kind }: Happening, top: number, x: (ms: number) => number, words: string): Markup {
  const title = markup`<title>${words}</title>`;
  const left = x(at);
  if (kind === 'warning') return markup`<path class="warning" d="M${left} ${top + 7}l6 7l-6 7l-6 -7z">${title}</path>\n`;
  if (kind === 'event') return markup`<circle class="event" cx="${left}" cy="${top + 14}" r="5">${title}</circle>\n`;
  const width = Math.max(3, x(until ?? at) - left);
  return markup`<rect class="${kind}" x="${left}" y="${top + 6}" width="${width}" height="16" rx="2">${title}</rect>\n`;
}

const short = (name: string) => ([...name].length > NAME ? `${[...name].slice(0, NAME - 1).join('')}…` : name);
