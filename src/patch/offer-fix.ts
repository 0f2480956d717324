/** --fix as a whole: the fix that the server accepts, its file, and the text that follows the report. */
import type { Options } from '../command.ts';
import type { OpenSession } from '../open-session.ts';
import { offerText } from '../render/offer.ts';
import type { RenderOptions } from '../render/options.ts';
import { printableText } from '../render/printable.ts';
import type { CallReport, Report } from '../report.ts';
import { checkFixes } from './check-fixes.ts';
import { fileOf } from './file.ts';
import { hidden } from './hide.ts';
import type { OfferedFix } from './offer.ts';

export interface Offered {
  calls: CallReport[];
  /** False where its file could not be written. */
  isWritten: boolean;
  text: (options: RenderOptions) => string;
}

export async function offerFix(report: Report, options: Options, session: OpenSession): Promise<Offered> {
  const { world, redactor } = session;
  const offer = await checkFixes(report, session, world.env, world.now);
  const last = offer.fixes.at(-1);
  const written = typeof options.fix === 'object' && last ? write(last, options.fix.file, options.force, session) : undefined;
  const shown = options.showSecrets ? offer : hidden(offer, redactor);
  return {
    calls: offer.calls,
    isWritten: written !== false,
    text: (look) => offerText(shown, look, written || undefined),
  };
}

/** With the values that the report hides: it is to be applied. The name of the file; undefined where there is nothing to write. */
function write(fix: OfferedFix, path: string, replace: boolean, { world }: OpenSession): string | false | undefined {
  const content = fix.outcome === 'refused' ? undefined : fileOf(fix, path);
  if (content === undefined) {
    world.error(`--fix: there is no patch to write to ${printableText(path)}\n`);
    return undefined;
  }
  try {
    world.writeFile(path, new TextEncoder().encode(content), { replace });
    return path;
  } catch (error) {
    world.error(`error: --fix: could not write ${printableText(path)}: ${(error as Error).message}\n`);
    return false;
  }
}
