/** Args that repeat the program which the image's entrypoint runs already. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn, type Situation } from './situation.ts';

const python = (args: string[], file: string, image = 'registry.example.com/shop/agent:2.1.0') =>
  findingsIn({
    container: { image, args },
    status: ended(1),
    log: `Traceback (most recent call last):\n  File "/app/agent.py", line 9, in <module>\n    with open(path) as file:\nFileNotFoundError: [Errno 2] No such file or directory: '${file}'\n`,
  })[0];

test('an interpreter that is looked for as a file is the first of args that begin anew; what follows the program stays', () => {
  const finding = python(['python', '/app/agent.py', '/etc/agent.yaml'], 'python');
  assert.is(finding?.cause, 'missing-file');
  assert.match(finding?.summary ?? '', "the image's entrypoint is given all of them, and has a program already");
  assert.match(finding?.fixes[0]?.command ?? '', '"value":["/etc/agent.yaml"]');
  assert.match(python(['python', '/app/agent.py'], 'python')?.fixes[0]?.command ?? '', '"op":"remove","path":"/spec/containers/0/args"');
});

test('a file that args name is a file', () => {
  assert.not.match(python(['agent.yaml', 'debug.py'], 'agent.yaml')?.summary ?? '', 'entrypoint');
});

const cobra = (args: string[]) =>
  findingsIn({
    container: { image: 'registry.example.com/shop/ledger:3.1.0', args },
    status: ended(1),
    log: `Error: unknown command "${args[0]}" for "ledger"\nRun 'ledger --help' for usage.\n`,
  })[0];

test("the program's own name before its subcommand is taken out alone; another word is no such name", () => {
  assert.match(cobra(['ledger', 'serve', '-listen', ':8080'])?.fixes[0]?.command ?? '', '"op":"remove","path":"/spec/containers/0/args/0"');
  assert.not.match(cobra(['start', 'serve'])?.fixes[0]?.command ?? '', 'args/0"}');
});

const notFound = (container: NonNullable<Situation['container']>, program: string) => {
  const message = `unable to start container process: exec: ${JSON.stringify(program)}: executable file not found in $PATH: unknown`;
  return findingsIn({
    container,
    status: { ...ended(128), lastState: { terminated: { exitCode: 128, reason: 'StartError', message } } },
  })[0];
};

test('options alone, and an image without an entrypoint: args[0] is taken for the program', () => {
  const args = ['--format=json --verbose'];
  const finding = notFound({ image: 'registry.example.com/shop/report:5.2.1', args }, args[0] as string);
  assert.is(finding?.cause, 'command-not-found');
  assert.match(finding?.summary ?? '', 'the image has no entrypoint that would get them');
  assert.match(finding?.fixes[0]?.command ?? '', '"op":"remove","path":"/spec/containers/0/args"');
  const line = notFound({ image: 'registry.example.com/shop/report:5.2.1', args: ['report --format=json'] }, 'report --format=json');
  assert.match(line?.fixes[0]?.command ?? '', '"value":["report","--format=json"]');
});

test('an empty word stands for the program', () => {
  const finding = notFound({ image: 'registry.example.com/shop/web:2.0.0', command: [''] }, '');
  assert.match(
    finding?.summary ?? '',
    'an empty word stands for its program, which is not found in image registry.example.com/shop/web:2.0.0; command[0] is empty',
  );
  assert.match(finding?.fixes[0]?.command ?? '', '"op":"remove","path":"/spec/containers/0/command"');
  const variable = notFound({ image: 'shop:1', command: ['$(APP)'], env: [{ name: 'APP', value: '' }] }, '');
  assert.match(variable?.summary ?? '', 'command[0] is $(APP), and env APP is empty');
});

test('a script that package.json lacks is not mended by what the image runs', () => {
  const finding = findingsIn({
    container: { image: 'node:18-slim', command: ['npm', 'start'] },
    status: ended(1),
    log: 'npm ERR! Missing script: "start"\n',
  })[0];
  assert.is(finding?.cause, 'unknown-flag');
  assert.not.match(JSON.stringify(finding?.fixes), '"op":"remove"');
});

test("what is wrong with a URL is told in a person's words, and the URL of a Secret is not repeated", () => {
  const of = (fault: string) =>
    findingsIn({
      container: { env: [{ name: 'DATABASE_URL', valueFrom: { secretKeyRef: { name: 'ledger', key: 'url' } } }] },
      secrets: { ledger: ['url'] },
      status: ended(1),
      log: `2026/01/02 03:04:05 DATABASE_URL: parse "postgres://ledger:100%sure@db:5432/ledger": ${fault}\n`,
    })[0];
  const escape = of('invalid URL escape "%su"');
  assert.is(escape?.cause, 'invalid-value');
  assert.match(escape?.summary ?? '', 'has to be written %25');
  assert.not.match(JSON.stringify(escape), '100%sure');
  assert.match(of('net/url: invalid userinfo')?.summary ?? '', 'percent-encoded');
  assert.not.match(of('missing protocol scheme')?.summary ?? '', 'percent');
});

test('a line for a shell that is given word by word is given to one', () => {
  const of = (command: string[]) =>
    findingsIn({
      container: { image: 'registry.example.com/shop/report:5.2.1', command },
      status: ended(128, {
        reason: 'StartError',
        message: `failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "${command[0]}": executable file not found in $PATH: unknown`,
      }),
    })[0];
  const finding = of(['cd', '/app', '&&', 'python', 'report.py', '--title', 'all sales']);
  assert.match(finding?.summary ?? '', 'cd is a word of the shell, and command names no shell');
  assert.match(finding?.fixes[0]?.command ?? '', 'sh","-c","cd /app && python report.py --title \\"all sales\\""]');
  assert.not.match(of(['report', '/app'])?.summary ?? '', 'word of the shell');
});

test('what a bare image runs by itself is no way out of a program that it lacks', () => {
  const of = (image: string) =>
    findingsIn({
      container: { image, command: ['npm', 'start'] },
      status: ended(128, {
        reason: 'StartError',
        message:
          'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "npm": executable file not found in $PATH: unknown',
      }),
    })[0];
  assert.is(of('node:18-slim')?.cause, 'command-not-found');
  assert.not.match(JSON.stringify(of('node:18-slim')?.fixes), '"remove"');
  assert.not.match(JSON.stringify(of('busybox:1.35')?.fixes), '"remove"');
  assert.match(of('registry.example.com/shop/api:1.4.2')?.fixes[0]?.command ?? '', '"op":"remove","path":"/spec/containers/0/command"');
});

test('an option that the program takes for the name of its file', () => {
  const of = (args: string[]) =>
    findingsIn({
      status: ended(1),
      log: "FileNotFoundError: [Errno 2] No such file or directory: '--config'",
      container: { args, volumeMounts: [{ name: 'settings', mountPath: '/etc/agent' }] },
      spec: { volumes: [{ name: 'settings', configMap: { name: 'agent' } }] },
      configMaps: { agent: { 'agent.yaml': 'a: 1' } },
    })[0];
  const finding = of(['--config', '/etc/agent/agent.yaml']);
  assert.match(finding?.fixes[0]?.text ?? '', 'name the file alone, /etc/agent/agent.yaml');
  assert.not.match(of(['--config', '--verbose'])?.fixes[0]?.text ?? '', 'name the file alone');
});

test.run();
