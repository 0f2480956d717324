import { decidedBy } from '../evidence/end.ts';
import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { advised, changing } from '../fixes/fix.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { Fact } from '../logs/fact.ts';
import { type Cause, type Match, RUNG } from './cause.ts';

export const kernelSettingRefused: Cause = {
  id: 'kernel-setting-refused',
  title: 'it sets a kernel parameter, for which it is not privileged',
  tier: 'kubernetes',
  covers: ['perm.caps', 'perm.sysctl'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'kernel-setting-refused', 'read-only');
    const setting = fact && settingOf(fact);
    const { container, pod } = subject;
    if (!fact || setting === undefined) return undefined;
    const fix = new WorkloadFix(subject, evidence);
    const key = setting.replaceAll('/', '.');
    const isUser = (container.securityContext?.runAsUser ?? pod.spec.securityContext?.runAsUser ?? 0) !== 0;
    const isPrivileged = container.securityContext?.privileged;
    if (isPrivileged && !isUser) return mayBeOfTheImage(key, fact, subject) ? byTheImage(key, fact, fix) : ofTheKernel(key, fact, subject);
    const nonRoot = container.securityContext?.runAsNonRoot ?? pod.spec.securityContext?.runAsNonRoot;
    return {
      summary: `container ${container.name} may not set the kernel parameter ${key}: ${isPrivileged ? 'it is privileged, but only root may write below /proc/sys' : '/proc/sys is read-only in a container that is not privileged'}`,
      confidence: 'certain',
      object: fix.containerObject(`securityContext.${isPrivileged ? 'runAsUser' : 'privileged'}`),
      proof: [
        logProof(subject, fact),
        specProof(subject, 'securityContext', JSON.stringify(container.securityContext ?? {})),
        attemptProof(subject),
      ],
      fixes: [
        fix.patchContainer(
          `let container ${container.name} alone ${isPrivileged ? 'run as root' : 'be privileged'}, so that it may set it${isNamespaced(key) ? '' : '; the parameter is that of the whole node'}`,
          {
            securityContext: {
              privileged: true,
              ...(isUser ? { runAsUser: 0 } : {}),
              ...(nonRoot ? { runAsNonRoot: false } : {}),
              // The API takes no container that is privileged and may not escalate.
              ...(container.securityContext?.allowPrivilegeEscalation === false ? { allowPrivilegeEscalation: true } : {}),
            },
          },
        ),
        advised(
          isNamespaced(key)
            ? `or name ${key} in the pod's securityContext.sysctls and do without the command, where the kubelet allows it`
            : `or set ${key} on the node, and do without the command`,
        ),
      ],
    };
  },
};

/** Its own word for it, or the file below /proc/sys that a program of any language opens to write: of a reader's it is not said that it is read-only. */
function settingOf(fact: Fact<'kernel-setting-refused' | 'read-only'>): string | undefined {
  if (fact.kind === 'kernel-setting-refused') return (fact as Fact<'kernel-setting-refused'>).fields.setting;
  return /^\/proc\/sys\/([\w/.-]{3,80})$/.exec((fact as Fact<'read-only'>).fields.path ?? '')?.[1];
}

/** Nobody sets its user, and every privileged root may write what is not of the network, as far as the node itself has a root. */
const mayBeOfTheImage = (key: string, fact: Fact, { container, pod }: Subject): boolean =>
  /denied|not permitted/i.test(fact.quote) &&
  !key.startsWith('net.') &&
  container.securityContext?.runAsUser === undefined &&
  pod.spec.securityContext?.runAsUser === undefined;

function byTheImage(key: string, fact: Fact, fix: WorkloadFix): Match {
  const { subject } = fix;
  const { container } = subject;
  return {
    summary: `container ${container.name} may not set the kernel parameter ${key}, although it is privileged: most likely its image has a user of its own, and only root may write below /proc/sys; else the node is itself a container, or runs without root`,
    confidence: 'likely',
    object: fix.containerObject('securityContext.runAsUser'),
    proof: [
      logProof(subject, fact),
      specProof(subject, 'securityContext', JSON.stringify(container.securityContext ?? {})),
      attemptProof(subject),
    ],
    fixes: [
      fix.patchContainer(`let container ${container.name} alone run as root; the parameter is that of the whole node`, {
        securityContext: { runAsUser: 0, runAsNonRoot: false },
      }),
      advised(`or set ${key} on the node, and do without the command`),
    ],
    decides: `the user of image ${container.image ?? ''}: docker inspect -f '{{.Config.User}}'`,
  };
}

/** A privileged container has every capability and a /proc/sys that may be written: what is refused then is refused by the kernel itself. */
function ofTheKernel(key: string, fact: Fact, subject: Subject): Match {
  const { container, pod } = subject;
  const isProxy = /kube-proxy/.test([container.image ?? '', ...(container.command ?? [])].join(' '));
  return {
    summary: `container ${container.name} may not set the kernel parameter ${key}, although it is privileged: the kernel lets it be set only from the machine's own ${key.startsWith('net.') ? 'network namespace' : 'namespaces'}, and node ${pod.spec.nodeName ?? ''} is in another (a node that is itself a container), or runs without root`,
    confidence: 'likely',
    object: { kind: 'Node', name: pod.spec.nodeName ?? '' },
    proof: [
      logProof(subject, fact),
      specProof(subject, 'securityContext', JSON.stringify(container.securityContext ?? {})),
      attemptProof(subject),
    ],
    fixes: [
      changing(
        `set ${key} on the machine that carries the node to what the program wants or more, so that it leaves it as it is${isProxy ? '; or set conntrack.maxPerCore to 0 in the configuration of kube-proxy, so that it does not set it' : ''}`,
      ),
    ],
    decides: `whether ${key} can be written on node ${pod.spec.nodeName ?? ''} itself`,
  };
}

/** Parameters that each pod has for itself (kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster); all others are the node's. */
const isNamespaced = (key: string) => /^(?:kernel\.(?:shm|msg|sem)|fs\.mqueue\.|net\.)/.test(key);
