/** Completion: what a line may become, what the cluster adds to it, and the scripts in the real shells, where there are any. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { FLAGS } from '../src/cli/flags.ts';
import { parse } from '../src/cli.ts';
import { failureOf } from '../src/cluster/failure.ts';
import type { Kubectl, Limits } from '../src/cluster/port.ts';
import { OUTPUTS, SHELLS } from '../src/command.ts';
import { complete } from '../src/completion/complete-command.ts';
import { completionOf } from '../src/completion/completion.ts';
import { completionScript } from '../src/completion/completion-script.ts';
import { run } from '../src/run.ts';
import { fakeWorld } from './fake-world.ts';

const NOW = Date.parse('2026-01-02T03:05:00Z');
const values = (...words: string[]) => completionOf(words).candidates.map(({ value }) => value);
const source = (...words: string[]) => completionOf(words).source;

// ---- what a line may become ----

test('flags: every one that is there, none that is not', () => {
  const offered = values('-');
  assert.equal(
    offered,
    FLAGS.map(({ name }) => `--${name}`),
  );
});

test('flags: not twice, but for those that may be', () => {
  const offered = values('--output', 'json', '--as-group', 'a', '--');
  assert.not.ok(offered.includes('--output'));
  assert.ok(offered.includes('--as-group'));
});

test('flags: what asks for many pods is not offered after a name', () => {
  const offered = values('web', '--');
  for (const name of ['--all-namespaces', '--selector', '--contexts', '--since']) assert.not.ok(offered.includes(name), name);
  assert.ok(offered.includes('--container'));
});

test('flags: a command has its own', () => {
  assert.equal(values('explain', '--'), ['--help']);
  assert.ok(values('demo', '--').includes('--output'));
  assert.not.ok(values('demo', '--').includes('--context'));
});

test('values: in each way to write them', () => {
  assert.equal(values('-o', ''), [...OUTPUTS]);
  assert.equal(values('--output', 'j'), [...OUTPUTS]);
  assert.equal(completionOf(['--output=js']).partial, 'js');
  assert.equal(completionOf(['--output=js']).before, '');
  assert.equal(completionOf(['-ojs']).partial, 'js');
  assert.equal(completionOf(['-ojs']).before, '-o');
  assert.equal(completionOf(['-Aojs']).before, '-Ao');
  assert.equal(completionOf(['-o=js']).partial, 'js');
  assert.equal(values('-o'), ['-o']);
  assert.equal(values('--no-exec='), ['true', 'false']);
});

test('values: the last word is a value where kubectl would take it for one', () => {
  assert.equal(source('-n', ''), { of: 'namespaces' });
  // `-o` is the value of -l here, so what follows it is a word of its own.
  assert.equal(source('-l', '-o', 'x'), undefined);
  assert.equal(source('-n', '-o', ''), { of: 'objects', plural: 'pods' });
  assert.equal(source('-n', '--context', '--context', ''), { of: 'contexts' });
});

test('values: what only others know', () => {
  assert.equal(source('--context', ''), { of: 'contexts' });
  assert.equal(source('--from', ''), { of: 'files' });
  assert.equal(source('--kubeconfig=/e'), { of: 'files' });
  assert.equal(source('web', '-c', ''), { of: 'containers', target: { plural: 'pods', name: 'web' } });
  assert.equal(source('deploy', 'web', '-c', ''), { of: 'containers', target: { plural: 'deployments', name: 'web' } });
  assert.equal(source('-c', ''), undefined, 'of no pod');
  assert.equal(source('demo', '-c', ''), undefined);
  assert.equal(source('--token', ''), undefined);
  assert.equal(values('--token', ''), []);
});

test('a flag that is not there has no values', () => {
  assert.equal(values('--healthy-for', ''), []);
  assert.equal(source('--fix=', ''), { of: 'objects', plural: 'pods' }, 'a value of its own, then a word');
  assert.equal(source('--fix='), undefined);
});

test('contexts: one after the other, none twice', () => {
  const { partial, before, taken } = completionOf(['--contexts', 'prod,st']);
  assert.equal([partial, before], ['st', 'prod,']);
  assert.ok(taken.includes('prod'));
});

test('words: a pod, a command or a kind; then what belongs to it', () => {
  assert.equal(source(''), { of: 'objects', plural: 'pods' });
  assert.ok(values('').includes('explain'));
  assert.not.ok(values('web', '').includes('explain'));
  assert.equal(source('web', ''), { of: 'objects', plural: 'pods' });
  assert.equal(source('deploy', 'w'), { of: 'objects', plural: 'deployments' });
  assert.equal(source('deployments.apps/w'), { of: 'objects', plural: 'deployments' });
  assert.equal(completionOf(['sts/w']).before, 'sts/');
  assert.equal(source('nodes/w'), undefined);
  assert.equal(values('completion', ''), [...SHELLS]);
  assert.equal(source('explain', ''), { of: 'causes' });
  assert.equal(source('demo', ''), { of: 'demos' });
  assert.equal(source('demo', 'x', ''), undefined);
  assert.equal(source('constructor', ''), { of: 'objects', plural: 'pods' }, 'a pod may be called so');
});

test('words: after -- they are names', () => {
  assert.equal(source('--', '-x'), { of: 'objects', plural: 'pods' });
  assert.equal(source('--', 'explain', ''), { of: 'objects', plural: 'pods' });
});

test('words: none where a name is excluded, or the cluster is a file', () => {
  for (const line of [
    ['-A', ''],
    ['-l', 'app=web', ''],
    ['--since', '2h', ''],
    ['--from', 'f', ''],
  ])
    assert.equal(completionOf(line).source, undefined, line.join(' '));
});

test('every kind that is offered is one', () => {
  const kinds = completionOf(['']).candidates.filter(({ what }) => what?.startsWith('a kind'));
  assert.is(kinds.length, 8);
  for (const { value } of kinds) assert.is(source(value, '')?.of, 'objects', value);
});

test('what is offered first on a line, the program takes', () => {
  const args: Record<string, string> = {
    output: 'json',
    color: 'never',
    namespace: 'shop',
    container: 'app',
    since: '2h',
    timeout: '10s',
    'healthy-for': '10s',
  };
  for (const flag of values('--')) {
    const given = FLAGS.find(({ name }) => `--${name}` === flag);
    const line = given?.takes === 'nothing' ? [flag] : [flag, args[given?.name ?? ''] ?? 'x'];
    const needsOne = ['--container', '--watch', '--follow', '--catch', '--record'].includes(flag);
    if (!needsOne) parse(line, {}, 'kubectl-crashloop');
  }
});

// ---- what others know ----

interface Call {
  args: readonly string[];
  limits: Limits;
}

function cluster(answers: Record<string, string>): { kubectl: Kubectl; calls: Call[] } {
  const calls: Call[] = [];
  const kubectl: Kubectl = async (args, limits) => {
    calls.push({ args, limits });
    const stdout = answers[args.join(' ')];
    if (stdout === undefined)
      return { stdout: '', failure: failureOf('Error from server (Forbidden): no', 1), cut: false, exit: 1, ms: 1, bytes: 0 };
    return { stdout, cut: false, exit: 0, ms: 1, bytes: stdout.length };
  };
  return { kubectl, calls };
}

const running = { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] };
const pod = (
  name: string,
  status: object = {
    ...running,
    containerStatuses: [{ name: 'app', ready: true, restartCount: 0, state: { running: { startedAt: '2026-01-02T01:00:00Z' } } }],
  },
) => ({
  kind: 'Pod',
  metadata: { name, namespace: 'default', creationTimestamp: '2026-01-02T01:00:00Z' },
  spec: { containers: [{ name: 'app', image: 'web:1' }], initContainers: [{ name: 'setup', image: 'setup:1' }] },
  status,
});
const crashed = (at: string) => ({
  phase: 'Running',
  containerStatuses: [
    {
      name: 'app',
      ready: false,
      restartCount: 7,
      state: { waiting: { reason: 'CrashLoopBackOff' } },
      lastState: { terminated: { exitCode: 1, reason: 'Error', finishedAt: at } },
    },
  ],
});
const list = (kind: string, items: object[]) => JSON.stringify({ kind: `${kind}List`, apiVersion: 'v1', metadata: {}, items });
const PODS = 'get --raw /api/v1/namespaces/default/pods?limit=500';

const ask = (answers: Record<string, string>, ...words: string[]) =>
  complete(words, fakeWorld(cluster(answers).kubectl, { now: () => NOW }));

test('pods: those that crash first, the latest of them at the top', async () => {
  const pods = [pod('a-well'), pod('b-old', crashed('2026-01-02T02:00:00Z')), pod('c-new', crashed('2026-01-02T03:04:00Z'))];
  const lines = (await ask({ [PODS]: list('Pod', pods) }, '')).split('\n');
  assert.equal(lines.slice(0, 3), ['c-new\tCrashLoopBackOff, 7 restarts', 'b-old\tCrashLoopBackOff, 7 restarts', 'a-well\tRunning']);
  assert.ok(lines.includes('explain\twhat a cause or an exit code means'));
  assert.equal(lines.slice(-2), [':36', '']);
});

test('pods: what their state is called', async () => {
  const ready = { name: 'app', ready: true, restartCount: 1, state: { running: {} } };
  const pods = [
    pod('p-done', {
      phase: 'Succeeded',
      containerStatuses: [{ ...ready, restartCount: 0, ready: false, state: { terminated: { exitCode: 0, reason: 'Completed' } } }],
    }),
    pod('p-evicted', { phase: 'Failed', reason: 'Evicted' }),
    pod('p-once', { ...running, containerStatuses: [ready] }),
    pod('p-unready', { phase: 'Running', containerStatuses: [{ ...ready, ready: false, restartCount: 0 }] }),
  ];
  const lines = (await ask({ [PODS]: list('Pod', pods) }, 'p-')).trim().split('\n').slice(0, -1);
  assert.equal(lines.sort(), ['p-done\tSucceeded', 'p-evicted\tEvicted', 'p-once\tRunning, 1 restart', 'p-unready\tRunning, not ready']);
});

test('pods: by their beginning, and none twice', async () => {
  const answers = { [PODS]: list('Pod', [pod('api-1'), pod('api-2'), pod('web-1')]) };
  assert.is(await ask(answers, 'api'), 'api-1\tRunning\napi-2\tRunning\n:36\n');
  assert.is(await ask(answers, 'api-1', 'api'), 'api-2\tRunning\n:36\n');
  assert.is(await ask(answers, 'pod/w'), 'pod/web-1\tRunning\n:36\n');
});

test('one call, 250 ms, in the namespace and context that the line names', async () => {
  const { kubectl, calls } = cluster({});
  const opened: unknown[] = [];
  const world = {
    ...fakeWorld(undefined, { now: () => NOW }),
    openKubectl: async (options: unknown) => {
      opened.push(options);
      return kubectl;
    },
  };
  assert.is(await complete(['-n', 'shop', '--context=prod', '--token', 't', 'deploy/'], world), ':36\n');
  assert.equal(
    calls.map(({ args }) => args),
    [['get', '--raw', '/apis/apps/v1/namespaces/shop/deployments?limit=500']],
  );
  assert.is(calls[0]?.limits.timeout, 250);
  assert.equal(opened, [{ asked: undefined, connection: ['--context=prod', '--token=t'] }]);
});

test('the cluster is not asked where it has nothing to say', async () => {
  const { kubectl, calls } = cluster({});
  const world = fakeWorld(kubectl, { now: () => NOW });
  for (const words of [['--o'], ['explain', ''], ['demo', ''], ['-o', ''], ['--from', ''], ['-A', ''], ['completion', '']])
    await complete(words, world);
  assert.equal(calls, []);
});

test('workloads: those that are not ready first', async () => {
  const deployment = (name: string, ready: number) => ({
    kind: 'Deployment',
    metadata: { name, namespace: 'default' },
    spec: { replicas: 2, template: { spec: { containers: [] } } },
    status: { readyReplicas: ready },
  });
  const answers = {
    'get --raw /apis/apps/v1/namespaces/default/deployments?limit=500': list('Deployment', [deployment('api', 2), deployment('web', 1)]),
  };
  assert.is(await ask(answers, 'deploy', ''), 'web\t1 of 2 ready\napi\t2 of 2 ready\n:36\n');
});

test('containers, namespaces, contexts', async () => {
  assert.is(
    await ask({ 'get --raw /api/v1/namespaces/default/pods/web': JSON.stringify(pod('web')) }, 'web', '-c', ''),
    'app\tweb:1\nsetup\tsetup:1\n:4\n',
  );
  assert.is(
    await ask(
      { 'get --raw /api/v1/namespaces?limit=500': list('Namespace', [{ metadata: { name: 'shop' } }, { metadata: { name: 'data' } }]) },
      '-n',
      's',
    ),
    'shop\n:4\n',
  );
  const contexts = { 'config get-contexts --output=name': 'prod\narn:aws:eks:eu-1:1:cluster/a\n' };
  assert.is(await ask(contexts, '--context', ''), 'prod\narn:aws:eks:eu-1:1:cluster/a\n:4\n');
  assert.is(await ask(contexts, '--context=arn:'), 'arn:aws:eks:eu-1:1:cluster/a\n:4\n');
  assert.is(await ask(contexts, '--contexts', 'prod,'), 'prod,arn:aws:eks:eu-1:1:cluster/a\n:4\n');
});

test('causes and demos', async () => {
  assert.match(await ask({}, 'explain', 'oom-killed'), /^oom-killed\t.+\n/);
  assert.match(await ask({}, 'demo', 'oom'), /^oom-killed\n:4\n$/);
});

test('names that a shell would act on are not offered', async () => {
  const names = [
    '$(reboot)',
    '`id`',
    'a b',
    'a;id',
    '-rf',
    '--kubectl=x',
    '~root',
    "a'b",
    'a\u001b[2J',
    'a\u202eb',
    '=ls',
    '*',
    ':0',
    'good',
  ];
  assert.is(await ask({ 'config get-contexts --output=name': names.join('\n') }, '--context', ''), 'good\n:4\n');
  assert.is(
    await ask({ [PODS]: list('Pod', [pod('$(id)'), pod('ok', { phase: 'Pending\nevil\t:0\u001b[2J' })]) }, 'o'),
    'ok\tPending evil :0\n:36\n',
  );
});

test('silent, and never a failure: no cluster, no kubectl, no JSON, a wrong line', async () => {
  assert.is(await ask({}, 'web'), ':36\n');
  assert.is(await ask({ [PODS]: '<html>login' }, 'web'), ':36\n');
  for (const words of [['--bogus', ''], ['-n'], ['-Z', ''], ['A/b/c', '-c', ''], ['--no-exec=maybe', '']])
    assert.match(await ask({}, ...words), /^(?:-n\n)?:4\n$/, words.join(' '));
  assert.is(await complete(['web'], fakeWorld(undefined, { now: () => NOW })), ':36\n');
});

test('the hidden command, and the name that kubectl calls', async () => {
  const printed: string[] = [];
  const world = fakeWorld(undefined, { now: () => NOW, out: (text) => void printed.push(text), error: (text) => assert.unreachable(text) });
  assert.is(await run(['__complete', '-o', 'js'], '/bin/kubectl-crashloop', world), 0);
  assert.is(await run(['-o', 'js'], '/bin/kubectl_complete-crashloop', world), 0);
  assert.is(await run(['-o', 'js'], 'C:\\bin\\kubectl_complete-crashloop.exe', world), 0);
  assert.equal(printed, ['json\n:4\n', 'json\n:4\n', 'json\n:4\n']);
});

// ---- the shells ----

const folder = mkdtempSync(join(tmpdir(), 'crashloop-completion-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const program = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  chmodSync(join(folder, name), 0o755);
};
const ANSWER = join(folder, 'answer');
const ASKED = join(folder, 'asked');
// Writes down each of its words, and answers what the test has prepared.
for (const name of ['kubectl-crashloop', 'kubectl'])
  program(name, `#!/bin/sh\nfor word in ${name} "$@"; do printf '<%s>' "$word"; done > "${ASKED}"\ncat "${ANSWER}"; echo noise >&2\n`);
for (const shell of SHELLS) writeFileSync(join(folder, shell), completionScript(shell));
writeFileSync(join(folder, 'evidence.json'), '');

const env = { PATH: `${folder}:${process.env['PATH']}`, HOME: folder, LANG: 'C.UTF-8' };
const has = (name: string) => spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0;
const where = (condition: boolean) => (condition ? test : test.skip);
const shell = (name: string, args: string[], answer = '') => {
  writeFileSync(ANSWER, answer);
  writeFileSync(ASKED, '');
  const { stdout, stderr, status } = spawnSync(name, args, { env, cwd: folder, encoding: 'utf8', timeout: 60_000 });
  return { lines: stdout.split('\n').filter(Boolean), stderr, status, asked: readFileSync(ASKED, 'utf8') };
};

/** `pieces`: the line as bash splits it, at = and : too (bash(1), COMP_WORDBREAKS). */
const bash = (line: string, pieces: string[], answer: string) =>
  shell(
    'bash',
    [
      '--norc',
      '-c',
      `shopt -s expand_aliases; alias kcl='kubectl crashloop -n shop' ls='ls -l'
    source ./bash; COMP_LINE=$1 COMP_POINT=\${#1}; shift; COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)); _kubectl_crashloop; printf '%s\\n' "\${COMPREPLY[@]}"`,
      'bash',
      line,
      ...pieces,
    ],
    answer,
  );

where(has('bash'))('bash: words as they are, candidates without their descriptions', () => {
  const { lines, asked, stderr } = bash(
    'kubectl-crashloop  -n shop we',
    ['kubectl-crashloop', '-n', 'shop', 'we'],
    'web-1\tCrashLoopBackOff\nweb-2\n:36\n',
  );
  assert.equal([lines, asked, stderr], [['web-1', 'web-2'], '<kubectl-crashloop><__complete><-n><shop><we>', '']);
});

where(has('bash'))('bash: an empty word, and nothing found', () => {
  const { lines, asked } = bash('kubectl-crashloop ', ['kubectl-crashloop', ''], ':4\n');
  assert.equal([lines, asked], [[], '<kubectl-crashloop><__complete><>']);
});

where(has('bash'))('bash: a word that bash splits is one, and only its last piece is replaced', () => {
  const json = bash('kubectl-crashloop --output=j', ['kubectl-crashloop', '--output', '=', 'j'], 'json\njunit\n:4\n');
  assert.equal([json.lines, json.asked], [['json', 'junit'], '<kubectl-crashloop><__complete><--output=j>']);
  const empty = bash('kubectl-crashloop --output=', ['kubectl-crashloop', '--output', '='], 'json\n:4\n');
  assert.equal([empty.lines, empty.asked], [['json'], '<kubectl-crashloop><__complete><--output=>']);
  const arn = bash(
    'kubectl-crashloop --context=arn:aws:e',
    ['kubectl-crashloop', '--context', '=', 'arn', ':', 'aws', ':', 'e'],
    'arn:aws:eks\n:4\n',
  );
  assert.equal([arn.lines, arn.asked], [['eks'], '<kubectl-crashloop><__complete><--context=arn:aws:e>']);
  const apart = bash('kubectl-crashloop --context arn: x', ['kubectl-crashloop', '--context', 'arn', ':', 'x'], ':4\n');
  assert.is(apart.asked, '<kubectl-crashloop><__complete><--context><arn:><x>');
});

where(has('bash'))('bash: an alias, with the words that are in it', () => {
  const { lines, asked } = bash('kcl we', ['kcl', 'we'], 'web-1\n:36\n');
  assert.equal([lines, asked], [['web-1'], '<kubectl><crashloop><__complete><-n><shop><we>']);
  const registered = shell('bash', [
    '--norc',
    '-c',
    `shopt -s expand_aliases; alias kcl='kubectl crashloop' ls='ls -l'; source ./bash; complete -p`,
  ]);
  assert.equal(registered.lines.map((line) => line.split(' ').at(-1)).sort(), ['crashloop', 'kcl', 'kubectl-crashloop']);
});

where(has('bash'))('bash: files, where a file is asked for', () => {
  assert.equal(bash('kubectl-crashloop --from ev', ['kubectl-crashloop', '--from', 'ev'], ':0\n').lines, ['evidence.json']);
});

where(has('bash'))('bash: nothing of the line is run', () => {
  const { asked } = bash('kubectl-crashloop $(touch owned) ;x', ['kubectl-crashloop', '$(touch owned)', ';x'], ':4\n');
  assert.is(asked, '<kubectl-crashloop><__complete><$(touch owned)><;x>');
  assert.throws(() => readFileSync(join(folder, 'owned')));
});

/** Presses Tab in a real interactive zsh; the answer has one candidate, so it is put onto the line, which is then printed. */
const zsh = (line: string, answer: string) =>
  shell(
    'zsh',
    [
      '-f',
      '-c',
      `zmodload zsh/zpty; zpty z zsh -f -i
    zpty -w z $'PS1=; unsetopt zle_bracketed_paste; autoload -Uz compinit; compinit -u -D; source ./zsh; show() { print -r -- "[$BUFFER]" > line; BUFFER=; zle accept-line }; zle -N show; bindkey ^X show; print -r -- rea""dy'
    zpty -r z ready '*ready*'; zpty -w -n z "$1"$'\\t'; sleep 1; zpty -w -n z $'\\x18'
    for i in {1..100}; do [[ -s line ]] && break; sleep 0.1; done; cat line; rm -f line; zpty -d z`,
      'zsh',
      line,
    ],
    answer,
  );

where(has('zsh'))('zsh: a pod, a value after =, a name with colons', () => {
  const first = zsh('kubectl-crashloop -n shop we', 'web-1\tCrash: loop\n:36\n');
  assert.equal([first.lines, first.asked], [['[kubectl-crashloop -n shop web-1 ]'], '<kubectl-crashloop><__complete><-n><shop><we>']);
  assert.equal(zsh('kubectl-crashloop --output=js', 'json\n:4\n').lines, ['[kubectl-crashloop --output=json ]']);
  assert.equal(zsh('kubectl-crashloop --context=arn:aws:e', 'arn:aws:eks\n:4\n').lines, ['[kubectl-crashloop --context=arn:aws:eks ]']);
  assert.equal(zsh('kubectl-crashloop --from ev', ':0\n').lines, ['[kubectl-crashloop --from evidence.json ]']);
});

const fish = (line: string, answer: string) => shell('fish', ['--no-config', '-c', 'source ./fish; complete -C $argv[1]', line], answer);

where(has('fish'))('fish: a pod, a value after =, a file', () => {
  const first = fish('kubectl-crashloop -n shop we', 'web-1\tCrash: loop\n:36\n');
  assert.equal([first.lines, first.asked, first.stderr], [['web-1\tCrash: loop'], '<kubectl-crashloop><__complete><-n><shop><we>', '']);
  assert.is(fish('kubectl-crashloop ', ':4\n').asked, '<kubectl-crashloop><__complete><>');
  assert.equal(fish('kubectl-crashloop --output=js', 'json\n:4\n').lines, ['--output=json']);
  assert.equal(
    fish('kubectl-crashloop --from ev', ':0\n').lines.map((one) => one.split('\t')[0]),
    ['evidence.json'],
  );
});

// ---- kubectl ----

const minor = Number(
  /"minor":\s*"(\d+)/.exec(spawnSync('kubectl', ['version', '--client', '--output=json'], { encoding: 'utf8' }).stdout ?? '')?.[1] ?? 0,
);

where(minor >= 26)('kubectl asks the executable that the script names', () => {
  const asked = mkdtempSync(join(folder, 'bin-'));
  const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
  const loader = import.meta.resolve('tsx');
  writeFileSync(join(asked, 'kubectl-crashloop'), `#!/bin/sh\nexec "${process.execPath}" --import "${loader}" "${main}" "$@"\n`);
  const install = [...completionScript('bash').matchAll(/^# {3}(printf .*|chmod .*)$/gm)].map(([, line]) =>
    line?.replaceAll('~/.local/bin', asked),
  );
  assert.is(install.length, 2);
  assert.is(spawnSync('sh', ['-c', `${install.join('\n')}\nchmod +x ${asked}/kubectl-crashloop`]).status, 0);
  const { stdout, stderr } = spawnSync('kubectl', ['__complete', 'crashloop', 'explain', 'oom-killed'], {
    encoding: 'utf8',
    env: { ...process.env, PATH: `${asked}:${process.env['PATH']}` },
    timeout: 60_000,
  });
  const lines = stdout.trim().split('\n');
  assert.match(lines[0] ?? '', /^oom-killed\t/);
  assert.is(lines.at(-1), ':4');
  assert.match(stderr, /Completion ended with directive: ShellCompDirectiveNoFileComp\n$/);
  assert.not.match(stderr, /error|warning|crashloop:/i);
});

test.run();
