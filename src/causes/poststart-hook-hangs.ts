import { eventProof, specProof } from '../evidence/proof.ts';
import { hookNeedsLater } from '../findings/hook-needs-later.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { lastSeen } from '../kube/event.ts';
import { present } from '../present.ts';
import { hookWords } from '../trace/probes/hook-words.ts';
import { type Cause, RUNG } from './cause.ts';

/** Seconds after its start for which a hook may run without a word. */
const PATIENCE = 20;

export const poststartHookHangs: Cause = {
  id: 'poststart-hook-hangs',
  title: 'the postStart hook does not end, so the container never counts as running',
  tier: 'kubernetes',
  covers: ['hook.poststart'],
  rung: RUNG.start,

  detect(subject, evidence) {
    const { container, status, pod } = subject;
    const { postStart } = container.lifecycle ?? {};
    // The kubelet waits for the hook inside of SyncPod (kuberuntime startContainer): only after it the status says that the container runs.
    const waits = ['ContainerCreating', 'PodInitializing'].includes(status?.state?.waiting?.reason ?? '');
    const [started] = subject.events('Started');
    if (!postStart || !waits || !started || subject.events('FailedPostStartHook').length > 0) return undefined;
    const seconds = Math.round((evidence.now - lastSeen(started)) / 1000);
    if (seconds < PATIENCE) return undefined;
    const what = hookWords(postStart);
    const fix = new WorkloadFix(subject, evidence);
    const later = laterThan(container.name, pod.spec.containers);
    const needs = hookNeedsLater(subject, evidence);
    return {
      summary: `the postStart hook of container ${container.name} has not ended ${seconds} s after the start (${what.slice(0, 160)}); until it does, the container counts as still being created, though its program runs${later.length > 0 ? `, and ${later.join(', ')} ${later.length > 1 ? 'are' : 'is'} not started` : ''}${needs ? `; it waits for port ${needs.port}, which is that of ${needs.later}, and that one is started only when the hook has ended` : ''}`,
      confidence: needs ? 'certain' : 'likely',
      object: fix.containerObject('lifecycle.postStart'),
      proof: [
        eventProof(started),
        specProof(subject, 'state', status?.state?.waiting?.reason ?? ''),
        specProof(subject, 'lifecycle.postStart', what),
      ],
      fixes: [
        ...present(needs?.fix),
        fix.patchContainer('take the hook out until what it waits for is there; the container starts without it', {
          lifecycle: { postStart: null },
        }),
      ],
      decides: 'what the hook waits for; the kubelet sets it no limit of time, so the command has to have one (timeout 30 …)',
    };
  },
};

/** The kubelet starts containers one after another, in the order of the spec. */
const laterThan = (name: string, containers: readonly { name: string }[]) =>
  containers.slice(containers.findIndex((one) => one.name === name) + 1).map((one) => one.name);
