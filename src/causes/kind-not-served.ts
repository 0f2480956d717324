import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import { decisiveFact } from '../logs/reading.ts';
import { type Cause, RUNG } from './cause.ts';

export const kindNotServed: Cause = {
  id: 'kind-not-served',
  title: 'the API server does not know a kind of object that it works with',
  tier: 'environment',
  covers: ['dep.crd-missing'],
  rung: RUNG.said,

  detect(subject) {
    const fact = decisiveFact(valueOf(subject.log()), 'crd-missing');
    if (!fact) return undefined;
    const { resource, version, plural } = fact.fields;
    const kind = resource?.split('.').at(-1) ?? plural?.split('.')[0];
    // TYPE of Go's *v1alpha2.Issuer has the version alone; plural has the group.
    const group = version?.includes('/') ? version.split('/')[0] : plural?.slice(plural.indexOf('.') + 1);
    const what = kind ? `${kind}${version ? ` of ${version}` : group ? ` of ${group}` : ''}` : 'a kind of object';
    // The built-in groups have no dot, or end in k8s.io.
    const isOwn = group === undefined ? undefined : !group.includes('.') || group.endsWith('.k8s.io');
    return {
      summary: `container ${subject.container.name} works with ${what}, which the API server does not serve: ${isOwn ? 'that API is gone from this version of Kubernetes, or not in it yet' : isOwn === false ? 'the CustomResourceDefinition is not installed, or serves other versions' : 'its CustomResourceDefinition is not installed, or that version of an API is not in this version of Kubernetes'}`,
      confidence: 'likely',
      proof: [logProof(subject, fact), attemptProof(subject)],
      fixes: [
        {
          text:
            isOwn === true
              ? `run a version of the program that is made for this version of Kubernetes`
              : `install the CustomResourceDefinitions that belong to this version of the program (helm upgrade leaves those of a chart as they are), or a version of the program that is made for what is installed`,
          changes: true,
          restarts: false,
          asks: [],
        },
      ],
      decides: group ? `kubectl api-resources --api-group=${group}` : 'what kubectl api-resources lists',
    };
  },
};
