/** A rollout brought in what a finding names, and the revision before it was well: the way back, and what was changed. */
import type { Evidence } from '../evidence/evidence.ts';
import type { Subject } from '../evidence/subject.ts';
import { rollback } from '../fixes/rollback.ts';
import type { Finding, Fix } from '../report.ts';
import { touches } from '../trace/history/touches.ts';

export const goesBack = ({ command }: Fix): boolean => /\b(?:rollout undo|helm rollback) /.test(command ?? '');

/** Its own fix stays first where it can be typed as it is; where it asks, what was before need not be asked for. */
export function withWayBack(finding: Finding, subject: Subject, evidence: Evidence): Finding {
  if (finding.fixes.some(goesBack)) return finding;
  const { name } = subject.container;
  const said = { object: finding.object, summary: finding.summary, container: name };
  const wants = !isReady(finding.fixes[0]);
  // What a new image says need not be in the template: it is another program, or another version.
  const back = rollback(subject, evidence, (change) => touches(change, said) || (wants && imageIn(change, name) !== undefined));
  if (!back) return finding;
  const images = back.changed.flatMap((change) => imageIn(change, name) ?? [])[0];
  const other = images && repositoryOf(images.before) !== repositoryOf(images.after);
  return {
    ...finding,
    summary: other ? `${finding.summary}; it runs ${images.after}, the revision before ran ${images.before}` : finding.summary,
    proof: [...finding.proof, back.proof],
    fixes: isReady(finding.fixes[0]) ? [...finding.fixes, back.fix] : [back.fix, ...finding.fixes],
  };
}

/** It changes something, by a command that wants nothing of anybody. */
export const isReady = (fix: Fix | undefined): boolean =>
  fix?.changes === true && fix.command !== undefined && fix.asks.length === 0 && !/\bkubectl edit\b/.test(fix.command);

/** A change of this container's image, as template-diff.ts words it. */
function imageIn(change: string, container: string): { before: string; after: string } | undefined {
  const [, named, before, after] = /^(?:container (\S+) )?image (\S+) → (\S+)$/.exec(change) ?? [];
  return before && after && (named === undefined || named === container) ? { before, after } : undefined;
}

const repositoryOf = (image: string) => image.replace(/@.*$/, '').replace(/:[^/:]*$/, '');
