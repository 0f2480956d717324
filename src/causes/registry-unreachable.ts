import { otherImage, rebuild } from '../fixes/image.ts';
import { pullFailure } from '../trace/objects/pull-failure.ts';
import { type Cause, RUNG } from './cause.ts';

export const registryUnreachable: Cause = {
  id: 'registry-unreachable',
  title: 'the node does not reach the registry',
  tier: 'environment',
  covers: ['img.pull-timeout'],
  rung: RUNG.start,

  detect(subject, evidence) {
    const pull = pullFailure(subject);
    if (pull?.sort !== 'unreachable') return undefined;
    const other = otherImage(subject, evidence, true);
    return {
      summary: `container ${subject.container.name} cannot start: the node cannot pull image ${pull.shown}, as its registry is not reached: ${pull.why}`,
      confidence: 'certain',
      object: { kind: 'Image', name: pull.image },
      proof: [pull.proof, ...other.proof],
      fixes: [...other.fixes, rebuild("let the node reach the registry: the registry's name, DNS, proxy and firewall")],
    };
  },
};
