/**
 * --fix: the fixes of a report, one after another, until the server accepts one in a dry run. Nothing is ever changed: each call that
 * is not a reading ends with --dry-run=server.
 */

import type { Answer } from '../cluster/port.ts';
import type { Session } from '../diagnose-command.ts';
import { kubectl } from '../fixes/command.ts';
import { parseBounded } from '../json-bounds.ts';
import type { CallReport, Fix, Report } from '../report.ts';
import { callsOf } from './calls.ts';
import { bare, between } from './objects.ts';
import type { Change, Json, Offer, OfferedFix, Outcome, Patch } from './offer.ts';

/** Fixes that are tried. */
const MOST = 4;
const BYTES = 8 * 1024 * 1024;

type Asking = Pick<Session, 'kubectl' | 'flags' | 'deadline'>;
type Env = Readonly<Record<string, string | undefined>>;

export async function checkFixes(report: Report, session: Asking, env: Env, clock: () => number): Promise<Offer> {
  const calls: CallReport[] = [];
  const ask = async (args: readonly string[]): Promise<Answer> => {
    const answer = await session.kubectl(args, { timeout: Math.max(1000, session.deadline - clock()), bytes: BYTES });
    const { ms, exit, bytes, failure } = answer;
    calls.push({ args: [...args], ms: Math.round(ms), exit, bytes, failure: failure?.kind ?? null });
    return answer;
  };
  const fixes: OfferedFix[] = [];
  for (const fix of fixesOf(report).slice(0, MOST)) {
    const checked = await checkFix(fix, { ask, flags: session.flags, env });
    fixes.push(checked);
    if (checked.outcome !== 'refused') break;
  }
  return { fixes, calls };
}

type WithCommand = Fix & { command: string };

/** In the order in which the report prints them. */
function fixesOf({ pods }: Report): WithCommand[] {
  return pods
    .flatMap(({ containers }) => containers)
    .flatMap(({ findings }) => findings)
    .flatMap(({ fixes }) => fixes)
    .filter((fix): fix is WithCommand => fix.changes && fix.command !== undefined);
}

interface Door {
  ask: (args: readonly string[]) => Promise<Answer>;
  flags: readonly string[];
  env: Env;
}

async function checkFix({ text, command }: WithCommand, door: Door): Promise<OfferedFix> {
  const given = { text, command, changes: [] };
  const parsed = callsOf(command, door.env);
  if (parsed.kind === 'shell') {
    const reason = command.includes(' replace --force ')
      ? 'the object cannot be changed in place, so the command makes it anew; no dry run shows that'
      : 'the command is more than calls of kubectl, so it was not tried';
    return { ...given, outcome: 'unchecked', reason };
  }
  if (parsed.kind === 'asks')
    return {
      ...given,
      outcome: 'unchecked',
      reason: `it needs ${parsed.variables.join(', ')}, which only you know: set it in the environment, and ask again`,
    };
  const steps = parsed.calls.filter(changesFields);
  if (steps.length === 0) return { ...given, outcome: 'unchecked', reason: 'kubectl has no dry run for it' };
  const changes: Change[] = [];
  for (const args of steps) {
    const { change, outcome, reason } = await checkStep(args, door);
    if (change) changes.push(change);
    if (outcome !== 'accepted') return { ...given, changes, outcome, ...(reason ? { reason } : {}) };
  }
  return { ...given, changes, outcome: 'accepted' };
}

/** The others start pods anew (rollout restart, delete pod, create job --from), wait, or open an editor. */
function changesFields([verb, what = '', ...rest]: readonly string[]): boolean {
  if (rest.includes('--') || rest.includes('-')) return false;
  if (verb === 'rollout') return what === 'undo';
  if (verb === 'create') return what !== 'job';
  return verb === 'patch' || verb === 'set' || verb === 'scale' || verb === 'expose';
}

interface Step {
  change?: Change;
  outcome: Outcome;
  reason?: string;
}

async function checkStep(args: readonly string[], door: Door): Promise<Step> {
  const [verb, what = '', named = ''] = args;
  // A Secret comes back with its values, which we never read; an undo comes back as it was.
  const isSecret = /^secrets?(?:\/|$)/.test(what);
  const isUndo = verb === 'rollout';
  const form = isUndo ? [] : ['-o', isSecret ? 'name' : 'json'];
  const answer = await door.ask([...args, ...form, '--dry-run=server']);
  const isNew = verb === 'create' || verb === 'expose';
  if (answer.failure) {
    const { kind, message, needs } = answer.failure;
    const isForbidden = kind === 'forbidden' && needs !== undefined;
    const isRefused = !isForbidden && (kind === 'forbidden' || kind === 'not-found' || isRefusal(message));
    const change =
      isForbidden && !isSecret && !isUndo ? await changed(args, isNew, [...args, ...form, '--dry-run=client'], door) : undefined;
    return {
      outcome: isForbidden ? 'forbidden' : isRefused ? 'refused' : 'unchecked',
      reason: message,
      ...withChange(change ?? asWritten(args)),
    };
  }
  if (isSecret) return { outcome: 'accepted', change: { object: `secret/${verb === 'create' ? (args[3] ?? '') : named}` } };
  if (isUndo) return { outcome: 'accepted', change: { object: named, undo: kubectl(door, namespaceIn(args), ['rollout', 'undo', named]) } };
  return { outcome: 'accepted', ...withChange(await changeTo(objectIn(answer), args, isNew, door)) };
}

const withChange = (change: Change | undefined) => (change ? { change } : {});

/** The server's words against the change itself (apimachinery pkg/api/errors); kubectl set puts its own before them. */
const isRefusal = (message: string) =>
  /(?:^The |: |^)\S+ "[^"]*" is (?:invalid|forbidden)\b|denied (?:the )?request|^Error from server \((?:Invalid|BadRequest|Conflict|AlreadyExists)\)|^The request is invalid/.test(
    message,
  );

async function changed(args: readonly string[], isNew: boolean, asked: readonly string[], door: Door): Promise<Change | undefined> {
  return changeTo(objectIn(await door.ask(asked)), args, isNew, door);
}

function objectIn({ stdout, failure }: Answer): Json | undefined {
  if (failure) return undefined;
  try {
    const object = parseBounded(stdout) as Json | null;
    return object && typeof object === 'object' ? object : undefined;
  } catch {
    return undefined;
  }
}

async function changeTo(full: Json | undefined, args: readonly string[], isNew: boolean, door: Door): Promise<Change | undefined> {
  if (!full) return asWritten(args);
  const { name, namespace } = (full['metadata'] ?? {}) as { name?: string; namespace?: string };
  const group = String(full['apiVersion'] ?? '')
    .split('/')
    .slice(0, -1)
    .join('');
  const word = `${String(full['kind']).toLowerCase()}${group ? `.${group}` : ''}`;
  const where = { object: `${word}/${name}`, ...(namespace === undefined ? {} : { namespace }) };
  const after = bare(full);
  if (isNew) return { ...where, after, undo: kubectl(door, namespace, ['delete', word, name ?? '']) };
  const known = objectIn(await door.ask(['get', word, name ?? '', ...(namespace === undefined ? [] : ['-n', namespace]), '-o', 'json']));
  if (!known) return { ...where, after, ...patchIn(args) };
  const before = bare(known);
  const undo = JSON.stringify(between(after, before).body);
  return {
    ...where,
    before,
    after,
    patch: patchIn(args).patch ?? between(before, after),
    undo: kubectl(door, namespace, ['patch', `${word}/${name}`, '--type=json'], ['-p', undo]),
  };
}

/** Where the server was not asked, what the command itself says. */
function asWritten(args: readonly string[]): Change | undefined {
  const { patch } = patchIn(args);
  const namespace = namespaceIn(args);
  const [, what = '', named = ''] = args;
  return patch && { object: what.includes('/') ? what : `${what}/${named}`, ...(namespace === undefined ? {} : { namespace }), patch };
}

function patchIn(args: readonly string[]): { patch?: Patch } {
  const body = args[0] === 'patch' ? args[args.lastIndexOf('-p') + 1] : undefined;
  if (body === undefined) return {};
  const type = args.find((word) => word.startsWith('--type='))?.slice('--type='.length) ?? 'strategic';
  return { patch: { type: type as Patch['type'], body: JSON.parse(body) as unknown } };
}

function namespaceIn(args: readonly string[]): string | undefined {
  const at = args.indexOf('-n');
  return at < 0 ? undefined : args[at + 1];
}
