/**
 * Recorded clusters that answer nonsense: fields that are missing or of another type, absurd numbers and times, thousands of statuses,
 * owners in a circle. Whatever comes, there is a report or an error in words, soon, and no form of it breaks.
 */
import { join } from 'node:path';
import fc from 'fast-check';
import { clean } from '../src/clean.ts';
import { targetsOf } from '../src/cli/targets.ts';
import type { Kubectl } from '../src/cluster/port.ts';
import type { Target } from '../src/command.ts';
import { investigate } from '../src/diagnosis/investigate.ts';
import { KubectlError, UsageError } from '../src/errors.ts';
import { Evidence } from '../src/evidence/evidence.ts';
import { Redactor } from '../src/redact/redactor.ts';
import { redactReport } from '../src/redact.ts';
import type { Report } from '../src/report.ts';
import { CASE_NAMES, CASES } from './case-names.ts';
import { fakeKubectl, readRecorded } from './fake-kubectl.ts';
import { faultsOf } from './hostile.ts';
import { isHonest, truthOf } from './judge.ts';

const JUNK: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1,
  255,
  -2147483648,
  2 ** 31,
  2 ** 53,
  1e308,
  0.5,
  '',
  ' ',
  'x',
  '0',
  '-1',
  '1e999',
  'NaN',
  'Infinity',
  [],
  [null],
  [[]],
  [{}],
  {},
  { name: null },
  { '': '' },
  [1, 2],
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59Z',
  '-0001-01-01T00:00:00Z',
  '2099-01-01T00:00:00Z',
  'not a time',
  '99999999999999999999Ei',
  '-1Mi',
  '1.5.5',
  '0',
  'a'.repeat(20_000),
  '(((((((((((((((((((((((((((((((',
  '%'.repeat(50),
  'CrashLoopBackOff',
  'OOMKilled',
  'Completed',
  'Unknown',
  3221225477,
  -1073741819,
];

/** Characters of a list that is made longer, and items of all that are, together: no API server answers with more. */
const LARGEST = 20_000_000;
const MOST = 50_000;

interface Mutation {
  how: 'drop' | 'replace' | 'repeat' | 'swap' | 'nest' | 'number' | 'time' | 'statuses' | 'owners' | 'uid' | 'empty' | 'answer';
  pick: number;
  other: number;
}
const MUTATION: fc.Arbitrary<Mutation> = fc.record({
  how: fc.constantFrom(
    'drop',
    'drop',
    'replace',
    'replace',
    'replace',
    'repeat',
    'swap',
    'nest',
    'number',
    'time',
    'statuses',
    'owners',
    'uid',
    'empty',
    'answer',
  ) as fc.Arbitrary<Mutation['how']>,
  pick: fc.nat(10_000_000),
  other: fc.nat(10_000),
});
interface Mutated {
  name: string;
  mutations: Mutation[];
}
const MUTATED: fc.Arbitrary<Mutated> = fc.record({
  name: fc.constantFrom(...CASE_NAMES),
  mutations: fc.array(MUTATION, { minLength: 1, maxLength: 4 }),
});

/** Of one answer, as text; the same mutation everywhere, so a run meets it wherever it looks. */
function mutated(text: string, { how, pick, other }: Mutation): string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return how === 'answer' ? text.slice(0, pick % (text.length + 1)) : text;
  }
  const places: { holder: Record<string, unknown>; key: string }[] = [];
  const walk = (at: unknown, key: string): void => {
    if (at === null || typeof at !== 'object' || key === 'managedFields') return;
    for (const inner of Object.keys(at)) {
      places.push({ holder: at as Record<string, unknown>, key: inner });
      walk((at as Record<string, unknown>)[inner], inner);
    }
  };
  walk(value, '');
  const place = places[pick % Math.max(1, places.length)];
  if (!place) return text;
  const { holder, key } = place;
  const now = holder[key];
  const found = (pattern: RegExp) => places.filter((one) => pattern.test(one.key));
  switch (how) {
    case 'drop':
      if (Array.isArray(holder)) holder.splice(Number(key), 1);
      else delete holder[key];
      break;
    case 'replace':
      holder[key] = JUNK[other % JUNK.length];
      break;
    case 'repeat':
      holder[key] = Array.isArray(now)
        ? Array.from({ length: 60 }, () => now)
            .flat()
            .slice(0, 600)
        : [now, now];
      break;
    case 'swap': {
      const with_ = places[other % places.length];
      if (with_) [holder[key], with_.holder[with_.key]] = [with_.holder[with_.key], now];
      break;
    }
    case 'nest':
      holder[key] = Array.from({ length: 400 }).reduce((inner) => ({ a: inner, name: 'x' }), now);
      break;
    case 'number':
      for (const one of places)
        if (typeof one.holder[one.key] === 'number' && (other & 1 || one.key === key))
          one.holder[one.key] = [-1, 2 ** 40, -(2 ** 31), 1e300][pick % 4];
      break;
    case 'time':
      for (const one of found(/([tT]ime|[tT]imestamp|At)$/))
        if (typeof one.holder[one.key] === 'string')
          one.holder[one.key] = [
            null,
            '0001-01-01T00:00:00Z',
            '2099-01-01T00:00:00Z',
            '',
            '1970-01-01T00:00:00Z',
            '9999-12-31T23:59:59.999999999Z',
          ][pick % 6];
      break;
    case 'statuses': {
      // A list within another is made longer in each copy of that.
      let left = MOST;
      for (const one of found(/^(containerStatuses|initContainerStatuses|containers|env|ports|volumes|conditions)$/).slice(
        0,
        1 + (pick % 3),
      )) {
        const list = one.holder[one.key];
        const length = Math.min(left, other % 50 === 0 ? 5000 : 100);
        if (!Array.isArray(list) || list.length === 0 || (length / list.length) * JSON.stringify(list).length > LARGEST) continue;
        left = Math.max(1, Math.floor(left / length));
        one.holder[one.key] = Array.from({ length }, (_, index) => ({
          ...(list[index % list.length] as object),
          ...(other & 1 ? { name: `n${index}` } : {}),
        }));
      }
      break;
    }
    case 'owners':
      for (const { holder: object } of found(/^metadata$/)) {
        const metadata = object['metadata'] as Record<string, unknown> | null;
        if (metadata && typeof metadata === 'object')
          metadata['ownerReferences'] = [
            {
              apiVersion: 'apps/v1',
              kind: object['kind'] ?? ['ReplicaSet', 'StatefulSet', 'Job', 'Pod'][other % 4],
              name: metadata['name'],
              uid: metadata['uid'],
              controller: true,
            },
          ];
      }
      break;
    case 'uid':
      for (const one of found(/^(uid|containerID|resourceVersion)$/)) one.holder[one.key] = ['', 'same', null, 7][other % 4];
      break;
    case 'empty':
      for (const one of places) if (Array.isArray(one.holder[one.key]) && (other & 1 || one.key === key)) one.holder[one.key] = [];
      break;
    case 'answer':
      return [
        'null',
        '[]',
        '{}',
        '"text"',
        '7',
        'true',
        '{"kind":"Status","status":"Success"}',
        '{"items":null}',
        '{"kind":"List","items":[null,1,"x"]}',
        '{"kind":"PodList","metadata":null,"items":[{}]}',
        text.slice(0, pick % (text.length + 1)),
      ][other % 11] as string;
  }
  try {
    return JSON.stringify(value);
  } catch (error) {
    // Thousands of thousands: longer than a string can be, and than the port would let in.
    if (error instanceof RangeError) return text;
    throw error;
  }
}

export interface Tried {
  runs: number;
  reports: number;
  refused: number;
  faults: string[];
  /** Seconds of the processor. */
  slowest: number;
  wrong: number;
}

/** Seconds of the processor that a report may take, at most: what else the machine does is not counted. */
const LIMIT = 8;

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** Those that a night has found a fault with. */
export const FOUND: readonly Mutated[] = [
  // 5,000 containers that run, each of which was looked at for each of those that fail.
  {
    name: 'sidecar-other-port',
    mutations: [
      { how: 'statuses', pick: 3_079_537, other: 7065 },
      { how: 'statuses', pick: 3_309_122, other: 6600 },
    ],
  },
  {
    name: 'kill-from-outside',
    mutations: [
      { how: 'empty', pick: 5_855_328, other: 9682 },
      { how: 'statuses', pick: 7_752_299, other: 2900 },
    ],
  },
  // A port so large that one more is the same number: the next free one was looked for without end.
  {
    name: 'port-with-probes',
    mutations: [
      { how: 'owners', pick: 9_292_213, other: 8359 },
      { how: 'uid', pick: 3_595_742, other: 7967 },
      { how: 'number', pick: 2_183_531, other: 2705 },
    ],
  },
];

export const tryMutated = (runs: number, seed: number, time = Number.POSITIVE_INFINITY, least = 0): Promise<Tried> =>
  tryThese(fc.sample(MUTATED, { numRuns: runs, seed }), time, least);

/** All, or as many as fit into the time; so many in any case, however busy the machine is. */
export async function tryThese(clusters: readonly Mutated[], time = Number.POSITIVE_INFINITY, least = 0): Promise<Tried> {
  const start = performance.now();
  const tried: Tried = { runs: 0, reports: 0, refused: 0, faults: [], slowest: 0, wrong: 0 };
  const known = new Map<string, ReturnType<typeof readRecorded>>();
  for (const { name, mutations } of clusters) {
    if (tried.runs >= least && performance.now() - start > time) break;
    tried.runs++;
    const folder = join(CASES, name);
    if (known.size > 60) known.clear();
    const recorded = known.get(name) ?? readRecorded(folder);
    known.set(name, recorded);
    const truth = truthOf(folder);
    const { kubectl: fake, namespace, now } = fakeKubectl(recorded);
    /** What making the answers took, which is not the program's. */
    let mutating = 0;
    const kubectl: Kubectl = async (args, limits) => {
      const answer = await fake(args, limits);
      const isLog = (args[2] ?? '').includes('/log');
      const begun = cpuSeconds();
      const stdout = answer.failure
        ? ''
        : mutations.reduce((text, mutation) => (isLog && mutation.how !== 'answer' ? text : mutated(text, mutation)), answer.stdout);
      mutating += cpuSeconds() - begun;
      return { ...answer, stdout: clean(stdout) };
    };
    const from = cpuSeconds();
    const fault = (text: string) => tried.faults.push(`${text}\n  ${JSON.stringify({ name, mutations })}`);
    try {
      const [target] = targetsOf([truth.target]).targets;
      const gathering = {
        kubectl,
        evidence: new Evidence(now),
        deadline: Number.POSITIVE_INFINITY,
        clock: () => now,
        calls: [],
        progress: () => {},
      };
      const report: Report = redactReport(await investigate(target as Target, namespace, gathering), new Redactor());
      tried.reports++;
      if (!isHonest(report, truth)) tried.wrong++;
      // All forms of a report as long as a book take their time.
      const large = JSON.stringify(report).length > 400_000;
      for (const one of large ? [] : faultsOf(report, now, false)) fault(one);
    } catch (error) {
      if (error instanceof KubectlError || error instanceof UsageError) tried.refused++;
      else fault(`a bug: ${(error as Error).stack?.split('\n').slice(0, 5).join('\n')}`);
    }
    const took = cpuSeconds() - from - mutating;
    tried.slowest = Math.max(tried.slowest, took);
    if (took > LIMIT) fault(`took ${took.toFixed(1)} s`);
  }
  return tried;
}
