/**
 * What the words behind FailedMount and FailedAttachVolume mean. They come from far below: mount programs, storage drivers, clouds. The
 * sentence that tells stands at their end, behind what was tried (kubernetes pkg/volume, mount-utils; nfs-utils; util-linux).
 */

import { bothEnds, withoutCodes } from './call-chain.ts';

export interface MountWords {
  why: string;
  /** What ends it, where nothing can be typed for it. */
  cure?: string;
}

type Reader = (groups: string[], message: string) => MountWords;

const NFS = 'mount(?:\\.nfs4?)?: ';
const READERS: readonly [RegExp, Reader][] = [
  [
    /access denied by server while mounting (\S{1,300})/,
    ([path = '']) => ({
      why: `the NFS server does not give ${path} to this node: access denied by server`,
      cure: 'let the server export that folder to the address of the node (/etc/exports, exportfs -ra), or correct the path of the volume',
    }),
  ],
  [
    /mounting (\S{1,300}) failed, reason given by server: ([^\n]{1,100})/,
    ([path = '', why = '']) => ({
      why: `the NFS server refuses ${path}: ${why}`,
      cure: 'correct the path of the volume, or make and export that folder on the server',
    }),
  ],
  [
    /Failed to resolve server ([^\s:]{1,253})/,
    ([server = '']) => ({
      why: `the node does not know the name ${server} of the NFS server`,
      cure: /\.svc\b/.test(server)
        ? "name the server by an address: the node, which mounts it, does not ask the cluster's DNS (the Service's clusterIP does)"
        : "correct the server's name, or name it by its address",
    }),
  ],
  [
    new RegExp(
      `${NFS}(Connection (?:timed out|refused)|No route to host|Network is unreachable|mount system call failed|Protocol not supported)`,
    ),
    ([why = ''], message) => ({
      why: `the NFS server${placeOf(message)} is not reached from the node: ${why}`,
      cure: 'see that the server runs, and that its firewall lets the node in (port 2049)',
    }),
  ],
  [
    /you might need a \/sbin\/mount\.<type> helper program|unknown filesystem type '?(\w{1,30})|mount\.(\w{1,30}): command not found/,
    ([type, other], message) => {
      const kind = type ?? other ?? message.match(/ -t (\w{1,30})/)?.[1] ?? '';
      const packages = PACKAGES[kind.replace(/4$/, '')];
      return {
        why: `the node has no program that mounts ${kind || 'this kind of volume'}`,
        cure: packages ? `install ${packages} on the nodes` : 'install what mounts it on the nodes',
      };
    },
  ],
  [
    /wrong fs type, bad option, bad superblock on ([^\s,]{1,200})/,
    ([device = ''], message) => ({
      why: `${device} cannot be mounted${typeOf(message)}: its file system is damaged, or is of another type`,
      cure: 'look at the disk from a node (blkid, fsck, dmesg); correct fsType in the StorageClass or volume where the type is another',
    }),
  ],
  [
    /failed to get secretproviderclass ([^\s/]{1,253})\/([^\s,]{1,253}), error: .{0,300}not found/,
    ([namespace = '', name = '']) => ({
      why: `SecretProviderClass ${name} does not exist in namespace ${namespace}`,
      cure: `create SecretProviderClass ${name} there, or name one that exists (volumeAttributes.secretProviderClass)`,
    }),
  ],
  [
    /timed out waiting for external-attacher of (\S{1,253}) CSI driver/,
    ([driver = '']) => ({
      why: `the controller of CSI driver ${driver} does not attach it: it does not answer`,
      cure: "see whether the driver's controller runs and what it says",
    }),
  ],
  [
    /An operation with the given Volume(?: ID)? \S{1,300} already exists/,
    () => ({
      why: 'an earlier try of the storage driver to mount it is still under way, so it hangs',
      cure: "see what the driver's pod on that node says of its first try",
    }),
  ],
  [
    /(?:failed to fetch|fetching) Node(?:Stage|Publish)SecretRef ([^\s/]{1,253})\/([^\s:]{1,253}): .{0,300}not found/,
    ([namespace = '', name = '']) => ({
      why: `Secret ${name} of namespace ${namespace}, which the volume names for its driver, does not exist`,
      cure: `create Secret ${name} in namespace ${namespace} (its name comes from the parameters of the StorageClass)`,
    }),
  ],
  [
    /NewMounter initialization failed for volume "[^"]{1,253}" : path "([^"]{1,400})" does not exist/,
    ([path = '']) => ({
      why: `it is local to the node, and folder ${path} is not there`,
      cure: `make ${path} on that node, or mount its disk there`,
    }),
  ],
  [
    /: no space left on device/,
    () => ({
      why: 'the disk of the node, where the kubelet writes it, is full',
      cure: 'free the disk of that node: unused images, logs, ephemeral volumes',
    }),
  ],
  [
    /api error ([\w.]{1,80}): ([^\n]{1,200})/,
    ([code = '', words = '']) => ({
      why: `the cloud refuses it: ${code}: ${words}`,
      ...(/Unauthorized|AccessDenied|Forbidden/.test(code)
        ? { cure: 'give the role of the storage driver that permission in the cloud' }
        : {}),
    }),
  ],
];

const PACKAGES: Readonly<Record<string, string>> = {
  nfs: 'nfs-common (Debian, Ubuntu) or nfs-utils (Red Hat)',
  cifs: 'cifs-utils',
  glusterfs: 'glusterfs-client',
  ceph: 'ceph-common',
};

/** "-t nfs -o hard nfs.example.com:/exports/data /var/lib/kubelet/…" (mount-utils mount_linux.go). */
const placeOf = (message: string) => {
  const [, place] = message.match(/ -t nfs4? (?:-o \S{1,300} )?(\S{1,300}:\S{1,300}) /) ?? [];
  return place ? ` of ${place}` : '';
};
const typeOf = (message: string) => {
  const [, type] = message.match(/ -t (\w{1,30})/) ?? [];
  return type ? ` as ${type}` : '';
};

export function mountWords(message: string): MountWords {
  for (const [pattern, read] of READERS) {
    const found = pattern.exec(message);
    if (found) return read(found.slice(1), message);
  }
  return { why: lastOf(message) };
}

const MOST = 240;

/** The end of it: behind the output of the mount program, and behind the codes of the calls on the way. */
function lastOf(message: string): string {
  const bare = withoutCodes(message)
    .replace(/^(?:MountVolume|MapVolume|AttachVolume|UnmountVolume)\.\w+ failed for volume "[^"]{1,253}" ?:? ?/, '')
    .trim();
  const output =
    bare
      .split(/\nOutput: /)
      .at(-1)
      ?.trim() ?? '';
  return bothEnds(output, MOST, 1 / 3);
}
