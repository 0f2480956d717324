/** Ruby, PHP, Perl, Elixir, Erlang, Rust and .NET. */
import type { Phrase } from '../phrase.ts';

export const scripts: readonly Phrase[] = [
  // ---- Ruby ----
  {
    name: 'ruby-load', kind: 'module-missing', fields: { runtime: 'ruby' }, pattern: /cannot load such file -- (?<module>\S{1,200})(?: \(LoadError\))?/,
    sample: "<internal:/usr/lib/ruby/vendor_ruby/rubygems/core_ext/kernel_require.rb>:85:in `require': cannot load such file -- nope (LoadError)", source: 'run:ruby 3.1.2',
    nearMiss: 'ruby: No such file or directory -- no.rb (LoadError)',
  },
  {
    name: 'ruby-script', kind: 'file-missing', pattern: /^ruby: No such file or directory -- (?<path>\S{1,300})/,
    sample: 'ruby: No such file or directory -- no.rb (LoadError)', source: 'run:ruby 3.1.2',
    nearMiss: 'ruby: warning: shebang line ending with \\r may cause problems',
  },
  {
    name: 'bundler-gem', kind: 'module-missing', fields: { runtime: 'ruby' }, pattern: /Could not find (?:gem '(?<module>[^']{1,100})'|(?<module2>[\w.-]{1,80})(?:, [\w.-]{1,80}){0,20} in (?:locally installed gems|any of the sources|cached gems))/,
    sample: 'Could not find rack-3.0.8 in locally installed gems (Bundler::GemNotFound)', source: 'ruby/rubygems:bundler/lib/bundler/definition.rb',
    nearMiss: 'Bundle complete! 3 Gemfile dependencies, 12 gems now installed.',
  },
  {
    name: 'gemfile', kind: 'file-missing', fields: { path: 'Gemfile' }, pattern: /Could not locate Gemfile/,
    sample: 'Could not locate Gemfile or .bundle/ directory', source: 'ruby/rubygems:bundler/lib/bundler/shared_helpers.rb',
    nearMiss: 'Gemfile located',
  },
  {
    name: 'ruby-version', kind: 'runtime-missing', pattern: /(?<detail>Your Ruby version is \S{1,20}, but your Gemfile specified \S{1,20})/,
    sample: 'Your Ruby version is 3.1.2, but your Gemfile specified 3.3.0', source: 'ruby/rubygems:bundler/lib/bundler/definition.rb',
    nearMiss: 'Your Ruby version is 3.1.2',
  },
  {
    name: 'rails-pid', kind: 'lock-held', pattern: /A server is already running(?: \(pid: \d{1,7}, file: (?<path>[^)\s]{1,200})\))?\.?(?: Check (?<path2>\S{1,200}?)\.?$)?/,
    sample: 'A server is already running (pid: 1, file: /app/tmp/pids/server.pid).', source: 'rails/rails:railties/lib/rails/commands/server/server_command.rb',
    nearMiss: 'A server is running on port 3000',
  },
  {
    name: 'fluentd-storage', kind: 'data-corrupt', pattern: /(?<detail>(?:Unexpected error: failed to read data from|Invalid contents \(not object\) in) plugin storage file): '(?<path>\/[^'\n]{1,300})'/,
    sample: "Unexpected error: failed to read data from plugin storage file: '/var/log/fluentd/worker0/storage.json'", source: 'fluent/fluentd:lib/fluent/plugin/storage_local.rb',
    nearMiss: "Directory is not writable for plugin storage file '/var/log/fluentd/worker0/storage.json'",
  },
  {
    name: 'fluentd-config', kind: 'config-malformed', pattern: /(?<detail>[^:`']{3,160}?) at (?<file>[\w./-]{1,200}) line (?<line>\d{1,7}),\d{1,7}(?: \(Fluent::ConfigParseError\)|$)/,
    sample: "/usr/share/gems/gems/fluentd-1.15.3/lib/fluent/config/basic_parser.rb:92:in `parse_error!': unexpected end of file in a single quoted string at output.conf line 267,138 (Fluent::ConfigParseError)", source: 'fluent/fluentd:lib/fluent/config/basic_parser.rb',
    nearMiss: 'parsing config file is succeeded path="/fluentd/etc/fluent.conf" at line 267',
  },
  {
    name: 'rails-secret', kind: 'variable-missing', fields: { name: 'SECRET_KEY_BASE' }, pattern: /Missing `secret_key_base` for '\w{1,30}' environment/,
    sample: "ArgumentError: Missing `secret_key_base` for 'production' environment, set this string with `bin/rails credentials:edit`", source: 'rails/rails:railties/lib/rails/application/configuration.rb',
    nearMiss: '`secret_key_base` for production environment is read',
  },
  {
    name: 'rails-master-key', kind: 'variable-missing', fields: { name: 'RAILS_MASTER_KEY' }, pattern: /Missing encryption key to decrypt file with/,
    sample: "Missing encryption key to decrypt file with. Ask your team for your master key and write it to /app/config/master.key or put it in the ENV['RAILS_MASTER_KEY'].", source: 'rails/rails:activesupport/lib/active_support/encrypted_file.rb',
    nearMiss: 'the encryption key is rotated',
  },
  {
    name: 'rails-wrong-key', kind: 'value-invalid', fields: { name: 'RAILS_MASTER_KEY', expected: 'the key that config/credentials.yml.enc was encrypted with' }, pattern: /ActiveSupport::MessageEncryptor::InvalidMessage/,
    sample: "in `rescue in _decrypt': ActiveSupport::MessageEncryptor::InvalidMessage (ActiveSupport::MessageEncryptor::InvalidMessage)", source: 'rails/rails:activesupport/lib/active_support/message_encryptor.rb',
    nearMiss: 'Missing encryption key to decrypt file with.',
  },
  {
    name: 'rails-key-length', kind: 'value-invalid', fields: { name: 'RAILS_MASTER_KEY' }, pattern: /^(?:.{0,300}: )?Encryption key must be (?<expected>exactly \d{1,3} characters)/,
    sample: 'Encryption key must be exactly 32 characters. (ActiveSupport::EncryptedFile::InvalidKeyLengthError)', source: 'rails/rails:activesupport/lib/active_support/encrypted_file.rb',
    nearMiss: 'Missing encryption key to decrypt file with.',
  },
  {
    name: 'rails-adapter', kind: 'value-invalid', pattern: /[Dd]atabase configuration specifies nonexistent '(?<value>[^'\n]{0,80})' adapter(?:\. Available adapters are: (?<expected>[\w, ]{1,200}))?/,
    sample: "Database configuration specifies nonexistent 'postgress' adapter. Available adapters are: abstract, fake, mysql2, postgresql, sqlite3, trilogy.", source: 'rails/rails:activerecord/lib/active_record/connection_adapters.rb',
    nearMiss: 'The `postgresql` database adapter is not configured for this environment',
  },
  {
    name: 'sidekiq-file', kind: 'file-missing', pattern: /^(?:ArgumentError: )?No such file (?<path>[\w./-]{1,200}\.ya?ml)(?: \(ArgumentError\))?$/,
    sample: 'No such file config/sidekiq-prod.yml', source: 'sidekiq/sidekiq:lib/sidekiq/cli.rb',
    nearMiss: 'No such file or directory @ rb_sysopen - config/sidekiq.yml',
  },
  {
    name: 'rails-pending', kind: 'migration-failed', fields: { tool: 'rails', pending: 'bin/rails db:migrate' }, pattern: /(?<detail>Migrations are pending\.|ActiveRecord::PendingMigrationError)/,
    sample: 'Migrations are pending. To resolve this issue, run:', source: 'rails/rails:activerecord/lib/active_record/migration.rb',
    nearMiss: 'Migrations are up to date',
  },
  {
    name: 'rails-migrations', kind: 'migration-failed', fields: { tool: 'rails' }, pattern: /(?<detail>ActiveRecord::ConcurrentMigrationError|StandardError: An error has occurred, (?:this and )?all later migrations canceled)/,
    sample: 'StandardError: An error has occurred, this and all later migrations canceled:', source: 'rails/rails:activerecord/lib/active_record/migration.rb',
    nearMiss: 'Migrations are up to date',
  },
  {
    name: 'rails-database', kind: 'database-missing', pattern: /ActiveRecord::NoDatabaseError: We could not find your database: (?<database>[^\s.]{1,100})|We could not find your database: (?<database2>[^\s.]{1,100})/,
    sample: 'ActiveRecord::NoDatabaseError: We could not find your database: shop_production. Available database configurations can be found in config/database.yml.', source: 'rails/rails:activerecord/lib/active_record/errors.rb',
    nearMiss: 'We found your database: shop_production',
  },
  {
    name: 'ruby-number', kind: 'value-invalid', fields: { expected: 'a number' }, pattern: /invalid value for (?:Integer|Float)\(\): "(?<value>[^"]{0,200})"/,
    sample: '-e:1:in `Integer\': invalid value for Integer(): "x" (ArgumentError)', source: 'run:ruby 3.1.2',
    nearMiss: "-e:1:in `fetch': key not found: \"a\" (KeyError)",
  },
  {
    name: 'redis-url', kind: 'value-invalid', fields: { expected: 'a URL that begins with redis:// or rediss://' }, pattern: /`initialize': Invalid URL: "?(?<value>[^"\n]{0,200}?)"? \(ArgumentError\)/,
    sample: "/usr/local/bundle/gems/redis-client-0.19.1/lib/redis_client/url_config.rb:17:in `initialize': Invalid URL: \"redis.shop:6379\" (ArgumentError)", source: 'redis-rb/redis-client:lib/redis_client/url_config.rb',
    nearMiss: "in `initialize': wrong number of arguments (given 1, expected 0) (ArgumentError)",
  },
  {
    name: 'ruby-uri', kind: 'value-invalid', fields: { expected: 'a URL' }, pattern: /bad URI ?\(is not URI\?\): "?(?<value>[^"\n]{0,200})/,
    sample: '/usr/lib/ruby/3.1.0/uri/rfc3986_parser.rb:67:in `split\': bad URI(is not URI?): "http://a b" (URI::InvalidURIError)', source: 'run:ruby 3.1.2',
    nearMiss: 'URI is read',
  },
  {
    name: 'psych', kind: 'config-malformed', pattern: /\((?<file>[^)\s]{1,300})\): (?<detail>[^\n]{1,160}?) at line (?<line>\d{1,7}) column \d{1,7} \(Psych::SyntaxError\)/,
    sample: "/usr/lib/ruby/3.1.0/psych.rb:455:in `parse': (<unknown>): mapping values are not allowed in this context at line 1 column 5 (Psych::SyntaxError)", source: 'run:ruby 3.1.2',
    nearMiss: 'Psych::SyntaxError was handled',
  },
  {
    name: 'ruby-json', kind: 'config-malformed', pattern: /(?<detail>(?:unexpected token at '[^'\n]{0,80}'|unexpected (?:character|end of input)[^\n]{0,60})) \(JSON::ParserError\)/,
    sample: "/usr/lib/ruby/3.1.0/json/common.rb:216:in `parse': 859: unexpected token at '{a}' (JSON::ParserError)", source: 'run:ruby 3.1.2',
    nearMiss: 'JSON::ParserError was handled',
  },
  {
    name: 'ruby-syntax', kind: 'syntax-error', pattern: /^(?<file>\S{1,300}?):(?<line>\d{1,7}): (?<detail>syntax errors?(?: found|, unexpected)[^\n]{0,160})/,
    sample: "s.rb:1: syntax error, unexpected end-of-input, expecting ')'", source: 'run:ruby 3.1.2',
    nearMiss: 's.rb:1: warning: unused variable',
  },
  {
    name: 'ruby-memory', kind: 'heap-exhausted', fields: { runtime: 'ruby' }, pattern: /(?<what>failed to allocate memory) \(NoMemoryError\)|\[FATAL\] failed to allocate memory|NoMemoryError \(NoMemoryError\)/,
    sample: "-e:1:in `<main>': NoMemoryError (NoMemoryError)", source: 'run:ruby 3.1.2',
    nearMiss: 'NoMemoryError is not thrown',
  },
  {
    name: 'ruby-option', kind: 'flag-unknown', pattern: /invalid option: (?<flag>-{1,2}[\w-]{1,60}) \(OptionParser::InvalidOption\)/,
    sample: "-e:1:in `<main>': invalid option: --foo (OptionParser::InvalidOption)", source: 'run:ruby 3.1.2',
    nearMiss: 'missing argument: --port (OptionParser::MissingArgument)',
  },
  // ---- PHP ----
  {
    name: 'php-memory', kind: 'heap-exhausted', fields: { runtime: 'php' }, pattern: /(?<what>Allowed memory size of \d{1,15} bytes exhausted)/,
    sample: 'PHP Fatal error:  Allowed memory size of 33554432 bytes exhausted (tried to allocate 2097152 bytes) in Command line code on line 1', source: 'run:php 8.2',
    nearMiss: 'memory size of 33554432 bytes is allowed',
  },
  {
    name: 'php-require', kind: 'file-missing', pattern: /Failed opening required '(?<path>[^']{1,300})'/,
    sample: "PHP Fatal error:  Uncaught Error: Failed opening required '/no/x.php' (include_path='.:/usr/share/php') in Command line code:1", source: 'run:php 8.2',
    nearMiss: "PHP Warning:  include(): Failed opening '/no/x.php' for inclusion (include_path='.:/usr/share/php') in Command line code on line 1",
  },
  {
    name: 'php-input', kind: 'file-missing', pattern: /^Could not open input file: (?<path>\S{1,300})/,
    sample: 'Could not open input file: no.php', source: 'run:php 8.2',
    nearMiss: 'Could open the input file',
  },
  {
    name: 'php-class', kind: 'module-missing', fields: { runtime: 'php' }, pattern: /(?:Uncaught Error: |^\s{0,4})(?:Class|Interface|Trait) ["'](?<module>[^"']{1,200})["'] not found|Call to undefined function (?<module2>[\w\\]{1,150})\(\)/,
    sample: 'PHP Fatal error:  Uncaught Error: Class "Nope" not found in Command line code:1', source: 'run:php 8.2',
    nearMiss: 'PHP Fatal error:  Uncaught Error: Call to a member function foo() on null in Command line code:1',
  },
  {
    name: 'composer-platform', kind: 'runtime-missing', pattern: /(?<detail>Your Composer dependencies require (?:a PHP version "[^"\n]{1,40}"\. You are running [\d.]{1,12}|the following PHP extensions to be installed: [^\n]{1,120}))/,
    sample: 'Your Composer dependencies require a PHP version ">= 8.2.0". You are running 8.1.27.', source: 'composer/composer:src/Composer/Autoload/AutoloadGenerator.php',
    nearMiss: 'Your Composer dependencies are up to date',
  },
  {
    name: 'php-driver', kind: 'module-missing', fields: { runtime: 'php', module: 'PDO driver' }, pattern: /PDOException: could not find driver|^\s{0,4}could not find driver \(Connection: /,
    sample: 'PHP Fatal error:  Uncaught PDOException: could not find driver in Command line code:1', source: 'run:php 8.2',
    nearMiss: 'PDOException: SQLSTATE[HY000] [2002] Connection refused',
  },
  {
    name: 'php-syntax', kind: 'syntax-error', pattern: /Parse error: {1,2}(?<detail>[^\n]{1,200}?) in (?<file>\/\S{1,300}) on line (?<line>\d{1,7})/,
    sample: "PHP Parse error:  Unclosed '(' on line 2 in /tmp/lw/w/misc/s.php on line 3", source: 'run:php 8.2',
    nearMiss: 'PHP Warning:  Undefined variable $x in /app/x.php on line 3',
  },
  {
    name: 'php-pdo-refused', kind: 'connection-refused', pattern: /SQLSTATE\[(?:HY000|08006)\] \[(?:2002|7)\] (?:Connection refused|connection to server at "(?<host>[^"]{1,250})".{0,40} port (?<port>\d{1,5}) failed: Connection refused)/,
    sample: 'SQLSTATE[HY000] [2002] Connection refused', source: 'php/php-src:ext/pdo_mysql/mysql_driver.c',
    nearMiss: 'SQLSTATE[HY000] [1045] Access denied',
  },
  {
    name: 'php-pdo-name', kind: 'name-unresolved', pattern: /SQLSTATE\[HY000\] \[2002\] php_network_getaddresses: getaddrinfo for (?<host>[\w.-]{1,250}) failed/,
    sample: 'SQLSTATE[HY000] [2002] php_network_getaddresses: getaddrinfo for db failed: Name or service not known', source: 'php/php-src:main/network.c',
    nearMiss: 'SQLSTATE[HY000] [2002] Connection refused',
  },
  {
    name: 'laravel-key', kind: 'variable-missing', fields: { name: 'APP_KEY' }, pattern: /No application encryption key has been specified/,
    sample: 'production.ERROR: No application encryption key has been specified. {"exception":"[object] (Illuminate\\\\Encryption\\\\MissingAppKeyException(code: 0)', source: 'laravel/framework:src/Illuminate/Encryption/MissingAppKeyException.php',
    nearMiss: 'the application encryption key has been specified',
  },
  {
    name: 'laravel-cipher', kind: 'value-invalid', fields: { name: 'APP_KEY', expected: 'base64: and a key of 32 bytes, as php artisan key:generate --show writes it' }, pattern: /Unsupported cipher or incorrect key length/,
    sample: 'production.ERROR: Unsupported cipher or incorrect key length. Supported ciphers are: aes-128-cbc, aes-256-cbc, aes-128-gcm, aes-256-gcm.', source: 'laravel/framework:src/Illuminate/Encryption/Encrypter.php',
    nearMiss: 'No application encryption key has been specified.',
  },
  {
    name: 'laravel-connection', kind: 'value-invalid', fields: { expected: 'one of sqlite, mysql, mariadb, pgsql, sqlsrv' }, pattern: /^\s{0,4}(?:InvalidArgumentException: )?Database connection \[(?<value>[^\]\n]{1,80})\] not configured\./,
    sample: '  Database connection [postgres] not configured.', source: 'laravel/framework:src/Illuminate/Database/DatabaseManager.php',
    nearMiss: 'Database connection [mysql] is slow',
  },
  {
    name: 'laravel-cache-path', kind: 'file-missing', fields: { path: 'storage/framework/views' }, pattern: /Please provide a valid cache path\./,
    sample: 'PHP Fatal error:  Uncaught InvalidArgumentException: Please provide a valid cache path. in /var/www/vendor/laravel/framework/src/Illuminate/View/Compilers/Compiler.php:76', source: 'laravel/framework:src/Illuminate/View/Compilers/Compiler.php',
    nearMiss: 'Please provide a valid path.',
  },
  {
    name: 'symfony-file', kind: 'file-missing', pattern: /Unable to read the "(?<path>[^"\n]{1,300})" environment file/,
    sample: 'Unable to read the "/app/.env" environment file.', source: 'symfony/symfony:src/Symfony/Component/Dotenv/Exception/PathException.php',
    nearMiss: 'the "/app/.env" environment file is read',
  },
  {
    name: 'doctrine-url', kind: 'value-invalid', fields: { name: 'DATABASE_URL', expected: 'a URL such as mysql://user:password@host:3306/database' }, pattern: /Malformed parameter "url"\./,
    sample: 'Malformed parameter "url".', source: 'doctrine/dbal:src/Exception/MalformedDsnException.php',
    nearMiss: 'the parameter "url" is read',
  },
  {
    name: 'php-fpm-user', kind: 'config-rejected', pattern: /\[pool \w{1,60}\] (?<detail>cannot get [ug]id for (?:user|group) '(?<token>[^'\n]{1,60})')/,
    sample: "[26-Nov-2026 10:00:00] ERROR: [pool www] cannot get uid for user 'nginx'", source: 'php/php-src:sapi/fpm/fpm/fpm_unix.c',
    nearMiss: "NOTICE: [pool www] 'user' directive is ignored when FPM is not running as root",
  },
  {
    name: 'php-fpm-bind', kind: 'port-in-use', pattern: /unable to bind listening socket for address '(?<bind>[^']{1,100})': Address already in use/,
    sample: "ERROR: unable to bind listening socket for address '9000': Address already in use (98)", source: 'php/php-src:sapi/fpm/fpm/fpm_sockets.c',
    nearMiss: 'NOTICE: ready to handle connections',
  },
  {
    name: 'php-fpm-log', kind: 'permission-denied', fields: { operation: 'open' }, pattern: /failed to open error_log \((?<path>\/[^\s()]{1,300})\): Permission denied \(13\)/,
    sample: '[22-Nov-2026 00:00:00] ERROR: failed to open error_log (/usr/local/var/log/php-fpm.log): Permission denied (13)', source: 'php/php-src:sapi/fpm/fpm/fpm_stdio.c',
    nearMiss: '[22-Nov-2026 00:00:00] ERROR: failed to open error_log (/usr/local/var/log/php-fpm.log): No such file or directory (2)',
  },
  {
    name: 'php-stream-denied', kind: 'permission-denied', pattern: /\b(?<operation>[a-z_]{3,30})\((?<path>\/[^\s()]{1,300})\): [Ff]ailed to open stream: Permission denied/,
    sample: 'copy(/app/public/worker.php): Failed to open stream: Permission denied', source: 'php/php-src:main/streams/streams.c',
    nearMiss: 'copy(/app/public/worker.php): Failed to open stream: No such file or directory',
  },
  {
    name: 'php-fpm-config', kind: 'config-malformed', pattern: /ERROR: \[(?<file>\/[^\]:]{1,300}):(?<line>\d{1,7})\] (?<detail>[^\n]{1,200})|^\[(?<file2>\/[^\]:]{1,300}):(?<line2>\d{1,7})\] (?<detail2>(?:unknown entry|unable to parse|syntax error|value is)[^\n]{1,200})/,
    sample: "[22-Nov-2026 00:00:00] ERROR: [/usr/local/etc/php-fpm.d/www.conf:3] unknown entry 'foo'", source: 'php/php-src:sapi/fpm/fpm/fpm_conf.c',
    nearMiss: 'NOTICE: fpm is running, pid 1',
  },
  // ---- Perl ----
  {
    name: 'perl-module', kind: 'module-missing', fields: { runtime: 'perl' }, pattern: /Can't locate (?<module>\S{1,150}) in @INC/,
    sample: "Can't locate Nope/Module.pm in @INC (you may need to install the Nope::Module module) (@INC contains: /etc/perl", source: 'run:perl 5.36.0',
    nearMiss: "Can't locate object method \"bar\" via package \"Foo\" (perhaps you forgot to load \"Foo\"?) at -e line 1.",
  },
  {
    name: 'perl-script', kind: 'file-missing', pattern: /^Can't open perl script "(?<path>[^"]{1,300})": No such file or directory/,
    sample: 'Can\'t open perl script "nofile.pl": No such file or directory', source: 'run:perl 5.36.0',
    nearMiss: 'Can\'t open perl script "x.pl": Permission denied',
  },
  {
    name: 'perl-syntax', kind: 'syntax-error', pattern: /^(?<detail>syntax error) at (?<file>\S{1,300}) line (?<line>\d{1,7}), near/,
    sample: 'syntax error at -e line 1, near "+;"', source: 'run:perl 5.36.0',
    nearMiss: 'careful at -e line 1.',
  },
  {
    name: 'perl-die', kind: 'exception', fields: { runtime: 'perl' }, pattern: /^(?<message>[^\n]{1,300}?) at (?<frame>\S{1,300}\.p[lm]) line \d{1,7}(?:, <\$?\w{1,60}> (?:line|chunk) \d{1,9})?\.$/,
    sample: 'no config at app.pl line 1.', source: 'perl/perl5:pod/perlfunc.pod',
    nearMiss: 'no config at all',
  },
  // ---- Rust ----
  {
    name: 'rust-environment', kind: 'variable-missing', pattern: /^(?:called `Result::unwrap\(\)` on an `Err` value: |Error: )?(?:(?<name>[A-Z][A-Z0-9_]{1,100})(?: [a-z ]{1,60})?: )NotPresent$|environment variable not found(?:: "?(?<name2>[A-Z]\w{1,100}))?/,
    sample: 'DATABASE_URL must be set: NotPresent', source: 'run:rust 1.95.0',
    nearMiss: 'NotPresent is a value of VarError',
  },
  {
    name: 'clap-value', kind: 'value-invalid', pattern: /^(?:error: )?invalid value '(?<value>[^'\n]{0,150})' for '(?<name>--?[\w-]{1,60})(?: <[^>'\n]{1,60}>(?:\.\.\.)?)?'(?:: (?!invalid digit)(?<expected>[^\n]{1,160}))?/,
    sample: "error: invalid value 'web' for '--port <PORT>': invalid digit found in string", source: 'clap-rs/clap:clap_builder/src/error/format.rs',
    nearMiss: "error: a value is required for '--port <PORT>' but none was supplied",
  },
  {
    name: 'envy', kind: 'variable-missing', pattern: /\bMissingValue\("(?<name>\w{1,100})"\)|^(?:Error: )?missing value for field (?<name2>\w{1,100})$/,
    sample: 'called `Result::unwrap()` on an `Err` value: MissingValue("database_url")', source: 'softprops/envy:src/error.rs',
    nearMiss: 'MissingValue is a variant',
  },
  {
    name: 'config-rs-field', kind: 'variable-missing', fields: { file: 'a file of its own' }, pattern: /missing configuration field "(?<name>[\w.]{1,100})"/,
    sample: 'Error: missing configuration field "database_url"', source: 'rust-cli/config-rs:src/error.rs',
    nearMiss: 'Error: missing field `database_url`',
  },
  {
    name: 'config-rs-value', kind: 'value-invalid', pattern: /invalid type: \w{1,20} ["`](?<value>[^"`\n]{0,150})["`], expected (?<expected>an? [\w -]{1,60}) for key [`"](?<name>[\w.]{1,100})[`"]/,
    sample: 'Error: invalid type: string "many", expected an integer for key `workers` in the environment', source: 'rust-cli/config-rs:src/error.rs',
    nearMiss: 'Error: invalid type: string "many", expected u16 at line 3 column 9',
  },
  {
    name: 'toml-rs', kind: 'config-malformed', pattern: /TOML parse error at line (?<line>\d{1,7}), column \d{1,7}\n(?:[ \d]{0,8}\|[^\n]{0,300}\n){1,6}(?<detail>[^\n]{1,200})/m,
    sample: 'Error: TOML parse error at line 2, column 8\n  |\n2 | port = 80a\n  |        ^\ninvalid number', source: 'toml-rs/toml:crates/toml_edit/src/error.rs',
    nearMiss: 'Error: TOML parse error: the file is empty',
  },
  {
    name: 'serde-place', kind: 'config-malformed', pattern: /(?<detail>(?:(?<setting>[\w.-]{1,100}): )?(?:invalid type: \w{1,20} (?:["`](?<token>[^"`\n]{1,100})["`])?[^\n]{0,60}?, expected [^\n]{1,80}?|unknown (?:field|variant) `(?<token2>[\w.-]{1,80})`[^\n]{0,200}?|missing field `(?<setting2>[\w.-]{1,80})`|invalid value: [^\n]{1,120}?)) at line (?<line>\d{1,7}),? column \d{1,7}/,
    sample: 'server.port: invalid type: string "http", expected u16 at line 2 column 9', source: 'dtolnay/serde-yaml:src/error.rs',
    nearMiss: 'invalid type: string "many", expected an integer for key `workers` in the environment',
  },
  {
    name: 'rust-url', kind: 'value-invalid', fields: { expected: 'a URL with a scheme' }, pattern: /\bRelativeUrlWithoutBase\b|\brelative URL without a base\b/,
    sample: 'called `Result::unwrap()` on an `Err` value: Configuration(RelativeUrlWithoutBase)', source: 'servo/rust-url:url/src/parser.rs',
    nearMiss: 'a URL without a base path',
  },
  {
    name: 'rust-log-level', kind: 'value-invalid', fields: { name: 'RUST_LOG', expected: 'directives such as info or shop=debug, with off, error, warn, info, debug or trace' }, pattern: /\bLevel\(ParseLevelFilterError\)|\berror parsing level filter: expected one of "off"/,
    sample: 'called `Result::unwrap()` on an `Err` value: ParseError { kind: Level(ParseLevelFilterError) }', source: 'tokio-rs/tracing:tracing-subscriber/src/filter/directive.rs',
    nearMiss: 'ParseError { kind: Other(None) }',
  },
  {
    name: 'rust-cause-missing', kind: 'file-missing', pattern: /\b(?:could not|cannot|failed to|unable to) [^\n()]{1,80}\((?:file )?(?<path>\/[^\s()]{1,300})\)\n\s{0,8}[Cc]aused by:?\s{1,8}(?:\d: )?No such file or directory/m,
    sample: 'error: could not open credentials file (file /etc/relay/credentials.json)\n  caused by: No such file or directory (os error 2)', source: 'getsentry/relay:relay-config/src/config.rs',
    nearMiss: 'error: could not open credentials file (file /etc/relay/credentials.json)\n  caused by: Permission denied (os error 13)',
  },
  {
    name: 'rust-socket-address', kind: 'value-invalid', fields: { expected: 'an IP address with a port, such as 0.0.0.0:8080' }, pattern: /\bAddrParseError\(Socket(?:V4|V6)?\)|\binvalid socket address syntax\b/,
    sample: 'called `Result::unwrap()` on an `Err` value: AddrParseError(Socket)', source: 'rust-lang/rust:library/core/src/net/parser.rs',
    nearMiss: 'called `Result::unwrap()` on an `Err` value: AddrParseError(Ip)',
  },
  {
    name: 'sqlx-pool', kind: 'dependency-unreachable', fields: { detail: 'no connection to the database came about in time' }, pattern: /\bPoolTimedOut\b|pool timed out while waiting for an open connection/,
    sample: 'called `Result::unwrap()` on an `Err` value: PoolTimedOut', source: 'launchbadge/sqlx:sqlx-core/src/error.rs',
    nearMiss: 'the pool is open',
  },
  {
    name: 'sqlx-migration', kind: 'migration-failed', fields: { tool: 'sqlx' }, pattern: /(?<detail>migration \d{1,20} was previously applied but (?:is missing in the resolved migrations|has been modified)|\bVersion(?:Missing|Mismatch)\(\d{1,20}\)|migration \d{1,20} is partially applied)/,
    sample: 'Error: migration 20260101000000 was previously applied but is missing in the resolved migrations', source: 'launchbadge/sqlx:sqlx-core/src/migrate/error.rs',
    nearMiss: 'migration 20260101000000 applied',
  },
  {
    name: 'rust-parse', kind: 'value-invalid', fields: { expected: 'a number' }, pattern: /ParseIntError \{ kind: \w{1,30} \}|ParseFloatError|invalid digit found in string/,
    sample: 'called `Result::unwrap()` on an `Err` value: ParseIntError { kind: InvalidDigit }', source: 'run:rust 1.95.0',
    nearMiss: 'called `Option::unwrap()` on a `None` value',
  },
  {
    name: 'rust-stack', kind: 'abort', pattern: /^thread '[^']{1,100}'(?: \(\d{1,10}\))? has (?<detail>overflowed its stack)/,
    sample: "thread 'main' (32607) has overflowed its stack", source: 'run:rust 1.95.0',
    nearMiss: "thread 'main' has 8 MB of stack",
  },
  {
    name: 'rust-os-refused', kind: 'connection-refused', pattern: /[Cc]onnection refused \(os error 111\)/,
    sample: 'error trying to connect: tcp connect error: Connection refused (os error 111)', source: 'hyperium/hyper:src/client/connect/http.rs',
    nearMiss: 'tcp connect error: Connection timed out (os error 110)',
  },
  {
    name: 'rust-url-refused', kind: 'connection-refused', pattern: /error sending request for url \((?<url>[^)\s]{1,300})\).{0,200}[Cc]onnection refused/,
    sample: 'error sending request for url (http://127.0.0.1:1/): error trying to connect: tcp connect error: Connection refused (os error 111)', source: 'seanmonstar/reqwest:src/error.rs',
    nearMiss: 'error sending request for url (http://127.0.0.1:1/): operation timed out',
  },
  {
    name: 'clap-required', kind: 'argument-missing', pattern: /^(?:error: )?the following required arguments were not provided:\n\s{1,8}<?(?<options>-{0,2}[\w-]{1,60})/m,
    sample: 'error: the following required arguments were not provided:\n  --month <MONTH>', source: 'clap-rs/clap:clap_builder/src/error/format.rs',
    nearMiss: "error: unexpected argument '--foo' found",
  },
  {
    name: 'clap', kind: 'flag-unknown', pattern: /^unexpected argument '(?<flag>[^']{1,100})' found|^Found argument '(?<flag2>[^']{1,100})' which wasn't expected|^unrecognized subcommand '(?<flag3>[^']{1,100})'/,
    sample: "error: unexpected argument '--foo' found", source: 'clap-rs/clap:clap_builder/src/error/format.rs',
    nearMiss: 'error: the following required arguments were not provided:',
  },
  // ---- Elixir, Erlang ----
  {
    name: 'elixir-environment', kind: 'variable-missing', pattern: /\(System\.EnvError\) could not fetch environment variable "(?<name>\w{1,100})" because it is not set|environment variable (?<name2>[A-Z]\w{1,100}) is missing/,
    sample: '** (System.EnvError) could not fetch environment variable "DATABASE_URL" because it is not set', source: 'elixir-lang/elixir:lib/elixir/lib/system.ex',
    nearMiss: '** (RuntimeError) no config',
  },
  {
    name: 'erlang-integer', kind: 'value-invalid', fields: { expected: 'a whole number' }, pattern: /1st argument: not a textual representation of an integer\n(?:[^\n]{0,300}\n){1,6}?[^\n]{0,80}binary_to_integer\("(?<value>[^"\n]{0,150})"/m,
    sample: '  * 1st argument: not a textual representation of an integer\n\n    :erlang.binary_to_integer("http")', source: 'erlang/otp:lib/kernel/src/erl_erts_errors.erl',
    nearMiss: '  * 1st argument: not a binary\n\n    :erlang.binary_to_integer(nil)',
  },
  {
    name: 'ecto-url', kind: 'value-invalid', fields: { expected: 'a URL such as ecto://user:password@host/database' }, pattern: /\(Ecto\.InvalidURLError\) invalid URL (?<value>[^,\s]{0,200}), /,
    sample: '** (Ecto.InvalidURLError) invalid URL db:5432/shop, host is not present. The parsed URL is: %URI{scheme: "db"', source: 'elixir-ecto/ecto:lib/ecto/exceptions.ex',
    nearMiss: '** (Ecto.NoResultsError) expected at least one result but got none',
  },
  {
    name: 'erlang-node-name', kind: 'value-invalid', fields: { name: 'RELEASE_NODE', expected: 'a name with a host, such as shop@10.0.0.1: with a dot in it for long names (RELEASE_DISTRIBUTION=name), without one for short names (sname)' }, pattern: /Can't set (?:long|short) node name!/,
    sample: "Can't set long node name!\nPlease check your configuration", source: 'erlang/otp:lib/kernel/src/net_kernel.erl',
    nearMiss: 'the node name is set',
  },
  {
    name: 'elixir-tcp', kind: 'connection-refused', pattern: /tcp connect \((?<target>[\w.-]{1,250}:\d{1,5})\): connection refused - :econnrefused/,
    sample: '[error] Postgrex.Protocol (#PID<0.1.0>) failed to connect: ** (DBConnection.ConnectionError) tcp connect (localhost:5432): connection refused - :econnrefused', source: 'elixir-ecto/postgrex:lib/postgrex/protocol.ex',
    nearMiss: '[error] Postgrex.Protocol (#PID<0.1.0>) failed to connect: ** (DBConnection.ConnectionError) tcp connect (nohost:5432): non-existing domain - :nxdomain',
  },
  {
    name: 'elixir-name', kind: 'name-unresolved', pattern: /tcp connect \((?<target>[\w.-]{1,250}:\d{1,5})\): non-existing domain - :nxdomain/,
    sample: '** (DBConnection.ConnectionError) tcp connect (nohost:5432): non-existing domain - :nxdomain', source: 'elixir-ecto/postgrex:lib/postgrex/protocol.ex',
    nearMiss: '** (DBConnection.ConnectionError) tcp connect (localhost:5432): connection refused - :econnrefused',
  },
  {
    name: 'erlang-memory', kind: 'heap-exhausted', fields: { runtime: 'erlang' }, pattern: /(?<what>\w{1,20}_alloc: Cannot allocate \d{1,20} bytes of memory)/,
    sample: 'eheap_alloc: Cannot allocate 1781763260 bytes of memory (of type "heap").', source: 'erlang/otp:erts/emulator/beam/erl_alloc.c',
    nearMiss: 'eheap_alloc: statistics',
  },
  {
    name: 'erlang-boot', kind: 'exception', fields: { runtime: 'elixir' }, pattern: /\bKernel pid terminated \((?<type>\w{1,60})\) \((?<message>.{1,300})\)/,
    sample: 'Kernel pid terminated (application_controller) ({application_start_failure,app,{bad_return,{{app,start,[normal,[]]},{error,no_config}}}})', source: 'erlang/otp:erts/preloaded/src/init.erl',
    nearMiss: 'Kernel pid is 0.42.0',
  },
  {
    name: 'erlang-cookie', kind: 'file-too-open', pattern: /Cookie file (?<path>\S{1,200}) must be accessible by owner only/,
    sample: 'Cookie file /var/lib/rabbitmq/.erlang.cookie must be accessible by owner only', source: 'erlang/otp:lib/kernel/src/auth.erl',
    nearMiss: 'Cookie file was created',
  },
  // ---- .NET ----
  {
    name: 'dotnet-framework', kind: 'runtime-missing', pattern: /(?<detail>You must install or update \.NET to run this application|It was not possible to find any compatible framework version|The framework 'Microsoft\.[\w.]{1,40}', version '[\d.]{1,12}'[^\n]{0,40} was not found)/,
    sample: 'You must install or update .NET to run this application.', source: 'dotnet/runtime:src/native/corehost/fxr/framework_info.cpp',
    nearMiss: 'You may update .NET to run this application faster.',
  },
  {
    name: 'dotnet-invariant', kind: 'library-missing', fields: { detail: 'it asks for a culture, and the image runs .NET without the data of languages (invariant mode)' }, pattern: /CultureNotFoundException: Only the invariant culture is supported in globalization-invariant mode/,
    sample: 'System.Globalization.CultureNotFoundException: Only the invariant culture is supported in globalization-invariant mode. See https://aka.ms/GlobalizationInvariantMode for more information.', source: 'dotnet/runtime:src/libraries/System.Private.CoreLib/src/Resources/Strings.resx',
    nearMiss: 'System.Globalization.CultureNotFoundException: Culture is not supported.',
  },
  {
    name: 'dotnet-icu', kind: 'library-missing', fields: { library: 'libicu' }, pattern: /Couldn't find a valid ICU package installed on the system/,
    sample: 'Process terminated. Couldn\'t find a valid ICU package installed on the system. Please install libicu (or icu-libs) using your package manager and try again.', source: 'dotnet/runtime:src/libraries/System.Private.CoreLib/src/System/Globalization/GlobalizationMode.Unix.cs',
    nearMiss: 'ICU 72 is used',
  },
  {
    name: 'dotnet-file', kind: 'file-missing', pattern: /System\.IO\.(?:FileNotFoundException|DirectoryNotFoundException): (?:Could not find (?:file|a part of the path) '(?<path>[^']{1,300})'|The configuration file '(?<path2>[^']{1,300})' was not found)/,
    sample: "Unhandled exception. System.IO.FileNotFoundException: Could not find file '/app/appsettings.json'.", source: 'dotnet/runtime:src/libraries/System.Private.CoreLib/src/Resources/Strings.resx',
    nearMiss: 'System.IO.IOException: The process cannot access the file',
  },
  {
    name: 'dotnet-assembly', kind: 'module-missing', fields: { runtime: 'dotnet' }, pattern: /Could not load file or assembly '(?<module>[^',]{1,200})|The application '(?<module2>[^']{1,200})' does not exist/,
    sample: "System.IO.FileNotFoundException: Could not load file or assembly 'Newtonsoft.Json, Version=13.0.0.0, Culture=neutral, PublicKeyToken=30ad4fe6b2a6aeed'. The system cannot find the file specified.", source: 'dotnet/runtime:src/coreclr/dlls/mscorrc/mscorrc.rc',
    nearMiss: 'assembly is loaded',
  },
  {
    name: 'dotnet-denied', kind: 'permission-denied', pattern: /System\.UnauthorizedAccessException: Access to the path '(?<path>[^']{1,300})' is denied/,
    sample: "System.UnauthorizedAccessException: Access to the path '/data/x' is denied.", source: 'dotnet/runtime:src/libraries/System.Private.CoreLib/src/Resources/Strings.resx',
    nearMiss: 'System.IO.IOException: Read-only file system',
  },
  {
    name: 'dotnet-connection-string', kind: 'value-invalid', fields: { expected: 'a connection string' }, pattern: /System\.ArgumentException: (?:Format of the initialization string does not conform to specification|Keyword not supported: '(?<value>[^']{1,80})')|The ConnectionString property has not been initialized/,
    sample: 'System.ArgumentException: Format of the initialization string does not conform to specification starting at index 0.', source: 'dotnet/runtime:src/libraries/System.Data.Common/src/Resources/Strings.resx',
    nearMiss: 'System.ArgumentException: An item with the same key has already been added.',
  },
  {
    name: 'dotnet-no-connection-string', kind: 'config-rejected', fields: { detail: "it has no connection string: what GetConnectionString(NAME) asks for stands in ConnectionStrings__NAME, or under ConnectionStrings in appsettings.json" }, pattern: /Value cannot be null\. \(Parameter 'connectionString'\)/,
    sample: "Unhandled exception. System.ArgumentNullException: Value cannot be null. (Parameter 'connectionString')", source: 'dotnet/efcore:src/EFCore.Relational/Properties/RelationalStrings.resx',
    nearMiss: "Unhandled exception. System.ArgumentNullException: Value cannot be null. (Parameter 'source')",
  },
  {
    name: 'dotnet-option', kind: 'config-rejected', pattern: /DataAnnotation validation failed for '(?<detail>[\w.]{1,100}' members: '(?<setting>\w{1,80})' with the error: '[^'\n]{1,200})/,
    sample: "Microsoft.Extensions.Options.OptionsValidationException: DataAnnotation validation failed for 'StripeOptions' members: 'ApiKey' with the error: 'The ApiKey field is required.'.", source: 'dotnet/runtime:src/libraries/Microsoft.Extensions.Options.DataAnnotations/src/DataAnnotationValidateOptions.cs',
    nearMiss: 'DataAnnotation validation is used',
  },
  {
    name: 'dotnet-value', kind: 'value-invalid', pattern: /Failed to convert configuration value (?:'(?<value>[^'\n]{0,150})' )?at '(?<name>[\w:.]{1,150})' to type '(?:System\.)?(?<expected>[\w.]{1,100})'/,
    sample: "System.InvalidOperationException: Failed to convert configuration value 'many' at 'Worker:Threads' to type 'System.Int32'.", source: 'dotnet/runtime:src/libraries/Microsoft.Extensions.Configuration.Binder/src/Resources/Strings.resx',
    nearMiss: "System.InvalidOperationException: Section 'Worker' not found in configuration.",
  },
  {
    name: 'dotnet-json', kind: 'config-malformed', pattern: /JsonReaderException: (?<detail>[^\n]{1,200}?) LineNumber: \d{1,7} \| BytePositionInLine: \d{1,7}/,
    sample: "System.Text.Json.JsonReaderException: '\"' is invalid after a value. Expected either ',', '}', or ']'. LineNumber: 4 | BytePositionInLine: 2.", source: 'dotnet/runtime:src/libraries/System.Text.Json/src/Resources/Strings.resx',
    nearMiss: 'System.Text.Json.JsonException: The JSON value could not be converted to System.Int32.',
  },
  {
    name: 'dotnet-config-file', kind: 'config-malformed', pattern: /InvalidDataException: Failed to load configuration from file '(?<file>[^'\n]{1,300})'/,
    sample: "System.IO.InvalidDataException: Failed to load configuration from file '/app/appsettings.Production.json'.", source: 'dotnet/runtime:src/libraries/Microsoft.Extensions.Configuration.FileExtensions/src/Resources/Strings.resx',
    nearMiss: 'System.IO.InvalidDataException: The archive entry was compressed using an unsupported compression method.',
  },
  {
    name: 'dotnet-name', kind: 'name-unresolved', fields: { temporary: 'true' }, pattern: /SocketException \((?:00000001, )?11\): Resource temporarily unavailable/,
    sample: 'System.Net.Internals.SocketExceptionFactory+ExtendedSocketException (00000001, 11): Resource temporarily unavailable', source: 'dotnet/runtime:src/libraries/System.Net.NameResolution/src/System/Net/Internals/SocketExceptionFactory.cs',
    nearMiss: 'System.Net.Sockets.SocketException (13): Permission denied',
  },
  {
    name: 'dotnet-section', kind: 'config-rejected', pattern: /InvalidOperationException: (?<detail>Section '(?<setting>[\w:.]{1,150})' not found in configuration)/,
    sample: "System.InvalidOperationException: Section 'Worker' not found in configuration.", source: 'dotnet/runtime:src/libraries/Microsoft.Extensions.Configuration.Abstractions/src/Resources/Strings.resx',
    nearMiss: "Section 'Worker' is read",
  },
  {
    name: 'kestrel-url', kind: 'value-invalid', fields: { expected: 'a URL that begins with http:// or https://' }, pattern: /FormatException: Invalid url: '(?<value>[^'\n]{0,200})'/,
    sample: "Unhandled exception. System.FormatException: Invalid url: '0.0.0.0:8080'", source: 'dotnet/aspnetcore:src/Http/Http/src/BindingAddress.cs',
    nearMiss: 'System.FormatException: The input string was not in a correct format.',
  },
  {
    name: 'pfx-keystore-password', kind: 'config-rejected', pattern: /(?<detail>PKCS12 routines::mac verify failure|^(?:Error: )?mac verify failure$|Mac verify error: invalid password\?|pkcs12: decryption password incorrect|The certificate data cannot be read with the provided password, the password may be incorrect|The specified network password is not correct)/,
    sample: 'Interop+Crypto+OpenSslCryptographicException: error:11800071:PKCS12 routines::mac verify failure', source: 'openssl/openssl:crypto/pkcs12/pk12err.c',
    nearMiss: 'error:11800071:PKCS12 routines::parse error',
  },
  {
    name: 'dotnet-untrusted', kind: 'tls-unknown-ca', pattern: /The remote certificate (?:was rejected by the provided RemoteCertificateValidationCallback|is invalid because of errors in the certificate chain: (?:UntrustedRoot|PartialChain))/,
    sample: 'System.Security.Authentication.AuthenticationException: The remote certificate was rejected by the provided RemoteCertificateValidationCallback.', source: 'dotnet/runtime:src/libraries/System.Net.Security/src/Resources/Strings.resx',
    nearMiss: 'System.Security.Authentication.AuthenticationException: The remote certificate is invalid because of errors in the certificate chain: NotTimeValid',
  },
  {
    name: 'dotnet-memory', kind: 'heap-exhausted', fields: { runtime: 'dotnet' }, pattern: /(?<what>System\.OutOfMemoryException)|GC heap initialization failed with error|Failed to create CoreCLR, HRESULT: 0x8007000E/,
    sample: "Unhandled exception. System.OutOfMemoryException: Exception of type 'System.OutOfMemoryException' was thrown.", source: 'dotnet/runtime:src/libraries/System.Private.CoreLib/src/Resources/Strings.resx',
    nearMiss: 'System.InsufficientExecutionStackException',
  },
  {
    name: 'dotnet-bind', kind: 'port-in-use', pattern: /Failed to bind to address (?<url>https?:\/\/\S{1,100}): address already in use/,
    sample: 'System.IO.IOException: Failed to bind to address http://[::]:8080: address already in use.', source: 'dotnet/aspnetcore:src/Servers/Kestrel/Core/src/CoreStrings.resx',
    nearMiss: 'Now listening on: http://[::]:8080',
  },
  {
    name: 'dotnet-bind-denied', kind: 'port-privileged', pattern: /SocketException \(13\): Permission denied(?! ?[[(\d/]| (?:Unspecified|InterNetwork(?:V6)?)\/)/,
    sample: 'System.Net.Sockets.SocketException (13): Permission denied', source: 'dotnet/runtime:src/libraries/System.Net.Sockets/src/System/Net/Sockets/SocketException.cs',
    nearMiss: 'System.Net.Sockets.SocketException (111): Connection refused',
  },
  {
    name: 'dotnet-certificate', kind: 'config-rejected', pattern: /(?<detail>Unable to configure HTTPS endpoint\. No server certificate was specified), and the default developer certificate could not be found/,
    sample: 'System.InvalidOperationException: Unable to configure HTTPS endpoint. No server certificate was specified, and the default developer certificate could not be found or is out of date.', source: 'dotnet/aspnetcore:src/Servers/Kestrel/Core/src/CoreStrings.resx',
    nearMiss: 'HTTPS endpoint is configured',
  },
  {
    name: 'dotnet-sql', kind: 'dependency-unreachable', fields: { service: 'sqlserver' }, pattern: /(?<detail>A network-related or instance-specific error occurred while establishing a connection to SQL Server)/,
    sample: 'Microsoft.Data.SqlClient.SqlException (0x80131904): A network-related or instance-specific error occurred while establishing a connection to SQL Server. The server was not found or was not accessible.', source: 'dotnet/SqlClient:src/Microsoft.Data.SqlClient/src/Resources/Strings.resx',
    nearMiss: "Login failed for user 'sa'.",
  },
  {
    name: 'dotnet-redis-login', kind: 'auth-failed', fields: { service: 'redis' }, pattern: /(?<detail>It was not possible to connect to the redis server\(s\)\. There was an authentication failure)/,
    sample: 'StackExchange.Redis.RedisConnectionException: It was not possible to connect to the redis server(s). There was an authentication failure; check that passwords (or client certificates) are configured correctly', source: 'StackExchange/StackExchange.Redis:src/StackExchange.Redis/ExceptionFactory.cs',
    nearMiss: 'It was not possible to connect to the redis server(s). Error connecting right now.',
  },
  {
    name: 'dotnet-redis', kind: 'dependency-unreachable', fields: { service: 'redis' }, pattern: /(?<detail>It was not possible to connect to the redis server\(s\)\. (?!There was an auth)[^\n]{0,60})|UnableToConnect on (?<target>[\w.-]{1,253}:\d{1,5})/,
    sample: 'StackExchange.Redis.RedisConnectionException: It was not possible to connect to the redis server(s). Error connecting right now.', source: 'StackExchange/StackExchange.Redis:src/StackExchange.Redis/ExceptionFactory.cs',
    nearMiss: 'It was not possible to connect to the redis server(s). There was an authentication failure',
  },
  {
    name: 'mssql-login', kind: 'auth-failed', fields: { service: 'sqlserver' }, pattern: /(?<detail>Login failed for user '(?<user>[^']{0,100})')/,
    sample: "Microsoft.Data.SqlClient.SqlException (0x80131904): Login failed for user 'sa'.", source: 'microsoft/go-mssqldb:error.go',
    nearMiss: 'Login succeeded for user sa',
  },
  {
    name: 'mssql-database', kind: 'database-missing', pattern: /Cannot open database "(?<database>[^"]{1,100})" requested by the login/,
    sample: 'Cannot open database "shop" requested by the login. The login failed.', source: 'microsoft/go-mssqldb:README.md',
    nearMiss: 'database "shop" opened',
  },
  {
    name: 'actions-runner', kind: 'flag-unknown', pattern: /^Unrecognized command-line input arguments(?: for command \w{1,40})?: '(?<flag>[\w-]{1,80})/,
    sample: "Unrecognized command-line input arguments for command configure: 'labels'. For usage refer to: .\\config.cmd --help or ./config.sh --help", source: 'actions/runner:src/Runner.Listener/Program.cs',
    nearMiss: 'An error occurred: Not configured. Run Config.(sh/cmd) to configure the runner.',
  },
];
