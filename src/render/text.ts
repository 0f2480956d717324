/** The report on a terminal: one screen for one crash. */
import type { Report } from '../report.ts';
import { blocksOf } from './blocks.ts';
import { lay } from './layout.ts';
import type { RenderOptions } from './options.ts';
import { paint } from './paint.ts';
import { inert } from './printable.ts';

export function text(report: Report, options: RenderOptions): string {
  return inert(lay(blocksOf(report, options, false), { ...options, paint: paint(options.color) }));
}
