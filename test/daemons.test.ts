/** Servers that go to the background: which command of a line is one, and where its option goes. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { keptInFront } from '../src/trace/programs/daemons.ts';

const line = (text: string) => keptInFront(text)?.line;

test('the option is given to the server, wherever it stands in the line', () => {
  assert.is(line('mkdir -p /var/cache/nginx && nginx'), "mkdir -p /var/cache/nginx && nginx -g 'daemon off;'");
  assert.is(line('nginx -t && exec nginx'), "nginx -t && exec nginx -g 'daemon off;'");
  assert.is(line('httpd && echo up'), 'httpd -D FOREGROUND && echo up');
  assert.is(line('httpd -p 8080 -h /www; echo up'), 'httpd -f -p 8080 -h /www; echo up');
  assert.is(line('nginx \\\n  -c /etc/shop.conf'), "nginx -g 'daemon off;' \\\n  -c /etc/shop.conf");
  assert.is(line('worker & echo started'), 'worker & echo started; wait');
});

test('its name as a folder or a word, and a look at its configuration, start nothing', () => {
  for (const text of [
    'mkdir -p /var/cache/nginx',
    'echo starting nginx now',
    'chown -R app /etc/httpd',
    'nginx -t',
    'nginx -s reload',
    'apachectl configtest',
  ])
    assert.is(line(text), undefined, text);
});

test.run();
