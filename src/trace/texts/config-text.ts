/** Corrections of configuration texts that need no one's knowledge of what was meant, and the way out where that is needed. */
import { escaped } from '../../escaped.ts';
import type { Fact } from '../../logs/fact.ts';
import { nearest } from '../../nearest.ts';
import { isMap, yamlOf } from './config-yaml.ts';
import { directiveMeant } from './directives.ts';
import { choice } from './listed-choice.ts';
import { nearName, required } from './near-name.ts';
import { outerBlocks } from './nginx-context.ts';
import { withoutFamily } from './nginx-module.ts';
import { nginxRepair } from './nginx-repair.ts';
import { isJsonSyntax, parsesAsJson, repairedJson } from './refused-json.ts';
import { otherForm } from './value-forms.ts';
import { wrongType } from './wrong-type.ts';
import { repairedXml } from './xml-repair.ts';
import { oneDocument, repairedYaml } from './yaml-repair.ts';

export interface Corrected {
  text: string;
  what: string;
  /** The one word that changes, of letters, `+`, `-` and `@`: for texts that hold passwords, which are not to be shown. */
  word?: { from: string; to: string };
}

export function corrected(text: string, key: string, fact: Fact<'config-malformed' | 'config-rejected'>): Corrected | undefined {
  const { line, token, detail = '' } = fact.fields;
  const at = line === undefined ? undefined : Number(line);
  return (
    tabs(text, key, detail + fact.quote) ??
    hostNames(text, at, detail) ??
    json(text, key, fact) ??
    otherType(text, fact) ??
    yaml(text, key, at) ??
    toml(text, key, at, detail) ??
    equals(text, at, fact.phrase) ??
    duplicate(text, at, detail) ??
    percent(text, token, fact.phrase) ??
    ampersand(text, at, fact.phrase) ??
    xml(text, fact.phrase) ??
    suggested(text, at, detail) ??
    required(text, key, fact) ??
    semicolon(text, at, detail) ??
    defaultServer(text, at, detail) ??
    nginxRepair(text, at, token, detail) ??
    eventsBlock(text, fact.phrase) ??
    category(text, at, token, fact.phrase) ??
    directive(text, line, token ?? fact.fields.setting, fact.phrase) ??
    lackingModule(text, token, fact.phrase) ??
    otherValue(text, fact) ??
    choice(text, at, detail) ??
    nearName(text, token, detail) ??
    withoutLine(text, key, at, detail || fact.quote, fact.phrase)
  );
}

/** Redis Sentinel takes addresses alone until it is told otherwise, before the first line that names a host (redis.io, High availability with Redis Sentinel). */
function hostNames(text: string, line: number | undefined, detail: string): Corrected | undefined {
  const lines = text.split('\n');
  const at = (line ?? 0) - 1;
  const host = /resolve instance hostname/.test(detail) ? /^\s*sentinel\s+monitor\s+\S+\s+(\S+)/i.exec(lines[at] ?? '')?.[1] : undefined;
  if (host === undefined || /^[\d.]+$|:/.test(host) || /^\s*sentinel\s+resolve-hostnames\s+yes/im.test(text)) return undefined;
  lines.splice(at, 0, 'sentinel resolve-hostnames yes');
  return { text: lines.join('\n'), what: `let Sentinel take host names, such as ${host} (sentinel resolve-hostnames yes)` };
}

/** YAML allows no tab in indentation (yaml.org/spec/1.2.2 §6.1). */
function tabs(text: string, key: string, words: string): Corrected | undefined {
  if (!/\\t|\btab\b/i.test(words) || !/\.ya?ml$/.test(key) || !/^[ ]*\t/m.test(text)) return undefined;
  return {
    text: text.replace(/^[ \t]+/gm, (indent) => indent.replaceAll('\t', '  ')),
    what: `write spaces for the tabs that indent ${key}`,
  };
}

function json(text: string, key: string, fact: Fact<'config-malformed' | 'config-rejected'>): Corrected | undefined {
  if (!isJsonSyntax(fact) || parsesAsJson(text)) return undefined;
  const tree = /^\s*[{[]/.test(text) ? undefined : yamlOf(text)?.document.contents;
  if (isMap(tree)) return { text: `${JSON.stringify(tree.toJSON(), null, 2)}\n`, what: `write key ${key}, which is YAML, as JSON` };
  const repaired = repairedJson(text, fact.fields.detail ?? fact.quote);
  return repaired && { text: repaired.text, what: `make key ${key} JSON again: ${repaired.what}` };
}

function yaml(text: string, key: string, line: number | undefined): Corrected | undefined {
  return line !== undefined && /\.ya?ml$/.test(key) ? (oneDocument(text, line) ?? repairedYaml(text, line)) : undefined;
}

/** A key and its value with nothing between them, in an INI file. */
function equals(text: string, line: number | undefined, phrase: string): Corrected | undefined {
  const lines = text.split('\n');
  const at = (line ?? 0) - 1;
  const [, key, value] = phrase === 'python/ini-parsing' ? (lines[at]?.match(/^([A-Za-z][\w.-]*)[ \t]+([^=:\s][^=:]*)$/) ?? []) : [];
  if (key === undefined || value === undefined) return undefined;
  lines[at] = `${key} = ${value}`;
  return { text: lines.join('\n'), what: `put an equals sign behind ${key} in line ${at + 1}` };
}

/** configparser, go-yaml, js-yaml, tomllib: a key stands twice. Only a value of one line goes, and the first stays. */
function duplicate(text: string, line: number | undefined, detail: string): Corrected | undefined {
  if (!/^option '[^']*' in section '[^']*' already exists|already defined|duplicated mapping key|^Cannot overwrite a value/.test(detail))
    return undefined;
  const lines = text.split('\n');
  const at = (line ?? 0) - 1;
  const [, key, value] = lines[at]?.match(/^\s*(["']?[\w.-]+["']?)\s*[:=]\s*(\S.*)$/) ?? [];
  if (key === undefined || value === undefined || /^[|>[{]/.test(value)) return undefined;
  const stands = lines.slice(0, at).some((one) => one.match(/^\s*("?'?[\w.-]+'?"?)\s*[:=]/)?.[1] === key);
  if (!stands) return undefined;
  const same = lines.filter((one) => one.trim() === lines[at]?.trim()).length > 1;
  lines.splice(at, 1);
  return {
    text: lines.join('\n'),
    what: `take line ${at + 1} out: ${key} stands before it${same ? ', with the same value' : '; then see which of the two is meant'}`,
  };
}

/** A text without quotes, or True: toml.io/en/v1.0.0#keyvalue-pair. */
function toml(text: string, key: string, line: number | undefined, detail: string): Corrected | undefined {
  if (!/\.toml$|^[^.]*$/.test(key)) return undefined;
  const lines = text.split('\n');
  const at = (line ?? 0) - 1;
  const [, start, value, end = ''] = lines[at]?.match(/^(\s*[\w.-]+\s*=\s*)([A-Za-z/.][^"'#[\]{}]*?)(\s*(?:#.*)?)$/) ?? [];
  if (!/invalid value|expected value|invalid toml|bare/i.test(detail) || start === undefined || value === undefined) return undefined;
  const right = /^(?:true|false)$/i.test(value) ? value.toLowerCase() : `"${value}"`;
  if (right === value || /^(?:inf|nan)$/.test(value)) return undefined;
  lines[at] = `${start}${right}${end}`;
  return { text: lines.join('\n'), what: `write ${right} for ${value} in line ${at + 1}` };
}

function otherType(text: string, { fields, quote }: Fact<'config-malformed' | 'config-rejected'>): Corrected | undefined {
  const found = wrongType(text, fields, quote);
  return (
    found?.better && { text: found.better.text, what: `write ${found.better.value} in line ${found.line} (${found.quote.slice(0, 60)})` }
  );
}

/** In XML an ampersand begins an entity, and is written &amp; (w3.org/TR/xml §2.4). */
function ampersand(text: string, line: number | undefined, phrase: string): Corrected | undefined {
  const bare = /&(?!(?:[A-Za-z_][\w.-]*|#\d+|#x[\da-fA-F]+);)/g;
  const lines = text.split('\n');
  if (!/xml/.test(phrase) || line === undefined || lines[line - 1]?.search(bare) === -1 || !lines[line - 1]) return undefined;
  return {
    text: lines.map((one) => one.replace(bare, '&amp;')).join('\n'),
    what: `write &amp; for the bare ampersand in line ${line}, as XML wants it`,
  };
}

const xml = (text: string, phrase: string): Corrected | undefined => (/xml/.test(phrase) ? repairedXml(text) : undefined);

/** A percent sign begins an interpolation for Python's configparser, unless it is doubled (docs.python.org/3/library/configparser.html). */
function percent(text: string, token: string | undefined, phrase: string): Corrected | undefined {
  if (phrase !== 'python/ini-percent' || token === undefined) return undefined;
  const lines = text.split('\n');
  const at = lines.findIndex((line) => line.includes(token));
  if (at < 0) return undefined;
  lines[at] = (lines[at] as string).replace(/%%|%(?!\()/g, '%%');
  return { text: lines.join('\n'), what: `double the percent sign in line ${at + 1}, which begins an interpolation otherwise` };
}

/** The program itself says which value would do; the last line that gives the setting counts. */
function otherValue(text: string, fact: Fact<'config-malformed' | 'config-rejected'>): Corrected | undefined {
  const other = otherForm(fact);
  const { setting = other?.setting, wants = other?.wants } = fact.fields;
  if (!setting || !wants) return undefined;
  const lines = text.split('\n');
  // Names of Redis and of PostgreSQL are the same in whatever letters.
  const form = new RegExp(`^(\\s*${escaped(setting)}\\s*(?:=\\s*|\\s))(?:'[^']*'|"[^"]*"|[^#\\n]*?)(\\s*(?:#.*)?)$`, 'i');
  const at = lines.findLastIndex((one) => form.test(one));
  if (at < 0) return undefined;
  const written = /^[\w.-]+$/.test(wants) ? wants : `'${wants}'`;
  lines[at] = (lines[at] as string).replace(form, (_, before: string, after: string) => `${before}${written}${after}`);
  return {
    text: lines.join('\n'),
    what: other ? `write ${wants} for ${other.value} in line ${at + 1} (${setting})` : `let ${setting} be ${wants}`,
  };
}

/** Of Redis's access lists: ACL CAT of redis-server 7.0.15. */
const CATEGORIES =
  'keyspace read write set sortedset list hash string bitmap hyperloglog geo stream pubsub admin fast slow blocking dangerous connection transaction scripting all'.split(
    ' ',
  );

function category(text: string, line: number | undefined, token: string | undefined, phrase: string): Corrected | undefined {
  const [, sign, name] = token?.match(/^([+-]@)(\w+)$/) ?? [];
  const near = phrase === 'stores/redis-acl' && name ? nearest(name, CATEGORIES) : undefined;
  const lines = text.split('\n');
  const at = (line ?? 0) - 1;
  if (!near || CATEGORIES.includes(name ?? '') || !lines[at]?.includes(token as string)) return undefined;
  lines[at] = lines[at].replace(token as string, `${sign}${near}`);
  return {
    text: lines.join('\n'),
    word: { from: token as string, to: `${sign}${near}` },
    what: `write ${sign}${near} for ${token}, a category that Redis does not have`,
  };
}

/** A directive with a typing error: one directive of the same program is near, and no other is as near. */
function directive(text: string, line: string | undefined, token: string | undefined, phrase: string): Corrected | undefined {
  // redis quotes the whole line, its name first.
  const name = token?.match(/^([a-z][\w-]*)(?: |$)/i)?.[1];
  if (!name) return undefined;
  const meant = directiveMeant(name, phrase);
  if (!meant) return undefined;
  const lines = text.split('\n');
  const at = line ? Number(line) - 1 : lines.findIndex((one) => one.trimStart().startsWith(name));
  const word = new RegExp(`(^|\\s)${escaped(name)}(?=[\\s;=]|$)`);
  if (!lines[at] || !word.test(lines[at])) return undefined;
  lines[at] = lines[at].replace(word, `$1${meant.near}`);
  return { text: lines.join('\n'), what: `write ${meant.near} for ${name}, which ${meant.program} does not know` };
}

/** All directives of a module that this nginx was built without: with the one alone taken out, it would refuse the next. */
function lackingModule(text: string, token: string | undefined, phrase: string): Corrected | undefined {
  const found = phrase === 'web/nginx-directive' && token ? withoutFamily(text, token) : undefined;
  return (
    found && {
      text: found.text,
      what: `take out ${found.lines.length > 1 ? `lines ${found.lines.join(', ')}` : `line ${found.lines[0]}`} (${found.names.join(', ')}): nginx itself has no directives of that name; they belong to a module that this one lacks`,
    }
  );
}

/** HAProxy says itself what was meant: unknown keyword 'balnce' …; did you mean 'balance' maybe ? */
function suggested(text: string, line: number | undefined, detail: string): Corrected | undefined {
  const [, wrong, right] = detail.match(/'([\w.-]{1,60})'.{0,80}did you mean '([\w.-]{1,60})'/) ?? [];
  const lines = text.split('\n');
  const at = (line ?? 0) - 1;
  if (!wrong || !right || !lines[at]?.includes(wrong)) return undefined;
  lines[at] = lines[at].replace(new RegExp(`\\b${escaped(wrong)}\\b`), right);
  return { text: lines.join('\n'), what: `write ${right} for ${wrong}, as the program itself suggests` };
}

/** nginx names the directive; the line is the one at which it noticed. */
function semicolon(text: string, line: number | undefined, detail: string): Corrected | undefined {
  const name = detail.match(/directive "([\w-]{1,60})" is not terminated by ";"/)?.[1];
  if (!name || line === undefined) return undefined;
  const lines = text.split('\n');
  const at = lines.slice(0, line).findLastIndex((one) => one.trimStart().startsWith(name) && !/[;{]\s*(?:#.*)?$/.test(one));
  if (at < 0) return undefined;
  lines[at] = `${lines[at]?.trimEnd()};`;
  return { text: lines.join('\n'), what: `end the line of ${name} with a semicolon` };
}

/** nginx wants the block; all in it has a default (ngx_core_module.html#events). */
function eventsBlock(text: string, phrase: string): Corrected | undefined {
  if (phrase !== 'web/nginx-events' || !outerBlocks(text).includes('http')) return undefined;
  return { text: `events { }\n${text}`, what: 'put in the events block that nginx wants; all that stands in it has a default' };
}

/** Of the servers of one address nginx takes one as the default; the others are found by their names (http/ngx_http_core_module.html#listen). */
function defaultServer(text: string, line: number | undefined, detail: string): Corrected | undefined {
  const lines = text.split('\n');
  const at = (line ?? 0) - 1;
  const without = lines[at]?.replace(/\s+default(?:_server)?(?=[\s;])/, '');
  if (!detail.startsWith('a duplicate default server for ') || without === undefined || without === lines[at]) return undefined;
  lines[at] = without;
  return {
    text: lines.join('\n'),
    what: `take default_server out of line ${line}: another server of that address has it already, and this one is found by its name`,
  };
}

/** Servers whose files hold one setting a line, each with a default. */
const LINE_BY_LINE = /redis|postgres|pgbouncer|haproxy|mosquitto|mysql|mariadb|apache|nginx/;

/** Where the right value can't be known: without the line the server starts, with the default of that setting. */
function withoutLine(text: string, key: string, line: number | undefined, detail: string, phrase: string): Corrected | undefined {
  if (line === undefined || !LINE_BY_LINE.test(phrase) || /\.(?:ya?ml|json|xml|toml)$/.test(key)) return undefined;
  // nginx: what is right in another context is not the only line that stands in the wrong one.
  if (/is not allowed here|^a duplicate /.test(detail)) return undefined;
  const lines = text.split('\n');
  const wrong = lines[line - 1]?.trim();
  if (!wrong || /[{}<>]|^[[#]/.test(wrong)) return undefined;
  // An upstream of nginx has no default, and starts with none of its servers missing.
  if (/\bin upstream\b/.test(detail) || /^server\s[^{]*;$/.test(wrong)) return undefined;
  // Redis splits a line into words, and takes # and what follows for some of them (redis:src/config.c, loadServerConfigFromString).
  const [, bare] = /redis/.test(phrase) ? (/^([^#"']{1,200}?)\s+#/.exec(wrong) ?? []) : [];
  if (bare !== undefined)
    return {
      text: lines.with(line - 1, bare).join('\n'),
      what: `take the comment out of line ${line}: ${bare}; Redis knows comments only in lines of their own`,
    };
  lines.splice(line - 1, 1);
  const out = `take line ${line} out ("${wrong.slice(0, 60)}")`;
  if (/directive is duplicate$/.test(detail)) {
    const name = wrong.split(/\s/)[0] as string;
    const before = lines.slice(0, line - 1).some((one) => one.trimStart().startsWith(`${name} `));
    return {
      text: lines.join('\n'),
      what: before
        ? `${out}: the directive stands before it too; then see which of the two is meant`
        : `${out}: the directive is given before the file is read, as with nginx -g on the command line, be it that of the image`,
    };
  }
  return {
    text: lines.join('\n'),
    what: `${out}, so that it starts ${/hba/.test(phrase) ? 'without that rule' : 'with the default for that setting'}; then put the line right`,
  };
}
