/** As whom a container runs, as far as its spec says. */
import type { Subject } from '../../evidence/subject.ts';
import { beginsAsRoot } from '../programs/programs.ts';

export interface Identity {
  /** Undefined: the image decides. */
  uid: number | undefined;
  fsGroup: number | undefined;
  nonRoot: boolean;
  readOnlyRoot: boolean;
  privileged: boolean;
  /** Names without CAP_; ALL among them. */
  dropped: string[];
  added: string[];
}

const plain = (names: readonly string[] | undefined) => (names ?? []).map((name) => name.toUpperCase().replace(/^CAP_/, ''));

export function identityOf({ container, pod }: Pick<Subject, 'container' | 'pod'>): Identity {
  const own = container.securityContext ?? {};
  const all = pod.spec.securityContext ?? {};
  return {
    uid: own.runAsUser ?? all.runAsUser,
    fsGroup: all.fsGroup,
    nonRoot: own.runAsNonRoot ?? all.runAsNonRoot ?? false,
    readOnlyRoot: own.readOnlyRootFilesystem ?? false,
    privileged: own.privileged ?? false,
    dropped: plain(own.capabilities?.drop),
    added: plain(own.capabilities?.add),
  };
}

/** Does it run as root? Undefined: the image decides, and is not known. */
export function isRoot({ container, pod }: Pick<Subject, 'container' | 'pod'>): boolean | undefined {
  const { uid, nonRoot } = identityOf({ container, pod });
  if (uid !== undefined) return uid === 0;
  if (nonRoot) return false;
  return beginsAsRoot(container.image ?? '') || undefined;
}

/** Does it lack a capability that containers have by default? */
export const lacks = ({ dropped, added }: Identity, capability: string) =>
  (dropped.includes('ALL') || dropped.includes(capability)) && !added.includes(capability) && !added.includes('ALL');

/** Where a container's or else the pod's user is set, for a JSON patch below the pod spec. */
export function userPath({ container, pod }: Pick<Subject, 'container' | 'pod'>, containerPath: string): string | undefined {
  if (container.securityContext?.runAsUser !== undefined) return `${containerPath}/securityContext/runAsUser`;
  return pod.spec.securityContext?.runAsUser === undefined ? undefined : '/securityContext/runAsUser';
}
