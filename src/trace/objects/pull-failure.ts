/** Why an image is not to be had, from the words of the runtime and the registry. */

import type { Subject } from '../../evidence/subject.ts';
import { partsOf } from '../../kube/image.ts';
import type { Proof } from '../../report.ts';
import { bothEnds, withoutCodes } from './call-chain.ts';

export type PullSort =
  | 'not-found'
  | 'denied'
  | 'limited'
  | 'untrusted'
  | 'unreachable'
  | 'platform'
  | 'no-space'
  | 'name'
  | 'never'
  | 'other';

export interface PullFailure {
  sort: PullSort;
  image: string;
  /** With the tag that the runtime puts behind one that has none. */
  shown: string;
  /** The end of the chain of messages. */
  why: string;
  /** The volume that the image is to be mounted as, where it is not the container's own. */
  volume?: string;
  proof: Proof;
}

const WAITING = [
  'ErrImagePull',
  'ImagePullBackOff',
  'ErrImageNeverPull',
  'InvalidImageName',
  'ImageInspectError',
  'RegistryUnavailable',
  'SignatureValidationFailed',
];

/** In this order: a text may hold several of these words. containerd: core/remotes/docker; registries: the OCI distribution specification. */
const SORTS: readonly [PullSort, RegExp][] = [
  // containerd core/images/image.go puts "not found" behind it: an answer came, and it is no image.
  ['other', /unexpected media type/],
  // What the node's own store has lost of it (containerd: core/unpack, core/metadata/content.go and snapshot.go).
  ['other', /content digest sha256:[0-9a-f]{64}: not found|parent snapshot \S{1,100} does not exist|missing parent "[^"]{1,200}" bucket/],
  // The registry's own disk.
  ['other', /(?:unexpected status|Server message).{0,400}no space left on device/i],
  ['no-space', /no space left on device|disk quota exceeded/i],
  ['limited', /toomanyrequests|\b429 Too Many Requests|rate limit/i],
  [
    'platform',
    /no match for platform in manifest|no matching manifest for|no image found in (?:image index|manifest list) for architecture|does not match the (?:specified|host) platform|operating system .{0,40}does not match/i,
  ],
  [
    'untrusted',
    /\bx509: |tls: failed to verify|server gave HTTP response to HTTPS client|first record does not look like a TLS handshake|certificate signed by unknown authority/i,
  ],
  [
    'unreachable',
    /i\/o timeout|no such host|connection refused|no route to host|network is unreachable|TLS handshake timeout|connection reset by peer|context deadline exceeded|Client\.Timeout exceeded|server misbehaving|Temporary failure in name resolution|: EOF$|50[234] (?:Bad Gateway|Service Unavailable|Gateway Time)/i,
  ],
  [
    'denied',
    /pull access denied|insufficient_scope|authorization failed|401 Unauthorized|403 Forbidden|unauthorized: |no basic auth credentials|authentication required|\bdenied: |access to the requested resource is not authorized/i,
  ],
  ['not-found', /: not found|manifest unknown|name unknown|manifest for .{1,300} not found|NotFound|404 Not Found|does not exist/i],
];

export function pullFailure(subject: Subject): PullFailure | undefined {
  const { status, container } = subject;
  const { reason = '', message = '' } = status?.state?.waiting ?? {};
  if (!WAITING.includes(reason)) return undefined;
  const mounted = mountedImage(message, subject);
  const image = mounted?.image ?? container.image ?? '';
  const { tag } = partsOf(image);
  const whole = tag === undefined && !image.includes('@') ? `${image} (latest, as it names no tag)` : image;
  const shown = mounted ? `${whole} (of volume ${mounted.volume})` : whole;
  const path = 'state.waiting.message';
  if (reason === 'ErrImageNeverPull')
    return { sort: 'never', image, shown, why: message, proof: { step: 'get', quote: `${reason}: ${message}`, path } };
  if (reason === 'InvalidImageName')
    return { sort: 'name', image, shown, why: message, proof: { step: 'get', quote: `${reason}: ${message}`, path } };
  // In the back-off older kubelets say no more than "Back-off pulling image": the event has the reason.
  const bare = /^Back-off pulling image "[^"]{0,400}"$/.test(message) || message === '';
  const [event] = subject
    .events('Failed')
    .filter((one) => one.message?.startsWith('Failed to pull image') || one.message?.startsWith('Failed to inspect image'));
  const said = bare && event?.message ? event.message : message;
  const proof =
    bare && event?.message
      ? { step: 'events', quote: `Failed: ${shortened(event.message)}` }
      : { step: 'get', quote: `${reason}: ${shortened(message)}`, path };
  const [sort] = SORTS.find(([, pattern]) => pattern.test(said)) ?? (['other'] as const);
  return { sort, image, shown, why: lastOf(said), proof, ...(mounted ? { volume: mounted.volume } : {}) };
}

/** A volume of an image that cannot be pulled keeps the container that mounts it waiting for an image (kuberuntime toKubeContainerImageVolumes). */
function mountedImage(message: string, { pod, container }: Subject): { image: string; volume: string } | undefined {
  const mounts = (container.volumeMounts ?? []).map(({ name }) => name);
  return (pod.spec.volumes ?? []).flatMap(({ name, image: { reference: image = '' } = {} }) =>
    image !== '' && image !== container.image && mounts.includes(name) && message.includes(`"${image}"`) ? [{ image, volume: name }] : [],
  )[0];
}

/** The beginning names the image, the end tells why. */
const MOST = 400;

const shortened = (text: string): string => bothEnds(bareOf(text), MOST, 1 / 4);

const bareOf = (text: string) => withoutCodes(text).slice(0, 4000);

/**
 * The last links of the chain tell; before a broken read of the DNS server stands the name that was looked up (Go's net.DNSError), before
 * a refused connection its address (net.OpError), and before that the proxy (net/http).
 */
function lastOf(text: string): string {
  const links = bareOf(text).split(/: (?=[A-Za-z])/);
  const behind = /^(?:lookup |dial \w+ )/.test(links.at(-3) ?? '') ? 3 : 2;
  return links
    .slice(links.at(-behind - 1)?.startsWith('proxyconnect ') ? -behind - 1 : -behind)
    .join(': ')
    .slice(0, 240);
}
