/** Commands that end a refusal of quota or LimitRange, by the numbers in its own words. */

import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { mebibytes, quantity } from '../kube/quantity.ts';
import type { Container } from '../kube/shapes.ts';
import { present } from '../present.ts';
import type { Fix, Proof } from '../report.ts';
import { kubectl } from './command.ts';
import { look, restarting } from './fix.ts';
import { boundsOf } from './limit-range.ts';
import { listsOf } from './spec.ts';
import { WorkloadFix } from './workload.ts';

/** "exceeded quota: team, requested: pods=1, used: pods=10, limited: pods=10" (apiserver pkg/admission/plugin/resourcequota/controller.go). */
export function quotaFixes(message: string, fix: WorkloadFix): Fix[] {
  const [, quota, requested, used] = message.match(/exceeded quota: (\w[\w.-]*), requested: (\S+), used: (\S+), limited: \S+/) ?? [];
  if (!quota || !requested || !used) return [];
  const { subject, evidence } = fix;
  const run = (words: string[], last: string[] = []) => kubectl(evidence, subject.namespace, words, last);
  const taken = new Map(pairs(used));
  const hard = Object.fromEntries(pairs(requested).map(([name, value]) => [name, sum(name, value, taken.get(name) ?? '0')]));
  const words = Object.entries(hard).map(([name, value]) => `${name} ${value}`);
  const patch = run(['patch', 'resourcequota', quota, '--type=merge'], ['-p', JSON.stringify({ spec: { hard } })]);
  return [
    restarting(
      `let quota ${quota} allow what is used and asked for (${words.join(', ')}), if the namespace may have that`,
      `${patch} && ${fix.restartCommand()}`,
    ),
    look(`else see what uses quota ${quota}`, run(['describe', 'quota', quota])),
  ];
}

const pairs = (list: string): [string, string][] =>
  list.split(',').flatMap((pair): [string, string][] => {
    const [name, value] = pair.split('=');
    return name && value && quantity(value) !== undefined ? [[name, value]] : [];
  });

function sum(name: string, a: string, b: string): string {
  const total = (quantity(a) ?? 0) + (quantity(b) ?? 0);
  if (/memory|storage/.test(name)) return mebibytes(total);
  return /cpu/.test(name) ? `${Math.round(total * 1000)}m` : String(total);
}

type Sort = 'limits' | 'requests';

/** Where the pod gives no amount at all: enough for a small program, to be measured then. */
const MODEST: Record<string, string> = {
  'limits.memory': '256Mi',
  'requests.memory': '64Mi',
  'limits.cpu': '500m',
  'requests.cpu': '50m',
  'limits.ephemeral-storage': '1Gi',
  'requests.ephemeral-storage': '128Mi',
};

/** "failed quota: team: must specify limits.memory for: app,proxy; requests.cpu for: app" (pkg/quota/v1/evaluator/core/pods.go). */
export function amountsFixes(message: string, fix: WorkloadFix): Fix[] {
  const [, list = ''] = message.match(/failed quota: [\w.-]+: must specify (.+)/) ?? [];
  const asked = [...list.matchAll(/\b(limits|requests)\.([\w-]+)/g)].map(([, sort, resource = '']) => [sort as Sort, resource] as const);
  const given = (containers: readonly Container[] | undefined) =>
    (containers ?? []).flatMap(({ name, resources = {} }) => {
      const missing = asked.filter(([sort, resource]) => !resources[sort]?.[resource] && MODEST[`${sort}.${resource}`]);
      const amounts: Partial<Record<Sort, Record<string, string>>> = {};
      for (const [sort, resource] of missing)
        amounts[sort] = { ...amounts[sort], [resource]: resources.requests?.[resource] ?? (MODEST[`${sort}.${resource}`] as string) };
      return missing.length ? [{ name, resources: amounts }] : [];
    });
  const { spec } = fix.subject.pod;
  const [containers, initContainers] = [given(spec.containers), given(spec.initContainers)];
  if (containers.length + initContainers.length === 0) return [];
  return [fix.patchSpec('give the amounts that the quota asks for, and measure what it needs then', listsOf(containers, initContainers))];
}

/** "memory max limit to request ratio per Container is 4, but provided ratio is 8.000000" (plugin/pkg/admission/limitranger/admission.go). */
const RATIO = /([\w./-]+) max limit to request ratio per (Container|Pod) is (\S+), but provided ratio is ([\d.]+)/;

/** The limit stays, as the program may need it; the request grows to the share of it that the LimitRange wants. */
export function ratioFixes(message: string, fix: WorkloadFix): Fix[] {
  const [, resource, type, most] = message.match(RATIO) ?? [];
  const ratio = quantity(most);
  if (!resource || !ratio) return [];
  const { subject, evidence } = fix;
  const patches = subject.pod.spec.containers.flatMap(({ name, resources }) => {
    const [limit, request] = [quantity(resources?.limits?.[resource]), quantity(resources?.requests?.[resource])];
    if (!limit || !request || limit / request <= ratio) return [];
    const least = /cpu/.test(resource) ? `${Math.ceil((limit / ratio) * 1000)}m` : mebibytes(limit / ratio);
    return [{ name, resources: { requests: { [resource]: least } } }];
  });
  if (patches.length === 0) return [];
  const words = patches.map(({ name, resources }) => `${resources.requests[resource]} for ${name}`).join(', ');
  return [
    new WorkloadFix(subject, evidence).patchSpec(
      `ask for more ${resource} (${words}): the LimitRange wants a ${type === 'Pod' ? "pod's" : "container's"} limit to be at most ${most} times its request`,
      { containers: patches },
    ),
  ];
}

function ratioProof(message: string, namespace: string, evidence: Evidence): Proof[] {
  const [, resource, type, most] = message.match(RATIO) ?? [];
  if (!resource) return [];
  return (valueOf(evidence.list('limitranges', namespace)) ?? []).flatMap(({ metadata: { name }, spec }) =>
    (spec?.limits ?? []).some((limit) => limit.type === type && quantity(limit.maxLimitRequestRatio?.[resource]) === quantity(most))
      ? [
          {
            step: `get limitrange ${name}`,
            quote: `maxLimitRequestRatio ${resource} ${most} for each ${type?.toLowerCase()}`,
            path: 'spec.limits',
          },
        ]
      : [],
  );
}

/** Which LimitRange has that bound. */
export function limitRangeProof(message: string, namespace: string, evidence: Evidence): Proof[] {
  const ratio = ratioProof(message, namespace, evidence);
  if (ratio.length > 0) return ratio;
  return boundsOf(message).flatMap(({ end, resource, type, bound }) => {
    const key = end === 'maximum' ? 'max' : 'min';
    return (valueOf(evidence.list('limitranges', namespace)) ?? []).flatMap(({ metadata: { name }, spec }) =>
      (spec?.limits ?? []).some((limit) => limit.type === type && quantity(limit[key]?.[resource]) === quantity(bound))
        ? [{ step: `get limitrange ${name}`, quote: `${key} ${resource} ${bound} for each ${type.toLowerCase()}`, path: `spec.limits` }]
        : [],
    );
  });
}

/**
 * "failed calling webhook "NAME": failed to call webhook: Post "https://SERVICE.NAMESPACE.svc:443/…": …"
 * (apiserver pkg/admission/plugin/webhook/generic, util/webhook): nobody answers for it, so there is nothing to change at the workload.
 */
export function webhookLooks(message: string, { evidence }: WorkloadFix): Fix[] {
  const [, webhook] = message.match(/failed calling webhook "([^"\s]{1,253})"/) ?? [];
  if (!webhook) return [];
  const [, service, namespace] = message.match(/Post "https:\/\/([a-z\d-]{1,63})\.([a-z\d-]{1,63})\.svc[:/]/) ?? [];
  const isDistrusted = /x509: |tls: failed to verify/.test(message);
  const wants = /x509: certificate has expired/.test(message)
    ? `renew the certificate of webhook ${webhook}: see the Certificates and the Secret that Service ${service} of namespace ${namespace} is served with`
    : isDistrusted
      ? `let the configuration of webhook ${webhook} (caBundle) hold the authority of the certificate that Service ${service} of namespace ${namespace} shows`
      : `what answers for webhook ${webhook} has to run again: see which pods Service ${service} of namespace ${namespace} wants`;
  return [
    ...present(
      service &&
        namespace &&
        look(wants, kubectl(evidence, namespace, isDistrusted ? ['get', 'secrets'] : ['describe', 'service', service])),
    ),
    look(
      `else see which configuration has webhook ${webhook}, and whether it may be done without (failurePolicy: Ignore)`,
      kubectl(evidence, undefined, ['get', 'validatingwebhookconfigurations,mutatingwebhookconfigurations', '-o', 'yaml']),
    ),
  ];
}
