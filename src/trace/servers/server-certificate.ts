/** The Secret from which a server of this cluster takes its certificate, by the names of its keys alone. */
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { volumeOf } from '../../kube/pod.ts';
import { only } from '../../only.ts';
import type { Server } from './server.ts';

export interface ServerCertificate {
  secret: string;
  namespace: string;
  keys: string[];
  /** The key with its own certificate, and that with the authority's; of one that signs itself they are the same. */
  own: string;
  authority: string;
}

const OWN = /^tls\.crt$|^(?:server|client)\.(?:crt|pem)$|^cert(?:ificate)?\.pem$/;

export const serverCertificate = ({ pod, container, namespace }: Server, evidence: Evidence): ServerCertificate | undefined =>
  pod && container && certificateOf({ pod, container, namespace }, evidence);

/** Undefined where it mounts no such Secret, or more than one. */
export function certificateOf(
  { pod, container, namespace }: Pick<Subject, 'pod' | 'container' | 'namespace'>,
  evidence: Evidence,
): ServerCertificate | undefined {
  const known = valueOf(evidence.keys('secrets', namespace));
  if (!known) return undefined;
  const mounted = (container.volumeMounts ?? []).flatMap(({ name }) => volumeOf(pod, name)?.secret?.secretName ?? []);
  const found = mounted.flatMap((secret): ServerCertificate[] => {
    const keys = known.get(`${namespace}/${secret}`) ?? [];
    const own = keys.find((key) => OWN.test(key));
    return own === undefined
      ? []
      : [{ secret, namespace, keys, own, authority: keys.find((key) => /^ca(?:-?cert)?\.(?:crt|pem)$/.test(key)) ?? own }];
  });
  return only(found);
}
