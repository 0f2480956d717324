/** Node.js, its package managers and libraries. */
import type { Phrase } from '../phrase.ts';

export const node: readonly Phrase[] = [
  {
    name: 'exists', kind: 'already-there', fields: { program: 'node' }, pattern: /\bEEXIST: file already exists, mkdir '(?<path>\/[^'\n]{1,300})'/,
    sample: "Error: EEXIST: file already exists, mkdir '/backup/2026-11-27'", source: 'run:node 18.19',
    nearMiss: "Error: EEXIST: file already exists, open '/backup/lock'",
  },
  {
    name: 'script', kind: 'file-missing', pattern: /Cannot find module '(?<path>\/[^']{1,300})'/,
    sample: "Error: Cannot find module '/tmp/lw/w/node/nofile.js'", source: 'run:node 20.20.2',
    nearMiss: "Error: Cannot find module 'express'",
  },
  {
    name: 'module', kind: 'module-missing', fields: { runtime: 'node' }, pattern: /Cannot find (?:module|package) '(?<module>[^'/][^']{0,300})'/,
    sample: "Error: Cannot find module 'express'", source: 'run:node 20.20.2',
    nearMiss: "Error: Cannot find the module of the file",
  },
  {
    name: 'import-statement', kind: 'syntax-error', pattern: /SyntaxError: (?<detail>Cannot use (?:import statement|'import\.meta') outside a module)/,
    sample: 'SyntaxError: Cannot use import statement outside a module', source: 'case:app-node-esm', nearMiss: 'SyntaxError: Unexpected identifier',
  },
  {
    name: 'require-in-module', kind: 'syntax-error', pattern: /ReferenceError: (?<detail>(?:require|module|exports) is not defined in ES module scope)/,
    sample: 'ReferenceError: require is not defined in ES module scope, you can use import instead', source: 'nodejs/node:lib/internal/modules/esm/module_job.js',
    nearMiss: 'ReferenceError: require is not defined',
  },
  {
    name: 'esm-require', kind: 'syntax-error', pattern: /(?<detail>require\(\) of ES Module \S{1,300}(?: from \S{1,300})? not supported|Unknown file extension "\.\w{1,10}")/,
    sample: 'Error [ERR_REQUIRE_ESM]: require() of ES Module /app/node_modules/chalk/source/index.js from /app/server.js not supported.', source: 'nodejs/node:lib/internal/errors.js',
    nearMiss: 'ReferenceError: foo is not defined',
  },
  {
    name: 'addon-version', kind: 'class-version', pattern: /^was compiled against a different Node\.js version using\n(?<detail>NODE_MODULE_VERSION \d{1,4}\. This version of Node\.js requires\nNODE_MODULE_VERSION \d{1,4})/m,
    sample: 'was compiled against a different Node.js version using\nNODE_MODULE_VERSION 93. This version of Node.js requires\nNODE_MODULE_VERSION 115.', source: 'nodejs/node:src/node_binding.cc',
    nearMiss: 'NODE_MODULE_VERSION 93 is that of Node.js 16',
  },
  {
    name: 'native-addon', kind: 'library-missing', pattern: /(?<detail>The module '(?<library>[^'\n]{1,300})'\n?(?:.{0,40}was compiled against a different Node\.js version)?|(?<library2>\S{1,200}\.node): invalid ELF header|Could not load the "sharp" module using the \S{1,40} runtime|(?<library3>(?:\/[\w./@+-]{1,200}\/)?[\w.+-]{1,100}\.so[\w.]{0,20}): cannot open shared object file)/,
    sample: "Error: The module '/app/node_modules/better-sqlite3/build/Release/better_sqlite3.node'", source: 'nodejs/node:src/node_binding.cc',
    nearMiss: "Error: Cannot find module 'better-sqlite3'",
  },
  {
    name: 'listen-eacces', kind: 'port-privileged', pattern: /listen EACCES: permission denied (?<bind>[\w.:[\]]{1,80}:\d{1,5})/,
    sample: 'Error: listen EACCES: permission denied 0.0.0.0:80', source: 'case:perm-low-port',
    nearMiss: 'Error: listen EACCES: permission denied /run/app.sock',
  },
  {
    name: 'listen-eaddrinuse', kind: 'port-in-use', pattern: /EADDRINUSE:? address already in use (?<bind>[\w.:[\]/-]{1,200})/,
    sample: 'Error: listen EADDRINUSE: address already in use 0.0.0.0:8080', source: 'case:pod-port-twice',
    nearMiss: 'Error: listen EADDRNOTAVAIL: address not available 10.0.0.1:8080',
  },
  {
    name: 'listen-eaddrnotavail', kind: 'address-unavailable', pattern: /EADDRNOTAVAIL: address not available (?<bind>[\w.:[\]-]{1,80})/,
    sample: 'Error: listen EADDRNOTAVAIL: address not available 10.1.2.3:80', source: 'run:node 20.20.2',
    nearMiss: 'Error: listen EADDRINUSE: address already in use 0.0.0.0:8080',
  },
  {
    name: 'eacces-path', kind: 'permission-denied', pattern: /EACCES: permission denied, (?<operation>\w{2,20}) ["'](?<path>[^"']{1,300})["'](?! -> )/,
    sample: "Error: EACCES: permission denied, open '/data/index/index.db'", source: 'case:perm-volume',
    nearMiss: "Error: ENOENT: no such file or directory, open '/data/index/index.db'",
  },
  {
    // Of two files the second is the one that is written; the first is in most cases there to be read.
    name: 'eacces-two', kind: 'permission-denied', pattern: /EACCES: permission denied, (?<operation>\w{2,20}) '[^']{1,300}' -> '(?<path>[^']{1,300})'/,
    sample: "Error: EACCES: permission denied, copyfile '/etc/hostname' -> '/etc/x.js'", source: 'run:node 20.20.2',
    nearMiss: "Error: EEXIST: file already exists, copyfile '/etc/hostname' -> '/etc/x.js'",
  },
  {
    name: 'enoent-path', kind: 'file-missing', pattern: /ENOENT: no such file or directory, \w{2,20} (?:'[^']{1,300}' -> )?["'](?<path>[^"']{1,300})["']/,
    sample: "Error: ENOENT: no such file or directory, open '/no/x'", source: 'run:node 20.20.2',
    nearMiss: "Error: EACCES: permission denied, open '/etc/x'",
  },
  {
    name: 'eisdir', kind: 'is-directory', pattern: /EISDIR: illegal operation on a directory, \w{2,20}(?: ["'](?<path>[^"']{1,300})["'])?/,
    sample: 'Error: EISDIR: illegal operation on a directory, read', source: 'run:node 20.20.2',
    nearMiss: "Error: ENOTDIR: not a directory, scandir '/x'",
  },
  {
    name: 'erofs', kind: 'read-only', pattern: /EROFS: read-only file system, \w{2,20}(?: ["'](?<path>[^"']{1,300})["'])?/,
    sample: "Error: EROFS: read-only file system, open '/app/cache.json'", source: 'nodejs/node:deps/uv/include/uv.h',
    nearMiss: "Error: EACCES: permission denied, open '/etc/x'",
  },
  {
    name: 'enospc', kind: 'no-space', pattern: /ENOSPC: no space left on device, (?<resource>write|open|mkdir|copyfile)(?: ["'](?<path>[^"']{1,300})["'])?/,
    sample: 'Error: ENOSPC: no space left on device, write', source: 'case:disk-full',
    nearMiss: 'Error: EDQUOT: disk quota exceeded, write',
  },
  {
    name: 'not-a-number', kind: 'value-invalid', fields: { expected: 'a number' }, pattern: /(?:^|[\s:])(?<name>[A-Z][A-Z0-9_]{2,80}) (?:is not|must be) an? (?:valid )?(?:number|integer|port|URL)[^"']{0,20}["'](?<value>[^"']{0,200})["']/,
    sample: 'TypeError: POOL_SIZE is not a number: "20 per pod"', source: 'case:env-rollout',
    nearMiss: 'TypeError: "x" is not a function',
  },
  {
    // fetch of a URL that begins otherwise.
    name: 'unknown-scheme', kind: 'value-invalid', fields: { expected: 'a URL that begins with http:// or https://' }, pattern: /^(?:\s{0,20}(?:\[cause\]|cause): )?Error: unknown scheme$/,
    sample: '  cause: Error: unknown scheme', source: 'run:node 18.20.4',
    nearMiss: 'Error: unknown scheme of colours',
  },
  {
    name: 'invalid-url', kind: 'value-invalid', fields: { expected: 'a URL' }, pattern: /^(?:TypeError(?: \[ERR_INVALID_URL\])?: )(?:Invalid URL|Failed to parse URL from)(?::? (?<value>\S{1,200}))?$/,
    sample: 'TypeError: Invalid URL', source: 'run:node 20.20.2',
    nearMiss: 'TypeError: Invalid URL of a client was ignored',
  },
  {
    name: 'bad-port', kind: 'value-invalid', fields: { name: 'port', expected: 'a port number' }, pattern: /ERR_SOCKET_BAD_PORT\]: .{0,120}Received (?:type \w{2,20} \('?)?(?<value>[^')\s]{1,60})/,
    sample: 'RangeError [ERR_SOCKET_BAD_PORT]: options.port should be >= 0 and < 65536. Received type number (99999).', source: 'run:node 20.20.2',
    nearMiss: 'RangeError [ERR_OUT_OF_RANGE]: The value of "size" is out of range.',
  },
  {
    name: 'undefined-url', kind: 'variable-missing', pattern: /The "(?:url|path|connectionString|data|key|uri)" argument must be of type string\b.{0,120}Received undefined.{0,40}process\.env\.(?<name>[A-Z]\w{1,80})/,
    sample: 'TypeError: The "url" argument must be of type string. Received undefined from process.env.DATABASE_URL', source: 'nodejs/node:lib/internal/errors.js',
    nearMiss: 'TypeError [ERR_INVALID_ARG_TYPE]: The "path" argument must be of type string. Received undefined',
  },
  {
    name: 'mongo-scheme', kind: 'value-invalid', fields: { expected: 'a URL that begins with mongodb:// or mongodb+srv://' }, pattern: /Invalid scheme, expected connection string to start with "mongodb:\/\/"|error parsing uri: scheme must be "mongodb"/,
    sample: 'MongoDB connection error: Invalid scheme, expected connection string to start with "mongodb://" or "mongodb+srv://"', source: 'run:mongoose 8 (node)',
    nearMiss: 'the connection string starts with "mongodb://"',
  },
  {
    name: 'convict', kind: 'value-invalid', pattern: /^(?:Error: )?(?<name>[a-z][\w.]{0,80}): (?<expected>must be one of the possible values: \[[^\]\n]{1,200}\]|(?:must be|should be|ports must be) [^:\n]{1,120}): value was "?(?<value>[^"\n]{0,100})"?/,
    sample: 'env: must be one of the possible values: ["production","development"]: value was "prod"', source: 'run:convict 6 (node)',
    nearMiss: 'env: one of the possible values is used',
  },
  {
    name: 'zod-field', kind: 'value-invalid', pattern: /(?:^|: |; )(?<name>[A-Z][A-Z0-9_]{1,80}): (?:\[ ')?(?:Invalid (?:enum value|input|option)[.:] )?(?:[Ee]xpected (?<expected>[\w ]{1,60}|'[^\n]{1,120}?'), received (?!undefined)(?:'(?<value>[^'\n]{0,60})'|\w{1,20})|(?<expected2>Invalid (?:url|email|uuid|URL)\b))/,
    sample: '{"level":60,"pid":1,"hostname":"x","issues":{"TTL":["Expected number, received nan"]},"msg":"Invalid environment variables"}', source: 'run:zod 3 (node)',
    nearMiss: 'TTL: number, received',
  },
  {
    name: 'zod-field-required', kind: 'variable-missing', pattern: /(?:\{ (?:[A-Z][A-Z0-9_]{1,80}: \[ '[^'\n]{1,100}' \], ){1,20}|^|[:;{,] )(?<name>[A-Z][A-Z0-9_]{1,80}): (?:\[ ')?(?:Required\b|Invalid input: expected \w{1,20}, received undefined)/,
    each: /[{,] (?<name>[A-Z][A-Z0-9_]{1,80}): \[ '/g,
    sample: "❌ Invalid environment variables: { DATABASE_URL: [ 'Required' ] }", source: 'run:zod 3 (node)',
    nearMiss: 'DATABASE_URL: is set',
  },
  {
    name: 'env-var', kind: 'variable-missing', pattern: /env-var: "(?<name>\w{1,100})" is a required variable, but it was not set/,
    sample: 'EnvVarError: env-var: "DATABASE_URL" is a required variable, but it was not set', source: 'run:env-var 7 (node)',
    nearMiss: 'EnvVarError: env-var: "PORT" should be a valid integer',
  },
  {
    name: 'env-var-value', kind: 'value-invalid', pattern: /env-var: "(?<name>\w{1,100})" should be (?<expected>[^\n]{1,100})/,
    sample: 'EnvVarError: env-var: "PORT" should be a valid integer', source: 'run:env-var 7 (node)',
    nearMiss: 'env-var: "DATABASE_URL" is a required variable, but it was not set',
  },
  {
    name: 'envalid-missing', kind: 'variable-missing', pattern: /^Missing environment variables:\n {4}(?<name>\w{1,100}): /m,
    each: /^ {4}(?<name>\w{1,100}): /gm,
    sample: ' Missing environment variables:\n    DATABASE_URL: undefined', source: 'run:envalid 8 (node)',
    nearMiss: ' Invalid environment variables:\n    PORT: Invalid port input: "abc"',
  },
  {
    name: 'envalid-invalid', kind: 'value-invalid', pattern: /^Invalid environment variables:\n {4}(?<name>\w{1,100}): (?:Invalid )?(?<expected>[\w ]{1,40}?)(?: input)?: "(?<value>[^"\n]{0,200})"/m,
    sample: ' Invalid environment variables:\n    PORT: Invalid port input: "abc"', source: 'run:envalid 8 (node)',
    nearMiss: ' Missing environment variables:\n    DATABASE_URL: undefined',
  },
  {
    name: 'dotenv-safe', kind: 'variable-missing', pattern: /The following variables were defined in \S{1,100} but are not present in the environment:\n {2}(?<name>\w{1,100})/m,
    each: /(?:^ {2}|, )(?<name>[A-Z]\w{0,100})/gm,
    sample: 'MissingEnvVarsError: The following variables were defined in .env.example but are not present in the environment:\n  DB_URL, API_KEY', source: 'run:dotenv-safe 9 (node)',
    nearMiss: 'The following variables were defined in .env.example:\n  DB_URL',
  },
  {
    name: 'joi-required', kind: 'config-rejected', pattern: /(?:^|: )"(?<setting>[A-Za-z][\w.]{1,80})" is (?:required|not allowed(?: to be empty)?)/,
    sample: 'Error [ValidationError]: "DATABASE_URL" is required', source: 'run:joi 18 (node)',
    nearMiss: 'a "name" is requested',
  },
  {
    name: 'zod-required', kind: 'variable-missing',
    pattern: /ZodError: \[\n(?:[^\n]{0,120}\n){1,30}? {4}"path": \[\n {6}"(?<name>[A-Z][A-Z0-9_]{1,100})"\n {4}\],\n {4}"message": "(?:Required|[^"\n]{0,60}received undefined)/m,
    each: /^ {4}"path": \[\n {6}"(?<name>[A-Z][A-Z0-9_]{1,100})"\n {4}\],\n {4}"message": "(?:Required|[^"\n]{0,60}received undefined)/gm,
    sample: 'ZodError: [\n  {\n    "expected": "string",\n    "code": "invalid_type",\n    "path": [\n      "DATABASE_URL"\n    ],\n    "message": "Invalid input: expected string, received undefined"', source: 'run:zod 4 (node)',
    nearMiss: 'ZodError: [\n  {\n    "expected": "number",\n    "code": "invalid_type",\n    "received": "NaN",\n    "path": [\n      "PORT"\n    ],\n    "message": "Invalid input: expected number, received NaN"',
  },
  {
    name: 'zod-value', kind: 'value-invalid',
    pattern: /ZodError: \[\n(?:[^\n]{0,120}\n){1,10}? {4}(?:"path": \[\n {6}"(?<name>[A-Z][A-Z0-9_]{1,100})"\n {4}\],\n {4}"message": "(?!Required|[^"\n]{0,60}received undefined)(?:(?:Invalid input: )?[Ee]xpected (?<expected>[\w ]{1,60}), received|(?<expected2>[^\n]{1,160}?)"$)|"message": "(?!Required)(?<expected3>[^\n]{1,160}?)",\n {4}"path": \[\n {6}"(?<name2>[A-Z][A-Z0-9_]{1,100})"$)/m,
    sample: 'ZodError: [\n  {\n    "validation": "url",\n    "code": "invalid_string",\n    "message": "Invalid url",\n    "path": [\n      "API_URL"\n    ]', source: 'colinhacks/zod:src/ZodError.ts',
    nearMiss: 'ZodError: [\n  {\n    "expected": "string",\n    "code": "invalid_type",\n    "path": [\n      "DATABASE_URL"\n    ],\n    "message": "Invalid input: expected string, received undefined"',
  },
  {
    name: 'zod', kind: 'config-rejected',
    pattern: /ZodError: \[\n(?:[^\n]{0,120}\n){1,10}? {4}"path": \[\n {6}"(?<setting>(?![A-Z][A-Z0-9_]{1,100}")[^"\n]{1,100})"\n {4}\],\n {4}"message": "(?<detail>[^"\n]{1,200})/m,
    sample: 'ZodError: [\n  {\n    "expected": "string",\n    "code": "invalid_type",\n    "path": [\n      "databaseUrl"\n    ],\n    "message": "Invalid input: expected string, received undefined"', source: 'run:zod 4 (node)',
    nearMiss: 'ZodError: [\n]',
  },
  {
    name: 'prisma-protocol', kind: 'value-invalid', pattern: /the URL must (?<expected>start with the protocol `[a-z]{1,20}:\/\/`)[^\n]{0,200}\n(?:[^\n]{0,200}\n){1,6}?[^\n]{0,60}\benv\("(?<name>\w{1,100})"\)/m,
    sample: 'error: Error validating datasource `db`: the URL must start with the protocol `postgresql://` or `postgres://`.\n  -->  prisma/schema.prisma:10\n   | \n 9 |   provider = "postgresql"\n10 |   url      = env("DATABASE_URL")', source: 'prisma/prisma-engines:psl/psl-core/src/datasource_connector.rs',
    nearMiss: 'error: Environment variable not found: DATABASE_URL.',
  },
  {
    name: 'prisma-protocol-bare', kind: 'value-invalid', pattern: /the URL must (?<expected>start with the protocol `[a-z]{1,20}:\/\/`)/,
    sample: 'error: Error validating datasource `db`: the URL must start with the protocol `mysql://`.', source: 'prisma/prisma-engines:psl/psl-core/src/datasource_connector.rs',
    nearMiss: 'error: Environment variable not found: DATABASE_URL.',
  },
  {
    name: 'nest-key', kind: 'variable-missing', pattern: /Configuration key "(?<name>[A-Z][A-Z0-9_]{1,100})" does not exist/,
    sample: 'TypeError: Configuration key "JWT_SECRET" does not exist', source: 'nestjs/config:lib/config.service.ts',
    nearMiss: 'TypeError: Configuration key "database.host" does not exist',
  },
  {
    name: 'redis-protocol', kind: 'value-invalid', fields: { expected: 'a URL that begins with redis:// or rediss://' }, pattern: /^TypeError: Invalid protocol$/,
    sample: 'TypeError: Invalid protocol', source: 'redis/node-redis:packages/client/lib/client/index.ts',
    nearMiss: 'TypeError: Invalid pathname',
  },
  {
    name: 'sequelize-package', kind: 'module-missing', fields: { runtime: 'node' }, pattern: /Please install (?<module>[\w@/-]{1,60}) package manually/,
    sample: 'Error: Please install pg package manually', source: 'sequelize/sequelize:src/dialects/abstract/connection-manager.js',
    nearMiss: 'Please install the package',
  },
  {
    name: 'sequelize-dialect', kind: 'value-invalid', pattern: /The dialect (?<value>[^\s]{1,60}) is not supported\. Supported dialects: (?<expected>[\w, ]{1,150})\./,
    sample: 'Error: The dialect postgress is not supported. Supported dialects: mssql, mariadb, mysql, oracle, postgres, db2 and sqlite.', source: 'sequelize/sequelize:src/sequelize.js',
    nearMiss: 'the dialect postgres is supported',
  },
  {
    name: 'knex-lock', kind: 'migration-failed', fields: { tool: 'knex' }, pattern: /(?<detail>Migration table is already locked)/,
    sample: "Can't take lock to run migrations: Migration table is already locked", source: 'knex/knex:lib/migrations/migrate/Migrator.js',
    nearMiss: 'the migration table is unlocked',
  },
  {
    name: 'aws-region', kind: 'variable-missing', fields: { name: 'AWS_REGION' }, pattern: /^(?:\w{0,20}Error: )?(?:Region is missing|Missing region in config)$/,
    sample: 'Error: Region is missing', source: 'smithy-lang/smithy-typescript:packages/config-resolver/src/regionConfig/config.ts',
    nearMiss: 'Region is missing from the list of stores',
  },
  {
    name: 'next-auth-secret', kind: 'variable-missing', fields: { name: 'NEXTAUTH_SECRET' }, pattern: /\[next-auth\]\[error\]\[NO_SECRET\]|\[MissingSecretError\]: Please define a `secret` in production/,
    sample: '[next-auth][error][NO_SECRET]', source: 'nextauthjs/next-auth:packages/next-auth/src/core/errors.ts',
    nearMiss: '[next-auth][error][CLIENT_FETCH_ERROR]',
  },
  {
    name: 'auth-js-secret', kind: 'variable-missing', fields: { name: 'AUTH_SECRET' }, pattern: /\[auth\]\[error\] MissingSecret\b/,
    sample: '[auth][error] MissingSecret: Please define a `secret`. Read more at https://errors.authjs.dev#missingsecret', source: 'nextauthjs/next-auth:packages/core/src/errors.ts',
    nearMiss: '[auth][error] UntrustedHost: Host must be trusted.',
  },
  {
    name: 'strapi-keys', kind: 'variable-missing', fields: { name: 'APP_KEYS', file: 'config/server.js' }, pattern: /App keys are required\. Please set app\.keys in config\/server/,
    sample: 'Error: Middleware "strapi::session": App keys are required. Please set app.keys in config/server.js (ex: keys: [\'myKeyA\', \'myKeyB\'])', source: 'strapi/strapi:packages/core/core/src/middlewares/session.ts',
    nearMiss: 'App keys are set in config/server.js',
  },
  {
    name: 'pm2-file', kind: 'file-missing', pattern: /^\[PM2\]\[ERROR\] File (?<path>\S{1,300}) (?:not found|malformated)/,
    sample: '[PM2][ERROR] File ecosystem.config.js not found', source: 'Unitech/pm2:lib/API.js',
    nearMiss: '[PM2] File ecosystem.config.js is read',
  },
  {
    name: 'log-level', kind: 'value-invalid', fields: { expected: 'one of trace, debug, info, warn, error, fatal, silent' }, pattern: /default level:(?<value>\S{1,60}) must be included in custom levels/,
    sample: 'Error: default level:verbose must be included in custom levels', source: 'pinojs/pino:lib/levels.js',
    nearMiss: 'the default level: info',
  },
  {
    name: 'prisma-variable', kind: 'variable-missing', pattern: /(?:error: )?Environment variable not found: (?<name>[A-Z]\w{1,100})\./,
    sample: 'error: Environment variable not found: DATABASE_URL.', source: 'prisma/prisma-engines:psl/psl-core/src/error.rs',
    nearMiss: 'error: Environment variable found: DATABASE_URL.',
  },
  {
    name: 'prisma-reach', kind: 'dependency-unreachable', pattern: /Can't reach database server at `(?:(?<target>[\w.-]{1,250}:\d{1,5})|(?<host>[\w.-]{1,250})`:`(?<port>\d{1,5}))`|P1001/,
    sample: "Can't reach database server at `db:5432`", source: 'prisma/prisma-engines:libs/user-facing-errors/src/common.rs',
    nearMiss: 'Connected to the database server at `db:5432`',
  },
  {
    name: 'prisma-auth', kind: 'auth-failed', pattern: /Authentication failed against (?:the )?database server(?: at `(?<host>[^`]{1,250})`)?, the provided database credentials for `(?<user>[^`]{1,100})`/,
    sample: 'Authentication failed against database server at `db`, the provided database credentials for `app` are not valid.', source: 'prisma/prisma-engines:libs/user-facing-errors/src/common.rs',
    nearMiss: "Can't reach database server at `db:5432`",
  },
  {
    name: 'prisma-database', kind: 'database-missing', pattern: /Database `(?<database>[^`]{1,100})` does not exist on the database server at `(?<target>[^`]{1,250})`/,
    sample: 'Database `shop` does not exist on the database server at `db:5432`.', source: 'prisma/prisma-engines:libs/user-facing-errors/src/common.rs',
    nearMiss: 'Database `shop` exists on the database server at `db:5432`.',
  },
  {
    name: 'prisma-migration', kind: 'migration-failed', fields: { tool: 'prisma' }, pattern: /(?<detail>\b(?:P3005|P3006|P3009|P3018)\b|migrate found failed migrations in the target database|A migration failed to apply\.[^\n]{0,120})/,
    sample: 'migrate found failed migrations in the target database, new migrations will not be applied.', source: 'prisma/prisma-engines:libs/user-facing-errors/src/schema_engine.rs',
    nearMiss: 'No pending migrations to apply.',
  },
  {
    name: 'prisma-engine', kind: 'library-missing', pattern: /(?<detail>Prisma Client could not locate the Query Engine for runtime "[^"]{1,60}"|Unable to require\(`[^`]{1,300}\.so\.node`\)|@prisma\/client did not initialize yet)/,
    sample: 'PrismaClientInitializationError: Prisma Client could not locate the Query Engine for runtime "linux-musl".', source: 'prisma/prisma:packages/client/src/runtime/core/engines/common/errors/engine-not-found/bundlerHasTamperedWithEngineCopy.ts',
    nearMiss: 'Prisma Client is generated for runtime "linux-musl".',
  },
  {
    name: 'next-build', kind: 'file-missing', pattern: /Could not find a production build in the '(?<path>[^']{1,200})' directory/,
    sample: "Error: Could not find a production build in the '.next' directory. Try building your app with 'next build' before starting the production server. https://nextjs.org/docs/messages/production-start-no-build-id", source: 'vercel/next.js:packages/next/src/server/next-server.ts',
    nearMiss: 'Found a production build in the .next directory',
  },
  {
    name: 'json-token', kind: 'config-malformed',
    pattern: /^(?:Uncaught )?SyntaxError: (?=[^\n]{0,500}\bJSON\b)(?:(?<file>\/[^\s:]{1,300}): )?(?<detail>(?:Unexpected (?:token|non-whitespace|end of JSON|string|number)|Expected |"undefined" is not|Bad (?:control|escaped) character|No number after|Unterminated string)[^\n]{0,140})$/,
    sample: "SyntaxError: Expected property name or '}' in JSON at position 1", source: 'run:node 20.20.2',
    nearMiss: 'SyntaxError: Unexpected end of input',
  },
  {
    name: 'js-yaml', kind: 'config-malformed', pattern: /^YAMLException: (?<detail>[^\n(]{1,160}) (?:in "(?<file>[^"]{1,300})" )?\((?<line>\d{1,7}):\d{1,7}\)/,
    sample: 'YAMLException: bad indentation of a mapping entry (1:5)', source: 'run:js-yaml 4 (node)',
    nearMiss: 'YAMLException was caught',
  },
  {
    name: 'syntax-bare', kind: 'syntax-error', pattern: /^(?<detail>SyntaxError: (?:Unexpected end of input|Invalid or unexpected token|missing \) after argument list|Unexpected identifier[^\n]{0,60}|Unexpected token '[^'\n]{1,20}'$|await is only valid in async functions[^\n]{0,60}))/,
    sample: 'SyntaxError: Unexpected end of input', source: 'run:node 20.20.2',
    nearMiss: 'SyntaxError: "undefined" is not valid JSON',
  },
  {
    name: 'builtin-module', kind: 'runtime-missing', pattern: /\[ERR_UNKNOWN_BUILTIN_MODULE\]: (?<detail>No such built-in module: node:[\w./-]{1,80})/,
    sample: 'Error [ERR_UNKNOWN_BUILTIN_MODULE]: No such built-in module: node:sqlite', source: 'run:node 20.20.2',
    nearMiss: "Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'sqlite' imported from /app/notes.mjs",
  },
  {
    name: 'heap', kind: 'heap-exhausted', fields: { runtime: 'node' }, pattern: /FATAL ERROR: .{0,120}(?<what>JavaScript heap out of memory|Allocation failed)/,
    sample: 'FATAL ERROR: Ineffective mark-compacts near heap limit Allocation failed - JavaScript heap out of memory', source: 'case:mem-node-heap',
    nearMiss: 'the JavaScript heap is far from out of memory',
  },
  {
    name: 'worker-heap', kind: 'heap-exhausted', fields: { runtime: 'node' }, pattern: /\bERR_WORKER_OUT_OF_MEMORY\b|Worker terminated due to reaching memory limit: JS heap out of memory/,
    sample: 'Error [ERR_WORKER_OUT_OF_MEMORY]: Worker terminated due to reaching memory limit: JS heap out of memory', source: 'run:node 18.20.4',
    nearMiss: 'the worker terminated due to reaching its time limit',
  },
  {
    name: 'option', kind: 'flag-unknown', pattern: /^(?<program>\S{0,100}node): (?:bad option: (?<flag>\S{1,100})|(?<flag2>[^\s=]{1,100})=? is not allowed in NODE_OPTIONS)/,
    sample: 'node: bad option: --foo', source: 'run:node 20.20.2',
    nearMiss: 'node: /no.env: not found',
  },
  {
    name: 'pem-text', kind: 'value-invalid', fields: { expected: 'a key or certificate in PEM' }, pattern: /error:[0-9A-F]{8}:(?:DECODER routines::unsupported|PEM routines:[\w]{0,30}:no start line)|\bInvalid PEM formatted message\b|secretOrPrivateKey must be an asymmetric key when using/,
    sample: 'Error: error:1E08010C:DECODER routines::unsupported', source: 'run:node 20.20.2',
    nearMiss: 'Error: error:0308010C:digital envelope routines::unsupported',
  },
  {
    name: 'language-tag', kind: 'value-invalid', fields: { expected: 'a language tag such as de-DE' }, pattern: /RangeError: (?:Invalid language tag|Incorrect locale information provided)(?:: (?<value>\S{1,60}))?/,
    sample: 'RangeError: Invalid language tag: de-de-', source: 'run:node 20.20.2',
    nearMiss: 'RangeError: Invalid time value',
  },
  {
    name: 'option-choice', kind: 'value-invalid', pattern: /option '(?:-\w, )?(?<name>--[\w-]{1,60})(?: [^'\n]{1,60})?' argument '(?<value>[^'\n]{0,100})' is invalid\. Allowed choices are (?<expected>[^\n]{1,200})/,
    sample: "error: option '-l, --level <level>' argument 'DEBUG' is invalid. Allowed choices are debug, info.", source: 'tj/commander.js:lib/option.js',
    nearMiss: "error: option '-p, --port <n>' argument missing",
  },
  {
    name: 'option-value', kind: 'value-invalid', pattern: /illegal value for flag (?<name>--[\w-]{1,60})=(?<value>\S{0,60}) of type (?<expected>\w{1,20})/,
    sample: 'Error: illegal value for flag --max-old-space-size=abc of type size_t', source: 'run:node 20.20.2',
    nearMiss: 'node: bad option: --foo',
  },
  {
    name: 'env-file', kind: 'file-missing', pattern: /^node: (?<path>\/?[\w./-]{1,200}): not found$/,
    sample: 'node: /no.env: not found', source: 'run:node 20.20.2',
    nearMiss: 'node: bad option: --foo',
  },
  {
    name: 'required-option', kind: 'argument-missing', pattern: /required option '(?<options>[^']{1,100})' not specified|^missing required argument '(?<options3>[\w-]{1,60})'/,
    sample: "error: required option '-p, --port <n>' not specified", source: 'run:commander 14 (node)',
    nearMiss: "error: unknown option '--foo'",
  },
  {
    name: 'yargs-required', kind: 'argument-missing', pattern: /^Missing required arguments?: (?<options>[\w, -]{1,100})$/,
    sample: 'Missing required argument: port', source: 'run:yargs 18 (node)',
    nearMiss: 'Unknown argument: foo',
  },
  {
    name: 'parse-args-alone', kind: 'flag-unknown', fields: { alone: 'yes' }, pattern: /\[ERR_PARSE_ARGS_INVALID_OPTION_VALUE\]: Option '(?:-\w, )?(?<flag>-{1,2}[\w-]{1,80})' does not take an argument/,
    sample: "TypeError [ERR_PARSE_ARGS_INVALID_OPTION_VALUE]: Option '--once' does not take an argument", source: 'run:node 20.20.2',
    nearMiss: "TypeError [ERR_PARSE_ARGS_INVALID_OPTION_VALUE]: Option '--port <value>' argument missing",
  },
  {
    name: 'yargs-unknown', kind: 'flag-unknown', pattern: /^Unknown arguments?: (?<flag>[\w, .-]{1,100})$/,
    sample: 'Unknown argument: foo', source: 'run:yargs 18 (node)',
    nearMiss: 'Missing required argument: port',
  },
  {
    name: 'npm-script', kind: 'flag-unknown', fields: { program: 'npm' }, pattern: /Missing script: "(?<flag>[^"]{1,100})"|npm ERR! missing script: (?<flag2>\S{1,100})$/,
    sample: 'npm error Missing script: "start"', source: 'run:npm 10',
    nearMiss: 'npm error code ELIFECYCLE',
  },
  {
    // What it could not write to is its cache.
    name: 'npm-cache', kind: 'permission-denied', fields: { operation: 'mkdir' }, pattern: /npm (?:ERR!|error) {1,4}sudo chown -R \d{1,10}:\d{1,10} "(?<path>\/[^"\n]{1,300})"/,
    sample: 'npm error   sudo chown -R 1000:0 "/.npm"', source: 'npm/cli:lib/utils/error-message.js',
    nearMiss: 'npm error To permanently fix this problem, please run:',
  },
  {
    name: 'npm-package-json', kind: 'file-missing', pattern: /npm (?:ERR!|error) enoent Could not read package\.json: Error: ENOENT: no such file or directory, open '(?<path>[^']{1,300})'/,
    sample: "npm error enoent Could not read package.json: Error: ENOENT: no such file or directory, open '/app/package.json'", source: 'npm/cli:lib/utils/error-message.js',
    nearMiss: 'npm error Missing script: "start"',
  },
  {
    name: 'axios-status', kind: 'http-error', pattern: /AxiosError: Request failed with status code (?<status>[45]\d\d)/,
    sample: 'AxiosError: Request failed with status code 503', source: 'axios/axios:lib/core/settle.js',
    nearMiss: 'AxiosError: connect ECONNREFUSED 127.0.0.1:9999',
  },
];
