/** What the program is called and which version it is: package.json says both, and nothing else does. */
import { readFileSync } from 'node:fs';

interface Package {
  name: string;
  version: string;
}

/** Set by the build. */
declare const CRASHLOOP_PACKAGE: Package | undefined;

const { name, version } = typeof CRASHLOOP_PACKAGE === 'object' ? CRASHLOOP_PACKAGE : fromPackage();

export const VERSION = version;

/** The name of the file on PATH: that is how kubectl finds a plugin. */
export const EXECUTABLE = name;
/** What is typed after `kubectl`, and krew's name for it. */
export const NAME = name.replace(/^kubectl-/, '');
/** As it is typed. */
export const PROGRAM = `kubectl ${NAME}`;

function fromPackage(): Package {
  return JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as Package;
}
