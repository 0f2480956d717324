/** A variable of nginx that is misspelt: the one that was meant is one of its own, or one that the file sets. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { variableMeant } from '../src/trace/texts/nginx-own-variable.ts';

const meant = (text: string, name: string) => variableMeant(text, name, `unknown "${name}" variable`)?.text;

test('one of its own', () => {
  assert.is(meant('proxy_set_header X-User $remote_usr;', 'remote_usr'), 'proxy_set_header X-User $remote_user;');
  assert.is(meant('log_format a "${request_tme}s $request_times";', 'request_tme'), 'log_format a "${request_time}s $request_times";');
});

test('one that the file sets', () => {
  assert.is(
    meant('map $uri $backend_pool { default a; }\nproxy_pass http://$backend_poll;', 'backend_poll')?.includes('http://$backend_pool;'),
    true,
  );
  assert.is(meant('set $tenant a;\nadd_header X $tennant;', 'tennant'), 'set $tenant a;\nadd_header X $tenant;');
});

test('near nothing, a variable of the environment, or one of which any name may follow', () => {
  assert.is(meant('proxy_pass http://$api_host;', 'api_host'), undefined);
  assert.is(meant('add_header X $shop_region;', 'shop_region'), undefined);
  assert.is(meant('add_header X $http_x_reqest_id;', 'http_x_reqest_id'), undefined);
});

test.run();
