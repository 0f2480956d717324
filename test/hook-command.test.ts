/** What the spec shows of a postStart hook's command. Edited from hook-variable, hook-psql-early. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Container } from '../src/kube/shapes.ts';
import { type Edited, findingOn } from './edited-case.ts';
import { ended, findingsIn } from './situation.ts';

const hook = (pod: string, command: string[]) => (cluster: Edited) => {
  const [container] = cluster.pod(pod).spec.containers;
  if (container) container.lifecycle = { postStart: { exec: { command } } } as NonNullable<Container['lifecycle']>;
};
const first = ({ fixes }: { fixes: { command?: string }[] }) => fixes[0]?.command ?? '';

test('$(NAME) is filled in by nobody, with a shell or without', async () => {
  const bare = await findingOn('hook-variable', hook('cache', ['redis-cli', '-a', '$(REDIS_PASSWORD)', 'ping']));
  assert.match(bare.summary, 'it is given $(REDIS_PASSWORD) as it stands');
  assert.match(first(bare), '["sh","-c","redis-cli -a \\"$REDIS_PASSWORD\\" ping"]');
  const open = await findingOn('hook-variable', hook('cache', ['sh', '-c', 'redis-cli -a $(REDIS_PASSWORD) ping']));
  assert.match(open.summary, 'to the shell it is the output of a program REDIS_PASSWORD');
  const command = await findingOn('hook-variable', hook('cache', ['sh', '-c', 'redis-cli -h $(hostname) ping']));
  assert.not.match(command.summary, 'the kubelet does not fill');
  const shell = await findingOn('hook-variable', hook('cache', ['sh', '-c', 'sleep 1; redis-cli -a "$REDIS_PASSWORD" ping']));
  assert.not.match(shell.summary, 'REDIS_PASSWORD in there');
});

test('a whole line as one word is no program', async () => {
  assert.match(first(await findingOn('hook-variable', hook('cache', ['redis-cli ping']))), '{"command":["redis-cli","ping"]}');
});

test('a client that asks its own container once is early; one that tries again, or asks elsewhere, is not', async () => {
  const early = async (...command: string[]) =>
    /right after its start/.test((await findingOn('hook-psql-early', hook('db', command))).summary);
  assert.ok(await early('psql', '-U', 'shop', '-c', 'select 1'));
  assert.ok(await early('sh', '-c', 'psql -U shop -c "select 1" && touch /tmp/done'));
  assert.ok(await early('curl', '-f', 'http://localhost:8080/warm'));
  assert.not(await early('sh', '-c', 'until pg_isready; do sleep 1; done; psql -c "select 1"'));
  assert.not(await early('psql', '-h', 'primary', '-c', 'select 1'));
  assert.not(await early('psql', 'postgres://shop@primary/shop', '-c', 'select 1'));
  assert.not(await early('sh', '-c', 'psql "$DATABASE_URL" -c "select 1"'));
  assert.not(await early('curl', '-f', '--retry', '5', 'http://localhost:8080/warm'));
  assert.not(await early('curl', '-f', 'https://deploys.example.com/started'));
  assert.not(await early('sh', '-c', 'echo psql > /tmp/word'));
  const elsewhere = await findingOn('hook-psql-early', (cluster) => {
    cluster.pod('db').spec.containers[0]?.env?.push({ name: 'PGHOST', value: 'primary' });
  });
  assert.not.match(elsewhere.summary, 'right after its start');
});

test('a hook whose words are told, and speak of another trouble than a file that it may not write', () => {
  const of = (message: string) =>
    findingsIn({
      status: ended(143),
      events: [{ reason: 'FailedPostStartHook', message }],
      container: {
        lifecycle: { postStart: { exec: { command: ['sh', '-c', 'date > /var/run/app.started'] } } },
        securityContext: { runAsUser: 1000 },
      },
    })[0]?.summary ?? '';
  assert.match(
    of("command 'sh -c …' exited with 1: sh: can't create /var/run/app.started: Permission denied, message: \"\""),
    'it runs as user 1000',
  );
  assert.not.match(of("command 'sh -c …' exited with 127: sh: date: not found"), 'it runs as user');
  assert.not.match(of('PostStartHook failed: exited with 1: , message: "no space left on device"'), 'it runs as user');
});

test("a folder that is root's is not the user's to write in; a volume there, /tmp and root are well", async () => {
  const said = async (command: string, change: (cluster: Edited) => void = () => {}) =>
    (
      await findingOn('hook-touch', (cluster) => {
        hook('api', ['sh', '-c', command])(cluster);
        change(cluster);
      })
    ).summary;
  assert.match(await said('date > /var/run/api.started'), 'it runs as user 1000');
  assert.not.match(await said('date > /tmp/api.started'), 'it runs as user');
  assert.not.match(await said('date > /app/cache/started'), 'it runs as user');
  // What stands before it may be what fails.
  assert.match(await said('set -e; cd /tmp && date > /var/run/api.started'), 'it runs as user 1000');
  assert.not.match(await said('curl -sf http://registry:8080/join && date > /var/run/api.started'), 'it runs as user');
  const root = await said('date > /var/run/api.started', (cluster) => {
    cluster.pod('api').spec.securityContext = { runAsUser: 0 };
  });
  assert.not.match(root, 'it runs as user');
  const mounted = await said('date > /var/run/api.started', (cluster) => {
    const { spec } = cluster.pod('api');
    spec.volumes?.push({ name: 'run', emptyDir: {} });
    spec.containers[0]?.volumeMounts?.push({ name: 'run', mountPath: '/var/run' });
  });
  assert.not.match(mounted, 'it runs as user');
});

test('what the runtime sets is filled in by nobody either; a program that is not there; an event of long ago', () => {
  const of = (command: string[], message: string, at?: string) =>
    findingsIn({
      status: ended(143),
      events: [{ reason: 'FailedPostStartHook', message, ...(at ? { at } : {}) }],
      container: { lifecycle: { postStart: { exec: { command } } } },
    })[0];
  const home = of(['touch', '$HOME/ready'], 'PostStartHook failed');
  assert.match(home?.summary ?? '', 'it is given $HOME as it stands, as no shell runs it');
  assert.match(home?.fixes[0]?.command ?? '', '["sh","-c","touch \\"$HOME/ready\\""]');
  // opencontainers/runc:libcontainer, as the kubelet passes it on.
  const bash = of(
    ['/bin/bash', '-c', 'date'],
    'PostStartHook failed: rpc error: code = Unknown desc = failed to exec in container: failed to start exec: OCI runtime exec failed: exec failed: unable to start container process: exec: "/bin/bash": stat /bin/bash: no such file or directory: unknown',
  );
  assert.match(bash?.summary ?? '', 'there is no program /bin/bash in the container');
  assert.is.not(of(['sh', '-c', 'date'], 'PostStartHook failed', '2026-01-02T02:00:00Z')?.cause, 'poststart-hook-fails');
});

test.run();
