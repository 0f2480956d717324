import { decidedBy } from '../evidence/end.ts';
import { attemptProof, logProof, securityProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { fileCapabilities } from '../findings/file-capabilities.ts';
import { refusedByVolume } from '../findings/refused-by-volume.ts';
import { ownUser } from '../fixes/own-user.ts';
import { listOf } from '../fixes/spec.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { folderPath } from '../kube/folder.ts';
import { commandLine } from '../kube/pod.ts';
import type { Fact } from '../logs/fact.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { mountedFile } from '../trace/files/mounted-file.ts';
import { BY_DEFAULT, NEEDS, NSENTER } from '../trace/objects/capabilities.ts';
import { type Identity, identityOf, isRoot, lacks } from '../trace/objects/identity.ts';
import { type Cause, RUNG } from './cause.ts';
import { pathOf } from './volume-permission.ts';

export const capabilityMissing: Cause = {
  id: 'capability-missing',
  title: 'the kernel does not permit it an operation',
  tier: 'kubernetes',
  covers: ['perm.caps'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'operation-not-permitted', 'permission-denied');
    if (!fact) return undefined;
    const identity = identityOf(subject);
    const root = isRoot(subject);
    // A privileged container has all of them, whatever its spec drops (containerd pkg/cri, withCapabilities before privileged).
    if (identity.privileged && root !== false) return undefined;
    const { container } = subject;
    if (fact.phrase === 'shell/exec-not-permitted') return fileCapabilities(fact.fields, fact, subject, evidence);
    const words = `${fact.fields.operation ?? ''} ${fact.quote}`;
    const needed = NEEDS.find(([form]) => form.test(words))?.[1];
    const isDropped = (needed ?? ['DAC_OVERRIDE']).some((capability) => BY_DEFAULT.includes(capability) && lacks(identity, capability));
    // A file that is denied is a matter of its owner, unless the container is root without root's rights.
    if (fact.kind === 'permission-denied' && !(isDropped && root !== false) && !needed?.some((one) => !BY_DEFAULT.includes(one)))
      return undefined;
    const isUser = root === false;
    // chmod(2) is for the owner of the file, whoever that is: in a volume it is a matter of whose that is.
    const path = pathOf(fact.fields, fact.quote);
    if (isUser && /\bchmod\b/.test(words) && !/^initdb: /.test(fact.quote) && path !== undefined && mountedFile(path, subject))
      return undefined;
    const extra = (needed ?? []).some((capability) => !BY_DEFAULT.includes(capability) && !identity.added.includes(capability));
    if (!isDropped && !isUser && !extra) return path === undefined ? undefined : refusedByVolume(fact, path, subject, evidence);
    const fix = new WorkloadFix(subject, evidence);
    const asked: Asked = { fact, words, needed, isUser, isDropped };
    return {
      summary: `container ${container.name} is not permitted an operation: ${fact.quote.slice(0, 160)}; ${whyNot(asked, subject)}`,
      confidence: isDropped && root ? 'certain' : 'likely',
      object: fix.containerObject(`securityContext.${isUser ? userField(identity) : 'capabilities'}`),
      proof: [logProof(subject, fact), securityProof(subject), attemptProof(subject)],
      fixes: isUser ? (inSubfolder(fact.quote, fix) ?? fromRoot(fix, needed)) : [withRights(asked, identity, fix)],
      decides: 'which system call failed (strace), as whom, and with which capabilities (/proc/1/status, CapEff)',
    };
  },
};

interface Asked {
  fact: Fact;
  /** What it does, as its log tells. */
  words: string;
  needed: string[] | undefined;
  isUser: boolean;
  isDropped: boolean;
}

function whyNot({ words, needed, isUser, isDropped }: Asked, subject: Subject): string {
  const { uid, dropped } = identityOf(subject);
  const { image } = subject.container;
  const others = isRoot(subject) ? '' : `, which keeps it from this if image ${image} runs as root`;
  if (!isUser && isDropped) return `its capabilities are dropped (${dropped.join(', ')})${others}`;
  if (!isUser) return `it lacks the capability ${(needed ?? []).join(', ')}, which containers do not have by default`;
  const may = /\bchmod\b|changing permissions/.test(words)
    ? "only the file's owner and root may do this"
    : SIGNAL.test(words)
      ? 'only the owner of a process and root may send it a signal'
      : 'only root may do this';
  return `it runs as ${uid === undefined ? 'a user other than root (runAsNonRoot)' : `user ${uid}`}, and ${may}`;
}

/** kill(2) is for the owner of the other process. */
const SIGNAL = /\bkill\b|sending signal/;

function withRights({ words, needed }: Asked, identity: Identity, fix: WorkloadFix): Fix {
  const { subject } = fix;
  if (NSENTER.test(words) && /\bnsenter\b.*\s(?:-t|--target)[ =]?1(?=\s|$)/.test(commandOf(subject))) return ofTheNode(fix);
  // What is dropped with them will be wanted next.
  const lowPort = lacks(identity, 'NET_BIND_SERVICE') && (subject.container.ports ?? []).some(({ containerPort }) => containerPort < 1024);
  const wanted = [...(needed ?? ['DAC_OVERRIDE']), ...present(lowPort && 'NET_BIND_SERVICE')];
  return fix.patchContainer(`let it have the capabilities ${wanted.join(', ')}`, {
    securityContext: { capabilities: { add: [...new Set([...identity.added, ...wanted])] } },
  });
}

const commandOf = ({ container }: Subject) => commandLine(container).join(' ').replaceAll('\n', ' ');
const userField = ({ uid }: Identity) => (uid === undefined ? 'runAsNonRoot' : 'runAsUser');
/** The API takes no container that is privileged and may not escalate. */
const escalates = ({ container }: Subject) => container.securityContext?.allowPrivilegeEscalation !== false;

/** Process 1 is the container's own, unless the pod has the node's processes. */
const ofTheNode = (fix: WorkloadFix) =>
  fix.patchSpec("make it privileged, with the node's processes (hostPID): nsenter is to enter what belongs to the node", {
    hostPID: true,
    [listOf(fix.subject.kind)]: [
      {
        name: fix.subject.container.name,
        securityContext: { privileged: true, ...(escalates(fix.subject) ? {} : { allowPrivilegeEscalation: true }) },
      },
    ],
  });

/** initdb wants a folder that it may make its own; the mount itself belongs to the volume (hub.docker.com/_/postgres, PGDATA). */
function inSubfolder(quote: string, fix: WorkloadFix): Fix[] | undefined {
  const folder = quote.match(/initdb: error: could not change permissions of directory "([^"]{1,300})"/)?.[1];
  const isMount = fix.subject.container.volumeMounts?.some(({ mountPath }) => folderPath(mountPath) === folder);
  return folder && isMount
    ? [fix.setEnv(`let the data be in a folder of their own in the volume, ${folder}/pgdata`, [`PGDATA=${folder}/pgdata`])]
    : undefined;
}

/** The image's own user begins, which may then give root up by itself. */
function fromRoot(fix: WorkloadFix, needed: readonly string[] | undefined): Fix[] {
  // What an init container is there for is done as root, and the program runs as its own user after it.
  if (fix.subject.kind === 'init' && needed?.includes('CHOWN'))
    return [
      fix.patchContainer(
        `run init container ${fix.subject.container.name} alone as root; fsGroup in the pod's securityContext may do without it`,
        { securityContext: { runAsUser: 0, runAsNonRoot: false } },
      ),
    ];
  const own = ownUser("let it start as its image's own user, which its entrypoint expects", fix);
  return present(own);
}
