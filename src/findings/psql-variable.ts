/** A variable of psql that a file of SQL uses, and neither that file nor the command sets. */
import { attemptProof, lineProof, logProof, specProof } from '../evidence/proof.ts';
import { ask } from '../fixes/command.ts';
import type { WorkloadFix } from '../fixes/workload.ts';
import { lastName } from '../kube/folder.ts';
import { commandLine } from '../kube/pod.ts';
import type { Fact } from '../logs/fact.ts';
import { only } from '../only.ts';
import type { FileAtWork } from '../trace/files/file-at-work.ts';
import { shellLine } from '../trace/programs/shell-line.ts';
import type { Match } from './match.ts';

/** :name, :'name' and :"name"; not a cast (::text), nor a part of a time (psql, SQL Interpolation). */
const USED = /(?<![:\w'"]):(?:'(\w{1,60})'|"(\w{1,60})"|([A-Za-z_]\w{0,60}))/g;

/** What is not set is sent to the server as it is written, which does not know the colon. */
export function psqlVariable(fact: Fact, file: FileAtWork, fix: WorkloadFix): Match | undefined {
  const { subject } = fix;
  const { container } = subject;
  if (!/^psql:.*syntax error at or near ":"/.test(fact.quote)) return undefined;
  const words = commandLine(container);
  const isSet = (name: string) =>
    new RegExp(`^\\s*\\\\(?:set|getenv|prompt)\\b.*\\b${name}\\b`, 'm').test(file.text) ||
    words.some((word) => new RegExp(`\\b${name}=`).test(word));
  const lines = file.text.split('\n').map((line) => line.replace(/--.*$/, ''));
  const used = lines.flatMap((line, at) =>
    [...line.matchAll(USED)].map(([, one, two, three]) => ({ name: one ?? two ?? three ?? '', line: at + 1, quote: line.trim() })),
  );
  const unset = used.filter(({ name }) => !isSet(name));
  const name = only([...new Set(unset.map((one) => one.name))]);
  const [first] = unset;
  if (name === undefined || !first) return undefined;
  const list = container.args ? 'args' : 'command';
  const own = container[list] ?? [];
  const isDirect = lastName(words[0] ?? '') === 'psql' && !shellLine(container);
  const option = `--set=${name}=`;
  return {
    summary: `container ${container.name} runs ${file.key} (ConfigMap ${file.name}) with psql, which replaces the variable ${name} in its line ${first.line} ("${first.quote.slice(0, 80)}") only where it is set, and neither the command nor the file sets it`,
    confidence: 'certain',
    object: fix.containerObject(list),
    proof: [
      logProof(subject, fact),
      lineProof(file, first.line, first.quote),
      specProof(subject, list, own.join(' ')),
      attemptProof(subject),
    ],
    fixes: [
      isDirect
        ? fix.askWord(
            `give psql the variable: ${option}…`,
            `/spec${fix.containerPath}/${list}/${list === 'command' ? 1 : 0}`,
            ask(option, name.toUpperCase(), `the value of ${name}`, false),
            'add',
          )
        : fix.edit(`give psql the variable: -v ${name}=…`),
    ],
  };
}
