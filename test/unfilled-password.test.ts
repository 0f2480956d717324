/** A server that was started with the text $(NAME) as its password, and servers that were not. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Edited, findingOn } from './edited-case.ts';

test('the server is the one to mend, by the variable that it has', async () => {
  const finding = await findingOn('auth-redis-unfilled');
  assert.is(finding.confidence, 'certain');
  assert.match(finding.summary, /started with the text \$\(REDIS_PASS\) as its password .*has no variable REDIS_PASS, but REDIS_PASSWORD/);
  assert.match(finding.fixes[0]?.command ?? '', /patch deploy\/sessions .*"\$\(REDIS_PASSWORD\)".* rollout restart deploy\/basket/);
});

test('what is filled in, escaped, or put in by a shell is no text of that kind', async () => {
  const isText = async (args: string[], command = ['redis-server'], env: object[] = []) => {
    const finding = await findingOn('auth-redis-unfilled', (cluster) => {
      const redis = cluster.container('sessions');
      Object.assign(redis, { command, args, env: [...redis.env, ...env] });
    });
    return /started with the text/.test(finding.summary);
  };
  assert.ok(await isText(['--requirepass', '$(REDIS_PASS)']));
  assert.ok(await isText(['--requirepass=$(REDIS_PASS)']));
  assert.not.ok(await isText(['--requirepass', '$(REDIS_PASSWORD)']));
  assert.not.ok(await isText(['--requirepass', '$$(REDIS_PASS)']));
  assert.not.ok(await isText(['redis-server --requirepass $(REDIS_PASS)'], ['sh', '-c']));
  assert.not.ok(await isText(['--dir', '$(REDIS_PASS)']));
  assert.not.ok(await isText(['--requirepass', '$(REDIS_PASS)'], ['redis-server'], [{ name: 'REDIS_PASS', value: 'x' }]));
});

test('what may come from a Secret that could not be read is not known to be a text', async () => {
  const edit = (cluster: Edited) => Object.assign(cluster.container('sessions'), { envFrom: [{ secretRef: { name: 'more' } }] });
  assert.not.match((await findingOn('auth-redis-unfilled', edit, ['list secrets'])).summary, /started with the text/);
  assert.match((await findingOn('auth-redis-unfilled', edit)).summary, /started with the text/);
});

test.run();
