import { advised } from '../fixes/fix.ts';
import { otherImage } from '../fixes/image.ts';
import { pullFailure } from '../trace/objects/pull-failure.ts';
import { type Cause, RUNG } from './cause.ts';

export const registryUntrusted: Cause = {
  id: 'registry-untrusted',
  title: "the registry's certificate is not trusted by the node",
  tier: 'environment',
  covers: ['img.pull-x509'],
  rung: RUNG.start,

  detect(subject, evidence) {
    const pull = pullFailure(subject);
    if (pull?.sort !== 'untrusted') return undefined;
    const other = otherImage(subject, evidence, true);
    const isPlain = /server gave HTTP response to HTTPS client/.test(pull.why);
    return {
      summary: `container ${subject.container.name} cannot start: ${isPlain ? `the registry of image ${pull.image} speaks plain HTTP, and the node asks it by HTTPS` : `the node does not trust the registry of image ${pull.image}: ${pull.why}`}`,
      confidence: 'certain',
      object: { kind: 'Image', name: pull.image },
      proof: [pull.proof, ...other.proof],
      fixes: [...other.fixes, advised(isPlain ? PLAIN : cureOf(pull.why))],
    };
  },
};

const PLAIN =
  "let the registry speak TLS, or tell the node's runtime that it does not (containerd: certs.d/HOST/hosts.toml with an http:// address; CRI-O: insecure = true in registries.conf)";

/** Go's crypto/x509 verify.go. */
function cureOf(why: string): string {
  const [, names] = why.match(/certificate is valid for (.{1,200}?), not /) ?? [];
  if (names) return `name the registry as its certificate does (${names}), or give it a certificate for the name that is used`;
  if (/certificate has expired or is not yet valid/.test(why)) return "renew the registry's certificate, if the node's clock is right";
  return "give the node the certificate authority of the registry, or renew the registry's certificate";
}
