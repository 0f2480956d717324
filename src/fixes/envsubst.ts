/** What envsubst would do for a template that a ConfigMap brings, written with sed, which every image with a shell has. */
import { type Evidence, valueOf } from '../evidence/evidence.ts';
import type { Fix } from '../report.ts';
import { configFiles } from '../trace/files/mounted-file.ts';
import { startText } from '../trace/programs/start-text.ts';
import { variablesOf } from '../trace/settings/settings.ts';
import { changeSettings } from './settings.ts';
import type { WorkloadFix } from './workload.ts';

const CALL = /\benvsubst(?:\s+'[^'\n]*')?\s+<\s*["']?(\/[\w./-]+)["']?/;

/** Only the variables that the container has are put in: the others are the file's own, as nginx's are. */
export function withoutEnvsubst(fix: WorkloadFix, evidence: Evidence): Fix | undefined {
  const { subject } = fix;
  const found = startText(subject, evidence);
  const [call, path] = CALL.exec(found?.text ?? '') ?? [];
  const text = configFiles(subject, evidence).find((file) => file.path === path)?.text;
  const template = text && valueOf(text);
  if (!found || !call || !path || template === undefined) return undefined;
  const names = variablesOf(subject, evidence).flatMap(({ name = '' }) => (new RegExp(`\\$\\{${name}\\}`).test(template) ? [name] : []));
  if (names.length === 0 || /\$\{\w+:/.test(template)) return undefined;
  const sed = `sed ${names.map((name) => `-e "s|\\\${${name}}|$${name}|g"`).join(' ')} ${path}`;
  return changeSettings(
    `put the variables in with sed (${names.join(', ')})`,
    [{ setting: found.setting, to: found.text.replace(call, () => sed) }],
    fix,
  );
}
