/**
 * Runs the first fix command that the report prints, as it is: for trying fixes on a cluster that may be broken.
 *
 *   node scripts/heal.mjs TARGET [--answers answers.json]     (KUBECONFIG and the namespace as for kubectl)
 *
 * Variables that the report asks for come from the answers, else from the environment. Exit 3: the report has no command.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const {
  values,
  positionals: [target],
} = parseArgs({ allowPositionals: true, options: { answers: { type: 'string' } } });
const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const tsx = import.meta.resolve('tsx');
const [program, ...first] = process.env.CRASHLOOP ? [process.env.CRASHLOOP] : [process.execPath, '--import', tsx, main];
const { stdout, stderr } = spawnSync(program, [...first, target, '-o', 'json'], { encoding: 'utf8' });
if (!stdout) throw new Error(`no report: ${stderr}`);
const report = JSON.parse(stdout);
const fixes = report.pods
  .flatMap(({ containers }) => containers)
  .flatMap(({ findings }) => findings)
  .flatMap((finding) => finding.fixes.map((fix) => ({ ...fix, cause: finding.cause })));
const fix = fixes.find(({ command, changes }) => command && changes);
console.error(`cause: ${report.verdict?.cause} (${report.verdict?.confidence}): ${report.verdict?.summary}`);
if (!fix) {
  console.error('no fix command');
  process.exit(3);
}
const answers = values.answers ? JSON.parse(readFileSync(values.answers, 'utf8')) : {};
/** Of a file the answer is its name and text: it is written, and the variable holds its path, or with several files that of their folder. */
function given(answer) {
  if (typeof answer !== 'object') return String(answer);
  const folder = mkdtempSync(join(tmpdir(), 'heal-'));
  for (const [file, text] of Object.entries(answer)) writeFileSync(join(folder, file), text);
  const files = Object.keys(answer);
  return files.length === 1 ? join(folder, files[0]) : folder;
}
const asked = Object.fromEntries(
  fix.asks.map(({ variable }) => [variable, given(answers[variable] ?? process.env[variable] ?? 'unknown')]),
);
console.error(`fix: ${fix.command}${fix.asks.length ? `   with ${JSON.stringify(asked)}` : ''}`);
execFileSync('bash', ['-euo', 'pipefail', '-c', fix.command], { stdio: 'inherit', env: { ...process.env, EDITOR: 'true', ...asked } });
