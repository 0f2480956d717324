import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { duration } from '../src/cli/duration.ts';
import { FLAGS } from '../src/cli/flags.ts';
import { isLabel, isName } from '../src/cli/targets.ts';
import { tokenize } from '../src/cli/tokenize.ts';
import { parse } from '../src/cli.ts';
import { type Connection, shown } from '../src/cluster/connection.ts';
import type { Command, Live, Options, Target, TargetKind } from '../src/command.ts';
import { UsageError } from '../src/errors.ts';
import { help } from '../src/help.ts';

const OPTIONS: Options = {
  output: 'text',
  color: 'auto',
  timeoutMs: 20_000,
  exec: true,
  showCommands: false,
  showSecrets: false,
  force: false,
};
const LIVE: Live = { watch: false, follow: false, catch: false, healthyForMs: 60_000 };
const CONNECTION: Connection = { args: [], allNamespaces: false };

interface Given {
  options?: Partial<Options>;
  live?: Partial<Live>;
  connection?: Partial<Connection>;
}
const base = ({ options, connection }: Given) => ({ connection: { ...CONNECTION, ...connection }, options: { ...OPTIONS, ...options } });
const target = (word: string): Target => ({ plural: word.split('/')[0] as TargetKind, name: word.split('/')[1] ?? '' });

/** `why('pods/web deployments/api', …)`: those named; `why('-l app=web')`: those with the labels. */
function why(what: string, given: Given & { container?: string } = {}): Command {
  const { live, options: _, connection: __, ...own } = given;
  const named = what.startsWith('-l ') ? { targets: [], selector: what.slice(3) } : { targets: what.split(' ').map(target) };
  return { kind: 'diagnose', ...named, ...own, live: { ...LIVE, ...live }, ...base(given) };
}
function scan(given: Given & { selector?: string; contexts?: string[]; sinceMs?: number } = {}): Command {
  const { options: _, connection: __, ...own } = given;
  return { kind: 'scan', ...own, ...base(given) };
}
const inShop = { connection: { namespace: 'shop' } };
const everywhere = { connection: { allNamespaces: true } };
const args = (...tokens: string[]) => ({ connection: { args: tokens } });

/** Arguments (split at spaces; an array where one holds a space or nothing) → the command, or the first line of the error. */
const CASES: [string | string[], Command | string][] = [
  // what is named
  ['web', why('pods/web')],
  ['web api web', why('pods/web pods/api')],
  ['pod/web', why('pods/web')],
  ['po/web', why('pods/web')],
  ['pods/web', why('pods/web')],
  ['pod web', why('pods/web')],
  ['pod web api', why('pods/web pods/api')],
  ['POD/web', why('pods/web')],
  ['Pod web', why('pods/web')],
  ['deploy/web', why('deployments/web')],
  ['deployment/web', why('deployments/web')],
  ['deployments.apps/web', why('deployments/web')],
  ['deployment.apps/web', why('deployments/web')],
  ['deployments.v1.apps/web', why('deployments/web')],
  ['deploy web', why('deployments/web')],
  ['deploy web api', why('deployments/web deployments/api')],
  ['Deployment web', why('deployments/web')],
  ['deployments.apps web', why('deployments/web')],
  ['rs/web-5d', why('replicasets/web-5d')],
  ['sts/db', why('statefulsets/db')],
  ['StatefulSet/db', why('statefulsets/db')],
  ['ds/agent', why('daemonsets/agent')],
  ['job/mail', why('jobs/mail')],
  ['jobs mail', why('jobs/mail')],
  ['job.batch/mail', why('jobs/mail')],
  ['cj/mail', why('cronjobs/mail')],
  ['cronjob.batch/mail', why('cronjobs/mail')],
  ['rc/old', why('replicationcontrollers/old')],
  ['deploy/web pod/api sts/db', why('deployments/web pods/api statefulsets/db')],
  ['web deploy/api', why('pods/web deployments/api')],
  ['web deploy', why('pods/web pods/deploy')],
  ['web.example', why('pods/web.example')],
  ['pods.example', why('pods/pods.example')],
  ['1e5', why('pods/1e5')],
  ['0x10 007 1.0', why('pods/0x10 pods/007 pods/1.0')],
  ['pod/1e5', why('pods/1e5')],
  ['true', why('pods/true')],
  ['pod/demo', why('pods/demo')],
  ['pod/explain pod/completion', why('pods/explain pods/completion')],
  ['pod demo', why('pods/demo')],
  ['web demo', why('pods/web pods/demo')],
  ['-- demo', why('pods/demo')],
  ['-- deploy web', why('deployments/web')],
  ['-n shop -- web', why('pods/web', inShop)],
  ['-l app=web', why('-l app=web')],
  ['-l=app=web,tier!=db', why('-l app=web,tier!=db')],
  ['pods -l app=web', why('-l app=web')],
  [['-l', 'app in (a, b)'], why('-l app in (a, b)')],
  ['web -c app', why('pods/web', { container: 'app' })],
  ['-l app=web --container=app', why('-l app=web', { container: 'app' })],
  [['web', 'a b'], "\"a b\" cannot be the name of a pod: names have lower-case letters, digits, '-' and '.', and at most 253 of them"],
  ['Web', '"Web" cannot be the name of a pod; did you mean web?'],
  ['deploy/Web', '"Web" cannot be the name of a deployment; did you mean web?'],
  ['-- -web', `"-web" cannot be the name of a pod: names have lower-case letters, digits, '-' and '.', and at most 253 of them`],
  ['web_1', `"web_1" cannot be the name of a pod: names have lower-case letters, digits, '-' and '.', and at most 253 of them`],
  ['-', `"-" cannot be the name of a pod: names have lower-case letters, digits, '-' and '.', and at most 253 of them`],
  ['a'.repeat(253), why(`pods/${'a'.repeat(253)}`)],
  [
    'a'.repeat(254),
    `"${'a'.repeat(254)}" cannot be the name of a pod: names have lower-case letters, digits, '-' and '.', and at most 253 of them`,
  ],
  [[''], 'an empty word was given where the name of a pod belongs'],
  [['deploy', ''], 'an empty word was given where the name of a deploy belongs'],
  ['deploy/', '"deploy/" is not of the form KIND/NAME, as in deploy/web'],
  ['/web', '"/web" is not of the form KIND/NAME, as in deploy/web'],
  ['pod/web/app', '"pod/web/app" is not of the form KIND/NAME, as in deploy/web'],
  ['pod pod/web', '"pod pod/web" names the kind twice; write pod/web alone'],
  [
    'svc/web',
    '"svc/web": svc is no kind that owns pods; use pod, deploy, rs, sts, ds, job, cronjob or rc (a namespace is given as -n NAME)',
  ],
  [
    'shop/web',
    '"shop/web": shop is no kind that owns pods; use pod, deploy, rs, sts, ds, job, cronjob or rc (a namespace is given as -n NAME)',
  ],
  ['deplyo/web', '"deplyo/web": deplyo is no kind that owns pods; did you mean deploy/web? (a namespace is given as -n NAME)'],
  [
    'deployment.batch/web',
    '"deployment.batch/web": deployment.batch is no kind that owns pods; use pod, deploy, rs, sts, ds, job, cronjob or rc (a namespace is given as -n NAME)',
  ],
  ['deploy', 'which deploy? add its name, as in deploy/web (a pod called deploy is pod/deploy)'],
  ['job -l a=b', 'which job? add its name, as in job/web (a pod called job is pod/job)'],
  ['web -l app=web', 'a name and -l exclude each other; leave out one of them'],
  ['web -A', 'a name cannot be looked up in all namespaces; leave out -A, or say which one with -n NAME'],
  ['deploy web --all-namespaces', 'a name cannot be looked up in all namespaces; leave out -A, or say which one with -n NAME'],
  ['web -A=false', why('pods/web')],

  // where
  ['-nshop web', why('pods/web', inShop)],
  ['-n=shop web', why('pods/web', inShop)],
  ['-n a -n shop web', why('pods/web', inShop)],
  ['web --namespace shop', why('pods/web', inShop)],
  ['--namespace= web', why('pods/web')],
  ['-n 1e5 web', why('pods/web', { connection: { namespace: '1e5' } })],
  ['-n Shop web', `--namespace: "Shop" cannot be the name of a namespace: lower-case letters, digits and '-', at most 63 of them`],
  ['-n a.b web', `--namespace: "a.b" cannot be the name of a namespace: lower-case letters, digits and '-', at most 63 of them`],
  ['web -c App', `--container: "App" cannot be the name of a container: lower-case letters, digits and '-', at most 63 of them`],
  ['web -n', "flag needs an argument: 'n' in -n"],
  ['web --namespace', 'flag needs an argument: --namespace'],
  ['--as-group g web', why('pods/web', args('--as-group=g'))],
  ['--as-group g --as-group=h,i web', why('pods/web', args('--as-group=g', '--as-group=h,i'))],
  ['--as_group g web', why('pods/web', args('--as-group=g'))],
  ['--context prod web', why('pods/web', { connection: { args: ['--context=prod'], context: 'prod' } })],
  ['--context prod --context=test web', why('pods/web', { connection: { args: ['--context=test'], context: 'test' } })],
  [['web', '--context', 'my "prod"'], why('pods/web', { connection: { args: ['--context=my "prod"'], context: 'my "prod"' } })],
  [['web', "--context='a'"], why('pods/web', { connection: { args: ["--context='a'"], context: "'a'" } })],
  ['web --context=', why('pods/web', args('--context='))],
  ['web --kubeconfig a/b', why('pods/web', { connection: { args: ['--kubeconfig=a/b'], kubeconfig: 'a/b' } })],
  [
    'web -s https://10.0.0.1:6443 --token=-a=b --user 007',
    why('pods/web', args('--server=https://10.0.0.1:6443', '--token=-a=b', '--user=007')),
  ],
  ['web --request-timeout 5 -v6 --warnings-as-errors', why('pods/web', args('--request-timeout=5', '--v=6', '--warnings-as-errors=true'))],
  [
    'web --insecure-skip-tls-verify=F --match-server-version=1',
    why('pods/web', args('--insecure-skip-tls-verify=false', '--match-server-version=true')),
  ],
  ['web --insecure-skip-tls-verify false', why('pods/web pods/false', args('--insecure-skip-tls-verify=true'))],
  [
    'web --kuberc none --as-user-extra a=b --as-user-extra=c=d',
    why('pods/web', args('--as-user-extra=a=b', '--as-user-extra=c=d', '--kuberc=none')),
  ],
  ['--context a --contexts b,c', '--context and --contexts exclude each other'],

  // everything that crashes here
  ['', scan()],
  ['-A', scan(everywhere)],
  ['pods', scan()],
  ['pods -A', scan(everywhere)],
  ['-n shop', scan(inShop)],
  ['-n shop -A', scan(everywhere)],
  ['-Anshop', scan(everywhere)],
  ['-A -l app=web', scan({ ...everywhere, selector: 'app=web' })],
  [['-l', ''], scan()],
  ['--since 2h', scan({ sinceMs: 7_200_000 })],
  ['-l app=web --since 1d', scan({ selector: 'app=web', sinceMs: 86_400_000 })],
  ['--contexts a,b --contexts c,,a', scan({ contexts: ['a', 'b', 'c'] })],
  ['--contexts=a -l app=web', scan({ contexts: ['a'], selector: 'app=web' })],
  ['-o name', scan({ options: { output: 'name' } })],
  ['web --since 2h', '--since asks what restarted lately; leave out the name'],
  ['web --contexts a,b', 'a name cannot be looked up in several clusters; say which one with --context NAME'],
  ['-wA', "--watch is for a pod or a workload; add its name, as in 'kubectl crashloop deploy/web'"],
  ['--fix', "--fix is for a pod or a workload; add its name, as in 'kubectl crashloop deploy/web'"],
  ['-c app', "--container is for a pod or a workload; add its name, as in 'kubectl crashloop deploy/web'"],

  // how to look
  ['web -w', why('pods/web', { live: { watch: true } })],
  ['web --watch=false', why('pods/web')],
  ['web --watch=T', why('pods/web', { live: { watch: true } })],
  ['-w web --watch=0', why('pods/web')],
  ['web -w=maybe', 'invalid argument "maybe" for "-w, --watch" flag: it takes true or false'],
  ['web --force=yes', 'invalid argument "yes" for "--force" flag: it takes true or false'],
  ['-wnshop web', why('pods/web', { ...inShop, live: { watch: true } })],
  ['web --follow --healthy-for 90', why('pods/web', { live: { follow: true, healthyForMs: 90_000 } })],
  ['--record web', why('pods/web', { live: { record: true } })],
  ['--record=30m web', why('pods/web', { live: { record: { forMs: 1_800_000 } } })],
  ['--record=false web', why('pods/web')],
  ['--record= web', '--record: "" is no length of time; write it as in 20s, 1m30s or 2h'],
  ['--catch web', why('pods/web', { live: { catch: true } })],
  ['--catch --no-exec web', '--catch waits to run the exec step, which --no-exec forbids; leave out one of them'],
  ['--no-exec web', why('pods/web', { options: { exec: false } })],
  ['--no-exec=false web', why('pods/web')],
  ['--timeout 1m30s web', why('pods/web', { options: { timeoutMs: 90_000 } })],
  ['--timeout=5 web', why('pods/web', { options: { timeoutMs: 5_000 } })],
  ['--timeout 0 web', '--timeout: 0 is no time at all; give more than 0'],
  ['--timeout -5s web', '--timeout: "-5s" is no length of time; write it as in 20s, 1m30s or 2h'],
  ['--timeout 1e5 web', '--timeout: "1e5" is no length of time; write it as in 20s, 1m30s or 2h'],
  ['--timeout 600h web', '--timeout: 600h is too long; at most 24 days'],
  ['--kubectl ./k web', why('pods/web', { options: { kubectl: './k' } })],
  ['--save= web', '--save: an empty value was given'],
  [
    'web --save a.json --force --show-commands --show-secrets',
    why('pods/web', { options: { save: 'a.json', force: true, showCommands: true, showSecrets: true } }),
  ],

  // saved evidence
  ['--from a.json', { kind: 'replay', ...base({ options: { from: 'a.json' } }) }],
  [
    '--from a.json -n shop --context prod',
    {
      kind: 'replay',
      ...base({ options: { from: 'a.json' }, connection: { args: ['--context=prod'], context: 'prod', namespace: 'shop' } }),
    },
  ],
  ['--from a.json -c app -o json', { kind: 'replay', container: 'app', ...base({ options: { from: 'a.json', output: 'json' } }) }],
  ['--from a.json --fix', { kind: 'replay', ...base({ options: { from: 'a.json', fix: true } }) }],
  ['--from a.json web', why('pods/web', { options: { from: 'a.json' } })],
  ['--from a.json -A', scan({ ...everywhere, options: { from: 'a.json' } })],
  ['--from a.json pods', scan({ options: { from: 'a.json' } })],
  ['--from a.json -l app=web', why('-l app=web', { options: { from: 'a.json' } })],
  ['--from a.json --watch', 'saved evidence has nothing to wait for; leave out --watch or --from'],
  ['--from a.json web --record', 'saved evidence has nothing to wait for; leave out --record or --from'],

  // how to answer
  ['web -o json', why('pods/web', { options: { output: 'json' } })],
  ['web -ojson', why('pods/web', { options: { output: 'json' } })],
  ['web -o=junit -owide', why('pods/web', { options: { output: 'wide' } })],
  ['web -o yml', '--output: "yml" is unknown; did you mean yaml?'],
  ['web -o JSON', '--output: "JSON" is unknown; did you mean json?'],
  ['web -o xml', '--output: "xml" is unknown; use text, wide, json, yaml, markdown, html, junit, name'],
  ['web -o=', '--output: "=" is unknown; use text, wide, json, yaml, markdown, html, junit, name'],
  ['web -o json,yaml', '--output: "json,yaml" is unknown; use text, wide, json, yaml, markdown, html, junit, name'],
  ['web --color always', why('pods/web', { options: { color: 'always' } })],
  ['web --color=no', '--color: "no" is unknown; use auto, always, never'],
  ['web --fix', why('pods/web', { options: { fix: true } })],
  ['--fix web', why('pods/web', { options: { fix: true } })],
  ['--fix=p.yaml web', why('pods/web', { options: { fix: { file: 'p.yaml' } } })],
  ['--fix=false web', why('pods/web')],
  ['--fix= web', '--fix: an empty value was given'],

  // other commands
  ['explain', { kind: 'explain', options: OPTIONS }],
  ['explain oom-killed', { kind: 'explain', topic: 'oom-killed', options: OPTIONS }],
  ['explain 137 -o json', { kind: 'explain', topic: '137', options: { ...OPTIONS, output: 'json' } }],
  ['explain 0x89', { kind: 'explain', topic: '0x89', options: OPTIONS }],
  ['-n shop explain CrashLoopBackOff', { kind: 'explain', topic: 'CrashLoopBackOff', options: OPTIONS }],
  ['explain exit code', 'explain takes one word, not 2 (a pod called explain is pod/explain)'],
  ['demo', { kind: 'demo', options: OPTIONS }],
  ['demo oom -c app', { kind: 'demo', name: 'oom', container: 'app', options: OPTIONS }],
  ['demo --watch', 'demo has nothing to wait for; leave out --watch'],
  ['completion bash', { kind: 'completion', shell: 'bash' }],
  ['--context prod completion zsh', { kind: 'completion', shell: 'zsh' }],
  ['completion fsh', 'completion: "fsh" is unknown; did you mean fish?'],
  ['completion powershell', 'completion: "powershell" is unknown; use \'kubectl crashloop completion bash|zsh|fish\''],
  ['completion', "completion for which shell? use 'kubectl crashloop completion bash|zsh|fish'"],
  ['--version', { kind: 'version' }],
  ['web --version --timeout x', { kind: 'version' }],
  ['--version=false web', why('pods/web')],
  ['-h', { kind: 'help', text: help('kubectl crashloop') }],
  ['web -Ah', { kind: 'help', text: help('kubectl crashloop') }],
  ['explain --help', { kind: 'help', text: help('kubectl crashloop') }],
  ['help', { kind: 'help', text: help('kubectl crashloop') }],
  ['pod/help', why('pods/help')],

  // mistyped
  ['--foo web', 'unknown flag: --foo'],
  ['--wach web', 'unknown flag: --wach; did you mean --watch?'],
  ['--all-pods', 'unknown flag: --all-pods'],
  ['--all', 'unknown flag: --all; did you mean --all-namespaces?'],
  ['--exec web', 'unknown flag: --exec; did you mean --no-exec?'],
  ['--no-color web', 'unknown flag: --no-color; did you mean --color=never?'],
  ['--ns shop web', 'unknown flag: --ns; did you mean --namespace?'],
  ['--show web', 'unknown flag: --show'],
  ['--show-c web', 'unknown flag: --show-c; did you mean --show-commands?'],
  ['--namspace=shop web', 'unknown flag: --namspace; did you mean --namespace?'],
  ['--__proto__=x web', 'unknown flag: --__proto__'],
  ['--constructor web', 'unknown flag: --constructor'],
  ['-x web', "unknown shorthand flag: 'x' in -x"],
  ['-watch web', "unknown shorthand flag: 'a' in -atch; did you mean --watch?"],
  ['-output json web', '--output: "utput" is unknown; use text, wide, json, yaml, markdown, html, junit, name; did you mean --output?'],
  [
    '-context=prod web',
    `--container: "ontext=prod" cannot be the name of a container: lower-case letters, digits and '-', at most 63 of them; did you mean --context?`,
  ],
  ['--=x', 'bad flag syntax: --=x'],
  ['---watch web', 'bad flag syntax: ---watch'],
];

const COMMAND = '/usr/local/bin/kubectl-crashloop';

function outcome(argv: string[], env: Record<string, string> = {}, invokedAs = COMMAND): Command | string {
  try {
    return parse(argv, env, invokedAs);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
}

for (const [given, expected] of CASES) {
  const argv = typeof given === 'string' ? given.split(' ').filter((word) => word !== '') : given;
  test(`kubectl crashloop ${argv.map((word) => (word === '' ? "''" : word.slice(0, 80))).join(' ')}`, () => {
    const before = [...argv];
    const got = outcome(argv);
    if (typeof expected === 'string') assert.is(got, `${expected}\nsee 'kubectl crashloop --help'`);
    else assert.equal(got, expected);
    assert.equal(argv, before, 'the arguments are left as they were');
  });
}

test('the table has no case twice', () => {
  const keys = CASES.map(([given]) => JSON.stringify(given));
  assert.is(new Set(keys).size, keys.length);
});

test('CRASHLOOP_NO_EXEC forbids exec, unless --no-exec=false says otherwise', () => {
  const exec = (value: string, ...argv: string[]) => {
    const command = outcome(['web', ...argv], { CRASHLOOP_NO_EXEC: value });
    return typeof command === 'object' && command.kind === 'diagnose' && command.options.exec;
  };
  for (const value of ['1', 'true', 'yes']) assert.is(exec(value), false, value);
  for (const value of ['', '0', 'false']) assert.is(exec(value), true, value);
  assert.is(exec('1', '--no-exec=false'), true);
  assert.is(exec('0', '--no-exec'), false);
  assert.match(outcome(['web', '--catch'], { CRASHLOOP_NO_EXEC: '1' }) as string, /which CRASHLOOP_NO_EXEC=1 forbids/);
});

test('the name in the help and in errors is the one that was typed', () => {
  const names: [string, string][] = [
    ['/usr/bin/kubectl-crashloop', 'kubectl crashloop'],
    ['C:\\krew\\bin\\kubectl-crashloop.exe', 'kubectl crashloop'],
    ['/x/dist/kubectl-crashloop.cjs', 'kubectl crashloop'],
    ['/usr/bin/oc-crashloop', 'oc crashloop'],
    ['./crashloop', 'crashloop'],
    ['src/main.ts', 'kubectl crashloop'],
    ['', 'kubectl crashloop'],
  ];
  for (const [invokedAs, name] of names) {
    assert.equal(outcome(['-h'], {}, invokedAs), { kind: 'help', text: help(name) });
    assert.is(outcome(['--foo'], {}, invokedAs), `unknown flag: --foo\nsee '${name} --help'`);
  }
});

test('the help fits a screen and names every flag of ours', () => {
  const text = help('kubectl crashloop');
  const lines = text.trimEnd().split('\n');
  assert.ok(lines.length <= 48, `${lines.length} lines`);
  for (const line of lines) assert.ok(line.length <= 80, line);
  assert.not.match(text, /[^\n -~]/);
  for (const { name, short, of } of FLAGS) {
    if (of !== 'us') continue;
    const shown = short ? `  -${short}, --${name}` : `      --${name}`;
    assert.match(text, shown);
  }
});

test("the help's own examples are understood", () => {
  const examples = help('kubectl crashloop')
    .split('\n')
    .filter((line) => line.startsWith('  kubectl crashloop ') && !/[A-Z]{3}|[|[]/.test(line));
  assert.ok(examples.length >= 5);
  for (const line of examples) {
    const [command = ''] = line.trim().split(/ {3,}/);
    assert.is(typeof outcome(command.split(' ').slice(2)), 'object', command);
  }
});

test('credentials are not shown', () => {
  const command = outcome([
    'web',
    '--token',
    'abc',
    '--password=x=y',
    '--as-user-extra=a=b',
    '--as=me',
    '-s',
    'https://u:p@ss@host:6443/x@y',
    '--username=u',
  ]);
  assert.ok(typeof command === 'object' && command.kind === 'diagnose');
  assert.equal(shown(command.connection), [
    '--as=me',
    '--as-user-extra=***',
    '--password=***',
    '--server=https://***@host:6443/x@y',
    '--token=***',
    '--username=u',
  ]);
});

test('no flag and no letter is declared twice', () => {
  const names = FLAGS.map(({ name }) => name);
  const letters = FLAGS.flatMap(({ short }) => short ?? []);
  assert.is(new Set(names).size, names.length);
  assert.is(new Set(letters).size, letters.length);
});

// ---- as pflag ----

interface Answer {
  argv: string[];
  error?: string;
  flags?: Record<string, string[]>;
  words?: string[];
  wordsBeforeDashes?: number;
}

test('arguments are split as spf13/pflag splits them', () => {
  const lines = readFileSync(new URL('pflag/answers.jsonl', import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');
  const answers = lines.map((line): Answer => JSON.parse(line));
  assert.ok(answers.length > 200);
  for (const { argv, error, ...expected } of answers) {
    let got: unknown;
    let message: string | undefined;
    try {
      const { flags, words, wordsBeforeDashes } = tokenize(argv);
      got = { flags: Object.fromEntries(flags), words, wordsBeforeDashes };
    } catch (thrown) {
      assert.instance(thrown, UsageError);
      message = (thrown as UsageError).message;
    }
    const said = JSON.stringify(argv);
    if (error === undefined) assert.equal(got, expected, said);
    // The words are pflag's, up to what Go says of a bad boolean; then ours may suggest something.
    else assert.ok(message?.startsWith(error.replace(/: strconv.*/, '')), `${said}: ${message} instead of ${error}`);
  }
});

test('whatever is typed is a command or a usage error', () => {
  const word = fc.oneof(
    fc.constantFrom(
      ...FLAGS.map(({ name }) => `--${name}`),
      '--',
      '-n',
      '-wA',
      'web',
      'deploy/web',
      'deploy',
      'explain',
      'demo',
      '-o',
      'json',
      '20s',
      '',
      '-',
    ),
    fc.tuple(fc.constantFrom(...FLAGS.map(({ name }) => name)), fc.string()).map(([name, value]) => `--${name}=${value}`),
    fc.string({ maxLength: 8 }),
    fc.string({ unit: 'binary', maxLength: 8 }),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 6 }), (argv) => {
      const got = outcome(argv);
      if (typeof got === 'string') assert.ok(got.endsWith("\nsee 'kubectl crashloop --help'"));
      else assert.type(got.kind, 'string');
    }),
    { numRuns: 200 },
  );
});

test("a value of one of kubectl's flags arrives as it was given", () => {
  const names = FLAGS.filter(({ of, takes, name }) => of === 'kubectl' && takes !== 'nothing' && name !== 'context').map(
    ({ name }) => name,
  );
  const text = fc.string({ unit: 'binary' });
  const value = fc.oneof(
    text,
    fc.constantFrom('', ' ', '-', '--', '=', '1e5', '0x10', 'true', 'null', '[]', '{}'),
    text.map((inner) => `"${inner}"`),
    text.map((inner) => `'${inner}'`),
  );
  fc.assert(
    fc.property(fc.constantFrom(...names), value, fc.boolean(), (name, value, isApart) => {
      const got = outcome(isApart ? [`--${name}`, value, 'web'] : [`--${name}=${value}`, 'web']);
      assert.equal(typeof got === 'object' && got.kind === 'diagnose' && got.connection.args, [`--${name}=${value}`]);
    }),
    { numRuns: 200 },
  );
});

// ---- parts ----

const isUsage = (error: unknown) => error instanceof UsageError && error.message.startsWith('--since: ');

test('durations are read as Go reads them, with days and plain seconds', () => {
  const right: [string, number][] = [
    ['20s', 20_000],
    ['1m30s', 90_000],
    ['2h', 7_200_000],
    ['1.5h', 5_400_000],
    ['.5s', 500],
    ['1.s', 1_000],
    ['250ms', 250],
    ['1us', 1],
    ['1µs', 1],
    ['1h1m1s1ms', 3_661_001],
    ['1', 1_000],
    ['7', 7_000],
    ['0.5', 500],
    ['2d', 172_800_000],
    ['1d12h', 129_600_000],
  ];
  for (const [text, ms] of right) assert.is(duration(text, 'since'), ms, text);
  for (const text of ['', ' ', 's', '-1s', '+1s', '1 s', '1s ', '1x', '1sx', '.s', '1e3', '0x10', '1w', '٣s', '1S', '20s\n']) {
    assert.throws(() => duration(text, 'since'), isUsage, text);
  }
  for (const text of ['0', '0s', '0.0', '25d', `${'9'.repeat(400)}s`]) assert.throws(() => duration(text, 'since'), isUsage, text);
});

test('names are RFC 1123', () => {
  for (const name of ['a', '0', 'a-b', 'a.b', 'a--b', '1.2.3', `${'a'.repeat(126)}.${'b'.repeat(126)}`]) assert.ok(isName(name), name);
  for (const name of ['', '-a', 'a-', 'a.', '.a', 'a..b', 'a.-b', 'A', 'a_b', 'a/b', 'a b', 'a\n', 'ä', 'a'.repeat(254)])
    assert.not(isName(name), name);
  assert.ok(isLabel('a'.repeat(63)));
  for (const name of ['a'.repeat(64), 'a.b', '', 'A']) assert.not(isLabel(name), name);
});

test.run();
