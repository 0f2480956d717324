/**
 * Which kubectl is run: --kubectl, else KUBECTL_PATH (kubectl ≥ 1.37 sets it for its plugins), else the first on PATH.
 * Always an absolute path, and never one out of the current folder that nobody named: a folder must not choose our kubectl.
 */
import { posix, win32 } from 'node:path';
import { KubectlError, UsageError } from '../errors.ts';

export interface Surroundings {
  /** As given with --kubectl: a path, or a bare name to be found on PATH. */
  asked?: string | undefined;
  env: Record<string, string | undefined>;
  platform: NodeJS.Platform;
  /** The current folder, for an --kubectl that is relative. */
  cwd: string;
  /** Whether it is a file that may be run. */
  isExecutable: (path: string) => boolean;
}

export function findKubectl(surroundings: Surroundings): string {
  const { asked, env, isExecutable } = surroundings;
  if (asked) return named(asked, surroundings);
  const set = env['KUBECTL_PATH'];
  if (set) {
    if (pathOf(surroundings).isAbsolute(set) && isExecutable(set)) return set;
    throw new UsageError(
      `KUBECTL_PATH is ${set}, which is no absolute path of a program; correct it, or unset it to use the kubectl on PATH`,
    );
  }
  const found = onPath('kubectl', surroundings);
  if (found) return found;
  const message = `looked for kubectl on PATH, found none; ${advice(surroundings)}`;
  throw new KubectlError({ kind: 'no-kubectl', message }, [], message);
}

const pathOf = ({ platform }: Surroundings) => (platform === 'win32' ? win32 : posix);

function named(asked: string, surroundings: Surroundings): string {
  const { cwd, isExecutable, platform } = surroundings;
  const isBare = !(platform === 'win32' ? /[\\/]/ : /\//).test(asked);
  const path = isBare ? onPath(asked, surroundings) : pathOf(surroundings).resolve(cwd, asked);
  if (path && isExecutable(path)) return path;
  const why = isBare ? 'no program of that name is on PATH' : `${path} is no program that may be run`;
  throw new UsageError(`--kubectl ${asked}: ${why}; give the path of one program, without arguments`);
}

/** Absolute folders only: "" and "." mean the current folder. On Windows an .exe: a .cmd cannot be run without a shell. */
function onPath(name: string, surroundings: Surroundings): string | undefined {
  const { env, platform, isExecutable } = surroundings;
  const { isAbsolute, join, delimiter } = pathOf(surroundings);
  const key = platform === 'win32' ? (Object.keys(env).find((other) => other.toUpperCase() === 'PATH') ?? 'PATH') : 'PATH';
  const file = platform === 'win32' && !/\.exe$/i.test(name) ? `${name}.exe` : name;
  return (env[key] ?? '')
    .split(delimiter)
    .map((folder) => (platform === 'win32' ? folder.replace(/^"(.*)"$/, '$1') : folder))
    .filter((folder) => isAbsolute(folder))
    .map((folder) => join(folder, file))
    .find(isExecutable);
}

/** Programs that bring a kubectl of their own, and how it becomes one file that can be run. Sources: the documentation of each. */
const WRAPPERS: readonly (readonly [name: string, what: string])[] = [
  ['oc', 'oc does as well: --kubectl oc'],
  ['microk8s', 'for microk8s: sudo snap alias microk8s.kubectl kubectl'],
  ['k3s', 'for k3s: sudo ln -s "$(command -v k3s)" /usr/local/bin/kubectl'],
  ['minikube', 'for minikube: sudo ln -s "$(command -v minikube)" /usr/local/bin/kubectl'],
];

/** Those that are there; if none is, all of them. */
function advice(surroundings: Surroundings): string {
  if (surroundings.platform === 'win32')
    return 'install it (https://kubernetes.io/docs/tasks/tools) or name a kubectl.exe with --kubectl PATH; a .cmd or .bat cannot be run safely';
  const present = WRAPPERS.filter(([name]) => onPath(name, surroundings));
  const hints = (present.length ? present : WRAPPERS).map(([, what]) => what);
  return `${hints.join('; ')}; else install it (https://kubernetes.io/docs/tasks/tools) or name it with --kubectl PATH`;
}
