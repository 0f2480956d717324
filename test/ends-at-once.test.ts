/** Why a program ended with 0: one connection, and a file at which it stops. What matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const first = (container: object, more: object = {}) => findingsIn({ container, status: ended(0), log: '', ...more })[0];
const inShell = (line: string, more: object = {}) => ({ command: ['sh', '-c', line], ...more });

test('a listener that takes one connection is started again after each', () => {
  const finding = first(inShell("echo 'port 8080'; exec nc -N -l 8080 < /srv/a.txt", { readinessProbe: { tcpSocket: { port: 8080 } } }));
  assert.is(finding?.cause, 'program-finishes');
  assert.is(finding?.confidence, 'certain');
  assert.match(
    finding?.summary ?? '',
    'nc takes one connection and ends with it (nc -N -l 8080 < /srv/a.txt); a probe of the kubelet makes one',
  );
  assert.match(finding?.fixes[0]?.command ?? '', 'while true; do nc -N -l 8080 < /srv/a.txt; done');
  for (const one of [
    inShell('cat /srv/a.txt | nc -l -p 8080 -q 1'),
    { command: ['nc', '-vlp', '8080'] },
    { command: ['socat', 'TCP-LISTEN:8080,reuseaddr', 'EXEC:/bin/cat'] },
  ])
    assert.match(first(one)?.summary ?? '', 'takes one connection', JSON.stringify(one));
});

test('one that goes on, calls somebody, or stands in a loop', () => {
  for (const one of [
    inShell('nc -lk 8080'),
    inShell('while true; do nc -l 8080; done'),
    inShell('nc -z db 5432'),
    { command: ['nc', '-ll', '-p', '8080', '-e', '/bin/cat'] },
    { command: ['socat', 'TCP-LISTEN:8080,reuseaddr,fork', 'EXEC:/bin/cat'] },
    { command: ['socat', '-', 'TCP:db:5432'] },
  ])
    assert.not.match(first(one)?.summary ?? '', 'takes one connection', JSON.stringify(one));
});

const inPython = (text: string, log = '') =>
  first(
    { command: ['python', '/app/main.py'], volumeMounts: [{ name: 'app', mountPath: '/app' }] },
    { spec: { volumes: [{ name: 'app', configMap: { name: 'app' } }] }, configMaps: { app: { 'main.py': text } }, log },
  );

test('a coroutine that is called and not awaited', () => {
  const log = "/app/main.py:8: RuntimeWarning: coroutine 'main' was never awaited\n  main()\n";
  const text = 'import asyncio\n\n\nasync def main():\n    await asyncio.sleep(9)\n\n\nmain()\n';
  const finding = inPython(text, log);
  assert.match(
    finding?.summary ?? '',
    'nothing of main is run: it is a coroutine, which /app/main.py, line 8 (key main.py of ConfigMap app)',
  );
  assert.match(finding?.fixes[0]?.command ?? '', String.raw`\n\nasyncio.run(main())\n`);
  assert.is(finding?.confidence, 'certain');
  const inside = 'import asyncio\n\n\nasync def main():\n    print("begin")\n    serve()\n\n\nasyncio.run(main())\n';
  const within = inPython(inside, "/app/main.py:6: RuntimeWarning: coroutine 'serve' was never awaited\n  serve()\n");
  assert.match(within?.fixes[0]?.command ?? '', String.raw`\n    await serve()\n`);
  assert.is(within?.confidence, 'likely');
  const ofImage = first({}, { log: log.replace('/app/main.py', '/srv/poller.py') });
  assert.match(ofImage?.summary ?? '', 'which /srv/poller.py, line 8 calls and does not await');
  assert.match(ofImage?.fixes[0]?.text ?? '', 'asyncio.run(main())');
});

test('threads that do not keep Python alive, and a main thread that waits for them', () => {
  const text =
    'import threading\n\n\ndef work():\n    while True:\n        step()\n\n\nthreading.Thread(target=work, daemon=True).start()\n';
  const finding = inPython(text);
  assert.match(
    finding?.summary ?? '',
    'threads that do not keep Python alive (daemon=True, /app/main.py, line 9 (key main.py of ConfigMap app))',
  );
  assert.match(finding?.fixes[0]?.command ?? '', 'threading.Thread(target=work).start()');
  for (const other of [
    text.replace(', daemon=True', ''),
    text.replace('threading.Thread', 't = threading.Thread').replace('.start()', '\nt.start()\nt.join()'),
    `${text}while True:\n    time.sleep(9)\n`,
    `${text}app.run()\n`,
    // It may be done with its own work, and the thread be there for that time alone.
    `${text}load_products()\nprint("done")\n`,
    `${text}for message in consumer:\n    handle(message)\n`,
  ])
    assert.not.match(inPython(other)?.summary ?? '', 'keep Python alive', other);
  const several = text.replace(/threading.Thread.*\n/, 'for _ in range(3):\n    $&print("all begun")\n');
  assert.match(inPython(several)?.summary ?? '', 'keep Python alive');
});

const SCRIPT = '#!/bin/sh\n# until it is told to stop\necho begin\nwhile [ ! -e "$STATE/stop" ]; do\n  sleep 2\ndone\necho done\n';
const stopped = (hook: string, { volume = { emptyDir: {} } as object, script = SCRIPT } = {}) =>
  first(
    {
      command: ['sh', '/app/run.sh'],
      env: [{ name: 'STATE', value: '/state' }],
      lifecycle: { preStop: { exec: { command: ['sh', '-c', hook] } } },
      volumeMounts: [
        { name: 'app', mountPath: '/app' },
        { name: 'state', mountPath: '/state' },
      ],
    },
    {
      spec: {
        volumes: [
          { name: 'app', configMap: { name: 'app' } },
          { name: 'state', ...volume },
        ],
      },
      configMaps: { app: { 'run.sh': script } },
      log: 'begin\ndone\n',
    },
  );

test('its own preStop hook has made the file at which it stops, and the volume keeps it', () => {
  const finding = stopped('touch /state/stop; sleep 3');
  assert.is(finding?.cause, 'program-finishes');
  assert.is(finding?.confidence, 'likely');
  assert.match(finding?.summary ?? '', 'ends where /state/stop is there (line 4); its own preStop hook makes that file');
  assert.match(finding?.fixes[0]?.command ?? '', String.raw`# until it is told to stop\nrm -f /state/stop\necho begin`);
  assert.match(stopped('echo 1 > /state/stop')?.summary ?? '', 'preStop hook makes that file');
});

test('the hook does something else with it, the container keeps it alone, or the script looks for another', () => {
  for (const finding of [
    stopped('rm -f /state/stop'),
    stopped('touch /state/stopped'),
    stopped('touch /state/stop', { volume: { configMap: { name: 'app' } } }),
    stopped('touch /state/stop', { script: SCRIPT.replace('/stop"', '/end"') }),
    stopped('touch /state/stop', { script: SCRIPT.replace('$STATE', '/tmp') }),
  ])
    assert.not.match(finding?.summary ?? '', 'preStop hook makes');
});

test('a file that tells the next start something, and does not end it', () => {
  for (const script of [
    '#!/bin/sh\nif [ -f /state/stop ]; then\n  echo clean\nelse\n  echo recovering\nfi\nwork\nexit 0\n',
    '#!/bin/sh\nif [ ! -f /state/stop ]; then\n  recover\nfi\nwork\n',
    '#!/bin/sh\n[ -f /state/stop ] && echo clean\nwork\n',
    '#!/bin/sh\nrm -f /state/stop\nwhile [ ! -f /state/stop ]; do\n  sleep 2\ndone\n',
    '#!/bin/sh\nwhile [ -f /state/stop ]; do\n  sleep 2\ndone\nwork\n',
  ])
    assert.not.match(stopped('touch /state/stop', { script })?.summary ?? '', 'preStop hook makes', script);
  for (const script of [
    '#!/bin/sh\nif [ -f /state/stop ]; then\n  echo stopped\n  exit 0\nfi\nwork\n',
    '#!/bin/sh\n[ ! -f /state/stop ] || exit 0\nwork\n',
    '#!/bin/sh\nwhile true; do\n  [ -f /state/stop ] && break\n  work\ndone\n',
    '#!/bin/sh\nuntil [ -f /state/stop ]; do\n  work\ndone\n',
  ])
    assert.match(stopped('touch /state/stop', { script })?.summary ?? '', 'preStop hook makes', script);
});

test.run();
