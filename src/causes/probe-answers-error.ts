import { type Evidence, valueOf } from '../evidence/evidence.ts';
import type { Subject } from '../evidence/subject.ts';
import { folderMissed } from '../findings/folder-missed.ts';
import { alternatives } from '../findings/probe-alternatives.ts';
import { noSurer, notMemory, probeObject, probeProofs, probeSentence } from '../findings/probe-match.ts';
import { socketDenied } from '../findings/socket-denied.ts';
import { inContainer } from '../fixes/command.ts';
import { look } from '../fixes/fix.ts';
import { ProbeFix } from '../fixes/probe.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { templateHash } from '../kube/metadata.ts';
import { portOf } from '../kube/probe.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { changedSinceStart } from '../trace/history/read-at-start.ts';
import { siblingsOf } from '../trace/history/siblings.ts';
import { otherAnswerer, type VaultState, vaultState } from '../trace/probes/answerer.ts';
import { probeEvent } from '../trace/probes/probe-failure.ts';
import { type ProbeTrouble, probeTrouble } from '../trace/probes/probe-trouble.ts';
import { listenerProof, type Serving, servingOf } from '../trace/probes/serving.ts';
import { slowStart } from '../trace/probes/slow-start.ts';
import { type WorkingPath, workingPath } from '../trace/probes/working-path.ts';
import { lastWords } from '../trace/settings/last-words.ts';
import { type Cause, RUNG } from './cause.ts';
import { REFUSED } from './probe-needs-login.ts';

export const probeAnswersError: Cause = {
  id: 'probe-answers-error',
  title: 'the program answers a probe with an error: it says itself that it is not well',
  tier: 'container',
  covers: ['probe.liveness-status', 'probe.readiness'],
  // What it depends on, where that is down, explains more.
  rung: RUNG.confirmed + 5,

  detect(subject, evidence) {
    const trouble = probeTrouble(subject, evidence);
    const unwell = trouble && answerOf(trouble);
    if (!trouble || unwell === undefined || (trouble.effect === 'killed' && slowStart(trouble, subject))) return undefined;
    const { failure, probe } = trouble;
    const status = failure?.sort === 'status' ? failure.status : undefined;
    const serving = servingOf(subject);
    const vault = status === undefined ? undefined : vaultState(probe, status);
    const other = otherAnswerer(probe, subject);
    const good = status === undefined ? undefined : workingPath(trouble, subject, serving);
    const words = lastWords(subject);
    const socket = words && socketDenied(words.quote, subject, evidence);
    const reread = words && trouble.effect === 'unready' ? changedSinceStart(words.quote, subject, evidence) : undefined;
    const ready = trouble.effect === 'unready' ? readyAlike(subject, evidence) : undefined;
    const fix = new WorkloadFix(subject, evidence);
    const missed = words && folderMissed(words.fact, fix);
    const probes = new ProbeFix(fix, trouble);
    const who = vault ? `by which Vault says that it ${vault.is}` : other ? other.words : 'so the program itself says that it is not well';
    const own = words ? `; in its own words: ${words.text}` : '';
    const changed = reread
      ? `; ConfigMap ${reread.name}, which it has that variable from, was changed since it started, and only a new container reads it`
      : '';
    const beside = ready
      ? `; pod ${ready} of the same template is ready: it may be so by its role (a standby), or this pod alone is ill`
      : '';
    return {
      summary: probeSentence(trouble, subject, `answers ${unwell}, ${who}${own}${socket?.words ?? missed?.words ?? ''}${changed}${beside}`),
      confidence: noSurer(trouble, ready || other ? 'likely' : 'certain'),
      object: probeObject(trouble, fix, probe.httpGet ? '.httpGet' : ''),
      proof: [...probeProofs(trouble, subject), ...present(words && listenerProof(words), missed?.proof, reread?.proof, good?.proof)],
      fixes: socket
        ? [socket.fix]
        : missed
          ? [missed.fix]
          : reread
            ? [fix.restart(`start it anew, with what ConfigMap ${reread.name} says now`)]
            : vault
              ? [ofVault(vault, probes)]
              : ready || other
                ? []
                : [askOther(good, probes, serving)],
      decides: other?.decides ?? 'whether this pod is meant to be ready: its role, and its own log',
      ruledOut: notMemory(trouble, subject),
    };
  },
};

/** The error with which it answers; of HTTP, only one that the program itself has (5xx), or Vault by its own numbers. */
function answerOf({ failure, probe }: ProbeTrouble): string | number | undefined {
  if (failure?.sort === 'grpc-status') return failure.status;
  if (failure?.sort === 'grpc-error' && !REFUSED.includes(failure.code)) return `with the error ${failure.code} (${failure.text})`;
  if (failure?.sort !== 'status') return undefined;
  const { status } = failure;
  return (status >= 500 && status !== 501) || vaultState(probe, status) ? status : undefined;
}

/** Another of the same template that is ready: this one may be a standby, or alone be ill; a weaker probe would send it traffic all the same. */
const readyAlike = (subject: Subject, evidence: Evidence): string | undefined =>
  valueOf(siblingsOf(subject, evidence))?.steady.find((one) => templateHash(one) === templateHash(subject.pod))?.metadata.name;

/** Another page, or less: what is asked now is answered with an error. */
function askOther(good: WorkingPath | undefined, probes: ProbeFix, serving: Serving): Fix {
  const { fix, trouble } = probes;
  const isKilled = trouble.effect === 'killed';
  const why = isKilled ? 'a restart does not cure that' : 'until that is cured';
  if (good) return probes.path((kinds) => `${why}: point the ${kinds} to ${good.path}, which answers well`, good.path);
  const port = portOf(trouble.probe, fix.subject.container);
  // A readiness page that says the same would keep the program from serving what it can.
  return port !== undefined && isKilled && failing(fix.subject)
    ? probes.tcp((kinds) => `${why}: let the ${kinds} only ask whether port ${port} takes connections`, port, ['readiness'])
    : alternatives(probes, serving, why, port);
}

/** A weaker probe would send requests to one that is sealed. */
function ofVault(state: VaultState, probes: ProbeFix): Fix {
  const { fix, trouble } = probes;
  const { pod, container, namespace } = fix.subject;
  if ('cure' in state) return look(`${state.cure}; its state`, inContainer(fix.evidence, namespace, pod, container, ['vault', 'status']));
  const path = trouble.probe.httpGet?.path ?? '';
  const asked = `${path}${path.includes('?') ? '&' : '?'}${state.option}`;
  return probes.path((kinds) => `let it count as well, if it is meant to be that: point the ${kinds} to ${asked}`, asked);
}

/** Does its readiness probe get an error too? */
function failing({ container, events }: Subject): boolean {
  return (
    container.readinessProbe !== undefined &&
    events('Unhealthy').some(({ message }) => {
      const said = probeEvent(message);
      return said?.kind === 'readiness' && said.failure.sort === 'status' && said.failure.status >= 500;
    })
  );
}
