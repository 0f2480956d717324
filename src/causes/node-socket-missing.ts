import { decidedBy } from '../evidence/end.ts';
import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { advised } from '../fixes/fix.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { containersOf } from '../kube/pod.ts';
import type { Fix, Proof } from '../report.ts';
import { mountedFile } from '../trace/files/mounted-file.ts';
import { variablesOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

/** connect(2) on a path where there is nothing, or a folder, as a hostPath without a type makes one of what is not there. */
const FAILS =
  /connection refused|ECONNREFUSED|no such file|ENOENT|\[?Errno (?:2|111)\b|\((?:2|111), |is a directory|not a socket|is the docker daemon running/i;
const SOCKET = /(?:unix:(?:\/\/)?)?(\/[\w./-]{1,200}(?:\.sock(?:et)?|_socket))\b/;
/** What Docker's clients and library want where they are told nothing (docs.docker.com, DOCKER_HOST). */
const DOCKER = /Docker daemon|docker\.errors\.DockerException|\bdial unix \S*docker\.sock/;
const DOCKER_SOCKET = '/var/run/docker.sock';
/** Where each runtime listens (kubernetes.io, Container Runtimes). */
const SOCKETS: Readonly<Record<string, string>> = {
  containerd: '/run/containerd/containerd.sock',
  'cri-o': '/var/run/crio/crio.sock',
  docker: DOCKER_SOCKET,
};

export const nodeSocketMissing: Cause = {
  id: 'node-socket-missing',
  title: 'the node has no such socket',
  tier: 'environment',
  covers: ['vol.hostpath-type', 'dep.conn-refused'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const fact = decidedBy(subject);
    // A quote is cut, and the socket may stand at its end.
    const said = fact ? [fact.quote, (fact.fields as { message?: string }).message].join('\n') : '';
    if (!fact || !FAILS.test(said)) return undefined;
    const path = SOCKET.exec(said)?.[1] ?? (DOCKER.test(said) ? DOCKER_SOCKET : undefined);
    const mounted = path === undefined ? undefined : mountedFile(path, subject);
    const hostPath = mounted?.volume.hostPath;
    const isDocker = /docker/.test(hostPath?.path ?? path ?? '');
    if (path === undefined || (!hostPath && (mounted || !isDocker || hasOtherDaemon(said, subject, evidence)))) return undefined;
    if (mounted && isMountedBeside(mounted.volume.name, subject)) return undefined;
    const runtime = runtimeOf(subject, evidence);
    if (runtime === 'pending') return undefined;
    const isOther = isDocker && runtime !== undefined && runtime.name !== 'docker';
    const node = subject.pod.spec.nodeName ?? '';
    const fix = new WorkloadFix(subject, evidence);
    const proof: [Proof, ...Proof[]] = [logProof(subject, fact)];
    if (mounted && hostPath)
      proof.push(specProof(subject, `volumes[${mounted.volume.name}]`, `hostPath ${hostPath.path}, type ${hostPath.type || 'none'}`));
    if (runtime) proof.push({ step: `get node ${node}`, quote: `containerRuntimeVersion: ${runtime.text}` });
    proof.push(attemptProof(subject));
    return {
      summary: `container ${subject.container.name} finds no server at the socket ${path}${hostPath ? `, which is ${hostPath.path} of node ${node}` : ': it is not mounted'}${isOther ? `; that node runs its containers with ${runtime.name}, not with Docker, so nobody listens there` : hostPath ? ': nobody listens there' : ''}${hostPath && !hostPath.type ? ' (without a type, a hostPath makes an empty folder of what is not there)' : ''}`,
      confidence: isOther ? 'certain' : 'likely',
      object: hostPath && mounted ? fix.object(`volumes[${mounted.volume.name}].hostPath`) : fix.containerObject('volumeMounts'),
      proof,
      fixes: [instead(isOther ? runtime.name : undefined, path, hostPath !== undefined)],
      decides: `what ${hostPath?.path ?? path} is on node ${node} (ls -l), and who listens there`,
    };
  },
};

/** The folder on the node is where the containers of the pod meet: its driver's socket, which another one of them makes (CSI). */
const isMountedBeside = (volume: string, { container, pod }: Subject): boolean =>
  containersOf(pod).some(({ spec }) => spec.name !== container.name && spec.volumeMounts?.some(({ name }) => name === volume));

/** One that is asked over the network, or that a container of the pod runs itself (docker:dind). */
function hasOtherDaemon(quote: string, subject: Subject, evidence: Evidence): boolean {
  const host = variablesOf(subject, evidence).find(({ name }) => name === 'DOCKER_HOST')?.value;
  return (
    /\btcp:\/\//.test(host ?? quote) ||
    containersOf(subject.pod).some(({ spec: { image = '', command = [], args = [] } }) =>
      [image, ...command, ...args].some((word) => /\bdind\b|\bdockerd\b/.test(word)),
    )
  );
}

function runtimeOf({ pod }: Subject, evidence: Evidence): { name: string; text: string } | 'pending' | undefined {
  const known = pod.spec.nodeName ? evidence.object('nodes', undefined, pod.spec.nodeName) : undefined;
  if (known?.state === 'pending') return 'pending';
  const text = known && valueOf(known)?.status?.nodeInfo?.containerRuntimeVersion;
  return text ? { name: text.replace(/:.*/, ''), text } : undefined;
}

const instead = (runtime: string | undefined, path: string, isMounted: boolean): Fix =>
  advised(
    runtime
      ? `let it do without Docker: ${SOCKETS[runtime] ? `the socket of ${runtime} is ${SOCKETS[runtime]}, for a program that speaks to it (crictl, ctr)` : `a program that speaks to ${runtime}`}; images are built without a daemon (kaniko, buildkit)`
      : !isMounted
        ? `mount ${path} of the node (hostPath, type Socket), if Docker runs there; else let it do without Docker: images are built without a daemon (kaniko, buildkit)`
        : `run on the node what listens at ${path}, or name the path where it does; hostPath type Socket tells it before the container starts`,
  );
