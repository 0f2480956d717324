/** Where the answers of a run come from, a cluster or a bundle, and what is kept of them. */

import { type Asked, type Bundle, recording, replayed, type SavedCall } from './bundle/bundle.ts';
import type { Connection } from './cluster/connection.ts';
import { namespaceFor } from './cluster/namespace.ts';
import type { Kubectl } from './cluster/port.ts';
import type { Options } from './command.ts';
import { handedFlags, type Session } from './diagnose-command.ts';
import { UsageError } from './errors.ts';
import { execQuery } from './evidence/query.ts';
import { KnownSecrets } from './redact/known-secrets.ts';
import { Redactor } from './redact/redactor.ts';
import type { Attempts } from './report.ts';
import { BundleFile } from './save.ts';
import { isPageOfScan } from './scan/list-pods.ts';
import type { World } from './world.ts';

export interface OpenSession extends Session {
  /** As it was when these answers were given. */
  world: World;
  /** When the report is shown, for its relative times. */
  shownAt: () => number;
  redactor: Redactor;
  /** What of an answer holds credentials; done by itself, but for the pages of a scan. */
  learn: (json: string) => void;
  /** The same door, of which nothing is kept for `save`. */
  look: Kubectl;
  /** The same, with all of its time left, and nothing kept but these calls. */
  again: (kept?: readonly SavedCall[]) => OpenSession;
  /** Of a bundle that holds them. */
  attempts?: Attempts;
  /** Writes what was read, if that was asked for and there is something; false where it could not. `isPart`: there is more to come. */
  save: (asked: Asked, attempts?: Attempts, isPart?: boolean) => Promise<boolean>;
}

/** The forms that show the text of `kubectl describe`. A bundle keeps it for them. */
const DESCRIBED: readonly string[] = ['wide', 'markdown', 'html'];

export async function openSession(
  { connection, options }: { connection: Connection; options: Options },
  world: World,
  known = new KnownSecrets(),
): Promise<OpenSession> {
  if (options.save !== undefined && world.exists(options.save) && !options.force)
    throw new UsageError(`--save: ${options.save} exists; give another name, or --force to overwrite it`);
  const [door, namespace] = await Promise.all([
    world.openKubectl({ asked: options.kubectl, connection: connection.args }),
    namespaceFor(connection, world),
  ]);
  const flags = handedFlags(connection);
  const heard = learning(door, known);
  const file = options.save === undefined ? undefined : new BundleFile(options.save, options.force, { namespace, flags, known, world });
  return open();

  function open(kept: readonly SavedCall[] = []): OpenSession {
    const began = world.now();
    const calls: SavedCall[] = [...kept];
    return {
      kubectl: file ? recording(heard, calls, world.now) : heard,
      namespace,
      flags,
      deadline: began + options.timeoutMs,
      mayExec: options.exec,
      describes: file !== undefined || DESCRIBED.includes(options.output),
      world,
      shownAt: world.now,
      redactor: new Redactor({ known }),
      learn: (json) => known.learn(json),
      look: heard,
      again: open,
      save: async (asked, attempts, isPart = false) => file?.write({ began, asked, attempts, calls }, isPart) ?? true,
    };
  }
}

/** The same on a bundle: no kubectl, no network, and the clock stands still. */
export function replaySession(bundle: Bundle, namespace: string | undefined, world: World): OpenSession {
  const began = Date.parse(bundle.began);
  const known = new KnownSecrets();
  return {
    kubectl: learning(replayed(bundle), known),
    namespace: namespace ?? bundle.namespace,
    flags: bundle.flags,
    deadline: Number.POSITIVE_INFINITY,
    // It asks again for what it asked then.
    mayExec: ranInside(bundle),
    describes: bundle.calls.some(({ args }) => args[0] === 'describe'),
    ...(bundle.attempts ? { attempts: bundle.attempts } : {}),
    world: { ...world, now: () => began },
    shownAt: () => Date.parse(bundle.ended),
    redactor: new Redactor({ known, labels: bundle.hidden }),
    learn: (json) => known.learn(json),
    look: learning(replayed(bundle), known),
    again: () => replaySession(bundle, namespace, world),
    save: async () => true,
  };
}

/** The keys of the commands that were run inside containers. */
function ranInside({ calls }: Bundle): Set<string> {
  const valueOf = (flag: string) => flag.slice(flag.indexOf('=') + 1);
  return new Set(
    calls.flatMap(({ args: [verb, namespace = '', pod = '', container = '', dashes, ...argv] }) =>
      verb === 'exec' && dashes === '--' ? [execQuery(valueOf(namespace), pod, valueOf(container), argv).key] : [],
    ),
  );
}

/** The bundle in a file. */
export async function openBundle(path: string, world: World): Promise<Bundle> {
  const { MOST_BYTES, readBundle } = await import('./bundle/read-bundle.ts');
  let bytes: Uint8Array;
  try {
    bytes = world.readBytes(path, MOST_BYTES + 1);
  } catch (error) {
    throw new UsageError(`--from: could not read ${path}: ${(error as Error).message}`);
  }
  return readBundle(bytes, path);
}

function learning(kubectl: Kubectl, known: KnownSecrets): Kubectl {
  return async (args, limits) => {
    const answer = await kubectl(args, limits);
    // Most of a scan's pages is never shown; the scan tells which pods are.
    if (!isPageOfScan(args)) known.learn(answer.stdout);
    return answer;
  };
}
