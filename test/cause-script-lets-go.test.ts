/** script-lets-go: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingOn } from './edited-case.ts';

const script = (text: string, shell = 'bash') =>
  findingOn('exit0-wait-n', (cluster) => {
    cluster.one('configmaps', 'cache').data = { 'start.sh': text };
    const container = cluster.container('cache');
    container.command = container.command?.map((word) => (/^(?:\/bin\/)?bash$/.test(word) ? shell : word)) ?? [];
  });

test('a script that waits for the first of several, or for none', async () => {
  const first = await script('redis-server &\nwarm-up &\nwait -n # until one is done\n');
  assert.is(first.cause, 'script-lets-go');
  assert.match(first.fixes[0]?.command ?? '', 'warm-up &\\nwait # until one is done\\n');
  const behind = await script('#!/bin/sh\nredis-server --save "" &\n');
  assert.match(behind.fixes[0]?.command ?? '', 'redis-server --save \\"\\"\\n');
});

test('a script that goes on after it, or waits for all, is another matter', async () => {
  for (const text of [
    'redis-server &\nwait -n\nredis-cli shutdown\n',
    'redis-server &\nwait\n',
    'true && redis-cli ping\n',
    'mkdir -p /var/cache/nginx\n',
    'echo "nginx is set up"\n',
    'nginx -t\n',
  ])
    assert.is.not((await script(text)).cause, 'script-lets-go');
});

const command = (line: string, said?: string) =>
  findingOn('cmd-tail-log', (cluster) => {
    cluster.container('edge').command = ['sh', '-c', line];
    if (said) cluster.say('edge', 'nginx', "tail: cannot open '/var/log/nginx/shop.log' for reading", said);
  });

test('a file that tail is to follow: the server is kept in front where we know how, else tail waits', async () => {
  assert.match((await command('nginx && tail -f /var/log/nginx/shop.log')).fixes[0]?.command ?? '', 'daemon off;');
  assert.match((await command('start-shop; exec tail -f /var/log/nginx/shop.log')).fixes[0]?.command ?? '', 'exec tail -F /var/log');
});

test('a file that another program misses is no reason', async () => {
  const other = await command('nginx && tail -f /var/log/nginx/access.log', "cat: can't open '/var/log/nginx/shop.log'");
  assert.is.not(other.cause, 'script-lets-go');
});

test('&> in a script for sh: to dash the & stands alone', async () => {
  const found = await script('exec redis-server --save "" &>> /var/log/redis.log\n', 'sh');
  assert.is(found.cause, 'script-lets-go');
  assert.is(found.confidence, 'likely');
  assert.match(found.fixes[0]?.command ?? '', 'exec redis-server --save \\"\\" >> /var/log/redis.log 2>&1\\n');
  assert.not.match((await script('exec redis-server &> /var/log/redis.log\n')).summary, '&> is no redirection');
});

test.run();
