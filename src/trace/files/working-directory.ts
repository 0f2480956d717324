/** A file that a program looks for from its working directory, and that a volume brings elsewhere. */
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { commandLine } from '../../kube/pod.ts';
import { configFiles } from './mounted-file.ts';

export interface Elsewhere {
  /** Where the ConfigMap brings it. */
  path: string;
  /** The folder from which the program would find it. */
  folder: string;
  map: string;
  key: string;
  /** As the container is told; undefined: the image's own. */
  workingDir: string | undefined;
  /** No other word of the command, or of its line for a shell, is a file that is looked for from the working directory. */
  canMove: boolean;
}

const RELATIVE_FILE = /^(?!\/|-)(?:[\w.-]+\/)*[\w-]+\.(?:py|[cm]?[jt]s|jar|sh|rb|php|pl|conf|ya?ml|json|toml|ini)$/;

/** The only file of a ConfigMap whose path ends in the relative one; undefined where the program looks there already. */
export function elsewhere(relative: string, subject: Subject, evidence: Evidence): Elsewhere | undefined {
  const plain = plainly(relative);
  if (plain === '' || /^\/|(?:^|\/)\.\.(?:\/|$)/.test(plain)) return undefined;
  const found = configFiles(subject, evidence).filter(({ path }) => path.endsWith(`/${plain}`));
  const [file] = found;
  if (!file || found.length > 1) return undefined;
  const folder = file.path.slice(0, -plain.length - 1) || '/';
  const { workingDir } = subject.container;
  const canMove = !commandLine(subject.container)
    .flatMap((word) => word.split(/[\s=;&|]+/))
    .some((word) => RELATIVE_FILE.test(word) && plainly(word) !== plain);
  return folder === workingDir?.replace(/(?<=.)\/+$/, '')
    ? undefined
    : { path: file.path, folder, map: file.name, key: file.key, workingDir, canMove };
}

const plainly = (relative: string) => relative.replace(/^(?:\.\/)+/, '');
