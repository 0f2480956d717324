/** A name that a configuration refers to and nothing in it has, where another one that it defines is spelt nearly so. */
import { escaped } from '../../escaped.ts';
import type { Fact } from '../../logs/fact.ts';
import { nearest } from '../../nearest.ts';
import type { Corrected } from './config-text.ts';
import { renamedEntry } from './entries.ts';

/** What programs say of a reference that leads nowhere. */
const NOWHERE =
  /\b(?:undefined|unknown|unable to find|cannot find|could not find|no such|there is no|not (?:configured|defined|found|declared)|doesn't match any|invalid configuration elements?|cannot be loaded)\b/i;
/** What it would take instead, in its own words. */
const LISTED = /\b(?:allowed|available|valid values|expected one of|known|supported|possible)\b[^:`\n]{0,40}[:`] ?([^\n]{2,300})$/im;
const REFERENCE = /["'`]([\w./-]{2,80})["'`]/;

/** Where names are given: name: X, a section of HAProxy or nginx, a key of YAML. */
const DEFINED = [
  /^[ \t]*(?:-[ \t]+)?["']?name["']?\s*[:=]\s*["']?([\w./-]{2,80})/gm,
  /^[ \t]*(?:backend|upstream|listen|resolvers|userlist|cache|peers)\s+([\w.-]{2,80})/gm,
  /^[ \t]+["']?([\w./-]{2,80})["']?\s*:/gm,
];

/** Components of the OpenTelemetry collector that were given another name: logging is debug since v0.111 (CHANGELOG.md). */
const RENAMED: Readonly<Record<string, string>> = { logging: 'debug' };

export function nearName(text: string, token: string | undefined, detail: string): Corrected | undefined {
  const renamed = token !== undefined && /unknown type/.test(detail) ? RENAMED[token] : undefined;
  const name = token ?? REFERENCE.exec(detail)?.[1];
  if (name === undefined || !(renamed || NOWHERE.test(detail))) return undefined;
  const defined = DEFINED.flatMap((form) => [...text.matchAll(form)].map(([, one]) => one as string));
  const alike = [...new Set(defined)].filter((one) => Math.abs(one.length - name.length) <= 2);
  const listed = LISTED.exec(detail)?.[1]?.match(/[\w./-]{2,80}/g) ?? [];
  const near =
    renamed ?? (listed.length > 1 ? nearest(name, listed) : undefined) ?? (defined.includes(name) ? undefined : nearest(name, alike));
  const word = new RegExp(`(?<![\\w./-])${escaped(name)}(?![\\w./-])`, 'g');
  const places = text.match(word)?.length ?? 0;
  if (near === undefined || near === name || places === 0 || places > 8) return undefined;
  return {
    text: text.replace(word, near),
    what: `write ${near} for ${name}${renamed ? ', which it was called before' : ', of which it knows nothing'}`,
  };
}

/** output.host is required, and the file has it below outputs: the one name that is nearly the same. */
export function required(
  text: string,
  key: string,
  { fields, quote }: Fact<'config-malformed' | 'config-rejected'>,
): Corrected | undefined {
  const words = fields.detail || quote;
  if (!REQUIRED.test(words)) return undefined;
  const name = /\b([A-Za-z][\w-]{0,40}(?:\.[A-Za-z][\w-]{0,40}){1,5}) is (?:required|missing|not set)\b/.exec(words)?.[1] ?? fields.setting;
  if (name === undefined) return undefined;
  const found = renamedEntry(name, [], text, key);
  if (!found) return asMap(name, text, key);
  return { text: found.text, what: `write ${found.to} for ${found.from}, the name in key ${key} that is nearest to it` };
}

/** output: HOST, where the program reads output.host: what stands there as a text is most likely that one value. */
function asMap(name: string, text: string, key: string): Corrected | undefined {
  const [above = '', below, ...more] = name.split('.');
  if (below === undefined || more.length > 0 || !/\.ya?ml$/.test(key)) return undefined;
  const form = new RegExp(`^${escaped(above)}:[ \\t]+([\\w./:@-]+|"[^"\\n]*"|'[^'\\n]*')[ \\t]*$`, 'm');
  const value = form.exec(text)?.[1];
  return value === undefined || /^(?:null|true|false)$/.test(value)
    ? undefined
    : {
        text: text.replace(form, () => `${above}:\n  ${below}: ${value}`),
        what: `write ${above} as a map that has ${value} as its ${below}`,
      };
}

const REQUIRED = /\b(?:required|missing|not (?:set|found|defined|specified|configured)|absent|must be|has to be|No (?:section|option))\b/i;
