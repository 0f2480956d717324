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
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { mountedFile } from '../trace/files/mounted-file.ts';
import { type Identity, identityOf, isRoot, lacks } from '../trace/objects/identity.ts';
import { type Cause, RUNG } from './cause.ts';
import { pathOf } from './volume-permission.ts';

const NSENTER = /\bnsenter\b|reassociate to namespace/;
/** What an operation needs (capabilities(7)). An entrypoint that hands files over goes on to give up root: one set for both. */
const NEEDS: readonly [words: RegExp, capabilities: string[]][] = [
  [/chown|chmod|change (?:owner|mode)|changing (?:owner|perm)|utime|initdb/i, ['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'SETUID', 'SETGID']],
  [
    /setgid|setuid|setgroups|set groups|setres|initgroups|su-exec|gosu|switch(?:ing)? (?:to )?(?:user|")|change user|drop(?:ping)? privileges/i,
    ['SETUID', 'SETGID'],
  ],
  [/iptables|ip6tables|nf_tables|netlink|RTNETLINK|\bip (?:link|addr|route)|tun\b|\/dev\/net/i, ['NET_ADMIN', 'NET_RAW']],
  [/\bping\b|raw socket|SOCK_RAW/i, ['NET_RAW']],
  // Of another process, that of the node mostly: what it may look at counts too (nsenter(1), namespaces(7)).
  [NSENTER, ['SYS_ADMIN', 'SYS_PTRACE']],
  [/\bu?mount\b|unshare|pivot_root|setns|swapon/i, ['SYS_ADMIN']],
  [/ptrace|strace|attach to process/i, ['SYS_PTRACE']],
  [/chroot/i, ['SYS_CHROOT']],
  [/mlock|memlock|lock memory/i, ['IPC_LOCK']],
  [/setpriority|nice|sched_set/i, ['SYS_NICE']],
  [/setrlimit|ulimit/i, ['SYS_RESOURCE']],
  [/settimeofday|clock_settime|set the (?:date|clock)/i, ['SYS_TIME']],
  [/mknod/i, ['MKNOD']],
  [/sysctl|\/proc\/sys/i, ['SYS_ADMIN']],
];
/** What containerd, CRI-O and Docker give a container that asks for nothing. */
const BY_DEFAULT = [
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'SETGID',
  'SETUID',
  'SETPCAP',
  'NET_BIND_SERVICE',
  'SYS_CHROOT',
  'MKNOD',
  'AUDIT_WRITE',
  'SETFCAP',
  'NET_RAW',
];

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
    // What is dropped with them will be wanted next.
    const lowPort = lacks(identity, 'NET_BIND_SERVICE') && (container.ports ?? []).some(({ containerPort }) => containerPort < 1024);
    const wanted = [...(needed ?? ['DAC_OVERRIDE']), ...present(lowPort && 'NET_BIND_SERVICE')];
    const who = identity.uid === undefined ? 'a user other than root (runAsNonRoot)' : `user ${identity.uid}`;
    const why = isUser
      ? `it runs as ${who}, and only ${/\bchmod\b|changing permissions/.test(words) ? "the file's owner and root" : 'root'} may do this`
      : isDropped
        ? `its capabilities are dropped (${identity.dropped.join(', ')})${root ? '' : `, which keeps it from this if image ${container.image} runs as root`}`
        : `it lacks the capability ${(needed ?? []).join(', ')}, which containers do not have by default`;
    return {
      summary: `container ${container.name} is not permitted an operation: ${fact.quote.slice(0, 160)}; ${why}`,
      confidence: isDropped && root ? 'certain' : 'likely',
      object: fix.containerObject(`securityContext.${isUser ? userField(identity) : 'capabilities'}`),
      proof: [logProof(subject, fact), securityProof(subject), attemptProof(subject)],
      fixes: isUser
        ? (inSubfolder(fact.quote, fix) ?? fromRoot(fix, needed))
        : NSENTER.test(words) && /\bnsenter\b.*\s(?:-t|--target)[ =]?1(?=\s|$)/.test(commandOf(subject))
          ? [ofTheNode(fix)]
          : [
              fix.patchContainer(`let it have the capabilities ${wanted.join(', ')}`, {
                securityContext: { capabilities: { add: [...new Set([...identity.added, ...wanted])] } },
              }),
            ],
      decides: 'which system call failed (strace), as whom, and with which capabilities (/proc/1/status, CapEff)',
    };
  },
};

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
