/** What nginx says of a line that runs on into the next one, or stands in the wrong context, and what looks like it. Words of nginx 1.22. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { nginxRepair } from '../src/trace/texts/nginx-repair.ts';

const mended = (text: string, line: number, detail: string) => nginxRepair(text, line, undefined, detail)?.text;

test('the line before lacks its semicolon, also with a comment behind it and blank lines below', () => {
  const listen = 'server {\n    listen 8080\n    root /srv;\n}\n';
  assert.is(mended(listen, 3, 'invalid parameter "root"'), listen.replace('8080', '8080;'));
  const gzip = 'server {\n    gzip on # small\n\n    gzip_types text/plain;\n}\n';
  assert.is(mended(gzip, 4, 'invalid number of arguments in "gzip" directive'), gzip.replace('on #', 'on; #'));
  const last = 'location / {\n    proxy_pass http://api:80\n}\n';
  assert.is(mended(last, 3, 'unexpected "}"'), last.replace(':80', ':80;'));
});

test('a line that ends well, and words about another one, are left', () => {
  assert.is(mended('server {\n    listen 8080;\n    listen 8081 rooot;\n}\n', 3, 'invalid parameter "rooot"'), undefined);
  assert.is(mended('http {\n    log_format main "a"\n        "b" nope;\n}\n', 3, 'invalid parameter "nope"'), undefined);
  assert.is(mended('server {\n    listen 8080\n    root /srv;\n}\n', 3, 'host not found in upstream "root"'), undefined);
});

test('a directive of the main context alone goes; a block does not', () => {
  const user = 'user www;\nserver {\n    listen 8080;\n}\n';
  assert.is(mended(user, 1, '"user" directive is not allowed here'), 'server {\n    listen 8080;\n}\n');
  assert.is(mended('user www;\nevents {\n}\nhttp {\n}\n', 1, '"user" directive is not allowed here'), undefined);
  assert.is(mended('events {\n}\nserver {\n}\n', 1, '"events" directive is not allowed here'), undefined);
});

test.run();
