/** A request above a limit that the container does not have of itself: admission has given it one, from a LimitRange. */
import { type Evidence, valueOf } from '../evidence/evidence.ts';
import type { Subject } from '../evidence/subject.ts';
import { quantity } from '../kube/quantity.ts';
import type { Container } from '../kube/shapes.ts';
import { only } from '../only.ts';
import type { Fix, Proof } from '../report.ts';
import { listsOf } from './spec.ts';
import { WorkloadFix } from './workload.ts';

export interface DefaultLimit {
  /** In words: why the pod that results is not valid. */
  why: string;
  proof: Proof[];
  fix: Fix;
}

/** kubernetes pkg/apis/core/validation ValidateContainerResourceRequirements. */
const ABOVE =
  /spec\.(containers|initContainers)\[(\d+)\]\.resources\.requests: Invalid value: "([^"]+)": must be less than or equal to ([\w./-]+) limit of ([^\s,\]]+)/g;

interface Above {
  list: 'containers' | 'initContainers';
  container: Container;
  resource: string;
  request: string;
  limit: string;
}

/** A template with such a limit of its own is refused already when it is applied; so what it lacks was put in on the way. */
export function defaultLimit(message: string, subject: Subject, evidence: Evidence): DefaultLimit | undefined {
  const found = [...message.matchAll(ABOVE)].flatMap(([, list, index, request = '', resource = '', limit = '']): Above[] => {
    const container = subject.pod.spec[list as Above['list']]?.[Number(index)];
    return container && container.resources?.limits?.[resource] === undefined
      ? [{ list: list as Above['list'], container, resource, request, limit }]
      : [];
  });
  const [first] = found;
  if (!first) return undefined;
  const given = givenBy(first, subject.namespace, evidence);
  const each = found.map(({ container, resource, request }) => `container ${container.name} asks for ${request} ${resource}`).join(', ');
  const source = given ? `LimitRange ${given.name}` : 'what admission puts in (a LimitRange, a webhook)';
  const patches = (wanted: Above['list']) =>
    found
      .filter(({ list }) => list === wanted)
      .map(({ container, resource, request }) => ({ name: container.name, resources: { limits: { [resource]: request } } }));
  const [containers, initContainers] = [patches('containers'), patches('initContainers')];
  return {
    why: `${each}, and has no limit of its own, so ${source} gives it one of ${first.limit}, which a request may not exceed`,
    proof: given ? [{ step: `get limitrange ${given.name}`, quote: given.quote, path: 'spec.limits' }] : [],
    fix: new WorkloadFix(subject, evidence).patchSpec(
      'give it a limit of its own, as high as its request; more, if it needs more',
      listsOf(containers, initContainers),
    ),
  };
}

/** The LimitRange whose default is that limit; where it has a maximum alone, the API server makes that its default (core/v1 SetDefaults_LimitRangeItem). */
function givenBy({ resource, limit }: Above, namespace: string, evidence: Evidence): { name: string; quote: string } | undefined {
  const found = (valueOf(evidence.list('limitranges', namespace)) ?? []).flatMap(({ metadata: { name }, spec }) =>
    (spec?.limits ?? []).flatMap(({ type, default: given }) =>
      type === 'Container' && given?.[resource] !== undefined && quantity(given[resource]) === quantity(limit)
        ? [{ name, quote: `default ${resource} limit ${given[resource]} for each container` }]
        : [],
    ),
  );
  return only(found);
}
