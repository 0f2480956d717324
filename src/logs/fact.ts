/** What a program's log says, as data. A cause asks for facts; it never runs a pattern over a log. */

/** token: the word in question; setting: its name, where the log says it; wants: the value that would do; detail: the parser's words. */
export interface ConfigFault {
  file?: string;
  line?: string;
  detail?: string;
  token?: string;
  setting?: string;
  wants?: string;
}

/** The kinds of fact, with the fields that each may carry (all strings, as the log has them). */
export interface FactFields {
  // ---- configuration ----
  /**
   * An environment variable (or required setting) that is absent or empty. more: others that the program lists with it, by comma;
   * given: a setting of the same list that is there, as the program calls it; file: one of the program that may set it as well.
   */
  'variable-missing': { name: string; more?: string; given?: string; file?: string };
  /**
   * A value that is there and wrong. name: variable, key or flag where the log says so; reads: the one variable that the failing code
   * reads; otherwise: what that code takes where it is not set; frame: where that is, if nothing else tells what is wrong.
   */
  'value-invalid': { name?: string; value?: string; expected?: string; reads?: string; otherwise?: string; frame?: string };
  /** A configuration file that does not parse, or has an unknown directive. detail: the parser's words. */
  'config-malformed': ConfigFault;
  /** A setting that the program refuses or misses in a file that parses. */
  'config-rejected': ConfigFault;
  /** A DNS server's questions come back to itself. detail: its own words for the loop. */
  'dns-loop': { detail: string };
  /** A flag, option or subcommand that the program does not know. alone: it does, but without a value. */
  'flag-unknown': { flag: string; program?: string; alone?: string };
  // ---- start ----
  /** The number of its user has no name in /etc/passwd. */
  'user-nameless': { uid?: string };
  /** file: the one that the shell reads then, where it is not its script; line: of that, else of the script. */
  'command-not-found': { command: string; shell?: string; file?: string; line?: string };
  /** A program that is started in the namespaces of the node. */
  'node-program-missing': { command: string };
  /** A shell complains of a carriage return. path: of its script; own: it is the script's, not that of a value; interpreter: what its first line asks env for. */
  'carriage-return': { path?: string; own?: string; interpreter?: string };
  'not-executable': { path: string };
  /** `exec /x: no such file or directory` by runc itself: the file is there, its interpreter or loader is not. */
  'interpreter-missing': { path: string; interpreter?: string };
  'exec-format': { path: string };
  'library-missing': { library?: string; detail?: string };
  'illegal-instruction': { detail?: string };
  'usage-shown': { program?: string };
  // ---- files ----
  /** folders: those in which it was looked for under a name without an extension, with blanks between them. */
  'file-missing': { path: string; folders?: string };
  'is-directory': { path: string };
  'permission-denied': { path?: string; operation?: string };
  /** The program wants nobody else to be able to read it. */
  'file-too-open': { path: string };
  /** busy: not for its file system, but as it is a mount by itself, which nothing can be put in the place of. */
  'read-only': { path?: string; busy?: string };
  'no-space': { path?: string; resource?: string };
  /** ofSystem: the system holds it for a process that lives, not a file that may be left behind. */
  'lock-held': { path?: string; ofSystem?: string };
  'data-corrupt': { path?: string; detail?: string };
  /** A data folder of another version. found/wants: versions of the program; format: that of the file, where it counts on its own. */
  'data-version': { found?: string; wants?: string; format?: string; detail?: string };
  /** Data of another cluster. found: the id or name that they have; wants: that of the cluster that the program is in. */
  'data-foreign': { found: string; wants: string; path?: string };
  /** A member of a cluster may not begin it anew, as another one may have newer data. */
  'cluster-unsafe': Record<string, never>;
  'data-not-empty': { path?: string };
  'io-error': { path?: string };
  // ---- rights ----
  'port-privileged': { port?: string; address?: string };
  'operation-not-permitted': { operation?: string; path?: string };
  'root-refused': { program?: string };
  'rbac-forbidden': { user?: string; verb?: string; resource?: string; group?: string; namespace?: string; name?: string };
  /** variable: it looks for that one of the kubelet before any token. */
  'api-token-missing': { path?: string; variable?: string };
  'api-unauthorized': { detail?: string };
  'cloud-credentials': { cloud?: string; detail?: string };
  /** What the cloud tells a machine of itself (169.254.169.254) does not come. option: the one by which it may be told instead. */
  'metadata-refused': { detail?: string; option?: string };
  /** resource: its kind, or the type that the program's language has for it; plural: that with its group, as the API spells resources. */
  'crd-missing': { resource?: string; version?: string; plural?: string };
  /** The API server lists its groups, and one that another server answers for gives nothing. group: with its version. */
  'api-group-down': { group: string; detail?: string };
  /** The network plugin finds no range of addresses for the pods of a node. */
  'pod-cidr-missing': { node?: string };
  'leader-lost': { detail?: string };
  // ---- network ----
  'port-in-use': { port?: string; address?: string };
  /** unresolved: it is a name that cannot be resolved; reads: the one variable that the failing code reads. */
  'address-unavailable': { address?: string; port?: string; unresolved?: string; reads?: string };
  /** url may stand for host and port; ip: the address that the name resolved to; socket: the file by which a server of the same machine is called. */
  'connection-refused': { host?: string; port?: string; ip?: string; service?: string; socket?: string };
  'connection-timeout': { host?: string; port?: string; ip?: string; service?: string };
  'connection-reset': { host?: string; port?: string; ip?: string; service?: string };
  'name-unresolved': { host?: string; port?: string; server?: string; temporary?: string };
  'dependency-unreachable': { host?: string; port?: string; service?: string; detail?: string };
  /** own: it is the certificate that the program shows, and the other side says so. */
  'tls-unknown-ca': { host?: string; port?: string; own?: string };
  'tls-expired': { host?: string; when?: string; own?: string };
  'tls-hostname': { host?: string; names?: string };
  'tls-protocol': { host?: string; port?: string; detail?: string };
  'auth-failed': { user?: string; host?: string; port?: string; service?: string; detail?: string };
  /** A server's rules of who may connect, from which address, refuse it before any password counts. rule: which rules, service/name. */
  'client-refused': {
    rule: string;
    host?: string;
    port?: string;
    user?: string;
    database?: string;
    address?: string;
    detail?: string;
    service?: string;
  };
  /** It is connected, and the server refuses what it is asked. what: a key of src/trace/servers/refusals.ts; object: the table or schema. */
  'request-refused': { what: string; object?: string; key?: string; command?: string; user?: string; detail?: string; service?: string };
  'database-missing': { database?: string; user?: string; host?: string; port?: string };
  'role-missing': { role?: string; host?: string; port?: string };
  'table-missing': { table?: string; service?: string };
  /** pending: it has not failed but not run; the command that runs it. */
  'migration-failed': { detail?: string; tool?: string; pending?: string };
  'connections-exhausted': { host?: string; detail?: string; role?: string; database?: string };
  'http-error': { status?: string; url?: string; host?: string; port?: string };
  /** Of Kubernetes. override: a variable by which its check may be turned off. */
  'version-refused': { found?: string; wants?: string; override?: string };
  // ---- memory and limits ----
  /** The runtime's own heap limit, below the container's. runtime: java, node, python, go, php, dotnet, ruby, … */
  'heap-exhausted': { runtime: string; what?: string };
  /** The kernel refused to give memory that was asked for at once. what: for what. */
  'memory-refused': { what: string };
  /** found: the version of CUDA that its driver is for, where that is too old. */
  'gpu-memory': { wanted?: string; free?: string; total?: string };
  'gpu-refused': { detail?: string; found?: string };
  'child-killed': { child?: string; signal?: string };
  'threads-exhausted': { detail?: string };
  'files-exhausted': { detail?: string };
  /** RLIMIT_FSIZE, or the largest file of a file system. */
  'file-size-limited': { detail?: string };
  /** As the program lists them: "--month, --ledger", "-p, --port <n>". */
  'argument-missing': { options: string };
  /** Which may not be set from here: net.core.somaxconn. */
  'kernel-setting-refused': { setting: string };
  'kernel-setting': { setting?: string; detail?: string };
  'shm-exhausted': { detail?: string };
  // ---- the program itself ----
  'module-missing': { module: string; runtime?: string; own?: string };
  'class-version': { detail?: string };
  'runtime-missing': { detail?: string };
  /** A command that makes something of its own, and finds it made already. program: mkdir, ln. */
  'already-there': { program: string; path: string };
  'syntax-error': { file?: string; line?: string; detail?: string };
  /** An exception, panic or fatal error that nothing handled. frame: the user's own "file:line"; reads: of one that was given nothing, the variable that its code reads. */
  exception: { type?: string; message?: string; frame?: string; runtime?: string; reads?: string };
  segfault: { detail?: string };
  abort: { detail?: string };
  /** A refusal in words that no other kind covers: a line at level fatal or error, last before the end. */
  'fatal-line': { message: string };
  // ---- what is no fault, but tells ----
  listening: { port?: string; address?: string };
  starting: { what?: string };
  'term-received': { signal?: string };
  'waiting-for': { host?: string; port?: string };
  'worker-timeout': { detail?: string };
}

export type FactKind = keyof FactFields;

export interface Fact<K extends FactKind = FactKind> {
  kind: K;
  fields: FactFields[K];
  /** The log's own words: the line that says it, cleaned, at most 300 characters. */
  quote: string;
  /** 0-based index of that line in the log. */
  line: number;
  /** The phrase that found it, `runtime/name`. */
  phrase: string;
}
