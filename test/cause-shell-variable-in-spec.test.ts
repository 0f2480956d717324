/** shell-variable-in-spec: ${NAME} that nobody replaces, and that a shell does. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Container } from '../src/kube/shapes.ts';
import { ended, findingsIn } from './situation.ts';

const first = (container: Partial<Container>, log = '', code = 1) => findingsIn({ container, status: ended(code), log })[0];

const url = (value: string) =>
  `TypeError [ERR_INVALID_URL]: Invalid URL\n    at new URL (node:internal/url:797:36) {\n  input: '${value}'\n}\n`;

test('${NAME} in a variable or an argument', () => {
  const env = [
    { name: 'HOST', value: 'catalog' },
    { name: 'UPSTREAM', value: 'http://${HOST}:8080/' },
  ];
  const finding = first({ env }, url('http://${HOST}:8080/'));
  assert.is(finding?.cause, 'shell-variable-in-spec');
  assert.match(finding?.fixes[0]?.command ?? '', 'http://$(HOST):8080/');
  const lacking = first({ env: env.slice(1) }, url('http://${HOST}:8080/'));
  assert.match(lacking?.summary ?? '', 'no variable HOST is defined');
  assert.match(lacking?.fixes[0]?.text ?? '', 'whole value');
  assert.is(first({ env: env.slice(0, 1), args: ['--url=${HOST}'] }, url('${HOST}'))?.cause, 'shell-variable-in-spec');
});

test('a name in small letters may be a field of the format of the program itself', () => {
  const finding = first({ env: [{ name: 'LINE', value: '${level} ${text}' }] }, 'Error: unknown field in ${level} ${text}\n');
  assert.is.not(finding?.confidence, 'certain');
});

test('${NAME:-else}: the variable, or what a shell would put in for one that there is not', () => {
  const args = ['--bind', '0.0.0.0:${PORT:-8000}', 'app:app'];
  const log = "Error: '${PORT' is not a valid port number.\n";
  const known = first({ command: ['gunicorn'], args, env: [{ name: 'PORT', value: '5000' }] }, log);
  assert.is(known?.cause, 'shell-variable-in-spec');
  assert.match(known?.summary ?? '', 'gets ${PORT:-8000} as it is in args[1]');
  assert.match(known?.fixes[0]?.command ?? '', '"value":"0.0.0.0:$(PORT)"');
  assert.match(first({ command: ['gunicorn'], args }, log)?.fixes[0]?.command ?? '', '"value":"0.0.0.0:8000"');
  const both = first({ command: ['gunicorn'], args: args.with(1, '${HOST}:${PORT:-8000}') }, log);
  assert.match(both?.fixes[0]?.text ?? '', 'whole value');
  assert.is.not(first({ command: ['gunicorn'], args }, "Error: '80a' is not a valid port number.\n")?.cause, 'shell-variable-in-spec');
});

test('a shell reads it, or the log does not show it', () => {
  assert.is.not(first({ command: ['sh', '-c', 'run --url=${HOST}'] }, url('${HOST}'))?.cause, 'shell-variable-in-spec');
  assert.is.not(first({ env: [{ name: 'A', value: '${HOST}' }] }, url('x'))?.cause, 'shell-variable-in-spec');
});

test('$NAME that is the whole of an argument; within another text it may be a password', () => {
  const missing = (word: string) => `2026/01/02 03:04:05 open ${word}: no such file or directory\n`;
  const env = [{ name: 'LEDGER_CONFIG', value: '/etc/ledger/ledger.json' }];
  const given = first({ env, args: ['serve', '-config', '$LEDGER_CONFIG'] }, missing('$LEDGER_CONFIG'));
  assert.is(given?.cause, 'shell-variable-in-spec');
  assert.match(given?.summary ?? '', 'gets $LEDGER_CONFIG as it is');
  assert.match(given?.fixes[0]?.command ?? '', '"value":"$(LEDGER_CONFIG)"');
  assert.match(
    first({ args: ['serve', '-config', '$LEDGER_CONFIG'] }, missing('$LEDGER_CONFIG'))?.summary ?? '',
    'no variable LEDGER_CONFIG is defined',
  );
  const url = [{ name: 'DB_URL', value: 'postgres://shop:a$ECRET@db' }];
  assert.is.not(first({ env: url }, 'Error: cannot parse postgres://shop:a$ECRET@db\n')?.cause, 'shell-variable-in-spec');
});

test('$NAME within an argument, of a variable that the container has', () => {
  const log = '2026/01/02 03:04:05 listen tcp: lookup tcp/$PORT: unknown port\n';
  const env = [{ name: 'PORT', value: '8080' }];
  const given = first({ env, args: ['serve', '-listen', ':$PORT'] }, log);
  assert.is(given?.cause, 'shell-variable-in-spec');
  assert.match(given?.summary ?? '', 'gets $PORT as it is in args[2]');
  assert.match(given?.fixes[0]?.command ?? '', '"value":":$(PORT)"');
  assert.is.not(first({ args: ['serve', '-listen', ':$PORT'] }, log)?.cause, 'shell-variable-in-spec', 'no such variable');
  assert.is.not(first({ env, args: ['serve', '-listen', ':$PORTS'] }, log)?.cause, 'shell-variable-in-spec', 'another name');
});

test('a format that the program prints is its own; a variable that it has is likely meant', () => {
  const log = (text: string) => `settings: ${text}\npanic: dial tcp 203.0.113.9:5432: connect: connection refused\n`;
  const format = '--log-format=${remote_addr} ${status}';
  assert.is.not(first({ args: [format] }, log(format), 2)?.cause, 'shell-variable-in-spec');
  const env = [{ name: 'REGION', value: 'eu' }];
  assert.is(first({ env, args: ['--zone=${REGION}-a'] }, log('zone=${REGION}-a'), 2)?.confidence, 'likely');
});

test('a variable that is taken from the pod is known, too', () => {
  const env = [{ name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }];
  const finding = first({ env, args: ['--id=${POD_NAME}'] }, 'invalid id "${POD_NAME}": bad characters\n');
  assert.not.match(finding?.summary ?? '', 'no variable');
  assert.match(finding?.fixes[0]?.command ?? '', '"value":"--id=$(POD_NAME)"');
});

test.run();
