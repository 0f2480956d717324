/** What programs say of their settings in more than one line, or with a part of the name. Texts as their sources write them (see the phrases). */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readLog } from '../src/logs/read-log.ts';
import { failureOf } from '../src/trace/programs/start-failure.ts';
import { ended, findingsIn, inPython } from './situation.ts';

const decisive = (...lines: string[]) => readLog(lines.join('\n')).decisive;
const message = (...lines: string[]) => (decisive(...lines)?.fields as { message?: string } | undefined)?.message;

// confmap's errors are joined by line breaks (open-telemetry/opentelemetry-collector:otelcol/collector.go).
const DECODING = 'Error: failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):';

test('what ends in a colon goes on in the next line', () => {
  assert.match(message(DECODING, '', "error decoding 'service': expected a map, got 'slice'") ?? '', /expected a map, got 'slice'/);
});

test('but not in a line of another time', () => {
  assert.not.match(message(DECODING, '2026-11-26 10:00:00 INFO next try in 5 s') ?? '', /next try/);
});

test('Traefik names the part of an option that it does not know', () => {
  const log = '2026/11/26 10:00:00 command traefik error: failed to decode configuration from flags: field not found, node: trace';
  const [finding] = findingsIn({
    status: ended(1),
    log,
    container: { args: ['--api', '--providers.kubernetescrd', '--providers.kubernetescrd.trace'] },
  });
  assert.is(finding?.cause, 'unknown-flag');
  assert.match(finding?.fixes[0]?.text ?? '', /^take --providers\.kubernetescrd\.trace out/);
  const [other] = findingsIn({ status: ended(1), log, container: { args: ['--api', '--tracing'] } });
  assert.not.match(other?.fixes[0]?.text ?? '', /^take --/);
});

test('a YAML error in logfmt names its line, and its file beside it, which a Secret brings', () => {
  const log =
    'level=error ts=2026-11-26T13:32:07.815Z caller=coordinator.go:124 component=configuration msg="Loading configuration file failed" file=/etc/alertmanager/config/alertmanager.yaml err="yaml: unmarshal errors:\\n  line 24: field receiver not found in type config.plain"';
  const [finding] = findingsIn({
    status: ended(1),
    log,
    container: { volumeMounts: [{ name: 'config', mountPath: '/etc/alertmanager/config' }] },
    spec: { volumes: [{ name: 'config', secret: { secretName: 'alerts' } }] },
    secrets: { alerts: ['alertmanager.yaml'] },
  });
  assert.is(finding?.cause, 'malformed-config');
  assert.match(
    finding?.summary ?? '',
    /alertmanager\.yaml, line 24: field receiver not found in type config\.plain; the file is key alertmanager\.yaml of Secret alerts/,
  );
});

test('MinIO says what it was refused before it gives up', () => {
  const fact = decisive(
    'Error: unable to rename (/data/.minio.sys/tmp -> /data/.minio.sys/tmp-old/6e1b) file access denied, drive may be faulty, please investigate (*fmt.wrapError)',
    'FATAL Unable to initialize backend: Unable to write to the backend',
    '      > Please ensure MinIO binary has write permissions for the backend',
  );
  assert.equal(fact?.fields, { operation: 'rename', path: '/data/.minio.sys/tmp' });
});

test('runc of Docker quotes what it passes on', () => {
  const words =
    'OCI runtime create failed: container_linux.go:349: starting container process caused "exec: \\"run\\": executable file not found in $PATH": unknown';
  assert.equal(failureOf(words), { sort: 'not-found', program: 'run' });
});

test('an operator of collectors lacks its own kind', () => {
  const fact = decisive(
    '{"level":"error","ts":"2026-11-26T05:29:54Z","logger":"controller-runtime.source.EventHandler","msg":"if kind is a CRD, it should be installed before calling Start","kind":"OpAMPBridge.opentelemetry.io","error":"no matches for kind \\"OpAMPBridge\\" in version \\"opentelemetry.io/v1alpha1\\""}',
    '{"level":"error","ts":"2026-11-26T05:30:03Z","logger":"setup","msg":"problem running manager","error":"failed to wait for opampbridge caches to sync: timed out waiting for cache to be synced for Kind *v1alpha1.OpAMPBridge"}',
  );
  assert.is(fact?.kind, 'crd-missing');
});

test('of a process that ended while the container goes on it is not said that the program did', () => {
  const says = (status: object) =>
    findingsIn({
      container: { readinessProbe: { tcpSocket: { port: 8080 } } },
      status,
      podStatus: { startTime: '2026-01-02T03:00:00Z' },
      events: [{ reason: 'Unhealthy', message: 'Readiness probe failed: dial tcp 10.1.1.1:8080: connect: connection refused', count: 20 }],
      log: 'Traceback (most recent call last):\n  File "/app/web.py", line 8, in <module>\n    main()\nValueError: no such tariff\n',
    }).find(({ cause }) => cause === 'unhandled-exception')?.summary ?? '';
  assert.match(says({ state: { running: { startedAt: '2026-01-02T03:00:00Z' } } }), 'while the container goes on');
  assert.match(says(ended(1)), /^the program in container app ended on/);
});

test('what could not be loaded may be there', () => {
  const log = [
    '[1] LOG:  invalid authentication method "scram"',
    '[1] CONTEXT:  line 3 of configuration file "/etc/pg_hba.conf"',
    '[1] FATAL:  could not load /etc/pg_hba.conf',
  ];
  assert.is(decisive(...log)?.kind, 'config-malformed');
  assert.is(decisive('Error: cannot open /etc/app/app.conf')?.kind, 'file-missing');
});

test('nginx names the file and line of whatever it refuses', () => {
  const refused = decisive('nginx: [emerg] invalid port in upstream "http://api:80a" in /etc/nginx/conf.d/default.conf:6');
  assert.equal(refused?.fields, { detail: 'invalid port in upstream "http://api:80a"', file: '/etc/nginx/conf.d/default.conf', line: '6' });
  assert.is(decisive('nginx: [emerg] host not found in upstream "api" in /etc/nginx/conf.d/default.conf:6')?.kind, 'name-unresolved');
});

test('what nginx could not open is a missing file, whatever names it', () => {
  const opened = decisive(
    'nginx: [emerg] open() "/etc/nginx/extra/site.conf" failed (2: No such file or directory) in /etc/nginx/nginx.conf:2',
  );
  assert.equal(opened?.fields, { path: '/etc/nginx/extra/site.conf' });
});

const first = (log: string[], env: Record<string, string> = {}) =>
  findingsIn({
    status: ended(1),
    log: log.join('\n'),
    container: { env: Object.entries(env).map(([name, value]) => ({ name, value })) },
  })[0];

const POSTGRES = "sqlalchemy.exc.NoSuchModuleError: Can't load plugin: sqlalchemy.dialects:postgres";

test('SQLAlchemy knows no postgres://; what else it does not know is a module', () => {
  const [finding] = findingsIn({
    status: ended(1),
    log: POSTGRES,
    container: { env: [{ name: 'DATABASE_URL', value: 'postgres://db/shop' }] },
  });
  assert.is(finding?.cause, 'invalid-value');
  assert.match(finding?.fixes[0]?.command ?? '', /postgresql:\/\/db\/shop/);
  assert.is(decisive(POSTGRES.replace('postgres', 'cockroachdb'))?.kind, 'module-missing');
});

test('a column may be asked for by any statement', () => {
  const log = ['psycopg2.errors.UndefinedColumn: column "paid" does not exist', 'LINE 1: select paid from t'];
  assert.match(first(log)?.summary ?? '', /asks for a column that the database does not have/);
  assert.match(first(["FAILED: Can't locate revision identified by 'a1b2'"])?.summary ?? '', /fails in a migration/);
});

test('a folder that others may use is no lack of rights', () => {
  const says = (words: string) => first([`2026-11-27 00:24:11.591 UTC [7] FATAL:  ${words}`])?.cause;
  assert.is.not(says('data directory "/var/lib/postgresql/data" has invalid permissions'), 'image-permission');
  assert.is(says('could not open directory "/var/lib/postgresql/data": Permission denied'), 'image-permission');
});

// nginx 1.22's words of its option -g.
test('what stands in -g is a setting of nginx too, and each ends with a semicolon', () => {
  const given = (value: string, words: string) =>
    findingsIn({ status: ended(1), log: `nginx: [emerg] ${words} in command line`, container: { command: ['nginx', '-g', value] } })[0];
  const open = given('daemon off', 'unexpected end of parameter, expecting ";"');
  assert.is(open?.cause, 'invalid-value');
  assert.match(open?.summary ?? '', 'cannot use the value "daemon off" of -g');
  assert.match(open?.fixes[0]?.command ?? '', '"path":"/spec/containers/0/command/2","value":"daemon off;"');
  const unknown = given('daemon off; worker_procs 2;', 'unknown directive "worker_procs"');
  assert.is(unknown?.cause, 'invalid-value');
  assert.match(unknown?.fixes[0]?.text ?? '', /^set -g to a value/);
  const file = given('include /etc/nginx/extra.conf;', 'open() "/etc/nginx/extra.conf" failed (2: No such file or directory)');
  assert.is(file?.cause, 'missing-file');
});

const inBash = (script: string, log: string, more: Parameters<typeof findingsIn>[0] = {}) =>
  findingsIn({ status: ended(1), log, ...more, container: { command: ['bash', '-ec', script], ...more.container } })[0];

test('bash names host and port in its own files of the network', () => {
  const refused = inBash(
    'exec 3<>/dev/tcp/db/5432',
    'bash: connect: Connection refused\nbash: line 1: /dev/tcp/db/5432: Connection refused',
  );
  assert.is(refused?.cause, 'service-missing');
  assert.match(refused?.summary ?? '', 'is refused at db:5432 (command[2])');
  const unknown = inBash(
    'exec 3<>/dev/tcp/db/5432',
    'bash: db: Name or service not known\nbash: line 1: /dev/tcp/db/5432: Invalid argument',
  );
  assert.match(unknown?.summary ?? '', 'cannot resolve db (command[2])');
});

test('OpenSSL names the file with the call that failed, above what it wanted it for', () => {
  const log = [
    'Could not open file or uri for loading certificate from /tls/tls.crt',
    '40474408A77F0000:error:80000002:system library:file_open:No such file or directory:../providers/implementations/storemgmt/file_store.c:268:calling stat(/tls/tls.crt)',
    'Unable to load certificate',
  ];
  const finding = inBash('openssl x509 -in /tls/tls.crt -noout', log.join('\n'), {
    container: { volumeMounts: [{ name: 'tls', mountPath: '/tls' }] },
    spec: { volumes: [{ name: 'tls', secret: { secretName: 'web-tls' } }] },
    secrets: { 'web-tls': ['cert.pem', 'key.pem'] },
  });
  assert.match(finding?.summary ?? '', 'does not find /tls/tls.crt: Secret web-tls, which is mounted there, has no such key, but cert.pem');
});

test('a source file that is not there is taken for a class, by a name with dots', () => {
  const log = 'Error: Could not find or load main class .app.Order.java\nCaused by: java.lang.ClassNotFoundException: /app/Order/java';
  const of = (file: string) => findingsIn({ status: ended(1), log, container: { command: ['java', file] } })[0];
  assert.match(of('/app/Order.java')?.summary ?? '', 'does not find the source file /app/Order.java (command[1])');
  assert.not.match(of('/app/Orders.java')?.summary ?? '', 'source file');
});

test('the class that java is told to run is no option; a word before -jar is', () => {
  const words = (name: string) => `Error: Could not find or load main class ${name}\nCaused by: java.lang.ClassNotFoundException: ${name}`;
  const wrong = inBash('java -Xmx64m -cp /srv/classes com.shop.Main --port 80', words('com.shop.Main'));
  assert.match(
    wrong?.summary ?? '',
    'does not find the class com.shop.Main (command[2]) that it is told to run: its class path is /srv/classes',
  );
  assert.not.match(wrong?.fixes[0]?.text ?? '', 'take com.shop.Main out');
  const option = inBash('exec java $JAVA_OPTS -jar /srv/app.jar', words('Xss1m'), {
    container: { env: [{ name: 'JAVA_OPTS', value: '-Xmx256m Xss1m' }] },
  });
  assert.match(option?.fixes[0]?.text ?? '', 'take Xss1m out of JAVA_OPTS');
});

test('a script that sets PATH without what it had finds no program of the image', () => {
  const log = 'bash: line 2: mkdir: command not found';
  const own = inBash('export PATH=/opt/app/bin\nmkdir -p /tmp/x', log, { status: ended(127) });
  assert.match(own?.summary ?? '', 'sets PATH to /opt/app/bin, without the folders that the image has in it');
  assert.match(own?.fixes[0]?.command ?? '', 'export PATH=/opt/app/bin:$PATH\\nmkdir');
  const kept = inBash('export PATH=/opt/app/bin:$PATH\nmkdir -p /tmp/x', log, { status: ended(127) });
  assert.not.match(kept?.summary ?? '', 'sets PATH');
});

test('what is not available is a host where the container is told it, or the cluster has it', () => {
  const log = 'FATAL: stock:1042 is not available';
  const [thing] = findingsIn({ status: ended(1), log, container: { env: [{ name: 'SHELF', value: '7' }] } });
  assert.is(thing?.cause, 'unexplained-exit');
  const [host] = findingsIn({ status: ended(1), log, container: { env: [{ name: 'STOCK_URL', value: 'http://stock:1042' }] } });
  assert.is(host?.cause, 'service-missing');
});

test('a module that the code does not load is loaded beside the others, below what has to stand first', () => {
  const node = (text: string) =>
    findingsIn({
      status: ended(1),
      log: '/app/main.js:4\nos.hostname();\n^\n\nReferenceError: os is not defined\n    at Object.<anonymous> (/app/main.js:4:1)\n\nNode.js v18.20.4',
      container: { command: ['node', '/app/main.js'], volumeMounts: [{ name: 'code', mountPath: '/app' }] },
      spec: { volumes: [{ name: 'code', configMap: { name: 'code' } }] },
      configMaps: { code: { 'main.js': text } },
    })[0]?.fixes[0]?.command ?? '';
  assert.match(node("'use strict';\n\n\nos.hostname();\n"), "use strict'\\'';\\n\\n\\nconst os = require(");
  assert.match(
    node("'use strict';\nconst fs = require('fs');\n\nos.hostname();\n"),
    "use strict'\\'';\\nconst os = require('\\''node:os'\\'');\\nconst fs",
  );
  assert.not.match(node("'use strict';\nconst os = 3;\n\nos.hostname();\n"), 'require');
  const [python] = findingsIn({
    ...inPython('"Counts."\nimport sys\n\nprint(os.getpid())\n', {}),
    status: ended(1),
    log: 'Traceback (most recent call last):\n  File "/app/main.py", line 4, in <module>\n    print(os.getpid())\n          ^^\nNameError: name \'os\' is not defined',
  });
  assert.match(python?.fixes[0]?.command ?? '', 'Counts.\\"\\nimport os\\nimport sys');
});

const valued = (log: string, env: Record<string, string>) =>
  findingsIn({ status: ended(1), log, container: { env: Object.entries(env).map(([name, value]) => ({ name, value })) } })[0];

test('of two with the same value the one whose name is that of a time; of no value the one of a number that holds none', () => {
  const time = valued('panic: time: missing unit in duration "30"', { CACHE_TTL: '30', PORT: '30' });
  assert.is(`${time?.cause} ${time?.confidence}`, 'invalid-value likely');
  assert.match(time?.summary ?? '', 'the same stands in env CACHE_TTL');
  const number = 'called `Result::unwrap()` on an `Err` value: ParseIntError { kind: InvalidDigit }';
  assert.match(valued(number, { PORT: '80a', MODE: 'fast' })?.summary ?? '', 'the same stands in env PORT');
  assert.not.match(valued(number, { PORT: '80', MODE: 'fast' })?.summary ?? '', 'stands in');
});

test('what it wants is no word of the parser', () => {
  const flag = findingsIn({
    status: ended(2),
    log: 'invalid value "ten" for flag -workers: parse error',
    container: { args: ['-workers=ten'] },
  })[0];
  assert.not.match(flag?.summary ?? '', 'parse error');
  const constant = valued('java.lang.IllegalArgumentException: No enum constant com.acme.Mode.FASTER\n\tat App.main(App.java:3)', {
    MODE: 'FASTER',
  });
  assert.match(constant?.summary ?? '', 'it wants a constant of com.acme.Mode');
});

test('a large number as Helm writes it, and a duration that Java does not tell', () => {
  const large = valued('panic: strconv.ParseInt: parsing "1e+06": invalid syntax', { MAX_SIZE: '1e+06' });
  assert.match(large?.fixes[0]?.command ?? '', '"value":"1000000"');
  const java =
    'Exception in thread "main" java.time.format.DateTimeParseException: Text cannot be parsed to a Duration\n\tat java.base/java.time.Duration.parse(Duration.java:419)';
  assert.match(valued(java, { POLL_INTERVAL: '30s', MODE: 'x' })?.summary ?? '', 'the same stands in env POLL_INTERVAL');
  assert.not.match(valued(java, { POLL_INTERVAL: 'PT30S', MODE: 'x' })?.summary ?? '', 'stands in');
});

test.run();
