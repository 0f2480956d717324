/** Whether a runtime reads the options that a variable holds, and after which others. */

import { escaped } from '../../escaped.ts';
import { isForShell } from '../programs/start-text.ts';
import { fileOf, type Setting } from '../settings/settings.ts';
import { isBehindProgram } from './behind-program.ts';

/**
 * HotSpot reads JAVA_TOOL_OPTIONS, then the command line, then _JAVA_OPTIONS, and what comes later wins (openjdk/jdk:src/hotspot/share/
 * runtime/arguments.cpp); the launcher puts JDK_JAVA_OPTIONS before the command line (src/java.base/share/native/libjli/args.c). Node.js
 * puts NODE_OPTIONS before the command line (nodejs.org/api/cli.html). Others (JAVA_OPTS) stand on a command line that a script makes.
 */
const ORDER: Readonly<Record<string, number>> = { JAVA_TOOL_OPTIONS: 0, NODE_OPTIONS: 0, JDK_JAVA_OPTIONS: 1, _JAVA_OPTIONS: 3 };
const ON_LINE = 2;

export const orderOf = ({ name }: Setting): number => ORDER[name ?? ''] ?? ON_LINE;

const RUNS = /(?:^|[\s;&|/(])(?:java|node)(?=\s|$)/;

/** Undefined: only a script of the image tells. */
export function isReadByRuntime(setting: Setting, settings: readonly Setting[]): boolean | undefined {
  const { name } = setting;
  if (isBehindProgram(setting, settings)) return false;
  if (name === undefined || name in ORDER) return true;
  const form = new RegExp(`\\$[({]?${escaped(name)}(?!\\w)`);
  if (settings.some((one) => isForShell(one) && form.test(one.written ?? ''))) return true;
  const [first, ...rest] = settings.filter(({ place }) => place.kind === 'argument').map(({ written = '' }) => written);
  // The command line of the spec is whole, and takes nothing from it.
  const isWhole =
    first !== undefined &&
    (/(?:^|\/)(?:java|node)$/.test(first) || (/(?:^|\/)(?:ba|da|a)?sh$/.test(first) && rest.some((word) => RUNS.test(word))));
  return isWhole && !settings.some((one) => fileOf(one)?.endsWith('.sh')) ? false : undefined;
}
