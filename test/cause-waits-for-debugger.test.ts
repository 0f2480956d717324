/** waits-for-debugger: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const found = (name: string, value: string, log: string) =>
  findingsIn({
    status: ended(143),
    log,
    events: [
      { reason: 'Killing', message: 'Container app failed startup probe, will be restarted' },
      {
        reason: 'Unhealthy',
        message: 'Startup probe failed: Get "http://10.1.2.3:8081/health": dial tcp 10.1.2.3:8081: connect: connection refused',
        count: 10,
      },
    ],
    container: {
      env: [{ name, value }],
      startupProbe: { httpGet: { path: '/health', port: 8081 }, periodSeconds: 2, failureThreshold: 10 },
    },
  })[0];

const JDWP = '-Xmx64m -agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=*:5005';
const LISTENS = `Picked up JAVA_TOOL_OPTIONS: ${JDWP}\nListening for transport dt_socket at address: 5005\n`;
const INSPECT = 'Debugger listening on ws://0.0.0.0:9229/4f1a\nFor help, see: https://nodejs.org/en/docs/inspector\n';

test('Java, with suspend=y and by its default, and Node.js', () => {
  const java = found('JAVA_TOOL_OPTIONS', JDWP, LISTENS);
  assert.is(`${java?.cause} ${java?.confidence}`, 'waits-for-debugger certain');
  assert.match(java?.fixes[0]?.command ?? '', 'suspend=n,address=*:5005');
  const silent = found('JAVA_TOOL_OPTIONS', JDWP.replace('suspend=y,', ''), LISTENS);
  assert.match(silent?.fixes[0]?.command ?? '', 'address=*:5005,suspend=n');
  assert.match(found('NODE_OPTIONS', '--inspect-brk=0.0.0.0:9229', INSPECT)?.fixes[0]?.command ?? '', '--inspect=0.0.0.0:9229');
});

test('an option that does not wait, and a program that goes on', () => {
  const is = (name: string, value: string, log: string) => found(name, value, log)?.cause === 'waits-for-debugger';
  assert.not(is('JAVA_TOOL_OPTIONS', JDWP.replace('suspend=y', 'suspend=n'), LISTENS));
  assert.not(is('NODE_OPTIONS', '--inspect=0.0.0.0:9229', INSPECT));
  assert.not(is('JAVA_TOOL_OPTIONS', JDWP, `${LISTENS}orders 6.1.0: replaying the journal\n`));
});

test('within quotation marks the option ends before them', () => {
  const finding = found('JAVA_TOOL_OPTIONS', '"-agentlib:jdwp=transport=dt_socket,server=y,address=5005" -Xmx64m', LISTENS);
  assert.match(finding?.fixes[0]?.text ?? '', /address=5005,suspend=n$/);
});

test('Delve waits for a client, unless it is told to continue', () => {
  const of = (...more: string[]) => by(['dlv', 'exec', '/app', '--headless', '--listen=:2345', ...more]);
  const by = (command: string[]) =>
    findingsIn({
      status: ended(143),
      log: 'API server listening at: [::]:2345\n',
      events: [
        { reason: 'Killing', message: 'Container app failed liveness probe, will be restarted' },
        { reason: 'Unhealthy', message: 'Liveness probe failed: dial tcp 10.1.2.3:8080: connect: connection refused', count: 3 },
      ],
      container: {
        command,
        livenessProbe: { tcpSocket: { port: 8080 } },
      },
    })[0];
  assert.is(of()?.cause, 'waits-for-debugger');
  assert.match(of()?.fixes[0]?.command ?? '', '"--headless","--accept-multiclient","--continue","--listen=:2345"');
  assert.is.not(of('--accept-multiclient', '--continue')?.cause, 'waits-for-debugger');
  assert.is.not(by(['/app/browserd', '--headless', '--port=8081'])?.cause, 'waits-for-debugger', 'another server says the same');
});

test.run();
