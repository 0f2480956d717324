/** `-o name`: the unhealthy pods as kubectl takes them back. */
import type { Report } from '../report.ts';
import { byHealth } from './troubled.ts';
import { word } from './words.ts';

export function name(report: Report): string {
  return byHealth(report)
    .unhealthy.map((pod) => `pod/${word(pod.name)}\n`)
    .join('');
}
