/**
 * A script whose lines were joined with blanks, as YAML's folded text (>) does it (YAML 1.2.2, 8.1.3): what stood below `set -e` becomes
 * arguments of it, which the shell keeps as $1, $2 … and never runs; what stood below a comment becomes part of it.
 */

export interface JoinedLines {
  /** "set -euo pipefail", "#!/bin/bash": what swallows the rest. */
  head: string;
  /** What is not run. */
  lost: string;
  /** Each command on a line of its own again, as far as that can be told. */
  apart: string | undefined;
}

const SET = /^\s*(set(?:\s+[-+](?:[a-np-zA-Z]*o\s+[a-z]+|[a-np-zA-Z]+))+)\s+(?=[\w./"'$[{(:])/;
const COMMENT = /^\s*(#!\S+(?:\s+(?:(?:ba|da|a|k|z)?sh|-[a-z]+))*|#)\s+(?=\S)/;

const OPTIONAL = /^(?:"?\$(?:\w+|\{[^}]*\})"?\s*)+(?:[;&#].*)?$/;

export function joinedLines(text: string): JoinedLines | undefined {
  const [first = '', ...others] = text.trimEnd().split('\n');
  const set = SET.exec(first);
  const comment = others.length === 0 ? COMMENT.exec(first) : null;
  const [whole, head] = set ?? comment ?? [];
  if (whole === undefined || head === undefined) return others.length === 0 ? commentWithin(first) : undefined;
  const rest = first.slice(whole.length);
  const lost = /^(?:"[^"]*"|'[^']*'|[^;&|"'])*/.exec(set ? rest : '')?.[0] || rest;
  // Options that a variable may add: set -e ${TRACE:+-x}.
  if (set && OPTIONAL.test(rest)) return undefined;
  const lines = [rest, ...others].map(apart);
  const known = head !== '#' && lines.every((line) => line !== undefined);
  return { head, lost: lost.trim(), apart: known ? [head, ...lines].join('\n') : undefined };
}

/** A comment between commands, with the word of another command in it; what stands before it is run. */
function commentWithin(line: string): JoinedLines | undefined {
  const words = [...line.matchAll(WORD)];
  const comment = words.find(([word], at) => at > 0 && word.startsWith('#'));
  const before = comment && line.slice(0, comment.index).trimEnd();
  // A server that takes the place of the shell has its comment behind it.
  if (!comment || !before || /(?:^|[;&|]\s*)exec\s[^;&|]*$/.test(before)) return undefined;
  const behind = words.slice(words.indexOf(comment) + 1);
  const next = behind.find(
    ([word], at) => word === 'exec' || (BEGINS.test(word) && !OF_SENTENCES.test(word) && OF_COMMAND.test(behind[at + 1]?.[0] ?? '')),
  );
  const isEnded = /(?:;|&&|\|\||&)$/.test(before);
  if (!next || !(isEnded || next[0] === 'exec')) return undefined;
  const lost = line.slice(next.index);
  const lines = commentWithin(lost)?.apart ?? apart(lost);
  const said = line.slice(comment.index, next.index).trimEnd();
  return { head: '#', lost: lost.trim(), apart: lines === undefined ? undefined : [before, said, lines].join('\n') };
}

const OF_SENTENCES = /^(?:while|until|for|if|source|wait)$/;
/** What stands behind a command, and seldom behind a word of a sentence. */
const OF_COMMAND = /^["']?(?:-\w|[/$]|\w+=|[\w./-]+\.\w)/;

const WORD = /(?:"(?:[^"\\]|\\.)*"|'[^']*'|\\.|[^\s"'\\])+/g;
/** Words with which a command begins, and that are seldom anything else. */
const BEGINS =
  /^(?:(?:\/usr)?(?:\/local)?\/s?bin\/\S+|export|cd|mkdir|cp|mv|rm|ln|chmod|chown|echo|printf|touch|sleep|while|until|for|if|exec|source|trap|umask|unset|wait|mkfifo|curl|wget|python[\d.]*|node|npm|yarn|java|ruby|perl|php|nginx|gunicorn|uvicorn|celery|redis-server|envsubst|pg_isready|psql|tail)$/;
/** Words that another command stands behind; an assignment does so unless it is what export and its like are given. */
const LEADS = /^(?:&&|\|\|?|&|!|\{|\(|then|do|else|elif|if|while|until|exec|env|nohup|time|command|sudo|xargs|-exec|timeout|.*;)$/;
const ASSIGNS = /^\w+=/;
const TAKES_ASSIGNMENTS = /^(?:export|local|readonly|declare|typeset)$/;
const PRINTS = /^(?:echo|printf|which|command)$/;

/** Undefined where a quote is left open. */
function apart(line: string): string | undefined {
  const words = line.match(WORD) ?? [];
  if (words.join('').length !== line.replace(QUOTED_OR_BLANK, (part) => (part.trim() === '' ? '' : part)).length) return undefined;
  const lines: string[][] = [];
  let command = '';
  for (const word of words) {
    const current = lines.at(-1) ?? [];
    const before = current.at(-1);
    const follows = before !== undefined && (LEADS.test(before) || (ASSIGNS.test(before) && !TAKES_ASSIGNMENTS.test(command)));
    const begins = before === undefined || (BEGINS.test(word) && !follows && (word === 'exec' || !PRINTS.test(command)));
    if (begins) lines.push([word]);
    else current.push(word);
    if (begins || follows) command = word;
  }
  return lines.map((one) => one.join(' ')).join('\n');
}

const QUOTED_OR_BLANK = /"(?:[^"\\]|\\.)*"|'[^']*'|\\.|\s/g;
