/** `demo [NAME]`: recorded clusters inside the program, through the same code as real ones. */
import { demo, demos } from './assets.ts';
import { replayed, type Bundle } from './bundle.ts';
import { diagnoseAll } from './diagnose-command.ts';
import { UsageError } from './errors.ts';
import { didYouMean } from './help.ts';
import type { Report } from './report.ts';
import type { World } from './world.ts';

/** The one that is shown where none is named. */
const FIRST = 'dependency-chain';

export function demoBundle(name = FIRST): Bundle {
  const text = demo(name);
  if (text === undefined) throw new UsageError(`there is no demo ${JSON.stringify(name)}${didYouMean(name, demos()) || ''}; there are: ${demos().join(', ')}`);
  return JSON.parse(text) as Bundle;
}

export async function demoReport(name: string | undefined, world: World): Promise<{ report: Report; now: number }> {
  const bundle = demoBundle(name);
  const { now, namespace, targets } = bundle;
  const then: World = { ...world, now: () => now };
  const report = await diagnoseAll({ targets }, { kubectl: replayed(bundle), namespace, flags: [], deadline: Number.POSITIVE_INFINITY, mayExec: false }, then);
  return { report, now };
}
