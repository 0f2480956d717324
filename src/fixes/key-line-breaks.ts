/** Commands that put line breaks where a PEM text has them written out as \n. */
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { quote } from '../shell-word.ts';
import { placeOf, type Setting } from '../trace/settings/settings.ts';
import { restarting } from './fix.ts';
import { filterKey } from './secret-key.ts';
import { changeSettings } from './settings.ts';
import type { WorkloadFix } from './workload.ts';

/** Of those in the spec or in ConfigMaps all at once, of those in Secrets one by one. */
export function breakLines(settings: readonly Setting[], fix: WorkloadFix): Fix[] {
  const written = settings.flatMap((setting) =>
    setting.place.kind === 'secret' || setting.written === undefined ? [] : { setting, to: withBreaks(setting.written) },
  );
  const sign = written.every(({ setting }) => setting.written?.includes('\\n')) ? '\\n written out' : 'blanks instead';
  const where = written.map(({ setting }) => placeOf(setting)).join(' and ');
  const shown =
    written.length > 0
      ? changeSettings(`put line breaks where ${where} ${written.length > 1 ? 'have' : 'has'} ${sign}`, written, fix)
      : undefined;
  return [...present(shown), ...settings.flatMap((setting) => inSecret(setting, fix) ?? [])];
}

function inSecret({ place, ...rest }: Setting, fix: WorkloadFix): Fix | undefined {
  if (place.kind !== 'secret') return undefined;
  const text = `put line breaks where ${placeOf({ place, ...rest })} has \\n written out`;
  const command = filterKey(place, `awk ${quote('{gsub(/\\\\n/,"\\n")}1')}`, fix);
  if (command === undefined) return undefined;
  return restarting(`${text} (where it has none, it stays as it is)`, `${command} && ${fix.restartCommand()}`);
}

/** The lines of a PEM text begin with its dashes and hold no blank; quotes around it, from a .env file, would stand before them. */
const withBreaks = (written: string): string =>
  written
    .replace(/^(["'])([\s\S]*)\1$/, '$2')
    .replaceAll('\\n', '\n')
    .replace(/(-----BEGIN [A-Z ]{1,40}-----) ([\w+/= ]+)(-----END)/g, (_, begin, body, end) =>
      [begin, ...body.trim().split(/ +/), end].join('\n'),
    );
