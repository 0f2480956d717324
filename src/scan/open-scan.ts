/** Sessions for the clusters that a scan looks into. */

import type { Connection } from '../cluster/connection.ts';
import type { Scan } from '../command.ts';
import { UsageError } from '../errors.ts';
import { openSession } from '../open-session.ts';
import { KnownSecrets } from '../redact/known-secrets.ts';
import type { World } from '../world.ts';
import type { Cluster } from './scan-command.ts';

export async function openScan({ connection, contexts, options }: Scan, world: World): Promise<[Cluster, ...Cluster[]]> {
  if (!contexts) return [{ session: await openSession({ connection, options }, world), context: undefined }];
  if (options.save !== undefined)
    throw new UsageError('--save: a file holds the evidence of one cluster; say which one with --context NAME instead of --contexts');
  // What one cluster keeps secret is hidden in what another says.
  const known = new KnownSecrets();
  const open = async (context: string): Promise<Cluster> => ({
    context,
    session: await openSession({ connection: inContext(connection, context), options }, world, known),
  });
  return Promise.all(contexts.map(open)) as Promise<[Cluster, ...Cluster[]]>;
}

function inContext(connection: Connection, context: string): Connection {
  return { ...connection, context, args: [...connection.args.filter((token) => !token.startsWith('--context=')), `--context=${context}`] };
}
