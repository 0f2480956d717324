/** HTML and XML with every value escaped. Only what `markup` itself made goes in unescaped. */

export class Markup {
  constructor(readonly source: string) {}
}

type Value = Markup | string | number | readonly Value[];

/** markup`<p>${text}</p>` */
export function markup(parts: TemplateStringsArray, ...values: Value[]): Markup {
  return new Markup(parts.map((part, index) => part + (index < values.length ? spell(values[index] ?? '') : '')).join(''));
}

function spell(value: Value): string {
  if (value instanceof Markup) return value.source;
  return typeof value === 'object' ? value.map(spell).join('') : escape(String(value));
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Also what a CI system would take for a command, should it read the page as our output. */
function escape(text: string): string {
  return text
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
    .replaceAll('::', '&#58;:')
    .replaceAll('##', '&#35;#');
}
