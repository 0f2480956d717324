/** What frameworks say of the settings that they bind: the property, the field or the scheme, and the variable behind it. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readLog } from '../src/logs/read-log.ts';
import { ended, findingsIn, type Situation } from './situation.ts';

const decisive = (...lines: string[]) => readLog(lines.join('\n')).decisive;

const first = (log: string[], env: Record<string, string>, more: Partial<Situation> = {}) =>
  findingsIn({
    status: ended(1),
    log: log.join('\n'),
    container: { env: Object.entries(env).map(([name, value]) => ({ name, value })) },
    ...more,
  })[0];

// spring-projects/spring-boot:BindValidationFailureAnalyzer.java
const BINDING = (property: string, value: string, reason: string) => [
  'Binding to target com.example.ShopProperties failed:',
  '',
  `    Property: ${property}`,
  `    Value: "${value}"`,
  `    Reason: ${reason}`,
];

test('Spring Boot names a property that is refused, or not there at all', () => {
  const refused = first(BINDING('shop.maxItems', '500', 'must be less than or equal to 100'), { SHOP_MAXITEMS: '500' });
  assert.is(refused?.cause, 'invalid-value');
  assert.match(refused?.summary ?? '', /"500" of SHOP_MAXITEMS; it wants a value less than or equal to 100/);
  const absent = first(BINDING('shop.apiUrl', 'null', 'must not be null'), { SHOP_REGION: 'eu' });
  assert.is(absent?.cause, 'missing-variable');
  assert.match(absent?.summary ?? '', /SHOP_API_URL, which is not set/);
});

test('a scheme that is wanted, and the one variable that has another', () => {
  const url = "java.lang.IllegalArgumentException: URL must start with 'jdbc'";
  const trace = [`Exception in thread "main" ${url}`, '\tat org.springframework.util.Assert.isTrue(Assert.java:122)'];
  const [fix] = first(trace, { SPRING_DATASOURCE_URL: 'postgresql://db:5432/shop' })?.fixes ?? [];
  assert.match(fix?.command ?? '', /jdbc:postgresql:\/\/db:5432\/shop/);
  // The driver takes no user in the address.
  const secret = first(trace, { SPRING_DATASOURCE_URL: 'postgresql://me:pw@db:5432/shop' });
  assert.not.match(secret?.fixes[0]?.command ?? '', /jdbc:/);
  // One that is right is not at fault.
  assert.is(first(trace, { SPRING_DATASOURCE_URL: 'jdbc:postgresql://db:5432/shop' })?.confidence, 'likely');
  const mongo = ['MongoParseError: Invalid scheme, expected connection string to start with "mongodb://" or "mongodb+srv://"'];
  assert.match(first(mongo, { MONGO_URL: 'mongo://mongo:27017/shop' })?.fixes[0]?.command ?? '', /mongodb:\/\/mongo:27017\/shop/);
});

test('a list that pydantic reads as JSON', () => {
  const log = [
    'json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)',
    '',
    'The above exception was the direct cause of the following exception:',
    '',
    'Traceback (most recent call last):',
    '  File "/app/main.py", line 5, in <module>',
    '    settings = Settings()',
    'pydantic_settings.exceptions.SettingsError: error parsing value for field "allowed_hosts" from source "EnvSettingsSource"',
  ];
  const finding = first(log, { SHOP_ALLOWED_HOSTS: 'a.example.com,b.example.com' });
  assert.is(finding?.cause, 'malformed-json-value');
  assert.match(finding?.summary ?? '', /env SHOP_ALLOWED_HOSTS/);
});

test("Zod's list of issues is one message, however long it is", () => {
  const issue = (name: string, message: string) =>
    ['  {', '    "code": "invalid_type",', '    "path": [', `      "${name}"`, '    ],', `    "message": "${message}"`, '  },'] as const;
  const log = [
    'ZodError: [',
    ...issue('PORT', 'Expected number, received nan'),
    ...issue('STRIPE_KEY', 'Required'),
    ...issue('MAIL_HOST', 'Required'),
    ']',
    '    at Object.<anonymous> (/app/dist/env.js:10:20)',
  ];
  const fact = decisive(...log);
  assert.is(fact?.kind, 'variable-missing');
  assert.equal(fact?.fields, { name: 'STRIPE_KEY', more: 'MAIL_HOST' });
  const url = decisive(
    'ZodError: [',
    '  {',
    '    "validation": "url",',
    '    "code": "invalid_string",',
    '    "message": "Invalid url",',
    '    "path": [',
    '      "API_URL"',
    '    ]',
    '  }',
    ']',
    '    at Object.<anonymous> (/app/dist/env.js:10:20)',
  );
  assert.is(url?.kind, 'value-invalid');
  assert.is((url?.fields as { name?: string } | undefined)?.name, 'API_URL');
});

test("an exception in the consoles of PHP's frameworks", () => {
  const symfony = decisive(
    '',
    'In ConnectionFactory.php line 12:',
    '                          ',
    '  The order book is shut  ',
    '                          ',
    '',
    'shop:orders:sell [--month MONTH]',
  );
  assert.equal(symfony?.fields, { runtime: 'php', message: 'The order book is shut' });
  const laravel = decisive('', '   RuntimeException ', '', '  The order book is shut', '', '  at app/Console/Sell.php:40');
  assert.equal(laravel?.fields, {
    runtime: 'php',
    type: 'RuntimeException',
    message: 'The order book is shut',
    frame: 'app/Console/Sell.php:40',
  });
  assert.is.not(decisive('In the shop line 12:', '', '  all is well')?.kind, 'exception');
});

test('a user, a database or a driver that is called as the host is none', () => {
  const log = ['psycopg2.OperationalError: could not translate host name "postgres" to address: Name or service not known'];
  const services = [{ metadata: { name: 'db', namespace: 'shop' }, spec: { clusterIP: '10.96.1.1', ports: [{ port: 5432 }] } }];
  const env = { DB_HOST: 'postgres', DB_USER: 'postgres', POSTGRES_DB: 'postgres', DB_CONNECTION: 'postgres' };
  const command = first(log, env, { services })?.fixes[0]?.command ?? '';
  assert.match(command, /"name":"DB_HOST","value":"db"/);
  assert.not.match(command, /DB_USER|POSTGRES_DB|DB_CONNECTION/);
});

// dotnet/runtime writes this and aborts; process 1 ends with 139 then, as the signal does not kill it.
const THROWN = (words: string) => [`Unhandled exception. ${words}`, '   at Program.<Main>$(String[] args) in /src/Program.cs:line 30'];

test('an exception of .NET ends process 1 with 139, which is no segmentation fault', () => {
  const [finding] = findingsIn({ status: ended(139), log: THROWN('System.InvalidOperationException: no such tariff').join('\n') });
  assert.is(finding?.cause, 'unhandled-exception');
  const [native] = findingsIn({ status: ended(139), log: 'loading the model\n' });
  assert.is(native?.cause, 'native-crash');
});

test('the server in a connection string', () => {
  const services = [{ metadata: { name: 'mssql', namespace: 'shop' }, spec: { clusterIP: '10.96.1.1', ports: [{ port: 1433 }] } }];
  const log = [
    'Unhandled exception. Microsoft.Data.SqlClient.SqlException (0x80131904): A network-related or instance-specific error occurred while establishing a connection to SQL Server. The server was not found or was not accessible.',
    ' ---> System.Net.Internals.SocketExceptionFactory+ExtendedSocketException (00000001, 11): Resource temporarily unavailable',
    '   at System.Net.Dns.GetHostEntryOrAddressesCore(String hostName)',
  ];
  const env = { ConnectionStrings__Default: 'Server=mssql-db;Database=shop;User Id=sa;Password=x' };
  const command = first(log, env, { services })?.fixes[0]?.command ?? '';
  assert.match(command, /Server=mssql;Database=shop;User Id=sa/);
  const login = first(THROWN("Microsoft.Data.SqlClient.SqlException (0x80131904): Login failed for user 'sa'."), env);
  assert.match(login?.summary ?? '', /its password is in the address that env ConnectionStrings__Default holds/);
});

test("a value at a path of .NET's configuration", () => {
  const words =
    "System.InvalidOperationException: Failed to convert configuration value 'many' at 'Worker:Threads' to type 'System.Int32'.";
  assert.match(first(THROWN(words), { Worker__Threads: 'many' })?.summary ?? '', /"many" of Worker__Threads/);
});

test('what no connection came about of was said at each attempt', () => {
  const fact = decisive(
    '10:00:00.123 [error] Postgrex.Protocol (#PID<0.200.0>) failed to connect: ** (DBConnection.ConnectionError) tcp connect (postgres:5432): non-existing domain - :nxdomain',
    '10:00:03.123 [error] Could not create schema migrations table. This error usually happens due to the following:',
    '** (DBConnection.ConnectionError) connection not available and request was dropped from queue after 2999ms. This means requests are coming in',
    '    (ecto_sql 3.11.1) lib/ecto/adapters/sql.ex:1054: Ecto.Adapters.SQL.raise_sql_call_error/1',
  );
  assert.is(fact?.kind, 'name-unresolved');
});

test('a file that viper looks for in its folders, and another that has it', () => {
  const mounted = (mountPath: string) =>
    findingsIn({
      status: ended(1),
      log: 'fatal error config file: Config File "config" Not Found in "[/app /etc/app]"',
      container: { volumeMounts: [{ name: 'c', mountPath }] },
      spec: { volumes: [{ name: 'c', configMap: { name: 'app' } }] },
      configMaps: { app: { 'config.yaml': 'a: 1' } },
    })[0];
  assert.match(mounted('/config')?.fixes[0]?.command ?? '', /"value":"\/etc\/app"/);
});

test('lib/pq speaks TLS where nothing is said of it', () => {
  const url = (value: string) =>
    first(['panic: pq: SSL is not enabled on the server', '', 'goroutine 1 [running]:'], { URL: value, DB_HOST: 'db' });
  assert.match(url('postgres://db:5432/shop')?.fixes[0]?.command ?? '', /"postgres:\/\/db:5432\/shop\?sslmode=disable"/);
  assert.not.match(url('postgres://db:5432/shop')?.fixes[0]?.command ?? '', /DB_HOST/);
});

test('an address to listen on, and a URL, of which only what is wanted is told', () => {
  const panic = (words: string) => [
    "thread 'main' panicked at src/main.rs:12:38:",
    `called \`Result::unwrap()\` on an \`Err\` value: ${words}`,
  ];
  const listen = first(panic('AddrParseError(Socket)'), { LISTEN_ADDR: 'localhost:8080', API_ADDR: '10.0.0.1:80' });
  assert.match(listen?.fixes[0]?.command ?? '', /0\.0\.0\.0:8080/);
  const url = first(panic('Configuration(RelativeUrlWithoutBase)'), { DATABASE_URL: 'db/shop', API_URL: 'http://api' });
  assert.match(url?.summary ?? '', /"db\/shop" of DATABASE_URL/);
});

test('what Hibernate lacks for want of a connection was told above it, as a warning', () => {
  const fact = decisive(
    '2026-11-26T10:00:00.100Z  WARN 1 --- [           main] o.h.e.j.e.i.JdbcEnvironmentInitiator     : HHH000342: Could not obtain connection to query metadata',
    '',
    'com.mysql.cj.jdbc.exceptions.CommunicationsException: Communications link failure',
    '\tat com.mysql.cj.jdbc.exceptions.SQLError.createCommunicationsException(SQLError.java:175)',
    'Caused by: java.net.UnknownHostException: mysql-db',
    '\tat java.base/java.net.InetAddress$CachedAddresses.get(Unknown Source)',
    '2026-11-26T10:00:30.100Z ERROR 1 --- [           main] o.s.boot.SpringApplication               : Application run failed',
    '',
    'org.hibernate.HibernateException: Unable to determine Dialect without JDBC metadata',
    '\tat org.hibernate.engine.jdbc.dialect.internal.DialectFactoryImpl.determineDialect(DialectFactoryImpl.java:191)',
  );
  assert.is(fact?.kind, 'name-unresolved');
});

test('Spring names the property above the reason, whose value may stand in a Secret', () => {
  const log = [
    "Failed to bind properties under 'server.port' to java.lang.Integer:",
    '',
    '    Property: server.port',
    '    Value: "eighty"',
    '    Origin: System Environment Property "SERVER_PORT"',
    '    Reason: failed to convert java.lang.String to java.lang.Integer (caused by java.lang.NumberFormatException: For input string: "eighty")',
  ];
  assert.equal(decisive(...log)?.fields, { name: 'server.port', expected: 'java.lang.Integer', value: 'eighty' });
});

test('a duration in the form that its reader takes', () => {
  const go = (value: string) => first([`config: time: unknown unit "x" in duration "${value}"`], { TTL: value })?.fixes[0]?.text ?? '';
  assert.match(go('30 minutes'), /^write 30m/);
  // Go knows no days.
  assert.match(go('7d'), /^write 168h/);
  assert.match(go('7 moons'), /^set TTL to a value/);
  const spring = ["Failed to bind properties under 'shop.ttl' to java.time.Duration:", '', '    Property: shop.ttl', '    Value: "7 days"'];
  assert.match(first(spring, { SHOP_TTL: '7 days' })?.fixes[0]?.text ?? '', /^write 7d/);
});

test("Rust's number of an error is no path", () => {
  const missing = decisive(
    'error: could not open credentials file (file /etc/relay/credentials.json)',
    '  caused by: No such file or directory (os error 2)',
  );
  assert.equal(missing?.fields, { path: '/etc/relay/credentials.json' });
  assert.is.not((decisive('Error: No such file or directory (os error 2)')?.fields as { path?: string } | undefined)?.path, 'os');
});

test('drivers that want a scheme of their own', () => {
  const trace = (words: string) => [
    'Traceback (most recent call last):',
    '  File "/app/db.py", line 9, in <module>',
    '    engine = make()',
    words,
  ];
  const async =
    "sqlalchemy.exc.InvalidRequestError: The asyncio extension requires an async driver to be used. The loaded 'psycopg2' is not async.";
  const plain =
    'asyncpg.exceptions._base.ClientConfigurationError: invalid DSN: scheme is expected to be either "postgresql" or "postgres", got \'postgresql+asyncpg\'';
  const url = (words: string, value: string) => first(trace(words), { DATABASE_URL: value })?.fixes[0]?.command ?? '';
  assert.match(url(async, 'postgresql://shop:x@db/shop'), /"postgresql\+asyncpg:\/\/shop:x@db\/shop"/);
  assert.match(url(plain, 'postgresql+asyncpg://shop:x@db/shop'), /"postgresql:\/\/shop:x@db\/shop"/);
});

test('what a client says as it gives up is not what it met with', () => {
  const wordpress = decisive(
    'Warning: mysqli_real_connect(): php_network_getaddresses: getaddrinfo for mysql failed: Name or service not known in /usr/local/bin/wp on line 60',
    'Error: Error establishing a database connection.',
  );
  assert.is(wordpress?.kind, 'name-unresolved');
  const chat = decisive(
    '{"timestamp":"2026-11-26 10:00:00.123 Z","level":"error","msg":"Failed to ping DB","error":"dial tcp: lookup postgres on 10.96.0.10:53: no such host","retrying in seconds":10}',
    '{"timestamp":"2026-11-26 10:03:00.123 Z","level":"fatal","msg":"Failed to ping DB, server will exit."}',
  );
  assert.is(chat?.kind, 'name-unresolved');
});

test('words that stand deep in a line of JSON', () => {
  const line = '{"detail":{"info":{"code":"full","error":"the shop is shut"},"kind":"startup"},"level":"error","type":"startup"}';
  assert.equal(decisive(line)?.fields, { message: 'the shop is shut' });
});

test('what long names share does not make them alike', () => {
  const lacking = ["Failed to configure a DataSource: 'url' attribute is not specified and no embedded datasource could be configured."];
  const datasource = first(lacking, { SPRING_DATASOURCE_USERNAME: 'shop' });
  assert.not.match(`${datasource?.summary} ${datasource?.fixes[0]?.text}`, /USERNAME/);
  const quarkus = ["Caused by: io.quarkus.runtime.configuration.ConfigurationException: Datasource '<default>' is not configured."];
  assert.not.match(first(quarkus, { QUARKUS_DATASOURCE_USERNAME: 'shop' })?.summary ?? '', /USERNAME/);
  const typing = first(['FATAL required environment variable DB_PASSWORD is not set'], { DB_PASSWRD: 'x' });
  assert.match(typing?.fixes[0]?.text ?? '', /what DB_PASSWRD has/);
});

test("a failure that Spring Boot analyses is told in its description's words", () => {
  const log = ['***************************', 'APPLICATION FAILED TO START', '***************************', '', 'Description:', ''];
  const cycle = decisive(
    ...log,
    'The dependencies of some of the beans in the application context form a cycle:',
    '',
    'Action:',
    '',
    'Break it.',
  );
  assert.match((cycle?.fields as { message?: string } | undefined)?.message ?? '', /form a cycle/);
});

test('what Flyway tells of a statement belongs to its exception', () => {
  const fact = decisive(
    'org.flywaydb.core.internal.command.DbMigrate$FlywayMigrateException: Migration V3__orders.sql failed',
    '-------------------------------',
    'SQL State  : 42601',
    'Error Code : 0',
    'Message    : ERROR: syntax error at or near "tabel"',
    '  Position: 8',
    'Location   : db/migration/V3__orders.sql',
    'Line       : 1',
    'Statement  : create tabel orders (id bigint)',
    '\tat org.flywaydb.core.internal.command.DbMigrate.doMigrateGroup(DbMigrate.java:377)',
  );
  assert.is(fact?.kind, 'migration-failed');
});

test("MySQL's driver wants to be allowed to ask for a key", () => {
  const log = [
    'com.mysql.cj.exceptions.UnableToConnectException: Public Key Retrieval is not allowed',
    '\tat com.example.App.main(App.java:10)',
  ];
  const env = { SPRING_DATASOURCE_URL: 'jdbc:mysql://mysql:3306/shop?useSSL=false', API_URL: 'http://api' };
  assert.match(first(log, env)?.fixes[0]?.command ?? '', /useSSL=false&allowPublicKeyRetrieval=true/);
});

test('a level that a logger does not know, in whatever letters it says it', () => {
  const of = (words: string[], env: Record<string, string>) => first(words, env)?.summary ?? '';
  const env = { LOG_LEVEL: 'verbose' };
  assert.match(
    of(['time="2026-11-26T10:00:00Z" level=fatal msg="not a valid logrus Level: \\"verbose\\""'], env),
    /"verbose" of LOG_LEVEL/,
  );
  const python = [
    'Traceback (most recent call last):',
    '  File "/app/main.py", line 4, in <module>',
    '    logging.basicConfig(level=level())',
  ];
  assert.match(of([...python, "ValueError: Unknown level: 'VERBOSE'"], env), /of LOG_LEVEL/);
  // Two variables of that value: nobody knows which.
  assert.not.match(of([...python, "ValueError: Unknown level: 'VERBOSE'"], { ...env, MODE: 'Verbose' }), /of LOG_LEVEL|of MODE/);
  const near = first(['panic: unrecognized level: "warning"', '', 'goroutine 1 [running]:'], { LOG_LEVEL: 'warning' });
  assert.match(near?.fixes[0]?.text ?? '', /^write warn for warning/);
});

test('a key of Rails that is there and another one', () => {
  const log = [
    "/usr/local/lib/encryptor.rb:242:in `rescue in _decrypt': ActiveSupport::MessageEncryptor::InvalidMessage (ActiveSupport::MessageEncryptor::InvalidMessage)",
    "\tfrom /usr/local/lib/encryptor.rb:211:in `_decrypt'",
  ];
  assert.is(first(log, { RAILS_MASTER_KEY: '0123456789abcdef0123456789abcdef' })?.cause, 'invalid-value');
});

test.run();
