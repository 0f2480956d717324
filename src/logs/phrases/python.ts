/** Python, its servers and the libraries that its programs use. */
import type { Phrase } from '../phrase.ts';

export const python: readonly Phrase[] = [
  {
    name: 'exists', kind: 'already-there', fields: { program: 'python' }, pattern: /^FileExistsError: \[Errno 17\] File exists: '(?<path>\/[^'\n]{1,300})'$/,
    sample: "FileExistsError: [Errno 17] File exists: '/backup/2026-11-27'", source: 'case:job-folder-exists',
    nearMiss: "FileExistsError: [Errno 17] File exists: '/srv/new' -> '/srv/current'",
  },
  // tzdata is what zoneinfo looks for last, where the system has no zone of that name (Lib/zoneinfo/_common.py, load_tzdata): it says so itself.
  {
    name: 'module', kind: 'module-missing', fields: { runtime: 'python' }, pattern: /^(?:E {3})?(?:ModuleNotFoundError|ImportError): No module named (?!'tzdata')(?:'(?<module>[^'\n]{1,100})'|"?(?<module2>[\w.-]{1,100}))/,
    sample: "ModuleNotFoundError: No module named 'prometheus_client'", source: 'case:image-module',
    nearMiss: "ImportError: cannot import name 'x' from 'y' (/app/y.py)",
  },
  {
    name: 'module-bare', kind: 'module-missing', fields: { runtime: 'python' }, pattern: /(?:^\S{0,100}python[\d.]*: |^|Error: )No module named (?!'tzdata')["']?(?<module>[\w.-]{1,100})["']?$/,
    sample: '/usr/local/bin/python3: No module named nomod', source: 'run:python 3.11.7',
    nearMiss: "python: can't open file '/tmp/nofile.py': [Errno 2] No such file or directory",
  },
  {
    name: 'module-specification', kind: 'module-missing', fields: { runtime: 'python', own: 'true' }, pattern: /Error while finding module specification for '(?<module>[\w.]{1,100})' \(ModuleNotFoundError/,
    sample: "/usr/bin/python3: Error while finding module specification for 'shop.worker' (ModuleNotFoundError: No module named 'shop')", source: 'run:python 3.11.2',
    nearMiss: "/usr/bin/python3: Error while finding module specification for 'a.b' (AttributeError: module 'a' has no attribute '__path__')",
  },
  {
    name: 'import-name', kind: 'module-missing', fields: { runtime: 'python' }, pattern: /^ImportError: cannot import name '(?<module>[\w.]{1,100})' from (?:partially initialized module )?'(?:[\w.]{1,100})'/,
    sample: "ImportError: cannot import name 'nope' from 'os' (/usr/local/lib/python3.11/os.py)", source: 'run:python 3.11.7',
    nearMiss: "ImportError: attempted relative import with no known parent package",
  },
  {
    name: 'load-app', kind: 'module-missing', fields: { runtime: 'python', own: 'true' },
    pattern: /(?:Could not import (?:module )?["'](?<module>[\w.]{1,100})["']|^The module (?<module2>[\w.]{1,100}) was not found)/,
    sample: 'ERROR:    Error loading ASGI app. Could not import module "nope".', source: 'run:uvicorn 0.35',
    nearMiss: 'ERROR:    Error loading ASGI app. Import string "okapp" must be in format "<module>:<attribute>".',
  },
  {
    name: 'load-object', kind: 'value-invalid', fields: { expected: 'the name of an object that its module has' },
    pattern: /(?:Error loading ASGI app\. Attribute "(?<value>[\w.]{1,100})" not found in module|^Failed to find attribute '(?<value2>[\w.]{1,100})' in )/,
    sample: "Failed to find attribute 'application' in 'web'.", source: 'case:cmd-gunicorn-attribute',
    nearMiss: "Failed to parse 'web:' as an attribute name or function call.",
  },
  {
    // What GOOGLE_APPLICATION_CREDENTIALS holds; of the key itself its beginning.
    name: 'google-credentials', kind: 'file-missing', pattern: /DefaultCredentialsError: File (?:(?<path>[^\s{][^\n]{0,1500}) was not found|(?<path2>\{))/,
    sample: 'google.auth.exceptions.DefaultCredentialsError: File /var/secrets/google/key.json was not found.', source: 'googleapis/google-auth-library-python:google/auth/_default.py',
    nearMiss: 'google.auth.exceptions.DefaultCredentialsError: Your default credentials were not found.',
  },
  {
    name: 'cannot-open-file', kind: 'file-missing', pattern: /^\S{0,100}python[\d.]*: can't open file ["'](?<path>[^"']{1,300})["']: \[Errno 2\]/,
    sample: "python: can't open file '/app/worker.py': [Errno 2] No such file or directory", source: 'case:file-mount-hides-app',
    nearMiss: "python: can't open file '/app/worker.py': [Errno 13] Permission denied",
  },
  {
    name: 'cannot-read-file', kind: 'permission-denied', pattern: /^\S{0,100}python[\d.]*: can't open file ["'](?<path>[^"']{1,300})["']: \[Errno 13\]/,
    sample: "python: can't open file '/app/worker.py': [Errno 13] Permission denied", source: 'python/cpython:Modules/main.c',
    nearMiss: "python: can't open file '/app/worker.py': [Errno 2] No such file or directory",
  },
  {
    name: 'no-main', kind: 'module-missing', fields: { runtime: 'python', module: '__main__' }, pattern: /can't find '__main__' module in '/,
    sample: "/usr/local/bin/python3: can't find '__main__' module in '/tmp'", source: 'run:python 3.11.7',
    nearMiss: "can't find the module in '/tmp'",
  },
  {
    name: 'no-temporary-folder', kind: 'read-only', fields: { path: '/tmp/' }, pattern: /No usable temporary directory found in \['\/tmp'/,
    sample: "FileNotFoundError: [Errno 2] No usable temporary directory found in ['/tmp', '/var/tmp', '/usr/tmp', '/app']", source: 'run:gunicorn 20.1',
    nearMiss: "FileNotFoundError: [Errno 2] No such file or directory: '/tmp/x'",
  },
  {
    name: 'errno-21', kind: 'is-directory', pattern: /\[Errno 21\] Is a directory: ["'](?<path>[^"']{1,300})["']/,
    sample: "IsADirectoryError: [Errno 21] Is a directory: '/etc/agent/agent.yaml'", source: 'case:file-subpath',
    nearMiss: "NotADirectoryError: [Errno 20] Not a directory: '/etc/agent/agent.yaml'",
  },
  {
    name: 'port-range', kind: 'value-invalid', fields: { expected: 'a port number' }, pattern: /^OverflowError: (?:\w{1,20}\(\): |getsockaddrarg: )?port must be 0-65535/,
    sample: 'OverflowError: bind(): port must be 0-65535.', source: 'run:python 3.11, gunicorn 20.1',
    nearMiss: 'WARNING port must be 0-65535, using 8000',
  },
  {
    name: 'int-of-text', kind: 'value-invalid', fields: { expected: 'a whole number' }, pattern: /invalid literal for int\(\) with base \d{1,2}: (?:'(?<value>[^'\n]{0,300})'|"(?<value2>[^"\n]{0,300})")/,
    sample: "ValueError: invalid literal for int() with base 10: 'tcp://10.96.156.50:6379'", source: 'case:env-service-links',
    nearMiss: 'ValueError: int() base must be >= 2 and <= 36, or 0',
  },
  {
    name: 'port-of-text', kind: 'value-invalid', fields: { expected: 'a port number' }, pattern: /Port could not be cast to integer value as '(?<value>[^']{0,200})'|invalid integer value "(?<value2>[^"]{0,200})" for connection option "port"/,
    sample: "ValueError: Port could not be cast to integer value as 'abc'", source: 'run:redis-py 5',
    nearMiss: 'ValueError: Port out of range 0-65535',
  },
  {
    name: 'enum-of-text', kind: 'value-invalid', pattern: /^ValueError: '(?<value>[^']{0,200})' (?:is not a valid (?<expected>\w{1,80})|does not appear to be an (?<expected2>IPv4 or IPv6 address))/,
    sample: "ValueError: 'b' is not a valid L", source: 'run:python 3.11.7',
    nearMiss: "ValueError: L is not a list",
  },
  {
    name: 'url-of-text', kind: 'value-invalid', fields: { expected: 'a URL' },
    pattern: /(?:Could not parse (?:SQLAlchemy|rfc1738) URL from (?:given URL )?string(?: '(?<value>[^']{0,200})')?|MissingSchema: Invalid URL '(?<value2>[^']{0,200})'|invalid dsn: (?!missing "=")|Request URL is missing an 'http:\/\/' or 'https:\/\/' protocol|Expected string or URL object, got None|[Ii]nvalid URL ['"](?<value3>[^'"]{0,200})['"])/,
    sample: 'sqlalchemy.exc.ArgumentError: Could not parse SQLAlchemy URL from given URL string', source: 'run:sqlalchemy 2.1',
    nearMiss: "sqlalchemy.exc.NoSuchModuleError: Can't load plugin: sqlalchemy.dialects:nope",
  },
  {
    name: 'redis-scheme', kind: 'value-invalid', fields: { expected: 'a URL that begins with redis:// or rediss://' }, pattern: /Redis URL must specify one of the following schemes/,
    sample: 'ValueError: Redis URL must specify one of the following schemes (redis://, rediss://, unix://)', source: 'redis/redis-py:redis/connection.py',
    nearMiss: 'ValueError: Redis URL is empty',
  },
  {
    name: 'mongo-scheme', kind: 'value-invalid', fields: { expected: 'a URL that begins with mongodb:// or mongodb+srv://' }, pattern: /Invalid URI scheme: URI must begin with 'mongodb:/,
    sample: "pymongo.errors.InvalidURI: Invalid URI scheme: URI must begin with 'mongodb://' or 'mongodb+srv://'", source: 'mongodb/mongo-python-driver:pymongo/uri_parser.py',
    nearMiss: 'pymongo.errors.InvalidURI: Empty host (or extra comma in host list).',
  },
  {
    // What is no URL of its own is a list of key=value for libpq.
    name: 'libpq-text', kind: 'value-invalid', fields: { expected: 'a URL that begins with postgresql:// or postgres://' }, pattern: /missing "=" after "(?<value>[^"]{1,200})" in connection info string/,
    sample: 'psycopg2.ProgrammingError: invalid dsn: missing "=" after "postgre://app@db:5432/shop" in connection info string', source: 'run:psycopg2 2.9.5',
    nearMiss: 'psycopg2.ProgrammingError: invalid dsn: invalid connection option "server"',
  },
  {
    name: 'requests-schema', kind: 'value-invalid', fields: { expected: 'a URL that begins with http:// or https://' }, pattern: /(?:InvalidSchema: No connection adapters were found for '(?<value>[^']{0,200})'|MissingSchema: Invalid URL '(?<value2>[^']{0,200})': No scheme supplied)/,
    sample: "requests.exceptions.InvalidSchema: No connection adapters were found for 'pricing:8080/api'", source: 'run:requests 2.32',
    nearMiss: 'requests.exceptions.InvalidHeader: Invalid leading whitespace',
  },
  {
    name: 'urllib-scheme', kind: 'value-invalid', fields: { expected: 'a URL that begins with http:// or https://' }, pattern: /<urlopen error unknown url type: [\w.+-]{1,60}>|\bValueError: unknown url type: '(?<value>[^'\n]{0,200})'/,
    sample: 'urllib.error.URLError: <urlopen error unknown url type: orders>', source: 'run:python 3.11.7',
    nearMiss: 'urllib.error.URLError: <urlopen error [Errno 111] Connection refused>',
  },
  {
    name: 'httpx-protocol', kind: 'value-invalid', fields: { expected: 'a URL that begins with http:// or https://' }, pattern: /httpx?\.UnsupportedProtocol: Request URL (?:is missing an 'http:\/\/' or 'https:\/\/' protocol|has an unsupported protocol '(?<value>[^']{0,100})')/,
    sample: "httpx.UnsupportedProtocol: Request URL is missing an 'http://' or 'https://' protocol.", source: 'run:httpx 0.28',
    nearMiss: 'httpx.ConnectError: [Errno 111] Connection refused',
  },
  {
    name: 'kafka-bootstrap', kind: 'dependency-unreachable', fields: { service: 'kafka' }, pattern: /KafkaTimeoutError: Unable to bootstrap from (?<target>[\w.-]{1,253}:\d{1,5})/,
    sample: 'kafka.errors.KafkaTimeoutError: KafkaTimeoutError: Unable to bootstrap from kafka:9092', source: 'run:kafka-python 3',
    nearMiss: 'kafka.errors.KafkaTimeoutError: KafkaTimeoutError: Failed to update metadata after 60.0 secs.',
  },
  {
    name: 'pika-connection', kind: 'dependency-unreachable', fields: { service: 'amqp' }, pattern: /^pika\.exceptions\.AMQPConnectionError$/,
    sample: 'pika.exceptions.AMQPConnectionError', source: 'run:pika 1.3',
    nearMiss: 'pika.exceptions.ProbableAuthenticationError: ConnectionClosedByBroker: (403)',
  },
  {
    // The name that SQLAlchemy took away in 1.4.
    name: 'sqlalchemy-postgres', kind: 'value-invalid', fields: { value: 'postgres://', expected: 'a URL that begins with postgresql://' }, pattern: /Can't load plugin: sqlalchemy\.dialects:postgres$/,
    sample: "sqlalchemy.exc.NoSuchModuleError: Can't load plugin: sqlalchemy.dialects:postgres", source: 'sqlalchemy/sqlalchemy:lib/sqlalchemy/util/langhelpers.py',
    nearMiss: "sqlalchemy.exc.NoSuchModuleError: Can't load plugin: sqlalchemy.dialects:postgresq",
  },
  {
    name: 'sqlalchemy-plugin', kind: 'module-missing', fields: { runtime: 'python' }, pattern: /Can't load plugin: (?<module>sqlalchemy\.dialects:(?!postgres$)[\w.+]{1,60})/,
    sample: "sqlalchemy.exc.NoSuchModuleError: Can't load plugin: sqlalchemy.dialects:nope", source: 'run:sqlalchemy 2.1',
    nearMiss: 'sqlalchemy.exc.ArgumentError: Could not parse SQLAlchemy URL from given URL string',
  },
  {
    name: 'decouple', kind: 'variable-missing', pattern: /UndefinedValueError: (?<name>\w{1,100}) not found\. Declare it as envvar/,
    sample: 'decouple.UndefinedValueError: SECRET_KEY not found. Declare it as envvar or define a default value.', source: 'run:python-decouple 3.8',
    nearMiss: 'decouple.UndefinedValueError was handled',
  },
  {
    name: 'environs', kind: 'variable-missing', pattern: /^(?:environs\.\w{0,20}\.?)?(?:EnvError|EnvNotSetError): Environment variable "(?<name>\w{1,100})" not set/,
    sample: 'environs.exceptions.EnvNotSetError: Environment variable "DATABASE_URL" not set', source: 'run:environs 14',
    nearMiss: 'environs.exceptions.EnvValidationError: Environment variable "PORT" invalid: Not a valid integer.',
  },
  {
    name: 'environs-invalid', kind: 'value-invalid', pattern: /Environment variable "(?<name>\w{1,100})" invalid: (?<expected>[^\n]{1,120})/,
    sample: 'environs.exceptions.EnvValidationError: Environment variable "PORT" invalid: Not a valid integer.', source: 'run:environs 14',
    nearMiss: 'Environment variable "PORT" not set',
  },
  {
    name: 'pydantic-missing', kind: 'variable-missing',
    pattern: /validation errors? for \w{1,80}\n(?:[^\n]{1,400}\n){0,60}?(?<name>[\w.]{1,100})\n {2}Field required(?: \[type=missing, input_value=\{'(?<given>[A-Za-z_]\w{0,80})')?/m,
    each: /^(?<name>[\w.]{1,100})\n {2}\S/gm,
    sample: 'pydantic_core._pydantic_core.ValidationError: 2 validation errors for S\ndatabase_url\n  Field required [type=missing, input_value={}, input_type=dict]', source: 'run:pydantic-settings 2',
    nearMiss: 'pydantic_core._pydantic_core.ValidationError: 1 validation error for S\nport\n  Input should be a valid integer, unable to parse string as an integer',
  },
  {
    name: 'pydantic-invalid', kind: 'value-invalid',
    pattern: /validation errors? for \w{1,80}\n(?<name>[\w.]{1,100})\n {2}(?:value is not )?(?<expected>(?:Input should|Value error|(?<=value is not )an?\b)[^\n]{1,160}?)(?: \(type=[^\n)]{1,160}\)$| \[type=[^\n]{1,60}input_value='?(?<value>[^',\n]{0,100})|$)/m,
    sample: "pydantic_core._pydantic_core.ValidationError: 1 validation error for S\nport\n  Input should be a valid integer, unable to parse string as an integer [type=int_parsing, input_value='abc', input_type=str]", source: 'run:pydantic-settings 2',
    nearMiss: 'pydantic_core._pydantic_core.ValidationError: 1 validation error for S\ndatabase_url\n  Field required [type=missing, input_value={}, input_type=dict]',
  },
  {
    name: 'pydantic-json', kind: 'config-malformed', pattern: /SettingsError: (?<detail>error parsing (?:value for field|env var) "(?<setting>\w{1,100})")/,
    sample: 'pydantic_settings.exceptions.SettingsError: error parsing value for field "allowed_hosts" from source "EnvSettingsSource"', source: 'pydantic/pydantic-settings:pydantic_settings/sources/base.py',
    nearMiss: 'pydantic_settings.exceptions.SettingsError: unable to load secrets',
  },
  {
    name: 'truth-of-text', kind: 'value-invalid', fields: { expected: 'one of true, false' }, pattern: /^ValueError: [Ii]nvalid truth value:? ['"]?(?<value>[^'"\n]{0,100})/,
    sample: 'ValueError: Invalid truth value: prod', source: 'HBNetwork/python-decouple:decouple.py',
    nearMiss: 'ValueError: the truth value of an array is ambiguous',
  },
  {
    name: 'database-scheme', kind: 'value-invalid', pattern: /UnknownSchemeError: Scheme '(?<value>[^':]{0,100})(?::\/\/)?' is unknown(?:\.[^:\n]{1,100}: (?<expected>[\w:/, ]{1,300}))?/,
    sample: "dj_database_url.UnknownSchemeError: Scheme 'postgress://' is unknown. Did you forget to register custom backend?", source: 'jazzband/dj-database-url:dj_database_url/__init__.py',
    nearMiss: 'dj_database_url.UnknownSchemeError was handled',
  },
  {
    name: 'kombu-transport', kind: 'value-invalid', fields: { expected: 'a transport that kombu knows, such as amqp or redis' }, pattern: /KeyError: '[Nn]o such transport: (?<value>[^'\n]{0,100})'/,
    sample: "KeyError: 'No such transport: rabbitmq'", source: 'celery/kombu:kombu/transport/__init__.py',
    nearMiss: "KeyError: 'transport'",
  },
  {
    name: 'django-settings', kind: 'variable-missing', fields: { name: 'DJANGO_SETTINGS_MODULE' }, pattern: /Requested settings?(?: \w{1,60})?, but settings are not configured\. You must either define the environment variable DJANGO_SETTINGS_MODULE/,
    sample: 'django.core.exceptions.ImproperlyConfigured: Requested setting SECRET_KEY, but settings are not configured. You must either define the environment variable DJANGO_SETTINGS_MODULE or call settings.configure() before accessing settings.', source: 'run:django 5',
    nearMiss: 'django.core.exceptions.ImproperlyConfigured: The SECRET_KEY setting must not be empty.',
  },
  {
    name: 'django-environ', kind: 'variable-missing', pattern: /ImproperlyConfigured: Set the (?<name>\w{1,100}) environment variable/,
    sample: 'django.core.exceptions.ImproperlyConfigured: Set the DATABASE_URL environment variable', source: 'joke2k/django-environ:environ/environ.py',
    nearMiss: 'django.core.exceptions.ImproperlyConfigured: Set the STATIC_ROOT setting to a filesystem path',
  },
  {
    // The errors of requests and http.client that it stems from stand above it.
    name: 'docker-socket', kind: 'connection-refused', fields: { socket: '/var/run/docker.sock' }, pattern: /docker\.errors\.DockerException: Error while fetching server API version: \('Connection aborted\.', (?:FileNotFoundError\(2|ConnectionRefusedError\(111), /,
    sample: "docker.errors.DockerException: Error while fetching server API version: ('Connection aborted.', FileNotFoundError(2, 'No such file or directory'))", source: 'run:docker (Python) 7.2.0',
    nearMiss: "docker.errors.DockerException: Error while fetching server API version: ('Connection aborted.', PermissionError(13, 'Permission denied'))",
  },
  {
    name: 'supervisor-section', kind: 'config-rejected', pattern: /(?<detail>\.ini file does not include (?<setting>supervisord) section|The '(?<token>[\w:-]{1,60})' section is missing|(?:Invalid|invalid) [\w ]{1,40} value in section '(?<token2>[^'\n]{1,60})')/,
    sample: 'Error: .ini file does not include supervisord section', source: 'Supervisor/supervisor:supervisor/options.py',
    nearMiss: 'INFO Included extra file "/etc/supervisor/conf.d/web.conf" during parsing',
  },
  {
    name: 'django-secret-key', kind: 'variable-missing', fields: { file: 'the settings module' }, pattern: /ImproperlyConfigured: The (?<name>SECRET_KEY) setting must not be empty/,
    sample: 'django.core.exceptions.ImproperlyConfigured: The SECRET_KEY setting must not be empty.', source: 'django/django:django/conf/__init__.py',
    nearMiss: 'django.core.exceptions.ImproperlyConfigured: The STATICFILES_DIRS setting is not a tuple or list',
  },
  {
    name: 'django-engine', kind: 'value-invalid', fields: { expected: 'one of django.db.backends.mysql, django.db.backends.oracle, django.db.backends.postgresql, django.db.backends.sqlite3' }, pattern: /'(?<value>[\w.]{1,100})' isn't an available database backend or couldn't be imported/,
    sample: "django.core.exceptions.ImproperlyConfigured: 'django.db.backends.postgres' isn't an available database backend or couldn't be imported. Check the above exception.", source: 'django/django:django/db/utils.py',
    nearMiss: "'django.db.backends.postgresql' is an available database backend",
  },
  {
    name: 'one-of-settings', kind: 'variable-missing', fields: { file: 'the configuration of the program' }, pattern: /\bEither ['"](?<name>[A-Z][A-Z0-9_]{2,80})['"] or ['"][A-Z][A-Z0-9_]{2,80}['"] must be set/,
    sample: "RuntimeError: Either 'SQLALCHEMY_DATABASE_URI' or 'SQLALCHEMY_BINDS' must be set.", source: 'pallets-eco/flask-sqlalchemy:src/flask_sqlalchemy/extension.py',
    nearMiss: "Either 'A' or 'B' is set",
  },
  {
    name: 'asyncpg-scheme', kind: 'value-invalid', fields: { expected: 'a URL that begins with postgresql:// or postgres://' }, pattern: /invalid DSN: scheme is expected to be either "postgresql" or "postgres"/,
    sample: `asyncpg.exceptions._base.ClientConfigurationError: invalid DSN: scheme is expected to be either "postgresql" or "postgres", got 'postgresql+asyncpg'`, source: 'MagicStack/asyncpg:asyncpg/connect_utils.py',
    nearMiss: 'asyncpg.exceptions._base.ClientConfigurationError: could not determine user name to connect with',
  },
  {
    name: 'sqlalchemy-async', kind: 'value-invalid', fields: { expected: 'a URL that begins with postgresql+asyncpg://' }, pattern: /The asyncio extension requires an async driver to be used\. The loaded 'psycopg2?' is not async/,
    sample: "sqlalchemy.exc.InvalidRequestError: The asyncio extension requires an async driver to be used. The loaded 'psycopg2' is not async.", source: 'sqlalchemy/sqlalchemy:lib/sqlalchemy/ext/asyncio/engine.py',
    nearMiss: "The asyncio extension requires an async driver to be used. The loaded 'pysqlite' is not async.",
  },
  {
    name: 'installed-package', kind: 'module-missing', fields: { runtime: 'python' }, pattern: /^(?:\w{0,40}Error: )?[\w ]{1,60} requires? "(?<module>[\w.-]{1,60})" to be installed/,
    sample: 'RuntimeError: Form data requires "python-multipart" to be installed.', source: 'fastapi/fastapi:fastapi/dependencies/utils.py',
    nearMiss: 'the form requires "price" to be filled in',
  },
  {
    name: 'django-setting-empty', kind: 'config-rejected', pattern: /ImproperlyConfigured: (?!Set the \w{1,100} environment variable|The SECRET_KEY setting must|'[\w.]{1,100}' isn't an available database)(?<detail>The (?<setting>\w{1,60}) setting must not be empty|[^\n]{1,200})/,
    sample: "django.core.exceptions.ImproperlyConfigured: The STATICFILES_DIRS setting must not contain the STATIC_ROOT setting", source: 'django/django:django/contrib/staticfiles/finders.py',
    nearMiss: 'django.core.exceptions.AppRegistryNotReady: Apps aren\'t loaded yet.',
  },
  {
    name: 'flask-app', kind: 'variable-missing', fields: { name: 'FLASK_APP' }, pattern: /Could not locate a Flask application\./,
    sample: "Error: Could not locate a Flask application. Use the 'flask --app' option, 'FLASK_APP' environment variable, or a 'wsgi.py' or 'app.py' file in the current directory.", source: 'run:flask 3',
    nearMiss: "Error: Could not import 'nope'.",
  },
  {
    name: 'redis-refused', kind: 'connection-refused', fields: { service: 'redis' }, pattern: /Error 111 connecting to (?<target>["\w.:-]{1,250})\. Connection refused/,
    sample: 'SystemError: Cannot connect to Redis at cache:6379: Error 111 connecting to cache:6379. Connection refused.', source: 'case:dep-selector',
    nearMiss: 'redis.exceptions.ConnectionError: Error 104 while writing to socket. Connection reset by peer.',
  },
  {
    name: 'redis-unresolved', kind: 'name-unresolved', pattern: /Error -[25] connecting to (?<target>["\w.:-]{1,250})\. (?:Name or service not known|No address associated with hostname|Name does not resolve)/,
    sample: 'SystemError: Cannot connect to Redis at redis-service:6379: Error -2 connecting to redis-service:6379. Name or service not known.', source: 'case:dep-name',
    nearMiss: 'Error 111 connecting to redis-service:6379. Connection refused.',
  },
  {
    name: 'redis-unresolved-again', kind: 'name-unresolved', fields: { temporary: 'true' }, pattern: /Error -3 connecting to (?<target>["\w.:-]{1,250})\. Temporary failure in name resolution/,
    sample: 'redis.exceptions.ConnectionError: Error -3 connecting to redis:6379. Temporary failure in name resolution.', source: 'redis/redis-py:redis/connection.py',
    nearMiss: 'redis.exceptions.ConnectionError: Error -2 connecting to redis:6379. Name or service not known.',
  },
  {
    name: 'redis-timeout', kind: 'connection-timeout', fields: { service: 'redis' }, pattern: /(?:Timeout connecting to server|redis\.exceptions\.TimeoutError: Timeout reading from (?:socket|(?<target2>[\w.-]{1,250}:\d{1,5}))|Error 110 connecting to (?<target>[\w.:-]{1,250})\.)/,
    sample: 'redis.exceptions.TimeoutError: Timeout connecting to server', source: 'redis/redis-py:redis/connection.py',
    nearMiss: 'Timeout of the cache is 30 seconds',
  },
  {
    name: 'celery-broker', kind: 'dependency-unreachable', fields: { detail: 'the message broker' }, pattern: /consumer: Cannot connect to (?<url>\S{1,250}?): |Retrying to establish a connection to the message broker after a connection loss has been disabled/,
    sample: 'Retrying to establish a connection to the message broker after a connection loss has been disabled (app.conf.broker_connection_retry_on_startup=False). Shutting down...', source: 'run:celery 5.5',
    nearMiss: 'Connected to amqp://guest:**@127.0.0.1:5672//',
  },
  {
    name: 'boto-endpoint', kind: 'dependency-unreachable', pattern: /Could not connect to the endpoint URL: "(?<url>[^"]{1,300})"/,
    sample: 'botocore.exceptions.EndpointConnectionError: Could not connect to the endpoint URL: "http://127.0.0.1:1/"', source: 'run:boto3 1.40',
    nearMiss: 'botocore.exceptions.NoRegionError: You must specify a region.',
  },
  {
    name: 'boto-denied', kind: 'cloud-credentials', fields: { cloud: 'aws' }, pattern: /(?<detail>An error occurred \((?:403|AccessDenied|AccessDeniedException|UnauthorizedOperation|UnrecognizedClientException|InvalidClientTokenId|ExpiredToken|ExpiredTokenException|InvalidAccessKeyId|SignatureDoesNotMatch|AuthFailure)\) when calling the \w{1,60} operation)/,
    sample: 'botocore.exceptions.ClientError: An error occurred (AccessDenied) when calling the GetObject operation: Access Denied', source: 'boto/botocore:botocore/exceptions.py',
    nearMiss: 'botocore.exceptions.ClientError: An error occurred (NoSuchBucket) when calling the GetObject operation: The specified bucket does not exist',
  },
  {
    name: 'boto-credentials', kind: 'cloud-credentials', fields: { cloud: 'aws' }, pattern: /(?<detail>Unable to locate credentials|NoCredentialsError|The config profile \([^)]{1,60}\) could not be found)/,
    sample: 'botocore.exceptions.NoCredentialsError: Unable to locate credentials', source: 'run:boto3 1.40',
    nearMiss: 'botocore.exceptions.NoRegionError: You must specify a region.',
  },
  {
    name: 'boto-region', kind: 'variable-missing', fields: { name: 'AWS_DEFAULT_REGION' }, pattern: /NoRegionError: You must specify a region/,
    sample: 'botocore.exceptions.NoRegionError: You must specify a region.', source: 'run:boto3 1.40',
    nearMiss: 'botocore.exceptions.NoCredentialsError: Unable to locate credentials',
  },
  {
    name: 'kube-host', kind: 'api-token-missing', fields: { variable: 'KUBERNETES_SERVICE_HOST' }, pattern: /ConfigException: Service host\/port is (?:not set|set but empty)/,
    sample: 'kubernetes.config.config_exception.ConfigException: Service host/port is not set.', source: 'run:kubernetes-client 34 (python)',
    nearMiss: 'kubernetes.config.config_exception.ConfigException: Service token file does not exist.',
  },
  {
    name: 'kube-incluster', kind: 'api-token-missing', pattern: /ConfigException: Service (?:token|certification) file (?:does not exist|exists but empty)/,
    sample: 'kubernetes.config.config_exception.ConfigException: Service token file does not exist.', source: 'kubernetes-client/python:kubernetes/base/config/incluster_config.py',
    nearMiss: 'kubernetes.config.config_exception.ConfigException: Invalid kube-config file. No configuration found.',
  },
  {
    name: 'yaml-mark', kind: 'config-malformed',
    pattern: /^(?:yaml\.\w{1,30}\.\w{1,30}: )?(?:while [^\n]{1,200}\n(?: {2}in [^\n]{1,300}\n)?)(?<detail>[^\n]{1,200})\n {2}in "(?<file>[^"\n]{1,300})", line (?<line>\d{1,7})/m,
    sample: 'yaml.scanner.ScannerError: while scanning for the next token\nfound character \'\\t\' that cannot start any token\n  in "/etc/agent/agent.yaml", line 4, column 1', source: 'case:file-yaml-tab',
    nearMiss: 'yaml.scanner.ScannerError was handled while loading\nthe defaults are used',
  },
  {
    name: 'yaml-documents', kind: 'config-malformed',
    pattern: /yaml\.composer\.ComposerError: (?<detail>expected a single document in the stream)\n {2}in "[^"\n]{1,300}", line \d{1,7}, column \d{1,7}\nbut found another document\n {2}in "(?<file>[^"\n]{1,300})", line (?<line>\d{1,7})/m,
    sample: 'yaml.composer.ComposerError: expected a single document in the stream\n  in "/etc/agent/agent.yaml", line 1, column 1\nbut found another document\n  in "/etc/agent/agent.yaml", line 3, column 1', source: 'case:file-yaml-documents',
    nearMiss: 'yaml.composer.ComposerError: found undefined alias \'a\'\n  in "/etc/agent/agent.yaml", line 2, column 4',
  },
  {
    name: 'yaml-short', kind: 'config-malformed', pattern: /^yaml\.\w{1,30}\.\w{1,30}: (?<detail>(?!while |expected a single document )[^\n]{1,200})\n {2}in "(?<file>[^"\n]{1,300})", line (?<line>\d{1,7})/m,
    sample: 'yaml.scanner.ScannerError: mapping values are not allowed here\n  in "<unicode string>", line 1, column 5', source: 'run:pyyaml 6',
    nearMiss: 'yaml.constructor.ConstructorError: could not determine a constructor for the tag',
  },
  {
    name: 'json-decode', kind: 'config-malformed', pattern: /JSONDecodeError: (?<detail>[\w ',()-]{1,80}): line (?<line>\d{1,7}) column \d{1,7} \(char \d{1,9}\)/,
    sample: 'json.decoder.JSONDecodeError: Expecting value: line 2 column 7 (char 15)', source: 'run:python 3.11.7',
    nearMiss: 'json.decoder.JSONDecodeError was caught',
  },
  {
    name: 'xml-parse', kind: 'config-malformed', pattern: /(?:ElementTree\.ParseError|ExpatError|XMLSyntaxError): (?<detail>[^\n:]{1,120}): line (?<line>\d{1,7}), column \d{1,7}/,
    sample: 'xml.etree.ElementTree.ParseError: not well-formed (invalid token): line 4, column 60', source: 'run:python 3.11.7',
    nearMiss: 'ParseError: the line 4, column 60 is read',
  },
  {
    name: 'toml-decode', kind: 'config-malformed', pattern: /TOML(?:Decode|Kit|)Error: (?<detail>[^\n(]{1,120}) \(at (?:line (?<line>\d{1,7})|end of document)/,
    sample: 'tomllib.TOMLDecodeError: Invalid value (at end of document)', source: 'run:python 3.11.7',
    nearMiss: 'tomllib.TOMLDecodeError is what a bad file gives',
  },
  {
    name: 'ini-duplicate', kind: 'config-malformed', pattern: /configparser\.Duplicate(?:Option|Section)Error: While reading from '(?<file>[^'\n]{1,300})' \[line\s{1,4}(?<line>\d{1,7})\]: (?<detail>[^\n]{1,160})/,
    sample: "configparser.DuplicateOptionError: While reading from '/etc/prices/prices.ini' [line  4]: option 'currency' in section 'shop' already exists", source: 'run:python 3.11.2',
    nearMiss: "configparser.DuplicateOptionError: Option 'currency' in section 'shop' already exists",
  },
  {
    name: 'ini-parsing', kind: 'config-malformed', pattern: /configparser\.ParsingError: (?<detail>Source contains parsing errors): '(?<file>[^'\n]{1,300})'\n\s{0,8}\[line\s{1,4}(?<line>\d{1,7})\]/m,
    sample: "configparser.ParsingError: Source contains parsing errors: '/etc/prices/prices.ini'\n\t[line  3]: 'currency EUR\\n'", source: 'python/cpython:Lib/configparser.py',
    nearMiss: "configparser.ParsingError: Source contains parsing errors: '<string>'",
  },
  {
    name: 'ini-section', kind: 'config-malformed', pattern: /configparser\.(?:MissingSectionHeaderError|ParsingError|DuplicateSectionError|DuplicateOptionError): (?<detail>[^\n]{1,120})(?:\nfile: '(?<file>[^'\n]{1,300})', line: (?<line>\d{1,7}))?/m,
    sample: "configparser.MissingSectionHeaderError: File contains no section headers.\nfile: 'bad.ini', line: 1", source: 'run:python 3.11.7',
    nearMiss: "configparser.NoOptionError: No option 'port' in section: 'a'",
  },
  {
    name: 'ini-percent', kind: 'config-malformed', pattern: /configparser\.InterpolationSyntaxError: (?<detail>'%' must be followed by '%' or '\(')(?:, found: '(?<token>%[^'\n]{0,200})')?/,
    sample: "configparser.InterpolationSyntaxError: '%' must be followed by '%' or '(', found: '% of all'", source: 'python/cpython:Lib/configparser.py',
    nearMiss: "configparser.InterpolationMissingOptionError: Bad value substitution: option 'path' in section 'a' contains an interpolation key 'home' which is not a valid option name. Raw value: '%(home)s/x'",
  },
  {
    name: 'ini-option', kind: 'config-rejected', pattern: /configparser\.No(?:OptionError|SectionError): No (?:option|section):? '(?<setting>[^']{1,80})'/,
    sample: "configparser.NoOptionError: No option 'port' in section: 'a'", source: 'run:python 3.11.7',
    nearMiss: 'configparser.MissingSectionHeaderError: File contains no section headers.',
  },
  {
    name: 'syntax', kind: 'syntax-error', pattern: /^\s{0,4}File "(?<file>[^"\n]{1,300})", line (?<line>\d{1,7})\n(?:[^\n]{0,300}\n){1,3}(?<detail>(?:SyntaxError|IndentationError|TabError): [^\n]{1,200})/m,
    sample: '  File "/tmp/lw/w/py/syn.py", line 1\n    def f(:\n          ^\nSyntaxError: invalid syntax', source: 'run:python 3.11.7',
    nearMiss: '  File "/tmp/lw/w/py/key.py", line 3, in <module>\n    x["user"]\n    ~^^^^^^^^\nKeyError: \'user\'',
  },
  {
    name: 'syntax-bare', kind: 'syntax-error', pattern: /^(?<detail>(?:SyntaxError|IndentationError|TabError): (?!Unexpected token|Invalid or unexpected|missing \)|Unexpected (?:end|identifier|string|number|reserved|strict|template)|Cannot (?:use import|convert)|The requested module|Named export|await is only|Invalid regular expression|Identifier '|Illegal |Missing |"undefined")[^\n]{1,200})$/,
    sample: 'IndentationError: expected an indented block after function definition on line 1', source: 'run:python 3.11.7',
    nearMiss: 'SyntaxError: Unexpected end of input',
  },
  {
    name: 'memory', kind: 'heap-exhausted', fields: { runtime: 'python' }, pattern: /^(?<what>MemoryError)(?::|$)|\b_?ArrayMemoryError: (?<what2>Unable to allocate [\d.]{1,10} [KMGT]?iB for an array)/,
    sample: 'MemoryError', source: 'run:python 3.11.7',
    nearMiss: 'MemoryErrors are counted',
  },
  {
    name: 'pool-broken', kind: 'child-killed', fields: { child: 'worker process' }, pattern: /BrokenProcessPool: A (?:child )?process in the process pool (?:was )?terminated abruptly/,
    sample: 'concurrent.futures.process.BrokenProcessPool: A process in the process pool was terminated abruptly while the future was running or pending.', source: 'case:mem-child',
    nearMiss: 'concurrent.futures.process.BrokenProcessPool was caught and the pool made anew',
  },
  {
    name: 'loader-killed', kind: 'child-killed', fields: { child: 'DataLoader worker', signal: 'SIGKILL' }, pattern: /DataLoader worker \(pid \d{1,9}\) is killed by signal: Killed\./,
    sample: 'RuntimeError: DataLoader worker (pid 33) is killed by signal: Killed. ', source: 'pytorch/pytorch:torch/csrc/DataLoader.cpp',
    nearMiss: 'RuntimeError: DataLoader worker (pid 33) is killed by signal: Aborted. ',
  },
  {
    name: 'gunicorn-killed', kind: 'child-killed', fields: { child: 'gunicorn worker', signal: 'SIGKILL' }, pattern: /Worker \(pid:\d{1,7}\) was sent SIGKILL! Perhaps out of memory\?/,
    sample: 'Worker (pid:7) was sent SIGKILL! Perhaps out of memory?', source: 'benoitc/gunicorn:gunicorn/arbiter.py',
    nearMiss: 'Worker (pid:32358) was sent SIGTERM!',
  },
  {
    name: 'gunicorn-timeout', kind: 'worker-timeout', pattern: /(?<detail>WORKER TIMEOUT \(pid:\d{1,7}\))/,
    sample: '[2026-11-22 00:50:13 +0000] [1] [CRITICAL] WORKER TIMEOUT (pid:7)', source: 'benoitc/gunicorn:gunicorn/arbiter.py',
    nearMiss: 'worker timeout is 30 seconds',
  },
  {
    name: 'celery-lost', kind: 'child-killed', fields: { child: 'celery worker', signal: 'SIGKILL' }, pattern: /WorkerLostError(?:\('|: )Worker exited prematurely: signal 9 \(SIGKILL\)/,
    sample: "billiard.exceptions.WorkerLostError: Worker exited prematurely: signal 9 (SIGKILL) Job: 0.", source: 'celery/billiard:billiard/pool.py',
    nearMiss: 'billiard.exceptions.WorkerLostError: Worker exited prematurely: exitcode 0 Job: 0.',
  },
  {
    // Its server prints the error alone, and stops what it had started (uvicorn/server.py, startup and shutdown).
    name: 'uvicorn-listen-name', kind: 'address-unavailable', fields: { unresolved: 'true' }, pattern: /^(?:ERROR: {4})?\[Errno -[25]\] (?:Name or service not known|No address associated with hostname|Name does not resolve)\nINFO: {5}Waiting for application shutdown\.$/m,
    sample: 'ERROR:    [Errno -2] Name or service not known\nINFO:     Waiting for application shutdown.', source: 'encode/uvicorn:uvicorn/server.py',
    nearMiss: 'ERROR:    [Errno -2] Name or service not known\nERROR:    Application startup failed. Exiting.',
  },
  {
    name: 'gunicorn-address', kind: 'address-unavailable', pattern: /^Invalid address: \('(?<address>[\d.a-f:]{3,60})', (?<port>\d{1,5})\)$/,
    sample: "[2026-11-27 00:23:52 +0000] [21669] [ERROR] Invalid address: ('10.9.9.9', 80)", source: 'run:gunicorn 20.1',
    nearMiss: "[2026-11-27 00:24:03 +0000] [22217] [ERROR] Can't connect to ('127.0.0.1', 8099)",
  },
  {
    name: 'gunicorn-port', kind: 'port-in-use', pattern: /Connection in use: \('(?<address>[^']{0,60})', (?<port>\d{1,5})\)/,
    sample: "Connection in use: ('127.0.0.1', 15499)", source: 'run:gunicorn 23',
    nearMiss: "Can't connect to ('127.0.0.1', 15499)",
  },
  {
    name: 'gunicorn-bind', kind: 'value-invalid', fields: { expected: 'a port number' }, pattern: /^(?:Error: )?'(?<value>[^'\n]{1,60})' is not a valid port number\.$/,
    sample: "Error: '80a' is not a valid port number.", source: 'run:gunicorn 20.1',
    nearMiss: "Error: '8000' is a valid port number.",
  },
  {
    name: 'gunicorn-chdir', kind: 'file-missing', pattern: /^(?:Error: ){0,2}can't chdir to '(?<path>\/[^']{1,300})'$/,
    sample: "Error: can't chdir to '/srv/web'", source: 'run:gunicorn 20.1',
    nearMiss: "Error: can't chdir to the folder of the app",
  },
  {
    // It gives up after five tries, and tells the reason at level debug alone; on all addresses a low port is refused for want of the right.
    name: 'gunicorn-low-port', kind: 'port-privileged', pattern: /^Can't connect to \('(?<address>0\.0\.0\.0|::)', (?<port>[1-9]\d{0,2}|10[01]\d|102[0-3])\)$/,
    sample: "[2026-11-26 11:09:33 +0000] [1] [ERROR] Can't connect to ('0.0.0.0', 80)", source: 'run:gunicorn 20.1',
    nearMiss: "[2026-11-26 11:09:33 +0000] [1] [ERROR] Can't connect to ('0.0.0.0', 8000)",
  },
  {
    name: 'gunicorn-log-missing', kind: 'file-missing', pattern: /^(?:Error: ){0,2}'(?<path>\/[^']{1,300})' isn't writable \[FileNotFoundError\(2\b/,
    sample: "Error: Error: '/var/log/web/access.log' isn't writable [FileNotFoundError(2, 'No such file or directory')]", source: 'run:gunicorn 20.1',
    nearMiss: "Error: '/var/log/web/access.log' isn't writable [PermissionError(13, 'Permission denied')]",
  },
  {
    name: 'gunicorn-log-denied', kind: 'permission-denied', fields: { operation: 'write' }, pattern: /^(?:Error: ){0,2}'(?<path>\/[^']{1,300})' isn't writable \[PermissionError\(13\b/,
    sample: "Error: '/var/log/web/access.log' isn't writable [PermissionError(13, 'Permission denied')]", source: 'benoitc/gunicorn:gunicorn/util.py',
    nearMiss: "Error: '/var/log/web/access.log' isn't writable [FileNotFoundError(2, 'No such file or directory')]",
  },
  {
    // It tells the reason, a folder that is not there, at level debug alone; in these folders of every image it would be another one.
    name: 'gunicorn-socket', kind: 'file-missing', pattern: /^Can't connect to (?<path>\/(?!(?:tmp|run|var\/run|dev\/shm)\/[^/\s]{0,200}$)[^\s]{1,300})$/,
    sample: "[2026-11-26 06:50:57 +0000] [1] [ERROR] Can't connect to /run/shop/web.sock", source: 'case:cmd-gunicorn-socket',
    nearMiss: "[2026-11-26 06:50:57 +0000] [1] [ERROR] Can't connect to ('0.0.0.0', 80)",
  },
  {
    name: 'gunicorn-denied', kind: 'port-privileged', pattern: /connection to \('(?<address>[^']{0,60})', (?<port>\d{1,5})\) failed: \[Errno 13\] Permission denied|\[Errno 13\] error while attempting to bind on address \('(?<address2>[^']{1,60})', (?<port2>\d{1,5})/,
    sample: "connection to ('0.0.0.0', 80) failed: [Errno 13] Permission denied", source: 'benoitc/gunicorn:gunicorn/sock.py',
    nearMiss: "connection to ('127.0.0.1', 15499) failed: [Errno 98] Address already in use",
  },
  {
    name: 'argparse-unknown', kind: 'flag-unknown', pattern: /^(?<program>[\w./ -]{1,100}): error: (?:unrecognized arguments: (?<flag>[^\n]{1,100})|argument (?!-)[\w/ {},.-]{1,60}: invalid choice: '(?<flag2>[^']{1,100})'|ambiguous option: (?<flag3>-{1,2}[\w-]{1,60})(?:=\S{0,200})? could match )/,
    sample: 'app: error: unrecognized arguments: --bar', source: 'run:python 3.11.7',
    nearMiss: 'app: error: the following arguments are required: --port',
  },
  {
    name: 'argparse-alone', kind: 'flag-unknown', fields: { alone: 'yes' }, pattern: /^[\w./ -]{1,100}: error: (?:argument (?:-\w\/)?(?<flag>-{1,2}[\w-]{1,80}): ignored explicit argument '|(?<flag2>--[\w-]{1,80}) option does not take a value$)/,
    sample: "app: error: argument -o/--once: ignored explicit argument 'false'", source: 'run:python 3.11.7',
    nearMiss: "app: error: argument --port: invalid int value: 'x'",
  },
  {
    name: 'argparse-value-lacking', kind: 'argument-missing', pattern: /^[\w./ -]{1,100}: error: argument (?:-\w\/)?(?<options>-{1,2}[\w-]{1,80})(?:\/-{1,2}[\w-]{1,80}){0,5}: expected (?:one|at least one|\d{1,3}) arguments?$/,
    sample: 'worker.py: error: argument -q/--queue: expected one argument', source: 'run:python 3.11.7',
    nearMiss: "app: error: argument --port: invalid int value: 'x'",
  },
  {
    name: 'click-value-lacking', kind: 'argument-missing', pattern: /^(?:Error: |[│|] )?Option '(?<options>-{1,2}[\w-]{1,80})' requires an argument\./,
    sample: "Error: Option '--port' requires an argument.", source: 'pallets/click:src/click/parser.py',
    nearMiss: "Error: No such option '--month'.",
  },
  {
    name: 'argparse-required', kind: 'argument-missing', pattern: /^[\w./ -]{1,100}: error: the following arguments are required: (?<options>[^\n]{1,100})/,
    sample: 'app: error: the following arguments are required: --port', source: 'run:python 3.11.7',
    nearMiss: 'app: error: unrecognized arguments: --bar',
  },
  {
    name: 'click-required', kind: 'argument-missing', pattern: /^(?:Error: |[│|] )?Missing (?:option|argument) '(?<options>[^'\n]{1,60}?)'(?: \/ '(?:[^'\n]{1,60})')?/,
    sample: "Error: Missing option '--month'.", source: 'pallets/click:src/click/exceptions.py',
    nearMiss: "Error: No such option '--month'.",
  },
  {
    name: 'argparse-value', kind: 'value-invalid', pattern: /^[\w./ -]{1,100}: error: argument (?<name>[^\n:]{1,80}): invalid (?<expected>\w{1,40}) value: '(?<value>[^']{0,100})'/,
    sample: "app: error: argument --port: invalid int value: 'x'", source: 'run:python 3.11.7',
    nearMiss: 'app: error: argument --port: expected one argument',
  },
  {
    name: 'argparse-choice', kind: 'value-invalid', pattern: /^[\w./ -]{1,100}: error: argument (?:-\w\/)?(?<name>-{1,2}[\w-]{1,80})(?:\/-{1,2}[\w-]{1,80}){0,5}: invalid choice: '?(?<value>[^']{0,100}?)'? \(choose from (?<expected>[^)\n]{1,200})\)/,
    sample: "app: error: argument -l/--level: invalid choice: 'c' (choose from 'a', 'b')", source: 'run:python 3.11.7',
    nearMiss: "app: error: argument cmd: invalid choice: 'rnu' (choose from 'run')",
  },
  {
    name: 'log-level', kind: 'value-invalid', fields: { expected: 'one of DEBUG, INFO, WARNING, ERROR, CRITICAL' }, pattern: /^ValueError: Unknown level: '(?<value>[^']{0,60})'/,
    sample: "ValueError: Unknown level: 'VERBOSE'", source: 'run:python 3.11.7',
    nearMiss: 'Level of logging: VERBOSE',
  },
  {
    name: 'date-of-text', kind: 'value-invalid', pattern: /^ValueError: (?:Invalid isoformat string: '(?<value>[^']{0,100})'|time data '(?<value2>[^']{0,100})' does not match format '(?<expected>[^']{1,60})')/,
    sample: "ValueError: time data '24.12.2025' does not match format '%Y-%m-%d'", source: 'run:python 3.11.7',
    nearMiss: 'ValueError: hour must be in 0..23',
  },
  {
    name: 'ini-boolean', kind: 'value-invalid', fields: { expected: 'yes or no' }, pattern: /^ValueError: Not a boolean: (?<value>[^\n]{1,100})/,
    sample: 'ValueError: Not a boolean: yep', source: 'run:python 3.11.7',
    nearMiss: 'ValueError: boolean is not set',
  },
  {
    name: 'click-choice', kind: 'value-invalid', pattern: /Invalid value for '?(?<name>-{1,2}[\w-]{1,60})(?:' \/ [^:\n]{1,60}|')?: '(?<value>[^'\n]{0,100})' is not (?:one of (?<expected>[^\n]{1,200})|(?<expected2>a valid [a-z ]{1,40}))/,
    sample: "Error: Invalid value for '--level': 'DEBUG' is not one of 'debug', 'info'.", source: 'pallets/click:src/click/types.py',
    nearMiss: "Error: Invalid value for '--file': Path '/x' does not exist.",
  },
  {
    name: 'pem-text', kind: 'value-invalid', fields: { expected: 'a key or certificate in PEM' }, pattern: /^ValueError: (?:\('|)(?:Could not deserialize key data|Unable to load PEM file|Could not parse the provided public key)|MalformedFraming|jwt\.exceptions\.InvalidKeyError: Could not parse the provided/,
    sample: "ValueError: ('Could not deserialize key data. The data may be in an incorrect format, it may be encrypted with an unsupported algorithm, or it may be an unsupported key type (e.g. EC curves with explicit parameters).'", source: 'pyca/cryptography:src/rust/src/error.rs',
    nearMiss: 'ValueError: Could not parse the provided date',
  },
  {
    name: 'p12-keystore-password', kind: 'config-rejected', pattern: /^ValueError: (?<detail>Invalid password or PKCS12 data)/,
    sample: 'ValueError: Invalid password or PKCS12 data', source: 'run:cryptography (python 3.11)',
    nearMiss: 'ValueError: Invalid password',
  },
  {
    name: 'click-option', kind: 'flag-unknown', pattern: /^No such (?:option|command):? '?(?<flag>[^\s'.]{1,100})'?/,
    sample: "Error: No such option '--foo'. (Did you mean one of: '--fd', '--loop'?)", source: 'run:uvicorn 0.35',
    nearMiss: "Error: Missing argument 'APP'.",
  },
  {
    name: 'click-alone', kind: 'flag-unknown', fields: { alone: 'yes' }, pattern: /^Option '(?<flag>-{1,2}[^']{1,80})' does not take a value\.$/,
    sample: "Error: Option '--once' does not take a value.", source: 'run:click 8 (python 3.11.7)',
    nearMiss: "Error: Option '--port' requires an argument.",
  },
  {
    name: 'python-option', kind: 'flag-unknown', fields: { program: 'python' }, pattern: /^[Uu]nknown option:? (?<flag>-{1,2}[\w-]{1,60})\nusage: \S{1,200}python/m,
    sample: 'unknown option --foo\nusage: /usr/local/bin/python3 [option] ... [-c cmd | -m mod | file | -] [arg] ...', source: 'run:python 3.11.7',
    nearMiss: 'unknown option of a client\nignored',
  },
  {
    name: 'django-command', kind: 'flag-unknown', pattern: /^Unknown command: '(?<flag>[^']{1,100})'/,
    sample: "Unknown command: 'nope'", source: 'run:django 5',
    nearMiss: 'Unknown command was sent by a client',
  },
  {
    name: 'vllm-length', kind: 'value-invalid', fields: { name: '--max-model-len', expected: 'no more tokens than the KV cache has room for, or a larger --gpu-memory-utilization' },
    pattern: /The model's max seq len \((?<value>\d{1,9})\) is larger than the maximum number of tokens that can be stored in KV cache \(\d{1,9}\)|To serve at least one request with the models's max seq len \((?<value2>\d{1,9})\)/,
    sample: "ValueError: The model's max seq len (32768) is larger than the maximum number of tokens that can be stored in KV cache (9000). Try increasing `gpu_memory_utilization` or decreasing `max_model_len` when initializing the engine.", source: 'vllm-project/vllm:vllm/worker/worker.py',
    nearMiss: 'Maximum concurrency for 32768 tokens per request: 1.20x',
  },
  {
    name: 'superset-secret', kind: 'variable-missing', fields: { name: 'SUPERSET_SECRET_KEY', file: 'superset_config.py' }, pattern: /^Refusing to start due to insecure SECRET_KEY/,
    sample: 'Refusing to start due to insecure SECRET_KEY', source: 'apache/superset:superset/initialization/__init__.py',
    nearMiss: 'Debug mode identified with default secret key',
  },
  {
    name: 'airflow-database', kind: 'migration-failed', pattern: /(?<detail>You need to (?:initialize|upgrade) the database)\. Please run `(?<pending>airflow db [\w -]{1,40})`/,
    sample: 'ERROR: You need to initialize the database. Please run `airflow db init`. Make sure the command is run using Airflow version 2.6.3.', source: 'apache/airflow:airflow/utils/db.py',
    nearMiss: 'the database is initialized',
  },
  {
    name: 'airflow-sqlite', kind: 'variable-missing', fields: { name: 'AIRFLOW__DATABASE__SQL_ALCHEMY_CONN', file: 'airflow.cfg' }, pattern: /cannot use SQLite with the \w{1,40}Executor/,
    sample: 'airflow.exceptions.AirflowConfigException: error: cannot use SQLite with the CeleryExecutor', source: 'apache/airflow:airflow/configuration.py',
    nearMiss: 'SQLite is used with the SequentialExecutor',
  },
  {
    name: 'fernet-key', kind: 'value-invalid', fields: { name: 'FERNET_KEY', expected: '32 bytes in url-safe base64' }, pattern: /Fernet key must be 32 url-safe base64-encoded bytes/,
    sample: 'ValueError: Fernet key must be 32 url-safe base64-encoded bytes.', source: 'pyca/cryptography:src/cryptography/fernet.py',
    nearMiss: 'the Fernet key is rotated',
  },
  {
    name: 'jupyterhub-schema', kind: 'migration-failed', fields: { pending: 'jupyterhub upgrade-db' }, pattern: /DatabaseSchemaMismatch: (?<detail>Found database schema version \w{1,40} != \w{1,40})/,
    sample: 'jupyterhub.orm.DatabaseSchemaMismatch: Found database schema version 4dc2d5a8c53c != 896818069c98. Backup your database and run `jupyterhub upgrade-db` to upgrade to the latest schema.', source: 'jupyterhub/jupyterhub:jupyterhub/orm.py',
    nearMiss: 'database schema version found: 896818069c98',
  },
  {
    name: 'alembic-revision', kind: 'migration-failed', fields: { tool: 'alembic' }, pattern: /(?<detail>Can't locate revision identified by '[^']{1,80}'|Multiple head revisions are present for given argument '[^']{1,40}'|Target database is not up to date)/,
    sample: "FAILED: Can't locate revision identified by 'nope'", source: 'run:alembic 1.16',
    nearMiss: 'INFO  [alembic.runtime.migration] Running upgrade  -> c9060271a173, a',
  },
  {
    name: 'django-migration', kind: 'migration-failed', fields: { tool: 'django' }, pattern: /(?<detail>(?:InconsistentMigrationHistory|NodeNotFoundError|CommandError: Conflicting migrations detected)[^\n]{0,200})/,
    sample: 'django.db.migrations.exceptions.InconsistentMigrationHistory: Migration admin.0001_initial is applied before its dependency users.0001_initial on database \'default\'.', source: 'django/django:django/db/migrations/loader.py',
    nearMiss: 'Operations to perform: Apply all migrations: admin',
  },
  {
    name: 'template', kind: 'file-missing', pattern: /jinja2\.exceptions\.TemplateNotFound: (?<path>[^\s]{1,200})/,
    sample: "jinja2.exceptions.TemplateNotFound: 'x.html' not found in search path: '/no'", source: 'run:jinja2 3',
    nearMiss: 'jinja2.exceptions.TemplateSyntaxError: unexpected char',
  },
  {
    name: 'library', kind: 'library-missing', pattern: /^(?:ImportError|OSError): (?<library>[^\s:]{1,200}\.so[\w.]{0,20}): (?<detail>cannot open shared object file[^\n]{0,80}|undefined symbol: [^\n]{1,120}|invalid ELF header)/,
    sample: 'ImportError: libGL.so.1: cannot open shared object file: No such file or directory', source: 'opencv/opencv-python:README.md',
    nearMiss: "ImportError: cannot import name 'x' from 'y' (/app/y.py)",
  },
];
