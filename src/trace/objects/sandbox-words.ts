/**
 * Why a pod gets no sandbox or no network, from the words of the runtime, of the CNI plugins that it calls (github.com/containernetworking,
 * and those of the networks themselves), and of the kubelet.
 */

import { bothEnds, withoutCodes } from './call-chain.ts';

export interface SandboxWords {
  why: string;
  /** What ends it, where nothing can be typed for it. */
  cure?: string;
  /** Labels of the pods that do the plugin's work on each node. */
  agent?: string;
  /** Of the pod's spec, what asks for it. */
  asks?: 'runtime class' | 'sysctl' | 'network' | 'user namespace' | 'host port';
  name?: string;
}

type Reader = (groups: string[]) => SandboxWords;

const READERS: readonly [RegExp, Reader][] = [
  [
    /no runtime for "([^"]{1,253})" is configured|failed to find runtime handler "?([^\s"]{1,253})/,
    ([one, other]) => ({
      why: `runtime class handler ${one ?? other} is not configured on the node`,
      asks: 'runtime class',
      name: one ?? other ?? '',
    }),
  ],
  // runc: configs/validate; crun: linux.c; the kernel has no such file below /proc/sys.
  [
    /the sysctl `([\w./-]{1,200})` is not namespaced|sysctl "([\w./-]{1,200})" (?:is not in a separate kernel namespace|is not allowed in|not allowed in)/,
    ([one, other]) => ({
      why: `sysctl ${one ?? other} is one of the whole node, which a pod cannot set`,
      asks: 'sysctl',
      name: one ?? other ?? '',
    }),
  ],
  [
    /write sysctl key ([\w./-]{1,200}): open \S{1,300}: no such file or directory/,
    ([name = '']) => ({ why: `the kernel of the node has no sysctl ${name}`, asks: 'sysctl', name }),
  ],
  [
    /write sysctl key ([\w./-]{1,200}): write \S{1,300}: ([a-z][a-z ]{1,60})/,
    ([name = '', why = '']) => ({ why: `the kernel of the node does not take the value of sysctl ${name}: ${why}`, asks: 'sysctl', name }),
  ],
  // CRI-O: internal/hostport; the CNI plugin portmap says nothing of it.
  [
    /cannot open hostport (\d{1,5}) for pod/,
    ([port = '']) => ({ why: `port ${port} of the node (hostPort) is in use there`, asks: 'host port', name: port }),
  ],
  [
    /user namespaces?\b.{0,100}(?:not support|aren't enabled|not enabled)|(?:not support|does not support).{0,60}user namespaces?/i,
    () => ({
      why: 'hostUsers: false asks for a user namespace, which the runtime or the kernel of the node cannot give',
      asks: 'user namespace',
    }),
  ],
  // Multus names each network that the annotation asks for.
  [
    /cannot find a network-attachment-definition \(([^)]{1,253})\) in namespace \(([^)]{1,253})\)/,
    ([name = '', namespace = '']) => ({
      why: `NetworkAttachmentDefinition ${name}, which the pod's annotation k8s.v1.cni.cncf.io/networks asks for, does not exist in namespace ${namespace}`,
      asks: 'network',
      name,
    }),
  ],
  [
    /no IP addresses available in (?:range set|network): ?([^\s"]{1,100})?/,
    ([range]) => ({
      why: `the node has no free pod addresses${range ? ` (${range})` : ''}`,
      cure: 'end pods on that node or add one; where few pods run there, addresses of pods that are gone were not given back: /var/lib/cni/networks on the node',
    }),
  ],
  [
    /aws-cni.{0,100}failed to assign an IP address to container/,
    () => ({
      why: 'the node has no free pod addresses (AWS VPC CNI)',
      cure: "see that the node's subnet has free addresses; let the node hold more of them (ENABLE_PREFIX_DELEGATION of aws-node, or a larger instance)",
    }),
  ],
  [
    /dial tcp 127\.0\.0\.1:50051: connect: connection refused/,
    () => ({ why: 'aws-node, which gives out the pod addresses, does not answer on that node', agent: 'k8s-app=aws-node' }),
  ],
  [
    /stat \/var\/lib\/calico\/nodename: no such file/,
    () => ({ why: 'calico-node has not come up on that node', agent: 'k8s-app=calico-node' }),
  ],
  [
    /connection is unauthorized: Unauthorized/,
    () => ({
      why: 'the API server does not accept the token of network plugin calico on that node any more',
      cure: 'let calico-node write a new one: kubectl rollout restart ds/calico-node, in its namespace',
    }),
  ],
  [/\/run\/flannel\/subnet\.env: no such file/, () => ({ why: 'flannel has not come up on that node', agent: 'app=flannel' })],
  [
    /unable to connect to Cilium agent|\/var\/run\/cilium\/cilium\.sock/,
    () => ({ why: 'the Cilium agent does not answer on that node', agent: 'k8s-app=cilium' }),
  ],
  [
    /failed to find plugin "([\w.-]{1,60})" in path \[([^\]]{1,200})\]/,
    ([name = '', path = '']) => ({
      why: `the node has no CNI plugin ${name} in ${path}`,
      cure: `install the CNI plugins on the node (package containernetworking-plugins, or what the network's DaemonSet puts there)`,
    }),
  ],
  [
    /cni plugin not initialized|cni config uninitialized|No networks found in \/etc\/cni/,
    () => ({
      why: 'the node has no network for pods yet: no CNI plugin has written its configuration there',
      cure: "get the pods of the network plugin's DaemonSet going on that node, or install one",
    }),
  ],
  [
    /failed to (?:get|pull|create) (?:sandbox|pod sandbox|pause)? ?(?:container )?image "([^"]{1,300})": (.{1,2000})/,
    ([image = '', rest = '']) => ({
      why: `the node cannot pull ${image}, the image of every pod's sandbox: ${rest
        .split(/: (?=[A-Za-z])/)
        .slice(-2)
        .join(': ')
        .slice(0, 160)}`,
      cure: 'let the node reach that registry, or name a copy in the settings of its runtime (containerd: sandbox_image or pinned_images; CRI-O: pause_image)',
    }),
  ],
  [
    /expected cgroupsPath to be of format "slice:prefix:name" for systemd cgroups/,
    () => ({
      why: 'the kubelet and the runtime of the node use different cgroup drivers (cgroupfs and systemd)',
      cure: "let both use systemd: cgroupDriver of the kubelet, SystemdCgroup = true of containerd's runc",
    }),
  ],
  [
    /open (\S{0,200}resolv\.conf): no such file or directory/,
    ([path = '']) => ({
      why: `the node has no ${path}, from which pods get their DNS settings`,
      cure: `start what writes ${path} on the node (systemd-resolved), or name another file in the kubelet's settings (resolvConf)`,
    }),
  ],
  [
    /exec: "?(iptables|nft|ip|ipset|conntrack)"?: executable file not found/,
    ([program = '']) => ({
      why: `the node has no program ${program}, which its network plugin runs`,
      cure: `install ${program} on the node`,
    }),
  ],
  // pkg/kubelet/cm/dra: devices are prepared before the sandbox.
  [
    /DRA driver (\S{1,253}) is not registered|plugin name (\S{1,253}) not found in the list of registered DRA plugins/,
    ([one, other]) => ({
      why: `driver ${one ?? other}, which prepares the devices of its ResourceClaims, does not run on that node`,
      cure: "get the pod of the driver's DaemonSet going on that node, or install it",
    }),
  ],
  [
    /NodePrepareResources failed for ResourceClaim (\S{1,253}): (.{1,400})/,
    ([claim = '', words = '']) => ({ why: `the devices of ResourceClaim ${claim} cannot be prepared: ${words.slice(0, 240)}` }),
  ],
  [
    /failed to create container for \[[^\]]{0,200}\] ?: (.{1,400})|pod: \S{1,60} cgroups exist and are correctly applied: (.{1,400})/,
    ([one, other]) => ({ why: `the kubelet cannot make the cgroup of the pod: ${(one ?? other ?? '').slice(-200)}` }),
  ],
  [
    /no space left on device/,
    () => ({
      why: 'a disk of the node is full, or has no inodes left',
      cure: 'make room on the node: images that nobody runs (crictl rmi --prune), old logs; where df shows room, see df -i',
    }),
  ],
  [
    /failed to reserve sandbox name|name "[^"]{1,300}" is reserved for/,
    () => ({
      why: 'an earlier try to make it still goes on inside the runtime, which holds its name',
      cure: 'delete the pod, where a controller makes a new one, with another name; look at the load and the disk of the node',
    }),
  ],
  [
    /vsock .{0,60}|grpc server is working/,
    () => ({
      why: "the virtual machine of the pod's runtime class does not answer",
      cure: 'see the log of the runtime on the node (Kata: /dev/kvm, memory, its kernel and image)',
    }),
  ],
];

export function sandboxWords(message: string): SandboxWords {
  for (const [pattern, read] of READERS) {
    const found = pattern.exec(message);
    if (found) return read(found.slice(1));
  }
  const [, plugin] = message.match(/plugin type="([^"]{1,100})"/) ?? [];
  return { why: `${plugin ? `network plugin ${plugin} fails` : 'the runtime cannot create the sandbox'}: ${lastOf(message)}` };
}

const MOST = 240;

/** Behind the calls on the way, and behind the names of sandboxes. */
function lastOf(message: string): string {
  const bare = withoutCodes(message)
    .replace(/^Failed to create pod sandbox: /, '')
    .replace(/^.{0,400}?\(add\): /, '')
    .replace(/(?:failed to (?:start|create|setup)[^:"]{0,80}(?:"[^"]{0,100}")?: |OCI runtime create failed: |runc create failed: )+/, '')
    .replace(/: unknown$/, '')
    .trim();
  return bothEnds(bare, MOST, 1 / 3);
}
