/** The last command of a start is a listener that takes one connection and ends with it: nc -l, socat TCP-LISTEN. */
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { commandLine } from '../../kube/pod.ts';
import { quote } from '../../shell-word.ts';
import { statementsOf } from './shell-statements.ts';
import { type StartText, startText } from './start-text.ts';

export interface OneConnection {
  program: string;
  /** As it is written. */
  line: string;
  /** It again and again, as a shell's line, or as the text of its start. */
  again: string;
  start: StartText | undefined;
}

const LISTENER = /^(?:(?:\S*\/)?busybox\s+)?(?:\S*\/)?(nc|ncat|netcat|socat)\s(.*)$/s;
/** nc of OpenBSD (-l), of busybox and the traditional one (-l -p), and Ncat; they go on with -k, busybox with -ll (nc(1), ncat(1), busybox nc.c). */
const LISTENS = /(?:^|\s)(?:-[a-jm-zA-Z0-9]*l[a-zA-Z]*|--listen)(?=\s|$)/;
const GOES_ON = /(?:^|\s)(?:-\w{0,20}k\w{0,20}|--keep-open|-\w{0,20}l\w{0,20}l\w{0,20})(?=\s|$)|(?:^|\s)-l\s+-l(?=\s|$)/;
/** Without the option fork it ends with its first connection (socat(1), Option group CHILD). */
const SOCAT = /\b(?:TCP|UDP|UNIX|OPENSSL|SCTP)[46]?-L(?:ISTEN)?:[^\s,]{1,200}(?!\S{0,400},fork\b)(?=[\s,]|$)/i;

export function oneConnection(subject: Subject, evidence: Evidence): OneConnection | undefined {
  const start = startText(subject, evidence);
  const line = start ? statementsOf(start.text)?.at(-1)?.text : commandLine(subject.container).map(quote).join(' ');
  if (line === undefined) return undefined;
  const bare = line.replace(/^exec\s+/, '');
  const [, program = '', words = ''] = LISTENER.exec(bare.split('|').at(-1)?.trim() ?? '') ?? [];
  const isOne = program === 'socat' ? SOCAT.test(words) : program !== '' && LISTENS.test(words) && !GOES_ON.test(words);
  if (!isOne || /&&|\|\||&\s*$/.test(bare)) return undefined;
  const loop = `while true; do ${bare}; done`;
  const at = start?.text.lastIndexOf(line) ?? -1;
  if (start && at < 0) return undefined;
  return { program, line: bare, again: start ? start.text.slice(0, at) + loop + start.text.slice(at + line.length) : loop, start };
}
