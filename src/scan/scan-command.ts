/** `kubectl crashloop [-n NS | -A] [-l LABELS] [--contexts A,B]`: what crashes here, grouped by root cause. */
import type { Asked } from '../bundle/bundle.ts';
import type { Kubectl } from '../cluster/port.ts';
import { KubectlError } from '../errors.ts';
import type { Gap } from '../evidence/evidence.ts';
import { objectQuery } from '../evidence/query.ts';
import type { OpenSession } from '../open-session.ts';
import type { CallReport, Group, PodReport, Report, ReportGap, ScanReport } from '../report.ts';
import { quote } from '../shell-word.ts';
import type { World } from '../world.ts';
import { grouped } from './groups.ts';
import { Patience } from './patient.ts';
import { progressWords } from './progress-words.ts';
import { type Scanned, type Seen, scanCluster } from './scan-cluster.ts';
import { noPodsToList } from './unlistable.ts';

/** One cluster of the scan; `context`: its name, where there are several. */
export interface Cluster {
  session: OpenSession;
  context: string | undefined;
}

type Question = Extract<Asked, { kind: 'scan' }>;

export async function scanAll(question: Question, clusters: readonly Cluster[], world: World): Promise<Report> {
  const [first] = clusters as [Cluster, ...Cluster[]];
  const { deadline } = first.session;
  let waited = 0;
  const patience = new Patience({
    deadline,
    clock: world.now,
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    slowDown: (ms) => {
      waited += ms;
      world.progress(`the API server asks to wait (429): ${Math.round(ms / 1000)} s …`);
    },
  });
  const seen = new Map<string | undefined, Seen>();
  const calls: CallReport[] = [];
  try {
    const scans = await Promise.all(
      clusters.map((cluster) =>
        scanOne(question, cluster, { patience, now: world.now(), deadline, calls, clock: world.now }, (state) => {
          seen.set(cluster.context, state);
          world.progress(progressWords([...seen.values()]));
        }),
      ),
    );
    const failed = scans.flatMap(({ failure }) => failure ?? []);
    if (failed.length === clusters.length && failed[0]) throw failed[0];
    return reportOf(scans, calls);
  } finally {
    world.progress('');
    if (waited > 0)
      world.error(`warning: the API server asked to slow down (429 Too Many Requests); waited ${Math.round(waited / 1000)} s\n`);
    if ([...seen.values()].some(({ isAgain }) => isAgain))
      world.error('warning: the list of pods was out of date before it was read to its end (410 Expired); it was read once more\n');
  }
}

interface OneScan {
  pods: PodReport[];
  groups: Group[];
  recovered: PodReport[];
  scan: ScanReport;
  gaps: ReportGap[];
  /** Nothing at all could be read. */
  failure: KubectlError | undefined;
}

interface Means {
  patience: Patience;
  now: number;
  deadline: number;
  calls: CallReport[];
  clock: () => number;
}

async function scanOne(
  { allNamespaces, selector, sinceMs }: Question,
  { session, context }: Cluster,
  { patience, now, deadline, calls, clock }: Means,
  progress: (seen: Seen) => void,
): Promise<OneScan> {
  const { flags, learn } = session;
  const kubectl = patience.of(session.kubectl, calls);
  const place = { namespace: allNamespaces ? undefined : session.namespace, selector };
  const scanned = await scanCluster({ kubectl, place, now, deadline, clock, flags, sinceMs, progress, learn });
  const { looked, scan, gap } = scanned;
  return {
    ...grouped(looked, flags, context),
    recovered: inContextOf(scanned, context),
    scan,
    gaps: gap ? [gapReport(gap, flags, context)] : [],
    failure:
      scan.pods > 0
        ? undefined
        : gap
          ? noPodsToList(gap, place.namespace, session.namespace, context)
          : await noSuchNamespace(kubectl, place.namespace, deadline - clock()),
  };
}

const inContextOf = ({ recovered }: Scanned, context: string | undefined) =>
  context === undefined ? recovered : recovered.map((pod) => ({ ...pod, context }));

/** The API lists what is not there as empty: a mistyped -n would pass for a namespace where all is well. */
async function noSuchNamespace(kubectl: Kubectl, namespace: string | undefined, left: number): Promise<KubectlError | undefined> {
  if (namespace === undefined) return undefined;
  const { args } = objectQuery('namespaces', undefined, namespace);
  const { failure } = await kubectl(args, { timeout: Math.max(1, left), bytes: 1024 * 1024 });
  return failure?.kind === 'not-found' ? new KubectlError(failure, args, `there is no namespace ${namespace}`) : undefined;
}

function gapReport({ step, failure, args }: Gap, flags: readonly string[], context: string | undefined): ReportGap {
  const { kind, message, needs } = failure;
  return {
    step: context === undefined ? step : `${context}: ${step}`,
    gap: kind,
    message,
    needs: needs ? { verb: needs.verb, resource: needs.resource, group: needs.group } : null,
    command: ['kubectl', ...args, ...flags].map(quote).join(' '),
  };
}

function reportOf(scans: readonly OneScan[], calls: CallReport[]): Report {
  const troubled = scans.flatMap(({ pods }) => pods);
  const finding = troubled.flatMap(({ containers }) => containers).flatMap(({ findings }) => findings.slice(0, 1))[0];
  const sum = (of: (scan: ScanReport) => number) => scans.reduce((total, { scan }) => total + of(scan), 0);
  return {
    apiVersion: 'crashloop/v1',
    kind: 'Report',
    verdict: finding ? { cause: finding.cause, summary: finding.summary, confidence: finding.confidence, object: finding.object } : null,
    pods: [...troubled, ...scans.flatMap(({ recovered }) => recovered)],
    groups: scans.flatMap(({ groups }) => groups),
    scan: {
      pods: sum(({ pods }) => pods),
      namespaces: sum(({ namespaces }) => namespaces),
      starting: sum(({ starting }) => starting),
      over: sum(({ over }) => over),
      complete: scans.every(({ scan, failure }) => scan.complete && !failure),
    },
    gaps: scans.flatMap(({ gaps }) => gaps),
    steps: [],
    calls,
    redactions: 0,
  };
}
