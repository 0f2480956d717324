/** The world for `run`: files in memory, what was printed, and a kubectl of the test's own. */
import type { Kubectl } from '../src/cluster/port.ts';
import { run } from '../src/run.ts';
import type { World } from '../src/world.ts';

export interface Ran {
  code: number;
  out: string;
  error: string;
}

export interface FakeWorld extends World {
  files: Map<string, Uint8Array>;
  /** Runs the program in this world. */
  type: (...argv: string[]) => Promise<Ran>;
}

export function fakeWorld(kubectl: Kubectl | undefined, given: Partial<World> & { now: () => number }): FakeWorld {
  const files = new Map<string, Uint8Array>();
  const printed = { out: '', error: '' };
  const fake: FakeWorld = {
    env: { LANG: 'C.UTF-8', TZ: 'UTC' },
    out: (text) => {
      printed.out += text;
    },
    error: (text) => {
      printed.error += text;
    },
    progress: () => {},
    sleep: async () => {},
    onInterrupt: () => {},
    isTerminal: false,
    columns: 100,
    platform: 'linux',
    readText: () => undefined,
    readBytes(path, most) {
      const bytes = files.get(path);
      if (!bytes) throw new Error('no such file');
      return bytes.subarray(0, most);
    },
    exists: (path) => files.has(path),
    writeFile(path, bytes, { replace }) {
      if (files.has(path) && !replace) throw new Error('the file exists');
      files.set(path, bytes);
    },
    home: '/home/dev',
    async openKubectl() {
      if (!kubectl) throw new Error('no cluster may be asked here');
      return kubectl;
    },
    ...given,
    files,
    async type(...argv) {
      Object.assign(printed, { out: '', error: '' });
      const code = await run(argv, 'kubectl-crashloop', fake);
      return { code, ...printed };
    },
  };
  return fake;
}
