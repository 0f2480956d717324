/** bash-words-in-sh: what dash says of the words of bash, and programs that are lacking. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn, type Situation } from './situation.ts';

const first = (log: string, situation: Situation = {}) =>
  findingsIn({ container: { command: ['/bin/sh', '-c', 'x'] }, status: ended(127), log, ...situation })[0];

test('words, substitutions and options of bash: bash runs it', () => {
  for (const log of [
    '/bin/sh: 3: source: not found',
    '/bin/sh: 1: [[: not found',
    '/bin/sh: 1: Bad substitution',
    '/bin/sh: 1: Syntax error: redirection unexpected',
    '/bin/sh: 1: Syntax error: Bad for loop variable',
    '/bin/sh: 1: set: Illegal option -o pipefail',
  ]) {
    const finding = first(log);
    assert.is(finding?.cause, 'bash-words-in-sh', log);
    assert.is(finding?.confidence, 'certain');
    assert.match(finding?.fixes[0]?.command ?? '', '/bin/bash');
  }
});

test('the first line of a script from a ConfigMap', () => {
  const finding = first('/s/run.sh: 2: source: not found', {
    container: { command: ['/s/run.sh'], volumeMounts: [{ name: 's', mountPath: '/s' }] },
    spec: { volumes: [{ name: 's', configMap: { name: 'start' } }] },
    configMaps: { start: { 'run.sh': '#!/bin/sh\nsource x\n' } },
  });
  assert.is(finding?.cause, 'bash-words-in-sh');
  assert.match(finding?.fixes[0]?.command ?? '', '#!/bin/bash\\nsource x');
});

test('a bracket, where the line shows what of bash it belongs to', () => {
  const log = '/bin/sh: 1: Syntax error: "(" unexpected';
  const of = (line: string) => first(log, { container: { command: ['/bin/sh', '-c', line] } })?.cause;
  for (const line of ['args=(--once)', 'function serve() { true; }', 'diff <(ls /a) <(ls /b)'])
    assert.is(of(line), 'bash-words-in-sh', line);
  for (const line of ['echo (ready)', 'a=$(date) (']) assert.is.not(of(line), 'bash-words-in-sh', line);
});

test('a substitution that bash calls bad too', () => {
  const of = (line: string) => first('/bin/sh: 1: Bad substitution', { container: { command: ['/bin/sh', '-c', line] } });
  assert.match(of('echo ${!NAME}')?.summary ?? '', 'does not know ${!NAME}');
  for (const line of ['echo ${A.B}', 'echo ${{ values.host }}']) assert.is.not(of(line)?.cause, 'bash-words-in-sh', line);
});

test('a script of a ConfigMap that the entry point of the image starts', () => {
  const mounted = (defaultMode: number) =>
    first('/docker-entrypoint.d/10.sh: 3: Syntax error: "(" unexpected', {
      container: { volumeMounts: [{ name: 's', mountPath: '/docker-entrypoint.d' }] },
      spec: { volumes: [{ name: 's', configMap: { name: 'init', defaultMode } }] },
      configMaps: { init: { '10.sh': '#!/bin/sh\n\nA=(1 2)\n' } },
    });
  assert.match(mounted(0o755)?.summary ?? '', 'does not know the array that stands there');
  assert.match(mounted(0o755)?.fixes[0]?.command ?? '', '#!/bin/bash');
  assert.is(mounted(0o644)?.fixes[0]?.command, undefined);
});

test('programs that are lacking, busybox, and other errors of syntax', () => {
  assert.is(first('/bin/sh: 1: gunicorn: not found')?.cause, 'command-not-found-in-shell');
  assert.is(first('sh: source: not found')?.cause, 'command-not-found-in-shell');
  assert.is(first('/bin/sh: 1: Syntax error: "fi" unexpected')?.cause, 'unhandled-exception');
});

test('a script that the command line calls is run by what its own first line names: another shell before it changes nothing', () => {
  for (const [container, log] of [
    [{ command: ['sh', '-c', '/app/run.sh'] }, '/app/run.sh: 3: source: not found'],
    [{ command: ['sh', '/app/start.sh'] }, '/app/run.sh: 3: source: not found'],
  ] as const) {
    const [found] = findingsIn({ status: ended(127), log, container: { command: [...container.command] } });
    assert.is(found?.cause, 'bash-words-in-sh');
    assert.is(found?.confidence, 'likely');
    assert.is(found?.object?.kind, 'Image');
    assert.is(
      found?.fixes.some(({ command }) => command),
      false,
    );
  }
  const [own] = findingsIn({ status: ended(127), log: '/app/run.sh: 3: source: not found', container: { command: ['sh', '/app/run.sh'] } });
  assert.is(own?.confidence, 'certain');
});

test('what the shell leaves as it is, or no shell knows, is no word of bash', () => {
  const of = (line: string) => first('/bin/sh: 1: Bad substitution', { container: { command: ['/bin/sh', '-c', line] } });
  assert.match(of("echo '${a[0]}'; echo ${X^^}")?.summary ?? '', 'does not know ${X^^}');
  assert.is.not(of("awk '{ print ${a[0]} }' x; echo ${app.name}")?.cause, 'bash-words-in-sh');
});

test.run();
