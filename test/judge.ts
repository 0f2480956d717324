/** Compares what the program says about a recording with what is true of it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { causes } from '../src/causes/index.ts';
import { Evidence } from '../src/evidence/evidence.ts';
import { render } from '../src/render/index.ts';
import type { ContainerReport, Finding, PodReport, Report } from '../src/report.ts';
import { fakeKubectl } from './fake-kubectl.ts';
import { investigated } from './investigated.ts';

export interface Truth {
  title: string;
  cause: string;
  also?: string[];
  target: string;
  container?: string;
  says?: string[];
  never?: string[];
  /** What only the user knows, where a fix asks for it; of a file, its name and text. */
  answers?: Record<string, string | Record<string, string>>;
}

export interface Judgement {
  /** right: the cause, all that it has to say, nothing that it must not; partial: right cause, something missing. */
  grade: 'right' | 'partial' | 'wrong' | 'nothing';
  truth: string;
  cause: string;
  confidence: string;
  misses: string[];
  text: string;
  report: Report;
}

export function truthOf(folder: string): Truth {
  return parse(readFileSync(join(folder, 'truth.yaml'), 'utf8')) as Truth;
}

/** The report on a recorded case, with these readings denied. */
export async function reportOn(folder: string, deny: readonly string[] = []): Promise<Report> {
  const { kubectl, namespace, now } = fakeKubectl(folder, deny);
  const evidence = new Evidence(now);
  return investigated(truthOf(folder).target, namespace, kubectl, evidence);
}

export function textOf(report: Report, now: number): string {
  return render(report, 'text', { width: 110, color: false, unicode: true, now, showCommands: false });
}

export async function judge(folder: string, deny: readonly string[] = []): Promise<Judgement> {
  const truth = truthOf(folder);
  const report = await reportOn(folder, deny);
  const text = textOf(report, fakeKubectl(folder).now);
  const first = findingsOf(report)[0]?.finding;
  const named = isNamed(report, truth);
  const missing = (truth.says ?? []).filter((pattern) => !new RegExp(pattern, 'i').test(text));
  const forbidden = (truth.never ?? []).filter((pattern) => new RegExp(pattern, 'i').test(text));
  const misses = [...missing.map((pattern) => `does not say ${pattern}`), ...forbidden.map((pattern) => `says ${pattern}`)];
  const grade = !first && !named ? 'nothing' : !named || forbidden.length ? 'wrong' : missing.length ? 'partial' : 'right';
  return { grade, truth: truth.cause, cause: first?.cause ?? 'none', confidence: first?.confidence ?? '-', misses, text, report };
}

const findingsOf = (report: Report) =>
  report.pods.flatMap((pod) => pod.containers.flatMap((container) => container.findings.map((finding) => ({ pod, container, finding }))));

/** Is the first thing that the report says what is true, or what may be said of it too? */
export function isNamed(report: Report, truth: Truth): boolean {
  const [first] = findingsOf(report);
  const said = [...(causes.find(({ id }) => id === first?.finding.cause)?.covers ?? []), ...placesOf(first)];
  const accepted = [truth.cause, ...(truth.also ?? [])];
  return first ? said.some((id) => accepted.includes(id)) : accepted.includes('none');
}

/** That a Job has failed is so whatever failed in it. */
const NAMES_NO_REASON: ReadonlySet<string> = new Set(['job-failed']);

/** Where evidence is missing: what is true, what is marked as a guess, or nothing. Anything else would be a gap turned into a claim. */
export function isHonest(report: Report, truth: Truth): boolean {
  const [first] = findingsOf(report);
  return !first || first.finding.confidence === 'possible' || NAMES_NO_REASON.has(first.finding.cause) || isNamed(report, truth);
}

/** The report's first finding, and whether it is what is true (or also right). */
export function namedBy(report: Report, truth: Truth): { first: Finding | undefined; named: boolean } {
  const found = report.pods.flatMap((pod) =>
    pod.containers.flatMap((container) => container.findings.map((finding) => ({ pod, container, finding }))),
  );
  const first = found[0]?.finding;
  const said = [...(causes.find(({ id }) => id === first?.cause)?.covers ?? []), ...placesOf(found[0])];
  const accepted = [truth.cause, ...(truth.also ?? [])];
  return { first, named: first ? said.some((id) => accepted.includes(id)) : accepted.includes('none') };
}

/** Ids of the catalogue that say where it fails, not why: the report's own words for the place count. */
function placesOf(found: { pod: PodReport; container: ContainerReport } | undefined): string[] {
  if (!found) return [];
  const { pod, container } = found;
  return [
    ...(container.findings[0]?.fixes[0]?.command?.includes(' rollout undo ') ? ['cfg.rollout-regression'] : []),
    ...(container.kind === 'init' ? ['init.crash'] : []),
    ...(container.kind === 'sidecar' ? ['sidecar.native'] : []),
    ...(/^(Job|CronJob)\//.test(pod.owner ?? '') ? ['job.backoff-limit', 'job.pod-failure-policy'] : []),
  ];
}
