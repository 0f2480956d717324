/**
 * In which of nginx's contexts a text belongs, by the blocks at its top (nginx.org/en/docs/ngx_core_module.html and
 * …/http/ngx_http_core_module.html name the context of each), and where the usual images read such a text: the whole configuration
 * from nginx.conf, which includes all of conf.d within its http block (nginx/docker-nginx and Debian's nginx-common alike).
 */

export const MAIN_FILE = '/etc/nginx/nginx.conf';
export const SITES = '/etc/nginx/conf.d';
const MAIN_BLOCKS = ['http', 'events', 'stream', 'mail'];
const HTTP_BLOCKS = ['server', 'upstream', 'map', 'geo', 'split_clients'];

/** Comments, texts in quotes, variables such as ${name} (whose brace opens no block), braces, semicolons, words. */
const TOKEN = /#[^\n]*|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\$\{\w*\}|[{};]|[^\s{};#"']+/g;

/** The names of the blocks that stand in no other one. */
export function outerBlocks(text: string): string[] {
  const names: string[] = [];
  let depth = 0;
  let name = '';
  for (const [token] of text.matchAll(TOKEN)) {
    if (token.startsWith('#')) continue;
    if (!/^[{};]$/.test(token)) {
      name ||= token;
      continue;
    }
    if (token === '{' && depth === 0 && name) names.push(name);
    depth = token === '{' ? depth + 1 : token === '}' ? Math.max(0, depth - 1) : depth;
    name = '';
  }
  return names;
}

/** Is it a whole configuration, or what belongs within an http block? Undefined where its blocks tell neither. */
export function belongsTo(text: string): 'main' | 'http' | undefined {
  const blocks = outerBlocks(text);
  if (blocks.includes('http') && blocks.every((name) => MAIN_BLOCKS.includes(name))) return 'main';
  return blocks.length > 0 && blocks.every((name) => HTTP_BLOCKS.includes(name)) ? 'http' : undefined;
}
