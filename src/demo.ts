/** `demo [NAME]`: recorded clusters inside the program, through the same code as real ones. */
import { demo, demos } from './assets.ts';
import type { Bundle } from './bundle/bundle.ts';
import { UsageError } from './errors.ts';
import { didYouMean } from './help.ts';

/** The one that is shown where none is named. */
const FIRST = 'dependency-chain';

export function demoBundle(name = FIRST): Bundle {
  const text = demo(name);
  if (text === undefined)
    throw new UsageError(`there is no demo ${JSON.stringify(name)}${didYouMean(name, demos()) || ''}; there are: ${demos().join(', ')}`);
  return JSON.parse(text) as Bundle;
}
