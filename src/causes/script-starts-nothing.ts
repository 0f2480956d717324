import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, changeProof, configMapProof, keyObject, lineProof, specProof } from '../evidence/proof.ts';
import { changeKey, editKeys } from '../fixes/change-keys.ts';
import { advised } from '../fixes/fix.ts';
import { rollback } from '../fixes/rollback.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { commandLine } from '../kube/pod.ts';
import { present } from '../present.ts';
import { lastChange } from '../trace/files/mounted-file.ts';
import { cleanEnd } from '../trace/programs/clean-end.ts';
import { openHereDocument } from '../trace/programs/here-document.ts';
import { handsOver, type StartScript, startScript } from '../trace/programs/start-script.ts';
import { type Cause, type Fix, type Match, RUNG } from './cause.ts';

export const scriptStartsNothing: Cause = {
  id: 'script-starts-nothing',
  title: 'its start script ends well without having started anything',
  tier: 'kubernetes',
  covers: ['app.exit0-no-foreground'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const script = cleanEnd(subject) && startScript(subject, evidence);
    if (!script) return undefined;
    const fix = new WorkloadFix(subject, evidence);
    return hereDocument(script, fix) ?? handOver(script, fix) ?? commentedOut(script, fix);
  },
};

const inWords = ({ path, key, name }: StartScript) => `${path} (key ${key} of ConfigMap ${name})`;

/** All below its beginning is text of the document, to the end of the script. */
function hereDocument(script: StartScript, fix: WorkloadFix): Match | undefined {
  const open = openHereDocument(script.text);
  if (!open) return undefined;
  const { subject, evidence } = fix;
  const { container, namespace } = subject;
  const { line, word, near } = open;
  const lines = script.text.split('\n');
  const map = valueOf(evidence.object('configmaps', namespace, script.name));
  const changed = map && lastChange(map);
  return {
    summary: `container ${container.name} ends with exit code 0 as its start script ${inWords(script)} starts nothing: the here-document that line ${line} begins never ends, so all that follows is its text${near === undefined ? '' : `; line ${near} was meant to end it, but holds more than ${word} alone (blanks beside it)`}`,
    // It may have left before, by its own will.
    confidence: lines.slice(0, line).some((one) => /\b(?:exit|return)\b/.test(one)) ? 'likely' : 'certain',
    decides: 'whether the script leaves before that line',
    object: keyObject(namespace, script.name, script.key),
    proof: [
      lineProof(script, line, (lines[line - 1] as string).trim()),
      ...(near === undefined ? [] : [lineProof(script, near, JSON.stringify(lines[near - 1]))]),
      ...present(changed && changeProof(script.name, changed)),
      attemptProof(subject),
    ],
    fixes: [near === undefined ? edited(script, fix) : closed(script, lines, near, word, fix)],
  };
}

function closed({ name, key }: StartScript, lines: readonly string[], near: number, word: string, fix: WorkloadFix): Fix {
  const text = lines.map((line, index) => (index === near - 1 ? word : line)).join('\n');
  return changeKey(`let line ${near} of key ${key} be ${word} alone, without blanks`, { name, key }, text, fix);
}

function edited({ name, key }: StartScript, fix: WorkloadFix): Fix {
  return editKeys(`end the here-document in key ${key} with a line that holds its word alone`, { sort: 'ConfigMap', name }, fix);
}

/** exec without words changes no process (POSIX, exec: only redirections are made). */
function handOver(script: StartScript, fix: WorkloadFix): Match | undefined {
  if (script.given.length > 0 || !handsOver(script.text)) return undefined;
  const { subject, evidence } = fix;
  const { container } = subject;
  const back = rollback(subject, evidence, (change) => /(?:^| )(?:command|args)\b/.test(change));
  const last = script.text.split('\n').findLast((line) => /^\s*exec\s/.test(line)) as string;
  return {
    summary: `container ${container.name} ends with exit code 0 as its start script ${inWords(script)} starts nothing: its last line hands over to the arguments (${last.trim()}), and the container has no args`,
    confidence: /\b(?:exit|return)\b/.test(script.text) ? 'likely' : 'certain',
    decides: 'whether the script leaves before its last line',
    object: fix.containerObject('args'),
    proof: [
      specProof(subject, 'command', commandLine(container).join(' ')),
      configMapProof(script.name, `${script.key}: ${last.trim()}`),
      ...present(back?.proof),
      attemptProof(subject),
    ],
    fixes: back ? [back.fix] : [advised('give the container args: the program that the script is to start')],
  };
}

/** A command and no sentence: what is handed over to is a path or a variable, or has an option or a path behind it. */
const COMMENTED = /^(\s*)#+\s*(exec\s+(?:["']?[$.\w-]{0,60}[/$]|[\w.-]+\s+["']?(?:-|[\w.-]{0,60}[/$.]))\S*.*)$/;

/** The one line that hands over to a program, and a comment. */
function commentedOut({ text, ...script }: StartScript, fix: WorkloadFix): Match | undefined {
  const lines = text.split('\n');
  const at = lines.findLastIndex((line) => COMMENTED.test(line));
  if (at < 0 || lines.some((line) => /^[^#]*\bexec\s/.test(line))) return undefined;
  const { subject } = fix;
  const { name, key } = script;
  const quote = (lines[at] as string).trim();
  const restored = lines.map((line, index) => (index === at ? line.replace(COMMENTED, '$1$2') : line)).join('\n');
  return {
    summary: `container ${subject.container.name} ends with exit code 0 as its start script ${inWords({ text, ...script })} starts nothing that goes on: its line ${at + 1}, which hands over to a program, is a comment (${quote})`,
    confidence: 'likely',
    decides: 'whether what the script runs above was to go on',
    object: keyObject(subject.namespace, name, key),
    proof: [{ step: `get cm ${name}`, quote: `${key}, line ${at + 1}: ${quote}` }, attemptProof(subject)],
    fixes: [changeKey(`take the # off line ${at + 1} of key ${key}`, { name, key }, restored, fix)],
  };
}
