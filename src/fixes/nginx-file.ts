/** What nginx refuses for where the text lies, or for a variable that it does not know: the file is put right, or in its place. */
import type { Evidence } from '../diagnosis/evidence.ts';
import type { Subject } from '../diagnosis/subject.ts';
import type { ConfigFault, Fact } from '../logs/fact.ts';
import { type Source, UNKNOWN_VARIABLE } from '../trace/texts/config-source.ts';
import { type Misplaced, misplaced } from '../trace/texts/nginx-context.ts';
import { unexpanded } from '../trace/texts/nginx-variable.ts';
import { patchKeys } from './keys.ts';

type Place = Pick<Misplaced, 'what' | 'fix'>;

export function nginxPlace(source: Source, fact: Fact, subject: Subject, evidence: Evidence): Place | undefined {
  return placeOf(source, fact, subject) ?? variableIn(source, fact, subject, evidence);
}

/** nginx refuses a directive for where it stands: it may be the file that stands in the wrong place. */
function placeOf({ key, path, text, beside }: Source, { fields, quote }: Fact, subject: Subject): Misplaced | undefined {
  const { detail = quote } = fields as ConfigFault;
  return text !== undefined && /is not allowed here/.test(detail) ? misplaced(text, { key, path, beside }, subject) : undefined;
}

/** What nginx takes for a variable of its own is one of the environment. */
function variableIn({ name, key, text }: Source, { phrase, fields }: Fact, subject: Subject, evidence: Evidence): Place | undefined {
  const { token = '' } = fields as ConfigFault;
  const found = phrase === UNKNOWN_VARIABLE && text ? unexpanded(text, token, subject, evidence) : undefined;
  if (!found) return undefined;
  const { variable, expanded } = found;
  const command = expanded && patchKeys(evidence, subject.namespace, { sort: 'ConfigMap', name }, { [key]: expanded });
  return {
    what: `env ${variable.name} is there, but nginx puts no variables of the environment into its files (the official image does so with /etc/nginx/templates/*.template)`,
    fix: (fix) =>
      command
        ? {
            text: `write the value of ${variable.name} into ${key}`,
            command: `${command} && ${fix.restartCommand()}`,
            changes: true,
            restarts: true,
            asks: [],
          }
        : fix.edit(
            `mount ${key} as /etc/nginx/templates/${key}.template instead, where the image has such templates, or write the value into it`,
          ),
  };
}
