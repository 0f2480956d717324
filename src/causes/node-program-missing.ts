import { decidedBy } from '../evidence/end.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { changing } from '../fixes/fix.ts';
import { folderPath, lastName } from '../kube/folder.ts';
import { commandLine, volumeOf } from '../kube/pod.ts';
import type { Fact } from '../logs/fact.ts';
import { startText } from '../trace/programs/start-text.ts';
import { type Cause, RUNG } from './cause.ts';

/** In which package the node's distribution has it. */
const PACKAGES: Readonly<Record<string, string>> = {
  iscsiadm: 'open-iscsi (Debian, Ubuntu, SUSE) or iscsi-initiator-utils (Red Hat)',
  'mount.nfs': 'nfs-common or nfs-utils',
  'mount.nfs4': 'nfs-common or nfs-utils',
  cryptsetup: 'cryptsetup',
  multipath: 'multipath-tools or device-mapper-multipath',
};

export const nodeProgramMissing: Cause = {
  id: 'node-program-missing',
  title: 'the node lacks a program that it starts there',
  tier: 'environment',
  covers: ['node.program'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'node-program-missing', 'command-not-found');
    const how = fact && wayIn(fact, subject, evidence);
    if (!fact || !how) return undefined;
    const { command } = fact.fields;
    const node = subject.pod.spec.nodeName ?? '';
    const of = PACKAGES[lastName(command)];
    return {
      summary: `container ${subject.container.name} starts ${command} ${how} of node ${node}, and the node has no such program: it is not missing in the image`,
      confidence: 'likely',
      object: { kind: 'Node', name: node },
      proof: [logProof(subject, fact), attemptProof(subject)],
      fixes: [changing(`install ${command} on node ${node}${of ? `: package ${of}` : ''}, and on every other node where this is to run`)],
      decides: `whether ${command} is on the PATH of node ${node}`,
    };
  },
};

/** In its namespaces, or in its root, where a volume mounts that. */
function wayIn({ kind, quote }: Fact, subject: Subject, evidence: Evidence): string | undefined {
  if (kind === 'node-program-missing') return '(nsenter) in the namespaces';
  if (!quote.startsWith('chroot: ')) return undefined;
  const text = [...commandLine(subject.container), startText(subject, evidence)?.text ?? ''].join(' ');
  const folder = /\bchroot\s+(?:--?\S+\s+)*["']?(\/[\w./-]+)/.exec(text)?.[1];
  const root = (subject.container.volumeMounts ?? []).find(
    ({ name, mountPath, subPath }) =>
      subPath === undefined && volumeOf(subject.pod, name)?.hostPath?.path === '/' && folderPath(mountPath) === folderPath(folder ?? ''),
  );
  return root && `(chroot ${root.mountPath}) in the root`;
}
