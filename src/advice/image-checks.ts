/** Commands for a machine with Docker that show what an image holds, and the step by which a pipeline notices before a cluster does. */

import type { Container } from '../kube/shapes.ts';
import { TOKEN_FOLDER } from '../kube/token-folder.ts';
import { findLogins } from '../redact/find-logins.ts';
import { findTokens } from '../redact/find-tokens.ts';
import { secrecyOf } from '../redact/secret-name.ts';
import type { Check } from '../report.ts';
import { quote } from '../shell-word.ts';
import { isShell } from '../trace/programs/shell-line.ts';

/** Causes that lie in the image, or between it and the command of the spec. */
const IN_THE_IMAGE: ReadonlySet<string> = new Set([
  'command-not-found',
  'command-not-found-in-shell',
  'image-user-unknown',
  'interpreter-missing',
  'library-missing',
  'missing-module',
  'no-command',
  'processor-too-old',
  'program-not-executable',
  'runtime-mismatch',
  'windows-line-ends',
  'wrong-architecture',
  'wrong-working-directory',
]);
/** Causes that lie in the way to the image: it cannot be run here, only asked for. */
const NOT_TO_BE_HAD: ReadonlySet<string> = new Set(['image-not-found', 'image-pull-denied', 'image-other-platform', 'image-name-invalid']);

/** Of a command that is worth showing: a whole script in the args is not. */
const LONGEST = 600;

export function imageChecks(cause: string, container: Container): Check[] {
  const { image, command = [] } = container;
  // What begins otherwise is no image, and would be a flag.
  if (!image || !/^[A-Za-z0-9]/.test(image)) return [];
  if (NOT_TO_BE_HAD.has(cause)) {
    return [
      {
        text: 'is it in the registry, and for which platforms? In a pipeline: before the manifest that names it is applied',
        command: line('docker', 'manifest', 'inspect', image),
      },
    ];
  }
  if (!IN_THE_IMAGE.has(cause)) return [];
  const noShell = isShell(command[0] ?? '') && cause === 'command-not-found';
  return [
    {
      text: 'what the image runs by itself, its entrypoint and its arguments',
      command: `${line('docker', 'pull', '--quiet', image)} && ${line('docker', 'image', 'inspect', '--format', '{{json .Config.Entrypoint}} {{json .Config.Cmd}}', image)}`,
    },
    ...(noShell
      ? []
      : [{ text: 'look around in it, if it has a shell', command: line('docker', 'run', '--rm', '-it', '--entrypoint', 'sh', image) }]),
    ...asThePodRuns(image, container).map((run) => ({
      text: 'in a pipeline, after the build: run what the pod runs; what lies in the image fails there too, before anything is rolled out',
      command: run,
    })),
  ];
}

/**
 * `command` takes the place of the entrypoint and of the image's arguments, `args` of the latter alone (kubernetes.io, Define a Command).
 * Only where the spec itself says all that the program is told: with files of a volume, or values of other objects, it would fail
 * otherwise there.
 */
function asThePodRuns(image: string, { command = [], args = [], env = [], envFrom, volumeMounts = [], workingDir }: Container): string[] {
  const isTold = volumeMounts.some(({ mountPath }) => mountPath !== TOKEN_FOLDER) || (envFrom?.length ?? 0) > 0;
  if (isTold || env.some(({ name, value = '', valueFrom }) => valueFrom || value.includes('$(') || isSecret(name, value))) return [];
  const [entrypoint, ...rest] = command;
  // One word each: the cluster's text is never one by itself before the image.
  const given = [
    ...env.map(({ name, value = '' }) => `--env=${name}=${value}`),
    ...(workingDir === undefined ? [] : [`--workdir=${workingDir}`]),
    ...(entrypoint === undefined ? [] : [`--entrypoint=${entrypoint}`]),
  ];
  const run = line('docker', 'run', '--rm', ...given, image, ...rest, ...args);
  return run.length > LONGEST ? [] : [run];
}

/** A value that would be hidden is none to run with. */
const isSecret = (name: string, value: string) =>
  secrecyOf(name) !== 'none' || findLogins(value).length > 0 || findTokens(value).length > 0;

const line = (...words: string[]) => words.map(quote).join(' ');
