/** locale-missing and output-encoding: variables that name a locale or an encoding, and those that do no harm. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const trace = (words: string) => `Traceback (most recent call last):\n  File "/app/main.py", line 7, in <module>\n    run()\n${words}\n`;
const first = (env: Record<string, string>, words: string) =>
  findingsIn({ container: { env: Object.entries(env).map(([name, value]) => ({ name, value })) }, status: ended(1), log: trace(words) })[0];

const LOCALE = 'locale.Error: unsupported locale setting';
const ASCII = "UnicodeEncodeError: 'ascii' codec can't encode character '\\xe4' in position 19: ordinal not in range(128)";

test('every variable that names a locale which images lack', () => {
  const finding = first({ LANG: 'de_DE.UTF-8', LC_MONETARY: 'de_DE.UTF-8', TZ: 'Europe/Berlin' }, LOCALE);
  assert.is(finding?.cause, 'locale-missing');
  assert.is(finding?.confidence, 'certain');
  assert.match(finding?.fixes[0]?.command ?? '', /"LANG","value":"C\.UTF-8".*"LC_MONETARY","value":"C\.UTF-8"/);
});

test('the locales that every image has', () => {
  const finding = first({ LANG: 'C.UTF-8', LC_ALL: 'POSIX' }, LOCALE);
  assert.is(finding?.confidence, 'likely');
  assert.not.match(finding?.summary ?? '', 'POSIX');
});

test('an encoding that a variable asks for', () => {
  const finding = first({ PYTHONIOENCODING: 'ascii:strict' }, ASCII);
  assert.is(finding?.cause, 'output-encoding');
  assert.match(finding?.fixes[0]?.command ?? '', 'utf-8:strict');
  assert.is(first({ PYTHONUTF8: '0' }, ASCII)?.cause, 'output-encoding');
});

test('without such a variable the program does so itself', () => {
  assert.is(first({ PYTHONIOENCODING: 'utf-8', LANG: 'C' }, ASCII)?.cause, 'unhandled-exception');
  assert.is(first({ PYTHONIOENCODING: ':replace' }, ASCII)?.cause, 'unhandled-exception');
});

test('what the code names by itself is no matter of a variable, and LC_ALL goes before LANG', () => {
  const python = (call: string) => `Traceback (most recent call last):
  File "/app/a.py", line 3, in <module>
    locale.setlocale(${call})
  File "/usr/local/lib/python3.11/locale.py", line 626, in setlocale
    return _setlocale(category, locale)
locale.Error: unsupported locale setting`;
  const given = (env: Record<string, string>, call: string) =>
    findingsIn({
      status: ended(1),
      log: python(call),
      container: { env: Object.entries(env).map(([name, value]) => ({ name, value })) },
    })[0];
  const own = given({ LANG: 'en_US.UTF-8' }, "locale.LC_TIME, 'de_DE.UTF-8'");
  assert.match(own?.summary ?? '', /does not have: de_DE\.UTF-8, by its own code$/);
  assert.is(own?.fixes[0]?.command, undefined);
  assert.is(given({ LANG: 'en_US.UTF-8' }, "locale.LC_ALL, ''")?.confidence, 'certain');
  assert.is(given({ LANG: 'en_US.UTF-8', LC_ALL: 'C.UTF-8' }, "locale.LC_ALL, ''")?.confidence, 'likely');
});

test('the variable that the code reads for it, and the one that has the name which initdb refuses', () => {
  const python = [
    'Traceback (most recent call last):',
    '  File "/app/a.py", line 3, in <module>',
    '    locale.setlocale(locale.LC_ALL, os.environ["APP_LOCALE"])',
    '  File "/usr/lib/python3.11/locale.py", line 627, in setlocale',
    '    return _setlocale(category, locale)',
    LOCALE,
  ].join('\n');
  const of = (log: string, env: Record<string, string>) =>
    findingsIn({ container: { env: Object.entries(env).map(([name, value]) => ({ name, value })) }, status: ended(1), log })[0];
  const found = of(python, { LANG: 'en_US.UTF-8', APP_LOCALE: 'de_DE.UTF-8' });
  assert.match(found?.summary ?? '', 'de_DE.UTF-8 (env APP_LOCALE)');
  assert.not.match(found?.summary ?? '', 'LANG');
  assert.is(of(python, { LANG: 'en_US.UTF-8' })?.confidence, 'likely', 'LANG is not asked');
  const initdb = of('initdb: error: invalid locale name "de_DE.utf8"\n', {
    LANG: 'en_US.utf8',
    POSTGRES_INITDB_ARGS: '--locale=de_DE.utf8 -k',
  });
  assert.match(initdb?.fixes[0]?.command ?? '', '"POSTGRES_INITDB_ARGS","value":"--locale=C.UTF-8 -k"');
});

test.run();
