/** A probe's command that asks another program, or has one word that is wrong. Edited from probe-asks-dependency, probe-exec-variable, probe-exec-role. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Container } from '../src/kube/shapes.ts';
import { type Edited, findingOn } from './edited-case.ts';
import { ended, findingsIn } from './situation.ts';

const command = (prefix: string, words: string[]) => (cluster: Edited) => {
  for (const { metadata, spec } of cluster.list('pods')) {
    const probe = metadata.name.startsWith(prefix) ? spec.containers[0]?.livenessProbe : undefined;
    if (probe) probe.exec = { command: words };
  }
};

test('what the command asks is scaled down: that is the cause, and the probe the way to it', async () => {
  const { cause, summary, fixes } = await findingOn('probe-asks-dependency');
  assert.is(cause, 'dependency-scaled-down');
  assert.match(summary, 'the liveness probe kills container api: its command');
  assert.match(fixes[0]?.command ?? '', 'kubectl scale deploy/cache --replicas=1');
});

test('a command that asks its own container is no other program', async () => {
  const own = await findingOn('probe-asks-dependency', command('api', ['redis-cli', '-h', '127.0.0.1', 'ping']));
  assert.is(own.cause, 'probe-command-fails');
});

test('$NAME without a shell is put into one; with a shell it is not the fault', async () => {
  const bare = await findingOn('probe-exec-variable');
  assert.match(bare.summary, 'it is given $REDIS_PORT as it stands, as no shell runs it');
  assert.match(bare.fixes[0]?.command ?? '', '["sh","-c","redis-cli -p \\"$REDIS_PORT\\" ping"]');
  const shell = await findingOn('probe-exec-variable', command('cache', ['sh', '-c', 'redis-cli -p $REDIS_PORT ping']));
  assert.not.match(shell.summary, 'no shell');
  const known = await findingOn('probe-exec-variable', command('cache', ['redis-cli', '-p', '$(REDIS_PORT)', 'ping']));
  assert.not.match(known.summary, 'as it stands');
});

test('the role that the database was made with takes the place of the other; without POSTGRES_USER nothing is known', async () => {
  assert.match((await findingOn('probe-exec-role')).fixes[0]?.command ?? '', '["psql","-U","shop","-c","select 1"]');
  const unknown = await findingOn('probe-exec-role', (cluster) => {
    const container = cluster.container('db');
    container.env = container.env.filter(({ name }) => name !== 'POSTGRES_USER');
    cluster.pod('db').spec.containers[0] = container;
  });
  assert.not.match(unknown.summary, 'was made with');
});

/** A probe whose command fails and writes nothing. */
const silent = (exec: string[], container: Partial<Container> = {}) =>
  findingsIn({
    status: ended(137),
    events: [
      { reason: 'Unhealthy', message: 'Liveness probe failed: ', count: 3 },
      { reason: 'Killing', message: 'Container app failed liveness probe, will be restarted' },
    ],
    container: {
      command: ['python3', '/app/main.py'],
      livenessProbe: { exec: { command: exec }, periodSeconds: 5, failureThreshold: 3 },
      ...container,
    },
    log: 'INFO: listening on 0.0.0.0:8080',
  })[0];

test('a quiet client that asks on another port than the program says', () => {
  for (const [command, right] of [
    [['curl', '-sf', 'http://localhost:8081/healthz'], '["curl","-sf","http://localhost:8080/healthz"]'],
    [['nc', '-z', 'localhost', '8081'], '["nc","-z","localhost","8080"]'],
    [['sh', '-c', 'nc -z 127.0.0.1 8081'], '["sh","-c","nc -z 127.0.0.1 8080"]'],
  ] as const) {
    const finding = silent([...command]);
    assert.match(finding?.summary ?? '', 'it asks on port 8081, and the program listens on port 8080');
    assert.match(finding?.fixes[0]?.command ?? '', right);
  }
  assert.not.match(silent(['curl', '-sf', 'http://localhost:8080/healthz'])?.summary ?? '', 'listens on');
  assert.not.match(silent(['curl', '-sf', 'http://cache:8081/'])?.summary ?? '', 'listens on', 'another program');
});

test('a process that is not called so', () => {
  const line = silent(['pgrep', '-f', 'gunicorn']);
  assert.match(line?.summary ?? '', 'no process is called gunicorn, and the container runs python3 /app/main.py');
  assert.match(line?.fixes[0]?.command ?? '', '["pgrep","-f","main.py"]');
  assert.match(silent(['pidof', 'nginx'])?.fixes[0]?.command ?? '', '["pidof","python3"]');
  for (const [command, own] of [
    [
      ['pgrep', '-f', 'main.py'],
      ['python3', '/app/main.py'],
    ],
    [
      ['pgrep', 'python'],
      ['python3', '/app/main.py'],
    ],
    [
      ['pgrep', '-f', 'worker'],
      ['supervisord', '-n'],
    ],
    [
      ['pgrep', '-f', 'worker'],
      ['sh', '-c', 'exec worker'],
    ],
    [['pgrep', 'ledger'], ['/app/start.sh']],
    [
      ['pgrep', 'node'],
      ['npm', 'start'],
    ],
  ] as const)
    assert.not.match(silent([...command], { command: [...own] })?.summary ?? '', 'no process is called', own.join(' '));
});

test('a script of a volume that may not be executed gets its bit; one that has it, or another fault, does not', async () => {
  const found = await findingOn('probe-script-mode');
  assert.match(found.summary, '/probes/started.sh has no execute bit: it comes from volume probes, whose files are mounted with mode 0644');
  assert.match(found.fixes[0]?.command ?? '', '"defaultMode":493');
  const executable = await findingOn('probe-script-mode', (cluster) => {
    for (const { configMap } of cluster.pod('worker').spec.volumes ?? []) if (configMap) configMap.defaultMode = 0o755;
  });
  assert.not.match(executable.summary, 'execute bit');
});

test.run();
