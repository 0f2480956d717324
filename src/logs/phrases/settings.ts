/** Flags, values and settings that a program does not accept, as flag parsers, number parsers and configuration readers say it. */
import type { Phrase } from '../phrase.ts';

export const settings: readonly Phrase[] = [
  // ---- flags ----
  {
    name: 'argparse', kind: 'flag-unknown', pattern: /^(?<program>[\w./-]{1,100}): error: unrecognized arguments: (?<flag>\S{1,200})/,
    sample: 'ingest: error: unrecognized arguments: --every=30', source: 'case:flag-argparse', nearMiss: 'ingest: error: the following arguments are required: n',
  },
  {
    name: 'go-flag', kind: 'flag-unknown', pattern: /^flag provided but not defined: (?<flag>-\S{1,100})/,
    sample: 'flag provided but not defined: -index', source: 'golang/go:src/flag/flag.go', nearMiss: 'flag provided twice: -index',
  },
  {
    name: 'pflag', kind: 'flag-unknown', pattern: /(?:^|: )unknown (?:long |short |shorthand )?flag:? (?:'\w' in )?['"]?(?<flag>-{1,2}[\w.-]{1,100})/,
    sample: "prometheus: error: unknown long flag '--storage.tsdb.retention.days'", source: 'case:flag-prometheus', nearMiss: 'an unknown flagship is in sight',
  },
  {
    name: 'getopt', kind: 'flag-unknown', pattern: /^(?<program>[\w./-]{1,100}): (?:unrecognized option|invalid option --) ?['"‘]?(?<flag>[\w=.-]{1,100})/,
    sample: "ls: unrecognized option '--nope'", source: 'run:busybox 1.35', nearMiss: 'ls: option --all was given',
  },
  {
    name: 'jvm-option', kind: 'flag-unknown', fields: { program: 'java' }, pattern: /^(?:Unrecognized VM option|Unrecognized option:|Invalid maximum heap size:|Invalid initial heap size:|Conflicting collector combinations|Improperly specified VM option) ?'?(?<flag>[^\s']{1,200})/,
    sample: "Unrecognized VM option 'UseConcMarkSweepGC'", source: 'case:flag-java', nearMiss: 'Recognized VM option UseG1GC',
  },
  {
    name: 'node-option', kind: 'flag-unknown', fields: { program: 'node' }, pattern: /^\S{0,200}node: (?:bad option: |.{0,60} is not allowed in NODE_OPTIONS)(?<flag>-\S{1,100})?/,
    sample: 'node: bad option: --bad-flag', source: 'run:node 20.20', nearMiss: 'node: good option: --x',
  },
  {
    name: 'subcommand', kind: 'flag-unknown', pattern: /^(?:[Ee]rror: )?unknown command "(?<flag>[^"]{1,100})"(?: for "(?<program>[^"]{1,100})")?/,
    sample: 'Error: unknown command "start-server" for "ledger"', source: 'case:args-unknown-command', nearMiss: 'Error: the command "start-server" failed',
  },
  {
    name: 'invalid-choice', kind: 'flag-unknown', pattern: /: error: argument (?:[\w{},-]{1,100}): invalid choice: '(?<flag>[^']{1,100})'/,
    sample: "ingest: error: argument --n: invalid choice: 'x' (choose from 'a')", source: 'run:python 3.11', nearMiss: "ingest: error: argument --n: invalid int value: 'x'",
  },
  // ---- values ----
  {
    name: 'argparse-value', kind: 'value-invalid', pattern: /: error: argument (?<name>[\w/, -]{1,100}?): invalid (?<expected>\w{1,40}) value: '(?<value>[^']{0,200})'/,
    sample: "ingest: error: argument --n: invalid int value: 'x'", source: 'run:python 3.11', nearMiss: "ingest: error: argument --n: invalid choice: 'x'",
  },
  {
    name: 'strconv', kind: 'value-invalid', fields: { expected: 'number' }, pattern: /(?:\b(?<name>[A-Z][A-Z0-9_]{2,80}): )?strconv\.\w{3,20}: parsing "(?<value>[^"]{0,200})": (?:invalid syntax|value out of range)/,
    sample: '2026/11/22 02:23:12 config: MAX_CONNS: strconv.Atoi: parsing "64k": invalid syntax', source: 'case:value-go-number', nearMiss: 'strconv is a package',
  },
  {
    name: 'go-duration', kind: 'value-invalid', fields: { expected: 'duration such as 30s' }, pattern: /(?:\b(?<name>[A-Z][A-Z0-9_]{2,80}): )?time: (?:missing unit in duration|invalid duration|unknown unit "[^"]{0,20}" in duration) "(?<value>[^"]{0,200})"/,
    sample: '2026/11/22 02:23:41 config: REQUEST_TIMEOUT: time: missing unit in duration "30"', source: 'case:value-duration', nearMiss: 'time: 30s in duration',
  },
  {
    name: 'go-url', kind: 'value-invalid', fields: { expected: 'a URL; a control character such as a line break at its end is not allowed in one' }, pattern: /(?:\b(?<name>[A-Z][A-Z0-9_]{2,80}): )?parse "[^"]{0,300}": (?:net\/url: )?(?:invalid (?:control character in URL|URL escape|port|userinfo)|missing protocol scheme|first path segment in URL cannot contain colon)/,
    sample: '2026/11/22 02:24:27 DATABASE_URL: parse "memory://orchid\\n": net/url: invalid control character in URL', source: 'case:value-newline', nearMiss: 'parse "x": done',
  },
  {
    name: 'number-format', kind: 'value-invalid', fields: { expected: 'number' }, pattern: /NumberFormatException: For input string: "(?<value>[^"]{0,200})"/,
    sample: 'java.lang.NumberFormatException: For input string: "12x"', source: 'run:openjdk 17', nearMiss: 'java.lang.IllegalArgumentException: For input string',
  },
  {
    name: 'bad-port', kind: 'value-invalid', fields: { expected: 'port number' }, pattern: /ERR_SOCKET_BAD_PORT\]: .{0,120}Received (?:type \w{1,20} \('?)?(?<value>[^)'.]{1,100})/,
    sample: 'RangeError [ERR_SOCKET_BAD_PORT]: options.port should be >= 0 and < 65536. Received type number (70000).', source: 'run:node 20.20', nearMiss: 'the port was Received',
  },
  // ---- configuration files ----
  {
    name: 'apache-syntax', kind: 'config-malformed', pattern: /^AH00526: Syntax error on line (?<line>\d{1,7}) of (?<file>[^\s:]{1,300}):\n(?<detail>(?:Invalid command '(?<token>[^']{1,100})')?[^\n]{0,300})/m,
    sample: "AH00526: Syntax error on line 2 of /etc/apache2/sites-enabled/shop.conf:\nInvalid command 'DocumentRot', perhaps misspelled or defined by a module not included in the server configuration", source: 'case:file-apache',
    nearMiss: 'AH00526: is an error\nof syntax',
  },
  {
    name: 'haproxy', kind: 'config-malformed', pattern: /parsing \[(?<file>[^\]:]{1,300}):(?<line>\d{1,7})\] ?: (?<detail>(?:unknown keyword '(?<token>[^']{1,100})')?.{1,300})/,
    sample: "[ALERT]    (1) : config : parsing [/usr/local/etc/haproxy/haproxy.cfg:12] : unknown keyword 'balnce' in 'backend' section; did you mean 'balance' maybe ?", source: 'case:file-haproxy',
    nearMiss: 'parsing /usr/local/etc/haproxy/haproxy.cfg',
  },
  {
    name: 'corefile', kind: 'config-malformed', pattern: /^(?<file>\/[^\s:]{1,300}):(?<line>\d{1,7}) - Error during parsing: (?<detail>(?:Unknown directive '(?<token>[^']{1,100})')?.{0,300})/,
    sample: "/etc/coredns/Corefile:4 - Error during parsing: Unknown directive 'forwrd'", source: 'case:file-coredns', nearMiss: '/etc/coredns/Corefile:4 was parsed',
  },
  {
    name: 'mosquitto', kind: 'config-malformed', pattern: /(?<detail>Unknown configuration variable "(?<token>[^"]{1,100})")\.?(?:\n.{0,40}Error found at (?<file>\/[^\s:]{1,300}):(?<line>\d{1,7}))?/m,
    sample: '1795316647: Error: Unknown configuration variable "listner".\n1795316647: Error found at /mosquitto/config/mosquitto.conf:2.', source: 'case:file-mosquitto',
    nearMiss: 'Error: Unknown variable\nin line 2',
  },
  {
    name: 'prometheus', kind: 'config-malformed', pattern: /parsing YAML file (?<file>\/[^\s:]{1,300}): yaml: (?<detail>.{1,300})/,
    sample: 'err="parsing YAML file /etc/prometheus/prometheus.yml: yaml: unmarshal errors:\\n  line 2: field scrape_intervall not found in type config.plain"', source: 'case:file-prometheus',
    nearMiss: 'parsing YAML file /etc/prometheus/prometheus.yml took 2 ms',
  },
  {
    name: 'go-yaml', kind: 'config-malformed', pattern: /\byaml: (?:unmarshal errors:|line (?<line>\d{1,7}): )(?<detail>.{0,300})/,
    sample: 'yaml: line 4: found character that cannot start any token', source: 'go-yaml/yaml:yaml.go', nearMiss: 'yaml: the format of the file',
  },
  {
    name: 'json-syntax', kind: 'config-malformed', pattern: /\bSyntaxError: (?<detail>(?:Unexpected (?:token|end|non-whitespace|string|number)|Expected)[^\n]{0,80} (?:in|of) JSON[^\n]{0,80}|Expected double-quoted property name in JSON[^\n]{0,80})/,
    sample: 'SyntaxError: Unexpected token ] in JSON at position 109', source: 'case:file-json-comma', nearMiss: 'SyntaxError: Unexpected token ]',
  },
  {
    name: 'json-python', kind: 'config-malformed', pattern: /JSONDecodeError: (?<detail>[^\n]{1,120}): line (?<line>\d{1,7}) column/,
    sample: 'json.decoder.JSONDecodeError: Expecting property name enclosed in double quotes: line 1 column 8 (char 7)', source: 'run:python 3.11', nearMiss: 'JSONDecodeError is raised for bad input',
  },
  {
    name: 'toml-python', kind: 'config-malformed', pattern: /TOMLDecodeError: (?<detail>[^\n]{1,120}) \(at line (?<line>\d{1,7})/,
    sample: 'tomllib.TOMLDecodeError: Invalid value (at line 1, column 5)', source: 'run:python 3.11', nearMiss: 'TOMLDecodeError is raised for bad input',
  },
  {
    name: 'postgres-parameter', kind: 'config-malformed', pattern: /unrecognized configuration parameter "(?<token>[^"]{1,100})" in file "(?<file>[^"]{1,300})" line (?<line>\d{1,7})/,
    sample: '2026-11-22 02:25:24.737 GMT [1] LOG:  unrecognized configuration parameter "max_conections" in file "/etc/postgresql/shop.conf" line 1', source: 'case:file-postgres-conf',
    nearMiss: 'configuration file "/etc/postgresql/postgresql.conf" contains errors',
  },
  {
    name: 'redis-directive', kind: 'config-malformed', pattern: /^Reading the configuration file, at line (?<line>\d{1,7})\n>>> '(?<token>[^\n]{0,300}?)'\n(?<detail>[^\n]{1,300})/m,
    sample: "Reading the configuration file, at line 3\n>>> 'maxmemory 64 megabytes'\nwrong number of arguments", source: 'case:file-redis-conf-behind',
    nearMiss: 'Reading the configuration file\nwas done',
  },
];
