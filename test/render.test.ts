import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { parse as parseYaml } from 'yaml';
import { ago, span } from '../src/render/duration.ts';
import { formats, render } from '../src/render/index.ts';
import { fit, wrap } from '../src/render/layout.ts';
import type { Format, RenderOptions } from '../src/render/options.ts';
import { REPORT } from '../src/render/ordered.ts';
import { printableText } from '../src/render/printable.ts';
import { fixLabel } from '../src/render/words.ts';
import type { Fix, Report } from '../src/report.ts';
import { sample } from './samples/report.ts';
import asks from './samples/report-asks.ts';
import chain from './samples/report-chain.ts';
import gaps from './samples/report-gaps.ts';
import healthy from './samples/report-healthy.ts';
import nothingFound from './samples/report-nothing-found.ts';
import scan from './samples/report-scan.ts';
import simple from './samples/report-simple.ts';
import twoContainers from './samples/report-two-containers.ts';

const SAMPLES: Record<string, Report> = {
  simple,
  chain,
  'two-containers': twoContainers,
  healthy,
  gaps,
  asks,
  'nothing-found': nothingFound,
  scan,
};
const LOOK: RenderOptions = {
  width: 100,
  color: false,
  unicode: true,
  now: Date.parse('2026-11-22T00:57:20Z'),
  timeZone: 'UTC',
  showCommands: false,
};
const all = Object.entries(SAMPLES);

/** UPDATE_GOLDEN=1 writes what is printed now; the diff is what a reviewer reads. Escape characters are spelled \e. */
function golden(name: string, printed: string): void {
  const file = new URL(`golden/${name}.txt`, import.meta.url);
  const seen = printed.replaceAll('\u001b', '\\e');
  if (process.env.UPDATE_GOLDEN) writeFileSync(file, seen);
  assert.ok(existsSync(file), `${name}.txt is missing; UPDATE_GOLDEN=1 writes it`);
  assert.fixture(seen, readFileSync(file, 'utf8'), name);
}

const text = suite('text');

for (const [name, report] of all) text(`prints ${name}`, () => golden(name, render(report, 'text', LOOK)));

text('what kubectl describe prints keeps its lines, and each is made harmless', () => {
  const [pod] = simple.pods as [Report['pods'][number]];
  const report = { ...simple, pods: [{ ...pod, describe: 'Name:\tweb\n  Labels: a\u202eb\n::error::gone\n' }] };
  assert.match(render(report, 'wide', LOOK), /\n +Name: web\n +Labels: a<U\+202E>b\n +: :error::gone\n/);
  assert.match(render(report, 'html', LOOK), 'Name: web\n  Labels: a&lt;U+202E&gt;b\n');
});

text('is laid out for a narrow terminal', () => golden('gaps-narrow', render(gaps, 'text', { ...LOOK, width: 60 })));
text('keeps to ASCII marks', () => golden('simple-ascii', render(simple, 'text', { ...LOOK, unicode: false })));
text('colours what the words say', () => golden('gaps-colour', render(gaps, 'text', { ...LOOK, color: true })));
text('lists the calls', () => golden('simple-calls', render(simple, 'text', { ...LOOK, showCommands: true })));
text('says that nothing is wrong', () => golden('nothing', render(sample({}), 'text', LOOK)));

text('says the same in colour', () => {
  for (const [name, report] of all) {
    const bare = render(report, 'text', { ...LOOK, color: true })
      // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape sequences are what is taken away
      .replace(/\u001b\[\d+m/g, '')
      .replace(/ +$/gm, '');
    assert.is(bare, render(report, 'text', LOOK), name);
  }
});

text('keeps within the width, but for commands', () => {
  for (const width of [60, 80, 100, 120]) {
    for (const [name, report] of all) {
      const long = render(report, 'text', { ...LOOK, width })
        .split('\n')
        .filter((line) => line.length > width && !line.includes('kubectl '));
      assert.equal(long, [], `${name} at ${width}`);
    }
  }
});

text('leaves each command on one line of its own', () => {
  for (const [name, report] of all.filter(([, { groups }]) => groups.length === 0)) {
    const lines = render(report, 'text', { ...LOOK, width: 60 })
      .split('\n')
      .map((line) => line.replace(/^(fix|or|look)? +/, ''));
    const commands = report.pods
      .flatMap(({ containers }) => containers)
      .flatMap(({ findings }) => findings)
      .flatMap(({ fixes }) => fixes)
      .flatMap(({ command }) => command ?? []);
    for (const command of commands) assert.ok(lines.includes(command), `${name}: ${command}`);
  }
});

text('puts the culprit above what follows from it', () => {
  const printed = render(chain, 'text', LOOK);
  assert.ok(printed.indexOf('cause   redis of pod') < printed.indexOf('so      web-d7459bcdd-9sjxg/web: cache:6379 refuses'));
});

text('tells a change from a look and from words that follow on', () => {
  const fix = (command: string | undefined, changes: boolean) => ({
    text: 'words',
    ...(command ? { command } : {}),
    changes,
    restarts: false,
    asks: [],
  });
  const labels = (...fixes: Fix[]) => fixes.map((_, index) => fixLabel(fixes, index));
  assert.equal(labels(fix('a', true), fix('b', true), fix('c', false), fix(undefined, false)), ['fix', 'or', 'look', '']);
  assert.equal(labels(fix('a', false), fix('b', true), fix(undefined, true)), ['look', 'fix', 'or']);
  assert.equal(labels(fix(undefined, false)), ['fix']);
});

text('names two culprits of one victim side by side', () => {
  const [pod] = chain.pods;
  const [container] = pod?.containers ?? [];
  const [culprit, victim] = container?.findings ?? [];
  assert.ok(pod && container && culprit && victim);
  const report = {
    ...chain,
    pods: [{ ...pod, containers: [{ ...container, findings: [culprit, { ...culprit, summary: 'so does its sidecar' }, victim] }] }],
  };
  const labels = render(report, 'text', LOOK).match(/^(?:cause|and|so|or)(?= )/gm);
  assert.equal(labels, ['cause', 'and', 'so']);
});

text("takes a zone that nobody knows for the machine's own", () => {
  assert.match(render(simple, 'wide', { ...LOOK, timeZone: 'EST5EDT,M3.2.0,M11.1.0' }), /times are /);
  assert.match(render(simple, 'wide', { ...LOOK, timeZone: 'Asia/Kolkata' }), /06:27:03 to 06:27:11/);
});

const layout = suite('layout');

layout('wraps at spaces and counts wide characters as two', () => {
  assert.equal(wrap('one two three', 7), ['one two', 'three']);
  assert.equal(wrap('漢字 漢字', 5), ['漢字', '漢字']);
  assert.equal(wrap('abcdefgh ij', 4), ['abcd', 'efgh', 'ij']);
  assert.equal(wrap('    indented', 20), ['    indented']);
  assert.equal(wrap('', 20), ['']);
  assert.equal(wrap('get ok  events ok since 13:20  exec -', 21, /(?<= {2})(?=[^ ])/), ['get ok', 'events ok since 13:20', 'exec -']);
});

layout('cuts a long quote in its middle, between words', () => {
  const words = Array.from({ length: 60 }, (_, index) => `word${index}`).join(' ');
  const lines = fit(words, 30, true);
  assert.is(lines.length, 3);
  assert.match(lines[0] ?? '', /^word0 word1 /);
  assert.match(lines.join(' '), / … word\d+ /);
  assert.match(lines[2] ?? '', / word59$/);
  assert.match(fit('x'.repeat(9000), 30, false).join(' '), /^[x ]+ \.\.\. [x ]+$/);
});

const duration = suite('duration');

duration('has the two largest units', () => {
  assert.equal([0.2, 45, 60, 130, 300, 3600 + 120, 90_000, 3 * 86_400 + 4 * 3600 + 59].map(span), [
    'under 1s',
    '45s',
    '1m',
    '2m10s',
    '5m',
    '1h2m',
    '1d1h',
    '3d4h',
  ]);
});

duration('tells how long ago', () => {
  assert.equal(
    [0, 5, 14 * 60 + 20, 7200, 86_400, 200_000].map((seconds) => ago(0, seconds * 1000)),
    ['just now', '5 s ago', '14 min ago', '2 h ago', '1 day ago', '2 days ago'],
  );
  assert.is(ago(5000, 0), 'just now');
});

const forms = suite('other forms');

const GOLDEN_FORMS: [string, Format][] = [
  ['simple', 'wide'],
  ['chain', 'json'],
  ['chain', 'yaml'],
  ['gaps', 'markdown'],
  ['scan', 'markdown'],
  ['scan', 'junit'],
  ['scan', 'name'],
  ['simple', 'html'],
];
for (const [name, format] of GOLDEN_FORMS)
  forms(`prints ${name} as ${format}`, () => golden(`${name}.${format}`, render(SAMPLES[name] ?? sample({}), format, LOOK)));

forms('print something for every report', () => {
  for (const format of formats) {
    for (const [name, report] of [...all, ['nothing', sample({})] as const]) {
      const printed = render(report, format, LOOK);
      assert.ok(printed.endsWith('\n') || (format === 'name' && printed === ''), `${name} as ${format}`);
    }
  }
});

forms('JSON is the report, in an order that does not depend on how it was put together', () => {
  const reversed = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(reversed)
      : value && typeof value === 'object'
        ? Object.fromEntries(
            Object.entries(value)
              .reverse()
              .map(([key, one]) => [key, reversed(one)]),
          )
        : value;
  for (const [name, report] of all) {
    const printed = render(report, 'json', LOOK);
    assert.equal(JSON.parse(printed), report, name);
    assert.is(render(reversed(report) as Report, 'json', LOOK), printed, name);
  }
});

forms('a markdown fence is longer than any run of backticks in it', () => {
  const [pod] = simple.pods;
  const [container] = pod?.containers ?? [];
  assert.ok(pod && container);
  const report = { ...simple, pods: [{ ...pod, containers: [{ ...container, log: ['````', '# not a heading'] }] }] };
  assert.match(render(report, 'markdown', LOOK), /\n`````\n````\n# not a heading\n`````\n/);
});

forms('the page allows no request, and nothing inline but its own style and script', () => {
  const page = render(simple, 'html', LOOK);
  assert.match(
    page,
    /content="default-src 'none'; style-src 'sha256-[\w+/=]+'; script-src 'sha256-[\w+/=]+'; base-uri 'none'; form-action 'none'"/,
  );
  assert.not.match(page, /\b(?:src|href|style|on\w+)=|url\(|@import/);
});

const schema = suite('schema');

interface Schema {
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  $ref?: string;
  $defs?: Record<string, Schema>;
  [key: string]: unknown;
}
const published = JSON.parse(readFileSync(new URL('../docs/report.schema.json', import.meta.url), 'utf8')) as Schema;

/** The same schema, which takes no field that it does not declare. */
const strictly = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(strictly);
  if (value === null || typeof value !== 'object') return value;
  const inner = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, strictly(one)]));
  return 'properties' in value && 'type' in value ? { ...inner, additionalProperties: false } : inner;
};
const ajv = () => new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true });
const isPublished = ajv().compile(published);
const isStrict = ajv().compile(strictly(published) as Schema);

schema('every sample is valid, and has no field that is not declared', () => {
  for (const [name, report] of all) {
    const value = JSON.parse(render(report, 'json', LOOK));
    assert.ok(isStrict(value), `${name}: ${JSON.stringify(isStrict.errors)}`);
    assert.ok(isPublished(value), name);
  }
});

schema('fields may be added; a missing or wrong one is refused', () => {
  const more = { ...simple, later: true };
  assert.ok(isPublished(more));
  assert.not(isStrict(more));
  assert.not(isPublished({ ...simple, kind: 'Other' }));
  const { pods, ...less } = simple;
  assert.is(pods.length, 1);
  assert.not(isPublished(less));
});

schema('declares the fields of the report, in the order in which they are printed', () => {
  const resolve = (one: Schema): Schema => {
    if (one.$ref) return resolve(published.$defs?.[one.$ref.replace('#/$defs/', '')] ?? {});
    if (one.items) return resolve(one.items);
    return one.anyOf ? resolve(one.anyOf[0] ?? {}) : one;
  };
  const fields = (one: Schema): unknown => {
    const { properties } = resolve(one);
    return properties ? Object.fromEntries(Object.entries(properties).map(([key, inner]) => [key, fields(inner)])) : true;
  };
  assert.is(JSON.stringify(fields(published), null, 1), JSON.stringify(REPORT, null, 1));
});

const hostile = suite('hostile text');

const TRICKS = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onclick='x",
  '</style><b>',
  '</details>',
  ']]>',
  '-->',
  '&lt;b&gt;',
  '```\n# title',
  '````````',
  '| a | b |',
  '[x](http://example.com)',
  '![x](http://example.com/x.png)',
  '@everyone',
  '<!channel>',
  '#1',
  '- [ ] x',
  '::error::x',
  '\n::stop-commands::x',
  '##vso[task.setvariable]x',
  '##[error]x',
  '##teamcity[x]',
  '\u001b[2J\u001b]0;x\u0007',
  '\u009b31m',
  '\u202egnp.exe',
  '\u200b',
  '\u{e0041}',
  '\ufffe\uffff',
  '\ud800',
  '\u2028x\u2029',
  'a\r\nb',
  'a\tb',
  '\u0085',
  'no',
  'null',
  '1e3',
  '2026-01-01',
  '- x',
  '? x',
  '*x',
  '%x',
  '!!binary x',
  'fix     kubectl delete ns shop',
  '漢字'.repeat(40),
  'x'.repeat(5000),
  ' ',
  '__proto__',
  '$&',
  '$1',
];
const bad = fc.oneof(
  fc.constantFrom(...TRICKS),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.tuple(fc.constantFrom(...TRICKS), fc.constantFrom(...TRICKS)).map((pair) => pair.join('')),
);

/** Words of ours, not of the cluster; and times, which are tried apart. */
const OURS = new Set([
  'apiVersion',
  'kind',
  'state',
  'tier',
  'confidence',
  'outcome',
  'gap',
  'failure',
  'startedAt',
  'finishedAt',
  'nextTry',
  'lastSeen',
]);

/** The report with each string of the cluster replaced, equal ones by equal ones. */
function replaced(report: Report, by: (index: number) => string, ours = OURS): Report {
  const seen = new Map<string, string>();
  const swap = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') {
      if (ours.has(key)) return value;
      if (!seen.has(value)) seen.set(value, `${by(seen.size)}${seen.size}.`);
      return seen.get(value);
    }
    if (Array.isArray(value)) return value.map((one) => swap(one, key));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([inner, one]) => [inner, swap(one, inner)]));
  };
  return swap(report, '') as Report;
}

const anyReport = fc.tuple(fc.constantFrom(...all.map(([, report]) => report)), fc.array(bad, { minLength: 4, maxLength: 12 }));
const evil = ([report, pool]: [Report, string[]], ours?: Set<string>) => replaced(report, (index) => pool[index % pool.length] ?? '', ours);
const calm = (report: Report) => replaced(report, (index) => `x${index}`);
const holds = (property: (given: [Report, string[]]) => void, runs = 200) => fc.assert(fc.property(anyReport, property), { numRuns: runs });

const UNSEEN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/u;
const lines = (printed: string) => printed.split('\n');
const ANY_TIME = { ...LOOK, showCommands: true };

hostile('no form holds a raw control, bidi or invisible character, or speaks to a CI system', () =>
  holds((given) => {
    for (const format of formats) {
      // The one that markdown puts behind an @ itself.
      const printed = render(evil(given), format, ANY_TIME).replaceAll(/[@#!]\u200b/g, '');
      for (const line of lines(printed)) {
        assert.not.match(line, UNSEEN, format);
        assert.not.match(line, /^ *::|##(?:vso|teamcity)?\[/, format);
      }
    }
  }),
);

hostile('a tag that is not assigned is escaped too', () => {
  const report = replaced(simple, () => '\u{e0000}\u{e01ef}');
  for (const format of ['json', 'yaml'] as const) {
    assert.not.match(render(report, format, LOOK), /[\u{e0000}-\u{e0fff}]/u);
    assert.equal(format === 'json' ? JSON.parse(render(report, format, LOOK)) : parseYaml(render(report, format, LOOK)), report);
  }
});

hostile('JSON and YAML parse to the very value', () =>
  holds((given) => {
    const report = evil(given);
    assert.equal(JSON.parse(render(report, 'json', LOOK)), report);
    assert.equal(parseYaml(render(report, 'yaml', LOOK)), report);
  }),
);

hostile('text has the lines that it has for calm text, each field on its own', () =>
  holds((given) => {
    const report = evil(given);
    const printed = render(report, 'text', { ...LOOK, width: 120 });
    const labels = (form: string) =>
      lines(form).flatMap(
        (line) => line.match(/^(?:cause|proof|fix|or|look|so|and|not it|not seen|note|log|next|steps|hidden|calls)(?= )/) ?? [],
      );
    assert.equal(labels(printed), labels(render(calm(given[0]), 'text', { ...LOOK, width: 120 })));
    for (const pod of report.groups.length > 0 ? [] : report.pods) {
      for (const { command } of pod.containers.flatMap(({ findings }) => findings).flatMap(({ fixes }) => fixes)) {
        if (command !== undefined)
          assert.ok(
            lines(printed).some((line) => line.endsWith(printableText(command).trimEnd())),
            command,
          );
      }
    }
  }),
);

hostile('-o name has a line for each unhealthy pod', () =>
  holds((given) => {
    const names = lines(render(evil(given), 'name', LOOK)).slice(0, -1);
    assert.is(names.length, given[0].pods.filter((pod) => !pod.healthy).length);
    assert.ok(names.every((line) => line.startsWith('pod/')));
  }),
);

hostile('JUnit is well formed, without a character that XML forbids, and says what it was given', () => {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseAttributeValue: false,
    isArray: (name) => ['testsuite', 'testcase'].includes(name),
  });
  interface Suite {
    name: string;
    tests: string;
    failures: string;
    testcase: { name: string; failure?: { type: string } }[];
  }
  holds((given) => {
    const report = evil(given);
    const xml = render(report, 'junit', LOOK);
    assert.is(XMLValidator.validate(xml), true);
    // XML 1.0, production 2
    assert.not.match(xml, /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u);
    const suites = (parser.parse(xml).testsuites.testsuite ?? []) as Suite[];
    const cases = suites.flatMap(({ testcase }) => testcase);
    assert.is(cases.length, report.pods.length);
    assert.is(cases.filter(({ failure }) => failure).length, report.pods.filter((pod) => !pod.healthy).length);
    assert.is(
      suites.reduce((sum, one) => sum + Number(one.tests), 0),
      report.pods.length,
    );
  });
});

hostile('HTML has the tags and attributes that it has for calm text', () => {
  const values = /(=)"[^"<>]*"/g;
  const tags = (report: Report) => (render(report, 'html', LOOK).match(/<[^>]*>/g) ?? []).map((tag) => tag.replace(values, '$1'));
  holds((given) => assert.equal(tags(evil(given)), tags(calm(given[0]))));
});

hostile('markdown has the blocks that it has for calm text; no HTML, link, image or mention comes of prose', () => {
  /** The lines outside of fences; fences that do not close swallow the rest. */
  const outside = (printed: string) => {
    let fence = '';
    return lines(printed).filter((line) => {
      const [marks = ''] = line.match(/^`{3,}(?=(?:sh)?$)/) ?? [];
      if (fence === '' && marks !== '') {
        fence = marks;
        return false;
      }
      if (fence !== '' && marks.length >= fence.length && line === marks) {
        fence = '';
        return false;
      }
      return fence === '';
    });
  };
  holds((given) => {
    const prose = outside(render(evil(given), 'markdown', LOOK));
    const shape = (printed: string[]) => printed.map((line) => line.match(/^(?:### |\*\*[A-Z]|- |\||$)/)?.[0] ?? 'text');
    assert.equal(shape(prose), shape(outside(render(calm(given[0]), 'markdown', LOOK))));
    for (const line of prose) {
      assert.not.match(line.replace(/\\[^\w\s]/g, ''), /[<>`[\]]|!\[/);
      assert.not.match(line, /(?<!\w)[@#]\w/);
      if (line.startsWith('|')) assert.ok([4, 6].includes(line.replace(/\\\|/g, '').split('|').length), line);
    }
  });
});

hostile('times that are none are left out', () =>
  holds((given) => {
    const report = evil(given, new Set([...OURS].filter((key) => !key.endsWith('At') && key !== 'nextTry' && key !== 'lastSeen')));
    for (const format of formats) assert.type(render(report, format, LOOK), 'string');
  }, 100),
);

for (const one of [text, layout, duration, forms, schema, hostile]) one.run();
