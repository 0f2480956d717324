/** A file that the container was told to run and that is not there: told by the interpreter, the runtime, or the spec. */
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import { logProof } from '../../evidence/proof.ts';
import type { Subject } from '../../evidence/subject.ts';
import { folderPath } from '../../kube/folder.ts';
import { commandLine } from '../../kube/pod.ts';
import { decisiveFact } from '../../logs/reading.ts';
import { only } from '../../only.ts';
import type { Proof } from '../../report.ts';
import { lastCommand } from '../programs/last-command.ts';
import { isAssignment } from '../programs/shell-line.ts';
import { startFailure } from '../programs/start-failure.ts';
import { configFiles, type MountedFile } from './mounted-file.ts';

export interface ProgramFile {
  path: string;
  /** As a reader is told it: the path, or "module app". */
  name: string;
  proof: Proof;
  /** Is it what the spec, or else the image, names as the program; not a file that the program asks for later? */
  isProgram: boolean;
  /** Its folder is not told, but a usual one that a volume is mounted over. */
  isGuess?: boolean;
}

/** What interpreters run. */
const PROGRAM = /\.(?:py|pyc|pyz|js|mjs|cjs|ts|jar|war|sh|bash|rb|pl|php|dll|ru|exs?|lua|r)$/i;
/** What interpreters look for beside their program. */
const MANIFEST = /\/(?:package\.json|requirements\.txt|Gemfile|pom\.xml|composer\.json|manage\.py|go\.mod|Procfile)$/;

/** What programs read, and nothing runs. */
const DATA = /\.(?:ya?ml|json|toml|ini|conf|cfg|cnf|xml|properties|env|csv|txt|pem|crt|key)$/i;

export function missingProgramFile(subject: Subject, evidence: Evidence): ProgramFile | undefined {
  const started = startFailure(subject);
  if (started)
    return started.failure.sort === 'not-found' && started.failure.program.includes('/')
      ? { path: started.failure.program, name: started.failure.program, proof: started.proof, isProgram: true }
      : undefined;
  const log = valueOf(subject.log());
  const fact = decisiveFact(log, 'file-missing', 'module-missing', 'command-not-found');
  // An agent of the JVM is beside the program, named by an option.
  if (!fact || fact.phrase === 'java/agent-jar') return undefined;
  const fields = fact.fields as { path?: string; module?: string; command?: string; own?: string };
  if (fields.own && fields.module) return ownModule(fields.module, logProof(subject, fact), subject, evidence);
  const path = fields.path ?? fields.module ?? fields.command ?? '';
  const { command = [] } = subject.container;
  const words = wordsThatStart(subject, evidence);
  const at = words.findIndex((word) => word !== '' && (path === word || path.endsWith(`/${word.replace(/^\.\//, '')}`)));
  // The file of an option, such as -config, is what the program reads, not what runs.
  const named = !DATA.test(path) && (at === 0 || (at > 0 && (PROGRAM.test(path) || !words[at - 1]?.startsWith('-'))));
  const isProgram = named || MANIFEST.test(path) || (command.length === 0 && fact.kind !== 'module-missing');
  return path.startsWith('/') && (named || PROGRAM.test(path) || MANIFEST.test(path))
    ? { path, name: path, proof: logProof(subject, fact), isProgram }
    : undefined;
}

/** The module that a server is told to load, from the working directory: that of the spec, else most likely where a volume is mounted over a usual one. */
function ownModule(module: string, proof: Proof, subject: Subject, evidence: Evidence): ProgramFile | undefined {
  const { workingDir, volumeMounts = [] } = subject.container;
  const file = `/${module.replaceAll('.', '/')}.py`;
  if (configFiles(subject, evidence).some(({ path }) => path.endsWith(file))) return undefined;
  const over = only(volumeMounts.filter(({ mountPath, subPath }) => !subPath && HOME.test(folderPath(mountPath))));
  const folder = workingDir ?? over?.mountPath;
  if (folder === undefined) return undefined;
  return { path: `${folderPath(folder)}${file}`, name: `module ${module}`, proof, isProgram: true, isGuess: workingDir === undefined };
}

/** Where images keep their program, by habit. */
const HOME = /^(?:\/(?:srv|opt)\/[^/]+|\/(?:[^/]+\/){0,3}(?:app|src|code|application|workspace|server|site|html|dist|build))$/;

/**
 * A file that is looked for in the workingDir of the spec: it may be the wrong folder, or a volume may hide what it has. Undefined where
 * the file's whole path is told, or comes from the image.
 */
export function placedByWorkingDir(path: string, { container }: Pick<Subject, 'container'>): 'its home' | 'elsewhere' | undefined {
  const { workingDir, command = [], args = [] } = container;
  if (!workingDir || !path.startsWith(`${folderPath(workingDir)}/`) || [...command, ...args].some((word) => word.includes(path)))
    return undefined;
  return HOME.test(folderPath(workingDir)) ? 'its home' : 'elsewhere';
}

/** The words of the command line; of a shell's line or script, those of its last command, unless it goes to another folder first, or only reads a file. */
function wordsThatStart(subject: Subject, evidence: Evidence): readonly string[] {
  const last = lastCommand(subject, evidence);
  const runs = last && !/^(?:\.|source)$/.test(last.words[0] ?? '') && !/(?:^|[\s;&(])(?:cd|pushd)\s/.test(last.start.text);
  return runs ? last.words : commandLine(subject.container);
}

/** A volume of keys should have it, and what is read from an empty one something else has to put there: the word that names it is not at fault. */
export const isPutThere = ({ source, volume }: Pick<MountedFile, 'source' | 'volume'>, path: string): boolean =>
  source !== undefined || (volume.emptyDir !== undefined && DATA.test(path));

/** The word of the command line that names a file. */
export interface NamingWord {
  list: 'command' | 'args';
  word: string;
}

/** By its path, as the value of an option, or from the working directory, which the spec may leave to the image. */
export function listThatNames(path: string, { container }: Pick<Subject, 'container'>): NamingWord | undefined {
  const isRelative = (word: string) => PROGRAM.test(word) && !/^[-/]|\.\.\//.test(word) && path.endsWith(`/${word.replace(/^\.\//, '')}`);
  const isVariable = (word: string) => isAssignment(word) && path.endsWith(`/${word}`);
  const isValue = (word: string) => OPTION_WITH_VALUE.test(word) && word.endsWith(`=${path}`);
  for (const isIt of [(word: string) => word === path, isValue, isRelative, isVariable])
    for (const list of ['command', 'args'] as const) {
      const word = container[list]?.find(isIt);
      if (word !== undefined) return { list, word };
    }
  return undefined;
}

/** --config=FILE, and config_file=FILE behind -c. */
const OPTION_WITH_VALUE = /^-{0,2}[A-Za-z][\w.-]{0,60}=/;

/** Options that take a file: written out, or the letters that stand for a configuration in most programs. */
const OPTION = /^(?:--?[A-Za-z][\w.-]{2,60}|-[cCfF])$/;

/** Of a list of words, those that give a program a file by an option, and can go together: --config FILE, --config=FILE, -c config_file=FILE. */
export function optionAt(words: readonly string[], index: number, path: string): { from: number; count: number } | undefined {
  const [before = '', word = ''] = [words[index - 1], words[index]];
  if (PROGRAM.test(path) || index === 0) return undefined;
  if (word.startsWith('-')) return { from: index, count: 1 };
  return index > 1 && OPTION.test(before) ? { from: index - 1, count: 2 } : undefined;
}
