/** What gets a pod its sandbox, by what keeps it from one. */
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import type { SandboxWords } from '../trace/objects/sandbox-words.ts';
import { kubectl } from './command.ts';
import { advised, look } from './fix.ts';
import { withoutHostPorts } from './scheduling.ts';
import type { WorkloadFix } from './workload.ts';

export function sandboxFixes({ asks, name = '', cure, agent }: SandboxWords, fix: WorkloadFix): Fix[] {
  const { pod } = fix.subject;
  switch (asks) {
    case 'runtime class':
      return [
        fix.patchSpec(
          `run it without runtime class ${pod.spec.runtimeClassName ?? name}, if it may; or configure handler ${name} on the node`,
          {
            runtimeClassName: null,
          },
        ),
      ];
    case 'sysctl': {
      const rest = (pod.spec.securityContext?.sysctls ?? []).filter((one) => one.name.replaceAll('/', '.') !== name.replaceAll('/', '.'));
      return [
        fix.patchSpec(`do without sysctl ${name}; what the whole node shares is set on the node`, {
          securityContext: { sysctls: rest.length ? rest : null },
        }),
      ];
    }
    case 'user namespace':
      return [fix.patchSpec("let it run in the node's own user namespace", { hostUsers: null })];
    case 'host port': {
      const without = withoutHostPorts(fix);
      return present(without);
    }
    case 'network':
      return [
        fix.patchTemplate(`do without that further network; or create NetworkAttachmentDefinition ${name}, or correct its name`, {
          metadata: { annotations: { 'k8s.v1.cni.cncf.io/networks': null } },
        }),
      ];
    default:
      return present(cure && advised(cure), agent && seeAgent(agent, fix));
  }
}

const seeAgent = (agent: string, { subject, evidence }: WorkloadFix): Fix =>
  look(
    'see why its pod does not run on that node',
    kubectl(evidence, undefined, [
      'get',
      'pods',
      '-A',
      '-o',
      'wide',
      '-l',
      agent,
      `--field-selector=spec.nodeName=${subject.pod.spec.nodeName ?? ''}`,
    ]),
  );
