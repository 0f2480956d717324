/** Corrections of nginx's files that follow from what nginx says (nginx/nginx:src/http/modules, src/core/ngx_conf_file.c). */
import { escaped } from '../../escaped.ts';
import type { Corrected } from './config-text.ts';
import { belongsTo } from './nginx-context.ts';
import { bucketFor } from './nginx-names.ts';
import { variableMeant } from './nginx-own-variable.ts';

/** proxy_pass and its like take a URL, with its scheme (ngx_http_proxy_pass: "invalid URL prefix"). */
function scheme(text: string, line: number | undefined, detail: string): Corrected | undefined {
  const lines = text.split('\n');
  const at = (line ?? 0) - 1;
  const [, before, address, after] = /^(\s*proxy_pass\s+)([\w.-]+(?::\d{1,5})?(?:\/\S*)?)(\s*;.*)$/.exec(lines[at] ?? '') ?? [];
  if (!/^invalid URL prefix/.test(detail) || address === undefined) return undefined;
  lines[at] = `${before}http://${address}${after}`;
  return { text: lines.join('\n'), what: `write http:// before ${address} in line ${at + 1}: proxy_pass takes a URL` };
}

/** Of what stands outside of comments and quotation marks. */
const count = (text: string, sign: string): number =>
  text
    .replace(/#.*$/gm, '')
    .replace(/"[^"\n]*"|'[^'\n]*'/g, '')
    .split(sign).length - 1;

/** One block is not closed: at the end of the file it can be, whichever it was. */
function lastBrace(text: string, detail: string): Corrected | undefined {
  if (!/^unexpected end of file, expecting "\}"/.test(detail) || count(text, '{') !== count(text, '}') + 1) return undefined;
  return {
    text: `${text.replace(/\n*$/, '')}\n}\n`,
    what: 'put the closing brace that is missing at the end; then see which block it was to close',
  };
}

/** A zone that is used and nowhere defined (ngx_cycle.c: "zero size shared memory zone"). */
const USES = 'limit_req|limit_conn|proxy_cache|fastcgi_cache|uwsgi_cache|scgi_cache';

function zone(text: string, token: string | undefined, detail: string): Corrected | undefined {
  if (!/^zero size shared memory zone/.test(detail) || token === undefined) return undefined;
  const use = new RegExp(`^\\s*(${USES})\\s+(?:zone=)?${escaped(token)}[\\s;][^{}]*$`);
  const lines = text.split('\n');
  const used = lines.filter((line) => use.test(line));
  const directive = use.exec(used[0] ?? '')?.[1];
  if (directive === undefined) return undefined;
  const maker = /^limit/.test(directive) ? `${directive}_zone` : `${directive}_path`;
  return {
    text: lines.filter((line) => !use.test(line)).join('\n'),
    what: `take ${directive} ${token} out, so that it starts without; then define zone ${token} first, with ${maker} in the http block`,
  };
}

/** Its place is the http block, in which a site's file is read. */
function bucket(text: string, token: string | undefined, detail: string): Corrected | undefined {
  const [, directive = '', given] = /^could not build \w+, you should increase (\w+_bucket_size): (\d+)/.exec(detail) ?? [];
  if (given === undefined) return undefined;
  const size = bucketFor(token, Number(given));
  const set = new RegExp(`^(\\s*${directive}\\s+)\\d+;`, 'm');
  const what = `let ${directive} be ${size}${token?.includes('.') ? `, in which ${token} has room` : ''}`;
  if (set.test(text)) return { text: text.replace(set, `$1${size};`), what };
  const context = belongsTo(text);
  const line = `${directive} ${size};`;
  if (context === 'http') return { text: `${line}\n${text}`, what };
  return context === 'main'
    ? { text: text.replace(/^(\s*)http\s*\{[^\n]*/m, (open, indent) => `${open}\n${indent}  ${line}`), what }
    : undefined;
}

/** Sizes have k or m behind them, or g where it is one of a file, times ms, s, m, h, d (ngx_parse.c, ngx_parse_size and ngx_parse_time). */
const UNITS: readonly (readonly [RegExp, string])[] = [
  [/^k(?:i?b|ilobytes?)$/i, 'k'],
  [/^m(?:i?b|egabytes?)$/i, 'm'],
  [/^g(?:i?b|igabytes?)$/i, 'g'],
  [/^(?:sec|secs|seconds?)$/i, 's'],
  [/^(?:mins?|minutes?)$/i, 'm'],
  [/^(?:hrs?|hours?)$/i, 'h'],
  [/^days?$/i, 'd'],
];
const OF_FILES = /^(?:client_max_body_size|proxy_max_temp_file_size|limit_rate|max_size)/;

function unit(text: string, line: number | undefined, detail: string): Corrected | undefined {
  const lines = text.split('\n');
  const at = (line ?? 0) - 1;
  const [, before = '', directive = '', number, word = '', after] =
    /^((?:.*[;{\s])?([a-z_]+)\s+)(\d{1,12})([A-Za-z]{2,10})(\s*;.*)$/.exec(lines[at] ?? '') ?? [];
  const own = UNITS.find(([form]) => form.test(word))?.[1];
  if (!/\binvalid value/.test(detail) || number === undefined || own === undefined || (own === 'g' && !OF_FILES.test(directive)))
    return undefined;
  lines[at] = `${before}${number}${own}${after}`;
  return { text: lines.join('\n'), what: `write ${number}${own} for ${number}${word} in line ${at + 1} (${directive})` };
}

/** Letters that are taken for digits: 8O, 8l (ngx_inet.c: "invalid port"). */
function port(text: string, line: number | undefined, detail: string): Corrected | undefined {
  const [, host = '', wrong = ''] = /^invalid port in (?:upstream )?"([^"\s]{0,200}:)?([0-9OoIl]{1,5})\b[^"]*"/.exec(detail) ?? [];
  const lines = text.split('\n');
  const at = (line ?? 0) - 1;
  const right = wrong.replace(/[Oo]/g, '0').replace(/[Il]/g, '1');
  if (wrong === '' || right === wrong || Number(right) > 65535 || !lines[at]?.includes(host + wrong)) return undefined;
  lines[at] = lines[at].replace(host + wrong, () => host + right);
  return { text: lines.join('\n'), what: `write ${right} for ${wrong} in line ${at + 1}, with digits alone` };
}

/** What has no semicolon goes on in the next line, and nginx tells the line in which it ends (ngx_conf_file.c, ngx_conf_read_token). */
const RUNS_ON = /^(?:invalid parameter|unknown parameter|invalid number of arguments|invalid value|unexpected "\}")/;

/** A line that is longer is no setting of one directive. */
const LONGEST = 400;

function unterminated(text: string, line: number | undefined, detail: string): Corrected | undefined {
  const lines = text.split('\n');
  const at = (line ?? 0) - 1;
  const before = lines.slice(0, Math.max(at, 0)).findLastIndex((one) => !/^\s*(?:#.*)?$/.test(one));
  const one = lines[before] ?? '';
  const [, own = '', name, comment = ''] = one.length > LONGEST ? [] : (/^(\s*([a-z_]{2,60})\s[^#;{}]*?)(\s*(?:#.*)?)$/.exec(one) ?? []);
  const next = /^\s*([a-z_]{2,60}|\})/.exec(lines[at] ?? '')?.[1];
  const isTold = detail.includes(`"${name}" directive`) || detail.includes(`"${next}"`);
  if (!RUNS_ON.test(detail) || name === undefined || next === undefined || !isTold) return undefined;
  lines[before] = `${own};${comment}`;
  return { text: lines.join('\n'), what: `end line ${before + 1} (${own.trim().slice(0, 60)}) with a semicolon` };
}

/** Directives of the main context alone (nginx.org/en/docs/ngx_core_module.html), which are no blocks. */
const MAIN_ALONE =
  /^"(user|worker_processes|worker_rlimit_nofile|worker_priority|worker_cpu_affinity|pid|daemon|master_process|pcre_jit|timer_resolution)" directive is not allowed here/;

function misplaced(text: string, line: number | undefined, detail: string): Corrected | undefined {
  const name = MAIN_ALONE.exec(detail)?.[1];
  const lines = text.split('\n');
  const at = (line ?? 0) - 1;
  // Of a whole configuration it is the file that stands in the wrong place.
  if (name === undefined || belongsTo(text) !== 'http' || !new RegExp(`^\\s*${name}\\s[^;{}]*;\\s*(?:#.*)?$`).test(lines[at] ?? ''))
    return undefined;
  return {
    text: lines.toSpliced(at, 1).join('\n'),
    what: `take line ${at + 1} out (${lines[at]?.trim().slice(0, 60)}): ${name} belongs at the top of nginx.conf, outside of http`,
  };
}

export const nginxRepair = (text: string, line: number | undefined, token: string | undefined, detail: string): Corrected | undefined =>
  unterminated(text, line, detail) ??
  misplaced(text, line, detail) ??
  variableMeant(text, token, detail) ??
  scheme(text, line, detail) ??
  port(text, line, detail) ??
  unit(text, line, detail) ??
  lastBrace(text, detail) ??
  zone(text, token, detail) ??
  bucket(text, token, detail);
