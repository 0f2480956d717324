/** The text form with all that is known: where each proof was read, the timeline, the events, the log. */
import type { Report } from '../report.ts';
import { blocksOf } from './blocks.ts';
import { lay } from './layout.ts';
import type { RenderOptions } from './options.ts';
import { paint } from './paint.ts';
import { inert } from './printable.ts';

export function wide(report: Report, options: RenderOptions): string {
  return inert(lay(blocksOf(report, options, true), { ...options, paint: paint(options.color) }));
}
