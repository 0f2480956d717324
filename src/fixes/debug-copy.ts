/** A shell in a copy of the pod, in which the program that dies at once can be started by hand. */

import type { Evidence } from '../evidence/evidence.ts';
import type { Subject } from '../evidence/subject.ts';
import { commandLine } from '../kube/pod.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { quote } from '../shell-word.ts';
import { isShell } from '../trace/programs/shell-line.ts';
import { kubectl } from './command.ts';
import { look } from './fix.ts';

const TOOLBOX = 'busybox:1.36';
/** Images that have no shell, by their makers' names (GoogleContainerTools/distroless, Chainguard, `FROM scratch`). */
const SHELL_LESS = /distroless|^cgr\.dev\/|(?:^|\/)chainguard\/|[:-](?:nonroot|scratch)(?:@|$)/;

/**
 * `kubectl debug --copy-to` (kubectl pkg/cmd/debug): the copy has the volumes, the settings and the service account of the pod. Its profile
 * `general` takes the probes away, which would end the shell, and the copy gets none of the labels by which Services send traffic.
 * It replaces the command of containers alone: an init container can't be stopped in it.
 */
export function debugCopy({ pod, container, kind, namespace }: Subject, evidence: Evidence): Fix {
  const { name } = pod.metadata;
  if (kind !== 'app') return imageAlone({ name, namespace, image: container.image ?? '' }, evidence);
  const copy = `${name.slice(0, 50).replace(/[.-]+$/, '')}-debug`;
  const claims = (pod.spec.volumes ?? []).flatMap(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? []);
  const isOfJob = pod.metadata.ownerReferences?.some((owner) => owner.kind === 'Job') ?? false;
  const isBare = SHELL_LESS.test(container.image ?? '');
  const words = [
    'debug',
    `pod/${name}`,
    '-it',
    '--profile=general',
    `--copy-to=${copy}`,
    ...present(claims.length && '--same-node'),
    ...(isBare ? [`--image=${TOOLBOX}`, '--container=toolbox', '--share-processes'] : [`--container=${container.name}`]),
  ];
  const inside = isBare
    ? 'open a shell beside the program in a copy of the pod, as its image has none: while it lives, its files are below /proc/PID/root'
    : `open a shell in a copy of the pod and start the program by hand: ${programOf(container)}`;
  const cautions = [
    ...(isBare || hasShell(container)
      ? []
      : [`if "sh" is not found there, the image has no shell: --image=${TOOLBOX} --container=toolbox --share-processes instead`]),
    ...claims.map((claim) => `the copy uses claim ${claim}, too`),
    ...present(isOfJob && 'started by hand, it does the work of the Job once more'),
  ];
  return look(
    [inside, 'leaving the shell deletes the copy', ...cautions].join('; '),
    `${kubectl(evidence, namespace, words, ['--', 'sh'])}; ${kubectl(evidence, namespace, ['delete', 'pod', copy])}`,
  );
}

function imageAlone({ name, namespace, image }: { name: string; namespace: string; image: string }, evidence: Evidence): Fix {
  const copy = `${name.slice(0, 50).replace(/[.-]+$/, '')}-debug`;
  return look(
    'open a shell in its image, without the volumes and settings of the pod: kubectl debug cannot stop an init container; leaving the shell deletes it',
    kubectl(evidence, namespace, ['run', copy, '-it', '--rm', '--restart=Never', `--image=${image}`, '--command'], ['--', 'sh']),
  );
}

/** What the spec starts, as it is typed into a shell; the image's own start is not known to the API. */
function programOf(container: Subject['container']): string {
  const { command, args } = container;
  const words = commandLine(container).map(quote).join(' ');
  const line = words.length > 200 || words.includes('\n') ? 'command and args of its spec' : words;
  if (command?.length) return line;
  return args?.length ? `the image's entrypoint with ${line}` : "the image's entrypoint (docker inspect shows it)";
}

/** Does its own start, or something that the kubelet runs in it, use one? */
function hasShell({ command = [], args = [], livenessProbe, readinessProbe, startupProbe, lifecycle }: Subject['container']): boolean {
  const hooks = [livenessProbe, readinessProbe, startupProbe, lifecycle?.postStart, lifecycle?.preStop];
  const started = [command[0] ?? args[0], ...hooks.map((hook) => hook?.exec?.command?.[0])];
  return started.some((program) => program !== undefined && isShell(program));
}
