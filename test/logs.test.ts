import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { CONSEQUENCES } from '../src/logs/consequences.ts';
import { readLines } from '../src/logs/lines.ts';
import { literalsOf } from '../src/logs/literals.ts';
import type { Phrase } from '../src/logs/phrase.ts';
import { PhraseIndex } from '../src/logs/phrase-index.ts';
import { PHRASES as LISTED } from '../src/logs/phrase-list.ts';
import { TABLES } from '../src/logs/phrases/tables.ts';

const PHRASES = Object.entries(TABLES).flatMap(([table, phrases]) => phrases.map((phrase) => ({ id: `${table}/${phrase.name}`, phrase })));

/** As readLog has it: what the first line says, and the lines below it. */
function windowsOf(text: string): string[] {
  const lines = readLines(text);
  return lines.map((line, i) => [line.said, ...lines.slice(i + 1).map((next) => next.text)].join('\n'));
}

const matches = (phrase: Phrase, text: string): boolean =>
  (phrase.pattern.multiline ? windowsOf(text) : readLines(text).flatMap((line) => [line.said, ...line.inner])).some((said) =>
    phrase.pattern.test(said),
  );

test("levels by number: GELF's are syslog's, pino's go to 60, Monolog's to 600", () => {
  const levelIn = (fields: object) => readLines(JSON.stringify(fields))[0]?.level;
  const gelf = { version: '1.1', host: 'web', short_message: 'gone' };
  assert.equal(
    [2, 3, 4, 6, 7].map((level) => levelIn({ ...gelf, level })),
    ['fatal', 'error', 'warn', 'info', 'debug'],
  );
  assert.equal(
    [20, 30, 40, 50, 60].map((level) => levelIn({ msg: 'gone', level })),
    ['debug', 'info', 'warn', 'error', 'fatal'],
  );
  assert.equal(
    [100, 200, 250, 300, 400, 550].map((level) => levelIn({ message: 'gone', level })),
    ['debug', 'info', 'info', 'warn', 'error', 'fatal'],
  );
  assert.is(levelIn({ msg: 'gone', level: 2 }), 'debug');
});

test('JSON that is printed over several lines: the words of a member, as they were before they were escaped', () => {
  // curl of the API server, as its Status is printed.
  const said = (text: string) => readLines(text)[0]?.said;
  assert.is(
    said('  "message": "pods is forbidden: User \\"x\\" cannot list resource \\"pods\\"",'),
    'pods is forbidden: User "x" cannot list resource "pods"',
  );
  assert.is(said('  "kind": "Status",'), '"kind": "Status",');
  assert.is(said('  "message": { "text": "x" },'), '"message": { "text": "x" },');
});

test('a sample matches its phrase, its near miss does not', () => {
  const wrong = PHRASES.flatMap(({ id, phrase }) => [
    ...(matches(phrase, phrase.sample) ? [] : [`${id}: the sample does not match`]),
    ...(matches(phrase, phrase.nearMiss) ? [`${id}: the near miss matches`] : []),
  ]);
  assert.equal(wrong, []);
});

test('a sample is found by the words of its phrase', () => {
  const index = new PhraseIndex(LISTED);
  const wrong = PHRASES.filter(({ id, phrase }) => {
    const lines = readLines(phrase.sample);
    const found = lines.some((line, i) =>
      [line.said, ...line.inner].some((said) => index.find(said, () => windowsOf(phrase.sample)[i] ?? '').some((one) => one.id === id)),
    );
    return !found;
  });
  assert.equal(
    wrong.map(({ id }) => id),
    [],
  );
  assert.equal(
    index.always.map(({ id }) => id),
    [],
    'every phrase needs a word of four letters',
  );
});

test('names are unique and say where a sample is from', () => {
  const ids = PHRASES.map(({ id }) => id);
  assert.equal(
    ids.filter((id, i) => ids.indexOf(id) !== i),
    [],
  );
  assert.equal(
    ids.filter((id) => !/^[a-z-]+\/[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id)),
    [],
  );
  const sources = [
    ...PHRASES.map(({ id, phrase }) => ({ id, source: phrase.source })),
    ...CONSEQUENCES.map(({ sample, source }) => ({ id: sample, source })),
  ];
  assert.equal(
    sources.filter(({ source }) => !/^(?:case:[a-z0-9-]+|run:\S.+ \S.*|[\w.-]+\/[\w.-]+:\S.*)$/.test(source)),
    [],
  );
});

const read = new Map<string, string>();

/** Every log of a recorded case. */
function caseText(name: string): string {
  let text = read.get(name);
  if (text === undefined) {
    text = '';
    const root = new URL(`cases/${name}/logs/`, import.meta.url);
    if (existsSync(root)) {
      for (const path of readdirSync(root, { recursive: true }) as string[]) {
        const file = new URL(path, root);
        if (statSync(file).isFile()) text += readFileSync(file, 'utf8');
      }
    }
    read.set(name, text);
  }
  return text;
}

test('a sample that a recorded case gave stands in its logs', () => {
  const samples = [...PHRASES.map(({ phrase }) => phrase), ...CONSEQUENCES];
  const wrong = samples.filter(
    ({ sample, source }) => source.startsWith('case:') && sample.split('\n').some((line) => !caseText(source.slice(5)).includes(line)),
  );
  assert.equal(
    wrong.map(({ source, sample }) => `${source}: ${sample}`),
    [],
  );
});

test('a consequence matches its sample', () => {
  assert.equal(
    CONSEQUENCES.filter(({ pattern, sample }) => !readLines(sample).some((line) => pattern.test(line.said))).map(({ sample }) => sample),
    [],
  );
});

test('words are read from a pattern', () => {
  assert.equal(literalsOf(/^exec (?<path>\S+): exec format error$/), [': exec format error']);
  assert.equal(literalsOf(/refused|timed? out/), ['refused', 'time']);
  assert.equal(literalsOf(/(?:one|three) x?/), ['one', 'three']);
  assert.equal(literalsOf(/[Cc]ould not(?: be)? done/), ['Could not']);
  assert.equal(literalsOf(/(?!never)\d+/), undefined);
  assert.equal(literalsOf(/head [^\n]+\nlonger than the head/m), ['head ']);
});

test.run();
