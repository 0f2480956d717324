/** One page that explains itself: no request leaves it, no script is needed to read it. */

import { present } from '../present.ts';
import type { ContainerReport, Difference, Finding, Fix, PodReport, Proof, Report } from '../report.ts';
import { quote } from '../shell-word.ts';
import { PROGRAM } from '../version.ts';
import { clock } from './clock.ts';
import { layDifference, ONLY_HIDDEN } from './difference.ts';
import { page } from './html-page.ts';
import { attemptsFigure, timelineFigure } from './html-timeline.ts';
import { type Markup, markup } from './markup.ts';
import type { RenderOptions } from './options.ts';
import { groupsOf, scanHeading, scanWords } from './scan.ts';
import { attemptsHeading, attemptWords, ROWS } from './stayed.ts';
import { timeOf } from './timeline.ts';
import { byHealth, relation, troubledContainers } from './troubled.ts';
import {
  askWords,
  containerName,
  fixLabel,
  fixWords,
  gapWords,
  healthyLines,
  managerWords,
  NOT_FOUND,
  NOTHING_WRONG,
  redactionWords,
  stateOf,
  stepWords,
} from './words.ts';

export function html(report: Report, options: RenderOptions): string {
  const { unhealthy } = byHealth(report);
  const [first] = unhealthy;
  const title = report.groups.length > 0 ? scanHeading(report) : first ? `${first.namespace}/${first.name}` : 'nothing is wrong';
  const healthy = healthyLines(report);
  return page(
    title,
    markup`<header>
<h1>${title}</h1>
<p class="verdict">${report.verdict?.summary ?? (first ? NOT_FOUND : NOTHING_WRONG)}</p>
<p class="note">${PROGRAM}, ${clock(options).full(options.now)}</p>
</header>
<main>
${stayed(report, options)}${report.groups.length > 0 ? groups(report, options) : []}
${unhealthy.filter(({ diagnosedAs }) => diagnosedAs === undefined).map((pod) => onePod(pod, options))}
${section('No fault found', healthy.length === 0 ? [] : [list(healthy.map(({ place, words }) => markup`${place}: ${words}`))])}
${section('Seen', scanWords(report).length === 0 ? [] : [list(scanWords(report).map((line) => markup`${line}`))])}
${section(
  'Not seen',
  (report.gaps ?? []).map((gap) => markup`${gapWords(gap)}${shell(gap.command)}`),
)}
${section('Steps', report.steps.length === 0 ? [] : [list(report.steps.map((step) => markup`${stepWords(step, true)}`))])}
${fold('Calls to kubectl', report.calls.length === 0 ? [] : [calls(report)])}
${report.redactions === 0 ? [] : markup`<p class="note">${redactionWords(report)}</p>`}
</main>`,
  );
}

/** What has become of it, what a caught run said, and the recorded runs as a picture and side by side. */
function stayed({ change, caught, attempts }: Report, options: RenderOptions): Markup[] {
  return [
    ...present(
      change &&
        markup`<section>\n<h2>${change.summary}</h2>\n${change.before ? markup`<p>Before: ${change.before.summary}</p>` : []}</section>\n`,
      caught &&
        markup`<section>\n<h2>Run ${String(caught.number)} of ${caught.container} in ${caught.pod}, caught</h2>
${table(
  ['asked inside', 'answer'],
  caught.inside.map(({ command, answer }) => [command, answer]),
)}
${fold('Its log', caught.log.length === 0 ? [] : [markup`<pre>${caught.log.join('\n')}</pre>`])}</section>\n`,
      attempts &&
        markup`<section>\n<h2>${attemptsHeading(attempts)}</h2>
${list(attempts.conclusions.map((words) => markup`${words}`))}
${attemptsFigure(attempts, options)}
${table(
  ['run', 'how it ended'],
  attempts.seen.slice(-ROWS).map((one) => {
    const { lead, words } = attemptWords(one, options);
    return [lead, words];
  }),
)}</section>\n`,
    ),
  ];
}

function groups(report: Report, { now }: RenderOptions): Markup[] {
  return groupsOf(report, now).map(
    ({ cause, summary, command, pods }) => markup`<section>
<h2>${summary}</h2>
${cause === '' ? [] : markup`<p class="tags"><span>${cause}</span></p>`}
${table(
  ['pod', 'state'],
  pods.map(({ place, words }) => [place, words]),
)}
${command === null ? [] : shell(command)}
</section>
`,
  );
}

function onePod(pod: PodReport, options: RenderOptions): Markup {
  const { time } = clock(options);
  const events = pod.events.map(({ lastSeen, reason, count, message }) => {
    const at = timeOf(lastSeen);
    return [at === null ? '' : time(at), reason, String(count), message];
  });
  return markup`<section class="pod">
<h2>Pod ${pod.name}</h2>
<p class="note">Namespace ${pod.namespace}; ${pod.status}; ${managerWords(pod)}</p>
${troubledContainers(pod).map((container) => oneContainer(pod, container, options))}
${list(pod.notes.map((note) => markup`${note}`))}
${timelineFigure(pod, options)}
${fold('Events', events.length === 0 ? [] : [table(['last seen', 'reason', 'count', 'message'], events)])}
${fold('What kubectl describe prints', pod.describe === undefined ? [] : [markup`<pre class="laid">${pod.describe.trimEnd()}</pre>`])}
${section('Not seen', pod.gaps.length === 0 ? [] : [list(pod.gaps.map((gap) => markup`${gapWords(gap)}${shell(gap.command)}`))])}
</section>
`;
}

function oneContainer(pod: PodReport, container: ContainerReport, { now }: RenderOptions): Markup {
  const { findings, log } = container;
  return markup`<article>
<h3>${containerName(container)}</h3>
<p class="state">${stateOf(pod, container, now)}</p>
${findings.length === 0 ? markup`<p>${NOT_FOUND}</p>` : findings.map((finding, index) => oneFinding(finding, findings[index - 1]))}
${fold('The end of the log of the run that died', log.length === 0 ? [] : [markup`<pre>${log.join('\n')}</pre>`])}
</article>
`;
}

function oneFinding(finding: Finding, above: Finding | undefined): Markup {
  const { title, cause, tier, confidence, summary, proof, fixes, ruledOut, decides, differences = [] } = finding;
  const how = relation(finding, above);
  const lead = { root: '', beside: 'And: ', follows: `So ${above?.explains ?? ''} fails: `, alternative: 'Or: ' }[how];
  return markup`<h4>${lead}${summary}</h4>
<p class="tags"><span>${confidence}</span><span>${tier} tier</span><span>${cause}</span><span>${title}</span></p>
${decides === null ? [] : markup`<p><b>To decide:</b> ${decides}</p>`}
<h5>Proof</h5>
<ul class="bare proof">${proof.map(oneProof)}</ul>
${differences.length === 0 ? [] : markup`<h5>What changed</h5>\n${differences.map(oneDifference)}`}${
  fixes.length === 0
    ? []
    : markup`<h5>Fix</h5>
<ul class="bare">${fixes.map((fix, index) => oneFix(fix, fixLabel(fixes, index)))}</ul>`
}
${
  ruledOut.length === 0
    ? []
    : markup`<h5>Not it</h5>
${list(ruledOut.map(({ cause: other, because }) => markup`${other}: ${because}`))}`
}${advice(finding)}
`;
}

function advice({ checks = [], prevention = [] }: Finding): Markup[] {
  return [
    ...(checks.length === 0
      ? []
      : [
          markup`
<h5>Check</h5>
<ul class="bare">${checks.map(({ text, command }) => markup`<li>${shell(command)}<p>${text}</p></li>`)}</ul>`,
        ]),
    ...(prevention.length === 0
      ? []
      : [
          markup`
<h5>Prevent</h5>
${list(prevention.map((text) => markup`${text}`))}`,
        ]),
  ];
}

function oneProof({ step, quote, command, path }: Proof): Markup {
  return markup`<li><span class="step">${step}</span> <q>${quote}</q>${fold('where it was read', [
    ...present(path && markup`<p><code>${path}</code></p>`, command && shell(command)),
  ])}</li>
`;
}

/** A line's sign says what it is; the colour only repeats it. */
const KINDS: Record<string, string> = { '-': 'was', '+': 'is' };
/** A longer one is folded. */
const MOST_LINES = 40;

function oneDifference(difference: Difference): Markup {
  const { title, lines } = layDifference(difference);
  const drawn = markup`<pre class="diff">${lines.map((line) => markup`<span class="${KINDS[line.slice(0, 1)] ?? 'same'}">${line}\n</span>`)}</pre>\n`;
  if (lines.length > MOST_LINES) return markup`${fold(title, [drawn])}`;
  return markup`<p class="note">${title}</p>\n${lines.length === 0 ? markup`<p>${ONLY_HIDDEN}</p>` : drawn}`;
}

function oneFix(fix: Fix, word: string): Markup {
  const label = word === 'fix' || word === '' ? [] : markup`<p class="note">${word}</p>`;
  return markup`<li>${label}${fix.command === undefined ? [] : shell(fix.command)}<p>${fixWords(fix)}</p>${list(fix.asks.map((ask) => markup`${askWords(ask)}`))}</li>
`;
}

function calls({ calls: all }: Report): Markup {
  return table(
    ['command', 'ms', 'bytes', 'exit'],
    all.map(({ args, ms, bytes, exit, failure }) => [
      ['kubectl', ...args.map(quote)].join(' '),
      String(ms),
      String(bytes),
      failure ?? String(exit ?? ''),
    ]),
  );
}

/** One click selects it all; the script adds a button. */
const shell = (command: string) => markup`<div class="command"><code>${command}</code></div>`;

const list = (items: Markup[]) => (items.length === 0 ? [] : markup`<ul>${items.map((item) => markup`<li>${item}</li>`)}</ul>`);

const section = (title: string, parts: (Markup | Markup[])[]) =>
  parts.length === 0
    ? []
    : markup`<section><h2>${title}</h2>
${parts}</section>`;

const fold = (title: string, parts: Markup[]) =>
  parts.length === 0
    ? []
    : markup`<details><summary>${title}</summary>
${parts}</details>`;

function table(head: string[], rows: string[][]): Markup {
  return markup`<div class="wide" tabindex="0"><table>
<thead><tr>${head.map((cell) => markup`<th scope="col">${cell}</th>`)}</tr></thead>
<tbody>${rows.map(
    (cells) => markup`<tr>${cells.map((cell) => markup`<td>${cell}</td>`)}</tr>
`,
  )}</tbody>
</table></div>`;
}
