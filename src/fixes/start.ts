/** What the words of the kubelet and of runtimes mean where they name a field of the spec that keeps a container from being created or started. */

import type { Subject } from '../evidence/subject.ts';
import type { Container } from '../kube/shapes.ts';
import { nearest } from '../nearest.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { advised } from './fix.ts';
import type { WorkloadFix } from './workload.ts';

export interface StartRefusal {
  why: string;
  /** Of the container, or of the pod's spec. */
  field: { of: 'container' | 'pod'; name: string } | { of: 'node' };
  fixes: Fix[];
}

/** What the node lacks for it, whatever the spec says: Linux errno of what runtimes do there (mkdir, open, fork, add_key). */
const OF_NODE: readonly [RegExp, why: string, cure: string][] = [
  [
    /mkdir \/sys\/fs\/cgroup\/\S{1,300}: no space left on device/,
    'the kernel of the node makes no more cgroups, mostly as too many are left of those that are gone',
    'restart the node, and bring its kernel up to date',
  ],
  [
    /write \/sys\/fs\/cgroup\/\S{1,300}\/(?:tasks|cgroup\.procs): no space left on device/,
    'the cgroup that it is to be put into has no processors or no memory nodes (cpuset)',
    "look at cpuset.cpus and cpuset.mems of the kubelet's cgroups on that node; restart its kubelet, which sets them anew",
  ],
  [
    /: no space left on device/,
    'there is no space left on the node',
    'free the disk of that node: unused images, logs, ephemeral volumes; or let the pod run on another node',
  ],
  [
    /: too many open files/,
    'the node has no more open files to give',
    'raise fs.file-max or the limits of its runtime (LimitNOFILE), or find what on it holds so many',
  ],
  [
    /fork\/exec \S{1,200}: resource temporarily unavailable/,
    'the node has no more process numbers to give',
    'find what on it runs so many processes (kernel.pid_max, TasksMax of its runtime)',
  ],
  [
    /unable to create session key: disk quota exceeded/,
    "the kernel's quota of keys is used up on the node, as each container takes one",
    'raise kernel.keys.maxkeys and kernel.keys.maxbytes on the nodes',
  ],
  [
    /failed to get reader from content store|error unpacking image|failed to stat parent: stat \/var\/lib\/containerd/,
    'what the node has of the image is damaged',
    'take the image off that node, so that it is pulled again: crictl rmi IMAGE there',
  ],
];

type Reader = (groups: string[], subject: Subject, fix: WorkloadFix) => StartRefusal | undefined;

const READERS: readonly [RegExp, Reader][] = [
  // crun: libcrun/linux.c; CRI-O: internal/factory/container.
  [
    /unknown capability ["`](?:CAP_)?([A-Za-z_]{1,60})["`]/,
    ([name = '']: string[], subject, fix) => capability(name.toUpperCase(), subject, fix),
  ],
  // runc: libcontainer/init_linux.go.
  [
    /cannot set([ug])id to unmapped [ug]id (\d{1,12}) in user namespace/,
    ([sort, id = '']: string[], _, fix) => unmapped(sort === 'g', id, fix),
  ],
  // runc: libcontainer/mount_linux.go; crun: "mount_setattr".
  [/MOUNT_ATTR_IDMAP on (\S{1,400}?): ([a-z][a-z ]{1,60})/, ([path = '', why = '']: string[], _, fix) => unmappable(path, why, fix)],
  // kubelet_pods.go resolveRecursiveReadOnly.
  [
    /volume "([^"]{1,253})" requested recursive read-only mode, but it is not supported/,
    ([name = '']: string[], subject, fix) => readOnlyBelow(name, subject, fix),
  ],
  // pkg/api/v1/resource/helpers.go ExtractResourceValueByContainerNameAndNodeAllocatable.
  [/^container (\S{1,63}) not found$/, ([name = '']: string[], subject, fix) => ofContainer(name, subject, fix)],
  // kubelet_pods.go makeEnvironmentVariables.
  [
    /environment variable key "([^"]{1,253})" not found in file "[^"]{1,600}"/,
    ([key = '']: string[], subject) => inFile(`has no ${key}`, subject, (one) => one.key === key),
  ],
  [/^couldn't parse env file/, (_: string[], subject) => inFile("is not of the form NAME='VALUE'", subject, () => true)],
  // containerd: internal/cri/opts/spec_linux_opts.go makes the folder of a hostPath that is not there.
  [
    /failed to mkdir "([^"]{1,400})": .{0,400}?: ([a-z][a-z -]{3,60})$/,
    ([path = '', why = '']: string[], subject, fix) => hostFolder(path, why, subject, fix),
  ],
  [/user namespaces aren't enabled in the kernel/, (_: string[], __, fix) => withoutNamespace(fix)],
  // The kernel takes no label that its policy does not have.
  [/can't set process label|write \S{0,40}\/attr\/exec: invalid argument/, (_: string[], subject, fix) => label(subject, fix)],
];

export function startRefusal(message: string, subject: Subject, fix: WorkloadFix): StartRefusal | undefined {
  const words = message.replace(/: unknown$/, '').trim();
  const [, why, cure] = OF_NODE.find(([pattern]) => pattern.test(words)) ?? [];
  if (why && cure) return { why, field: { of: 'node' }, fixes: [advised(cure)] };
  for (const [pattern, read] of READERS) {
    const found = pattern.exec(words);
    if (found) return read(found.slice(1), subject, fix);
  }
  return undefined;
}

/** Linux include/uapi/linux/capability.h. */
const CAPABILITIES =
  'CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP LINUX_IMMUTABLE NET_BIND_SERVICE NET_BROADCAST NET_ADMIN NET_RAW IPC_LOCK IPC_OWNER SYS_MODULE SYS_RAWIO SYS_CHROOT SYS_PTRACE SYS_PACCT SYS_ADMIN SYS_BOOT SYS_NICE SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG MKNOD LEASE AUDIT_WRITE AUDIT_CONTROL SETFCAP MAC_OVERRIDE MAC_ADMIN SYSLOG WAKE_ALARM BLOCK_SUSPEND AUDIT_READ PERFMON BPF CHECKPOINT_RESTORE'.split(
    ' ',
  );

function capability(name: string, { container }: Subject, fix: WorkloadFix): StartRefusal | undefined {
  const bare = (word: string) => word.toUpperCase().replace(/^CAP_/, '');
  const { add = [] } = container.securityContext?.capabilities ?? {};
  if (!add.some((one) => bare(one) === name)) return undefined;
  const meant = nearest(name, CAPABILITIES);
  const rest = add.flatMap((one) => (bare(one) !== name ? [one] : present(meant)));
  return {
    why: `securityContext.capabilities asks for ${name}, and there is no such capability${meant ? `; ${meant} is near` : ''}`,
    field: { of: 'container', name: 'securityContext.capabilities.add' },
    fixes: [
      fix.patchContainer(meant ? `ask for ${meant}` : `do without ${name}`, {
        securityContext: { capabilities: { add: rest.length ? rest : null } },
      }),
    ],
  };
}

/** The kubelet maps 65536 users and groups for each pod (pkg/kubelet/userns). */
function unmapped(isGroup: boolean, id: string, fix: WorkloadFix): StartRefusal {
  const word = isGroup ? 'group' : 'user';
  return {
    why: `it shall run as ${word} ${id}, and hostUsers: false gives it a user namespace with the ${word}s from 0 to 65535 alone`,
    field: { of: 'pod', name: 'hostUsers' },
    fixes: [
      fix.patchSpec(
        `let it run in the node's own user namespace; or give it a ${word} below 65536 (runAs${isGroup ? 'Group' : 'User'}), if its files permit that`,
        {
          hostUsers: null,
        },
      ),
    ],
  };
}

function withoutNamespace(fix: WorkloadFix): StartRefusal {
  return {
    why: 'hostUsers: false asks for a user namespace, and the kernel of the node has none to give',
    field: { of: 'pod', name: 'hostUsers' },
    fixes: [fix.patchSpec("let it run in the node's own user namespace", { hostUsers: null })],
  };
}

function unmappable(path: string, why: string, fix: WorkloadFix): StartRefusal {
  const [, volume] = path.match(/\/volumes\/kubernetes\.io~[\w-]{1,40}\/([^/\s]{1,253})/) ?? [];
  return {
    why: `${volume ? `volume ${volume}` : path} cannot be mounted into the user namespace of the pod (hostUsers: false): its file system knows no idmapped mounts, as NFS does not (${why.trim()})`,
    field: { of: 'pod', name: 'hostUsers' },
    fixes: [fix.patchSpec("let it run in the node's own user namespace", { hostUsers: null })],
  };
}

function readOnlyBelow(name: string, { container }: Subject, fix: WorkloadFix): StartRefusal | undefined {
  const index = (container.volumeMounts ?? []).findIndex((one) => one.name === name);
  if (index < 0) return undefined;
  return {
    why: `the mount of volume ${name} wants recursiveReadOnly: Enabled, which the runtime of the node cannot do`,
    field: { of: 'container', name: `volumeMounts[${name}].recursiveReadOnly` },
    fixes: [
      fix.patchJson('make it recursive where the runtime can', [
        { op: 'add', path: `${fix.containerPath}/volumeMounts/${index}/recursiveReadOnly`, value: 'IfPossible' },
      ]),
    ],
  };
}

type FileKey = NonNullable<NonNullable<NonNullable<Container['env']>[number]['valueFrom']>['fileKeyRef']>;

/** Another container of the pod writes the file, before this one is created. */
function inFile(lack: string, { container }: Subject, isMeant: (one: FileKey) => boolean): StartRefusal | undefined {
  const [one] = (container.env ?? []).flatMap(({ name, valueFrom }) =>
    valueFrom?.fileKeyRef && isMeant(valueFrom.fileKeyRef) ? [{ name, ref: valueFrom.fileKeyRef }] : [],
  );
  if (!one) return undefined;
  return {
    why: `variable ${one.name} is to be read from file ${one.ref.path} of volume ${one.ref.volumeName} (fileKeyRef), and that file ${lack}`,
    field: { of: 'container', name: `env[${one.name}].valueFrom.fileKeyRef` },
    fixes: [
      advised(
        `let the container that writes ${one.ref.path} into volume ${one.ref.volumeName} write ${one.ref.key}='VALUE' there, one variable a line; or mark the reference optional`,
      ),
    ],
  };
}

function hostFolder(path: string, why: string, { pod }: Subject, fix: WorkloadFix): StartRefusal | undefined {
  const volume = (pod.spec.volumes ?? []).find(({ hostPath }) => hostPath?.path === path);
  if (!volume) return undefined;
  const isReadOnly = why === 'read-only file system';
  return {
    why: `volume ${volume.name} is folder ${path} of the node, which is not there and cannot be made: ${why}`,
    field: { of: 'pod', name: `volumes[${volume.name}].hostPath.path` },
    fixes: isReadOnly
      ? [
          fix.patchSpec(
            'use a folder below /var, which nodes with a read-only root can write (Bottlerocket, Talos, Container-Optimized OS)',
            {
              volumes: [{ name: volume.name, hostPath: { path: `/var${path}`, type: 'DirectoryOrCreate' } }],
            },
          ),
        ]
      : [],
  };
}

function label({ container, pod }: Subject, fix: WorkloadFix): StartRefusal | undefined {
  const own = container.securityContext?.seLinuxOptions;
  const options = own ?? pod.spec.securityContext?.seLinuxOptions;
  if (!options) return undefined;
  const words = Object.entries(options).map(([key, value]) => `${key} ${value}`);
  const none = { securityContext: { seLinuxOptions: null } };
  return {
    why: `the SELinux policy of the node does not know the label that seLinuxOptions asks for (${words.join(', ')})`,
    field: { of: own ? 'container' : 'pod', name: 'securityContext.seLinuxOptions' },
    fixes: [
      own ? fix.patchContainer("run it with the runtime's own label", none) : fix.patchSpec("run it with the runtime's own label", none),
    ],
  };
}

/** A variable with an amount of another container of the pod, which has none of that name: mostly it was copied, and means its own. */
function ofContainer(name: string, { container, pod }: Subject, fix: WorkloadFix): StartRefusal | undefined {
  const taken = (container.env ?? []).flatMap((one, index) =>
    one.valueFrom?.resourceFieldRef?.containerName === name ? [{ ...one.valueFrom.resourceFieldRef, variable: one.name, index }] : [],
  );
  const [first] = taken;
  if (!first) return undefined;
  const names = pod.spec.containers.map((one) => one.name);
  const meant = nearest(name, names) ?? container.name;
  const variables = taken.map(({ variable }) => variable).join(', ');
  return {
    why: `env ${variables} takes ${first.resource} of container ${name} (resourceFieldRef.containerName), which the pod does not have; it has ${names.join(', ')}`,
    field: { of: 'container', name: `env[${first.variable}].valueFrom.resourceFieldRef.containerName` },
    fixes: [
      fix.patchJson(
        `take it of container ${meant}`,
        taken.map(({ index }) => ({
          op: 'replace' as const,
          path: `${fix.containerPath}/env/${index}/valueFrom/resourceFieldRef/containerName`,
          value: meant,
        })),
      ),
    ],
  };
}
