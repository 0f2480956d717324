/** What differs between the report before and the one now. Pure. */
import type { Change, Report } from '../report.ts';

const isWell = ({ pods }: Report) => pods.every(({ healthy }) => healthy);

/** Names of pods that were replaced meanwhile, and hashes of their templates, make no difference. */
function plain(text: string, { pods }: Report): string {
  return pods.reduce((words, { name }) => words.replaceAll(name, 'the pod'), text).replace(/\b\d+(?:\.\d+)? s\b/g, 'n s');
}

/** `forWords`: how long it has been healthy. */
export function changeOf(before: Report, after: Report, forWords: string): Change {
  const [was, is] = [before.verdict, after.verdict];
  const change = (outcome: Change['outcome'], summary: string): Change => ({ outcome, summary, before: was });
  if (isWell(after)) {
    return isWell(before)
      ? change('well', `it has stayed healthy for ${forWords}`)
      : change('fixed', `fixed: it has been healthy for ${forWords}`);
  }
  if (isWell(before)) return change('broke', 'it was well at the start, and fails now');
  if (was?.cause === is?.cause && same(before, after)) return change('same', 'still failing, for the same reason');
  const kind = was?.cause === is?.cause && is ? `for another reason of the same kind (${is.cause})` : 'for another reason';
  return change('another', `still failing, and now ${is ? kind : 'for a reason that was not found'}`);
}

function same(before: Report, after: Report): boolean {
  const [was, is] = [before.verdict, after.verdict];
  if (!was || !is) return was === is && exitOf(before) === exitOf(after);
  const fieldOf = ({ object }: typeof was) => `${object?.kind}/${object?.field ?? ''}`;
  return fieldOf(was) === fieldOf(is) && plain(was.summary, before) === plain(is.summary, after);
}

const exitOf = ({ pods }: Report) => pods[0]?.containers[0]?.exitCode;
