import { decidedBy } from '../evidence/end.ts';
import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import { settingObject, settingProof } from '../findings/setting-proof.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { codeAbove } from '../logs/code-above.ts';
import type { Fact } from '../logs/fact.ts';
import type { LogReading } from '../logs/reading.ts';
import { present } from '../present.ts';
import { placeOf, type Setting, variablesOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

/** UnicodeEncodeError: 'ascii' codec can't encode character … */
const REFUSED = /^'(ascii|latin-?1|cp125\d|charmap|iso-?8859-\d{1,2})' codec can't (?:en|de)code /i;

export const outputEncoding: Cause = {
  id: 'output-encoding',
  title: 'a variable makes Python write text in an encoding that lacks its letters',
  tier: 'kubernetes',
  covers: ['cfg.bad-value', 'app.python-traceback'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'exception');
    const { type = '', message = '' } = (fact?.fields ?? {}) as { type?: string; message?: string };
    const codec = /Unicode(?:En|De)codeError$/.test(type) ? REFUSED.exec(message)?.[1] : undefined;
    if (!fact || codec === undefined) return undefined;
    // A program that names the encoding itself takes no variable's.
    const log = valueOf(subject.log());
    if (log && NAMED.test(codeAbove(fact, log) ?? '')) return undefined;
    const code = log ? ownCode(fact, log) : '';
    const variables = variablesOf(subject, evidence);
    const found = variables.flatMap((setting) => {
      const to = utf8(setting);
      const isOther = setting.name === 'PYTHONIOENCODING' && type.endsWith('DecodeError') && !STREAM.test(code);
      return to === undefined || isOther || !means(setting, codec) ? [] : [{ setting, to }];
    });
    const [first] = found;
    if (!first) return undefined;
    const { container } = subject;
    const fix = new WorkloadFix(subject, evidence);
    const repair = changeSettings(`let it be UTF-8: ${found.map(({ setting, to }) => `${setting.name}=${to}`).join(' ')}`, found, fix);
    return {
      summary: `the program in container ${container.name} writes or reads text as ${codec}, as ${found.map(({ setting }) => `${placeOf(setting)} (${setting.value})`).join(' and ')} tells Python to; the text has letters that ${codec} does not`,
      confidence: found.some(({ setting }) => isShown(setting, code, variables)) ? 'certain' : 'likely',
      object: settingObject(first.setting, fix),
      decides: `the program's own line: whether it asks for ${codec} itself`,
      proof: [
        logProof(subject, fact),
        ...found.map(({ setting }) => settingProof(setting, undefined, undefined, subject)),
        attemptProof(subject),
      ],
      fixes: present(repair),
    };
  },
};

const NAMED = /\.(?:en|de)code\(|\bencoding\s*=|\b(?:bytes|str)\([^()]{0,80},\s*["']/;

/** All that PYTHONIOENCODING is for; a file that the program opens is read by the locale (docs.python.org/3/using/cmdline.html). */
const STREAM = /\bprint\(|\bstd(?:in|out|err)\b|\binput\(|\bfileinput\b/;

/** The line of the trace's last frame that is none of the codec's. */
function ownCode({ line }: Fact, { lines }: LogReading): string {
  const at = lines.slice(0, line).findLastIndex((one) => /^\s+File "/.test(one) && !/\/(?:encodings\/\w+|codecs)\.py"/.test(one));
  return (at >= 0 && lines[at + 1]) || '';
}

/** In the C locale alone Python reads and writes ASCII, and only if it may not take C.UTF-8 in its place: LC_ALL keeps it from that (PEP 538). */
function isShown({ name }: Setting, code: string, variables: readonly Setting[]): boolean {
  if (name === 'PYTHONIOENCODING') return STREAM.test(code);
  if (name !== 'PYTHONUTF8') return true;
  return variables.some(({ name, value = '' }) =>
    name === 'LC_ALL' ? /^(?:C|POSIX)$|8859|latin|ascii/i.test(value) : name === 'PYTHONCOERCECLOCALE' && value === '0',
  );
}

/** The codec of the error is the one that the variable names; of the C locale, ASCII (PEP 538, 540). */
function means({ name, value = '' }: Setting, codec: string): boolean {
  if (name === 'PYTHONUTF8') return true;
  const [said, wanted] = [codec, value.replace(/:.*$/, '')].map((one) => one.toLowerCase().replace(/[^a-z0-9]/g, ''));
  const is = (form: RegExp) => form.test(said as string) === form.test(wanted as string);
  return is(/ascii/) && is(/latin1|88591(?!\d)/);
}

/**
 * What Python takes its encodings from (docs.python.org/3/using/cmdline.html): since 3.7 the C locale alone means UTF-8, unless that is
 * switched off.
 */
function utf8({ name, value = '' }: Setting): string | undefined {
  if (name === 'PYTHONIOENCODING') return /^(?:utf-?8)?(?::|$)/i.test(value) ? undefined : `utf-8${/:.*$/.exec(value)?.[0] ?? ''}`;
  if (name === 'PYTHONUTF8') return value === '0' ? '1' : undefined;
  return name === 'LC_ALL' || name === 'LANG' || name === 'LC_CTYPE'
    ? /iso-?8859|latin|ascii/i.test(value)
      ? 'C.UTF-8'
      : undefined
    : undefined;
}
