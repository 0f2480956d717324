/** Faults × steps: what came of each, as a table, and what a partial report must not say. */
import { fileURLToPath } from 'node:url';
import * as assert from 'uvu/assert';
import type { Report } from '../src/report.ts';
import { isHonest, type Truth } from './judge.ts';

export const caseFolder = (name: string) => fileURLToPath(new URL(`cases/${name}/`, import.meta.url));

export interface Combination {
  fault: string;
  step: string;
  met: boolean;
  wrong: string | undefined;
}

/** Rows: faults; columns: steps; how many were met, and how many of them went wrong. */
function table(combinations: readonly Combination[]): string {
  const steps = [...new Set(combinations.map(({ step }) => step))];
  const row = (name: string, cells: readonly string[]) => `  ${name.padEnd(34)}${cells.map((cell) => cell.padStart(12)).join('')}`;
  const cell = (fault: string, step: string) => {
    const here = combinations.filter((one) => one.fault === fault && one.step === step && one.met);
    const wrong = here.filter((one) => one.wrong).length;
    return here.length === 0 ? '' : wrong ? `${here.length} (${wrong}!)` : `${here.length}`;
  };
  return [
    row('', steps),
    ...[...new Set(combinations.map(({ fault }) => fault))].map((fault) =>
      row(
        fault,
        steps.map((step) => cell(fault, step)),
      ),
    ),
  ].join('\n');
}

function count(combinations: readonly Combination[]): string {
  const wrong = (pattern: RegExp) => combinations.filter((one) => pattern.test(one.wrong ?? '')).length;
  const met = combinations.filter((one) => one.met).length;
  return `${met} of ${combinations.length} met: ${wrong(/^hang/)} hangs, ${wrong(/^uncaught|^died/)} uncaught, ${wrong(/^orphans/)} orphans, ${wrong(/^verdict/)} wrong verdicts, ${wrong(/^(?!hang|uncaught|died|orphans|verdict)./)} others`;
}

export function conclude(combinations: readonly Combination[], least: number): void {
  console.log(`${table(combinations)}\n${count(combinations)}`);
  const wrong = new Map<string, string[]>();
  for (const { fault, step, wrong: why } of combinations)
    if (why) wrong.set(`${step}: ${why}`, [...(wrong.get(`${step}: ${why}`) ?? []), fault]);
  assert.is(
    [...wrong]
      .slice(0, 40)
      .map(([why, faults]) => `${why}\n    ${faults.join(', ')}`)
      .join('\n'),
    '',
    `${wrong.size} went wrong`,
  );
  const met = combinations.filter((one) => one.met).length;
  assert.ok(met >= least, `only ${met} combinations were met`);
}

/** What was asked for, as a column of the table. */
export function stepOf(path: string): string {
  const { pathname } = new URL(path, 'http://cluster');
  if (/\/pods\/[^/]+\/log$/.test(pathname)) return 'log';
  if (/\/pods\/[^/]+$/.test(pathname)) return 'pod';
  if (pathname.endsWith('/events')) return 'events';
  if (pathname.endsWith('/pods')) return 'pods';
  if (/\/(deployments|replicasets|statefulsets|daemonsets|jobs)/.test(pathname)) return 'owner';
  return 'follow-up';
}

/** Without the target itself there is no report. */
export const isTargetOf = ({ target }: Truth, path: string) => path.split('?')[0]?.endsWith(`/${target.split('/').at(-1)}`) ?? false;

/** Of a partial report: what it could not read is listed; what it says is true, a guess, or nothing. */
export function wrongReport(report: Report, truth: Truth, shouldList: string | undefined): string | undefined {
  if (!isHonest(report, truth)) return `verdict: ${report.verdict?.confidence} ${report.verdict?.cause}, true: ${truth.cause}`;
  if (shouldList === undefined) return undefined;
  const listed = report.pods.flatMap(({ gaps }) => gaps).some(({ command }) => command.includes(shouldList));
  return listed ? undefined : `not listed as a gap: ${shouldList}`;
}
