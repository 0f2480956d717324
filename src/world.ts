/** What the program needs of the world around it; main.ts gives the real one, tests another. */
import type { Kubectl } from './cluster/port.ts';

export interface World {
  env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds since 1970. */
  now: () => number;
  out: (text: string) => void;
  error: (text: string) => void;
  /** One line that is overwritten, on a terminal only; '' takes it away. */
  progress: (line: string) => void;
  /** Waits for so many milliseconds. */
  sleep: (ms: number) => Promise<void>;
  /** From now on the first Ctrl-C does not end the program, but does this: what is known by then is still to be shown. */
  onInterrupt: (act: () => void) => void;
  isTerminal: boolean;
  columns: number;
  platform: NodeJS.Platform;
  /** The text of a file, or undefined where it cannot be read. */
  readText: (path: string) => string | undefined;
  /** The first bytes of a file, at most so many; throws as the file system does. */
  readBytes: (path: string, most: number) => Uint8Array;
  exists: (path: string) => boolean;
  /** Whole or not at all, and for this user alone (0600). Without `replace` it throws where the file exists. */
  writeFile: (path: string, bytes: Uint8Array, options: { replace: boolean }) => void;
  home: string;
  /** Opens the door to the cluster; the arguments are kubectl's connection flags. Fails where there is no kubectl. */
  openKubectl: (options: { asked: string | undefined; connection: readonly string[] }) => Promise<Kubectl>;
}
