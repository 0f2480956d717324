/** What a JVM is told by variables and arguments, and refuses at its start. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Container } from '../src/kube/shapes.ts';
import { findingOn } from './edited-case.ts';
import { ended, findingsIn, type Situation } from './situation.ts';

const first = (situation: Situation) => findingsIn({ status: ended(1), ...situation })[0];

const AGENT = [
  'Picked up JAVA_TOOL_OPTIONS: -javaagent:/opt/agent/agent.jar=port=9000 -Xmx64m',
  'Error opening zip file or JAR manifest missing : /opt/agent/agent.jar',
  'Error occurred during initialization of VM',
  'agent library failed to init: instrument',
  '',
].join('\n');

const agent = (line: string, value = '-javaagent:/opt/agent/agent.jar=port=9000 -Xmx64m') =>
  first({
    log: AGENT,
    container: { env: [{ name: 'JAVA_TOOL_OPTIONS', value }], volumeMounts: [{ name: 'agent', mountPath: '/opt/agent' }] },
    spec: {
      volumes: [{ name: 'agent', emptyDir: {} }],
      initContainers: [
        { name: 'copy', image: 'agents:1', command: ['sh', '-c', line], volumeMounts: [{ name: 'agent', mountPath: '/shared' }] },
      ] as Container[],
    },
  });

test('an agent that the init container copied elsewhere: the option names that place', () => {
  const finding = agent('mkdir -p /shared/lib && cp /dist/agent.jar /shared/lib');
  assert.is(finding?.cause, 'missing-file');
  assert.match(finding?.summary ?? '', 'init container copy puts the file at /opt/agent/lib/agent.jar');
  assert.match(finding?.fixes[0]?.command ?? '', '-javaagent:/opt/agent/lib/agent.jar=port=9000 -Xmx64m');
  assert.match(agent('cp /dist/otel-2.1.jar /shared/otel.jar')?.summary ?? '', 'puts the file at /opt/agent/otel.jar');
});

test('copied to that very place, to another volume, or to a path that only a shell knows: not told to be elsewhere', () => {
  for (const line of [
    'cp /dist/agent.jar /shared/',
    'cp /dist/agent.jar /tmp/lib/',
    'cp /dist/agent.jar $TARGET/',
    'echo /shared/lib/agent.jar',
  ])
    assert.not.match(agent(line)?.summary ?? '', 'puts the file at');
  assert.not.match(agent('cp /dist/agent.jar /shared/lib/', '-Xmx64m')?.summary ?? '', 'JAVA_TOOL_OPTIONS names');
});

test('a refusal that names no file says nothing of a file', () => {
  const log = 'Error occurred during initialization of boot layer\njava.lang.module.FindException: Module nosuch not found\n';
  const finding = first({ log });
  assert.is(finding?.cause, 'malformed-config');
  assert.not.match(finding?.decides ?? '', 'the file  as');
});

const COLLECTORS = 'Error occurred during initialization of VM\nMultiple garbage collectors selected\n';
const told = (env: NonNullable<Container['env']>, more: Partial<Situation> = {}) => first({ log: COLLECTORS, container: { env }, ...more });

test('two garbage collectors: both places, and what is read first goes', () => {
  const finding = told([
    { name: '_JAVA_OPTIONS', value: '-XX:+UseG1GC' },
    { name: 'JAVA_TOOL_OPTIONS', value: '-Xmx64m -XX:+UseSerialGC' },
  ]);
  assert.is(finding?.cause, 'java-options-conflict');
  assert.is(finding?.confidence, 'certain');
  assert.match(finding?.summary ?? '', '-XX:+UseSerialGC (env JAVA_TOOL_OPTIONS) and -XX:+UseG1GC (env _JAVA_OPTIONS)');
  assert.match(finding?.fixes[0]?.command ?? '', '"name":"JAVA_TOOL_OPTIONS","value":"-Xmx64m"');
});

test('an argument of its own is taken out of the list', () => {
  const finding = first({
    log: COLLECTORS,
    container: { command: ['java', '-XX:+UseZGC', '-jar', '/a.jar'], env: [{ name: 'JAVA_TOOL_OPTIONS', value: '-XX:+UseSerialGC' }] },
  });
  assert.match(finding?.fixes[1]?.command ?? '', '"op":"remove","path":"/spec/containers/0/command/1"');
});

test('what the image sets is told by the JVM', () => {
  const log = `Picked up JAVA_TOOL_OPTIONS: -XX:+UseParallelGC\n${COLLECTORS}`;
  const finding = first({ log, container: { command: ['java', '-XX:+UseSerialGC', '-jar', '/a.jar'] } });
  assert.match(finding?.summary ?? '', '-XX:+UseParallelGC (env JAVA_TOOL_OPTIONS) and -XX:+UseSerialGC (command[1])');
});

test('a choice that is taken back, or made twice, is one; the other is not seen', () => {
  for (const value of ['-XX:+UseG1GC -XX:+UseSerialGC -XX:-UseG1GC', '-XX:+UseSerialGC -XX:+UseSerialGC']) {
    const finding = told([{ name: 'JAVA_TOOL_OPTIONS', value }]);
    assert.is(finding?.confidence, 'likely');
    assert.not.match(finding?.summary ?? '', 'UseG1GC');
  }
  const hidden = told([{ name: 'JAVA_OPTS', valueFrom: { secretKeyRef: { name: 'jvm', key: 'opts' } } }]);
  assert.match(hidden?.summary ?? '', 'Secret jvm key opts (env JAVA_OPTS) cannot be read');
});

const DEBUG = [
  'ERROR: transport error 202: bind failed: Address already in use',
  'ERROR: JDWP Transport dt_socket failed to initialize, TRANSPORT_INIT(510)',
  'JDWP exit error AGENT_ERROR_TRANSPORT_INIT(197): No transports initialized [./src/jdk.jdwp.agent/share/native/libjdwp/debugInit.c:744]',
  '',
].join('\n');
const debugged = (value: string) =>
  first({ log: DEBUG, container: { ports: [{ containerPort: 8080 }], env: [{ name: 'JAVA_TOOL_OPTIONS', value }] } });

test('the debug port stands in the option; two JVMs of one container cannot share it', () => {
  const finding = debugged('-Xmx64m -agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=*:5005');
  assert.is(finding?.cause, 'port-in-use');
  assert.match(finding?.summary ?? '', 'port 5005 for its debugger (env JAVA_TOOL_OPTIONS)');
  assert.match(finding?.fixes[0]?.command ?? '', '"name":"JAVA_TOOL_OPTIONS","value":"-Xmx64m"');
  assert.match(debugged('-Xrunjdwp:transport=dt_socket,address=0.0.0.0:8000,server=y')?.summary ?? '', 'port 8000 for its debugger');
});

test('where no option tells it, the port that the container declares is not taken for the debug port', () => {
  for (const value of ['-Xmx64m', '-agentlib:jdwp=transport=dt_socket,server=y,address=0', '-agentlib:other=address=8080'])
    assert.match(debugged(value)?.summary ?? '', 'cannot listen on the port that it wants for its debugger (jdwp)');
});

test('of several sizes of a heap the JVM takes the last, and none from a variable that nothing reads', () => {
  const full = (container: object, log = '') =>
    first({
      log: `${log}Exception in thread "main" java.lang.OutOfMemoryError: Java heap space\n\tat shop.Main.main(Main.java:5)`,
      container: { resources: { limits: { memory: '1Gi' } }, ...container },
    });
  const env = (name: string, value: string) => ({ env: [{ name, value }] });
  const java = ['java', '-Xmx900m', '-jar', '/app.jar'];
  assert.match(full({ command: java, ...env('JAVA_TOOL_OPTIONS', '-Xmx64m') })?.summary ?? '', 'command limits it by -Xmx900m');
  assert.match(full({ command: java, ...env('_JAVA_OPTIONS', '-Xmx64m') })?.summary ?? '', 'env _JAVA_OPTIONS limits it by -Xmx64m');
  const twice = full(env('JAVA_TOOL_OPTIONS', '-Xmx64m -Xmx300m'));
  assert.match(twice?.summary ?? '', 'limits it by -Xmx300m');
  assert.match(twice?.fixes[0]?.command ?? '', '"-Xmx64m -Xmx614m"');
  const unread = full({ command: ['java', '-jar', '/app.jar'], ...env('JAVA_OPTS', '-Xmx600m') });
  assert.is(unread?.confidence, 'likely');
  assert.match(unread?.summary ?? '', 'env JAVA_OPTS (-Xmx600m) is not read: java itself knows JAVA_TOOL_OPTIONS');
  assert.match(unread?.fixes[0]?.command ?? '', '{"name":"JAVA_TOOL_OPTIONS","value":"-Xmx600m"}');
  // A script may read it: that of the spec does, that of the image nobody has seen.
  assert.is(full({ command: ['sh', '-c', 'exec java $JAVA_OPTS -jar /app.jar'], ...env('JAVA_OPTS', '-Xmx64m') })?.confidence, 'certain');
  assert.is(full(env('JAVA_OPTS', '-Xmx64m'))?.confidence, 'likely');
  assert.is(full(env('JAVA_TOOL_OPTIONS', '-Xmx256m'), 'Picked up _JAVA_OPTIONS: -Xmx64m\n')?.confidence, 'likely');
});

test('a JVM that was told to end had lived with its full heap until then', () => {
  const log = 'java.lang.OutOfMemoryError: Java heap space\n\tat shop.Web.get(Web.java:5)';
  const container = { env: [{ name: 'JAVA_TOOL_OPTIONS', value: '-Xmx64m' }] };
  assert.is(first({ log, container })?.confidence, 'certain');
  assert.is(first({ log, container, status: ended(143) })?.confidence, 'likely');
});

test('an array that no heap can hold is no heap that is full', () => {
  const log =
    'Exception in thread "main" java.lang.OutOfMemoryError: Requested array size exceeds VM limit\n\tat shop.Main.main(Main.java:5)';
  const found = first({ log, container: { env: [{ name: 'JAVA_TOOL_OPTIONS', value: '-Xmx64m' }] } });
  assert.match(found?.summary ?? '', 'asks for one array of more elements than an array of Java can have');
  assert.not.match(found?.summary ?? '', 'is full');
});

test('JAVA_OPTS is read by nobody where the program tells of another heap than it gives', async () => {
  const found = await findingOn('mem-java-opts-unread');
  assert.match(found.summary, 'ConfigMap orders key JAVA_OPTS (-Xmx320m) is not read');
  assert.match(found.fixes[0]?.command ?? '', 'JAVA_TOOL_OPTIONS=-Xmx320m');
  for (const words of ['heap of at most 309 MB', 'prices come first', 'cache in the heap: 12 MB, max memory 64 MB']) {
    const read = await findingOn('mem-java-opts-unread', (cluster) => cluster.say('orders', 'orders', 'heap of at most 123 MB', words));
    assert.match(read.summary, 'JAVA_OPTS limits it by -Xmx320m', words);
  }
});

test.run();
