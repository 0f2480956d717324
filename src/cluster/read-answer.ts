/** What an answer of kubectl means to the question: a value that may be believed, nothing there, or a gap. */
import { parseCleaned } from '../clean.ts';
import type { FailureKind } from '../errors.ts';
import type { Known } from '../evidence/evidence.ts';
import { END_OF_LIST, type Query } from '../evidence/query.ts';
import { type AskedFor, askedFor } from '../kube/asked-for.ts';
import { fit, isRecord } from '../kube/fit.ts';
import { KINDS } from '../kube/shape-table.ts';
import { isNoLog } from './failure.ts';
import type { Answer } from './port.ts';
import { readExecuted } from './read-executed.ts';

export function readAnswer(query: Query<unknown>, answer: Answer): Known<unknown> {
  const { failure } = answer;
  if (query.form === 'exec') return readExecuted(answer);
  if (failure) return failure.kind === 'not-found' ? { state: 'absent' } : { state: 'gap', failure };
  switch (query.form) {
    case 'json':
      return readJson(query, answer);
    case 'text':
      return readText(query, answer);
    case 'keys':
      return readKeys(answer);
  }
}

const gap = (kind: FailureKind, message: string): Known<never> => ({ state: 'gap', failure: { kind, message } });
const bad = (message: string) => gap('bad-answer', message);
const tooLarge = ({ bytes }: Answer) => gap('too-large', `the answer has more than ${bytes} bytes`);

/** An empty log was read too: the program wrote nothing. */
function readText({ args }: Query<unknown>, { stdout }: Answer): Known<string> {
  const isLog = args.some((arg) => /^\/api\/v1\/namespaces\/[^/]+\/pods\/[^/]+\/log(?:\?|$)/.test(arg));
  if (isLog && isNoLog(stdout)) return gap('no-log', stdout.trim());
  // We ask for the kubelet's time before each line: without any it is what somebody else says, such as a proxy.
  if (isLog && stdout.trim() && !STAMP.test(stdout)) return bad(notOf('log', stdout));
  return { state: 'read', value: stdout };
}

const STAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/m;

/** Lines "namespace/name key key", then the end mark; what a program around kubectl writes besides is no such line. */
function readKeys(answer: Answer): Known<Map<string, string[]>> {
  if (answer.cut) return tooLarge(answer);
  const lines = answer.stdout.split('\n').map((line) => line.trim().split(' '));
  const value = new Map(lines.flatMap(([object = '', ...keys]) => (/^[^/\s]+\/[^/\s]+$/.test(object) ? [[object, keys]] : [])));
  const isWhole = lines.some(([object, ...more]) => object === END_OF_LIST && more.length === 0);
  // A name or a key that is cut off would be another one.
  if (!isWhole && value.size > 0) return bad('the list of names and keys was cut off');
  return isWhole
    ? { state: 'read', value }
    : bad(answer.stdout.trim() ? notOf('list of names and keys', answer.stdout) : 'kubectl ended well and said nothing');
}

function readJson({ args }: Query<unknown>, answer: Answer): Known<unknown> {
  if (answer.cut) return tooLarge(answer);
  if (!answer.stdout.trim()) return bad('kubectl ended well and said nothing');
  const parsed = parse(answer.stdout);
  if (parsed === undefined) return bad(notOf('JSON', answer.stdout));
  if (!isRecord(parsed)) return bad(`expected an object, got ${Array.isArray(parsed) ? 'a list' : JSON.stringify(parsed)?.slice(0, 80)}`);
  const asked = args[1] === '--raw' ? askedFor(args[2] ?? '') : undefined;
  const wrong = wrongIn(parsed, asked);
  return wrong ? bad(wrong) : { state: 'read', value: parsed };
}

/** Once more from the first brace: a program around kubectl may greet first. */
function parse(text: string): unknown {
  const brace = text.indexOf('{');
  const value = parseCleaned(text);
  return value === undefined && brace > 0 ? parseCleaned(text.slice(brace)) : value;
}

function notOf(form: string, text: string): string {
  if (/^\s*<(?:!doctype|html|\?xml|head|body)/i.test(text))
    return 'the answer is a web page: a proxy or a login page stands before the API server';
  return `the answer is no ${form}: ${text.trim().split('\n', 1)[0]?.slice(0, 120)}`;
}

/** What is wrong with it, if anything; what is only out of shape is put right. */
function wrongIn(value: Record<string, unknown>, asked: AskedFor | undefined): string | undefined {
  const kind = typeof value['kind'] === 'string' ? value['kind'] : undefined;
  if (kind === 'Status') return `the answer is a Status: ${String(value['message'] ?? value['reason'] ?? 'no message').slice(0, 300)}`;
  const isList = kind?.endsWith('List') ?? 'items' in value;
  if (asked && isList === (asked.name !== undefined))
    return `asked for ${asked.name === undefined ? 'a list' : 'one object'} of ${asked.plural}, got ${kind ?? 'something else'}`;
  if (isList) return wrongInList(value, asked);
  if (!asked)
    return fit(value, { 'metadata!': { 'name!': 'string' } }) ? undefined : `the answer, ${kind ?? 'of no kind'}, has no metadata`;
  const [expected, shape] = KINDS[asked.plural];
  if (kind !== undefined && kind !== expected) return `asked for a ${expected}, got a ${kind}`;
  if (!fit(value, shape)) return `the answer is no whole ${expected}`;
  const { name } = value['metadata'] as { name: string };
  return name === asked.name ? undefined : `asked for ${asked.plural}/${asked.name}, got ${name}`;
}

/** Go writes an empty list as null. */
function wrongInList(value: Record<string, unknown>, asked: AskedFor | undefined): string | undefined {
  const items = value['items'] ?? [];
  if (!Array.isArray(items)) return 'the answer is a list without items';
  const [expected, shape] = asked ? KINDS[asked.plural] : [undefined, { 'metadata!': { 'name!': 'string' } }];
  const whole = items.filter((item) => fit(item, shape) && (expected === undefined || item.kind === undefined || item.kind === expected));
  if (whole.length < items.length) return `${items.length - whole.length} of ${items.length} items are no whole ${expected ?? 'objects'}`;
  value['items'] = items;
  fit(value, { metadata: { continue: 'string', resourceVersion: 'string', remainingItemCount: 'number' } });
  return undefined;
}
