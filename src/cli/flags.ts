/** Every flag, as data: the reading of arguments, the help, the completion and the hiding of secrets all use this table. */

export interface Flag {
  name: string;
  /** The letter after a single dash. */
  short?: string;
  /**
   * As pflag has them. `nothing`: a boolean, its value only after `=`. `value`: the next word or after `=`, the last one
   * wins. `values`: the same, all of them count. `maybe`: a value only after `=` (NoOptDefVal), else as if `=true`.
   */
  takes: 'nothing' | 'value' | 'values' | 'maybe';
  /** Whose it is: kubectl's connection, handed through to every child, or ours. */
  of: 'kubectl' | 'us';
  /** The value is a credential: it is never shown. */
  secret?: true;
  /** What the value is called in the help. */
  value?: string;
  /** One line for the help and the completion. */
  what: string;
}

type Rest = Pick<Flag, 'short' | 'secret' | 'value'>;

const ours = (name: string, takes: Flag['takes'], what: string, rest: Rest = {}): Flag => ({ name, takes, of: 'us', what, ...rest });
const kubectls = (name: string, takes: Flag['takes'], what: string, rest: Rest = {}): Flag => ({
  name,
  takes,
  of: 'kubectl',
  what,
  ...rest,
});

export const FLAGS: readonly Flag[] = [
  ours('namespace', 'value', "its namespace, else the context's", { short: 'n', value: 'NAME' }),
  ours('all-namespaces', 'nothing', 'look in every namespace', { short: 'A' }),
  ours('selector', 'value', 'the pods with these labels', { short: 'l', value: 'LABELS' }),
  ours('container', 'value', 'only this container of the pod', { short: 'c', value: 'NAME' }),
  ours('since', 'value', 'also what restarted lately and is fine now (2h)', { value: 'TIME' }),
  ours('contexts', 'values', 'look in several clusters', { value: 'A,B' }),
  ours('output', 'value', 'text wide json yaml markdown html junit name', { short: 'o', value: 'FORM' }),
  ours('watch', 'nothing', 'stay until it is fixed or has crashed again', { short: 'w' }),
  ours('healthy-for', 'value', 'a pod ready for so long counts as fixed (60s)', { value: 'TIME' }),
  ours('follow', 'nothing', 'the logs across restarts, each death explained'),
  ours('record', 'maybe', 'keep every crash, then compare them', { value: 'TIME' }),
  ours('catch', 'nothing', 'wait for the next start, run the exec step in it'),
  ours('no-exec', 'nothing', 'run nothing in a container (CRASHLOOP_NO_EXEC=1)'),
  ours('fix', 'maybe', 'the patch, checked by the server; never applied', { value: 'FILE' }),
  ours('save', 'value', 'write the evidence, without its secrets', { value: 'FILE' }),
  ours('from', 'value', 'read evidence that was saved; no cluster', { value: 'FILE' }),
  ours('force', 'nothing', 'overwrite files'),
  ours('show-commands', 'nothing', 'each kubectl call: arguments, time, what it gave'),
  ours('show-secrets', 'nothing', 'on a terminal, hide no value like a credential'),
  ours('timeout', 'value', 'for the whole run (20s)', { value: 'TIME' }),
  ours('color', 'value', 'auto always never (NO_COLOR too)', { value: 'WHEN' }),
  ours('kubectl', 'value', 'this kubectl (else KUBECTL_PATH, else PATH)', { value: 'PATH' }),
  ours('help', 'nothing', 'this text', { short: 'h' }),
  ours('version', 'nothing', 'the version'),

  // `kubectl options`, 1.20 to 1.36; kuberc came with 1.34, as-user-extra with 1.35.
  kubectls('as', 'value', 'the user to impersonate'),
  kubectls('as-group', 'values', 'a group to impersonate'),
  kubectls('as-uid', 'value', 'the UID to impersonate'),
  kubectls('as-user-extra', 'values', 'extra of the user to impersonate', { secret: true }),
  kubectls('cache-dir', 'value', 'the cache directory'),
  kubectls('certificate-authority', 'value', "the file of the server's certificate authority"),
  kubectls('client-certificate', 'value', 'the file of the client certificate'),
  kubectls('client-key', 'value', 'the file of the client key'),
  kubectls('cluster', 'value', 'the cluster of the kubeconfig'),
  kubectls('context', 'value', 'the context of the kubeconfig'),
  kubectls('disable-compression', 'nothing', 'no compressed answers'),
  kubectls('insecure-skip-tls-verify', 'nothing', "do not check the server's certificate"),
  kubectls('kubeconfig', 'value', 'the kubeconfig file'),
  kubectls('kuberc', 'value', 'the kuberc file'),
  kubectls('match-server-version', 'nothing', 'only a server of the same version'),
  kubectls('password', 'value', 'the password of basic authentication', { secret: true }),
  kubectls('request-timeout', 'value', 'the time for one request'),
  kubectls('server', 'value', 'the address of the API server', { short: 's' }),
  kubectls('tls-server-name', 'value', "the name in the server's certificate"),
  kubectls('token', 'value', 'the bearer token', { secret: true }),
  kubectls('user', 'value', 'the user of the kubeconfig'),
  kubectls('username', 'value', 'the user of basic authentication'),
  kubectls('v', 'value', 'how much kubectl logs', { short: 'v' }),
  kubectls('vmodule', 'value', 'how much kubectl logs, by file'),
  kubectls('warnings-as-errors', 'nothing', "treat the server's warnings as errors"),
];
