/** What only the user knows is taken from a shell variable; its name is made from the cluster's text. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ask, kubectl } from '../src/fixes/command.ts';
import { ended, findingsIn } from './situation.ts';

const named = (variable: string) => ask('', variable, 'the value', false).ask.variable;

test('a name that is none for a shell is made one', () => {
  assert.is(named('DB_HOST'), 'DB_HOST');
  assert.is(named('db.host-name'), 'db_host_name');
  assert.is(named('3scale'), '_3scale');
  assert.is(named(''), 'NEW_VALUE');
  assert.is(kubectl({ flags: [] }, 'shop', ['set', 'env', ask('=', '', 'the value', false)]), 'kubectl set env ="$NEW_VALUE" -n shop');
});

test('an option gives its long name', () => {
  assert.is(named('-w/--workers'), 'workers');
  assert.is(named('--log-level'), 'log_level');
  assert.is(named('-p'), 'p');
  assert.is(named('a/-b'), 'a__b', 'no option');
  const [finding] = findingsIn({
    container: { command: ['gunicorn', '--workers', 'auto', 'web:app'] },
    status: ended(2),
    log: "usage: gunicorn [OPTIONS] [APP_MODULE]\ngunicorn: error: argument -w/--workers: invalid int value: 'auto'\n",
  });
  assert.is(finding?.fixes[0]?.asks[0]?.variable, 'workers');
});

test('what a shell has of its own would be given unasked', () => {
  assert.is(named('USER'), 'NEW_USER');
  assert.is(named('_'), 'NEW__');
  assert.is(named('PATH'), 'NEW_PATH');
  for (const name of ['DB_USER', 'USERS', 'PATH_TO', 'home', 'LANGUAGE_LEVEL']) assert.is(named(name), name);
});

test.run();
