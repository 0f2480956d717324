/** variable-not-exported: what a shell keeps to itself, and what reaches its programs. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn, type Situation } from './situation.ts';

const LINE = '. /etc/worker/worker.env; exec python /app/worker.py';
const runs = (line: string, text: string, env: Record<string, string> = {}): Situation => ({
  container: {
    command: ['sh', '-c', line],
    env: Object.entries(env).map(([name, value]) => ({ name, value })),
    volumeMounts: [{ name: 'settings', mountPath: '/etc/worker' }],
  },
  spec: { volumes: [{ name: 'settings', configMap: { name: 'worker-env' } }] },
  configMaps: { 'worker-env': { 'worker.env': text } },
  status: ended(1),
  log: 'Traceback (most recent call last):\n  File "/app/worker.py", line 14, in <module>\nKeyError: \'API_KEY\'',
});
const first = (situation: Situation) => findingsIn(situation)[0];
const SETTINGS = '# of the worker\nBATCH=5\nAPI_KEY=abc\n';

test('a file that the shell reads; its value is not shown', () => {
  const finding = first(runs(LINE, SETTINGS));
  assert.is(finding?.cause, 'variable-not-exported');
  assert.match(finding?.summary ?? '', 'key worker.env of ConfigMap worker-env');
  assert.match(finding?.fixes[0]?.command ?? '', `set -a; ${LINE}`);
  assert.not.match(JSON.stringify(finding), /abc/);
});

test('the script sets it itself', () => {
  const script = `#!/bin/sh\nset -eu\nAPI_KEY="$(cat /etc/worker/key)"\nexec python /app/worker.py\n`;
  const situation = runs('', SETTINGS);
  const finding = first({
    ...situation,
    container: { ...situation.container, command: ['/bin/sh', '/etc/worker/run.sh'] },
    configMaps: { 'worker-env': { 'run.sh': script, key: 'abc' } },
  });
  assert.is(finding?.cause, 'variable-not-exported');
  assert.match(finding?.proof.map(({ quote }) => quote).join('\n') ?? '', 'run.sh, line 3');
  assert.match(finding?.fixes[0]?.command ?? '', '#!/bin/sh\\nset -a\\nset -eu');
  assert.is(first(runs('API_KEY=abc; export BATCH=2 && python /app/worker.py', ''))?.cause, 'variable-not-exported');
});

test('what a command gives it, without quotation marks', () => {
  const finding = first(runs('API_KEY=$(cat /etc/worker/key); exec python /app/worker.py', ''));
  assert.is(finding?.cause, 'variable-not-exported');
  const given = first(runs('API_KEY=$(cat /etc/worker/key) exec python /app/worker.py', ''));
  assert.is.not(given?.cause, 'variable-not-exported');
});

test('a line that a shell may not come to is less sure; a text that a program is given is no line of it', () => {
  const of = (script: string) => first(runs(`${script}\nexec python /app/worker.py`, ''));
  assert.is(of('API_KEY=abc')?.confidence, 'certain');
  for (const script of ['if [ "$STAGE" = dev ]; then API_KEY=abc; fi', 'if [ "$STAGE" = dev ]; then\n  API_KEY=abc\nfi']) {
    const finding = of(script);
    assert.is(finding?.cause, 'variable-not-exported');
    assert.is(finding?.confidence, 'likely', script);
  }
  assert.is(of('cat > /tmp/.env <<EOF\nAPI_KEY=abc\nEOF')?.cause, 'missing-variable');
});

test('it calls its own pod, as it is not told the host', () => {
  const situation: Situation = {
    ...runs('. /etc/worker/worker.env; exec python report.py', 'PGDATABASE=shop\nPGHOST=db\n'),
    services: [{ metadata: { name: 'db', namespace: 'shop' }, spec: { ports: [{ port: 5432 }] } } as never],
    log: 'psycopg2.OperationalError: connection to server at "localhost" (127.0.0.1), port 5432 failed: Connection refused',
  };
  const finding = first(situation);
  assert.is(finding?.cause, 'variable-not-exported');
  assert.match(finding?.summary ?? '', /variable PGHOST, and calls localhost:5432 instead/);
  // Another host is no sign of it.
  const other = { 'worker-env': { 'worker.env': 'PGDATABASE=shop\nPGHOST=other\n' } };
  assert.is(first({ ...situation, configMaps: other })?.cause, 'dependency-localhost');
});

test('what is exported, and what is for one program alone', () => {
  for (const [line, text] of [
    [`set -a; ${LINE}`, SETTINGS],
    [`set -ea; ${LINE}`, SETTINGS],
    [`set -o allexport; ${LINE}`, SETTINGS],
    [LINE, 'export API_KEY=abc\n'],
    [LINE, 'API_KEY=abc\nexport BATCH API_KEY\n'],
    [`. /etc/worker/worker.env; export API_KEY; python /app/worker.py`, SETTINGS],
    [`export $(cat /etc/worker/worker.env); python /app/worker.py`, SETTINGS],
    ['cat /etc/worker/worker.env; python /app/worker.py', SETTINGS],
    ['API_KEY=abc python /app/worker.py', ''],
    [LINE, 'OTHER_API_KEY=abc\n'],
  ] as const)
    assert.is.not(first(runs(line, text))?.cause, 'variable-not-exported', `${line} with ${text}`);
  // Given to the container, it is exported already.
  assert.is.not(first(runs(LINE, SETTINGS, { API_KEY: '' }))?.cause, 'variable-not-exported');
});

test('a script that misses it itself has not set it; one that it calls would get it', () => {
  const on = (log: string) =>
    first({
      container: { command: ['sh', '/s/start.sh'], volumeMounts: [{ name: 's', mountPath: '/s' }] },
      spec: { volumes: [{ name: 's', configMap: { name: 'start' } }] },
      configMaps: { start: { 'start.sh': 'set -u\necho $REGION\nREGION=eu\nsh /opt/run.sh\n' } },
      status: ended(1),
      log,
    })?.cause;
  assert.is(on('/s/start.sh: line 2: REGION: unbound variable'), 'missing-variable');
  assert.is(on('/opt/run.sh: line 2: REGION: unbound variable'), 'variable-not-exported');
});

test('a variable that is taken from the pod is exported already', () => {
  const env = [{ name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } }];
  const log =
    "Traceback (most recent call last):\n  File \"/app/a.py\", line 1, in <module>\n    os.environ['POD_IP']\nKeyError: 'POD_IP'\n";
  const text = 'POD_IP=$(hostname -i)\nexec python /app/a.py\n';
  const of = (given: object[]) =>
    findingsIn({
      status: ended(1),
      log,
      container: { command: ['sh', '/s/run.sh'], env: given as [], volumeMounts: [{ name: 's', mountPath: '/s' }] },
      spec: { volumes: [{ name: 's', configMap: { name: 's' } }] },
      configMaps: { s: { 'run.sh': text } },
    })[0]?.cause;
  assert.is(of([]), 'variable-not-exported');
  assert.is.not(of(env), 'variable-not-exported');
});

test.run();
