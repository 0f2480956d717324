/** unknown-flag: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const of = (args: string[], log: string) => findingsIn({ status: ended(1), log, container: { args } })[0]?.fixes[0]?.command ?? '';

test('a subcommand that the usage lists is no value of the option before it', () => {
  const log = 'Error: unknown flag: --verbose\nUsage:\n  app [command]\n\nAvailable Commands:\n  serve       Start the server\n';
  assert.match(of(['--verbose', 'serve', '--port', '80'], log), '[{"op":"remove","path":"/spec/containers/0/args/0"}]');
  assert.match(of(['--level', 'debug', '--port', '80'], log.replace('--verbose', '--level')), 'args/0"},{"op":"remove"');
});

test('the value of a misspelt option stays', () => {
  const log = 'usage: app [-h] [--port PORT]\napp: error: unrecognized arguments: --prot 80\n';
  assert.match(of(['--prot', '80'], log), '"value":["--port","80"]');
});

test.run();
