import { valueOf } from '../evidence/evidence.ts';
import { specProof } from '../evidence/proof.ts';
import { isWaiting } from '../evidence/subject.ts';
import { secondsRunning } from '../evidence/trouble.ts';
import { settingObject } from '../findings/setting-proof.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { commandLine } from '../kube/pod.ts';
import { roundOf } from '../logs/progress.ts';
import { lastFact } from '../logs/reading.ts';
import { present } from '../present.ts';
import type { Fix, Proof } from '../report.ts';
import { tracedFrom } from '../trace/network/dependency.ts';
import { type EndlessStep, endlessStep } from '../trace/programs/endless-step.ts';
import { type StartText, startText } from '../trace/programs/start-text.ts';
import { placeOf } from '../trace/settings/settings.ts';
import { type Cause, type Match, RUNG } from './cause.ts';

export const initNeverEnds: Cause = {
  id: 'init-never-ends',
  title: 'what never ends by itself stands among the init containers',
  tier: 'kubernetes',
  covers: ['init.hang', 'init.order', 'sidecar.native'],
  rung: RUNG.said,

  detect(subject, evidence) {
    if (!isWaiting(subject) || subject.attempt) return undefined;
    const { container } = subject;
    const start = startText(subject, evidence);
    const endless = endlessStep(start?.text ?? commandLine(container).join(' '));
    if (endless) return ofCommand(endless, start, new WorkloadFix(subject, evidence));
    const log = valueOf(subject.currentLog());
    const fact = log && lastFact(log, 'listening');
    // A step that starts a server for itself says more afterwards: that it works on, or shuts it down.
    const serves = fact && log.lines.slice(fact.line + 1).every((line) => line.trim() === '') ? fact.quote : undefined;
    const mayWait = tracedFrom(subject, evidence) !== undefined || WAITS.test(start?.text ?? '');
    const round = serves === undefined && !mayWait ? roundOf((log?.lines ?? []).filter((line) => line.trim() !== '')) : undefined;
    const quote = serves ?? round;
    if (quote === undefined) return undefined;
    const fix = new WorkloadFix(subject, evidence);
    return {
      summary: `init container ${container.name} ${serves === undefined ? 'does the same again and again' : 'is a server'} and does not end by itself; as it has no restartPolicy: Always, the kubelet waits for its end, and no later container is started`,
      confidence: 'likely',
      object: fix.containerObject('restartPolicy'),
      proof: [{ step: 'logs', quote: quote.slice(0, 300) }, ...runningProof(fix)],
      fixes: [asSidecar(fix)],
      decides: `whether ${container.name} is meant to serve beside the others, or to end`,
    };
  },
};

const runningProof = ({ subject, evidence }: WorkloadFix): Proof[] => [
  {
    step: 'get',
    quote: `running for ${Math.round(secondsRunning(subject.status, evidence))} s`,
    path: `status.initContainerStatuses[${subject.container.name}].state.running`,
  },
  specProof(subject, 'restartPolicy', 'not set'),
];

const asSidecar = (fix: WorkloadFix): Fix =>
  fix.patchContainer(
    `make ${fix.subject.container.name} a sidecar: with restartPolicy: Always the later containers start once it runs, and it goes on beside them (Kubernetes 1.29 and later; before, it belongs under containers)`,
    { restartPolicy: 'Always' },
  );

/** Its own command says that it goes on for ever. */
function ofCommand({ text, without }: EndlessStep, start: StartText | undefined, fix: WorkloadFix): Match {
  const { container } = fix.subject;
  const where = start ? placeOf(start.setting) : 'command';
  const ends =
    start && without !== undefined
      ? changeSettings(`let it end when its work is done, without ${text.slice(0, 60)}`, [{ setting: start.setting, to: without }], fix)
      : undefined;
  return {
    summary: `init container ${container.name} never ends: the last step of its script is "${text}" (${where}); the kubelet waits for its end, and no later container is started`,
    confidence: 'likely',
    object: start ? settingObject(start.setting, fix) : fix.containerObject('command'),
    proof: [specProof(fix.subject, where, text), ...runningProof(fix)],
    fixes: [...present(ends), asSidecar(fix)],
    decides: `whether ${container.name} has come to that step, and is meant to go on beside the others or to end`,
  };
}

/** A loop of the shell that ends once its condition is met. */
const WAITS = /(?:^|[\s;&|({])(?:until\s|while\s{1,20}(?!true\b|:|\[?\s{0,20}1\b))/;
