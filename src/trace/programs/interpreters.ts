/** Programs that run what others have written: by the image that has nothing else, and by the end of a script's name. */
import { imageName } from '../../kube/image.ts';

interface Interpreter {
  /** Its words, before the script. */
  words: readonly [program: string, ...options: string[]];
  file: RegExp;
  /** The official image of the language runs it alone, where it reads its program from an empty standard input, and ends. */
  image?: string;
}

const INTERPRETERS: readonly Interpreter[] = [
  { words: ['node'], file: /\.[cm]?js$/, image: 'node' },
  // Many systems have no python.
  { words: ['python3'], file: /\.py$/, image: 'python' },
  { words: ['ruby'], file: /\.rb$/, image: 'ruby' },
  { words: ['php'], file: /\.php$/, image: 'php' },
  { words: ['perl'], file: /\.pl$/, image: 'perl' },
  { words: ['java', '-jar'], file: /\.jar$/ },
  { words: ['bash'], file: /\.bash$/ },
  { words: ['sh'], file: /\.sh$/ },
];

const NAME = /^(?:python[\d.]*|node|java|ruby|perl|php|sh|bash)$/;

/** By the name of the program alone: python3.12. */
export const isInterpreter = (name: string): boolean => NAME.test(name);

export const interpreterOf = (image: string): Interpreter | undefined => INTERPRETERS.find((one) => one.image === imageName(image));

/** Undefined for a name that does not tell. */
export const interpreterFor = (path: string): Interpreter | undefined => INTERPRETERS.find(({ file }) => file.test(path));

/** The words that start a script which cannot be started itself. */
export const byInterpreter = (path: string): [program: string, ...words: string[]] => [
  ...(interpreterFor(path)?.words ?? (['sh'] as const)),
  path,
];
