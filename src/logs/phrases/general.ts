/** Words of the operating system and the C library, as they stand in the messages of any program. */
import type { Phrase } from '../phrase.ts';

export const general: readonly Phrase[] = [
  // ---- whom it runs as ----
  {
    // postgres, initdb and libpq's programs; OpenSSH; git; Python's pwd; Go's os/user; Hadoop and Spark, by the JDK's UnixPrincipal; Node.js's os.userInfo.
    name: 'user-nameless', kind: 'user-nameless',
    pattern:
      /could not look up effective user ID (?<uid>\d{1,10}): user does not exist|^No user exists for uid (?<uid2>\d{1,10})|unable to look up current user in the passwd file: no such user|getpwuid\(\): uid not found: (?<uid3>\d{1,10})|\buser: unknown userid (?<uid4>\d{1,10})|LoginException: java\.lang\.NullPointerException: (?:Cannot invoke [^\n]{1,80}|invalid null input:? name)|uv_os_get_passwd returned ENOENT/,
    sample: 'initdb: could not look up effective user ID 26999: user does not exist', source: 'postgres/postgres:src/common/username.c',
    nearMiss: 'could not look up effective user name: user does not exist',
  },
  // ---- variables and values ----
  {
    name: 'variable-not-set', kind: 'variable-missing',
    pattern: /\b(?:[Ee]nvironment [Vv]ariable|ENV variable|env var(?:iable)?):? ["'`]?(?<name>[A-Z][A-Z0-9_]{1,100})["'`]?,? (?:(?:is |was |has )?(?:not (?:been )?(?:set|found|defined|present|provided|specified)|missing|required|undefined|unset|empty)|(?:must|has to|needs to|should) be (?:set|defined|provided|present|specified))\b/,
    sample: 'Error: Environment variable DB_URL is not set', source: 'case:env-missing-node',
    nearMiss: 'Environment variable DB_URL is set to a local address',
  },
  {
    name: 'variable-missing-before', kind: 'variable-missing',
    pattern: /\b(?:[Mm]issing|[Uu]ndefined|[Uu]nset|[Ee]mpty|[Rr]equired|[Mm]ust set(?: the)?|[Pp]lease set(?: the)?|[Nn]eed to set(?: the)?) (?:required |mandatory )?(?:environment variables?|env vars?|env variables?)(?: is missing| not set| missing)?:? (?:(?:name|key|var|variable|env)=)?\[?["'`]?(?<name>[A-Z][A-Z0-9_]{1,100})\b/,
    each: /[\s,["'`](?<name>[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\b/g,
    sample: 'panic: required environment variable DATABASE_URL is not set', source: 'case:env-misnamed-go',
    nearMiss: 'all required environment variables are set: DATABASE_URL',
  },
  {
    name: 'variable-not-found', kind: 'variable-missing', pattern: /\b[Ee]nvironment variable (?:not (?:found|set|defined)|missing|undefined|required): ["'`]?(?<name>[A-Z][A-Z0-9_]{1,100})\b/,
    sample: 'Environment variable not found: "DATABASE_URL".', source: 'symfony/symfony:src/Symfony/Component/DependencyInjection/EnvVarProcessor.php',
    nearMiss: 'Environment variable found: "DATABASE_URL".',
  },
  {
    // German, French, Spanish, Portuguese and Italian.
    name: 'variable-not-set-elsewhere', kind: 'variable-missing',
    pattern: /\b(?:Umgebungsvariable|[Vv]ariable d['’]environnement|[Vv]ariable de entorno|[Vv]ariável de ambiente|[Vv]ariabile d['’]ambiente) ["'`„«]?(?<name>[A-Z][A-Z0-9_]{1,100})["'`“»]? (?:(?:ist |wurde )?nicht (?:gesetzt|definiert|angegeben|vorhanden)|fehlt|n['’](?:est|a) pas (?:été )?(?:définie|renseignée)|est (?:manquante|absente|vide)|no est[áa] (?:definida|configurada)|não (?:está |foi )?definida|non (?:è )?(?:definita|impostata))/,
    sample: '26.11.2026 19:36:58 FEHLER   Umgebungsvariable KUNDEN_API_SCHLUESSEL ist nicht gesetzt, Dienst wird beendet', source: 'run:python 3.11.2',
    nearMiss: 'Umgebungsvariable KUNDEN_API ist gesetzt',
  },
  {
    name: 'variables-listed', kind: 'variable-missing',
    pattern: /\b(?:[Mm]issing|[Uu]nset|[Rr]equired) (?:required |mandatory )?(?:environment |env )?var(?:iable)?s?(?: (?:are|is) (?:missing|not set))?:?\n\s{0,8}(?:[-*•] )?["'`]?(?<name>[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\b/m,
    each: /^\s{0,8}(?:[-*•] )?["'`]?(?<name>[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\b/gm,
    sample: 'Missing required environment variables:\n  - PRICE_HOST\n  - PRICE_PORT', source: 'run:node 20.20.2',
    nearMiss: 'Required variables are set\n  PRICE_HOST',
  },
  {
    name: 'name-must-be-set', kind: 'variable-missing',
    pattern: /(?:^|[\s:"'`])(?<name>[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)["'`]?(?: environment variable| env var| variable)? (?:is not set|not set|is not defined|is undefined|must be set|must be defined|must be provided|is required|is missing|was not set|not found in (?:the )?environment|has not been set|cannot be empty|is empty|must not be empty)\b/,
    each: /(?:^|[\s:"'`])(?<name>[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)["'`]? (?:is not set|must be set|must be defined|must be provided|is required|is missing)\b/g,
    sample: 'DATABASE_URL must be set: NotPresent', source: 'run:rust 1.95.0',
    nearMiss: 'ERR_INVALID_ARG_TYPE is thrown for such values',
  },
  {
    name: 'missing-name', kind: 'variable-missing',
    pattern: /\b[Mm]issing (?:required |mandatory )?(?:setting |config(?:uration)? (?:value )?|value (?:for|of) |secret |variable )?["'`]?(?<name>[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\b/,
    sample: 'panic: load config: missing DATABASE_URL', source: 'run:go 1.26.8',
    nearMiss: 'no rows are missing DATABASE is complete',
  },
  {
    name: 'parameter-of-shell', kind: 'variable-missing', pattern: /^(?:\/?[\w./-]{1,200}: )(?:line )?(?:\d{1,7}: )?(?<name>[A-Za-z_]\w{0,100}): (?:parameter (?:not set or null|null or not set|not set)|unbound variable)$/,
    sample: 'dash: 1: DB_HOST: parameter not set', source: 'run:dash 0.5.12',
    nearMiss: 'dash: 1: DB_HOST: not found',
  },
  {
    name: 'parameter-with-text', kind: 'variable-missing',
    pattern: /^(?:(?:\/?[\w./-]{1,200}): (?:line )?\d{1,7}: |(?:\/[\w./-]{1,200}\/)?(?:sh|bash|dash|ash|zsh|ksh): )(?!(?:ERROR|FATAL|WARN|WARNING|INFO|DEBUG|PANIC|CRITICAL|NOTICE|USAGE): )(?<name>[A-Z][A-Z0-9_]{1,100}): (?!(?:[\w./-]{1,200}: |readonly |is read only))[^\n:]{0,120}\b(?:must|required?|missing|please|given|needs|needed|provided?|specify|specified|unset|undefined|empty|define|not set|absent|expected|mandatory|export|wants|wanted|has to be)\b[^\n]{0,200}$/,
    sample: '/scripts/sync.sh: line 3: BUCKET: no bucket given', source: 'case:env-shell-text',
    nearMiss: 'dash: 1: DB_HOST: not found',
  },
  {
    name: 'variable-refused', kind: 'value-invalid',
    pattern: /(?:^|[\s:"'`])(?<name>[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)["'`]? (?:is not (?=an? |one of |(?:a )?valid\b|numeric|between )|(?:must|has to|needs to) (?:be (?!set\b|defined\b|provided\b|present\b|specified\b|given\b|non-?empty\b|exported\b)|(?=(?:start|begin|end) with )))(?<expected>[^\n"'`;]{1,80}?)(?:[,;:]? ?(?:but |and )?(?:not|got|was|is|received|found)?:? ?["'`](?<value>[^"'`\n]{0,100})["'`][.)]?)?$/m,
    sample: "invoice: RENDER_MODE must be pdf or html, not 'PDF/A'", source: 'run:python 3.11.2',
    nearMiss: 'invoice: RENDER_MODE must be set',
  },
  {
    name: 'float-of-text', kind: 'value-invalid', fields: { expected: 'a number' }, pattern: /could not convert string to float: ["'](?<value>[^"']{0,200})["']/,
    sample: "/in/sales.csv:4: could not convert string to float: '4,80'", source: 'case:job-bad-row',
    nearMiss: 'converted string to float: 4.80',
  },
  {
    // Node.js, Go, the JDK, pyca/cryptography, PyCryptodome, Ruby's OpenSSL, Laravel: none of them says which key.
    name: 'key-length', kind: 'value-invalid', fields: { expected: 'a key of the length that its cipher takes (AES-256: 32 bytes)' },
    pattern: /\bRangeError(?: \[ERR_CRYPTO_INVALID_KEYLEN\])?: Invalid key length\b|\bcrypto\/aes: invalid key size \d{1,4}\b|\bInvalid AES key length: \d{1,4} bytes|\bInvalid key size \(\d{1,5}\) for \w{1,20}\b|\bFernet key must be 32 url-safe base64-encoded bytes|\bIncorrect AES key length \(\d{1,4} bytes\)|\bkey must be \d{1,3} bytes \(ArgumentError\)|\bUnsupported cipher or incorrect key length\b/,
    sample: 'RangeError: Invalid key length', source: 'run:node 18.20.4',
    nearMiss: 'RangeError: Invalid array length',
  },
  {
    name: 'key-too-open', kind: 'file-too-open',
    pattern: /^Permissions 0\d{3} for '(?<path>[^'\n]{1,300})' are too open\.|\bpermissions on (?<path2>\/[^\s"]{1,300}) are too open\b/,
    sample: "Permissions 0644 for '/etc/ssh/id_rsa' are too open.", source: 'openssh/openssh-portable:authfile.c',
    nearMiss: "Permissions 0600 for '/etc/ssh/id_rsa' are right.",
  },
  {
    name: 'variable-offered', kind: 'variable-missing', pattern: /(?<!\b(?:can|may|could|might|to|or|optionally|also) )\b(?:[Pp]rovide|[Dd]efine|[Ss]et|[Ss]pecify|[Pp]ass|[Gg]ive) (?:(?:a|an|the|one|it|your) )?(?:[\w-]{1,30} ){0,4}(?:via|using|through|in|with|by) (?:the |an )?(?:environment variable|env var(?:iable)?) ['"`]?(?<name>[A-Z][A-Z0-9_]{2,100})\b/,
    sample: 'No custom admin password found. Please provide a password via the environment variable OPENSEARCH_INITIAL_ADMIN_PASSWORD.', source: 'opensearch-project/security:src/main/java/org/opensearch/security/tools/democonfig/SecuritySettingsConfigurer.java',
    nearMiss: 'You can set the theme through the environment variable APP_THEME',
  },
  {
    name: 'variable-quoted-missing', kind: 'variable-missing', pattern: /["'`](?<name>[A-Z][A-Z0-9_]{2,100})["'`] [Ee]nvironment [Vv]ariable (?:is )?(?:missing|not set|required|undefined)\b/,
    sample: '[10:00:00.123] ERROR: "SECRET" Environment Variable is missing.', source: 'directus/directus:api/src/utils/validate-env.ts',
    nearMiss: 'the "SECRET" environment variable is read',
  },
  {
    name: 'locale', kind: 'value-invalid', fields: { expected: 'a locale of the image' }, pattern: /locale\.Error: unsupported locale setting|initdb: error: (?:invalid locale settings; check LANG and LC_\* environment variables|invalid locale name "(?<value>[\w.@-]{1,60})")|\bsetlocale\b[^\n]{0,80}(?:[Ii]nvalid argument|[Ff]ailed|[Nn]o such locale)|^terminate called after throwing an instance of 'std::runtime_error'\n {2}what\(\): {1,2}locale::facet::_S_create_c_locale name not valid/m,
    sample: 'locale.Error: unsupported locale setting', source: 'case:env-locale',
    nearMiss: 'the locale setting is de_DE',
  },
  {
    name: 'time-zone', kind: 'value-invalid', fields: { expected: 'a time zone' },
    pattern: /(?:No time zone found with key (?<value>[^'\s]{1,60})|Invalid time zone specified: (?<value2>\S{1,60})|Unknown time-zone ID: (?<value3>\S{1,60})|\bunknown time zone (?<value4>[\w+/-]{1,60})|UnknownTimeZoneError: '?(?<value5>[^'\s]{1,60}))/,
    sample: 'RangeError: Invalid time zone specified: Europe/Berln', source: 'run:node 20.20.2',
    nearMiss: 'the time zone is Europe/Berlin',
  },
  {
    name: 'config-place', kind: 'config-malformed',
    pattern: /(?:^|[\s"'`(=])(?<file>\/(?:[\w@%+.-]{1,80}\/){0,12}(?:[\w@%+-]{1,80}(?:\.[\w-]{1,40}){0,4}(?:\.conf|\.cfg|\.cnf|\.yaml|\.yml|\.json|\.toml|\.ini|\.hcl|\.properties)|Corefile|Caddyfile)):(?<line>\d{1,7})(?::\d{1,5})?: (?<detail>(?![^\n]{0,200}(?:[Nn]o such file|[Pp]ermission denied|not exist|[Ii]s a directory|[Cc]onnection refused|no such host|timed? ?out))[^\n]{3,200})/,
    sample: 'nats-server: /etc/nats/nats.conf:4:1: unexpected EOF processing map', source: 'nats-io/nats-server:conf/parse.go',
    nearMiss: 'nats-server: /etc/nats/nats.conf:4:1: open /etc/nats/tls.pem: no such file or directory',
  },
  {
    name: 'config-loading', kind: 'config-malformed',
    pattern: /\b(?:[Ee]rror|[Ff]ailed to|[Uu]nable to|[Cc]annot|[Cc]ould not) (?:load|loading|pars(?:e|ing)|decod(?:e|ing)|process|processing|read|reading) (?:the )?(?:config(?:uration)?|settings|rules?)(?: from)?(?: file)?:? ["'`(]?(?<file>\/(?:[\w@%+.-]{1,80}\/){0,12}[\w@%+-]{1,80}(?:\.[\w-]{1,40}){0,4}\.(?:conf|cfg|cnf|ya?ml|json|toml|ini|hcl|properties))["'`)]?: (?<detail>(?![^\n]{0,200}(?:[Nn]o such file|[Pp]ermission denied|not exist|[Ii]s a directory|[Cc]onnection refused|no such host|timed? ?out|yaml: (?:line|unmarshal)))[^\n]{3,250})/,
    sample: 'E! error loading config file /etc/telegraf/telegraf.conf: undefined but requested input: dockr', source: 'influxdata/telegraf:config/config.go',
    nearMiss: 'error loading config file /etc/telegraf/telegraf.conf: open /etc/telegraf/telegraf.conf: no such file or directory',
  },
  {
    name: 'setting-required', kind: 'config-rejected',
    pattern: /^(?:error: |fatal: )?(?<file>\/[^\s:]{1,200}\.(?:ya?ml|json|toml|conf|cfg|ini|properties|xml)): (?<setting>[A-Za-z_][\w.-]{1,80}) (?:is required|is missing|must be (?:set|given))\b/i,
    sample: '/etc/agent/agent.yaml: output.host is required', source: 'case:sidecar-settings',
    nearMiss: '/etc/agent/agent.yaml: no restart is required',
  },
  {
    name: 'named-setting-missing', kind: 'config-rejected',
    pattern: /\b(?:property|setting|option|config key|key|field|parameter|entry|section):? ["'`](?<setting>[A-Za-z][\w.-]{1,80})["'`] (?:is |was |has )?(?:missing|not (?:been )?(?:set|found|defined|specified|configured)|required|undefined|absent)\b|\b[Mm]issing (?:required |mandatory )?(?:config(?:uration)? |settings? )?(?:property|setting|option|key|field|parameter|entry|section):? ["'`]?(?<setting2>[A-Za-z][\w.-]{1,80})(?![\w-])|(?:^|[\s:"'`])(?!\S{1,200}\.(?:ya?ml|json|toml|ini|conf|cfg|properties|env|xml|jar|war|sh|py|js|ts|sql|csv|txt|db|log|crt|pem|key|cer|p12|jks|sock|com|org|net|io|dev|local|internal|svc)["'`]? (?:is|must|has) )(?<setting3>[a-z]\w{0,40}(?:\.[A-Za-z_][\w-]{0,60}){1,5})["'`]? (?:is required|is missing|is not set|must be set|is not configured|has to be set)\b/,
    sample: "java.lang.IllegalStateException: Required property 'billing.queue' is missing", source: 'case:file-properties-name',
    nearMiss: 'Error: config.yaml is missing',
  },
  {
    name: 'getopt-option', kind: 'flag-unknown', pattern: /^(?<program>[\w./-]{1,200}): (?:unrecognized option:?|invalid option --|unknown option|illegal option --) '?(?<flag>[^\s']{1,100})'?$/,
    sample: "ls: unrecognized option '--foo'", source: 'run:coreutils 9.1',
    nearMiss: "getopt: option requires an argument -- 'p'",
  },
  {
    name: 'getopt-value-lacking', kind: 'argument-missing', pattern: /^[\w./-]{1,200}: (?:\d{1,5}: )?(?:(?<options4>-\w): option requires an argument|option '(?<options>--[\w-]{1,80})' requires an argument|option requires an argument -- '?(?<options2>\w)'?|(?<options3>--?[\w-]{1,80}) requires an argument)$/,
    sample: "getopt: option requires an argument -- 'p'", source: 'run:coreutils 9.1',
    nearMiss: "ls: unrecognized option '--foo'",
  },
  {
    name: 'getopt-alone', kind: 'flag-unknown', fields: { alone: 'yes' }, pattern: /^(?<program>[\w./-]{1,200}): option '(?<flag>--[\w-]{1,100})' doesn't allow an argument$/,
    sample: "ls: option '--all' doesn't allow an argument", source: 'run:coreutils 9.1',
    nearMiss: "ls: option '--color' is ambiguous; possibilities: '--color' '--colour'",
  },
  {
    name: 'unknown-option', kind: 'flag-unknown', pattern: /^(?:\w{1,40}: )?(?:[Uu]nknown|[Uu]nrecognized|[Ii]nvalid|No such|no such|[Uu]nexpected) (?:command[- ]line )?(?:option|flag|argument|switch|parameter)s?:? ["'`]?(?<flag>-{1,2}[A-Za-z][\w.-]{0,80})/,
    sample: "error: unknown option '--foo'", source: 'run:commander 14 (node)',
    nearMiss: "error: required option '-p, --port <n>' not specified",
  },
  // ---- files ----
  {
    name: 'path-then-missing', kind: 'file-missing', pattern: /(?:^|[\s"'`‘(:=])(?<path>(?:\/|\.{1,2}\/)[^\s"'`‘’:,;()]{1,300})["'`’)]{0,2}(?: for (?:reading|writing))?: (?:\[Errno 2\] |Cannot open: )?(?:[Nn]o such file or directory|nonexistent directory|No such file$)/,
    sample: 'cat: /no/file: No such file or directory', source: 'run:coreutils 9.1',
    nearMiss: 'cat: /etc/shadow: Permission denied',
  },
  {
    name: 'missing-then-path', kind: 'file-missing', pattern: /[Nn]o such file or directory(?:: | @ \w{1,30} - | \[| \((?!needed by |os error ))["'`‘[(]?(?<path>(?:\/|\.{0,2}\/)?[^\s"'`’:,;()[\]]{1,300})/,
    sample: "FileNotFoundError: [Errno 2] No such file or directory: '/no/x'", source: 'run:python 3.11.7',
    nearMiss: '/no/x: No such file or directory',
  },
  {
    name: 'go-open-missing', kind: 'file-missing', pattern: /\b(?:open|stat|lstat|read|chdir|readlink|mkdir|unlinkat|rename|opendir|scandir) (?<path>[^\s:"']{1,300}): no such file or directory/,
    sample: 'open /etc/app/config.yaml: no such file or directory', source: 'run:go 1.26.8',
    nearMiss: 'fork/exec /nope: no such file or directory',
  },
  {
    name: 'java-parenthesis-missing', kind: 'file-missing', pattern: /FileNotFoundException: (?<path>[^\n]{1,300}?) \(No such file or directory\)|NoSuchFileException: (?<path2>\/[^\s:]{1,300})/,
    sample: 'Exception in thread "main" java.io.FileNotFoundException: /no/app.properties (No such file or directory)', source: 'run:java 17',
    nearMiss: 'Exception in thread "main" java.io.FileNotFoundException: /tmp (Is a directory)',
  },
  {
    name: 'missing-words', kind: 'file-missing', pattern: /(?:cannot|can't|could not|couldn't|failed to|unable to) (?:(?:open|read|find|load|access|stat|locate)(?: (?:config(?:uration)?(?: file)?|file|script|directory|input file|map))?:? ["'`‘]?(?<path>\/[^\s"'`’:,;()]{1,300})["'`’]?(?:: No such file|: file not found|: not found| does not exist|: ENOENT)|(?:open|find|stat|locate)(?: (?:config(?:uration)?(?: file)?|file|script|directory|input file|map))?:? ["'`‘]?(?<path2>\/[^\s"'`’:,;()]{1,300})["'`’]?$)/i,
    sample: "Fatal error, can't open config file '/no.conf': No such file or directory", source: 'run:redis-server 7.0.15',
    nearMiss: "sed: couldn't open temporary file /etc/sed6qOjP7: Permission denied",
  },
  {
    name: 'does-not-exist', kind: 'file-missing',
    pattern: /(?:(?:^|[\s"'`‘(:=])["'`‘]?(?<path>\/[^\s"'`’:,;()]{1,300})["'`’]? (?:does not exist|doesn't exist)\b|\b(?:[Ff]ile|[Pp]ath|[Dd]irectory|[Ff]older|[Cc]onfig(?:uration)?(?: [Ff]ile)?|[Cc]ertificate|[Kk]ey) ["'`‘]?(?<path2>\/[^\s"'`’:,;()]{1,300})["'`’]? (?:is |was |could )?(?:not (?:be )?found|missing)\b|\b(?:[Ff]ile|[Cc]onfig(?:uration)?(?: [Ff]ile)?) (?:is |was |could )?not (?:be )?found(?: at| in)?:? ["'`‘]?(?<path3>\/[^\s"'`’:,;()]{1,300}))/,
    sample: "Error: '/no.py' doesn't exist", source: 'run:gunicorn 23',
    nearMiss: 'GET /health not found: 404 was answered',
  },
  {
    name: 'never-appeared', kind: 'file-missing',
    pattern: /(?:^|[\s"'`‘(=])(?<path>\/[^\s"'`’:,;()]{1,300})["'`’]? (?:did not|didn't|never|has not|hasn't) (?:appear(?:ed)?|show(?:ed|n)? up|exist)\b|\b(?:[Tt]imed out|[Gg]ave up|[Gg]iving up)\b.{0,30} waiting for (?:the )?(?:file )?["'`]?(?<path2>\/[^\s"'`’:,;()]{1,300})/,
    sample: 'FATAL /run/config/app.json did not appear within 5s', source: 'case:file-written-elsewhere',
    nearMiss: 'http://config/run/app.json did not appear in the list',
  },
  {
    name: 'is-directory', kind: 'is-directory', pattern: /(?:(?:^|[\s"'`(:])(?<path>\/[^\s"'`:,;()]{1,300})["'`)]{0,2}(?:: [Ii]s a directory| \(Is a directory\))|[Ii]s a directory(?:: | @ \w{1,30} - )["'`]?(?<path2>\/[^\s"'`:,;()]{1,300})|\b(?:open|read|write) (?<path3>\/[^\s:]{1,300}): is a directory)/,
    sample: 'read /tmp: is a directory', source: 'run:go 1.26.8',
    nearMiss: '/data is a directory of 3 files',
  },
  {
    name: 'is-directory-bare', kind: 'is-directory', pattern: /\bEISDIR\b|(?:^|: )Is a directory\b|: is a directory$/,
    sample: 'Error: EISDIR: illegal operation on a directory, read', source: 'run:node 20.20.2',
    nearMiss: 'the mount point is a directory',
  },
  {
    name: 'go-denied', kind: 'permission-denied', pattern: /\b(?<operation>open|stat|lstat|read|write|chdir|readlink|mkdir|unlinkat|remove|rename|symlink|link) (?<path>\/[^\s:"']{1,300}): permission denied/,
    sample: 'open /etc/app.pid: permission denied', source: 'run:go 1.26.8',
    nearMiss: 'open /etc/app/config.yaml: no such file or directory',
  },
  {
    name: 'go-socket-denied', kind: 'permission-denied', pattern: /\b(?<operation>listen) unix(?:gram|packet)? (?<path>\/[^\s:"']{1,300}): bind: permission denied/,
    sample: 'listen unix /run/app.sock: bind: permission denied', source: 'run:go 1.26.8',
    nearMiss: 'dial unix /run/app.sock: connect: permission denied',
  },
  {
    name: 'mount-denied', kind: 'operation-not-permitted', pattern: /(?<operation>mount): (?:permission denied \(are you root\?\)|\S{1,200}: must be superuser to use mount|only root can)|(?<operation2>iptables)\b[^\n]{0,120}Permission denied \(you must be root\)|(?<operation3>sysctl): (?:permission denied on key|error setting key '[^']{1,100}': (?:Permission denied|Read-only file system))/,
    sample: 'iptables v1.8.9 (nf_tables): Could not fetch rule set generation id: Permission denied (you must be root)', source: 'run:iptables 1.8.9',
    nearMiss: 'mount: /mnt: mounted',
  },
  {
    name: 'path-then-denied', kind: 'permission-denied', pattern: /(?:^|[\s"'`‘(:=])(?<path>(?:\/|\.{1,2}\/)[^\s"'`‘’:,;()]{1,300})["'`’)]{0,2}(?: for reading| for writing)?: (?:\[Errno 13\] )?[Pp]ermission denied/,
    sample: "touch: cannot touch '/srv/x': Permission denied", source: 'run:coreutils 9.1',
    nearMiss: "touch: cannot touch '/srv/x': No such file or directory",
  },
  {
    name: 'denied-then-path', kind: 'permission-denied', pattern: /[Pp]ermission denied(?:: | @ \w{1,30} - | \[| \()["'`‘[(]?(?<path>\/[^\s"'`’:,;()[\]]{1,300})/,
    sample: "PermissionError: [Errno 13] Permission denied: '/etc/app.pid'", source: 'python/cpython:Lib/test/test_os.py',
    nearMiss: '/etc/app.pid: Permission denied',
  },
  {
    name: 'java-denied', kind: 'permission-denied', pattern: /(?:FileNotFoundException: (?<path>[^\n]{1,300}?) \(Permission denied\)|AccessDeniedException: (?<path2>\/[^\s:]{1,300}))/,
    sample: 'java.nio.file.AccessDeniedException: /data/journal', source: 'openjdk/jdk:src/java.base/unix/classes/sun/nio/fs/UnixException.java',
    nearMiss: 'software.amazon.awssdk.services.s3.model.S3Exception: Access Denied (Service: S3, Status Code: 403)',
  },
  {
    name: 'denied-bare', kind: 'permission-denied', pattern: /(?:^|(?<!\*)[\s:(])(?:[Pp]ermission denied|EACCES)\b(?! \(publickey| for (?:schema|table|relation|view|sequence|database|function|procedure|type|language|column|foreign)\b| to (?:create|set|drop|alter|terminate)\b)/,
    sample: "IOError: [Errno 13] Permission denied", source: 'python/cpython:Lib/test/test_exceptions.py',
    // A database's own rights (postgres/postgres:src/backend/catalog/aclchk.c).
    nearMiss: 'psycopg2.errors.InsufficientPrivilege: permission denied for schema public',
  },
  {
    name: 'read-only-path', kind: 'read-only', pattern: /(?:(?:^|[\s"'`‘(:=])(?<path>\/[^\s"'`‘’:,;()]{1,300})["'`’)]{0,2}: (?:\[Errno 30\] )?[Rr]ead-only file system|[Rr]ead-only file system(?: ?: | @ \w{1,30} - | \()["'`‘]?(?<path2>\/[^\s"'`’:,;()]{1,300})|EROFS: read-only file system, \w{2,20} ["'](?<path3>[^"']{1,300})["'])/,
    sample: "OSError: [Errno 30] Read-only file system: '/var/cache/app'", source: 'python/cpython:Lib/test/test_tempfile.py',
    nearMiss: 'the root is a Read-only file system by intent',
  },
  {
    name: 'read-only-bare', kind: 'read-only', pattern: /(?:: |\(30: |\(|^)[Rr]ead-only file system\b|\bEROFS\b/,
    sample: 'mkdir() "/var/lib/nginx/body" failed (30: Read-only file system)', source: 'case:perm-readonly',
    nearMiss: 'this is a read-only file system of the image',
  },
  {
    name: 'no-space', kind: 'no-space', pattern: /(?:(?:^|[\s"'`‘(:=])(?<path>\/[^\s"'`‘’:,;()]{1,300})["'`’)]{0,2}: (?:write error: )?)?(?:\[Errno 28\] )?(?:(?<!\bMISCONF .{0,80})\b[Nn]o space left on device(?:: ['"](?<path2>\/[^'"\n]{1,300})['"])?|ENOSPC\b|[Dd]isk quota exceeded(?:: ['"](?<path3>\/[^'"\n]{1,300})['"])?|There is not enough space on the disk)/,
    sample: 'Error: ENOSPC: no space left on device, write', source: 'case:disk-full',
    nearMiss: 'checked: enough space is left on the device',
  },
  {
    // GNU tar tells a write that came short by its sizes alone, as write(2) gives ENOSPC only to the next one.
    name: 'tar-short', kind: 'no-space', pattern: /\btar: .{1,300}: Wrote only \d{1,12} of \d{1,12} bytes$/,
    sample: 'tar: fonts.bin: Wrote only 4608 of 10240 bytes', source: 'case:disk-init-unpack',
    nearMiss: 'tar: fonts.bin: Read error at byte 4608, while reading 512 bytes: Input/output error',
  },
  {
    name: 'sysctl-refused', kind: 'kernel-setting-refused',
    pattern: /sysctl: (?:error setting key '(?<setting>[\w./-]{3,80})': (?:Read-only file system|Permission denied|Operation not permitted)|setting key "(?<setting2>[\w./-]{3,80})"(?:, ignoring)?: (?:Read-only file system|Permission denied|Operation not permitted)|permission denied on key ['"](?<setting3>[\w./-]{3,80})['"])|(?<!\b(?:cat|head|tail|grep): )\/proc\/sys\/(?<setting4>[\w/-]{3,80}): (?:[Rr]ead-only file system|[Pp]ermission denied)/,
    sample: "sysctl: error setting key 'net.core.somaxconn': Read-only file system", source: 'run:busybox 1.35.0',
    nearMiss: "sysctl: error: 'net.core.nosuch' is an unknown key",
  },
  {
    name: 'inotify', kind: 'kernel-setting', fields: { setting: 'fs.inotify.max_user_watches' }, pattern: /(?<detail>ENOSPC: System limit for number of file watchers reached|inotify_add_watch\b.{0,80}[Nn]o space left on device|too many inotify watches|inotify watch limit reached)/,
    sample: "Error: ENOSPC: System limit for number of file watchers reached, watch '/app'", source: 'nodejs/node:deps/uv/src/unix/linux.c',
    nearMiss: 'Error: ENOSPC: no space left on device, write',
  },
  {
    name: 'inotify-instances', kind: 'kernel-setting', fields: { setting: 'fs.inotify.max_user_instances' }, pattern: /(?<detail>configured user limit \(\d{1,9}\) on the number of inotify instances has been reached|inotify_init(?:1)?\b.{0,40}[Tt]oo many open files|(?:fsnotify|watcher|inotify)[^\n]{0,60}too many open files|failed to create fsnotify watcher: too many open files)/,
    sample: 'System.IO.IOException: The configured user limit (128) on the number of inotify instances has been reached, or the per-process limit on the number of open file descriptors has been reached.', source: 'dotnet/runtime:src/libraries/System.IO.FileSystem.Watcher/src/Resources/Strings.resx',
    nearMiss: 'open /dev/null: too many open files',
  },
  {
    name: 'too-many-files', kind: 'files-exhausted', pattern: /(?<detail>\b[Tt]oo many open files(?: in system)?\b|\bEMFILE\b|\bENFILE\b)/,
    sample: "OSError: [Errno 24] Too many open files: '/dev/null'", source: 'run:python 3.11.7',
    nearMiss: 'there are not too many files open',
  },
  {
    // What is too large for a server to take is another matter.
    name: 'file-size', kind: 'file-size-limited', pattern: /(?<detail>\bEFBIG\b|\[Errno 27\] File too large|\b(?:write|writing|extend|truncate)\b[^\n]{0,200}: [Ff]ile too large\b|^(?:[\w./-]{1,100}: (?:line )?\d{1,7}: {1,6}\d{1,7} )?File size limit exceeded)/,
    sample: 'start.sh: line 2: 28142 File size limit exceededperl index.pl', source: 'run:bash 5.2.15',
    nearMiss: 'MulterError: File too large',
  },
  {
    name: 'fork-unavailable', kind: 'threads-exhausted', pattern: /(?<detail>fork: (?:retry: )?Resource temporarily unavailable|can't (?:start new thread|fork)\b|pthread_create failed(?! for thread \d{1,6} of \d{1,6}: Operation not permitted)(?:: Resource temporarily unavailable| \(EAGAIN\))?|unable to create (?:new )?native thread|failed to create new OS thread|failed to spawn thread: Os \{ code: 11\b|Cannot fork|fork failed: Resource temporarily unavailable|spawn \S{1,100} EAGAIN|Resource temporarily unavailable \(pthread_create\))/,
    sample: "RuntimeError: can't start new thread", source: 'run:python 3.11.7',
    nearMiss: 'resource temporarily unavailable, the lock is tried again',
  },
  {
    name: 'io-error', kind: 'io-error', pattern: /(?:(?:^|[\s"'`‘(:=])(?<path>\/[^\s"'`‘’:,;()]{1,300})["'`’)]{0,2}: (?:[Ii]nput\/output error|(?:S|s)tale (?:NFS )?file handle)|\b(?:Input\/output error|Stale file handle)(?:: ["'](?<path2>\/[^"'\n]{1,300})["'])?|\b(?:EIO: i\/o error|ESTALE\b[^\n,]{0,40})(?:, \w{1,20} ["'](?<path3>\/[^"'\n]{1,300})["'])?|: (?:input\/output error|stale NFS file handle)|\bdisk I\/O error\b)/,
    sample: 'Error: EIO: i/o error, write', source: 'run:node 20.20.2',
    nearMiss: 'no input or output errors',
  },
  {
    name: 'no-locks', kind: 'io-error', pattern: /(?:(?:^|[\s"'`‘(:=])(?<path>\/[^\s"'`‘’:,;()]{1,300})["'`’)]{0,2}: )?(?:\[Errno 37\] )?\b[Nn]o locks available\b|\bENOLCK\b/,
    sample: 'flock: 9: No locks available', source: 'run:glibc 2.36',
    nearMiss: 'all locks are available',
  },
  {
    name: 'not-permitted-path', kind: 'operation-not-permitted', pattern: /(?:^|[\s:])(?<operation>[a-z]\w{1,20}): (?:changing (?:ownership|permissions) of |cannot change [\w ]{1,40} of |cannot \w{2,20} |can't \w{2,20} )?["'`‘]?(?<path>\/[^\s"'`’:]{1,300})["'`’]?: (?:\[Errno 1\] )?Operation not permitted|\[Errno 1\] Operation not permitted: ["'](?<path2>[^"']{1,300})|EPERM: operation not permitted, (?<operation3>\w{2,20}) ["'](?<path3>[^"']{1,300})/,
    sample: "chown: changing ownership of '/etc/passwd': Operation not permitted", source: 'run:coreutils 9.1',
    nearMiss: "chown: cannot access '/no/x': No such file or directory",
  },
  {
    name: 'not-permitted', kind: 'operation-not-permitted', pattern: /(?:\b(?<operation>[a-z]\w{1,30})(?:\(\d?\)|\(\))?(?: failed)?: |\(1: |\[Errno 1\] |: |^)[Oo]peration not permitted\b|\bEPERM\b/,
    sample: 'setpriv: setresuid failed: Operation not permitted', source: 'run:util-linux 2.38.1',
    nearMiss: 'this operation is not permitted by the policy of the shop',
  },
  // ---- ports ----
  {
    name: 'bind-in-use', kind: 'port-in-use', pattern: /(?:bind\(\) to |bind to address |bind to |[Ll]isten(?:ing)? (?:on |tcp[46]? )|bind on address \(')(?<bind>(?:\[[0-9a-fA-F:]{0,45}\]|[\w.*-]{0,250}):\d{1,5}|unix:\S{1,200}|[\w.:]{2,60})(?:', (?<port>\d{1,5})\))?:? (?:failed )?(?:\(98: |bind: |\(errno: 98 - |: )?\(?[Aa]ddress already in use/,
    sample: 'listen tcp :18080: bind: address already in use', source: 'run:go 1.26.8',
    nearMiss: 'listen tcp :80: bind: permission denied',
  },
  {
    name: 'errno-98', kind: 'port-in-use', pattern: /\[Errno 98\] error while attempting to bind on address \('(?<address>[^']{1,60})', (?<port>\d{1,5})/,
    sample: "ERROR:    [Errno 98] error while attempting to bind on address ('127.0.0.1', 15499): address already in use", source: 'run:uvicorn 0.35',
    nearMiss: "ERROR:    [Errno 13] error while attempting to bind on address ('127.0.0.1', 80): permission denied",
  },
  {
    name: 'port-already-used', kind: 'port-in-use', pattern: /\b[Pp]ort (?<port>\d{1,5}) (?:was already in use|is already in use|is in use by another program|already in use|is in use\b|is already allocated)/,
    sample: 'Port 15499 is in use by another program. Either identify and stop that program, or start the server with a different port.', source: 'run:flask 3',
    nearMiss: 'Port 15499 is free',
  },
  {
    name: 'in-use-words', kind: 'port-in-use', pattern: /(?:^|[^\w])[Aa]ddress already in use\b|\bEADDRINUSE\b|\bAddrInUse\b|:eaddrinuse\b/,
    sample: 'Error: Os { code: 98, kind: AddrInUse, message: "Address already in use" }', source: 'run:rust 1.95.0',
    nearMiss: 'this mail address is already in use by a customer',
  },
  {
    name: 'bind2-denied', kind: 'port-privileged', pattern: /Permission denied - bind\(2\) for (?:"(?<address>[^"]{0,60})" port (?<port>\d{1,5})|(?<bind>[\w.:[\]]{1,60}:\d{1,5}))/,
    sample: 'Permission denied - bind(2) for "0.0.0.0" port 80 (Errno::EACCES)', source: 'ruby/ruby:ext/socket/init.c (rsock_sys_fail_host_port)',
    nearMiss: 'Permission denied - connect(2) for "10.0.0.1" port 80 (Errno::EACCES)',
  },
  {
    name: 'bind2-in-use', kind: 'port-in-use', pattern: /Address already in use - bind\(2\) for (?:"(?<address>[^"]{0,60})" port (?<port>\d{1,5})|(?<bind>[\w.:[\]]{1,60}:\d{1,5}))/,
    sample: 'Address already in use - bind(2) for "0.0.0.0" port 3000 (Errno::EADDRINUSE)', source: 'ruby/ruby:ext/socket/init.c (rsock_sys_fail_host_port)',
    nearMiss: 'Connection refused - connect(2) for "10.0.0.1" port 3000 (Errno::ECONNREFUSED)',
  },
  {
    name: 'bind-denied', kind: 'port-privileged', pattern: /(?:bind\(\) to |bind to address |[Ll]isten (?:on |tcp[46]? ))(?<bind>(?:\[[0-9a-fA-F:]{0,45}\]|[\w.*-]{0,250}):\d{1,5}):? (?:failed )?(?:\(13: |bind: |: )?[Pp]ermission denied/,
    sample: 'listen tcp :80: bind: permission denied', source: 'run:go 1.26.8',
    nearMiss: 'listen unix /run/app.sock: bind: permission denied',
  },
  {
    name: 'lock-words', kind: 'lock-held',
    pattern: /(?:[Cc]ould not|[Cc]annot|[Cc]an't|[Uu]nable to|[Ff]ailed to) (?:acquire |obtain |get |take )?(?:(?:an?|the|exclusive|file|directory|data|database|write) ){0,4}lock(?: file)?(?: on| for| at| of)?:? ["'(]?(?![^\n]{0,400}(?:[Pp]ermission denied|not permitted|[Rr]ead-only|[Nn]o such (?:file|device)|[Nn]o locks available|[Nn]ot supported|[Nn]o space|[Ii]nput\/output|are you root))(?<path>\/(?!etc\/)[^\s"':;,()]{1,200}(?<!\.))|IO error: (?:While lock file: |lock )(?<path2>\/[^\s:]{1,200}): (?:Resource temporarily unavailable|already held by process)/,
    sample: 'FATAL: cannot lock /data/store.lock: [Errno 11] Resource temporarily unavailable: is another instance running?', source: 'case:vol-lock-rolling',
    nearMiss: 'FATAL: cannot lock /data/store.lock: [Errno 13] Permission denied',
  },
  {
    name: 'lock-mark', kind: 'lock-held', pattern: /\b(?:[Aa]nother|[Aa]n? (?:earlier|other|previous)) (?:[\w-]{1,30} )?(?:\w{1,30}) (?:already )?(?:holds|owns|has locked|keeps|is holding|has)(?: the| a| its)?(?: lock(?: ?file)?)?(?: on| in| at)? ["'(]?(?<path>\/[^\s"':;,()]{1,200}(?:lock|LOCK|pid))\b|[Ll]ock ?file (?:at )?["'(]?(?<path2>\/[^\s"':;,()]{1,200})["')]? (?:already )?exists|^(?:ERROR: )?Pidfile \((?<path3>[^)\s]{1,200})\) already exists\.|\b[Aa]lready running on PID:? ?\d{1,7} \(or pid(?: file |=)'?(?<path4>\/[^\s')]{1,200})'? is stale\)|\b(?:already running|running already)\b[^\n]{0,80}?[\s('"](?<path5>\/[^\s"'():;,]{1,200}\.(?:pid|lock|lck))\b/,
    sample: '2026-11-26 19:36:35 [migrator] ERROR another migration holds /state/migrate.lock (since 2026-11-26 19:35:27); refusing to start', source: 'case:vol-lock-of-killed',
    nearMiss: 'another migration holds 12 tables of /state/shop.db',
  },
  {
    name: 'lock-process', kind: 'lock-held', pattern: /(?<![\w./-])(?<path>\/(?!dev\/|proc\/)[^\s"':;,()]{1,200})["')]? is (?:already |still |currently ){0,2}(?:(?:in use|locked|open(?:ed)?) by (?:another |an? |the )?(?:other )?(?:running )?(?:process|[Pp][Ii][Dd]|instance)|(?:used|held|owned) by (?:another (?:running )?process|(?:process |[Pp][Ii][Dd] )(?=\d)))\b(?! (?:pool|group|manager|of)\b)/,
    sample: 'spool: /spool is in use by process 1', source: 'case:vol-lock-process',
    nearMiss: '/healthz is used by the load balancer',
  },
  {
    // OpenSSL's own words of a file, with the call that failed; what it wanted the file for stands below.
    name: 'openssl-file', kind: 'file-missing', pattern: /^[0-9A-F]{8,20}:error:80000002:system library:\w{1,40}:No such file or directory:[^\n]{1,200}:calling (?:stat|fopen|open)\((?<path>\/[^\s,()]{1,300})/,
    sample: '40474408A77F0000:error:80000002:system library:file_open:No such file or directory:../providers/implementations/storemgmt/file_store.c:268:calling stat(/tls/tls.crt)', source: 'run:openssl 3.0',
    nearMiss: '40474408A77F0000:error:8000000D:system library:file_open:Permission denied:../providers/implementations/storemgmt/file_store.c:268:calling stat(/tls/tls.crt)',
  },
  {
    name: 'bind-unavailable', kind: 'address-unavailable', pattern: /(?:(?:bind\(\) to |bind to address |[Ll]isten (?:on |tcp[46]? ))(?<bind>(?:\[[0-9a-fA-F:]{0,45}\]|[\w.*-]{1,250}):\d{1,5}):? (?:failed )?(?:\(99: |bind: |: )?|listening socket (?<bind2>[\w.:[\]]{1,60}:\d{1,5}): bind: |\b[Bb]ind(?:ing)? (?:listening socket for address |socket )?'(?<bind3>[\w.:[\]]{1,60}:\d{1,5})': |\[Errno 99\] |: |^)[Cc]annot assign requested address(?! \((?:Address not available|connect failed|[\w.-]{1,250}:\d{1,5})\))(?<!\b(?:[Cc]onnect(?:ion|ing|Exception|ed)?|dial|urlopen error|HttpRequestException|NoRouteToHostException)\b.{1,200})/,
    sample: 'listen tcp 10.1.2.3:8080: bind: cannot assign requested address', source: 'run:go 1.26.8',
    // Who connects has no address to leave from: ::1, where the node has no IPv6.
    nearMiss: 'psycopg2.OperationalError: connection to server at "localhost" (::1), port 5432 failed: Cannot assign requested address',
  },
  {
    name: 'family-unsupported', kind: 'address-unavailable', pattern: /(?:(?:(?<address>\[::\]):(?<port>\d{1,5})\b.{0,60})?[Aa]ddress family not supported by protocol|EAFNOSUPPORT(?:: address family not supported (?<address2>::):(?<port2>\d{1,5})\b)?)(?<!\b(?:[Cc]onnect(?:ion|ing)?|dial)\b.{1,200})/,
    sample: 'nginx: [emerg] socket() [::]:80 failed (97: Address family not supported by protocol)', source: 'nginx/nginx:src/core/ngx_connection.c',
    // Who connects goes to an address that it was told.
    nearMiss: 'dial tcp [::1]:5432: socket: address family not supported by protocol',
  },
  // ---- memory ----
  {
    name: 'cannot-allocate', kind: 'heap-exhausted', fields: { runtime: 'native' }, pattern: /(?<what>(?<=^|: |\(12: )(?<!lock memory: )[Cc]annot allocate memory\b|\bENOMEM\b|memory allocation of \d{1,20} bytes failed|Out of memory: [\w ]{1,60})/,
    sample: 'malloc: Cannot allocate memory', source: 'run:gcc 12.2.0',
    nearMiss: 'memory allocation of 64 bytes succeeded',
  },
];
