/** Report → what stands on stdout. */
import type { Report } from '../report.ts';
import { html } from './html.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import { name } from './name.ts';
import type { Format, RenderOptions } from './options.ts';
import { printable } from './printable.ts';
import { text } from './text.ts';
import { wide } from './wide.ts';
import { yaml } from './yaml.ts';

export type Renderer = (report: Report, options: RenderOptions) => string;

/** The data forms hold the report as it is, escaped by their own rules; the others show what can be printed of it. */
const renderers: Record<Format, Renderer> = { text, wide, json, yaml, markdown, html, junit, name };

export const formats = Object.keys(renderers) as Format[];

export function render(report: Report, format: Format, options: RenderOptions): string {
  const isData = format === 'json' || format === 'yaml';
  return renderers[format](isData ? report : printable(report), options);
}
