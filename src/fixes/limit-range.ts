/** What meets the bounds of a LimitRange, by the words of the admission that keeps them (plugin/pkg/admission/limitranger/admission.go). */
import { mebibytes, quantity } from '../kube/quantity.ts';
import type { Container } from '../kube/shapes.ts';
import type { Fix } from '../report.ts';
import { listsOf } from './spec.ts';
import { WorkloadFix } from './workload.ts';

type Sort = 'limits' | 'requests';

export interface Bound {
  end: 'maximum' | 'minimum';
  resource: string;
  type: 'Container' | 'Pod';
  bound: string;
  sort: Sort;
  /** Undefined: none is given. */
  value: string | undefined;
}

/** "maximum memory usage per Container is 256Mi, but limit is 512Mi"; of several there is a list. */
const RANGE =
  /(maximum|minimum) ([\w./-]+) usage per (Container|Pod) is ([^\s,\]]+), but (?:(limit|request) is ([^\s\],]+)|no (limit|request) is specified)/g;

export const boundsOf = (message: string): Bound[] =>
  [...message.matchAll(RANGE)].map(([, end, resource = '', type, bound = '', given, value, absent]) => ({
    end: end as Bound['end'],
    resource,
    type: type as Bound['type'],
    bound,
    sort: `${given ?? absent}s` as Sort,
    value,
  }));

type Amounts = Partial<Record<Sort, Record<string, string>>>;

/** All of them at once: the API server names all that it finds, and takes the pod only when none is left. */
export function limitRangeFixes(message: string, fix: WorkloadFix): Fix[] {
  const { subject, evidence } = fix;
  const { containers: apps, initContainers: inits = [] } = subject.pod.spec;
  const changes = boundsOf(message).flatMap((one) => {
    const all = one.type === 'Pod' ? ofPod(one, apps) : ofContainers(one, [...inits, ...apps]);
    return all.map((change) => ({ ...change, words: wordsOf(one) }));
  });
  const patches = new Map<string, Amounts>();
  for (const { container, amounts } of changes) {
    const known = patches.get(container.name) ?? {};
    for (const sort of ['limits', 'requests'] as const) if (amounts[sort]) known[sort] = { ...known[sort], ...amounts[sort] };
    patches.set(container.name, known);
  }
  if (patches.size === 0) return [];
  const text = `ask for ${[...new Set(changes.map(({ words }) => words))].join(' and ')}, as the namespace's LimitRange wants it`;
  const patched = (list: readonly Container[]) =>
    list.flatMap(({ name }) => (patches.has(name) ? [{ name, resources: patches.get(name) }] : []));
  const [containers, initContainers] = [patched(apps), patched(inits)];
  return [new WorkloadFix({ ...subject, kind: 'app' }, evidence).patchSpec(text, listsOf(containers, initContainers))];
}

const wordsOf = ({ end, bound, resource, type }: Bound) =>
  `${end === 'maximum' ? 'no more than' : 'at least'} ${bound} ${resource}${type === 'Pod' ? ' for the whole pod' : ''}`;

interface Change {
  container: Container;
  amounts: Amounts;
}

/** The same words are not said twice of two containers. */
function ofContainers({ end, resource, bound, sort, value }: Bound, containers: readonly Container[]): Change[] {
  const isMeant = ({ resources }: Container) => {
    const own = resources?.[sort]?.[resource] ?? (sort === 'requests' ? resources?.limits?.[resource] : undefined);
    return value === undefined ? own === undefined : quantity(own) === quantity(value);
  };
  return containers.filter(isMeant).map((container) => ({ container, amounts: amountsOf(container, end, resource, bound, sort) }));
}

/** The other end goes along where it would be on the wrong side of the new one. */
function amountsOf({ resources }: Container, end: Bound['end'], resource: string, bound: string, sort: Sort): Amounts {
  const [low, high] = [quantity(resources?.requests?.[resource]) ?? 0, quantity(resources?.limits?.[resource]) ?? Number.POSITIVE_INFINITY];
  const edge = quantity(bound) ?? 0;
  const set = { [resource]: bound };
  const toLimit = sort === 'limits' || (end === 'minimum' && high < edge);
  const toRequest = sort === 'requests' || (end === 'maximum' && low > edge);
  return { ...(toLimit ? { limits: set } : {}), ...(toRequest ? { requests: set } : {}) };
}

/** The container that asks for most gets what the others leave of the pod's bound. */
function ofPod({ end, resource, bound, sort }: Bound, containers: readonly Container[]): Change[] {
  const own = ({ resources }: Container) => quantity(resources?.[sort]?.[resource]) ?? 0;
  const [most, ...others] = [...containers].sort((a, b) => own(b) - own(a));
  const left = (quantity(bound) ?? 0) - others.reduce((sum, one) => sum + own(one), 0);
  if (!most || left <= 0) return [];
  const amount = others.length === 0 ? bound : /cpu/.test(resource) ? `${Math.floor(left * 1000)}m` : mebibytes(left);
  return [{ container: most, amounts: amountsOf(most, end, resource, amount, sort) }];
}
