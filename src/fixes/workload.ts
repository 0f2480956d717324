/**
 * Changes to the object that owns a pod, as commands that take effect: what a person has to do besides the change itself
 * differs by owner.
 */

import type { Evidence } from '../evidence/evidence.ts';
import { managerOf, undoneBy } from '../evidence/manager.ts';
import { isRolledOut, type Owner, ownerOf } from '../evidence/owner.ts';
import type { Subject } from '../evidence/subject.ts';
import { WITHOUT_CONTROLLER } from '../kube/job.ts';
import { mebibytes, quantity } from '../kube/quantity.ts';
import { present } from '../present.ts';
import type { Fix, ObjectRef } from '../report.ts';
import { brokenPods } from './broken-pods.ts';
import { type Asked, asksOf, kubectl, type Word } from './command.ts';
import { fieldOf } from './field.ts';
import { restarting } from './fix.ts';
import { listOf } from './spec.ts';

export interface JsonPatch {
  op: 'add' | 'replace' | 'remove' | 'copy' | 'move';
  path: string;
  from?: string;
  value?: unknown;
}

/** NAME=value, or NAME- for one to be taken out (kubectl set env), as an item of a strategic merge. */
function variableOf(word: string): object {
  const [, gone] = /^([^=]+)-$/.exec(word) ?? [];
  return gone === undefined ? { name: word.split('=')[0], value: word.slice(word.indexOf('=') + 1) } : { name: gone, $patch: 'delete' };
}

/** Kubernetes 1.30 and newer take any name, such as --token=x; kubectl set env would take that for a flag of its own. */
const isPlainVariable = (word: Word) => /^[A-Za-z_.]/.test(typeof word === 'string' ? word : word.before);

export class WorkloadFix {
  readonly owner: Owner;
  readonly #namespace: string;
  readonly #pod: string;

  constructor(
    readonly subject: Subject,
    readonly evidence: Evidence,
  ) {
    this.owner = ownerOf(subject.pod, evidence);
    this.#namespace = subject.namespace;
    this.#pod = subject.pod.metadata.name;
  }

  /** The owner, and the field of its pod template that is meant. */
  object(field?: string): ObjectRef {
    const { kind, name } = this.owner;
    return { kind, namespace: this.#namespace, name, ...(field ? { field } : {}) };
  }

  /** The owner, and a field of this container. */
  containerObject(field?: string): ObjectRef {
    return this.object(`${this.#container}${field ? `.${field}` : ''}`);
  }

  get #list(): 'containers' | 'initContainers' {
    return listOf(this.subject.kind);
  }

  /** As fields are named in manifests, with its name instead of its place. */
  get #container(): string {
    return `${this.#list}[${this.subject.container.name}]`;
  }

  /** Merges into the pod spec: containers, env, volumes go by name, volumeMounts by mountPath (strategic merge). */
  patchSpec(text: string, spec: object): Fix {
    return this.patchTemplate(text, { spec });
  }

  /** Merges into the pod template as a whole: its labels and annotations too. */
  patchTemplate(text: string, template: { metadata?: object; spec?: object }): Fix {
    const { kind } = this.owner;
    const patch = kind === 'Pod' ? template : { spec: { template } };
    return this.#patch(text, 'strategic', kind === 'CronJob' ? { spec: { jobTemplate: patch } } : patch);
  }

  /** Merges into this container. */
  patchContainer(text: string, container: object): Fix {
    return this.patchSpec(text, { [this.#list]: [{ name: this.subject.container.name, ...container }] });
  }

  /** JSON patch; paths start at the pod spec ("/containers/0/env/1/name"). */
  patchJson(text: string, operations: readonly JsonPatch[]): Fix {
    const base = `${this.owner.template}/spec`;
    return this.#patch(
      text,
      'json',
      operations.map(({ op, path, from, value }) => ({
        op,
        ...(from === undefined ? {} : { from: base + from }),
        path: base + path,
        ...(value === undefined ? {} : { value }),
      })),
    );
  }

  /** As it is written in the manifest. */
  #fieldOfContainer(field: string): string {
    return `${this.owner.template.slice(1).replaceAll('/', '.')}.spec.${this.#container}.${field}`;
  }

  /** The path of this container for `patchJson`. */
  get containerPath(): string {
    const { container, pod } = this.subject;
    return `/${this.#list}/${(pod.spec[this.#list] ?? []).findIndex(({ name }) => name === container.name)}`;
  }

  /** `kubectl set env`: values that are words, variables to be asked for, or null to remove one. */
  setEnv(text: string, words: readonly Word[]): Fix {
    if (this.owner.plural === undefined) return this.edit(text);
    const isPlain = words.every(isPlainVariable);
    if (['Pod', 'Job'].includes(this.owner.kind) || !isPlain) {
      const env = words.map((word) => (typeof word === 'string' ? variableOf(word) : word));
      if (env.every((one) => 'name' in one)) return this.patchContainer(text, { env });
      if (!isPlain) return this.edit(text);
      return this.#fix(text, this.#replacedWithEnv(words), asksOf(words));
    }
    return this.#change(
      text,
      this.#run(['set', 'env', this.owner.word, '-c', this.subject.container.name, ...words]),
      asksOf(words),
      this.#fieldOfContainer('env'),
    );
  }

  /** The memory limit of the container; where the pod as a whole has one, that too, as the API takes no container's that is above it. */
  setMemory(text: string, memory: string): Fix {
    const { container, pod } = this.subject;
    const [whole, own] = [pod.spec.resources?.limits?.memory, container.resources?.limits?.memory];
    if (whole === undefined) return this.setResources(text, { memory });
    if (own === undefined) return this.patchSpec(text, { resources: { limits: { memory } } });
    const more = (quantity(whole) ?? 0) + Math.max(0, (quantity(memory) ?? 0) - (quantity(own) ?? 0));
    return this.patchSpec(text, {
      resources: { limits: { memory: mebibytes(more) } },
      [this.#list]: [{ name: container.name, resources: { limits: { memory } } }],
    });
  }

  /** Requests are lowered or raised along with the limit only where the API would refuse the limit otherwise. */
  setResources(text: string, limits: Record<string, string>, requests: Record<string, string> = {}): Fix {
    const pairs = (values: Record<string, string>) =>
      Object.entries(values)
        .map(([name, value]) => `${name}=${value}`)
        .join(',');
    if (this.owner.plural === undefined || ['Pod', 'Job'].includes(this.owner.kind) || this.subject.kind !== 'app') {
      return this.patchContainer(text, { resources: { limits, ...(Object.keys(requests).length ? { requests } : {}) } });
    }
    const flags = [`--limits=${pairs(limits)}`, ...present(Object.keys(requests).length && `--requests=${pairs(requests)}`)];
    return this.#change(
      text,
      this.#run(['set', 'resources', this.owner.word, '-c', this.subject.container.name, ...flags]),
      [],
      this.#fieldOfContainer('resources'),
    );
  }

  setImage(text: string, image: string): Fix {
    return this.patchContainer(text, { image });
  }

  /** Back to a revision that was good. */
  undo(text: string, revision: number): Fix {
    return this.#change(text, this.#run(['rollout', 'undo', this.owner.word, `--to-revision=${revision}`]));
  }

  /** Merges into the Job's own spec; of a CronJob, into its jobTemplate. Then the Job is made anew: one that has failed never runs again. */
  patchJob(text: string, spec: object): Fix {
    if (this.owner.kind === 'Job') return this.#fix(text, this.#replaceJob('merge', JSON.stringify({ spec })));
    const body = JSON.stringify({ spec: { jobTemplate: { spec } } });
    return this.#change(text, this.#run(['patch', this.owner.word, '--type=merge'], ['-p', body]));
  }

  /** Starts the pods anew, as what they read has changed; appended to a command that changes it. */
  restartCommand(): string {
    const { kind, word } = this.owner;
    const run = (...words: string[]) => this.#run(words);
    if (isRolledOut(this.owner)) return [run('rollout', 'restart', word), ...this.#after()].join(' && ');
    if (kind === 'CronJob') return this.#jobAnew().join(' && ');
    if (kind === 'Pod') return `${run('get', 'pod', this.#pod, '-o', 'yaml')} | ${run('replace', '--force', '-f', '-')}`;
    if (kind === 'Job') return this.#replaceJob('merge', '{}');
    return run('delete', 'pod', ...brokenPods(this.subject, this.owner, this.evidence));
  }

  restart(text: string): Fix {
    return restarting(this.#warned(text), this.restartCommand());
  }

  /** In words and with an editor, only where the new value can't be known. */
  edit(text: string): Fix {
    return this.#change(text, this.#run(['edit', this.owner.word]));
  }

  /** Another text for one word of the pod template ("/spec/containers/0/args/1"), which the user gives, between what stands before and after it. */
  askWord(text: string, path: string, { before, ask: asks, after = '' }: Asked, op: 'replace' | 'add' = 'replace'): Fix {
    const inJson = (part: string) => JSON.stringify(part).slice(1, -1);
    const start = `[{"op":"${op}","path":${JSON.stringify(this.owner.template + path)},"value":"`;
    return this.#patched(text, 'json', { before: start + inJson(before), ask: asks, after: `${inJson(after)}"}]` });
  }

  /** A command in the pod's namespace; `parts` go behind its words. */
  #run(words: readonly Word[], parts: readonly Word[] = []): string {
    return kubectl(this.evidence, this.#namespace, words, parts);
  }

  #patch(text: string, type: 'strategic' | 'json', patch: unknown): Fix {
    return this.#patched(text, type, JSON.stringify(patch), fieldOf(patch));
  }

  #patched(text: string, type: 'strategic' | 'json', body: Word, field?: string): Fix {
    const { kind, word, plural } = this.owner;
    const flags = type === 'json' ? ['--type=json'] : [];
    const asks = asksOf([body]);
    const run = (words: string[]) => this.#run(words, ['-p', body]);
    if (kind === 'Pod')
      return this.#fix(text, `${run(['patch', word, '--dry-run=client', '-o', 'yaml', ...flags])} | ${this.#replace()}`, asks);
    if (kind === 'Job') return this.#fix(text, this.#replaceJob(type, body), asks);
    // A custom resource has no strategic merge; without knowing its schema no list can be merged safely.
    if (plural === undefined) return this.edit(`${text} (in the pod template of ${word})`);
    return this.#change(text, run(['patch', word, ...flags]), asks, field);
  }

  #change(text: string, command: string, asks: Fix['asks'] = [], field?: string): Fix {
    return this.#fix(text, [command, ...this.#after()].join(' && '), asks, field);
  }

  #fix(text: string, command: string, asks: Fix['asks'] = [], field?: string): Fix {
    // The API server only mirrors what the kubelet reads from a file: whatever is changed there comes back as it was.
    if (this.subject.pod.metadata.annotations?.['kubernetes.io/config.mirror'] !== undefined)
      return restarting(`${text}: ${this.#manifest}`);
    return restarting(this.#warned(text, field), command, asks);
  }

  get #manifest(): string {
    return `in its manifest on node ${this.subject.pod.spec.nodeName ?? ''}, as this is a static pod (staticPodPath of the kubelet, mostly /etc/kubernetes/manifests)`;
  }

  /** A change that another tool will undo is said to be so. */
  #warned(text: string, field?: string): string {
    return `${text}${undoneBy(managerOf(this.owner.object?.metadata), field)}`;
  }

  /**
   * What has to be done for the change to reach the pods. A StatefulSet's update waits for a broken pod to become ready, for ever
   * (kubernetes.io/docs/concepts/workloads/controllers/statefulset/#forced-rollback); OnDelete and a bare ReplicaSet never replace one.
   */
  #after(): string[] {
    const { kind, object } = this.owner;
    const byHand =
      kind === 'StatefulSet' ||
      kind === 'ReplicaSet' ||
      kind === 'ReplicationController' ||
      object?.spec.updateStrategy?.type === 'OnDelete';
    // One that was never made is made of the new template.
    if (byHand && this.subject.pod.metadata.uid === undefined) return [];
    if (byHand) return [this.#run(['delete', 'pod', ...brokenPods(this.subject, this.owner, this.evidence)])];
    return kind === 'CronJob' ? this.#jobAnew() : [];
  }

  /** A Job of a CronJob is made anew from it, under the same name; where there is none yet, one is made. */
  #jobAnew(): string[] {
    const job = this.subject.pod.metadata.ownerReferences?.find(({ kind }) => kind === 'Job')?.name;
    return [
      ...(job === undefined ? [] : [this.#run(['delete', 'job', job])]),
      this.#run(['create', 'job', job ?? this.owner.name, `--from=${this.owner.word}`]),
    ];
  }

  /** What only the user knows never becomes part of a JSON text: kubectl puts it in, of an object on its way through. */
  #replacedWithEnv(words: readonly Word[]): string {
    const steps = [
      this.#run(['get', this.owner.word, '-o', 'yaml']),
      this.#run(['set', 'env', '--local', '-f', '-', '-o', 'yaml', '-c', this.subject.container.name, ...words]),
      ...present(this.owner.kind === 'Job' && this.#cleanJob()),
    ];
    return [...steps, this.#replace()].join(' | ');
  }

  /** A Job's template cannot be changed; it is made anew. */
  #replaceJob(type: 'strategic' | 'merge' | 'json', body: Word): string {
    const patched = this.#run(['patch', this.owner.word, '--dry-run=client', '-o', 'yaml', `--type=${type}`], ['-p', body]);
    return `${patched} | ${this.#cleanJob()} | ${this.#replace()}`;
  }

  #cleanJob(): string {
    return this.#run(['patch', '-f', '-', '--dry-run=client', '-o', 'yaml', '--type=merge'], ['-p', JSON.stringify(WITHOUT_CONTROLLER)]);
  }

  #replace(): string {
    return this.#run(['replace', '--force', '-f', '-']);
  }
}
