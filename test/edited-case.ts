/** A recorded case with a change: for near misses, where one thing is other than it was. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Evidence } from '../src/evidence/evidence.ts';
import type { Container, ContainerStatus, Kinds, Plural, Pod } from '../src/kube/shapes.ts';
import type { Finding, Report } from '../src/report.ts';
import { fakeKubectl, type Recorded, readRecorded } from './fake-kubectl.ts';
import { investigated } from './investigated.ts';
import { truthOf } from './judge.ts';

export class Edited {
  readonly namespace: string;
  readonly #logs = new Map<string, string | undefined>();

  constructor(readonly recorded: Recorded) {
    this.namespace = recorded.recording.namespace;
  }

  /** The list itself, of the case's namespace or another one: change it, or what is in it. */
  list<K extends Plural>(plural: K, namespace = this.namespace): Kinds[K][] {
    const lists = this.recorded.recording.resources;
    const path =
      Object.keys(lists).find((one) => one.endsWith(`/namespaces/${namespace}/${plural}`)) ?? `/api/v1/namespaces/${namespace}/${plural}`;
    const list = lists[path] ?? { kind: 'List', items: [] };
    lists[path] = list;
    return list.items as Kinds[K][];
  }

  one<K extends Plural>(plural: K, name: string): Kinds[K] {
    const found = this.list(plural).find((object) => (object as { metadata: { name: string } }).metadata.name === name);
    if (!found) throw new Error(`${plural} ${name} is not in the recording`);
    return found;
  }

  /** The first pod whose name begins so. */
  pod(prefix: string): Pod {
    const found = this.list('pods').find(({ metadata }) => metadata.name.startsWith(prefix));
    if (!found) throw new Error(`no pod ${prefix} in the recording`);
    return found;
  }

  /** The first container of that pod; its env, ports and mounts are there. */
  container(prefix: string): Container & Required<Pick<Container, 'env' | 'volumeMounts'>> {
    return Object.assign(this.#first(this.pod(prefix).spec.containers, prefix), {
      env: this.pod(prefix).spec.containers[0]?.env ?? [],
      volumeMounts: this.pod(prefix).spec.containers[0]?.volumeMounts ?? [],
    });
  }

  status(prefix: string): ContainerStatus {
    return this.#first(this.pod(prefix).status.containerStatuses, prefix);
  }

  #first<T>(list: readonly T[] | undefined, of: string): T {
    const [first] = list ?? [];
    if (!first) throw new Error(`${of} has none`);
    return first;
  }

  /** Both logs of a container say this; words from a recorded log or a program's source. */
  log(prefix: string, container: string, text: string): void {
    const { name } = this.pod(prefix).metadata;
    const timed = text.replace(/^(?=.)/gm, '2026-11-22T03:00:00.000000000Z ');
    for (const file of [`${container}.log`, `${container}.previous.log`]) this.#logs.set(`${name}/${file}`, timed);
  }

  /** The node has neither log of a container any more. */
  forget(prefix: string, container: string): void {
    const { name } = this.pod(prefix).metadata;
    for (const file of [`${container}.log`, `${container}.previous.log`]) this.#logs.set(`${name}/${file}`, undefined);
  }

  /** Replaces words in both logs of a container. */
  say(prefix: string, container: string, from: string, to: string): void {
    const { name } = this.pod(prefix).metadata;
    for (const file of [`${name}/${container}.log`, `${name}/${container}.previous.log`]) {
      const text = this.logs(file);
      if (text !== undefined) this.#logs.set(file, text.replaceAll(from, to));
    }
  }

  /** Lines before and behind what both logs of a container say, with the times of their neighbours; false where neither says a word. */
  surround(
    pod: string,
    container: string,
    { before = [], after = [] }: { before?: readonly string[]; after?: readonly string[] },
  ): boolean {
    const files = [`${pod}/${container}.log`, `${pod}/${container}.previous.log`].filter((file) => this.logs(file)?.trim());
    for (const file of files) {
      const lines = (this.logs(file) ?? '').trimEnd().split('\n');
      const timed = (line: string, beside = '') => `${/^\d{4}-\S+Z(?= |$)/.exec(beside)?.[0] ?? ''} ${line}`.replace(/^ /, '');
      const all = [...before.map((line) => timed(line, lines[0])), ...lines, ...after.map((line) => timed(line, lines.at(-1)))];
      this.#logs.set(file, `${all.join('\n')}\n`);
    }
    return files.length > 0;
  }

  logs = (file: string): string | undefined =>
    this.#logs.has(file.replace(/\.error$/, '.log')) ? this.#logs.get(file) : this.recorded.log(file);
}

const folderOf = (name: string) => join(fileURLToPath(new URL('cases/', import.meta.url)), name);

/** `asks`: another target than the case's. */
export async function reportOnEdited(
  name: string,
  edit: (cluster: Edited) => void = () => {},
  deny: readonly string[] = [],
  asks?: (cluster: Edited) => string,
): Promise<Report> {
  const recorded = readRecorded(folderOf(name));
  const cluster = new Edited({ recording: structuredClone(recorded.recording), log: recorded.log });
  edit(cluster);
  const { kubectl, namespace, now } = fakeKubectl({ recording: cluster.recorded.recording, log: cluster.logs }, deny);
  return investigated(asks?.(cluster) ?? truthOf(folderOf(name)).target, namespace, kubectl, new Evidence(now));
}

/** The first finding on it. */
export async function findingOn(
  name: string,
  edit?: (cluster: Edited) => void,
  deny?: readonly string[],
  asks?: (cluster: Edited) => string,
): Promise<Finding> {
  const report = await reportOnEdited(name, edit, deny, asks);
  const [found] = report.pods.flatMap(({ containers }) => containers).flatMap(({ findings }) => findings);
  if (!found) throw new Error(`nothing found on ${name}`);
  return found;
}
