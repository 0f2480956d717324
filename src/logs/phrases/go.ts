/** Go programs and the libraries they are made of. */
import type { Phrase } from '../phrase.ts';

export const go: readonly Phrase[] = [
  {
    name: 'cobra-command', kind: 'flag-unknown', pattern: /^unknown command "(?<flag>[^"]{1,100})" for "(?<program>[^"]{1,100})"/,
    sample: 'Error: unknown command "start-server" for "ledger"', source: 'case:args-unknown-command',
    nearMiss: 'Error: unknown command of a client was ignored',
  },
  {
    name: 'cobra-flag', kind: 'flag-unknown', pattern: /^unknown (?:shorthand )?flag: (?:'\w' in )?(?<flag>-{1,2}[\w.-]{1,80})/,
    sample: 'Error: unknown flag: --foo', source: 'spf13/pflag:errors.go',
    nearMiss: 'Error: unknown flag of the ship',
  },
  {
    name: 'flag-package', kind: 'flag-unknown', pattern: /^flag provided but not defined: (?<flag>-{1,2}[\w.-]{1,80})/,
    sample: 'flag provided but not defined: -foo', source: 'run:go 1.26.8',
    nearMiss: 'invalid value "x" for flag -port: parse error',
  },
  {
    name: 'flag-value-lacking', kind: 'argument-missing', pattern: /^(?:Error: )?flag needs an argument: (?<options>-{1,2}[\w.-]{1,80})$/,
    sample: 'flag needs an argument: -listen', source: 'run:go 1.26.8',
    nearMiss: 'flag provided but not defined: -foo',
  },
  {
    name: 'cobra-required', kind: 'argument-missing', pattern: /required flag\(s\) (?<options>"[^\n]{1,100}") not set|^Required flags? "(?<options2>[^"\n]{1,100})" not set|(?:^|error: )missing flags: (?<options3>--[^\n]{1,100})/,
    sample: 'Error: required flag(s) "month" not set', source: 'spf13/cobra:command.go',
    nearMiss: 'all required flags are set',
  },
  {
    name: 'flag-value', kind: 'value-invalid', pattern: /^invalid (?:boolean )?(?:value|argument) "(?<value>[^"]{0,200})" for (?:flag |")(?<name>-{1,2}[\w.-]{1,80}|[^"]{1,80})"?(?: flag)?: (?:strconv\.|(?<expected>[^\n]{1,120}))/,
    sample: 'invalid value "x" for flag -port: parse error', source: 'run:go 1.26.8',
    nearMiss: 'flag provided but not defined: -foo',
  },
  {
    name: 'kingpin-command', kind: 'flag-unknown', pattern: /^(?<program>[\w.-]{1,80}): error: expected command but got "(?<flag>[^"]{1,80})"/,
    sample: 'thanos: error: expected command but got "bucket"', source: 'alecthomas/kingpin:parser.go',
    nearMiss: 'thanos: error: required flag --objstore.config not provided, try --help',
  },
  {
    name: 'exists', kind: 'already-there', fields: { program: 'go' }, pattern: /\bmkdir (?<path>\/[^\s:]{1,300}): file exists$/,
    sample: 'panic: mkdir /data/index: file exists', source: 'run:go 1.26.8',
    nearMiss: 'mkdir /data/index: permission denied',
  },
  {
    name: 'oauth2-cookie', kind: 'value-invalid', fields: { name: 'cookie_secret' }, pattern: /cookie_secret must be (?<expected>16, 24, or 32 bytes) to create an AES cipher/,
    sample: '  cookie_secret must be 16, 24, or 32 bytes to create an AES cipher, but is 44 bytes', source: 'oauth2-proxy/oauth2-proxy:pkg/validation/cookie.go',
    nearMiss: 'the cookie_secret is of 32 bytes',
  },
  {
    name: 'kingpin-flag', kind: 'flag-unknown', pattern: /^(?<program>[\w.-]{1,80}): error: unknown (?:long|short) flag '(?<flag>[^']{1,80})'/,
    sample: "prometheus: error: unknown long flag '--storage.tsdb.retention.tme'", source: 'alecthomas/kingpin:parser.go',
    nearMiss: "prometheus: error: expected argument for flag '--config.file'",
  },
  {
    name: 'strconv-integer', kind: 'value-invalid', fields: { expected: 'a whole number' }, pattern: /(?:(?:^|[\s:])(?<name>[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*)[: ].{0,60})?strconv\.(?:Atoi|ParseInt|ParseUint): parsing "(?<value>[^"]{0,200})": (?:invalid syntax|value out of range)/,
    sample: 'config: MAX_CONNS: strconv.Atoi: parsing "64k": invalid syntax', source: 'case:value-go-number',
    nearMiss: 'strconv.ParseBool: parsing "yes": invalid syntax',
  },
  {
    name: 'strconv-bool', kind: 'value-invalid', fields: { expected: 'true or false' }, pattern: /(?:(?:^|[\s:])(?<name>[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*)[: ].{0,60})?strconv\.ParseBool: parsing "(?<value>[^"]{0,200})": (?:invalid syntax|value out of range)/,
    sample: 'strconv.ParseBool: parsing "yes": invalid syntax', source: 'run:go 1.26.8',
    nearMiss: 'strconv.ParseFloat: parsing "4,80": invalid syntax',
  },
  {
    name: 'strconv-float', kind: 'value-invalid', fields: { expected: 'a number' }, pattern: /(?:(?:^|[\s:])(?<name>[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*)[: ].{0,60})?strconv\.ParseFloat: parsing "(?<value>[^"]{0,200})": (?:invalid syntax|value out of range)/,
    sample: 'strconv.ParseFloat: parsing "4,80": invalid syntax', source: 'run:go 1.26.8',
    nearMiss: 'strconv.Atoi: parsing "64k": invalid syntax',
  },
  {
    name: 'duration', kind: 'value-invalid', fields: { expected: 'a duration such as 30s' }, pattern: /(?:(?:^|[\s:])(?<name>[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)[: ].{0,60})?time: (?:missing unit in|invalid|unknown unit "[^"]{1,20}" in) duration "(?<value>[^"]{0,100})"/,
    sample: 'config: REQUEST_TIMEOUT: time: missing unit in duration "30"', source: 'case:value-duration',
    nearMiss: 'time: the duration is 30 s',
  },
  {
    name: 'log-level', kind: 'value-invalid', fields: { expected: 'one of debug, info, warn, error, fatal, panic' }, pattern: /not a valid logrus Level: \\?"(?<value>[^"\\]{0,60})\\?"|\bunrecognized level: \\?"(?<value2>[^"\\]{0,60})\\?"|slog: level string \\?"(?<value3>[^"\\]{0,60})\\?": unknown name|Unknown Level String: '(?<value4>[^'\n]{0,60})'/,
    sample: 'time="2026-11-26T10:00:00Z" level=fatal msg="not a valid logrus Level: \\"verbose\\""', source: 'sirupsen/logrus:logrus.go',
    nearMiss: 'level=fatal msg="the level of the river is not valid"',
  },
  {
    name: 'prometheus-duration', kind: 'value-invalid', fields: { expected: 'a duration such as 15d or 30s' }, pattern: /not a valid duration string: \\?"(?<value>[^"\\]{0,100})\\?"/,
    sample: 'prometheus: error: not a valid duration string: "15 days"', source: 'prometheus/common:model/time.go',
    nearMiss: 'empty duration string',
  },
  {
    name: 'memory-limit', kind: 'value-invalid', fields: { expected: 'a size such as 200MiB' }, pattern: /^fatal error: malformed (?<name>GOMEMLIMIT);/,
    sample: 'fatal error: malformed GOMEMLIMIT; see `go doc runtime/debug.SetMemoryLimit`', source: 'run:go 1.26.8',
    nearMiss: 'fatal error: runtime: out of memory',
  },
  {
    name: 'url', kind: 'value-invalid', fields: { expected: 'a URL' },
    pattern: /(?:(?:^|[\s:])(?<name>[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*)[: ].{0,60})?\bparse "(?<value>[^"]{0,300})": (?:net\/url: (?:invalid[\w ]{1,60}|invalid userinfo)|missing protocol scheme|first path segment in URL cannot contain colon|invalid (?:port|URI|URL escape|character|control)[^\n]{0,80}|missing '\]' in host)/,
    sample: 'parse "http://a:b/": invalid port ":b" after host', source: 'run:go 1.26.8',
    nearMiss: 'parse "http://a:80/": ok',
  },
  {
    name: 'envconfig', kind: 'variable-missing', pattern: /required key (?<name>[A-Z]\w{1,100}) missing value/,
    sample: 'required key MYAPP_PORT missing value', source: 'kelseyhightower/envconfig:envconfig.go',
    nearMiss: 'required key of the map',
  },
  {
    name: 'caarlos-env', kind: 'variable-missing', pattern: /env: required environment variable "(?<name>[A-Z]\w{1,100})" is not set|required environment variable "(?<name2>[A-Z]\w{1,100})" is not set/,
    sample: 'env: required environment variable "DATABASE_URL" is not set', source: 'caarlos0/env:error.go',
    nearMiss: 'env: environment variable "DATABASE_URL" should not be empty',
  },
  {
    name: 'caarlos-env-empty', kind: 'variable-missing', pattern: /environment variable "(?<name>[A-Z]\w{1,100})" should not be empty/,
    sample: 'env: environment variable "DATABASE_URL" should not be empty', source: 'caarlos0/env:error.go',
    nearMiss: 'env: required environment variable "DATABASE_URL" is not set',
  },
  {
    name: 'collector-reference', kind: 'config-malformed', pattern: /(?<detail>service::(?:pipelines?::[\w/.:-]{1,80}|extensions): references (?:receiver|exporter|processor|connector|extension) "(?<token>[^"]{1,80})" which is not configured)/,
    sample: 'Error: invalid configuration: service::pipelines::traces: references processor "batch/2" which is not configured', source: 'open-telemetry/opentelemetry-collector:otelcol/config.go',
    nearMiss: 'service::pipelines::traces: references processor "batch/2"',
  },
  {
    name: 'collector-type', kind: 'config-malformed', pattern: /(?<detail>(?:receivers|exporters|processors|extensions|connectors)'?:? unknown type: "(?<token>[^"\n]{1,80})"[^\n]{0,200})/,
    sample: `'exporters' unknown type: "logging" for id: "logging" (valid values: [debug nop otlp otlphttp file kafka])`, source: 'open-telemetry/opentelemetry-collector:otelcol/internal/configunmarshaler/error.go',
    nearMiss: 'exporters of a known type: "debug"',
  },
  {
    name: 'collector-component', kind: 'config-malformed', pattern: /invalid configuration: (?<detail>(?:receivers|exporters|processors|extensions|connectors)::(?<token>[\w./-]{1,80})(?:::[\w.:/-]{1,120})?: [^\n]{1,200})/,
    sample: 'Error: invalid configuration: exporters::otlp: requires a non-empty "endpoint"', source: 'open-telemetry/opentelemetry-collector:otelcol/config.go',
    nearMiss: 'invalid configuration: no configuration has been provided, try setting KUBERNETES_MASTER environment variable',
  },
  {
    name: 'config-load', kind: 'config-malformed',
    pattern: /failed parsing config: (?<file>\/[^\s:]{1,300}): (?<detail>(?!yaml: |open )[^\n]{1,200})|(?:[Ee]rror loading config|Loading configuration file failed): (?<detail2>(?!parsing YAML|yaml: |open )[^\n]{1,200}?) file(?:name)?=(?<file2>\/\S{1,300})/,
    sample: 'failed parsing config: /etc/loki/local-config.yaml: not a valid duration string: "7x"', source: 'grafana/loki:cmd/loki/main.go',
    nearMiss: 'failed parsing config: no file is given',
  },
  {
    name: 'json-unmarshal', kind: 'config-malformed', pattern: /(?<detail>json: (?:cannot unmarshal [\w .+-]{1,60} into Go (?:struct field \S{1,100}|value) of type \S{1,60}|unknown field "(?<token>[^"]{1,100})")|invalid character '.{1,4}' (?:looking for|after|in)[\w ]{1,60}|unexpected end of JSON input)/,
    sample: "invalid character '}' looking for beginning of object key string", source: 'run:go 1.26.8',
    nearMiss: 'json: 3 documents were read',
  },
  {
    name: 'yaml-line', kind: 'config-malformed', pattern: /(?:(?<file>\/[^\s:"]{1,300}\.ya?ml)"?: .{0,60})?yaml: (?:unmarshal errors:(?:\s{1,4}line (?<line2>\d{1,7}): )?|line (?<line>\d{1,7}): )(?<detail>[^\n]{0,200}?)(?: file=(?<file2>\/\S{1,300}))?$/m,
    sample: 'error converting YAML to JSON: yaml: line 4: found character that cannot start any token', source: 'yaml/go-yaml:yaml.go',
    nearMiss: 'yaml: 3 documents were read',
  },
  {
    name: 'yaml-unmarshal', kind: 'config-malformed', pattern: /yaml: unmarshal errors:\n {2}line (?<line>\d{1,7}): (?<detail>[^\n]{1,200})/m,
    sample: 'error unmarshalling config: yaml: unmarshal errors:\n  line 3: field scrape_config not found in type config.plain', source: 'yaml/go-yaml:yaml.go',
    nearMiss: 'yaml: unmarshal errors are counted\n  line by line',
  },
  {
    name: 'toml-line', kind: 'config-malformed', pattern: /toml: (?:line (?<line>\d{1,7})(?: \(last key "(?<token>[^"]{1,80})"\))?: (?<detail>[^\n]{1,200})|(?<detail2>[\w ]{1,80} at line \d{1,7}))/,
    sample: 'toml: line 3 (last key "server.port"): expected value but found "abc" instead', source: 'BurntSushi/toml:error.go',
    nearMiss: 'toml: 3 tables were read',
  },
  {
    name: 'toml-near', kind: 'config-malformed', pattern: /\bNear line (?<line>\d{1,7}) \(last key parsed '(?<token>[^'\n]{0,80})'\): (?<detail>[^\n]{1,200})/,
    sample: "Near line 3 (last key parsed 'server.port'): expected value but found 'a' instead", source: 'BurntSushi/toml:parse.go',
    nearMiss: 'toml: line 3 (last key "server.port"): expected value but found "abc" instead',
  },
  {
    name: 'viper', kind: 'file-missing', pattern: /Config File "(?<path>[^"]{1,200})" Not Found in "\[(?<folders>[^\]\n]{0,400})\]"/,
    sample: 'Config File "config" Not Found in "[/app]"', source: 'spf13/viper:errors.go',
    nearMiss: 'Config File "config" Found in "[/app]"',
  },
  {
    name: 'mapstructure-keys', kind: 'config-rejected', pattern: /^(?:\* )?'(?<setting>[\w.[\]]{0,80})' (?<detail>has (?:invalid keys|unset fields): (?<token>[\w.-]{1,80})[^\n]{0,120})/,
    sample: "'Redis' has invalid keys: adress", source: 'run:go-viper/mapstructure 2.4.0',
    nearMiss: "'Redis' has no invalid keys",
  },
  {
    name: 'mapstructure-value', kind: 'value-invalid', pattern: /(?:^|\* )'(?<name>[\w.[\]]{1,80})' (?:cannot parse value as '(?<expected>[\w.]{1,40})'|expected type '(?<expected2>[\w.]{1,40})', got (?:unconvertible type '[\w.]{1,40}'|[^\n]{1,40}))|(?:^|\* )cannot parse '(?<name3>[\w.[\]]{1,80})' as (?<expected3>[\w.]{1,40}): strconv\.\w{1,20}: parsing "(?<value3>[^"]{0,100})"/,
    sample: "'Workers' cannot parse value as 'int': strconv.ParseInt: invalid syntax", source: 'run:go-viper/mapstructure 2.4.0',
    nearMiss: "'Workers' is parsed as 'int'",
  },
  {
    name: 'mapstructure-duration', kind: 'value-invalid', fields: { expected: 'a duration such as 30s' }, pattern: /^(?:\* )?(?:error decoding )?'(?<name>[\w.[\]]{1,80})':? time: (?:unknown unit|missing unit in duration|invalid duration)/,
    sample: "'Timeout' time: unknown unit", source: 'run:go-viper/mapstructure 2.4.0',
    nearMiss: "'Timeout' time: 30s",
  },
  {
    name: 'pgx-dsn', kind: 'value-invalid', fields: { expected: 'a PostgreSQL connection string' }, pattern: /cannot parse `[^`\n]{0,300}`: (?:failed to parse as [^\n]{1,80}|invalid (?:port|keyword\/value)|unknown target_session_attrs|sslmode is invalid)/,
    sample: 'cannot parse `host=db port=abc`: invalid port', source: 'run:jackc/pgx 5.7',
    nearMiss: 'failed to connect to `user=a database=x`: hostname resolving error',
  },
  {
    name: 'mysql-dsn', kind: 'value-invalid', fields: { expected: 'a DSN such as user:password@tcp(host:3306)/database' }, pattern: /default addr for network '(?<value>[^'\n]{1,200})' unknown|invalid DSN: (?:missing the slash separating the database name|network address not terminated|did you forget to escape a param value)/,
    sample: "default addr for network 'mysql:3306' unknown", source: 'run:go-sql-driver/mysql 1.9',
    nearMiss: 'default addr for network tcp is used',
  },
  {
    name: 'address-port', kind: 'value-invalid', fields: { expected: 'host:port' }, pattern: /\b(?:dial|listen) (?:tcp|udp)[46]?: address (?<value>[^\s:]{1,253}): missing port in address/,
    sample: 'dial tcp: address cache: missing port in address', source: 'run:go 1.26.8',
    nearMiss: 'dial tcp: lookup cache on 10.96.0.10:53: no such host',
  },
  {
    name: 'address-missing', kind: 'value-invalid', fields: { value: '', expected: 'an address' }, pattern: /\bdial (?:tcp|udp)[46]?: missing address$/,
    sample: '2026/11/26 16:40:39 database is not reachable: dial tcp: missing address', source: 'run:go 1.26.8',
    nearMiss: 'dial tcp: address db: missing port in address',
  },
  {
    // The names of services are in /etc/services; anything else is a slip (net/port.go, lookup.go).
    name: 'address-port-name', kind: 'value-invalid', fields: { expected: 'a port number' }, pattern: /\b(?:dial|listen) (?:tcp|udp)[46]?: lookup (?:tcp|udp)[46]?\/(?<value>[^\s:]{1,60}): (?:unknown port|no such host|Servname not supported for ai_socktype)/,
    sample: 'listen tcp: lookup tcp/8080,: unknown port', source: 'golang/go:src/net/lookup.go',
    nearMiss: 'listen tcp: address 80800: invalid port',
  },
  {
    name: 'address-port-range', kind: 'value-invalid', fields: { expected: 'a port number' }, pattern: /\b(?:dial|listen) (?:tcp|udp)[46]?: address (?<value>[^\s:]{1,20}): invalid port\b/,
    sample: 'listen tcp: address 80800: invalid port', source: 'run:go 1.26.8',
    nearMiss: 'listen tcp :8080: bind: address already in use',
  },
  {
    name: 'amqp-scheme', kind: 'value-invalid', fields: { expected: 'a URL that begins with amqp:// or amqps://' }, pattern: /AMQP scheme must be either 'amqp:\/\/' or 'amqps:\/\/'/,
    sample: "AMQP scheme must be either 'amqp://' or 'amqps://'", source: 'run:rabbitmq/amqp091-go 1.10',
    nearMiss: "the scheme is 'amqp://'",
  },
  {
    name: 'aws-region', kind: 'variable-missing', fields: { name: 'AWS_REGION' }, pattern: /Invalid Configuration: Missing Region\b|MissingRegion: could not find region configuration|an AWS region is required, but was not found/,
    sample: 'operation error SQS: GetQueueUrl, failed to resolve service endpoint, endpoint rule error, Invalid Configuration: Missing Region', source: 'aws/aws-sdk-go-v2:service/sqs/endpoints.go',
    nearMiss: 'Invalid Configuration: FIPS and custom endpoint are not supported',
  },
  {
    name: 'redis-scheme', kind: 'value-invalid', fields: { expected: 'a URL that begins with redis:// or rediss://' }, pattern: /redis: invalid URL scheme: /,
    sample: 'panic: redis: invalid URL scheme: cache', source: 'redis/go-redis:options.go',
    nearMiss: 'redis: invalid database number: "x"',
  },
  {
    name: 'nats-servers', kind: 'dependency-unreachable', fields: { service: 'nats' }, pattern: /\bnats: no servers available for connection\b/,
    sample: 'nats: no servers available for connection', source: 'run:nats-io/nats.go 1.47',
    nearMiss: 'nats: servers are available for connection',
  },
  {
    name: 'grpc-no-addresses', kind: 'name-unresolved', pattern: /name resolver error: produced zero addresses/,
    sample: 'rpc error: code = Unavailable desc = name resolver error: produced zero addresses', source: 'run:google.golang.org/grpc 1.77',
    nearMiss: 'name resolver produced 2 addresses',
  },
  {
    name: 'template-glob', kind: 'file-missing', pattern: /template: pattern matches no files: `?(?<path>[^`\s]{1,200})/,
    sample: 'panic: template: pattern matches no files: `/no/*.html`', source: 'run:go 1.26.8',
    nearMiss: 'panic: template: x:1: unclosed action',
  },
  {
    name: 'out-of-memory', kind: 'heap-exhausted', fields: { runtime: 'go' }, pattern: /^(?:runtime: |fatal error: (?:runtime: )?)(?<what>out of memory|cannot allocate memory)/,
    sample: 'fatal error: out of memory', source: 'run:go 1.26.8',
    nearMiss: 'fatal error: stack overflow',
  },
  {
    name: 'no-driver', kind: 'module-missing', fields: { runtime: 'go' }, pattern: /sql: unknown driver "(?<module>[^"]{1,60})" \(forgotten import\?\)/,
    sample: 'sql: unknown driver "postgres" (forgotten import?)', source: 'run:go 1.26.8',
    nearMiss: 'sql: no rows in result set',
  },
  {
    name: 'cgo-disabled', kind: 'runtime-missing', pattern: /(?<detail>Binary was compiled with 'CGO_ENABLED=0', go-sqlite3 requires cgo to work)/,
    sample: "Binary was compiled with 'CGO_ENABLED=0', go-sqlite3 requires cgo to work. This is a stub", source: 'mattn/go-sqlite3:static_mock.go',
    nearMiss: "compiled with 'CGO_ENABLED=1'",
  },
  {
    name: 'temporal-schema', kind: 'migration-failed', fields: { pending: "the server's schema tool (update-schema)" },
    pattern: /(?<detail>version mismatch for keyspace\/database: "[^"]{1,100}"\. Expected version: [\d.]{1,12} cannot be greater than Actual version: [\d.]{1,12}\d)/,
    sample: 'sql schema version compatibility check failed: version mismatch for keyspace/database: "temporal". Expected version: 1.10 cannot be greater than Actual version: 1.9', source: 'temporalio/temporal:common/persistence/schema/version.go',
    nearMiss: 'schema version of keyspace/database "temporal" is 1.10',
  },
  {
    name: 'migrate-dirty', kind: 'migration-failed', fields: { tool: 'golang-migrate' }, pattern: /(?<detail>Dirty database version \d{1,20}\. Fix and force version|no migration found for version \d{1,20})/,
    sample: 'error: Dirty database version 12. Fix and force version.', source: 'golang-migrate/migrate:migrate.go',
    nearMiss: 'error: no change',
  },
  {
    name: 'goose-missing', kind: 'migration-failed', fields: { tool: 'goose' }, pattern: /(?<detail>found \d{1,6} missing(?: \(out-of-order\))? migrations? (?:before|lower than) current (?:version|max:?) \(?\d{1,20})/,
    sample: 'goose run: error: found 1 missing migrations before current version 5:', source: 'pressly/goose:up.go',
    nearMiss: 'goose: no migrations to run. current version: 5',
  },
  {
    name: 'pem', kind: 'config-malformed', pattern: /(?<detail>tls: failed to find any PEM data in (?:certificate|key) input|tls: private key does not match public key|x509: malformed \w[\w ]{1,40})/,
    sample: 'tls: failed to find any PEM data in certificate input', source: 'run:go 1.26.8',
    nearMiss: 'x509: certificate signed by unknown authority',
  },
  {
    name: 'badger-lock', kind: 'lock-held', fields: { ofSystem: 'true' }, pattern: /Cannot acquire directory lock on "(?<path>[^"]{1,300})"|resource temporarily unavailable.{0,40}LOCK|opening storage failed: lock DB directory: resource temporarily unavailable|timeout: .{0,40}bolt|bbolt: .{0,40}timeout/,
    sample: 'Cannot acquire directory lock on "/data/badger".  Another process is using this Badger database.', source: 'dgraph-io/badger:dir_unix.go',
    nearMiss: 'directory lock on "/data/badger" acquired',
  },
];
