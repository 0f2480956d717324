import { loggedLines } from '../evidence/end.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { Subject } from '../evidence/subject.ts';
import { noSurer, notMemory, probeObject, probeProofs, probeSentence } from '../findings/probe-match.ts';
import { ProbeFix } from '../fixes/probe.ts';
import { rollback } from '../fixes/rollback.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { fieldOf, portOf } from '../kube/probe.ts';
import type { Probe } from '../kube/shapes.ts';
import { present } from '../present.ts';
import type { Fix, Proof } from '../report.ts';
import { vaultState } from '../trace/probes/answerer.ts';
import { type ProbeTrouble, probeTrouble } from '../trace/probes/probe-trouble.ts';
import { servingOf } from '../trace/probes/serving.ts';
import { belowContext, managementPort } from '../trace/probes/spring-path.ts';
import { unrefusedPath } from '../trace/probes/unrefused-path.ts';
import { untriedPath, workingPath } from '../trace/probes/working-path.ts';
import { placeOf, settingsOf } from '../trace/settings/settings.ts';
import { type PathElsewhere, pathElsewhere } from '../trace/texts/nginx-servers.ts';
import { type Cause, RUNG } from './cause.ts';

/** Not found, wrong method (the kubelet asks with GET), gone: nothing answers there in the way a probe needs. */
export const NOT_THERE = [404, 405, 410, 501];

export const probeWrongPath: Cause = {
  id: 'probe-wrong-path',
  title: 'a probe asks for a path that the program does not have',
  tier: 'kubernetes',
  covers: ['probe.liveness-path', 'probe.readiness'],
  rung: RUNG.killed,

  detect(subject, evidence) {
    const trouble = probeTrouble(subject, evidence);
    if (trouble?.failure?.sort !== 'status' || !NOT_THERE.includes(trouble.failure.status)) return undefined;
    const { status } = trouble.failure;
    const { kind, probe } = trouble;
    if (vaultState(probe, status)) return undefined;
    const better = betterPath(trouble, subject, evidence);
    const { good, elsewhere, untried, managed } = better;
    const fix = new WorkloadFix(subject, evidence);
    const back = rollback(subject, evidence, (change) => change.includes(fieldOf(kind)) || /(?:^| )image /.test(change));
    // An application server answers before its application is there.
    const deploying = trouble.effect === 'killed' && !good ? deploysYet(subject) : undefined;
    const nginx = elsewhere ? saidBy(elsewhere, hostOf(probe)) : '';
    const other = managed
      ? `; its actuator is on port ${managed.port}, where its log tells of a second server (management.server.port)`
      : good
        ? `, while ${good.words ?? `${good.path} answers well`}`
        : untried
          ? `; its ${untried.kind} probe, which has to wait for it, asks for ${untried.path}`
          : '';
    const yet = deploying
      ? `; its log ends while it deploys its application, before which no page is there: ${deploying.slice(0, 120)}`
      : '';
    return {
      summary: probeSentence(trouble, subject, `answers ${status}${nginx}${other}${yet}`),
      confidence: noSurer(trouble, deploying ? 'likely' : 'certain'),
      object: probeObject(trouble, fix, '.httpGet.path'),
      proof: [
        ...probeProofs(trouble, subject),
        ...present(managed?.proof, good?.proof, elsewhere && proofOf(elsewhere), back && !good && back.proof),
      ],
      fixes: fixesOf(better, deploying !== undefined, back?.fix, new ProbeFix(fix, trouble)),
      ruledOut: notMemory(trouble, subject),
      ...(deploying ? { decides: 'whether the page is there once the application is deployed' } : {}),
    };
  },
};

/** Another path to ask for: at most one is looked for further down where one above is known. */
interface BetterPath {
  /** It answers well, by the program's log. */
  good: ReturnType<typeof workingPath>;
  /** Where nginx's own configuration has a path or host that it answers. */
  elsewhere: PathElsewhere | undefined;
  /** Another probe asks for it, and no event tells of an error there. */
  asked: string | undefined;
  untried: ReturnType<typeof untriedPath>;
  /** Spring Boot has it on another port. */
  managed: ReturnType<typeof managementPort>;
}

function betterPath(trouble: ProbeTrouble, subject: Subject, evidence: Evidence): BetterPath {
  const { probe, kind } = trouble;
  const serving = servingOf(subject);
  const managed = managementPort(trouble, subject, serving);
  const good = workingPath(trouble, subject, serving) ?? (managed ? undefined : belowContext(trouble, subject, serving));
  const elsewhere = good
    ? undefined
    : pathElsewhere(probe.httpGet?.path ?? '/', portOf(probe, subject.container), hostOf(probe), settingsOf(subject, evidence));
  const asked = good || elsewhere ? undefined : unrefusedPath(trouble, subject);
  const untried = good || asked || elsewhere || kind !== 'startup' ? undefined : untriedPath(trouble, subject);
  return { good, elsewhere, asked, untried, managed };
}

function fixesOf(
  { good, elsewhere, asked, untried, managed }: BetterPath,
  isDeploying: boolean,
  back: Fix | undefined,
  probes: ProbeFix,
): Fix[] {
  if (managed) return [probes.port((words) => `let the ${words} ask on port ${managed.port}, where it has its actuator`, managed.port)];
  const port = portOf(probes.trouble.probe, probes.fix.subject.container);
  const pointTo = (path: string, why: string) => probes.path((words) => `point the ${words} to ${path}${why}`, path);
  const onlyPort =
    port && !good && !asked && !elsewhere
      ? probes.tcp(
          (words) =>
            `no path is known that answers well${untried ? ', should that not either' : ''}: let the ${words} only ask whether port ${port} takes connections, until you know the program's health path`,
          port,
        )
      : undefined;
  return present(
    isDeploying && probes.startup((seconds) => `if the page comes with the application: a startupProbe gives it ${seconds} s`, undefined),
    good && pointTo(good.path, good.words ? ', below it' : ''),
    elsewhere?.host
      ? probes.host((words) => `let the ${words} ask for ${elsewhere.host}`, elsewhere.host)
      : elsewhere?.path && pointTo(elsewhere.path, ', which nginx answers itself'),
    asked && pointTo(asked, ', which the readiness probe asks: no event tells of an error there'),
    back,
    untried && pointTo(untried.path, `, as the ${untried.kind} probe`),
    onlyPort,
  );
}

const hostOf = ({ httpGet }: Probe) => httpGet?.httpHeaders?.find(({ name }) => name.toLowerCase() === 'host')?.value;

const saidBy = ({ setting, host, path }: PathElsewhere, asked: string | undefined) =>
  host === undefined
    ? `, while nginx answers ${path} itself, by ${placeOf(setting)}`
    : `: nginx has that path for ${host} alone, by ${placeOf(setting)}, and the probe asks for ${asked ?? "the pod's address"}`;

const proofOf = ({ setting, host, path }: PathElsewhere): Proof => ({
  step: `get cm ${(setting.place as { object: string }).object}`,
  quote: `${(setting.place as { key: string }).key}: ${host === undefined ? `location ${path}` : `server_name ${host}`}`,
});

/** The last line of a deployment that has begun and not ended (WildFly WFLYSRV0027 and WFLYSRV0010, Tomcat, Open Liberty CWWKZ0018I). */
function deploysYet(subject: Subject): string | undefined {
  const lines = loggedLines(subject);
  const begun = lines.findLastIndex((line) => /\bStarting (?:deployment of|application )|\bDeploying web application\b/.test(line));
  const isDone = lines.slice(begun + 1).some((line) => /\bDeployed\b|has finished in|started in \d|Application \S+ started\b/.test(line));
  return begun < 0 || isDone ? undefined : lines[begun];
}
