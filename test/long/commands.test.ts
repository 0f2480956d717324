/**
 * Every command that a report prints, of every recorded case, run by a real kubectl on that recording served over HTTP: no flag, name or
 * number in it may be wrong. What changes the cluster gets --dry-run=server where kubectl has it; the rest of a chain (rollout restart,
 * replace --force) is answered by a server that only pretends to write. Commands that only read run as they are.
 */
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { serve } from '../../scripts/replay.mjs';
import type { Asks } from '../../src/report.ts';
import { CASE_NAMES, CASES } from '../case-names.ts';
import { reportOn, type Truth, truthOf } from '../judge.ts';
import { kubectlFolder } from '../kubectl-binary.ts';

/** Recordings that are tried side by side. */
const SIDE_BY_SIDE = 2;
/** Seconds for one command, however many steps it has. */
const LIMIT = 60;

/**
 * Stands before kubectl on PATH, so that the shell alone takes a command apart. Writes down what it made of each call:
 * rehearsed (--dry-run=server), pretended (kubectl has no dry run for it, the server only pretends), read, or not run.
 */
const SHIM = `#!/bin/sh
kubectl=$REAL_KUBECTL
note() { echo "$1" >>"$NOTES"; }
without_terminal() { shift; for word; do [ "$word" = -it ] || printf '%s ' "$word"; done; }
case " $* " in *" --dry-run=client "* | *" --local "*) note read; exec "$kubectl" "$@" ;; esac
case "$1 $2" in
  'rollout status') note read; exec "$kubectl" "$@" --watch=false ;;
  'rollout restart' | 'rollout resume') note "pretended: $1 $2"; exec "$kubectl" "$@" ;;
  'wait '*) note "not run: wait"; exit 0 ;;
  'get validatingwebhookconfigurations,'*) note "not run: webhook configurations are not recorded"; exit 0 ;;
  'replace --force') note "pretended: replace --force"; exec "$kubectl" "$@" ;;
  'exec '*) note "not run: exec"; exit 0 ;;
  'debug '*) note "pretended: debug, without its terminal"; exec "$kubectl" debug --attach=false $(without_terminal "$@") ;;
  'edit '*) note "opened, not changed: edit"; EDITOR=true exec "$kubectl" "$@" ;;
esac
case "$1" in
  patch|set|scale|expose|create|replace|delete|rollout|annotate|label) note rehearsed; exec "$kubectl" "$@" --dry-run=server ;;
  get|describe|logs|auth|top|version|config) note read; exec "$kubectl" "$@" ;;
esac
echo "the test does not know: kubectl $*" >&2
exit 99
`;

const binary = await kubectlFolder('1.34');
const why = 'reason' in binary ? binary.reason : undefined;
if (why) console.log(`skipped: ${why}`);
const home = mkdtempSync(join(tmpdir(), 'crashloop-commands-'));
process.on('exit', () => rmSync(home, { recursive: true, force: true }));
writeFileSync(join(home, 'kubectl'), SHIM);
chmodSync(join(home, 'kubectl'), 0o755);

interface Printed {
  name: string;
  what: 'fix' | 'look' | 'proof' | 'decides';
  command: string;
  /** It proves that something is not there. */
  absent: boolean;
  asks: Asks[];
  answers: NonNullable<Truth['answers']>;
}

/** As the report prints them; those of other programs (docker, crictl) are not kubectl's to judge. */
async function printedIn(name: string): Promise<Printed[]> {
  const at = join(CASES, name);
  const { answers = {} } = truthOf(at);
  const report = await reportOn(at);
  const findings = report.pods.flatMap(({ containers }) => containers).flatMap((container) => container.findings);
  const commands = findings.flatMap(({ fixes, proof, decides }) => [
    ...fixes.map(({ command, changes, asks }) => ({ what: changes ? ('fix' as const) : ('look' as const), command, asks, absent: false })),
    ...proof.map(({ command, quote }) => ({ what: 'proof' as const, command, asks: [], absent: /not found/i.test(quote) })),
    { what: 'decides' as const, command: decides?.match(/(?<=: )kubectl .*$/)?.[0], asks: [], absent: false },
  ]);
  return commands.flatMap(({ command, ...rest }, index) =>
    command?.startsWith('kubectl ') && commands.findIndex((one) => one.command === command) === index
      ? [{ name, answers, ...rest, command: withoutValues(command) }]
      : [],
  );
}

/** The values of Secrets are blank in a recording: what other programs make of them cannot be tried. */
const withoutValues = (command: string) =>
  /^kubectl get secret [^&]* \| base64 -d \| /.test(command) ? (command.split(' | ')[0] as string) : command;

/** A file stands in a folder of its own; the variable holds its path, or with several files that of the folder. */
function given(answers: Printed['answers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(answers).map(([variable, answer]) => {
      if (typeof answer === 'string') return [variable, answer];
      const at = mkdtempSync(join(home, 'answer-'));
      for (const [file, text] of Object.entries(answer)) writeFileSync(join(at, file), text);
      const [only, ...others] = Object.keys(answer);
      return [variable, only === undefined || others.length > 0 ? at : join(at, only)];
    }),
  );
}

interface Run {
  printed: Printed;
  code: number | null;
  said: string;
  notes: string[];
}

async function run(printed: Printed): Promise<Run> {
  const { name, command, asks, answers } = printed;
  const unknown = asks.filter(({ variable }) => answers[variable] === undefined).map(({ variable }) => variable);
  if (unknown.length > 0) return { printed, code: null, said: `truth.yaml has no answer for ${unknown.join(', ')}`, notes: [] };
  const server = await serve(join(CASES, name), { pretend: true });
  const notes = join(home, `notes-${name}`);
  writeFileSync(notes, '');
  const child = spawn('bash', ['-euo', 'pipefail', '-c', command], {
    env: {
      PATH: `${home}:/usr/bin:/bin`,
      HOME: home,
      KUBECONFIG: server.kubeconfig,
      REAL_KUBECTL: join('folder' in binary ? binary.folder : '', 'kubectl'),
      NOTES: notes,
      ...given(answers),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (piece) => {
      said += piece;
    });
  const timer = setTimeout(() => process.kill(-(child.pid ?? 0), 'SIGKILL'), LIMIT * 1000);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  clearTimeout(timer);
  await server.close();
  return { printed, code, said, notes: readFileSync(notes, 'utf8').split('\n').filter(Boolean) };
}

async function all<T, R>(items: readonly T[], each: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const queue = items.entries();
  await Promise.all(
    Array.from({ length: SIDE_BY_SIDE }, async () => {
      for (const [index, item] of queue) results[index] = await each(item);
    }),
  );
  return results;
}

async function runAll(name: string): Promise<Run[]> {
  const runs: Run[] = [];
  for (const printed of await printedIn(name)) runs.push(await run(printed));
  return runs;
}

const runs = why ? [] : (await all(CASE_NAMES, runAll)).flat();
const of = (...kinds: Printed['what'][]) => runs.filter(({ printed }) => kinds.includes(printed.what));
const wrong = (some: readonly Run[]) =>
  some
    .filter(({ printed, code, said }) => (printed.absent ? !said.includes('(NotFound)') : code !== 0))
    .map(({ printed, code, said }) => `${printed.name}: ${printed.command}\n  exit ${code}: ${said.trim()}`);
const tried = why ? (name: string, body: () => void) => test.skip(name, body) : test;

tried('every printed command that changes the cluster is accepted in a dry run', () => {
  const fixes = of('fix');
  assert.ok(fixes.length >= 200, `only ${fixes.length} are printed`);
  assert.equal(wrong(fixes), []);
  const counts = new Map<string, number>();
  for (const note of fixes.flatMap(({ notes }) => notes)) counts.set(note, (counts.get(note) ?? 0) + 1);
  console.log(`${fixes.length} commands: ${[...counts].map(([note, count]) => `${count} ${note}`).join(', ')}`);
  const unrehearsed = fixes.filter(({ notes }) => !notes.includes('rehearsed')).length;
  console.log(`${unrehearsed} of them hold no step that kubectl can rehearse`);
});

tried('every printed command that only reads runs as it is', () => {
  const reads = of('look', 'proof', 'decides');
  assert.ok(reads.length >= 10, `only ${reads.length} are printed`);
  assert.equal(wrong(reads), []);
  // kubectl debug makes a copy of the pod, and the command takes just that copy away again; kubectl run --rm does both.
  const changing = reads.filter(
    ({ printed: { command }, notes }) =>
      !/^kubectl (?:debug .* --copy-to=(\S+) .*; kubectl delete pod \1(?: |$)|run \S+-debug .*--rm )/.test(command) &&
      notes.some((note) => note !== 'read' && !note.startsWith('not run')),
  );
  assert.equal(
    changing.map(({ printed }) => printed.command),
    [],
  );
  console.log(`${reads.length} commands that read`);
});

test.run();
