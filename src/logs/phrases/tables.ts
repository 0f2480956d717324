/** Every table of phrases, the most particular first: of two phrases that say as much, the earlier one is told. */
import type { Phrase } from '../phrase.ts';
import { databases } from './databases.ts';
import { general } from './general.ts';
import { git } from './git.ts';
import { go } from './go.ts';
import { java } from './java.ts';
import { kubernetes } from './kubernetes.ts';
import { native } from './native.ts';
import { network } from './network.ts';
import { node } from './node.ts';
import { postgres } from './postgres.ts';
import { python } from './python.ts';
import { scripts } from './scripts.ts';
import { servers } from './servers.ts';
import { shell } from './shell.ts';
import { starting } from './starting.ts';
import { stores } from './stores.ts';
import { web } from './web.ts';

export const TABLES: Readonly<Record<string, readonly Phrase[]>> = {
  web, git, postgres, stores, servers, kubernetes, shell, python, node, go, java, scripts, native, databases, network, general, starting,
};
