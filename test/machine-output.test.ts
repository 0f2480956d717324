/** What machines read: JSON that holds all that the other forms say, the recipes of docs/json.md, and no line that a CI system acts on. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { demos } from '../src/assets.ts';
import { OUTPUTS } from '../src/command.ts';
import { demoBundle } from '../src/demo.ts';
import { formats, render } from '../src/render/index.ts';
import type { Report } from '../src/report.ts';
import { fakeWorld } from './fake-world.ts';
import { NOW, plantedKubectl } from './planted-kubectl.ts';

const whole = suite('JSON holds all that the other forms say');

for (const name of demos()) {
  whole(name, async () => {
    const world = fakeWorld(undefined, { now: () => 0 });
    const report = JSON.parse((await world.type('demo', name, '-o', 'json')).out) as Report;
    const now = Date.parse(demoBundle(name).ended);
    for (const form of formats) {
      const { out } = await world.type('demo', name, '-o', form);
      assert.is(render(report, form, { width: 100, color: false, unicode: true, now, showCommands: false, timeZone: 'UTC' }), out, form);
    }
  });
}

const recipes = suite('recipes of docs/json.md');
const page = readFileSync(new URL('../docs/json.md', import.meta.url), 'utf8');
const blocks = [...page.matchAll(/\n([^\n]+):\n\n```jq\n([\s\S]*?)```/g)].map(([, what = '', program = '']) => ({ what, program }));
const hasJq = spawnSync('jq', ['--version']).status === 0;
/** Of these the demo has none to show. */
const EMPTY = /permission that it takes|variables to set|In a scan/;

recipes('are found on the page', () => {
  assert.ok(blocks.length >= 15, String(blocks.length));
  assert.is(blocks.length, page.split('```jq').length - 1);
});
// Where jq is not installed these are counted as skipped.
for (const { what, program } of blocks) {
  const check = async () => {
    const { out } = await fakeWorld(undefined, { now: () => 0 }).type('demo', 'dependency-chain', '-o', 'json');
    const { status, stdout, stderr } = spawnSync('jq', ['-r', program], { input: out, encoding: 'utf8' });
    if (program.includes('error(')) {
      assert.is(status, 5);
      assert.ok(stderr.includes((JSON.parse(out) as Report).verdict?.summary ?? '?'), stderr);
      return;
    }
    assert.is(status, 0, stderr);
    if (EMPTY.test(what)) assert.match(stdout, /^(?:\[\]\n)?$/);
    else assert.ok(stdout.trim() !== '' && !/\bnull\b/.test(stdout), `${program} gave ${stdout}`);
  };
  if (hasJq) recipes(what, check);
  else recipes.skip(what, check);
}

const quiet = suite('no line of a log speaks to a CI system');

quiet('through the whole program, in every form', async () => {
  const lines = [
    '::error file=a.js,line=1::gotcha',
    '  ::set-output name=x::y',
    'Error: ##[error]gotcha',
    '##vso[task.setvariable variable=a]b',
    '::stop-commands::pause',
    '::add-mask::a',
    '##teamcity[buildStop]',
    'Error: one\\n::warning::two',
    'Error: a\r::notice::b',
    '\u200b::debug::hidden',
    '\u2028::debug::separated',
  ];
  const world = fakeWorld(
    plantedKubectl({
      log: lines,
      events: lines,
      terminationMessage: lines.join('\n'),
      annotations: Object.fromEntries(lines.map((line, at) => [`a/${at}`, line])),
      env: { A: lines.join('\n') },
      args: lines,
    }),
    { now: () => NOW },
  );
  for (const output of OUTPUTS) {
    const { out, error } = await world.type('web', '-n', 'shop', '-o', output, '--show-commands');
    assert.ok(output === 'name' || /gotcha|pause|warning|notice|debug/.test(out), `${output} shows the log: ${out.slice(0, 300)}`);
    for (const line of (out + error).split(/[\n\r\u2028\u2029]/)) {
      assert.not.match(line, /^\s*::/, output);
      assert.not.match(line, /##(?:\[|vso\[|teamcity\[)/, output);
    }
  }
});

quiet('nor one of an error', async () => {
  const world = fakeWorld(
    async () => ({ stdout: '', failure: { kind: 'other', message: 'refused\n::error::gotcha' }, cut: false, exit: 1, ms: 1, bytes: 0 }),
    { now: () => NOW },
  );
  const { code, error } = await world.type('web', '-n', 'shop');
  assert.is(code, 2);
  assert.not.match(error, /^\s*::/m);
});

for (const one of [whole, recipes, quiet]) one.run();
