/** Where a shell sends the errors of what it starts, if that is a file: the container's log then says nothing of them (POSIX sh, Redirection). */

export interface ErrorsToFile {
  /** As it is written, with the variables of the shell. */
  file: string;
  /** The script without these redirections. */
  without: string;
}

const REDIRECTION = /(?:^|\s)(&|[012])?(>{1,2})\s*(&[012]|[^\s;|&<>()]+)/g;
/** What stands there is the container's own log, or nobody's. */
const NO_FILE = /^["']?\/(?:dev|proc)\//;

/**
 * Of the last statement, which is the program, and of an `exec` that only redirects: that holds for all behind it. Of another one
 * where `set -e` ends the script with it, if no other sends its errors away: what can speak would have spoken.
 */
export function errorsToFile(script: string): ErrorsToFile | undefined {
  const statements = script.split(/(\n|;|&&|\|\|)/);
  // What only passes its exit code on stands behind the program.
  const last = statements.findLastIndex((one) => /[^\s;&|]/.test(one) && !/^\s*(?:#|exit(?:\s+["']?\$\S+)?\s*$)/.test(one));
  const own = statements.findIndex((one) => /^\s*exec(?:\s+(?:&|[012])?>{1,2}\s*\S+)+\s*$/.test(one));
  const sent = statements.flatMap((one, at) => (fileOf(one) === undefined ? [] : [at]));
  const ending =
    /(?:^|[\n;])[ \t]*set[ \t]+(?:-[a-zA-Z]{0,20}e|-o errexit)/.test(script) && sent.length === 1 && !SILENT.test(script)
      ? (sent[0] as number)
      : -1;
  for (const at of [own, last, ending]) {
    const text = statements[at] ?? '';
    const file = fileOf(text);
    if (file === undefined || /^\s*(?:if|elif|while|until|!)\s/.test(text) || statements[at + 1] === '||') continue;
    const without = at === own ? '' : text.replace(REDIRECTION, '').trimEnd();
    return { file, without: statements.map((one, index) => (index === at ? without : one)).join('') };
  }
  return undefined;
}

/** What fails without a word. */
const SILENT = /(?:^|[\n;&|])[ \t]*(?:test|\[{1,2}|grep[ \t]+-\w{0,10}q|cmp[ \t]+-s|false)(?=\s|$)/;

/** A pipe takes the output first; a quote may hold the sign. */
const fileOf = (text: string) => (/\||["'][^"']*>[^"']*["']/.test(text) ? undefined : errorsOf(text));

/** Redirections are made from left to right: 2>&1 takes what 1 is by then. */
function errorsOf(text: string): string | undefined {
  const to = new Map<string, string>();
  for (const [, from = '1', , word = ''] of text.matchAll(REDIRECTION)) {
    const target = word.startsWith('&') ? to.get(word.slice(1)) : word;
    for (const one of from === '&' ? ['1', '2'] : [from]) {
      if (target === undefined) to.delete(one);
      else to.set(one, target);
    }
  }
  const file = to.get('2');
  return file === undefined || NO_FILE.test(file) ? undefined : file.replace(/^["']|["']$/g, '');
}
