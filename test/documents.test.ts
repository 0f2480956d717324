/**
 * Every command in every document: those of ours are run, on a recorded crash; of the others each is one that another test or script runs.
 * And what in docs/ is made by a script is as the script makes it.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { packageJson } from '../scripts/bundle.mjs';
import { FLAGS } from '../src/cli/flags.ts';
import { parse } from '../src/cli.ts';
import { fakeCluster, portOf } from './fake-cluster.ts';
import { fakeWorld } from './fake-world.ts';

const test = suite('documents');
const root = fileURLToPath(new URL('../', import.meta.url));
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const DOCUMENTS = [
  ...readdirSync(root).filter((file) => file.endsWith('.md')),
  ...readdirSync(join(root, 'docs')).flatMap((file) => (file.endsWith('.md') ? [`docs/${file}`] : [])),
  ...readdirSync(join(root, '.github/ISSUE_TEMPLATE')).map((file) => `.github/ISSUE_TEMPLATE/${file}`),
];

/** Words that begin a command. In the text around, what is set as code and has one of them and another word counts. */
const TOOLS =
  /^(?:[A-Z_]+=\S+ )*(kubectl|kubectl-crashloop|npm|node|npx|curl|tar|install|ln|printf|chmod|sha256sum|source|zcat|gh|asciinema|man|xattr|docker) /;

interface Line {
  file: string;
  command: string;
}

function commandsOf(file: string): Line[] {
  const text = read(file);
  const fences = [...text.matchAll(/^```(?:sh|console|yaml|bash)\n([\s\S]*?)^```/gm)].flatMap(([, block = '']) =>
    block.split('\n').map((line) => line.replace(/^[\s$-]*(?:run: (?!\|))?/, '').replace(/\s+# .*$|^#.*$/, '')),
  );
  const inline = [...text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/(`+)(.+?)\1/g)].map(([, , code = '']) => code.trim());
  const indented = file.endsWith('.yml') ? [...text.matchAll(/^ {12}(kubectl .*)$/gm)].map(([, command = '']) => command) : [];
  return [...fences, ...inline, ...indented]
    .flatMap((line) => line.split(/ && | \|\| |; (?=then)|\$\(|<\(|(?<=\w) \| /))
    .map((part) =>
      part
        .replace(/^(?:if ! |source |"|then )+/, '')
        .replace(/ >>? .*$|[)";]+$|; then$/, '')
        .trim(),
    )
    .filter((part) => TOOLS.test(`${part} `) && part.includes(' '))
    .map((command) => ({ file, command }));
}

const lines = DOCUMENTS.flatMap(commandsOf);
const isOurs = ({ command }: Line) => /^kubectl[ -]crashloop( |$)/.test(command);

const CASE = 'file-redis-conf-behind';
const cluster = fakeCluster({ cases: [CASE] });
const namespace = cluster.namespaceOf(CASE);
const world = fakeWorld(portOf(cluster), { now: () => cluster.now });
const { out } = await world.type('deploy/web', '-n', namespace, '-o', 'json');
const pod = JSON.parse(out).pods[0].name as string;

/** Names that documents make up, and words that stand for one. */
const NAMES: [RegExp, string][] = [
  [/^(?:pod\/)?(?:POD|YOUR-POD|my-pod|web-[\w-]+)$/, pod],
  [/^shop$/, namespace],
  [/^CAUSE$/, 'oom-killed'],
  [/^CODE$/, '137'],
  [/^NAME$/, 'oom-killed'],
  [/^FILE$/, 'evidence.json.gz'],
  [/^WORDS…$/, 'explain'],
];
/** They wait for something to happen in a cluster: the tests of each of them do that. */
const WAITING = new Set(['watch', 'follow', 'record', 'catch', 'fix', 'contexts']);

async function follow(command: string): Promise<void> {
  const words = [...command.matchAll(/'([^']*)'|\S+/g)]
    .map(([word, quoted]) => quoted ?? word)
    .slice(command.startsWith('kubectl-') ? 1 : 2);
  const argv = words.map((word) => NAMES.find(([pattern]) => pattern.test(word))?.[1] ?? word);
  const flags = argv.flatMap((word) => /^--([a-z-]+)/.exec(word)?.[1] ?? (word === '-w' ? 'watch' : []));
  for (const flag of flags)
    assert.ok(
      FLAGS.some(({ name }) => name === flag),
      `there is a flag --${flag}`,
    );
  if (argv.length === 0) return;
  if (flags.some((flag) => WAITING.has(flag))) {
    parse(argv, {}, 'kubectl-crashloop');
    return;
  }
  const needsNamespace =
    !/^(explain|demo|completion|__complete|--version|--help)$/.test(argv[0] ?? '') && !/ (-n|-A|--from) ?/.test(command);
  if (argv.includes('--save')) argv.push('--force');
  const { code, error } = await world.type(...argv, ...(needsNamespace ? ['-n', namespace] : []));
  assert.is(error.replace(/^(saved|evidence|wrote).*\n/gm, ''), '', argv.join(' '));
  assert.ok(code === 0 || code === 1, `${argv.join(' ')} ends with ${code}`);
}

test('there are commands in the documents', () => {
  assert.ok(lines.filter(isOurs).length > 30, `${lines.filter(isOurs).length}`);
  for (const file of ['README.md', 'docs/ci.md', 'docs/bundle.md', 'docs/install.md', '.github/ISSUE_TEMPLATE/fault.yml'])
    assert.ok(lines.some((line) => line.file === file) || file.endsWith('fault.yml'), file);
});

/** Bundles are saved before they are read. */
const saving = ({ command }: Line) => (command.includes('--save') ? 0 : 1);
const shown = [...new Map(lines.filter(isOurs).map((line) => [line.command, line])).values()].sort((a, b) => saving(a) - saving(b));
for (const { file, command } of shown) {
  // A synopsis, not a command: [-n NAME | -A], bash|zsh|fish.
  if (/[[…]|\w\|\w/.test(command.replace('WORDS…', ''))) continue;
  test(`${file}: ${command}`, () => follow(command));
}

/** What runs the others, each with words of it that stand there. */
const ELSEWHERE: [RegExp, string, string][] = [
  [/^npm ci$/, '.ci/run', 'npm ci'],
  [/^npm (test|run build|run check)\b/, 'scripts/ci/check', 'npm run check'],
  [/^kubectl krew /, 'scripts/ci/krew', 'krew install'],
  [/^(curl|tar|sha256sum|install|npm install --global|npm uninstall --global|man) ?/, 'test/long/install.test.ts', 'sha256sum'],
  [/^(printf|chmod|ln|kubectl completion)\b/, 'test/completion.test.ts', 'printf'],
  [/^kubectl (apply|rollout status|create (?:cluster)?rolebinding|auth)\b/, 'test/long/live.test.ts', 'kubectl'],
  [/^kubectl (get|describe|config|logs|version|top|plugin|exec)\b/, 'test/long/binary.test.ts', 'kubectl'],
  [/^zcat .* \| jq|^zcat /, 'test/evidence-bundle.test.ts', 'gunzip'],
  // They need a release that is published, a Mac, or a player.
  [/^(gh|xattr|asciinema|codesign) /, 'docs/install.md', 'attestation'],
  [/^node -e 0$/, 'docs/install.md', 'node -e 0'],
];

test('each other command is run somewhere', () => {
  const { scripts } = packageJson();
  for (const { file, command } of lines.filter((line) => !isOurs(line))) {
    const bare = command.replace(/^(?:[A-Z_]+=\S+ )+/, '');
    const script = /^npm run (?:--silent )?([\w:-]+)/.exec(bare)?.[1] ?? (/^npm test\b/.test(bare) ? 'test' : undefined);
    if (script) {
      assert.ok(scripts[script], `${file}: there is no script ${script}`);
      const [, path] = /(?:scripts|test)\/[\w.-]+/.exec(scripts[script] as string) ?? [];
      assert.ok(!path || existsSync(join(root, path)), path);
      continue;
    }
    const found = ELSEWHERE.find(([pattern]) => pattern.test(bare));
    assert.ok(found, `${file}: nothing is known to run ${command}`);
    assert.ok(read(found[1]).includes(found[2]), `${found[1]} has ${found[2]}`);
  }
});

test('each link within the repository leads to something', () => {
  for (const file of DOCUMENTS.filter((one) => one.endsWith('.md')))
    for (const [, target = ''] of read(file).matchAll(/\]\((?!https?:|#)([^)#]+)/g))
      assert.ok(existsSync(join(root, file, '..', target)), `${file}: ${target}`);
});

test('where releases are published stands in package.json', () => {
  const { homepage } = packageJson();
  for (const [url] of read('docs/install.md').matchAll(/https:\/\/[^\s`)]+/g)) assert.ok(url.startsWith(homepage), url);
});

test('each script of the workflows is there', () => {
  const workflows = readdirSync(join(root, '.github/workflows')).map((file) => read(`.github/workflows/${file}`));
  const named = workflows.flatMap((text) => [...text.matchAll(/(?:scripts\/ci|\.ci)\/\w+/g)].map(([path]) => path));
  assert.equal([...new Set(named)].sort(), ['.ci/run', ...readdirSync(join(root, 'scripts/ci')).map((file) => `scripts/ci/${file}`)]);
});

test('what a script makes is as it makes it: npm run documents', () => {
  execFileSync(process.execPath, ['--import', 'tsx', join(root, 'scripts/documents.ts'), '--check'], { cwd: root });
});

test.run();
