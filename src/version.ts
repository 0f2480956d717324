/** What the program is called and which version it is. */
import { readFileSync } from 'node:fs';

/** As it is typed. Its executable has a dash for the space: that is how kubectl finds a plugin. */
export const PROGRAM = 'kubectl crashloop';

/** Set by the build. */
declare const CRASHLOOP_VERSION: string | undefined;

export const VERSION = typeof CRASHLOOP_VERSION === 'string' ? CRASHLOOP_VERSION : fromPackage();

function fromPackage(): string {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };
  return version;
}
