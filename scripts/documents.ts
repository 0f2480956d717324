/**
 * npm run documents [-- --check]
 *
 * Makes what in docs/ is not written by hand: the index of the causes, the manual page, the picture of a report, and the recording of a
 * terminal (asciicast v2: https://docs.asciinema.org/manual/asciicast/v2/). --check only tells what is not up to date.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { causes } from '../src/causes/index.ts';
import { EXECUTABLE, PROGRAM } from '../src/version.ts';
import { fakeWorld } from '../test/fake-world.ts';
import { manPage } from './man-page.ts';
import { terminalSvg } from './terminal-svg.ts';

/** The demo that is in the picture: a crash whose root is two objects away. */
const PICTURE = 'dependency-chain';
const COLUMNS = 104;

/** What a terminal shows of a command that needs no cluster. */
async function shown(...argv: string[]): Promise<string> {
  const world = fakeWorld(undefined, { now: () => 0, isTerminal: true, columns: COLUMNS });
  return (await world.type(...argv)).out;
}

function causeIndex(): string {
  const tiers = { container: 'In the image and the program', kubernetes: 'In the Kubernetes objects', environment: 'Around them' } as const;
  const parts = (Object.keys(tiers) as (keyof typeof tiers)[]).map(
    (tier) => `## ${tiers[tier]}

| cause | what is wrong |
|---|---|
${causes
  .filter((cause) => cause.tier === tier)
  .map(({ id, title }) => `| [${id}](../src/causes/${id}.md) | ${title} |`)
  .join('\n')}
`,
  );
  return `# Causes

${causes.length} causes, by where the fault lies. Each page says what happened, how it is known, what to do, and when it is wrong; \`${PROGRAM} explain CAUSE\` prints it. [catalogue.md](catalogue.md) lists the known kinds of failure that they cover. Made by \`npm run documents\` from the causes themselves.

${parts.join('\n')}`;
}

/** Typed at a steady pace, then what the program prints, whole: it takes less than a blink of a demo. */
function cast(typed: [string, string][]): string {
  const events: [number, 'o', string][] = [];
  let at = 0.5;
  for (const [command, screen] of typed) {
    const show = (text: string, after: number) => {
      at += after;
      events.push([at, 'o', text]);
    };
    show('$ ', 0);
    for (const letter of command) show(letter, 0.05);
    show('\r\n', 0.4);
    show(screen.replaceAll('\n', '\r\n'), 0.2);
    at += 4;
  }
  const header = { version: 2, width: COLUMNS, height: 40, title: `${PROGRAM} demo`, env: { SHELL: '/bin/sh', TERM: 'xterm-256color' } };
  return [header, ...events.map(([time, ...rest]) => [Number(time.toFixed(2)), ...rest])]
    .map((line) => `${JSON.stringify(line)}\n`)
    .join('');
}

const demos: [string, string][] = [];
for (const name of [PICTURE, 'oom-killed', 'missing-references']) demos.push([`${PROGRAM} demo ${name}`, await shown('demo', name)]);
demos.push([`${PROGRAM} explain 137`, await shown('explain', '137')]);
const [[command, screen] = ['', '']] = demos;

const files: Record<string, string> = {
  'causes.md': causeIndex(),
  [`${EXECUTABLE}.1`]: manPage(),
  'report.svg': terminalSvg(
    `$ ${command}\n${screen}`,
    COLUMNS,
    PROGRAM,
    `A terminal: ${command} prints the report on a recorded crash, with cause, proof, fix and steps.`,
  ),
  'demo.cast': cast(demos),
};
const folder = new URL('../docs/', import.meta.url);
const check = process.argv.includes('--check');
for (const [name, text] of Object.entries(files)) {
  const file = new URL(name, folder);
  if (!check) writeFileSync(file, text);
  else if (readFileSync(file, 'utf8') !== text) throw new Error(`docs/${name} is not up to date: run npm run documents`);
}
