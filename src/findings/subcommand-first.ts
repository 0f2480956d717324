/** A program that takes its first argument for a subcommand, and is given an option there: the subcommand may stand behind the options. */
import type { WorkloadFix } from '../fixes/workload.ts';
import { only } from '../only.ts';
import type { Fix } from '../report.ts';

export interface SubcommandFirst {
  subcommand: string;
  fix: Fix;
}

/** The only argument that is no option and follows none that may take it as its value. */
export function subcommandFirst(option: string, fix: WorkloadFix): SubcommandFirst | undefined {
  const { args = [] } = fix.subject.container;
  if (!option.startsWith('-') || args[0] !== option) return undefined;
  const takes = (word = '') => word.startsWith('-') && !word.includes('=');
  const at = only(args.flatMap((word, index) => (/^[a-z][\w-]*$/i.test(word) && !takes(args[index - 1]) ? [index] : [])));
  const subcommand = at === undefined ? undefined : args[at];
  if (subcommand === undefined) return undefined;
  return {
    subcommand,
    fix: fix.patchJson(`let ${subcommand} stand first`, [
      { op: 'replace', path: `${fix.containerPath}/args`, value: [subcommand, ...args.filter((_, index) => index !== at)] },
    ]),
  };
}
