import { advised } from '../fixes/fix.ts';
import { otherImage } from '../fixes/image.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { long, partsOf } from '../kube/image.ts';
import type { Fix } from '../report.ts';
import { type PullFailure, pullFailure } from '../trace/objects/pull-failure.ts';
import { type Cause, RUNG } from './cause.ts';

export const imagePullFails: Cause = {
  id: 'image-pull-fails',
  title: 'the image cannot be pulled',
  tier: 'environment',
  covers: ['img.pull-notfound', 'img.pull-timeout', 'img.pull-auth'],
  rung: RUNG.start,

  detect(subject, evidence) {
    const pull = pullFailure(subject);
    if (pull?.sort !== 'other') return undefined;
    const other = otherImage(subject, evidence, true);
    return {
      summary: `container ${subject.container.name} cannot start: image ${pull.shown} cannot be pulled: ${pull.why}`,
      confidence: 'likely',
      object: { kind: 'Image', name: pull.image },
      proof: [pull.proof, ...other.proof],
      fixes: [...other.fixes, ...namedInFull(pull, new WorkloadFix(subject, evidence)), advised(cureOf(pull))],
      decides: 'a pull of this image by hand on the node (crictl pull)',
    };
  },
};

/** containers/image: pkg/shortnames. CRI-O asks no registry for a name without one, where none is set for that. */
const SHORT = /short-name "[^"]{1,300}" did not resolve|short name mode is enforcing/;

function namedInFull({ why, image, volume }: PullFailure, fix: WorkloadFix): Fix[] {
  const { repository } = partsOf(image);
  if (!SHORT.test(why) || volume !== undefined) return [];
  const whole = `${long(repository)}${image.slice(repository.length)}`;
  return [fix.setImage(`name the image with its registry: ${whole}, if it is one of Docker Hub`, whole)];
}

/** What ends it, by what is said: containers/image (signature, docker), containerd (client/pull.go, core/content, core/remotes), the kubelet's own bound. */
const CURES: readonly [RegExp, string][] = [
  [SHORT, "name the image with its registry, or set unqualified-search-registries on the node's runtime (/etc/containers/registries.conf)"],
  [
    /Source image rejected|SignatureValidationFailed|signature verification failed/,
    'sign the image with a key that the policy of the node takes (/etc/containers/policy.json), or let the policy admit it unsigned',
  ],
  [
    /content digest sha256:\w+: not found|parent snapshot|missing parent/,
    "the node's own store has lost a part of the image: remove what it has of it there (crictl rmi) and let it pull anew, or let the pod run on another node",
  ],
  [
    /is no longer supported since containerd/,
    'build and push the image anew with a tool of today (docker buildx, podman), which writes a manifest of the present kind',
  ],
  [
    /unexpected media type text\/html/,
    "a web page came in the image's stead, as from a login page or a proxy: correct the registry's address, or what stands before it",
  ],
  [
    /unexpected commit (?:digest|size)|failed size validation|digest mismatch|did not match expected/i,
    'a layer arrives damaged: look at the proxy or mirror in between; if it stays so, push the image anew',
  ],
  [/context canceled/, 'the pull was broken off before its end: look at how fast the registry gives this image to the node'],
  [/pull QPS exceeded/, "the kubelet's own bound of pulls in a second is reached (registryPullQPS); it pulls again by itself"],
];

const cureOf = ({ why, proof }: PullFailure): string =>
  CURES.find(([pattern]) => pattern.test(why) || pattern.test(proof.quote))?.[1] ??
  'look at what the registry and the node say of this image';
