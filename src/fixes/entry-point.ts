/** Args that repeat what the image's entrypoint runs: python app.py, of an image whose entrypoint is python app.py. */
import { lastName } from '../kube/folder.ts';
import type { Container } from '../kube/shapes.ts';
import type { Fix } from '../report.ts';
import { interpreterFor, isInterpreter } from '../trace/programs/interpreters.ts';
import type { WorkloadFix } from './workload.ts';

/** The entrypoint looks for a file of this name: its first argument is the name of an interpreter, of which nobody means a file. */
export const startsProgram = ({ command = [], args = [] }: Container, path: string): boolean =>
  command.length === 0 &&
  args.length > 1 &&
  args[0] === path &&
  isInterpreter(lastName(path)) &&
  (args[1]?.startsWith('-') || interpreterFor(args[1] ?? '') !== undefined);

/** What follows the program stays. */
export function withoutProgram(fix: WorkloadFix): Fix {
  const { args = [] } = fix.subject.container;
  const program = args.findIndex((word) => interpreterFor(word) !== undefined);
  const rest = program < 0 ? [] : args.slice(program + 1);
  const path = `${fix.containerPath}/args`;
  return rest.length > 0
    ? fix.patchJson(`give it ${rest.join(' ')} alone`, [{ op: 'replace', path, value: rest }])
    : fix.patchJson("take args out, so that the image's own run", [{ op: 'remove', path }]);
}
