import { decidedBy } from '../evidence/end.ts';
import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { settingsOf, variablesOf } from '../trace/settings/settings.ts';
import { variableOf } from '../trace/settings/variables.ts';
import { type Cause, RUNG } from './cause.ts';

export const serviceLinkVariable: Cause = {
  id: 'service-link-variable',
  title: "a variable that Kubernetes made for a Service is taken for the program's own",
  tier: 'kubernetes',
  covers: ['cfg.servicelinks'],
  rung: RUNG.confirmed - 1,

  detect(subject, evidence) {
    const { container, pod, namespace } = subject;
    if (pod.spec.enableServiceLinks === false) return undefined;
    const fact = decidedBy(subject);
    // The kubelet sets NAME_PORT=tcp://IP:PORT for every Service of the namespace (pkg/kubelet/envvars).
    const told = fact && 'value' in fact.fields ? fact.fields.value : undefined;
    const [, protocol, address, port] = `${fact?.quote ?? ''} ${told ?? ''}`.match(/\b(tcp|udp):\/\/(\d+\.\d+\.\d+\.\d+):(\d+)/) ?? [];
    if (!fact || !address || !['value-invalid', 'exception', 'config-rejected', 'fatal-line'].includes(fact.kind)) return undefined;
    const services = evidence.list('services', namespace);
    if (services.state !== 'read') return undefined;
    const service = services.value.find(({ spec }) => spec.clusterIP === address && spec.ports?.some((one) => String(one.port) === port));
    if (!service) return undefined;
    // NAME_PORT is that of the first port; each has NAME_PORT_NUMBER_TCP, too (pkg/kubelet/envvars).
    const first = `${service.metadata.name.toUpperCase().replaceAll('-', '_')}_PORT`;
    const variable = String(service.spec.ports?.[0]?.port) === port ? first : `${first}_${port}_${protocol?.toUpperCase()}`;
    if (variableOf(container, variable) || variablesOf(subject, evidence).some(({ name }) => name === variable)) return undefined;
    // It was told that address, or made it of one that it was told.
    if (settingsOf(subject, evidence).some(({ value }) => value?.includes(address))) return undefined;
    const fix = new WorkloadFix(subject, evidence);
    return {
      summary: `container ${container.name} reads ${variable} as its own setting, but Kubernetes sets that variable to ${protocol}://${address}:${port} because a Service named ${service.metadata.name} exists (service links)`,
      confidence: 'certain',
      object: fix.object('enableServiceLinks'),
      proof: [
        logProof(subject, fact),
        { step: `get svc ${service.metadata.name}`, quote: `clusterIP ${address}, port ${port}` },
        specProof(subject, 'env', `no ${variable}`),
        attemptProof(subject),
      ],
      fixes: [fix.patchSpec('stop Kubernetes from making these variables; Services are found by DNS', { enableServiceLinks: false })],
    };
  },
};
