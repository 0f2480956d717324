/** The file of --save: what a run has read, without what looks like a credential. */

import { type Asked, BUNDLE_FORMAT, type SavedCall } from './bundle/bundle.ts';
import type { KnownSecrets } from './redact/known-secrets.ts';
import type { Attempts } from './report.ts';
import { rfc3339 } from './rfc3339.ts';
import { VERSION } from './version.ts';
import type { World } from './world.ts';

/** The same for all that is written of a run. */
interface Run {
  namespace: string;
  flags: string[];
  known: KnownSecrets;
  world: World;
}

interface Kept {
  /** Milliseconds since 1970. */
  began: number;
  asked: Asked;
  attempts: Attempts | undefined;
  calls: SavedCall[];
}

export class BundleFile {
  readonly #path: string;
  readonly #run: Run;
  /** Either the user said so, or we have begun the file ourselves. */
  #mayReplace: boolean;

  constructor(path: string, mayReplace: boolean, run: Run) {
    this.#path = path;
    this.#mayReplace = mayReplace;
    this.#run = run;
  }

  /** False where it could not; without calls there is nothing to write. `isPart`: there is more to come. */
  async write({ began, asked, attempts, calls }: Kept, isPart: boolean): Promise<boolean> {
    if (calls.length === 0) return true;
    const { namespace, flags, known, world } = this.#run;
    const [{ redactBundle, packed }, { printableText }] = await Promise.all([
      import('./bundle/write-bundle.ts'),
      import('./render/printable.ts'),
    ]);
    const bundle = redactBundle(
      {
        format: BUNDLE_FORMAT,
        program: VERSION,
        began: rfc3339(began),
        ended: rfc3339(world.now()),
        namespace,
        flags,
        asked,
        hidden: [],
        ...(attempts ? { attempts } : {}),
        calls,
      },
      known,
    );
    const path = printableText(this.#path);
    try {
      world.writeFile(this.#path, packed(bundle), { replace: this.#mayReplace });
      this.#mayReplace = true;
    } catch (error) {
      world.error(`error: --save: could not write ${path}: ${(error as Error).message}\n`);
      return false;
    }
    const { hidden } = bundle;
    if (!isPart)
      world.error(
        `saved ${calls.length} calls in ${path}; values that look like credentials are hidden: ${hidden.length === 0 ? 'none was seen' : hidden.length}\n`,
      );
    return true;
  }
}
