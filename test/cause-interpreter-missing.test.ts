/** interpreter-missing: what matches, and what looks like it. Edited from file-shebang and image-no-bash. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Edited, findingOn } from './edited-case.ts';
import { ended, findingsIn } from './situation.ts';

const found = (script?: string, crlf = false) =>
  findingOn('file-shebang', (cluster: Edited) => {
    const data = cluster.one('configmaps', 'tasks').data ?? {};
    if (script !== undefined) data['run.py'] = crlf ? script.replaceAll('\n', '\r\n') : script;
  });

test('the first line of a script that a ConfigMap brings', async () => {
  const { cause, summary, fixes } = await found();
  assert.is(cause, 'interpreter-missing');
  assert.match(summary, 'its first line names /usr/local/bin/python3.11');
  assert.match(fixes[0]?.command ?? '', '#!/usr/bin/env python3');
});

test('with an option, and with env itself: no line is written that the kernel reads otherwise', async () => {
  for (const line of ['#!/opt/python -u', '#!/opt/env python3']) {
    const { summary, fixes } = await found(`${line}\nprint()\n`);
    assert.match(summary, 'its first line names /opt/');
    assert.is(fixes[0]?.command, undefined);
  }
});

test('a script without such a line, and one of the image', async () => {
  assert.not.match((await found('print()\n')).summary, 'its first line names');
  assert.not.match((await findingOn('image-no-bash')).summary, 'its first line names');
});

test('bash names the interpreter, or says that a file is lacking', () => {
  const on = (log: string) => findingsIn({ status: ended(126), log, container: { command: ['bash', '-c', '/app/start.sh'] } })[0];
  const named = on('/bin/bash: /app/start.sh: /usr/local/bin/python3: bad interpreter: No such file or directory');
  assert.is(named?.cause, 'interpreter-missing');
  assert.match(named?.summary ?? '', 'its first line (#!) names /usr/local/bin/python3, which is not in the image');
  assert.match(named?.fixes[0]?.command ?? '', '"value":"env python3 /app/start.sh"');
  assert.is(on('bash: /app/start.sh: cannot execute: required file not found')?.cause, 'interpreter-missing');
  assert.is.not(on('bash: /app/start.sh: No such file or directory')?.cause, 'interpreter-missing');
});

test('bash writes a carriage return as ^M', () => {
  const log = '/bin/bash: /app/start.sh: /bin/bash^M: bad interpreter: No such file or directory';
  assert.is(findingsIn({ status: ended(126), log, container: { command: ['/app/start.sh'] } })[0]?.cause, 'script-line-ends');
});

test.run();
