/**
 * One page of the list of pods, read at the speed of a search: most pods of a large cluster are well, and their text says so. Only those
 * whose text holds a sign of trouble are parsed. A page that is not written as API servers write it is parsed as a whole.
 */
import { parseCleaned } from '../clean.ts';
import { fit, isRecord } from '../kube/fit.ts';
import { KINDS } from '../kube/shape-table.ts';
import type { Pod } from '../kube/shapes.ts';

export interface Page {
  /** All pods of the page. */
  count: number;
  /** Those that were parsed: every pod that may be in trouble, and others. */
  pods: Pod[];
  /** The namespaces of all, and the controllers (`controllerOf`) of those that are well by their text. */
  namespaces: Set<string>;
  controllers: Set<string>;
  /** The token of the next page. */
  next: string | undefined;
  /** Items that are no whole pods. */
  broken: number;
}

/** Where one pod ends and the next begins. No string holds it, as its quotes would be escaped, and no list inside of a pod starts so. */
const BETWEEN = '},{"metadata":{"name":"';
/** A pod that runs, with all its containers ready and never restarted, has none of these. `waiting` and `terminated` are states. */
const SIGN = /"(?:waiting|terminated)":|"ready":false|"restartCount":[1-9]|"phase":"(?!Running")/;

/** Undefined where it is no list of pods. */
export function readPage(text: string): Page | undefined {
  return quickly(text) ?? wholly(text);
}

/** The token of the next page, before the page is read: the next one can be asked for meanwhile. */
export function tokenOf(text: string): string | undefined {
  return headOf(text)?.next;
}

function quickly(text: string): Page | undefined {
  const head = headOf(text);
  if (!head) return undefined;
  const page: Page = { count: 0, pods: [], namespaces: new Set(), controllers: new Set(), next: head.next, broken: 0 };
  const end = text.lastIndexOf(']');
  if (end < head.from || text.slice(end + 1).trim() !== '}') return undefined;
  if (text.slice(head.from, end).trim() === '') return page;
  if (!text.startsWith(BETWEEN.slice(2), head.from)) return undefined;
  for (let from = head.from; from < end; ) {
    const at = text.indexOf(BETWEEN, from);
    const to = at < 0 ? end : at + 1;
    const item = text.slice(from, to);
    page.count++;
    if (SIGN.test(item)) {
      const pod = parseCleaned(item);
      if (pod === undefined) return undefined;
      take(pod, page);
    } else takeWell(item, page);
    from = to + 1;
  }
  return page;
}

/** What stands before the items, where they come last: Go writes a struct's fields in their order. */
function headOf(text: string): { next: string | undefined; from: number } | undefined {
  const at = text.slice(0, 4096).indexOf('"items":[');
  const head = at < 0 ? undefined : parseCleaned(`${text.slice(0, at)}"items":[]}`);
  if (!isRecord(head) || head['kind'] !== 'PodList') return undefined;
  return { next: nextOf(head), from: at + '"items":['.length };
}

function nextOf({ metadata }: Record<string, unknown>): string | undefined {
  const token = isRecord(metadata) ? metadata['continue'] : undefined;
  return typeof token === 'string' && token !== '' ? token : undefined;
}

function wholly(text: string): Page | undefined {
  // A program around kubectl may greet first.
  const list = parseCleaned(text.slice(Math.max(0, text.indexOf('{'))));
  if (!isRecord(list) || list['kind'] !== 'PodList') return undefined;
  const items = list['items'] ?? [];
  if (!Array.isArray(items)) return undefined;
  const page: Page = { count: items.length, pods: [], namespaces: new Set(), controllers: new Set(), next: nextOf(list), broken: 0 };
  for (const item of items) take(item, page);
  return page;
}

function take(value: unknown, page: Page): void {
  if (!fit(value, KINDS.pods[1])) {
    page.broken++;
    return;
  }
  const pod = value as Pod;
  page.pods.push(pod);
  page.namespaces.add(pod.metadata.namespace ?? '');
}

function takeWell(item: string, page: Page): void {
  const [, namespace = ''] = item.match(/"namespace":"([^"\\]+)"/) ?? [];
  page.namespaces.add(namespace);
  const [, kind, name] = item.match(/"ownerReferences":\[\{"apiVersion":"[^"\\]*","kind":"([^"\\]*)","name":"([^"\\]*)"/) ?? [];
  const [, hash] = item.match(/"pod-template-hash":"([^"\\]*)"/) ?? [];
  if (kind && name) page.controllers.add(controllerKey(namespace, kind, name, hash));
}

/** The controller of a pod; of a ReplicaSet the Deployment above it, so that revisions are one. */
export function controllerOf({ metadata }: Pod): string | undefined {
  const controller = metadata.ownerReferences?.find((reference) => reference.controller) ?? metadata.ownerReferences?.[0];
  return controller && controllerKey(metadata.namespace ?? '', controller.kind, controller.name, metadata.labels?.['pod-template-hash']);
}

function controllerKey(namespace: string, kind: string, name: string, hash: string | undefined): string {
  const isOfDeployment = kind === 'ReplicaSet' && hash !== undefined && name.endsWith(`-${hash}`);
  return `${namespace}/${kind}/${isOfDeployment ? name.slice(0, -hash.length - 1) : name}`;
}
