/** From which key of which object the file comes that a program refuses, for a sentence. */
import type { Source } from '../trace/texts/config-source.ts';

export function madeOf({ kind, name, key, copiedBy, isStale, changed, template, hides = [], text }: Source): string {
  if (template)
    return `it is made at each start from key ${key} of ConfigMap ${name}${template.empty.length > 0 ? `, whose line there has ${template.empty.map((one) => `\${${one}}`).join(', ')}: the container has no such variable, so nothing comes in its place` : ''}`;
  if (copiedBy === undefined)
    return `the file is key ${key} of ${kind} ${name}${hides.length > 0 ? `, which hides that of ConfigMap ${hides.join(', ')}: of one name in a volume the last is seen` : ''}${text?.trim() === '' ? ', which is empty' : ''}`;
  const of = `init container ${copiedBy} copied it from key ${key} of ${kind} ${name}`;
  return isStale ? `${of}, which was changed after that (${changed?.time}): this pod still has the former text` : of;
}
