/** Commands that put line breaks where a PEM text has them written out as \n. */
import type { Fix } from '../report.ts';
import { placeOf, type Setting } from '../trace/settings/settings.ts';
import { kubectl, quote } from './command.ts';
import { changeSettings } from './settings.ts';
import type { WorkloadFix } from './workload.ts';

/** Names go into a text within double quotes; the API server allows no others, but reports may be made of anything. */
const isPlain = (...words: string[]) => words.every((word) => /^[A-Za-z0-9._-]+$/.test(word));

export function breakLines(setting: Setting, fix: WorkloadFix): Fix | undefined {
  const { place, written } = setting;
  const text = `put line breaks where ${placeOf(setting)} has \\n written out`;
  if (place.kind !== 'secret')
    return written === undefined ? undefined : changeSettings(text, [{ setting, to: written.replaceAll('\\n', '\n') }], fix);
  const { object, key } = place;
  if (!isPlain(object, key)) return undefined;
  const { evidence, subject } = fix;
  const read = kubectl(evidence, subject.namespace, ['get', 'secret', object], ['-o', `jsonpath={.data.${key.replaceAll('.', '\\.')}}`]);
  const change = quote('{gsub(/\\\\n/,"\\n")}1');
  // The value goes from the cluster through awk back into the cluster; nobody sees it.
  const command = `${kubectl(evidence, subject.namespace, ['patch', 'secret', object])} -p "{\\"data\\":{\\"${key}\\":\\"$(${read} | base64 -d | awk ${change} | base64 | tr -d '\\n')\\"}}"`;
  return {
    text: `${text} (where it has none, it stays as it is)`,
    command: `${command} && ${fix.restartCommand()}`,
    changes: true,
    restarts: true,
    asks: [],
  };
}
