import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { clean, cleanDeep, hadWindowsLineEnds, needsCleaning } from '../src/clean.ts';

/** What must never come out: every control but \n and \t, bidi, zero-width, tags, separators, lone surrogates. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are what it is about
const RAW = /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}\p{Surrogate}]/u;

/** Text in which the dangerous characters are as frequent as the others. */
const hostile = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '\x1b[',
        '\x1b]',
        '\x1b]8;;',
        '\x1bP',
        '\x1b\\',
        '\x07',
        '\x1b',
        '\x9b',
        '\x9d',
        '\r',
        '\r\n',
        '\n',
        '\0',
        'a',
        '31m',
        ' ',
        '\u202e',
        '\ufeff',
        '\ud800',
        '\udc00',
        '\u{e0041}',
      ),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''));

test('no raw control character comes out, whatever goes in', () => {
  fc.assert(
    fc.property(hostile, (text) => assert.not.match(clean(text), RAW)),
    { numRuns: 2000 },
  );
});

test('cleaning twice changes nothing', () => {
  fc.assert(
    fc.property(hostile, (text) => assert.is(clean(clean(text)), clean(text))),
    { numRuns: 2000 },
  );
});

test('what is harmless stays as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) =>
      RAW.test(text) || /[\u00ad\u180e\ufff9-\ufffb\u{e0080}-\u{e0fff}]/u.test(text) ? true : clean(text) === text,
    ),
  );
  for (const text of ['', 'a\tb\nc', 'naïve Straße 日本語 😀 שלום', '\\u001b[31m', '{"a": "b"}']) assert.is(clean(text), text);
});

for (const [what, dirty, expected] of [
  ['colours', '\x1b[1;31mERROR\x1b[0m it', 'ERROR it'],
  ['a CSI with intermediates', 'a\x1b[?25l\x1b[0 qb', 'ab'],
  ['a CSI that ends too early', 'a\x1b[31\nb', 'a\nb'],
  ['a title', '\x1b]0;pwned\x07text', 'text'],
  ['a hyperlink', '\x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\', 'link'],
  ['a string ended by C1 ST', '\x1bPq#0\x9cb', 'b'],
  ['a string without an end keeps its text', '\x1b]0;nothing is hidden', '0;nothing is hidden'],
  ['a string does not reach over lines', '\x1b]0;one\ntwo\x07', '0;one\ntwo<U+0007>'],
  ['short sequences', 'a\x1bcb\x1b(Bc\x1b7d', 'abcd'],
  ['a lone ESC', 'a\x1b', 'a'],
  ['CRLF', 'a\r\nb\r\n', 'a\nb\n'],
  ['a progress bar', '10%\r20%\rdone\n', '10%\n20%\ndone\n'],
  ['a name with a carriage return', 'host "db\r" and env: bash\r: none\r\n', 'host "db\\r" and env: bash\\r: none\n'],
  ['a line cleared behind CR', 'a\r\x1b[Kb', 'a\nb'],
  ['UTF-16 read as UTF-8', 'E\0r\0r\0\n\0', 'Err\n'],
  ['C1 CSI', '\x9b31m', '<U+009B>31m'],
  ['bidi', 'user\u202etxt.exe', 'user<U+202E>txt.exe'],
  ['zero width', 'pass\u200bword', 'pass<U+200B>word'],
  ['a byte order mark', '\ufeff{', '<U+FEFF>{'],
  ['tags', 'a\u{e0041}', 'a<U+E0041>'],
  ['separators', 'a\u2028b', 'a<U+2028>b'],
  ['a lone surrogate', 'a\ud83d', 'a<U+D83D>'],
  ['a flood', '\x07\x07\x07\x08', '<U+0007 x3><U+0008>'],
  ['what is no text', '\x01\x02'.repeat(100), `${'<U+0001><U+0002>'.repeat(8)}<and 184 more>`],
] as const) {
  test(what, () => assert.is(clean(dirty), expected));
}

test('linear: 2 MiB of anything in seconds', () => {
  const bytes = 2 ** 21;
  for (const piece of [
    '\x1b',
    '\x1b[',
    '\x1b]',
    '\x1b[;',
    '\x1b]a',
    '\x1b ',
    '\r',
    '\0',
    '\x07',
    '\x07\x08',
    '\x07a',
    '\u202e',
    '\ud800',
    `\x1b]${'a'.repeat(5000)}`,
    'plain text\n',
  ]) {
    const text = piece.repeat(Math.ceil(bytes / piece.length));
    const start = performance.now();
    clean(text);
    const took = performance.now() - start;
    assert.ok(took < 5000, `${JSON.stringify(piece.slice(0, 6))} took ${took} ms`);
  }
});

test('every string and key of a JSON value', () => {
  const value = JSON.parse('{"a\\u0007": ["\\u001b[31mx", {"b": "1\\r\\n2"}], "n": 1, "z": null, "t": true}');
  assert.equal(cleanDeep(value), { 'a<U+0007>': ['x', { b: '1\n2' }], n: 1, z: null, t: true });
});

test('which texts had Windows line ends is remembered', () => {
  const value = cleanDeep({ data: { 'a.sh': 'x\r\ny\r\n', 'b.sh': 'x\ny\r' } });
  assert.ok(hadWindowsLineEnds(value.data, 'a.sh'));
  assert.not.ok(hadWindowsLineEnds(value.data, 'b.sh'));
  assert.is(value.data['a.sh'], 'x\ny\n');
});

test('a key __proto__ stays a key', () => {
  const value = cleanDeep(JSON.parse('{"__proto__": {"isAdmin": "\\u0007"}, "__pro\\u0000to__": 1}'));
  assert.is((value as { isAdmin?: unknown }).isAdmin, undefined);
  assert.is(Object.getPrototypeOf(value), Object.prototype);
});

test('however deep it is', () => {
  let value: unknown = '\x07';
  for (let depth = 0; depth < 100_000; depth++) value = [value];
  cleanDeep(value);
});

test('the check on raw JSON never overlooks anything', () => {
  fc.assert(
    fc.property(fc.dictionary(hostile, hostile, { maxKeys: 3 }), (value) => {
      const json = JSON.stringify(value);
      if (!needsCleaning(json)) assert.equal(cleanDeep(JSON.parse(json)), JSON.parse(json));
    }),
    { numRuns: 2000 },
  );
  assert.not(needsCleaning('{"a": "b \\u003cnone\\u003e \\u0026 \\n \\t \\" \\\\ é"}'), "Go's own escapes need none");
  assert.ok(needsCleaning('{"a": "\\u001B"}'));
});

test.run();
