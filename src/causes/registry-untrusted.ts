import { otherImage, rebuild } from '../fixes/image.ts';
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
    return {
      summary: `container ${subject.container.name} cannot start: the node does not trust the registry of image ${pull.image}: ${pull.why}`,
      confidence: 'certain',
      object: { kind: 'Image', name: pull.image },
      proof: [pull.proof, ...other.proof],
      fixes: [...other.fixes, rebuild("give the node the certificate authority of the registry, or renew the registry's certificate")],
    };
  },
};
