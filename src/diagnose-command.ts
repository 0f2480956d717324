/** `kubectl crashloop POD`, `deploy/web`, `-l app=web`: why do these crash? */

import type { Connection } from './cluster/connection.ts';
import type { Kubectl } from './cluster/port.ts';
import { readAnswer } from './cluster/read-answer.ts';
import type { Diagnose, Target } from './command.ts';
import { investigate } from './diagnosis/investigate.ts';
import { KubectlError } from './errors.ts';
import { Evidence, type Known } from './evidence/evidence.ts';
import { listQuery, objectQuery, type Query } from './evidence/query.ts';
import { nearest } from './nearest.ts';
import type { Report, ReportGap } from './report.ts';
import { quote } from './shell-word.ts';
import type { World } from './world.ts';

/** What only the inside of a container tells, where that is asked at another time than the rest. */
export interface InsideLater {
  /** What would have been asked, had it run. */
  wished: Query<unknown>[];
  /** What was answered while it did. */
  answered: readonly (readonly [Query<unknown>, Known<unknown>])[];
}

export interface Session {
  kubectl: Kubectl;
  namespace: string;
  flags: readonly string[];
  deadline: number;
  mayExec: boolean | ReadonlySet<string>;
  describes?: boolean;
  inside?: InsideLater;
}

/** Flags that printed commands need as well, so that they reach the same cluster as the same user. */
export function handedFlags({ args }: Connection): string[] {
  return args.filter((token) => /^--(context|cluster|user|kubeconfig|as|as-group|server)=/.test(token));
}

/** One report over all targets, side by side. One that cannot be read is a gap, unless it is the only one. */
export async function diagnoseAll(
  { targets, container }: Pick<Diagnose, 'targets' | 'container'>,
  session: Session,
  world: World,
): Promise<Report> {
  const results = await Promise.all(
    targets.map((target) => diagnoseOne(target, session, world).catch((error: unknown) => unread(error, target, session))),
  );
  const failed = results.flatMap((result) => ('error' in result ? [result] : []));
  if (failed.length === results.length && failed[0]) throw failed[0].error;
  const reports = results.flatMap((result) => ('error' in result ? [] : [result]));
  const [first, ...others] = reports as [Report, ...Report[]];
  const pods = reports
    .flatMap((report) => report.pods)
    .map((pod) => {
      if (!container) return pod;
      if (!pod.containers.some(({ name }) => name === container)) {
        const message = `pod ${pod.name} has no container ${container}; it has ${pod.containers.map(({ name }) => name).join(', ')}`;
        throw new KubectlError({ kind: 'not-found', message }, [], message);
      }
      return { ...pod, containers: pod.containers.filter(({ name }) => name === container) };
    });
  const finding = pods.flatMap(({ containers }) => containers).flatMap(({ findings }) => findings.slice(0, 1))[0];
  const verdict = finding
    ? { cause: finding.cause, summary: finding.summary, confidence: finding.confidence, object: finding.object }
    : null;
  const gaps = failed.length > 0 ? { gaps: failed.map(({ gap }) => gap) } : {};
  return { ...first, verdict, pods, calls: reports.flatMap(({ calls }) => calls), groups: others.flatMap(({ groups }) => groups), ...gaps };
}

function unread(error: unknown, { plural, name }: Target, { namespace, flags }: Session): { error: KubectlError; gap: ReportGap } {
  if (!(error instanceof KubectlError)) throw error;
  const { step, args } = objectQuery(plural, namespace, name);
  const { kind, needs } = error.failure;
  return {
    error,
    gap: {
      step: `${step === 'get' ? 'get pod' : step}${plural === 'pods' ? ` ${name}` : ''}`,
      gap: kind,
      message: error.message,
      needs: needs ? { verb: needs.verb, resource: needs.resource, group: needs.group } : null,
      command: ['kubectl', ...args, ...flags].map(quote).join(' '),
    },
  };
}

async function diagnoseOne(target: Target, session: Session, world: World): Promise<Report> {
  const { kubectl, namespace, flags, deadline, mayExec, describes, inside } = session;
  const evidence = new Evidence(world.now(), flags, mayExec);
  for (const [query, known] of inside?.answered ?? []) evidence.settle(query, known);
  const progress = (steps: string[]) => world.progress(steps.length ? `${target.name}: ${steps.join(', ')} …` : '');
  try {
    return await investigate(target, namespace, { kubectl, evidence, deadline, clock: world.now, calls: [], progress }, describes);
  } catch (error) {
    if (error instanceof KubectlError && error.failure.kind === 'not-found') throw await withNames(error, target, session, world);
    throw error;
  } finally {
    inside?.wished.push(...evidence.wishes());
    world.progress('');
  }
}

/** A name that does not exist: which ones start with it, or are near. Never guesses. */
async function withNames(
  error: KubectlError,
  { plural, name }: Target,
  { kubectl, namespace, deadline }: Session,
  world: World,
): Promise<KubectlError> {
  const query = listQuery(plural, namespace);
  const answer = await kubectl(query.args, { timeout: Math.max(1, deadline - world.now()), bytes: 32 * 1024 * 1024 });
  const known = readAnswer(query, answer);
  const names =
    known.state === 'read'
      ? (known.value as { items: { metadata: { name: string } }[] }).items.map(({ metadata }) => metadata.name)
      : undefined;
  if (names === undefined) return error;
  const starting = names.filter((one) => one.startsWith(name));
  const near = nearest(name, names);
  const hint =
    names.length === 0
      ? `there are no ${plural} in namespace ${namespace}: is it the right one (-n)?`
      : starting.length
        ? `its name may be ${starting.slice(0, 5).join(', ')}${starting.length > 5 ? ` or one of ${starting.length - 5} more` : ''}`
        : near
          ? `did you mean ${near}?`
          : `see 'kubectl get ${plural} -n ${namespace}'`;
  return new KubectlError(error.failure, error.args, `${error.message}; ${hint}`);
}
