/** line-not-continued: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { lineCutOff } from '../src/trace/programs/line-cut-off.ts';
import { ended, findingsIn } from './situation.ts';

const first = (script: string, log: string, exitCode = 1) =>
  findingsIn({
    container: { command: ['sh', '/start/start.sh'], volumeMounts: [{ name: 'start', mountPath: '/start' }] },
    spec: { volumes: [{ name: 'start', configMap: { name: 'start' } }] },
    configMaps: { start: { 'start.sh': script } },
    status: ended(exitCode),
    log,
  })[0];
const SCRIPT = '#!/bin/sh\nset -e\npython /app/serve.py \\\n  --workers 1 \\ \n  --bind 0.0.0.0:8000\n';

test('the shell names the first word of the next line, which was to be an argument', () => {
  const finding = first(SCRIPT, 'serve.py: error: unrecognized arguments:  \n/start/start.sh: 5: --bind: not found\n', 127);
  assert.is(finding?.cause, 'line-not-continued');
  assert.is(finding?.confidence, 'certain');
  assert.match(finding?.summary ?? '', 'line 4 of its start script /start/start.sh (key start.sh of ConfigMap start)');
  assert.match(finding?.fixes[0]?.command ?? '', String.raw`--workers 1 \\\n  --bind`);
});

test('a program that takes the place of the shell gets the blank alone', () => {
  const log = "ModuleNotFoundError: No module named ' '\n[2026-11-28 03:03:41 +0000] [1] [INFO] Reason: Worker failed to boot.\n";
  const finding = first(SCRIPT.replace('python /app/serve.py', 'exec gunicorn'), log, 3);
  assert.is(finding?.cause, 'line-not-continued');
  assert.is(finding?.confidence, 'certain');
});

test('what is joined, ends, is a comment, is quoted, or is a command on its own', () => {
  const fine = 'python /app/serve.py \\\n  --workers 1\n';
  for (const script of [
    fine,
    'python /app/serve.py \\ \n\n',
    '# written as \\ \n# two lines\nexec python /app/serve.py\n',
    "echo 'a \\ \n  --b'\n",
    'cat <<END\nx \\ \n  --y\nEND\n',
    'cp a\\ b.txt /srv/\\ \n  --x\n',
  ])
    assert.is(lineCutOff(script), undefined, script);
  assert.is.not(first('echo one \\ \npython /app/serve.py\n', 'Error: no queue\n')?.cause, 'line-not-continued');
  assert.is.not(first(fine, '/start/start.sh: 5: --bind: not found\n', 127)?.cause, 'line-not-continued');
});

test('where nobody names the blank, or a command that may be one is not found, it is likely', () => {
  const unsaid = first(SCRIPT.replace('python', 'exec python'), "KeyError: 'DB'\n");
  assert.is(`${unsaid?.cause} ${unsaid?.confidence}`, 'line-not-continued likely');
  const absent = first('mkdir -p /data \\ \npython3 main.py\n', 'sh: 2: python3: not found\n', 127);
  assert.is.not(absent?.confidence, 'certain');
});

test('a command that may not have been come to, of which nobody speaks', () => {
  const script = 'if [ -n "$X" ]; then\n  exec a \\ \n    --b\nfi\nexec python3 main.py\n';
  assert.is.not(first(script, "KeyError: 'DB'\n")?.cause, 'line-not-continued');
  assert.is(first(script, "a: unexpected argument ' '\n")?.cause, 'line-not-continued');
});

test.run();
