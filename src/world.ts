/** What the program needs of the world around it; main.ts gives the real one, tests another. */
import type { Kubectl } from './port.ts';

export interface World {
  env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds since 1970. */
  now: () => number;
  out: (text: string) => void;
  error: (text: string) => void;
  /** One line that is overwritten, on a terminal only; '' takes it away. */
  progress: (line: string) => void;
  isTerminal: boolean;
  columns: number;
  platform: NodeJS.Platform;
  /** The text of a file, or undefined where it cannot be read. */
  readText: (path: string) => string | undefined;
  home: string;
  /** Opens the door to the cluster; the arguments are kubectl's connection flags. Fails where there is no kubectl. */
  openKubectl: (options: { asked: string | undefined; connection: readonly string[] }) => Promise<Kubectl>;
}
