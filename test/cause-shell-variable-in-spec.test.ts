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

test('a shell reads it, or the log does not show it', () => {
  assert.is.not(first({ command: ['sh', '-c', 'run --url=${HOST}'] }, url('${HOST}'))?.cause, 'shell-variable-in-spec');
  assert.is.not(first({ env: [{ name: 'A', value: '${HOST}' }] }, url('x'))?.cause, 'shell-variable-in-spec');
});

test.run();
