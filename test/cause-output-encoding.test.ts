/** output-encoding: what matches, and what looks like it and is another thing. Texts as Python 3.11 prints them. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const ENCODE = "UnicodeEncodeError: 'ascii' codec can't encode character '\\xe4' in position 0: ordinal not in range(128)";
const DECODE = `  File "/usr/lib/python3.11/encodings/ascii.py", line 26, in decode
    return codecs.ascii_decode(input, self.errors)[0]
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
UnicodeDecodeError: 'ascii' codec can't decode byte 0xc3 in position 0: ordinal not in range(128)`;

const first = (env: Record<string, string>, code: string, error: string) =>
  findingsIn({
    status: ended(1),
    log: `Traceback (most recent call last):\n  File "/app/main.py", line 3, in <module>\n    ${code}\n${error}`,
    container: { env: Object.entries(env).map(([name, value]) => ({ name, value })) },
  })[0];
const told = (...given: Parameters<typeof first>) => {
  const found = first(...given);
  return found?.cause === 'output-encoding' ? found.confidence : undefined;
};

test('PYTHONIOENCODING is for what is printed and for standard input', () => {
  const env = { PYTHONIOENCODING: 'ascii' };
  assert.is(told(env, 'print(name)', ENCODE), 'certain');
  assert.is(told(env, 'for line in sys.stdin:', DECODE), 'certain');
  assert.is(told(env, "text = open('/data/x').read()", DECODE), undefined);
  assert.is(told(env, 'out.write(name)', ENCODE), 'likely');
  assert.is(told({ PYTHONIOENCODING: 'utf-8' }, 'print(name)', ENCODE), undefined);
});

test('PYTHONUTF8=0 leaves the locale, which is C.UTF-8 unless something keeps Python from it', () => {
  assert.is(told({ PYTHONUTF8: '0' }, 'print(name)', ENCODE), 'likely');
  assert.is(told({ PYTHONUTF8: '0', LC_ALL: 'C' }, 'print(name)', ENCODE), 'certain');
  assert.is(told({ PYTHONUTF8: '0', PYTHONCOERCECLOCALE: '0' }, 'print(name)', ENCODE), 'certain');
});

test('a program that names the encoding itself takes no variable', () => {
  assert.is(told({ PYTHONIOENCODING: 'ascii' }, "msg = text.encode('ascii')", ENCODE), undefined);
});

test.run();
