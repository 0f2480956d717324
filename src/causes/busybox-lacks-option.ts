import { escaped } from '../escaped.ts';
import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, keyObject, logProof } from '../evidence/proof.ts';
import { changeKey } from '../fixes/change-keys.ts';
import { setWord } from '../fixes/command-line.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { decisiveFact } from '../logs/reading.ts';
import { present } from '../present.ts';
import { daysOf, inSeconds } from '../trace/programs/gnu-dates.ts';
import { shellLine } from '../trace/programs/shell-line.ts';
import { startScript } from '../trace/programs/start-script.ts';
import { type Cause, RUNG } from './cause.ts';

/** An image with the GNU tools that is everywhere, for scripts that need no more than those. */
const GNU = 'debian:12-slim';

export const busyboxLacksOption: Cause = {
  id: 'busybox-lacks-option',
  title: 'a script uses an option of the GNU tools that busybox does not have',
  tier: 'kubernetes',
  covers: ['cfg.bad-flag', 'app.shell-syntax'],
  rung: RUNG.confirmed - 2,

  detect(subject, evidence) {
    const log = valueOf(subject.log());
    const fact = decisiveFact(log, 'flag-unknown', 'value-invalid');
    if (!log || !fact) return undefined;
    const { container, namespace } = subject;
    const { program = 'date', flag, value = '' } = fact.fields as { program?: string; flag?: string; value?: string };
    const days = fact.phrase === 'shell/date-words' ? daysOf(value) : undefined;
    // Its usage follows; a shell of busybox names no line of its own there.
    const isOption = fact.phrase === 'general/getopt-option' && log.lines[fact.line + 1]?.startsWith('BusyBox v');
    if (!isOption && (days === undefined || !/(?:^|[/:.-])(?:busybox|alpine)/.test(container.image ?? ''))) return undefined;
    const script = startScript(subject, evidence);
    const line = shellLine(container);
    const text = script?.text ?? line?.line;
    const what = isOption ? `${program} ${dashed(flag ?? '')}` : `date -d '${value}'`;
    const at = text?.split('\n').find((one) => new RegExp(`\\b${escaped(program)}\\b`).test(one) && (isOption || one.includes(value)));
    const fix = new WorkloadFix(subject, evidence);
    const call = isOption ? `${program} ${flag?.replace(/^-+/, '')}` : undefined;
    const isTime = call === 'timeout t';
    const better = days === undefined ? inOtherOptions(call, text) : inPlainSeconds(text, value, days);
    const inText =
      better &&
      (script ? changeKey(better.what, script, better.text, fix) : line && setWord(fix, better.what, line.list, line.index, better.text));
    const isPlainImage = /^(?:docker\.io\/(?:library\/)?)?(?:busybox|alpine)(?::[\w.-]+)?$/.test(container.image ?? '');
    return {
      summary: `container ${container.name} calls ${what}, which the ${program} of busybox (image ${container.image ?? ''}) does not know${isTime ? ' since 1.30' : days === undefined ? '' : ', and that of GNU does'}${script ? `; the script is key ${script.key} of ConfigMap ${script.name}` : ''}`,
      confidence: 'certain',
      object: script ? keyObject(namespace, script.name, script.key) : fix.containerObject(line?.list ?? 'command'),
      proof: [
        logProof(subject, fact),
        ...present(
          at && {
            step: script ? `get cm ${script.name}` : 'get',
            quote: `${script ? script.key : line?.list}: ${at.trim().slice(0, 160)}`,
          },
        ),
        attemptProof(subject),
      ],
      fixes: present(
        inText,
        isPlainImage &&
          !isTime &&
          !NOT_THERE.test(program) &&
          fix.setImage(`use an image with the GNU tools, such as ${GNU}, where the script needs no more than those`, GNU),
      ),
    };
  },
};

interface Better {
  what: string;
  text: string;
}

const inOtherOptions = (call: string | undefined, text: string | undefined): Better | undefined =>
  call === 'nc z' ? closesAtOnce(text) : call === 'timeout t' ? secondsFirst(text) : undefined;

/** nc without -z: it hangs up at the end of its input. */
function closesAtOnce(text: string | undefined): Better | undefined {
  const better = text?.replace(
    PORT_ASKED,
    (_, before: string, one: string, two: string, after: string) =>
      `${before}${one + two ? `-${one}${two} ` : ''}${after.trim()} </dev/null${/\s*$/.exec(after)?.[0]}`,
  );
  if (better === undefined || better === text) return undefined;
  return { what: 'let nc connect and hang up at once, as both know it: </dev/null instead of -z', text: better };
}

/** timeout -t 5 PROGRAM, as busybox had it up to 1.29 (git.busybox.net: coreutils/timeout.c). */
function secondsFirst(text: string | undefined): Better | undefined {
  // Behind the seconds another option would be taken for the program.
  const better = text?.replace(/(\btimeout\s+)-t\s*(?=[\d$"]\S*\s+[^-\s])/g, '$1');
  if (better === undefined || better === text) return undefined;
  return { what: 'write the seconds alone, as both know it: timeout SECONDS PROGRAM', text: better };
}

function inPlainSeconds(text: string | undefined, words: string, days: number): Better | undefined {
  const better = text?.replace(dateWords(words), `-d "${inSeconds(days)}"`);
  if (better === undefined || better === text) return undefined;
  return { what: `write the date in seconds, as both know it: -d "${inSeconds(days)}"`, text: better };
}

/** What Debian's image leaves to packages of their own. */
const NOT_THERE =
  /^(?:nc|wget|ftp\w+|ping6?|ps|top|free|uptime|pgrep|pkill|ip|ifconfig|netstat|nslookup|telnet|traceroute|vi|less|unzip|xxd|bc|dc)$/;

/** One call of nc with -z among its options, up to its end. */
const PORT_ASKED = /(\bnc\s(?:[^;&|)\n]*?\s)?)-([a-y]*)z([a-z]*)([^;&|)\n]*)/;

/** What getopt tells without its dashes. */
const dashed = (flag: string) => (flag.startsWith('-') ? flag : `${flag.length > 1 ? '--' : '-'}${flag}`);

/** -d yesterday, --date='1 day ago', in the quotation marks that it has. */
const dateWords = (value: string) => new RegExp(`(?:-d|--date)[ =]?(["']?)${escaped(value)}\\1(?![\\w-])`);
