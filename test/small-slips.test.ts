/** Slips in a command line, a value or a program of a ConfigMap, of which the log has a few words or none. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn, mounted, type Situation } from './situation.ts';

test('an argument that is taken by its number, and not given', () => {
  const text = 'import sys\nregion = sys.argv[1]\ninterval = float(sys.argv[2])\nshops = []\nprint(shops[2])\n';
  const taken = (line: number, args: string[]) => {
    const log = `Traceback (most recent call last):\n  File "/code/poller.py", line ${line}, in <module>\n    x\nIndexError: list index out of range`;
    return findingsIn(mounted('poller.py', text, ['python', '/code/poller.py', ...args], log, 1))[0];
  };
  const found = taken(3, ['north']);
  assert.is(found?.cause, 'missing-argument');
  assert.match(found?.summary ?? '', 'takes argument 2 (interval)');
  assert.match(found?.fixes[0]?.command ?? '', `"value":"'"$INTERVAL"'"`);
  assert.match(taken(2, [])?.summary ?? '', 'takes argument 1 (region)');
  assert.is.not(taken(5, ['north'])?.cause, 'missing-argument');
  assert.is.not(taken(3, ['north', '5'])?.cause, 'missing-argument');
});

test('a value is written as the program has it, where that is another spelling of it', () => {
  const spelt = (text: string) => {
    const log = `Traceback (most recent call last):\n  File "/code/rates.py", line 3, in <module>\n    x\nKeyError: 'chf'`;
    const situation = mounted('rates.py', text, ['python', '/code/rates.py'], log, 1);
    return findingsIn({ ...situation, container: { ...situation.container, env: [{ name: 'CURRENCY', value: 'chf' }] } })[0];
  };
  assert.match(spelt('import os\nRATES = {"EUR": 1.0, "CHF": 0.95}\nRATES[os.environ["CURRENCY"]]\n')?.fixes[0]?.text ?? '', 'write CHF');
  assert.match(
    spelt('import os\nRATES = {"EUR": 1.0, "USD": 0.95}\nRATES[os.environ["CURRENCY"]]\n')?.fixes[0]?.text ?? '',
    'another value',
  );
});

// ---- a program that ends well, and has done nothing ----

const quiet = (text: string, log = '') =>
  findingsIn({ ...mounted('poller.py', text, ['python', '/code/poller.py'], log, 0) })[0]?.summary ?? '';
const MAIN = 'import time\n\n\ndef main():\n    while True:\n        time.sleep(5)\n';

test('a program of which no line calls what it defines', () => {
  assert.match(quiet(`${MAIN}\nif __name__ == "main":\n    main()\n`), 'compares __name__ with "main"');
  assert.match(quiet(MAIN), 'it defines main, and no line calls that');
  for (const text of [
    `${MAIN}\nif __name__ == "__main__":\n    main()\n`,
    `${MAIN}\nmain()\n`,
    'import time\ntime.sleep(1)\n',
    'def helper():\n    pass\n',
  ])
    assert.not.match(quiet(text), 'nothing in it is run');
  assert.not.match(quiet(MAIN, 'settled 10 payments'), 'nothing in it is run');
});

test('--once in a variable of the line, or in $(NAME)', () => {
  const ends = (container: NonNullable<Situation['container']>) => findingsIn({ status: ended(0), log: 'queue is empty', container })[0];
  const env = [{ name: 'FLAGS', value: '--once -v' }];
  const found = ends({ command: ['sh', '-c', 'exec python /app/worker.py $FLAGS'], env });
  assert.match(found?.summary ?? '', '--once tells it to run once (env FLAGS)');
  assert.match(found?.fixes[0]?.command ?? '', '"value":"-v"');
  const word = ends({ command: ['python', '/app/worker.py', '$(MODE)'], env: [{ name: 'MODE', value: '--once' }] });
  assert.match(word?.fixes[0]?.command ?? '', '{"op":"remove","path":"/spec/containers/0/command/2"}');
  const quoted = ends({ command: ['sh', '-c', 'exec python /app/worker.py "$FLAGS"'], env });
  assert.not.match(quoted?.summary ?? '', '--once');
});

test('quotation marks within a word of the command line, which no shell takes away', () => {
  const gone = (
    container: NonNullable<Situation['container']>,
    log = '2026/11/28 00:23:53 open "/etc/app/app.json": no such file or directory',
  ) => findingsIn({ status: ended(1), log, container })[0];
  const found = gone({ args: ['-config="/etc/app/app.json"'] });
  assert.is(found?.cause, 'quoted-value');
  assert.match(found?.fixes[0]?.command ?? '', '"value":"-config=/etc/app/app.json"');
  assert.is.not(gone({ command: ['sh', '-c', 'app -config="/etc/app/app.json"'] })?.cause, 'quoted-value');
  assert.is.not(gone({ args: ['-config=/etc/app/app.json'] })?.cause, 'quoted-value');
});

test('a database that is made at each start', () => {
  const made = (line: string, log = 'createdb: error: database creation failed: ERROR:  database "shop" already exists') =>
    findingsIn({ status: ended(1), log, container: { command: ['sh', '-ec', line] } })[0];
  const found = made('until pg_isready; do sleep 1; done; createdb shop && echo made');
  assert.is(found?.cause, 'folder-exists');
  assert.match(found?.fixes[0]?.command ?? '', 'createdb shop || true && echo made');
  const byText = made('psql -c "create database shop owner shop"; exec app', 'ERROR:  database "shop" already exists');
  assert.match(byText?.fixes[0]?.command ?? '', String.raw`create database shop owner shop\" || true; exec app`);
  assert.is(made('createdb other')?.fixes[0]?.command, undefined);
});

test('a text where the program reads one value of a map becomes that value', () => {
  const text = (output: string) => `${output}\nsources:\n  - /var/log/web.log\n`;
  const required = (output: string) =>
    findingsIn(mounted('agent.yaml', text(output), ['agent'], '/code/agent.yaml: output.host is required', 1))[0]?.fixes[0]?.command ?? '';
  assert.match(required('output: logs.example.com:514'), String.raw`output:\n  host: logs.example.com:514\nsources:`);
  for (const other of ['output:', 'output: null', 'output: {port: 514}', 'outlet: logs'])
    assert.not.match(required(other), String.raw`output:\n  host`, other);
});

// ---- ends on purpose ----

const CASE = `#!/bin/sh
set -eu
case "$MODE" in
  worker) exec python /app/worker.py ;;
  once) exec python /app/worker.py --once ;;
  check)
    python -c "import logging"
    echo "all modules are there"
    ;;
  *) echo "usage: MODE is worker or once" ;;
esac
`;
const inMode = (value: string, log: string, text = CASE) => {
  const situation = mounted('run.sh', text, ['sh', '/code/run.sh'], log, 0);
  return findingsIn({ ...situation, container: { ...situation.container, env: [{ name: 'MODE', value }] } })[0];
};

test('the branch of a case in which a start script ends, and the one that starts a program', () => {
  for (const [value, log, label] of [
    ['settle', 'usage: MODE is worker or once', '*'],
    // A log may be empty right after the end.
    ['settle', '', '*'],
    ['check', 'all modules are there', 'check'],
  ] as const) {
    const found = inMode(value, log);
    assert.match(found?.summary ?? '', `ends in the branch ${label}) of its case on MODE`);
    assert.is(found?.confidence, 'certain');
    assert.match(found?.fixes[0]?.command ?? '', '"value":"worker"');
  }
  const two = inMode(
    'none',
    'usage',
    'case $MODE in\n  web) exec gunicorn web:app ;;\n  jobs) exec python jobs.py ;;\n  *) echo usage ;;\nesac\n',
  );
  assert.match(two?.fixes[0]?.command ?? '', '"$MODE"');
});

test('not the branch that hands over to a program, nor one behind which the script goes on, nor one behind a pattern', () => {
  const behind = 'case "$MODE" in\n  prod*) python /app/once.py ;;\n  worker) exec python /app/worker.py ;;\n  *) exit 0 ;;\nesac\n';
  assert.not.match(inMode('production', '', behind)?.summary ?? '', 'branch');
  assert.not.match(inMode('worker', 'settled all')?.summary ?? '', 'branch');
  assert.not.match(inMode('check', 'all modules are there\nsettled all')?.summary ?? '', 'branch');
  assert.not.match(inMode('check', 'all modules are there', `${CASE}python /app/worker.py\n`)?.summary ?? '', 'branch');
});

const endsAt = (
  condition: string,
  more: NonNullable<Situation['configMaps']> = {},
  env: Record<string, string> = {},
  mountPath = '/data/in-box',
) => {
  const text = `import os\nimport sys\nfolder = os.environ.get("INBOX", "/inbox")\nsettings = {}\nif ${condition}:\n    print("loader: not wanted here")\n    sys.exit(0)\nwhile True:\n    pass\n`;
  const { container, spec, configMaps, ...rest } = mounted('loader.py', text, ['python', '/code/loader.py'], 'loader: not wanted here', 0);
  return findingsIn({
    ...rest,
    container: {
      ...container,
      env: Object.entries(env).map(([name, value]) => ({ name, value })),
      volumeMounts: [...(container?.volumeMounts ?? []), { name: 'inbox', mountPath }, { name: 'conf', mountPath: '/etc/loader' }],
    },
    spec: { volumes: [...(spec?.volumes ?? []), { name: 'inbox', emptyDir: {} }, { name: 'conf', configMap: { name: 'conf' } }] },
    configMaps: { ...configMaps, ...more },
  })[0];
};

test('the line of a program that ends it well, and what its condition is about', () => {
  const folder = endsAt('not os.path.isdir(folder)', {}, { INBOX: '/data/inbox' });
  assert.match(folder?.summary ?? '', 'which is /data/inbox; volume inbox is mounted at /data/in-box');
  assert.match(folder?.fixes[0]?.command ?? '', '"value":"/data/in-box"');
  const file = endsAt('not settings.get("enabled")', { conf: { 'loader.yaml': 'enabled: false\n' } });
  assert.match(file?.fixes[0]?.command ?? '', String.raw`"loader.yaml":"enabled: true\n"`);
  const unknown = endsAt('time_is_over()');
  assert.match(unknown?.summary ?? '', 'behind "if time_is_over():"');
  assert.is(unknown?.fixes[0]?.command, undefined);
});

test('a folder that lies in a volume is not looked for in another one', () => {
  const found = endsAt('not os.path.isdir(folder)', {}, { INBOX: '/data/in-box/new' });
  assert.not.match(found?.summary ?? '', 'is mounted at');
});

test('an argument of a shell script by its number', () => {
  const script = (log: string, ...args: string[]) =>
    findingsIn(
      mounted('run.sh', '#!/bin/bash\nset -eu\nregion=$1\nexport SIZE="${2}"\nexec app\n', ['bash', '/code/run.sh', ...args], log, 1),
    )[0];
  const first = script('/code/run.sh: line 3: $1: unbound variable');
  assert.is(first?.cause, 'missing-argument');
  assert.match(first?.fixes[0]?.command ?? '', `"value":"'"$REGION"'"`);
  assert.match(script('/code/run.sh: line 4: $2: unbound variable', 'north')?.summary ?? '', 'argument 2 (SIZE)');
  assert.is.not(script('/code/run.sh: line 4: $2: unbound variable', 'north', '5')?.cause, 'missing-argument');
});

test('arguments that are taken together, and one that the script asks for in its own words', () => {
  const text = 'import sys\nregion, interval = sys.argv[1:]\n';
  const log =
    'Traceback (most recent call last):\n  File "/code/p.py", line 2, in <module>\n    x\nValueError: not enough values to unpack (expected 2, got 1)';
  const found = findingsIn(mounted('p.py', text, ['python', '/code/p.py', 'north'], log, 1))[0];
  assert.match(found?.summary ?? '', 'takes argument 2 (interval)');
  const other = findingsIn(mounted('p.py', 'import sys\na, b = read()\n', ['python', '/code/p.py', 'north'], log, 1))[0];
  assert.is.not(other?.cause, 'missing-argument');
  const asked = findingsIn(
    mounted('run.sh', 'region=${1:?usage: run.sh REGION}\n', ['sh', '/code/run.sh'], '/code/run.sh: line 1: 1: usage: run.sh REGION', 1),
  )[0];
  assert.match(asked?.summary ?? '', 'takes argument 1 (region)');
});

test('a variable that the script guards with words of its own', () => {
  const guarded = (text: string, log: string) => findingsIn(mounted('run.sh', text, ['bash', '/code/run.sh'], log, 1))[0];
  const log = '/code/run.sh: line 1: REGION: set the region of the shop';
  const found = guarded(': "${REGION:?set the region of the shop}"\n', log);
  assert.is(found?.cause, 'missing-variable');
  assert.match(found?.summary ?? '', 'REGION, which is not set');
  assert.is.not(guarded('echo "$REGION"\n', log)?.cause, 'missing-variable');
  assert.is.not(guarded(': "${REGION:?other words}"\n', log)?.cause, 'missing-variable');
});

test('a blank too few behind a bracket, and too many around an equals sign', () => {
  const asked = (text: string, log: string) => findingsIn(mounted('run.sh', text, ['bash', '/code/run.sh'], log, 127))[0];
  const bracket = asked('if ["$MODE" = prod ]; then\n  exec x\nfi\n', '/code/run.sh: line 1: [prod: command not found');
  assert.match(bracket?.fixes[0]?.command ?? '', String.raw`if [ \"$MODE\" = prod ]; then`);
  assert.is(bracket?.confidence, 'certain');
  const assigned = asked('export BATCH = 5\nexec x\n', '/code/run.sh: line 1: BATCH: command not found');
  assert.match(assigned?.fixes[0]?.command ?? '', String.raw`export BATCH=5\nexec x`);
  assert.not.match(asked('BATCH "=5"\n', '/code/run.sh: line 1: BATCH: command not found')?.summary ?? '', 'assignment');
});

test('a dot where a server wants the colon before the application', () => {
  const log = "ModuleNotFoundError: No module named 'web.app'; 'web' is not a package";
  const named = (args: string[]) => findingsIn({ status: ended(3), log, container: { args } })[0]?.fixes[0]?.command ?? '';
  assert.match(named(['gunicorn', '-b', '0.0.0.0:8000', 'web.app']), '"/spec/containers/0/args/3","value":"web:app"');
  assert.not.match(named(['python', '-m', 'web.app']), 'web:app');
});

test('a line of Python that lacks its colon, or its bracket', () => {
  const refused = (text: string, line: number, error: string) =>
    findingsIn(mounted('p.py', text, ['python', '/code/p.py'], `  File "/code/p.py", line ${line}\n    x\n    ^\n${error}`, 1))[0]
      ?.fixes[0];
  assert.match(refused('while True\n    pass\n', 1, "SyntaxError: expected ':'")?.command ?? '', String.raw`while True:\n    pass`);
  assert.match(refused('print("a (b"\npass\n', 1, "SyntaxError: '(' was never closed")?.command ?? '', String.raw`print(\"a (b\")\npass`);
  const nested = refused('print(f"to {p["to"]}, {p["kg"]} kg")\n', 1, "SyntaxError: f-string: unmatched '['");
  assert.match(nested?.command ?? '', String.raw`print(f\"to {p['\''to'\'']}, {p['\''kg'\'']} kg\")`);
  assert.match(nested?.text ?? '', 'only from 3.12 on');
  for (const [text, error] of [
    ["print(f'to {p[0}')\n", "SyntaxError: f-string: unmatched '['"],
    ['if a == {1: 2}\n    pass\n', "SyntaxError: expected ':'"],
    ['print("a",\n      "b"\npass\n', "SyntaxError: '(' was never closed"],
    ['f(g(\npass\n', "SyntaxError: '(' was never closed"],
  ] as const)
    assert.match(refused(text, 1, error)?.text ?? '', /^correct line 1/, text);
});

test('the size of a heap that stands behind the program is not read', () => {
  const full = (command: string[]) =>
    findingsIn({
      status: ended(1),
      log: 'Exception in thread "main" java.lang.OutOfMemoryError: Java heap space\n\tat Orders.main(Orders.java:40)',
      container: { command, resources: { limits: { memory: '256Mi' } } },
    })[0];
  const behind = full(['java', '-cp', '/opt/orders', 'Orders', '-Xmx160m']);
  assert.match(behind?.summary ?? '', 'command[4] (-Xmx160m) is not read');
  assert.match(behind?.fixes[0]?.command ?? '', '["java","-Xmx160m","-cp","/opt/orders","Orders"]');
  assert.match(full(['java', '-jar', '/app.jar', '-Xmx160m'])?.summary ?? '', 'is not read');
  assert.not.match(full(['java', '-Xmx160m', '-cp', '/opt/orders', 'Orders'])?.summary ?? '', 'is not read');
});

test('an argument of a function, or one that the script gives itself, is none of the program', () => {
  const script = (text: string, line: number, number: number) =>
    findingsIn(mounted('run.sh', text, ['bash', '/code/run.sh'], `/code/run.sh: line ${line}: $${number}: unbound variable`, 1))[0]?.cause;
  const log = 'set -eu\nlog() {\n  echo "$1 $2"\n}\n';
  assert.is.not(script(`${log}log started\nexec app\n`, 3, 2), 'missing-argument');
  assert.is(script(`${log}region=$1\nexec app\n`, 5, 1), 'missing-argument');
  assert.is.not(script('set -eu\nset -- $HOSTS\nexec app "$1"\n', 3, 1), 'missing-argument');
});

test.run();
