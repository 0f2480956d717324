/**
 * The bytes of a file → a bundle that can be believed, or why not. The file comes from somebody else: it is unpacked and held against
 * the format before anything is made of it, and its texts are cleaned as a cluster's are.
 */
import { gunzipSync } from 'node:zlib';
import { cleanDeep } from '../clean.ts';
import { isLabel, isName } from '../cli/targets.ts';
import { FAILURE_KINDS, UsageError } from '../errors.ts';
import { parseBounded } from '../json-bounds.ts';
import { type AnyShape, fit, isRecord } from '../kube/fit.ts';
import type { AttemptReport } from '../report.ts';
import { type Asked, BUNDLE_FORMAT, type Bundle, type SavedCall } from './bundle.ts';

/** Bytes of a file, and of what is packed in it, at most: a run keeps less, and the whole is held in memory. */
export const MOST_BYTES = 32 * 1024 * 1024;
export const MOST_TEXT = 96 * 1024 * 1024;
const MOST_CALLS = 10_000;
/** Lists, objects and commas: of so many calls with their failures, and of all attempts that are kept. What was answered is text here. */
const MOST_VALUES = 500_000;

const TARGET_KINDS = ['pods', 'deployments', 'replicasets', 'statefulsets', 'daemonsets', 'jobs', 'cronjobs', 'replicationcontrollers'];

const CALL: AnyShape = {
  'args!': ['string'],
  'stdout!': 'string',
  exit: 'number',
  at: 'number',
  ms: 'number',
  bytes: 'number',
  cut: 'boolean',
  failure: {
    'kind!': 'string',
    'message!': 'string',
    needs: { 'verb!': 'string', 'resource!': 'string', 'group!': 'string', namespace: 'string' },
  },
};
const ATTEMPTS: AnyShape = {
  'from!': 'string',
  'until!': 'string',
  'seen!': [
    {
      'pod!': 'string',
      'container!': 'string',
      'number!': 'number',
      startedAt: 'string',
      finishedAt: 'string',
      seconds: 'number',
      'exitCode!': 'number',
      signal: 'string',
      reason: 'string',
      cause: 'string',
      summary: 'string',
      decisive: 'string',
      'memory!': [{ 'seconds!': 'number', 'bytes!': 'number' }],
      'log!': ['string'],
    },
  ],
  'missed!': 'number',
  'conclusions!': ['string'],
  trend: 'string',
};
const BUNDLE: AnyShape = {
  'format!': 'string',
  program: 'string',
  title: 'string',
  'began!': 'string',
  'ended!': 'string',
  'namespace!': 'string',
  'flags!': ['string'],
  'hidden!': ['string'],
  'asked!': {
    'kind!': 'string',
    targets: [{ 'plural!': 'string', 'name!': 'string' }],
    selector: 'string',
    container: 'string',
    allNamespaces: 'boolean',
    sinceMs: 'number',
  },
  attempts: ATTEMPTS,
  'calls!': [CALL],
};

/** `name` is the file's, for errors. */
export function readBundle(bytes: Uint8Array, name: string): Bundle {
  const bad = (why: string) => new UsageError(`could not read the evidence in ${name}: ${why}`);
  if (bytes.length > MOST_BYTES) throw bad(`it has more than ${MOST_BYTES / 1024 / 1024} MiB; no bundle is that large`);
  if (bytes.length === 0) throw bad('the file is empty');
  const value = parsed(unpacked(bytes, bad), bad);
  if (!isRecord(value)) throw bad('it is no bundle; save one with --save FILE');
  const { format, calls } = value;
  if (format !== BUNDLE_FORMAT) {
    const isOther = typeof format === 'string' && /^crashloop-bundle\/v\d{1,4}$/.test(format);
    throw bad(
      isOther
        ? `its format is ${format}, and this version reads ${BUNDLE_FORMAT}; use the version that wrote it, or a newer one`
        : 'it is no bundle; save one with --save FILE',
    );
  }
  const count = Array.isArray(calls) ? calls.length : 0;
  if (count > MOST_CALLS) throw bad(`it holds ${count} calls; no run makes so many`);
  if (!fit(cleanDeep(value), BUNDLE)) throw bad('fields are missing or of the wrong type; was it edited?');
  const bundle = value as unknown as Bundle;
  if (bundle.calls.length < count) throw bad(`${count - bundle.calls.length} of ${count} calls are out of shape; was it edited?`);
  const wrong = wrongIn(bundle);
  if (wrong) throw bad(`${wrong}; was it edited?`);
  bundle.calls.forEach(complete);
  bundle.attempts?.seen.forEach(completeAttempt);
  if (bundle.attempts) bundle.attempts.trend = TRENDS.find((trend) => trend === bundle.attempts?.trend) ?? null;
  return bundle;
}

type Bad = (why: string) => UsageError;

/** Packed or not: who unpacked it to look at it can still replay it. */
function unpacked(bytes: Uint8Array, bad: Bad): string {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return new TextDecoder().decode(bytes);
  try {
    return new TextDecoder().decode(gunzipSync(bytes, { maxOutputLength: MOST_TEXT }));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ERR_BUFFER_TOO_LARGE') throw bad(`unpacked it has more than ${MOST_TEXT / 1024 / 1024} MiB; no bundle is that large`);
    throw bad(
      code === 'Z_BUF_ERROR' ? 'it is cut off; fetch it again, whole' : `it is damaged (${(error as Error).message}); fetch it again`,
    );
  }
}

function parsed(text: string, bad: Bad): unknown {
  try {
    return parseBounded(text, MOST_VALUES);
  } catch {
    throw bad(
      text.trimStart().startsWith('{')
        ? 'it is damaged or cut off (no whole JSON); fetch it again'
        : 'it is no bundle; save one with --save FILE',
    );
  }
}

/** What becomes part of commands and of messages is held to the same rules as words of the command line. */
function wrongIn({ asked, namespace, flags, began, ended, calls }: Bundle): string | undefined {
  const { kind, targets = [], container } = asked as Omit<Partial<Extract<Asked, { kind: 'diagnose' }>>, 'kind'> & { kind: string };
  if (kind !== 'diagnose' && kind !== 'scan') return `it asks for ${JSON.stringify(kind.slice(0, 40))}`;
  if (kind === 'diagnose' && targets.length === 0 && !asked.selector) return 'it asks about nothing';
  const target = targets.find(({ plural, name }) => !TARGET_KINDS.includes(plural) || !isName(name));
  if (target) return `${JSON.stringify(`${target.plural}/${target.name}`.slice(0, 80))} cannot be the name of a pod or workload`;
  if (!isLabel(namespace)) return `${JSON.stringify(namespace.slice(0, 80))} cannot be a namespace`;
  if (container !== undefined && !isLabel(container)) return `${JSON.stringify(container.slice(0, 80))} cannot be a container`;
  const flag = flags.find((one) => !/^--(?:context|cluster|user|kubeconfig|as|as-group|server)=[^\n]{0,1000}$/.test(one));
  if (flag !== undefined) return `${JSON.stringify(flag.slice(0, 80))} is no connection flag`;
  if (Number.isNaN(Date.parse(began)) || Number.isNaN(Date.parse(ended))) return 'its times are none';
  const failed = calls.find(({ failure }) => failure && !FAILURE_KINDS.includes(failure.kind));
  return failed ? `a call failed in a way that is unknown: ${JSON.stringify(String(failed.failure?.kind).slice(0, 40))}` : undefined;
}

const TRENDS = ['constant', 'longer', 'shorter', 'irregular'] as const;

/** What is null is left out where values are held against the format. */
function completeAttempt(attempt: AttemptReport): void {
  for (const field of ['startedAt', 'finishedAt', 'seconds', 'signal', 'reason', 'cause', 'summary', 'decisive'] as const)
    attempt[field] ??= null;
}

function complete(call: SavedCall): void {
  call.exit ??= null;
  call.at ??= 0;
  call.ms ??= 0;
  call.bytes ??= call.stdout.length;
}
