/** A program whose output goes through a filter that the image lacks: it runs without it. */
import { escaped } from '../escaped.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { Fix } from '../report.ts';
import { startText } from '../trace/programs/start-text.ts';
import { changeSettings } from './settings.ts';
import type { WorkloadFix } from './workload.ts';

const QUOTED = /"[^"\n]*"|'[^'\n]*'/g;

/** Only where the filter is the last of all that the shell is told: what it makes of the output nobody reads but the log. */
export function unpiped(filter: string, fix: WorkloadFix, evidence: Evidence): Fix | undefined {
  const found = startText(fix.subject, evidence);
  const [, before, line, behind = ''] =
    new RegExp(`^([^]*\\n)?([^\\n]*[^|\\s])\\s*\\|\\s*${escaped(filter)}(\\s[^\\n]*)?\\s*$`).exec(found?.text ?? '') ?? [];
  if (!found || line === undefined || /[|;&<>\n(]/.test(behind.replace(QUOTED, '')) || /\$\(|`|^\s*#/.test(line)) return undefined;
  return changeSettings(
    `run it without ${filter}: what it writes goes into the log as it is`,
    [{ setting: found.setting, to: `${before ?? ''}${line}` }],
    fix,
  );
}
