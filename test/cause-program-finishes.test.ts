/** program-finishes: an image that runs nothing by itself. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingOn } from './edited-case.ts';
import { ended, findingsIn } from './situation.ts';

test('of two programs neither is chosen', async () => {
  const found = await findingOn('exit0-runtime-alone', (cluster) => {
    cluster.one('configmaps', 'relay').data = { 'a.js': '', 'b.js': '' };
  });
  assert.is(found.cause, 'program-finishes');
  assert.not.match(found.fixes[0]?.command ?? '', '.js');
});

test('an image of another name has a command of its own', async () => {
  const found = await findingOn('exit0-runtime-alone', (cluster) => {
    cluster.container('relay').image = 'registry.example.com/shop/relay:1.0';
  });
  assert.not.match(found.summary, 'node alone');
});

const silent = (container: object) => findingsIn({ container, status: ended(0, { startedAt: '2026-01-02T03:04:29Z' }), log: '' })[0];

test('an image that is declared to serve is no shell', () => {
  assert.match(silent({})?.summary ?? '', 'most likely a shell');
  assert.not.match(silent({ ports: [{ containerPort: 8000 }] })?.summary ?? '', 'shell');
  assert.match(silent({ image: 'debian:12', ports: [{ containerPort: 8000 }] })?.summary ?? '', 'most likely a shell');
});

test('gunicorn is sent to the background by its variable; not by other options', () => {
  const of = (value: string) => silent({ env: [{ name: 'GUNICORN_CMD_ARGS', value }] })?.cause;
  assert.is(of('--workers=1 -D'), 'runs-in-background');
  assert.is.not(of('--workers=1 --bind=0.0.0.0:8000'), 'runs-in-background');
});

test('a subcommand that only prints; not a word that stands later', () => {
  const of = (args: string[]) =>
    findingsIn({ container: { args }, status: ended(0, { startedAt: '2026-01-02T03:04:30Z' }), log: 'ledger 3.1.0\n' })[0];
  assert.match(of(['version'])?.summary ?? '', 'version tells it only to print its version');
  assert.match(of(['version'])?.fixes[0]?.command ?? '', '"op":"remove","path":"/spec/containers/0/args"');
  assert.not.match(of(['sync', 'version'])?.summary ?? '', 'tells it');
});

test.run();
