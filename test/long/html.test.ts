/**
 * The HTML form in a real Chromium: it is drawn as it is meant to be, light and dark, wide and narrow, with scripts and without; nothing
 * is asked of any other machine; and axe-core finds nothing that shuts somebody out.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { AxeResults } from 'axe-core';
import { type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { render } from '../../src/render/index.ts';
import { fakeKubectl } from '../fake-kubectl.ts';
import { reportOn } from '../judge.ts';
import gaps from '../samples/report-gaps.ts';
import healthy from '../samples/report-healthy.ts';
import scan from '../samples/report-scan.ts';

/** CHROMIUM: another one than the first on PATH. */
const found = [
  process.env['CHROMIUM'] ?? '',
  ...['chromium', 'chromium-browser', 'google-chrome'].flatMap((name) =>
    (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, name)),
  ),
].find((path) => path !== '' && existsSync(path));
if (!found) console.log('skipped: there is no chromium here');

const LOOK = { width: 100, color: false, unicode: true, timeZone: 'UTC', showCommands: false };
const CASES = ['dep-chain', 'env-rollout'];
const folder = mkdtempSync(join(tmpdir(), 'crashloop-html-'));
const pages = new Map<string, string>();
const add = (name: string, text: string) => {
  const file = join(folder, `${name}.html`);
  writeFileSync(file, text);
  pages.set(name, pathToFileURL(file).href);
};
for (const name of CASES) {
  const path = fileURLToPath(new URL(`../cases/${name}`, import.meta.url));
  const [report, { now }] = [await reportOn(path), fakeKubectl(path)];
  add(
    name,
    render({ ...report, pods: report.pods.map((pod) => ({ ...pod, describe: 'Name:  web\nNamespace:  shop\n' })) }, 'html', {
      ...LOOK,
      now,
    }),
  );
}
for (const [name, report] of Object.entries({ gaps, healthy, scan }))
  add(name, render(report, 'html', { ...LOOK, now: Date.parse('2026-11-22T00:57:20Z') }));

const browser = found
  ? await chromium.launch({ executablePath: found, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] })
  : undefined;

/** Opens each page; what it asks for, and what it complains of, must be nothing. */
async function each(options: BrowserContextOptions, look: (page: Page, name: string) => Promise<void>): Promise<void> {
  assert.ok(browser);
  const context = await browser.newContext(options);
  for (const [name, address] of pages) {
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('request', (request) => request.url() === address || complaints.push(`asks for ${request.url()}`));
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(address);
    await look(page, name);
    assert.equal(complaints, [], name);
    await page.close();
  }
  await context.close();
}

const seen = browser ? test : Object.assign((name: string, run: () => Promise<void>) => test.skip(name, run), test);

// What runs in the page is written as text: these tests know Node's names, not a browser's.
const openAll = (page: Page) => page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true");
const OVERFLOW = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
/** Pixels that letters are high; those of a drawing are scaled with it. */
const SMALL = `[...document.querySelectorAll('h1, h2, h3, h4, h5, p, li, q, code, pre, td, th, svg text')]
  .map((text) => {
    const svg = text.ownerSVGElement;
    const scale = svg ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 1;
    return [text.tagName, parseFloat(getComputedStyle(text).fontSize) * scale];
  })
  .filter(([, size]) => size < 8)`;
const INTRUDE = `(async () => {
  const script = document.createElement('script');
  script.textContent = 'document.title = "run"';
  const picture = document.createElement('img');
  picture.src = 'https://example.com/x.png';
  document.body.append(script, picture);
  document.body.setAttribute('style', 'color: red');
  const answer = await fetch('https://example.com/').then(() => 'fetched', () => 'refused');
  return [document.title === 'run', answer, getComputedStyle(document.body).color === 'rgb(255, 0, 0)'];
})()`;

for (const width of [360, 1100])
  seen(`${width} pixels wide: nothing sticks out, and no text is too small to read`, () =>
    each({ viewport: { width, height: 800 } }, async (page, name) => {
      await openAll(page);
      assert.is(await page.evaluate(OVERFLOW), 0, name);
      assert.equal(await page.evaluate(SMALL), [], name);
    }),
  );

seen('light and dark: each in its colours', async () => {
  const papers = new Set<string>();
  for (const colorScheme of ['light', 'dark'] as const)
    await each({ colorScheme }, async (page) => {
      papers.add(`${colorScheme} ${await page.evaluate('getComputedStyle(document.body).backgroundColor')}`);
    });
  assert.equal([...papers], ['light rgb(255, 255, 255)', 'dark rgb(20, 24, 31)']);
});

seen('without scripts: everything is there, and folds open', () =>
  each({ javaScriptEnabled: false }, async (page, name) => {
    assert.is(await page.locator('button').count(), 0, name);
    assert.ok((await page.locator('main').innerText()).length > 20, name);
    const fold = page.locator('details').first();
    if ((await fold.count()) === 0) return;
    await fold.locator('summary').click();
    assert.ok(await fold.locator(':scope > :not(summary)').first().isVisible(), name);
  }),
);

seen('what was changed is seen, and each line by its sign and its colour', () =>
  each({}, async (page, name) => {
    const spans = page.locator('.diff span');
    if (name === 'env-rollout') assert.ok((await spans.count()) > 2);
    const looks = new Set<string>();
    for (const span of await spans.all()) {
      assert.ok(await span.isVisible(), name);
      const text = (await span.textContent()) ?? '';
      looks.add(`${text.slice(0, 1)} ${await span.evaluate('(line) => getComputedStyle(line).backgroundColor')}`);
    }
    if (name === 'env-rollout') assert.is(looks.size, 3);
  }),
);

seen('each command has a button that copies it, and it alone', () =>
  each({ permissions: ['clipboard-read', 'clipboard-write'] }, async (page, name) => {
    await openAll(page);
    for (const box of await page.locator('.command').all()) {
      await box.locator('button').click();
      await box.getByText('Copied').waitFor({ timeout: 20_000 });
      assert.is(await page.evaluate('navigator.clipboard.readText()'), await box.locator('code').textContent(), name);
    }
  }),
);

seen('the policy holds: what is put in later is not run, not drawn, not fetched', async () => {
  assert.ok(browser);
  const page = await browser.newPage();
  const asked: string[] = [];
  await page.goto(pages.get('dep-chain') ?? '');
  page.on('requestfailed', (request) => asked.push(`${request.url()} ${request.failure()?.errorText}`));
  page.on('response', (response) => asked.push(`${response.url()} ${response.status()}`));
  const ran = await page.evaluate(INTRUDE);
  await page.close();
  assert.equal(ran, [false, 'refused', false]);
  assert.equal(
    asked.filter((one) => !one.endsWith(' csp')),
    [],
  );
});

seen('printed: all folds are open, and no button is there', () =>
  each({}, async (page, name) => {
    await page.emulateMedia({ media: 'print' });
    await page.evaluate("dispatchEvent(new Event('beforeprint')), true");
    assert.is(await page.locator('details:not([open])').count(), 0, name);
    assert.is(await page.locator('button:visible').count(), 0, name);
    const pdf = await page.pdf();
    assert.is(pdf.subarray(0, 5).toString(), '%PDF-', name);
  }),
);

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

for (const colorScheme of ['light', 'dark'] as const)
  seen(`axe-core finds nothing, ${colorScheme}`, () =>
    // axe-core is put in from outside; the policy of the page forbids that, which the test above sees to.
    each({ colorScheme, bypassCSP: true, viewport: { width: 800, height: 800 } }, async (page, name) => {
      await openAll(page);
      await page.evaluate(AXE);
      const { violations, passes } = (await page.evaluate('axe.run()')) as AxeResults;
      assert.ok(passes.length > 10, name);
      assert.equal(
        violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`),
        [],
        name,
      );
    }),
  );

test.after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

test.run();
