/** The kubeconfigs that bench.mjs measures with: the one given, and the same cluster far away, and with slow credentials. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** What the current context of a kubeconfig is about. Throws where it is not complete. */
function read(path) {
  const config = parse(readFileSync(path, 'utf8'));
  const named = (list, name) => list?.find((each) => each.name === name);
  const { context } = named(config.contexts, config['current-context']) ?? {};
  const [cluster, user] = [named(config.clusters, context?.cluster)?.cluster, named(config.users, context?.user)?.user];
  if (!cluster || !user) throw new Error(`${path} has no complete current context`);
  return { config, cluster, user, namespace: context.namespace ?? 'default' };
}

export const namespaceOf = (path) => read(path).namespace;

/** `host:port` of the API server. */
export function addressOf(path) {
  const { hostname, port, protocol } = new URL(read(path).cluster.server);
  return `${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`;
}

/** The same cluster, through `port` of this machine. */
export function through(path, port, folder) {
  const { config, cluster } = read(path);
  const server = new URL(cluster.server);
  if (server.protocol === 'https:') cluster['tls-server-name'] ??= server.hostname;
  server.host = `127.0.0.1:${port}`;
  cluster.server = server.href;
  return write(join(folder, 'far'), config);
}

/** The same cluster, through `port` of this machine, where the holder of `certificate` answers. */
export function secured(path, port, certificate, folder) {
  const { config, cluster, user } = read(path);
  // Over TLS, kubectl asks for a name where there are no credentials.
  user.token ??= 'anybody';
  cluster.server = `https://127.0.0.1:${port}`;
  cluster['certificate-authority'] = certificate;
  return write(join(folder, 'near'), config);
}

/** The same user, whose credentials a plugin gives after `milliseconds`. Undefined where a plugin gives them already. */
export function slowly(path, milliseconds, folder) {
  const { config, user } = read(path);
  if (user.exec) return undefined;
  const secret = (name) => user[`${name}-data`] ?? (user[name] && readFileSync(user[name]).toString('base64'));
  const pem = (name) => Buffer.from(secret(name), 'base64').toString();
  const status =
    user['client-certificate-data'] || user['client-certificate']
      ? { clientCertificateData: pem('client-certificate'), clientKeyData: pem('client-key') }
      : { token: user.token };
  const apiVersion = 'client.authentication.k8s.io/v1';
  const answer = write(join(folder, 'credentials'), { apiVersion, kind: 'ExecCredential', status });
  for (const key of Object.keys(user)) delete user[key];
  const args = ['-c', `sleep ${milliseconds / 1000}; cat "$0"`, answer];
  user.exec = { apiVersion, command: '/bin/sh', args, interactiveMode: 'Never' };
  return write(join(folder, 'slow'), config);
}

function write(path, value) {
  writeFileSync(path, JSON.stringify(value), { mode: 0o600 });
  return path;
}
