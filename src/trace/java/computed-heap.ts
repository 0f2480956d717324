/** Where a JVM that is told an absurd heap, by nothing that can be read, may have it from: a script that computes the number at each start. */
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import type { Container } from '../../kube/shapes.ts';
import { writersInto } from '../files/filled-by.ts';
import { mountedFile } from '../files/mounted-file.ts';
import { startText } from '../programs/start-text.ts';
import { settingsOf } from '../settings/settings.ts';
import { optionFiles } from './heap-setting.ts';

export interface ComputedHeap {
  /** The file of options, and who writes it; undefined: the container's own start script. */
  file: { path: string; by: string } | undefined;
  container: Container;
  kind: Subject['kind'];
  /** Its line that reads the memory limit of its own container, which has none. */
  line: string | undefined;
}

/** Without a limit cgroup 1 has the largest number of pages in it, in bytes, and cgroup 2 the word max (kernel.org, cgroup-v1/memory, cgroup-v2). */
const READS_LIMIT = /memory\.limit_in_bytes|\/memory\.max\b/;

export function computedHeap(subject: Subject, evidence: Evidence): ComputedHeap | undefined {
  const [path] = optionFiles(settingsOf(subject, evidence));
  const mounted = path === undefined ? undefined : mountedFile(path, subject);
  const [writer] = path && mounted ? writersInto(path, mounted.mount, subject, evidence).filter((one) => one.path === path) : [];
  const kind = writer?.kind ?? subject.kind;
  const container = writer?.container ?? subject.container;
  const text = startText({ ...subject, container }, evidence)?.text;
  const hasLimit = container.resources?.limits?.['memory'] !== undefined || subject.pod.spec.resources?.limits?.['memory'] !== undefined;
  const line = hasLimit ? undefined : text?.split('\n').find((one) => READS_LIMIT.test(one));
  if (!writer && line === undefined) return undefined;
  return { file: writer && path ? { path, by: writer.by } : undefined, container, kind, line: line?.trim() };
}
