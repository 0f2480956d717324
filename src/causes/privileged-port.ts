import { decidedBy } from '../evidence/end.ts';
import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { advised } from '../fixes/fix.ts';
import { FIRST_FREE_PORT, freePorts } from '../fixes/ordinary-user.ts';
import { type JsonPatch, WorkloadFix } from '../fixes/workload.ts';
import { only } from '../only.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { identityOf, lacks } from '../trace/objects/identity.ts';
import { type Cause, RUNG } from './cause.ts';

export const privilegedPort: Cause = {
  id: 'privileged-port',
  title: 'it may not listen on a port below 1024',
  tier: 'kubernetes',
  covers: ['perm.low-port'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'port-privileged');
    if (!fact) return undefined;
    const { container } = subject;
    const { uid, nonRoot } = identityOf(subject);
    const port = fact.fields.port === undefined ? undefined : Number(fact.fields.port);
    // Higher ports are refused by something else (a security module).
    if (port !== undefined && port >= FIRST_FREE_PORT) return undefined;
    const isDropped = lacks(identityOf(subject), 'NET_BIND_SERVICE');
    const isUser = uid !== undefined && uid !== 0;
    // The pod's own setting lets every user, and yet it is refused.
    const start = subject.pod.spec.securityContext?.sysctls?.find(({ name }) => name === 'net.ipv4.ip_unprivileged_port_start')?.value;
    const isFree = start !== undefined && Number(start) <= (port ?? 0);
    const fix = new WorkloadFix(subject, evidence);
    const told = port === undefined ? undefined : argumentOf(port, subject);
    const declared = (container.ports ?? []).map(({ containerPort }) => containerPort).find((one) => one < FIRST_FREE_PORT);
    const why = isUser
      ? `user ${uid} may not`
      : isDropped
        ? 'it may not without the capability NET_BIND_SERVICE, which is dropped'
        : nonRoot
          ? 'a user other than root may not'
          : "its image's user may not";
    return {
      summary: `container ${container.name} listens on ${port === undefined ? `a port below 1024${declared ? ` (it declares ${declared})` : ''}` : `port ${port}${told ? ` (${told.list}[${told.index}]: ${told.text})` : ''}`}, which ${isFree ? `is refused, though net.ipv4.ip_unprivileged_port_start is ${start}: a security module of the node refuses it, most likely` : why} (permission denied)`,
      confidence: !isFree && (port ?? declared) !== undefined && (isUser || isDropped || nonRoot) ? 'certain' : 'likely',
      object: fix.containerObject('securityContext'),
      proof: [
        logProof(subject, fact),
        specProof(subject, 'securityContext', JSON.stringify(container.securityContext ?? subject.pod.spec.securityContext ?? {})),
        attemptProof(subject),
      ],
      fixes: [
        ...(isFree ? [] : allow(subject, fix)),
        ...(port === undefined ? [] : move(subject, fix, port)),
        ...present(subject.pod.spec.hostNetwork && ON_NODE),
      ],
      decides: isFree
        ? 'the audit log of the node (SELinux, AppArmor)'
        : (port ?? declared) === undefined
          ? 'on which port it listens'
          : 'as which user the image runs',
    };
  },
};

/** Where the sysctl is the node's. */
const ON_NODE: Fix = advised(
  "on the node's network (hostNetwork) the node's own limit counts: listen on a port above 1023, or run as root with the capability NET_BIND_SERVICE",
);

/**
 * A safe sysctl since Kubernetes 1.22, allowed by every Pod Security level, and of the pod alone: probes, Services and the program stay
 * as they are. NET_BIND_SERVICE would not do: what a process that is not root is given by capabilities.add is lost when it is executed.
 */
function allow({ pod }: Subject, fix: WorkloadFix): Fix[] {
  if (pod.spec.hostNetwork) return [];
  return [
    fix.patchSpec('let every user of this pod listen on any port; nothing else has to change', {
      securityContext: { sysctls: freePorts(pod.spec.securityContext?.sysctls) },
    }),
  ];
}

/** The one argument that is the port, or ends with it: 443, :443, --listen=0.0.0.0:443. */
function argumentOf(port: number, { container }: Subject) {
  const form = new RegExp(`(?:^|[:=])${port}$`);
  return only(
    (['command', 'args'] as const).flatMap((list) =>
      (container[list] ?? []).flatMap((text, index) => (form.test(text) ? [{ list, index, text }] : [])),
    ),
  );
}

/** The variable or argument that holds the port, with all that refers to it by number in the pod. */
function move(subject: Subject, fix: WorkloadFix, port: number): Fix[] {
  const { container } = subject;
  const index = (container.env ?? []).findIndex(({ name, value }) => /PORT$/.test(name) && value === String(port));
  const variable = container.env?.[index];
  const told = variable ? undefined : argumentOf(port, subject);
  const other = port === 443 ? 8443 : 8000 + port;
  const path = fix.containerPath;
  const place = variable
    ? { where: variable.name, operation: { path: `${path}/env/${index}/value`, value: String(other) } }
    : told && {
        where: `${told.list}[${told.index}]`,
        operation: { path: `${path}/${told.list}/${told.index}`, value: told.text.replace(/\d+$/, String(other)) },
      };
  if (!place) return [];
  const operations: JsonPatch[] = [{ op: 'replace', ...place.operation }];
  for (const [at, { containerPort }] of (container.ports ?? []).entries())
    if (containerPort === port) operations.push({ op: 'replace', path: `${path}/ports/${at}/containerPort`, value: other });
  for (const probe of ['livenessProbe', 'readinessProbe', 'startupProbe'] as const) {
    for (const handler of ['httpGet', 'tcpSocket', 'grpc'] as const)
      if (container[probe]?.[handler]?.port === port)
        operations.push({ op: 'replace', path: `${path}/${probe}/${handler}/port`, value: other });
  }
  return [
    fix.patchJson(`or listen on ${other} (${place.where}), with its probes; a Service with targetPort ${port} has to follow`, operations),
  ];
}
