/** What decides stands before the last line, in the programs' own order. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readLog } from '../src/logs/read-log.ts';

const quoteOf = (...lines: string[]) => readLog(lines.join('\n')).decisive?.quote ?? '';

test('Keycloak tells last how to be told more', () => {
  const line = (words: string) =>
    `2026-11-26 04:32:07,232 ERROR [org.keycloak.quarkus.runtime.cli.ExecutionExceptionHandler] (main) ${words}`;
  const why =
    'ERROR: Key material not provided to setup HTTPS. Please configure your keys/certificates or start the server in development mode.';
  const more =
    "For more details run the same command passing the '--verbose' option. Also you can use '--help' to see the details about the usage of the particular command.";
  assert.match(quoteOf(line('ERROR: Failed to start server in (production) mode'), line(why), line(more)), 'Key material');
});

test('MySQL and Galera tell last that they end', () => {
  const mysql = (words: string) => `2026-11-26T03:20:27.124364Z 0 [ERROR] [MY-011092] [Server] ${words}`;
  assert.match(
    quoteOf(
      mysql("Upgrading the data dictionary from dictionary version '1' is not supported."),
      mysql('Data Dictionary initialization failed.'),
      mysql('Aborting'),
    ),
    'dictionary version',
  );
  const galera = (words: string) => `2026-11-26  0:04:03 0 [ERROR] ${words}`;
  assert.match(
    quoteOf(
      galera('WSREP: It may not be safe to bootstrap the cluster from this node.'),
      galera('WSREP: wsrep::connect(gcomm://) failed: 7'),
      galera('Aborting'),
    ),
    'not be safe to bootstrap',
  );
});

test('vLLM points at the trace before', () => {
  const trace = (last: string) => ['Traceback (most recent call last):', '  File "/app/serve.py", line 8, in <module>', '    main()', last];
  assert.match(
    quoteOf(
      ...trace('ValueError: the sequence is longer than the cache'),
      ...trace('RuntimeError: Engine process failed to start. See stack trace for the root cause.'),
    ),
    'longer than the cache',
  );
});

test('a fatal line that says only that there was an error points at what stands before; one with a reason does not', () => {
  const trace = ['System.Net.Sockets.SocketException (13): Permission denied', '   at System.Net.Sockets.Socket.Bind(EndPoint localEP)'];
  const fatal = (words: string) => `[09:47:03 FTL] ${words}`;
  assert.match(
    quoteOf(
      fatal('Unable to start Kestrel.'),
      ...trace,
      fatal('The agent has encountered an unexpected error. Please open an issue at https://example.com/issues'),
    ),
    'SocketException',
  );
  assert.match(
    quoteOf(fatal('Unable to start.'), ...trace, fatal('The agent has encountered an unexpected error: no such table: jobs')),
    'no such table',
  );
});

test('that something could not be started or reached says no more than that it failed to', () => {
  for (const words of [
    'Failed to start the server',
    'Could not start server',
    "can't connect to the database",
    'Unable to reach the broker',
  ])
    assert.match(quoteOf('ERROR no licence for 8 cores', `ERROR ${words}`), 'licence', words);
  assert.match(quoteOf('ERROR no licence for 8 cores', 'ERROR could not start server: port 80 is in use'), 'port 80');
});

test('a trace that the logger has indented is read as one that is not', () => {
  const trace = [
    'Traceback (most recent call last):',
    '  File "/app/hub.py", line 8, in <module>',
    '    check()',
    'hub.SchemaMismatch: Found version a != b',
  ];
  const indented = readLog(['[E 2026-11-26 20:56:17.276 Hub app:1623]', ...trace.map((line) => `    ${line}`)].join('\n')).decisive;
  assert.is(indented?.kind, 'exception');
  assert.match(indented?.quote ?? '', 'SchemaMismatch');
});

test("a collector's own configuration is its fault, though it is called like a watcher", () => {
  const line =
    'Error: cannot load configuration: unable to read the file /conf/otel-collector-config.yaml: yaml: line 15: mapping values are not allowed in this context';
  assert.is(readLog(line).decisive?.kind, 'config-malformed');
  assert.is(readLog("otel-collector: error: unknown long flag '--confg'").decisive?.kind, 'flag-unknown');
  assert.is(readLog('Error: traces export: otel-collector:4317: connection refused').decisive, undefined);
});

test.run();
